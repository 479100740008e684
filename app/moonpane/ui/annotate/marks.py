"""Marks on a picture: what they are and what they say in words. No widgets here.

Places are in pixels of the picture, from its left upper corner. The words are for a model, and therefore English.
"""

import itertools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Kind = Literal["pen", "box", "arrow", "text"]

MAX_MARKS = 200
MAX_POINTS = 5_000
MAX_TEXT_CHARS = 2_000
INTRODUCTION = "The numbered marks on this picture are instructions and not part of it; places are in its pixels."


@dataclass(frozen=True)
class Mark:
    """One thing that was drawn."""

    kind: Kind
    points: tuple[Point, ...]  # pen: its way; box: two opposite corners; arrow: tail, tip; text: its left upper corner
    color: str  # #rrggbb
    width: float  # of the line; a text is `text_px` high
    text: str = ""  # of a text mark
    comment: str = ""  # what the person says about it

    @property
    def text_px(self) -> int:
        """Size of the letters of a text mark."""
        return round(12 + 3 * self.width)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the points; a text reaches as far as its letters do, about."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        if self.kind == "text":
            lines = self.text.split("\n")
            right += max(len(line) for line in lines) * self.text_px * 0.6
            bottom += len(lines) * self.text_px * 1.25
        return left, top, right, bottom

    def moved(self, dx: float, dy: float) -> "Mark":
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))

    def is_touched(self, point: Point, reach: float) -> bool:
        """Whether a point lies on its lines, give or take `reach`; a text counts as a whole."""
        near = reach + self.width / 2
        left, top, right, bottom = self.box
        match self.kind:
            case "text":
                return left - reach <= point[0] <= right + reach and top - reach <= point[1] <= bottom + reach
            case "box":
                way = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
            case _:
                way = self.points
        if len(way) == 1:
            return math.dist(way[0], point) <= near
        return any(_distance(point, a, b) <= near for a, b in itertools.pairwise(way))

    @property
    def words(self) -> str:
        """What it is, where, and what is said about it."""
        left, top, right, bottom = (round(value) for value in self.box)
        match self.kind:
            case "box":
                what = f"box from ({left}, {top}) to ({right}, {bottom})"
            case "arrow":
                (tail_x, tail_y), (tip_x, tip_y) = self.points[0], self.points[-1]
                what = f"arrow from ({round(tail_x)}, {round(tail_y)}) to ({round(tip_x)}, {round(tip_y)})"
            case "pen":
                what = f"line drawn by hand within ({left}, {top}) to ({right}, {bottom})"
            case "text":
                return f"text at ({left}, {top}): {json.dumps(self.text, ensure_ascii=False)}"
        return f"{what}: {' '.join(self.comment.split())}" if self.comment.strip() else what


def notes_of(marks: Sequence[Mark], *, is_sketch: bool = False) -> str:
    """The marks in words, one a line, numbered as on the picture; "" without any.

    Of a sketch, which is itself what is wanted, only the comments are told.
    """
    numbered = list(enumerate(marks, 1))
    if is_sketch:
        return "\n".join(f"{mark.words}" for _, mark in numbered if mark.comment.strip())
    lines = [f"{number}. {mark.words}" for number, mark in numbered]
    return "\n".join([INTRODUCTION, *lines]) if lines else ""


def _distance(point: Point, a: Point, b: Point) -> float:
    """From a point to a line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length
    share = max(0.0, min(1.0, share))
    return math.dist(point, (a[0] + share * dx, a[1] + share * dy))
