"""What a page's process answers the renderer is read as hostile: bounded, of the shape we know, or refused in words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.artifact.page_json import FARTHEST
from moonpane.preview.headless import capture

GOOD: dict[str, Any] = {
    "width": 400, "height": 300, "content_width": 400, "content_height": 900, "blocks": [], "boxes": [],
}  # fmt: skip


def read(answer: object) -> dict[str, Any]:
    return json.loads(capture._checked_layout(answer, None, with_elements=False))


def test_a_layout_is_read_and_the_largest_page_has_an_end() -> None:
    assert read(json.dumps(GOOD)) == GOOD
    assert read(json.dumps(GOOD | {"content_height": 10**400}))["content_height"] == FARTHEST


@pytest.mark.parametrize(
    "answer",
    [
        *(json.dumps(GOOD | {"content_height": said}) for said in (True, "900", None, -1, float("nan"), [900])),
        json.dumps({name: said for name, said in GOOD.items() if name != "content_width"}),
        json.dumps(GOOD | {"blocks": {}}),
        json.dumps(GOOD | {"boxes": [json.loads("[" * 800 + "]" * 800)]}),
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 5_000,
        "{",
        None,
        b"{}",
    ],
)
def test_a_layout_of_no_form_is_refused_in_words(answer: object) -> None:
    with pytest.raises(ValueError, match=r"^the layout of the page (could not be read|has an unknown form)\.$"):
        read(answer)


@given(st.dictionaries(st.sampled_from([*GOOD]), st.none() | st.booleans() | st.integers() | st.floats() | st.text()))
def test_any_sides_are_bounded_or_refused(fields: dict[str, Any]) -> None:
    try:
        layout = read(json.dumps(GOOD | fields))
    except ValueError:
        return
    assert all(0 <= layout[name] <= FARTHEST for name in ("width", "height", "content_width", "content_height"))
