"""What of a page's boxes is seen, whatever elements it was written as.

Boxes come from the live pages (the renderer's JSON, its list "boxes": every element with a background, a border or a
picture of its own, in the order in which they are painted). The same picture can be written in many ways: a line is
the lower border of ten cells, of one row, or a box that is a pixel high; a band is a row with a background or its cells
side by side. So borders that are not all around are lines, a drawing reaches as far as its strokes do, and what meets
in one colour is one. What cannot be seen does not count: a box in the colour that is beneath it, and what lies wholly
outside the page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from moonpane_vision.compare.blocks import number_in
from moonpane_vision.compare.color import ciede2000, lab_from_rgb
from moonpane_vision.compare.errors import CompareError

LOOKED_BACK = 500  # boxes painted last, among which that beneath another one is looked for
NOTICEABLE = 2.0  # CIEDE2000 from which on a box is told from what is beneath it
LINE_PX, LENGTH = 3.5, 3.0  # what is thinner, and so many times as long, is a line
MEETING_PX = 0.5  # how far apart what meets may lie: less than a pixel is no seam
PICTURES = frozenset({"img", "picture", "svg", "canvas", "video"})
FIELDS = frozenset({"input", "textarea", "select", "hr"})  # painted by the browser, whatever their style says

Color = tuple[float, float, float]
Place = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class PaintedBox:
    """A rectangle that is seen, in pixels of the page's picture."""

    left: float
    top: float
    right: float
    bottom: float
    fill: Color  # what its background looks like on what is beneath it; of a line its colour
    border: Color | None = None  # where it goes all around
    is_picture: bool = False
    radius: float = 0.0
    is_line: bool = False

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)

    @property
    def is_plain(self) -> bool:
        """Nothing but a fill, so that where two of them meet nobody sees it."""
        return self.border is None and not self.is_picture and self.radius < 1


def boxes_from_json(items: Iterable[Mapping[str, object]], width: int, height: int) -> list[PaintedBox]:
    """Boxes and lines that are seen on a page of this size. Raises CompareError naming the box and field at fault."""
    seen: list[PaintedBox] = []
    lines: list[PaintedBox] = []
    for number, item in enumerate(items):
        if not isinstance(item, Mapping):
            raise CompareError(f"Box {number} is not an object with x, y, width, height and background.")
        background = _channels(item.get("background"), number, "background", 4)
        place = _place(item, number, width, height, is_bare=background[3] == 0)
        beneath = _beneath(seen, place)
        fill = _over(background, beneath)
        border = _border(item, number)
        edges = list(_edges(item, number, place))
        radius = number_in(item.get("radius"), f"Box {number}", "radius")
        if place[2] - place[0] < 1 or place[3] - place[1] < 1:
            continue
        lines += [edge for edge in edges if _is_told(edge.fill, beneath, fill)]
        is_picture = _is_picture(item)
        border = border if border and _is_told(border, beneath, fill) else None
        if is_picture or border or item.get("tag") in FIELDS or _is_told(fill, beneath):
            if not is_picture and _is_thin(place):
                lines.append(PaintedBox(*place, border or fill, is_line=True))
            else:
                seen.append(PaintedBox(*place, fill, border, is_picture, radius))
    plain = [box for box in seen if box.is_plain]
    return [*(box for box in seen if not box.is_plain), *_joined(plain), *_joined(lines)]


def difference(one: Color, two: Color) -> float:
    """CIEDE2000 of two colours in sRGB, 0..255."""
    return 0.0 if one == two else float(ciede2000(lab_from_rgb(one), lab_from_rgb(two)))


def _place(item: Mapping[str, object], number: int, width: int, height: int, *, is_bare: bool) -> Place:
    """What of the page a box covers; a drawing without a ground of its own covers what is drawn ("ink")."""
    x, y, wide, high = (number_in(item.get(name), f"Box {number}", name) for name in ("x", "y", "width", "height"))
    if is_bare and item.get("ink") is not None:
        x, y, wide, high = _numbers(item["ink"], number, "ink", 4)
    return max(0.0, x), max(0.0, y), min(width, x + wide), min(height, y + high)


def _is_thin(place: Place) -> bool:
    short, long = sorted((place[2] - place[0], place[3] - place[1]))
    return short < LINE_PX and long >= LENGTH * short


def _is_picture(item: Mapping[str, object]) -> bool:
    return item.get("background_image") is True or (item.get("tag") in PICTURES and item.get("ink", item) is not None)


def _border(item: Mapping[str, object], number: int) -> Color | None:
    """The colour of a border that goes all around."""
    thick = number_in(item.get("border_width"), f"Box {number}", "border_width")
    if thick <= 0 or "edges" in item:
        return None
    red, green, blue = _channels(item.get("border_color"), number, "border_color", 3)
    return red, green, blue


def _edges(item: Mapping[str, object], number: int, place: Place) -> Iterator[PaintedBox]:
    """The lines that a box has on one side, two or three: "edges", of `side`, `width` and `color`."""
    edges = item.get("edges", [])
    left, top, right, bottom = place
    for edge in edges if isinstance(edges, list) else [None]:
        side = edge.get("side") if isinstance(edge, Mapping) else None
        if not isinstance(edge, Mapping) or side not in ("left", "top", "right", "bottom"):
            raise CompareError(f'Box {number} has "edges" that are no list of objects with side, width and color.')
        thick = number_in(edge.get("width"), f"Box {number}", "width")
        red, green, blue, _ = _channels(edge.get("color"), number, "color", 4)
        line = {
            "left": (left, top, left + thick, bottom),
            "top": (left, top, right, top + thick),
            "right": (right - thick, top, right, bottom),
            "bottom": (left, bottom - thick, right, bottom),
        }[side]
        yield PaintedBox(*line, (red, green, blue), is_line=True)


def _joined(boxes: Iterable[PaintedBox]) -> list[PaintedBox]:
    """What meets in one colour, as wide or as high, is one; lines also where one lies on the other."""
    return _runs(_runs(boxes, "left", "right", "top", "bottom"), "top", "bottom", "left", "right")


def _runs(boxes: Iterable[PaintedBox], start: str, end: str, low: str, high: str) -> list[PaintedBox]:
    def row(box: PaintedBox) -> tuple[object, ...]:
        return tuple(map(round, box.fill)), round(getattr(box, low)), round(getattr(box, high))

    found: list[PaintedBox] = []
    for box in sorted(boxes, key=lambda box: (row(box), getattr(box, start))):
        if found and row(found[-1]) == row(box):
            gap = getattr(box, start) - getattr(found[-1], end)
            if gap <= MEETING_PX and (gap >= -MEETING_PX or box.is_line):
                found[-1] = replace(found[-1], **{end: max(getattr(found[-1], end), getattr(box, end))})
                continue
        found.append(box)
    return found


def _beneath(seen: Sequence[PaintedBox], place: Place) -> Color:
    """What a box is painted on: the last one that holds its middle, or the white canvas."""
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    for box in seen[: -LOOKED_BACK - 1 : -1]:
        if box.left <= x < box.right and box.top <= y < box.bottom:
            return box.fill
    return 255.0, 255.0, 255.0


def _is_told(color: Color, *others: Color) -> bool:
    return any(difference(color, other) >= NOTICEABLE for other in others)


def _over(rgba: Sequence[float], beneath: Color) -> Color:
    red, green, blue = (
        channel * rgba[3] + under * (1 - rgba[3]) for channel, under in zip(rgba[:3], beneath, strict=True)
    )
    return red, green, blue


def _channels(value: object, box: int, field: str, count: int) -> tuple[float, ...]:
    red, green, blue, *alpha = _numbers(value, box, field, count)
    return (*(min(255.0, max(0.0, channel)) for channel in (red, green, blue)), *(min(1.0, max(0.0, a)) for a in alpha))


def _numbers(value: object, box: int, field: str, count: int) -> list[float]:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != count:
        raise CompareError(f'Box {box} has no "{field}"; it must be a list of {count} numbers.')
    return [number_in(each, f"Box {box}", field) for each in value]
