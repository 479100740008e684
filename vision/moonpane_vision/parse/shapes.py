"""Visible boxes: flat zones whose outline is a rectangle with equal round corners, their borders and their nesting."""

from dataclasses import dataclass, replace

import numpy as np

from moonpane_vision.parse.model import Colour, Rect
from moonpane_vision.parse.zones import Zones

MIN_SIDE = 6
MIN_LINE_LENGTH = 16  # a divider is longer than a dash
MAX_LINE_THICKNESS = 3
MAX_BORDER = 6
MAX_CANDIDATES = 1500
STRAIGHT = 0.6  # share of a side that must lie on the rectangle: children may touch the rest
MAX_RADIUS = 256


@dataclass(frozen=True)
class Box:
    """A visible rectangle; `radius` is that of its outer edge, `corners` are top-left, -right, bottom-right, -left."""

    rect: Rect
    fill: Colour
    radius: int = 0
    border: int = 0
    border_colour: Colour | None = None
    corners: tuple[int, int, int, int] = (0, 0, 0, 0)
    zone: int = -1  # the flat zone it was found from

    @property
    def is_line(self) -> bool:
        return min(self.rect.width, self.rect.height) <= MAX_LINE_THICKNESS


def find_boxes(pixels: np.ndarray, zones: Zones) -> list[Box]:
    """Candidates from large to small, before anybody asked whether they are letters."""
    candidates = [box for index in _likely(zones) if (box := _fit(zones, index)) is not None]
    bordered = [_with_border(pixels, box) for box in candidates]
    return sorted(_joined(bordered), key=lambda box: (-box.rect.area, box.rect.y, box.rect.x))


def unpack(packed: int) -> Colour:
    return packed >> 16 & 255, packed >> 8 & 255, packed & 255


def page_colour(zones: Zones) -> Colour:
    """The colour that covers most of the picture's rim, counted by zones so that one large ground wins."""
    rim = np.concatenate([zones.labels[0], zones.labels[-1], zones.labels[:, 0], zones.labels[:, -1]])
    touching = np.unique(rim)
    sums: dict[int, int] = {}
    for zone in touching.tolist():
        colour = int(zones.colours[zone])
        sums[colour] = sums.get(colour, 0) + int(zones.areas[zone])
    return unpack(max(sums, key=lambda colour: (sums[colour], colour)))


def _likely(zones: Zones) -> list[int]:
    """Zones large and full enough to be looked at, the largest first."""
    width = zones.boxes[:, 2] - zones.boxes[:, 0]
    height = zones.boxes[:, 3] - zones.boxes[:, 1]
    extent = width.astype(np.int64) * height
    thin, long = np.minimum(width, height), np.maximum(width, height)
    is_box = (thin >= MIN_SIDE) & (zones.areas >= 0.12 * extent)
    is_line = (thin <= MAX_LINE_THICKNESS) & (long >= MIN_LINE_LENGTH) & (zones.areas == extent)
    likely = np.flatnonzero(is_box | is_line)
    return likely[np.argsort(-extent[likely], kind="stable")][:MAX_CANDIDATES].tolist()


def _fit(zones: Zones, index: int) -> Box | None:
    """The zone as a rounded rectangle, or None when its outline is something else."""
    left, top, right, bottom = zones.boxes[index].tolist()
    rect = Rect(left, top, right - left, bottom - top)
    fill = unpack(int(zones.colours[index]))
    if min(rect.width, rect.height) <= MAX_LINE_THICKNESS:
        return Box(rect, fill, zone=index)
    mask = zones.labels[top:bottom, left:right] == index
    sides = _side_offsets(mask)
    corners = _corner_radii(sides, rect)
    for side, near, far in ((0, 0, 1), (1, 3, 2), (2, 0, 3), (3, 1, 2)):
        offsets = sides[side]
        straight = offsets[corners[near] : len(offsets) - corners[far] or None]
        if straight.size and np.mean(straight <= 0) < STRAIGHT:
            return None
    if min(rect.width, rect.height) < 2 * MIN_SIDE and mask.mean() < 0.7:
        return None
    radius = int(np.median(corners)) if max(corners) - min(corners) > 2 else round(sum(corners) / 4)
    if not _rounded_as_said(sides, corners):
        return None
    return Box(rect, fill, radius=radius, corners=corners, zone=index)


def _side_offsets(mask: np.ndarray) -> list[np.ndarray]:
    """How far the zone stays away from its box: at the top and bottom for each column, left and right for each row."""
    far = 1 << 14
    from_top = np.where(mask.any(axis=0), mask.argmax(axis=0), far)
    from_bottom = np.where(mask.any(axis=0), mask[::-1].argmax(axis=0), far)
    from_left = np.where(mask.any(axis=1), mask.argmax(axis=1), far)
    from_right = np.where(mask.any(axis=1), mask[:, ::-1].argmax(axis=1), far)
    return [from_top, from_bottom, from_left, from_right]


def _corner_areas() -> np.ndarray:
    """How many pixels a corner of radius r takes away, for r = 0..MAX_RADIUS: those not wholly inside the circle."""
    areas = [0]
    for radius in range(1, MAX_RADIUS + 1):
        inside = np.floor(np.sqrt(radius**2 - np.arange(radius, 0, -1, dtype=np.float64) ** 2))
        areas.append(int(radius * radius - inside.sum()))
    return np.array(areas)


CORNER_AREAS = _corner_areas()


def _corner_radii(sides: list[np.ndarray], rect: Rect) -> tuple[int, int, int, int]:
    """Radius of each corner from the area it lacks; clockwise from top left."""
    _, _, from_left, from_right = sides
    limit = min(rect.width, rect.height) // 2
    halves = (from_left, from_right, from_right[::-1], from_left[::-1])
    radii = []
    for offsets in halves:
        rows = offsets[: (rect.height + 1) // 2]
        ends = np.flatnonzero(rows <= 0)
        lacking = int(np.minimum(rows[: int(ends[0]) if ends.size else len(rows)], limit).sum())
        radii.append(min(int(np.abs(CORNER_AREAS - lacking).argmin()), limit))
    return radii[0], radii[1], radii[2], radii[3]


def _rounded_as_said(sides: list[np.ndarray], corners: tuple[int, int, int, int]) -> bool:
    """Whether the rows of each corner follow the circle to a pixel or two; an arrow or a letter does not."""
    _, _, from_left, from_right = sides
    halves = (from_left, from_right, from_right[::-1], from_left[::-1])
    for offsets, radius in zip(halves, corners, strict=True):
        if radius < 3:
            continue
        rows = np.arange(min(radius, len(offsets)))
        expected = radius - np.sqrt(np.maximum(radius**2 - (radius - rows - 0.5) ** 2, 0.0))
        error = np.abs(offsets[: len(rows)] - expected)
        if np.median(error) > 1.5 or np.mean(error > 2.5 + 0.1 * radius) > 0.25:
            return False
    return True


def _with_border(pixels: np.ndarray, box: Box) -> Box:
    """Add the border when on all four sides the same few pixels of one colour surround the fill."""
    if box.is_line:
        return box
    found = {run for side in range(4) if (run := _outer_run(pixels, box, side)) is not None}
    if len(found) != 1:
        return box
    ((thickness, colour),) = found
    if max(abs(a - b) for a, b in zip(colour, box.fill, strict=True)) < 3:
        return box
    rect = box.rect.inset(-thickness)
    corners = tuple(radius + thickness if radius else 0 for radius in box.corners)
    radius = box.radius + thickness if box.radius else 0
    return replace(
        box, rect=rect, border=thickness, border_colour=colour, radius=radius, corners=(*corners[:2], *corners[2:])
    )


def _outer_run(pixels: np.ndarray, box: Box, side: int) -> tuple[int, Colour] | None:
    """(thickness, colour) of the one-coloured run outside one side; None has no place in a set of equal runs.

    A run longer than a border is (0, fill): no border there.
    """
    rect, height, width = box.rect, pixels.shape[0], pixels.shape[1]
    nothing = (0, box.fill)
    keep = 0.5 - 0.5 * 0.4
    across = slice(rect.x + int(keep * rect.width), rect.right - int(keep * rect.width) or None)
    down = slice(rect.y + int(keep * rect.height), rect.bottom - int(keep * rect.height) or None)
    reach = MAX_BORDER + 2
    match side:
        case 0:
            strip = pixels[max(0, rect.y - reach) : rect.y, across][::-1]
        case 1:
            strip = pixels[rect.bottom : min(height, rect.bottom + reach), across]
        case 2:
            strip = pixels[down, max(0, rect.x - reach) : rect.x][:, ::-1].transpose(1, 0, 2)
        case _:
            strip = pixels[down, rect.right : min(width, rect.right + reach)].transpose(1, 0, 2)
    if strip.shape[0] < 1 or strip.shape[1] < 1:
        return nothing
    line = np.median(strip, axis=1)  # (distance, 3)
    thickness = 1
    while thickness < len(line) and np.abs(line[thickness] - line[0]).max() <= 2:
        thickness += 1
    if thickness > MAX_BORDER or thickness == len(line) < reach:
        return nothing
    red, green, blue = (int(value) for value in line[0])
    return thickness, (red, green, blue)


def _joined(boxes: list[Box]) -> list[Box]:
    """Put boxes together that a full-width divider or a coloured header cut into stacked parts."""
    by_edges: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        by_edges.setdefault((box.rect.x, box.rect.right), []).append(box)
    extra: list[Box] = []
    for stack in by_edges.values():
        parts = sorted((box for box in stack if not box.is_line), key=lambda box: box.rect.y)
        run: list[Box] = []
        for part in parts:
            if run and 0 <= part.rect.y - run[-1].rect.bottom <= MAX_LINE_THICKNESS:
                run.append(part)
            else:
                extra += _whole(run)
                run = [part]
        extra += _whole(run)
    return boxes + extra


def _whole(parts: list[Box]) -> list[Box]:
    """The box that stacked parts make up together, if they look like parts of one."""
    if len(parts) < 2:
        return []
    first, last = parts[0], parts[-1]
    rounded_outside = min(first.corners[:2]) >= 2 and min(last.corners[2:]) >= 2
    square_inside = max(first.corners[2:]) <= 1 and max(last.corners[:2]) <= 1
    cut_by_lines = len({part.fill for part in parts}) == 1
    if not (rounded_outside and square_inside) and not cut_by_lines:
        return []
    rect = Rect.around([part.rect for part in parts])
    largest = max(parts, key=lambda part: part.rect.area)
    radius = round((sum(first.corners[:2]) + sum(last.corners[2:])) / 4)
    corners = (*first.corners[:2], *last.corners[2:])
    return [Box(rect, largest.fill, radius=radius, corners=(*corners[:2], *corners[2:]), zone=largest.zone)]
