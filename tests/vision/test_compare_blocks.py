"""Text blocks as they come from pages that nobody vouches for."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonpane_vision.compare import CompareError, TextBlock, blocks_from_json, compare
from moonpane_vision.compare.blocks import MAX_CHARACTERS, page_blocks

BLANK = np.full((5, 10, 3), 255, np.uint8)


def good() -> dict[str, object]:
    return {"text": "Save", "tag": "b", "x": 1, "y": 2.5, "width": 30, "height": 14, "color": [1, 2, 3], "lines": []}


def test_blocks_of_the_renderer_are_read() -> None:
    assert blocks_from_json([good()]) == [TextBlock("Save", 1.0, 2.5, 30.0, 14.0, (1.0, 2.0, 3.0))]
    assert blocks_from_json([]) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", None),
        ("text", 7),
        ("x", "1"),
        ("y", math.nan),
        ("width", math.inf),
        ("height", 10**400),
        ("x", True),
        ("color", None),
        ("color", "red"),
        ("color", [1, 2]),
        ("color", [1, 2, math.nan]),
    ],
)
def test_a_wrong_field_is_named(field: str, value: object) -> None:
    with pytest.raises(CompareError, match=rf'Block 1 .*"?{field}"?'):
        blocks_from_json([good(), good() | {field: value}])


def test_something_else_than_a_block_is_refused() -> None:
    with pytest.raises(CompareError, match="Block 0 is not an object"):
        blocks_from_json(["Save"])  # type: ignore[list-item]


def test_a_place_that_is_no_number_is_refused_with_its_side() -> None:
    bad = [TextBlock("a", 0, 0, 5, 5), TextBlock("b", math.nan, 0, 5, 5)]
    with pytest.raises(CompareError, match="Block 1 of the original"):
        compare(BLANK, BLANK, blocks_a=bad, blocks_b=[])
    with pytest.raises(CompareError, match="Block 1 of the page"):
        compare(BLANK, BLANK, blocks_a=[], blocks_b=bad)


def test_only_what_is_visible_counts() -> None:
    blocks = [
        TextBlock("left of the page", -50, 0, 40, 10),
        TextBlock("below", 0, 50, 40, 10),
        TextBlock("half out", 80, 10, 40, 10),
        TextBlock("thin", 5, 5, 0, 10),
        TextBlock("turned", 5, 5, -3, 10),
        TextBlock("  \n ", 5, 5, 10, 10),
    ]
    (seen,) = page_blocks(blocks, 100, 50, side="page")
    assert (seen.text, seen.left, seen.top, seen.right, seen.bottom) == ("half out", 0.8, 0.2, 1.0, 0.4)


def test_texts_are_lower_case_with_single_spaces_and_equal_boxes_become_one() -> None:
    blocks = [
        TextBlock("Hello\n  World ", 0, 0, 10, 10, (0, 0, 0)),
        TextBlock("other", 0, 20, 10, 10),
        TextBlock("AGAIN", 0, 0, 10, 10, (100, 50, 300)),
    ]
    first, second = page_blocks(blocks, 100, 50, side="page")
    assert (first.text, first.color) == ("hello world again", (50.0, 25.0, 127.5))
    assert second.text == "other"


NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
BLOCKS = st.builds(TextBlock, st.text(max_size=30), NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.tuples(*[NUMBERS] * 3))


@settings(deadline=None, max_examples=60)
@given(st.lists(BLOCKS, max_size=6), st.lists(BLOCKS, max_size=6))
def test_any_finite_blocks_can_be_compared(blocks: list[TextBlock], others: list[TextBlock]) -> None:
    score = compare(BLANK, BLANK, blocks_a=blocks, blocks_b=others)
    for name in ("block_match", "text", "position", "color", "color_tight", "design2code"):
        value = getattr(score, name)
        assert value is None or 0.0 <= value <= 1.0


def test_a_text_of_megabytes_is_matched_by_its_beginning() -> None:
    blocks = [TextBlock("word " * 1_000_000, 0, 0, 5, 5)]
    assert len(page_blocks(blocks, 100, 50, side="page")[0].text) <= MAX_CHARACTERS
    score = compare(BLANK, BLANK, blocks_a=blocks, blocks_b=blocks)
    assert score.text == 1.0
