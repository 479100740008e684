"""Sizes as people and pages write them: one rule for the command line, the renderer and pages themselves."""

import pytest

from moonpane.errors import InputError
from moonpane.page_size import MAX_SIDE, own_size, parse_size


@pytest.mark.parametrize(
    ("text", "size"),
    [("390x844", (390, 844)), ("390xauto", (390, None)), (" 390×844 ", (390, 844)), ("390XAUTO", (390, None))],
)
def test_sizes_are_read(text: str, size: tuple[int, int | None]) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize(
    "text", ["", "360", "x", "360x", "0x5", "5x0", "-1x5", "axb", "99999999x1", f"{MAX_SIDE + 1}xauto", "16000x16000"]
)
def test_a_size_that_is_none_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_size(text)
    assert str(refused.value).endswith(".")


def test_a_page_says_its_size_in_its_first_line_only() -> None:
    assert own_size("<!-- viewport: 390xauto -->\n<p>x</p>") == (390, None)
    assert own_size("<!--viewport:390 x 844--><p>x</p>") == (390, 844)
    assert own_size("<p>x</p>\n<!-- viewport: 390x844 -->") is None
    with pytest.raises(InputError, match="cannot be made"):
        own_size("<!-- viewport: 0x10 -->")
