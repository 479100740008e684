"""What is painted besides text: boxes, borders, pictures, to which figures that are about text are blind.

Boxes come from the live pages (the renderer's JSON, its list "boxes": every element with a background, a border or a
picture of its own, in the order in which they are painted). What cannot be seen does not count: a box in the colour
that is beneath it, and what lies wholly outside the page.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from moonpane_vision.compare.blocks import number_in
from moonpane_vision.compare.color import ciede2000, lab_from_rgb
from moonpane_vision.compare.errors import CompareError

OVERLAP = 0.5  # intersection over union of two boxes that are the same one, as in object detection
MAX_BOXES = 600  # a side, the largest ones; all pairs are weighed at once
LOOKED_BACK = 500  # boxes painted last, among which that beneath another one is looked for
NOTICEABLE = 2.0  # CIEDE2000 from which on a box is told from what is beneath it
PICTURES = frozenset({"img", "picture", "svg", "canvas", "video"})
FIELDS = frozenset({"input", "textarea", "select", "hr"})  # painted by the browser, whatever their style says

Color = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class PaintedBox:
    """A rectangle that is seen, in pixels of the page's picture."""

    left: float
    top: float
    right: float
    bottom: float
    fill: Color  # what its background looks like on what is beneath it
    border: Color | None = None
    is_picture: bool = False
    radius: float = 0.0

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class LayoutScore:
    """Agreement of two pages in what is painted besides text; each 0..1 with 1 for the same, None without a case."""

    overall: float | None  # mean of the others, as far as there are cases
    boxes: float | None  # F1 of boxes that overlap by half with one of the other page
    overlap: float | None  # mean overlap of pairs
    fill: float | None  # mean of 1 - CIEDE2000 of pairs' backgrounds / 20, at least 0
    border: float | None  # of pairs of which one has a border: share of those whose other one has it in that colour
    pictures: float | None  # F1 of pictures alone
    radius: float | None  # of pairs of which one is round: share whose corners differ by less than 2 px or a quarter

    def to_dict(self) -> dict[str, float | None]:
        """Rounded to four digits."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: None if value is None else round(value, 4) for name, value in values.items()}


def boxes_from_json(items: Iterable[Mapping[str, object]], width: int, height: int) -> list[PaintedBox]:
    """The boxes that are seen on a page of this size. Raises CompareError naming the box and field that is wrong."""
    seen: list[PaintedBox] = []
    for number, item in enumerate(items):
        if not isinstance(item, Mapping):
            raise CompareError(f"Box {number} is not an object with x, y, width, height and background.")
        x, y, wide, high = (number_in(item.get(name), f"Box {number}", name) for name in ("x", "y", "width", "height"))
        left, top, right, bottom = max(0.0, x), max(0.0, y), min(width, x + wide), min(height, y + high)
        if right - left < 1 or bottom - top < 1:
            continue
        place = left, top, right, bottom
        beneath = _beneath(seen, place)
        fill = _over(_channels(item.get("background"), number, "background", 4), beneath)
        tag = item.get("tag")
        is_picture = tag in PICTURES or item.get("background_image") is True
        thick = number_in(item.get("border_width"), f"Box {number}", "border_width")
        border = None
        if thick > 0:
            red, green, blue = _channels(item.get("border_color"), number, "border_color", 3)
            border = red, green, blue
        if border and _difference(border, beneath) < NOTICEABLE and _difference(border, fill) < NOTICEABLE:
            border = None
        radius = number_in(item.get("radius"), f"Box {number}", "radius")
        if is_picture or border or tag in FIELDS or _difference(fill, beneath) >= NOTICEABLE:
            seen.append(PaintedBox(*place, fill, border, is_picture, radius))
    return seen


def compare_layouts(original: Sequence[PaintedBox], page: Sequence[PaintedBox]) -> LayoutScore:
    """Pairs the boxes so that they overlap as much as can be, and says how alike pairs are."""
    first, second = _largest(original), _largest(page)
    overlaps = _overlaps(first, second)
    rows, columns = linear_sum_assignment(-np.where(overlaps >= OVERLAP, overlaps, 0.0))
    pairs = [(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if overlaps[i, j] >= OVERLAP]
    matched = [(first[i], second[j]) for i, j in pairs]
    pictures = [sum(box.is_picture for box in side) for side in (first, second)]
    drawn = sum(a.is_picture and b.is_picture for a, b in matched)
    values = {
        "boxes": _f1(len(pairs), len(first), len(second)),
        "overlap": _mean([float(overlaps[pair]) for pair in pairs]),
        "fill": _mean([max(0.0, 1 - _difference(a.fill, b.fill) / 20) for a, b in matched if not a.is_picture]),
        "border": _mean([float(_same_border(a, b)) for a, b in matched if a.border or b.border]),
        "pictures": _f1(drawn, *pictures),
        "radius": _mean([float(_same_radius(a, b)) for a, b in matched if max(a.radius, b.radius) >= 2]),
    }
    return LayoutScore(_mean([value for value in values.values() if value is not None]), **values)


def _beneath(seen: Sequence[PaintedBox], place: tuple[float, float, float, float]) -> Color:
    """What a box is painted on: the last one that holds its middle, or the white canvas."""
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    for box in seen[: -LOOKED_BACK - 1 : -1]:
        if box.left <= x < box.right and box.top <= y < box.bottom:
            return box.fill
    return 255.0, 255.0, 255.0


def _over(rgba: Sequence[float], beneath: Color) -> Color:
    red, green, blue = (
        channel * rgba[3] + under * (1 - rgba[3]) for channel, under in zip(rgba[:3], beneath, strict=True)
    )
    return red, green, blue


def _channels(value: object, box: int, field: str, count: int) -> tuple[float, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != count:
        raise CompareError(f'Box {box} has no "{field}"; it must be a list of {count} numbers.')
    red, green, blue, *alpha = (number_in(channel, f"Box {box}", field) for channel in value)
    return (*(min(255.0, max(0.0, channel)) for channel in (red, green, blue)), *(min(1.0, max(0.0, a)) for a in alpha))


def _difference(one: Color, two: Color) -> float:
    return 0.0 if one == two else float(ciede2000(lab_from_rgb(one), lab_from_rgb(two)))


def _largest(boxes: Sequence[PaintedBox]) -> list[PaintedBox]:
    return sorted(boxes, key=lambda box: -box.area)[:MAX_BOXES]


def _overlaps(first: Sequence[PaintedBox], second: Sequence[PaintedBox]) -> NDArray[np.float64]:
    """Intersection over union of all pairs, shape (first, second)."""
    a, b = (np.array([[x.left, x.top, x.right, x.bottom] for x in side]).reshape(-1, 4) for side in (first, second))
    wide = np.minimum(a[:, None, 2], b[None, :, 2]) - np.maximum(a[:, None, 0], b[None, :, 0])
    high = np.minimum(a[:, None, 3], b[None, :, 3]) - np.maximum(a[:, None, 1], b[None, :, 1])
    common = np.maximum(wide, 0) * np.maximum(high, 0)
    areas = [(side[:, 2] - side[:, 0]) * (side[:, 3] - side[:, 1]) for side in (a, b)]
    return common / (areas[0][:, None] + areas[1][None, :] - common)


def _same_border(one: PaintedBox, two: PaintedBox) -> bool:
    return bool(one.border and two.border) and _difference(one.border, two.border) < 10  # type: ignore[arg-type]


def _same_radius(one: PaintedBox, two: PaintedBox) -> bool:
    return abs(one.radius - two.radius) <= max(2.0, max(one.radius, two.radius) / 4)


def _f1(num_pairs: int, num_first: int, num_second: int) -> float | None:
    return 2 * num_pairs / (num_first + num_second) if num_first + num_second else None


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
