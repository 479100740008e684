"""One picture, however it is written, has one list of boxes and lines."""

from collections.abc import Sequence
from typing import Any

import pytest

from moonpane_vision.compare import CompareError, boxes_from_json, compare_layouts

WHITE, GREY, INK, NONE = [255, 255, 255, 1], [246, 247, 251, 1], [30, 34, 44, 1], [0, 0, 0, 0]
Box = dict[str, Any]


def box(x: float, y: float, width: float, height: float, background: Sequence[float] = NONE, **more: Any) -> Box:
    plain = {"tag": "div", "border_width": 0, "border_color": [0, 0, 0], "radius": 0, "background_image": False}
    return plain | {"x": x, "y": y, "width": width, "height": height, "background": background} | more


def edged(x: float, y: float, width: float, height: float, *sides: str, color: Sequence[float] = INK) -> Box:
    edges = [{"side": side, "width": 1, "color": color} for side in sides]
    return box(x, y, width, height, border_width=1, border_color=color[:3], edges=edges)


def painted(*boxes: Box) -> list[tuple[object, ...]]:
    found = boxes_from_json([box(0, 0, 400, 300, WHITE, tag="body"), *boxes], 400, 300)
    return sorted((b.left, b.top, b.right, b.bottom, b.is_line, b.is_picture, b.fill) for b in found)


LINE = painted(box(20, 79, 300, 1, INK))


@pytest.mark.parametrize(
    "boxes",
    [
        [edged(20, 40, 300, 40, "bottom")],
        [edged(20, 80 - 1, 300, 40, "top")],
        [edged(20 + 60 * at, 40, 60, 40, "bottom") for at in range(5)],
        [edged(20, 40, 300, 40, "bottom"), edged(20, 79, 300, 40, "top")],  # where a table's borders are collapsed
        [box(20, 79, 300, 1, tag="hr", border_width=1, border_color=INK[:3])],
        [box(20, 78.6, 300.3, 1, INK), box(0, 0, 400, 20, WHITE)],
    ],
    ids=["row", "row below", "cells", "twice", "hr", "box"],
)
def test_a_line_is_a_line(boxes: list[Box]) -> None:
    found = painted(*boxes)
    assert [tuple(round(side) for side in line[:4]) for line in found] == [line[:4] for line in LINE]  # type: ignore[call-overload]
    assert [line[4:] for line in found] == [line[4:] for line in LINE]


def test_cells_side_by_side_are_a_band_and_what_is_apart_is_not() -> None:
    band = painted(box(20, 40, 300, 30, GREY))
    assert painted(*(box(20 + 60 * at, 40, 60, 30, GREY) for at in range(5))) == band
    assert painted(box(20, 40, 300, 12, GREY), box(20, 52, 300, 18, GREY)) == band
    assert len(painted(*(box(20 + 62 * at, 40, 60, 30, GREY) for at in range(5)))) == 5
    assert len(painted(*(box(20 + 60 * at, 40, 60, 30, GREY, radius=4) for at in range(5)))) == 5
    inner = [box(20, 40, 300, 30, GREY), box(40, 40, 200, 30, INK), box(60, 40, 100, 30, GREY)]
    assert len(painted(*inner)) == 3, "what lies within another one is no neighbour of it"


def test_a_border_all_around_is_one_and_a_part_of_it_is_lines() -> None:
    around = box(20, 40, 100, 50, border_width=1, border_color=INK[:3])
    three = edged(20, 40, 100, 50, "left", "top", "right")
    assert [(found[:4], found[4]) for found in painted(around)] == [((20, 40, 120, 90), False)]
    assert len(painted(three)) == 3
    assert all(found[4] for found in painted(three))
    tab = edged(20, 40, 100, 50, "bottom") | {"background": GREY}
    assert [found[4] for found in painted(tab)] == [False, True], "a box, and the line below it"
    unseen = edged(20, 40, 100, 50, "bottom", color=WHITE)
    assert painted(unseen) == []


def test_a_drawing_reaches_as_far_as_its_strokes() -> None:
    def icon(**more: Any) -> list[tuple[object, ...]]:
        return painted(box(20, 40, 24, 24, tag="svg", **more))

    assert [found[:4] for found in icon(ink=[24, 48, 16, 8])] == [(24, 48, 40, 56)]
    assert icon(ink=None) == [], "an empty one shows nothing"
    assert [found[:4] for found in icon()] == [(20, 40, 44, 64)]
    badge = painted(box(20, 40, 24, 24, INK, tag="svg", ink=[24, 48, 16, 8]))
    assert [found[:4] for found in badge] == [(20, 40, 44, 64)], "on a ground of its own"


def test_lines_are_compared_apart_from_boxes() -> None:
    page = box(0, 0, 400, 300, WHITE, tag="body")
    lines = [edged(20, 40 + 40 * at, 300, 40, "bottom") for at in range(4)]

    def score(*other: Box):
        return compare_layouts(*(boxes_from_json([page, *boxes], 400, 300) for boxes in (lines, other)))

    assert (score(*lines).lines, score(*lines).boxes, score(*lines).border) == (1.0, None, 1.0)
    assert score(*lines[:2]).lines == pytest.approx(4 / 6)
    assert score(*(edged(20, 42 + 40 * at, 300, 40, "bottom") for at in range(4))).lines == 1.0, "two pixels lower"
    assert score(*(edged(20, 44 + 40 * at, 300, 40, "bottom") for at in range(4))).lines == 0.0
    blue = score(*(edged(20, 40 + 40 * at, 300, 40, "bottom", color=[47, 111, 237, 1]) for at in range(4)))
    assert (blue.lines, blue.border) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"edges": "bottom"}, "edges"),
        ({"edges": [{"side": "below", "width": 1, "color": INK}]}, "edges"),
        ({"edges": [{"side": "top", "width": None, "color": INK}]}, "width"),
        ({"edges": [{"side": "top", "width": 1, "color": [1, 2, 3]}]}, "color"),
        ({"ink": [1, 2, 3]}, "ink"),
        ({"ink": [1, 2, 3, float("nan")]}, "ink"),
    ],
)
def test_foreign_json_is_refused_with_its_field(bad: Box, field: str) -> None:
    with pytest.raises(CompareError, match=f"Box 1 .*{field}"):
        boxes_from_json([box(0, 0, 400, 300, WHITE), box(20, 40, 24, 24, **bad)], 400, 300)
