"""Which part of the page is which part of the mockup, and how far apart the two are.

Both pictures are measured by the same eyes, so that what these see wrongly cancels out: an element of the page is found
in the page's own picture, what was seen there is paired with what was seen in the mockup, and the two are compared.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from moonpane.pixels import PixelWorker
from moonpane.refine.measured.seen import Box, Element, Line, Place, Survey

SeenT = TypeVar("SeenT", Line, Box)

LINE_REACH_PX = (80, 48)  # across, down
LINE_LIKENESS = 0.6  # of the heights of two lines of text
BOX_OVERLAP = 0.35  # likeness of two places
RULE_REACH_PX = 28  # how far a thin line may be from its own
SURE = 0.55  # correlation from which a place counts as found
FOUND_LINES = 6  # of a text, looked for together


@dataclass(frozen=True)
class TextFit:
    """How a text has to be moved to lie where it lies in the mockup."""

    dx: float
    dy: float
    likeness: float  # of the pictures there
    here: float  # of the pictures as they are
    page: Line | None = None  # its first line as it is seen in the page's picture
    mockup: Line | None = None  # … and in the mockup

    @property
    def grow(self) -> float:
        """px that the first line is wider in the mockup."""
        return 0.0 if self.page is None or self.mockup is None else self.mockup.place.width - self.page.place.width


@dataclass(frozen=True)
class BoxFit:
    """How the edges of a box have to be moved."""

    left: float
    top: float
    right: float
    bottom: float
    page: Box | None  # as it is seen in the page's picture
    mockup: Box


@dataclass(frozen=True)
class Fits:
    """All that was paired, by the index of the element; and what of the mockup was not."""

    texts: dict[int, TextFit]
    boxes: dict[int, BoxFit]
    missing_boxes: tuple[Box, ...]
    missing_lines: tuple[Line, ...]


async def fits_of(
    elements: Sequence[Element], page: bytes, mockup: bytes, surveys: tuple[Survey, Survey], worker: PixelWorker
) -> Fits:
    """`surveys`: of the page's picture and of the mockup. Raises MeasureError."""
    seen, wanted = surveys
    lines = paired(seen.lines, wanted.lines, _line_distance)
    boxes = paired(seen.boxes, wanted.boxes, _box_distance)
    texts, places = _texts(elements, seen, wanted, lines)
    shifts = await worker.shifts(mockup, page, places) if places else []
    for index, (dx, dy, likeness, here) in zip(list(texts), shifts, strict=True):
        texts[index] = _settled(texts[index], dx, dy, likeness, here)
    known = {index: fit for index, fit in texts.items() if fit is not None}
    fitted, taken = _boxes(elements, seen, wanted, boxes)
    paired_lines = set(lines.values())
    return Fits(
        known,
        fitted,
        tuple(box for number, box in enumerate(wanted.boxes) if number not in taken),
        tuple(line for number, line in enumerate(wanted.lines) if number not in paired_lines),
    )


def paired(
    page: Sequence[SeenT], mockup: Sequence[SeenT], distance: Callable[[SeenT, SeenT], float | None]
) -> dict[int, int]:
    """The nearest first, each at most once; `distance` is None for what cannot be a pair."""
    costs = [
        (cost, i, j)
        for i, one in enumerate(page)
        for j, other in enumerate(mockup)
        if (cost := distance(one, other)) is not None
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(costs):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _line_distance(one: Line, other: Line) -> float | None:
    across = min(abs(one.place.x - other.place.x), abs(one.place.right - other.place.right))
    down = abs(one.baseline - other.baseline)
    heights = sorted((one.ascender, other.ascender))
    if across > LINE_REACH_PX[0] or down > LINE_REACH_PX[1] or heights[0] < LINE_LIKENESS * heights[1]:
        return None
    return across + 2 * down + 0.5 * abs(one.place.width - other.place.width)


def _box_distance(one: Box, other: Box) -> float | None:
    a, b = one.place, other.place
    edges = abs(a.x - b.x) + abs(a.y - b.y) + abs(a.right - b.right) + abs(a.bottom - b.bottom)
    if one.is_line or other.is_line:
        lying = a.width >= a.height
        if not (one.is_line and other.is_line) or lying != (b.width >= b.height):
            return None
        shared = min(a.right, b.right) - max(a.x, b.x) if lying else min(a.bottom, b.bottom) - max(a.y, b.y)
        away = abs(a.y - b.y) if lying else abs(a.x - b.x)
        return (
            edges
            if away <= RULE_REACH_PX and shared > 0.6 * max(min(a.width, b.width), min(a.height, b.height))
            else None
        )
    return edges if a.likeness(b) >= BOX_OVERLAP else None


def _texts(
    elements: Sequence[Element], seen: Survey, wanted: Survey, lines: dict[int, int]
) -> tuple[dict[int, TextFit | None], list[tuple[float, ...]]]:
    """For each text what is known from its line, and where to look for it."""
    texts: dict[int, TextFit | None] = {}
    places: list[tuple[float, ...]] = []
    for element in elements:
        if element.text is None or element.source is None:
            continue
        first = element.text.lines[0]
        number = _line_at(first, seen.lines)
        mine = None if number is None else seen.lines[number]
        theirs = wanted.lines[lines[number]] if number is not None and number in lines else None
        dx = theirs.place.x - mine.place.x if mine and theirs else 0.0
        dy = theirs.baseline - mine.baseline if mine and theirs else 0.0
        # A line that holds other texts, too, says nothing about the width of this one.
        is_alone = mine is not None and mine.place.width <= first.width + 6
        texts[element.index] = TextFit(dx, dy, 0.0, 0.0, mine if is_alone else None, theirs if is_alone else None)
        around = Place.around(element.text.lines[:FOUND_LINES])
        places.append((around.x, around.y, around.width, around.height, dx, dy))
    return texts, places


def _line_at(place: Place, lines: Sequence[Line]) -> int | None:
    """The line whose ink lies most in a place."""
    best, most = None, 0.4
    for number, line in enumerate(lines):
        smaller = min(line.place.area, place.area)
        share = place.overlap(line.place) / smaller if smaller else 0.0
        if share > most:
            best, most = number, share
    return best


def _settled(fit: TextFit | None, dx: float, dy: float, likeness: float, here: float) -> TextFit | None:
    """What the pictures say where they are sure of it, else what the lines say."""
    assert fit is not None
    if likeness >= SURE and abs(fit.grow) <= 1:
        return TextFit(dx, dy, likeness, here, fit.page, fit.mockup)
    if fit.mockup is not None:
        return TextFit(fit.dx, fit.dy, likeness, here, fit.page, fit.mockup)
    return TextFit(dx, dy, likeness, here) if likeness >= SURE else None


def _boxes(
    elements: Sequence[Element], seen: Survey, wanted: Survey, pairs: dict[int, int]
) -> tuple[dict[int, BoxFit], set[int]]:
    """The elements that are boxes of the mockup, and the numbers of these boxes."""
    fits: dict[int, BoxFit] = {}
    taken: set[int] = set()
    for element in elements:
        if not element.is_seen or element.source is None or element.place.area < 4:
            continue
        number = _box_at(element.place, seen.boxes, 0.75)
        if number is not None and number in pairs:
            mine, index = seen.boxes[number], pairs[number]
            edges = mine.place
        else:
            found = _box_at(element.place, wanted.boxes, 0.6)
            if found is None or found in pairs.values():
                continue
            mine, index, edges = None, found, element.place
        theirs = wanted.boxes[index]
        there = theirs.place
        taken.add(index)
        moved = (there.x - edges.x, there.y - edges.y, there.right - edges.right, there.bottom - edges.bottom)
        # Edges between two pixels are seen on one of them.
        left, top, right, bottom = (0.0 if mine is None and abs(px) < 0.6 else px for px in moved)
        fits[element.index] = BoxFit(left, top, right, bottom, mine, theirs)
    return fits, taken


def _box_at(place: Place, boxes: Sequence[Box], least: float) -> int | None:
    """The box that shares most of its area with a place."""
    best, most = None, least
    for number, box in enumerate(boxes):
        share = place.likeness(box.place)
        if share > most:
            best, most = number, share
    return best
