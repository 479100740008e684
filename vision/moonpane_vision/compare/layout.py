"""Agreement in what is painted besides text: boxes, lines, borders, pictures, to which figures about text are blind."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from moonpane_vision.compare.painted import PaintedBox, difference

OVERLAP = 0.5  # intersection over union of two boxes that are the same one, as in object detection
MAX_BOXES = 600  # a side, the largest ones; all pairs are weighed at once
AROUND_PX = 3  # by which lines are widened, so that those of a pixel overlap by half where they are two apart
SAME_COLOR = 10  # CIEDE2000 below which two lines or borders have the same colour


@dataclass(frozen=True, slots=True)
class LayoutScore:
    """Agreement of two pages in what is painted besides text; each 0..1 with 1 for the same, None without a case."""

    overall: float | None  # mean of the others, as far as there are cases
    boxes: float | None  # F1 of boxes that overlap by half with one of the other page
    lines: float | None  # F1 of lines: rules, and borders that do not go all around
    overlap: float | None  # mean overlap of pairs of boxes
    fill: float | None  # mean of 1 - CIEDE2000 of pairs' backgrounds / 20, at least 0
    border: float | None  # of pairs of which one has a border, and of lines: share that has the same colour in both
    pictures: float | None  # F1 of pictures alone
    radius: float | None  # of pairs of which one is round: share whose corners differ by less than 2 px or a quarter

    def to_dict(self) -> dict[str, float | None]:
        """Rounded to four digits."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: None if value is None else round(value, 4) for name, value in values.items()}


def compare_layouts(original: Sequence[PaintedBox], page: Sequence[PaintedBox]) -> LayoutScore:
    """Pairs the boxes so that they overlap as much as can be, and says how alike pairs are."""
    first, second = _largest(original, lines=False), _largest(page, lines=False)
    ruled, lined = _largest(original, lines=True), _largest(page, lines=True)
    pairs = _paired(first, second)
    rules = _paired([_widened(line) for line in ruled], [_widened(line) for line in lined])
    matched = [(first[i], second[j]) for i, j, _ in pairs]
    borders = [(a.border, b.border) for a, b in matched if a.border or b.border]
    borders += [(ruled[i].fill, lined[j].fill) for i, j, _ in rules]
    pictures = [sum(box.is_picture for box in side) for side in (first, second)]
    drawn = sum(a.is_picture and b.is_picture for a, b in matched)
    values = {
        "boxes": _f1(len(pairs), len(first), len(second)),
        "lines": _f1(len(rules), len(ruled), len(lined)),
        "overlap": _mean([overlap for _, _, overlap in pairs]),
        "fill": _mean([max(0.0, 1 - difference(a.fill, b.fill) / 20) for a, b in matched if not a.is_picture]),
        "border": _mean([float(bool(a and b and difference(a, b) < SAME_COLOR)) for a, b in borders]),
        "pictures": _f1(drawn, *pictures),
        "radius": _mean([float(_same_radius(a, b)) for a, b in matched if max(a.radius, b.radius) >= 2]),
    }
    return LayoutScore(_mean([value for value in values.values() if value is not None]), **values)


def _paired(first: Sequence[PaintedBox], second: Sequence[PaintedBox]) -> list[tuple[int, int, float]]:
    """Pairs that overlap by OVERLAP at least and as much as can be in all, with their overlap."""
    overlaps = _overlaps(first, second)
    rows, columns = linear_sum_assignment(-np.where(overlaps >= OVERLAP, overlaps, 0.0))
    each = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(i, j, float(overlaps[i, j])) for i, j in each if overlaps[i, j] >= OVERLAP]


def _widened(line: PaintedBox) -> PaintedBox:
    """A line with some room on both sides, across its direction."""
    if line.right - line.left >= line.bottom - line.top:
        return replace(line, top=line.top - AROUND_PX, bottom=line.bottom + AROUND_PX)
    return replace(line, left=line.left - AROUND_PX, right=line.right + AROUND_PX)


def _largest(boxes: Sequence[PaintedBox], *, lines: bool) -> list[PaintedBox]:
    return sorted((box for box in boxes if box.is_line == lines), key=lambda box: -box.area)[:MAX_BOXES]


def _overlaps(first: Sequence[PaintedBox], second: Sequence[PaintedBox]) -> NDArray[np.float64]:
    """Intersection over union of all pairs, shape (first, second)."""
    a, b = (np.array([[x.left, x.top, x.right, x.bottom] for x in side]).reshape(-1, 4) for side in (first, second))
    wide = np.minimum(a[:, None, 2], b[None, :, 2]) - np.maximum(a[:, None, 0], b[None, :, 0])
    high = np.minimum(a[:, None, 3], b[None, :, 3]) - np.maximum(a[:, None, 1], b[None, :, 1])
    common = np.maximum(wide, 0) * np.maximum(high, 0)
    areas = [(side[:, 2] - side[:, 0]) * (side[:, 3] - side[:, 1]) for side in (a, b)]
    return common / (areas[0][:, None] + areas[1][None, :] - common)


def _same_radius(one: PaintedBox, two: PaintedBox) -> bool:
    return abs(one.radius - two.radius) <= max(2.0, max(one.radius, two.radius) / 4)


def _f1(num_pairs: int, num_first: int, num_second: int) -> float | None:
    return 2 * num_pairs / (num_first + num_second) if num_first + num_second else None


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
