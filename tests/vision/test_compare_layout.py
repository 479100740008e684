"""What is painted besides text: found by those figures to which text figures are blind."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane_vision.compare import CompareError, boxes_from_json, compare_layouts
from moonpane_vision.compare.layout import MAX_BOXES
from moonpane_vision.compare.painted import PaintedBox

WHITE, BLUE, GREY = [255, 255, 255, 1], [47, 111, 237, 1], [246, 247, 251, 1]


Box = dict[str, Any]


def box(x: float, y: float, width: float, height: float, background: Sequence[float] = BLUE, **more: Any) -> Box:
    plain = {"tag": "div", "border_width": 0, "border_color": [0, 0, 0], "radius": 0, "background_image": False}
    return plain | {"x": x, "y": y, "width": width, "height": height, "background": background} | more


PAGE = [
    box(0, 0, 400, 300, GREY, tag="body"),
    box(40, 40, 200, 200, WHITE, radius=12, border_width=1, border_color=[229, 231, 235]),
    box(60, 180, 80, 32, BLUE, tag="button", radius=6),
    box(60, 60, 48, 48, [0, 0, 0, 0], tag="svg"),
    box(60, 120, 160, 1, [229, 231, 235, 1], tag="hr"),
]


def score(original: list[dict[str, Any]], page: list[dict[str, Any]]):
    return compare_layouts(*(boxes_from_json(boxes, 400, 300) for boxes in (original, page)))


def test_a_page_agrees_with_itself() -> None:
    found = score(PAGE, PAGE)
    assert set(found.to_dict().values()) == {1.0}


@pytest.mark.parametrize(
    ("change", "figure"),
    [
        ({"background": [220, 38, 38, 1]}, "fill"),
        ({"radius": 0}, "radius"),
        ({"x": 75}, "overlap"),
        ({"x": 300}, "boxes"),
        ({"border_width": 2, "border_color": [0, 0, 0]}, "border"),
    ],
)
def test_each_difference_lowers_its_figure(change: dict[str, Any], figure: str) -> None:
    changed = [*PAGE[:2], PAGE[2] | change, *PAGE[3:]]
    found = score(PAGE, changed).to_dict()
    value = found[figure]
    assert value is not None
    assert value < 0.95
    others = {name for name, other in found.items() if other is not None and other < 1} - {"overall", figure}
    assert others <= ({"overlap"} if figure == "boxes" else set()), "and no other one"


def test_a_missing_picture_is_missed_and_a_text_page_has_no_layout() -> None:
    found = score(PAGE, [*PAGE[:3], PAGE[4]])
    assert (found.pictures, found.boxes) == (0.0, pytest.approx(6 / 7))
    nothing = score([], [])
    assert set(nothing.to_dict().values()) == {None}
    assert score(PAGE, []).boxes == 0


def test_what_cannot_be_seen_does_not_count() -> None:
    unseen = [
        box(50, 50, 100, 20, WHITE),  # white on the white card
        box(50, 90, 100, 20, [0, 0, 0, 0]),
        box(50, 120, 100, 20, WHITE, border_width=1, border_color=[255, 255, 255]),
        box(500, 10, 50, 50),
        box(60, 240, 0.4, 30),
    ]
    assert score(PAGE, [*PAGE, *unseen]).to_dict() == score(PAGE, PAGE).to_dict()
    assert score(PAGE, [*PAGE, box(50, 50, 100, 20, GREY)]).boxes != 1, "the least grey is seen"


def test_a_background_is_what_it_looks_like() -> None:
    glass = [PAGE[0], box(40, 40, 200, 200, [0, 0, 0, 0.5])]
    solid = [PAGE[0], box(40, 40, 200, 200, [123, 124, 126, 1])]
    fill = score(glass, solid).fill
    assert fill is not None
    assert fill > 0.95


def test_pairs_are_those_that_overlap_most_in_all() -> None:
    """A greedy pairing would give the second box of the original none."""
    first = [PaintedBox(0, 0, 100, 10, (0, 0, 0)), PaintedBox(30, 0, 130, 10, (0, 0, 0))]
    second = [replace(first[0], left=20, right=120), replace(first[0], left=-30, right=70)]
    found = compare_layouts(first, second)
    assert found.boxes == 1.0


@pytest.mark.parametrize(
    "bad",
    [
        {"x": True},
        {"width": 10**400},
        {"background": "red"},
        {"background": [1, 2, 3]},
        {"border_color": None, "border_width": 1},
        {"radius": "1px"},
    ],
)
def test_foreign_json_is_refused_with_its_field(bad: dict[str, Any]) -> None:
    with pytest.raises(CompareError, match=rf"Box 1 .*{next(iter(bad))}"):
        boxes_from_json([PAGE[0], PAGE[1] | bad], 400, 300)
    with pytest.raises(CompareError, match="Box 0 is not an object"):
        boxes_from_json([[]], 400, 300)  # type: ignore[list-item]


def test_thousands_of_boxes_are_paired_in_time() -> None:
    many = [box(x * 5, y * 6, 4, 5) for x in range(80) for y in range(50)]
    assert len(boxes_from_json(many, 400, 300)) == 4_000
    assert score(many, many).boxes == 1.0
    assert MAX_BOXES < 4_000


@given(st.lists(st.tuples(*[st.integers(-50, 450)] * 2, *[st.integers(0, 300)] * 2), max_size=12), st.integers(1, 400))
def test_figures_stay_between_0_and_1(places: list[tuple[int, int, int, int]], width: int) -> None:
    boxes = boxes_from_json([box(*place) for place in places], width, 300)
    for one, two in ((boxes, boxes[::-1]), (boxes, boxes[1:])):
        found = compare_layouts(one, two).to_dict()
        assert all(value is None or 0 <= value <= 1 for value in found.values())
