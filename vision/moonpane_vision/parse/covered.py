"""Boxes that others lie over in part: a head with cards across its lower edge, cards behind a dialog.

What is seen of such a box is no rectangle. It would be one with everything filled in that lies over its edges, with the
soft shadow that falls from there.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from moonpane_vision.parse.corners import MAX_RADIUS, rows_lacking
from moonpane_vision.parse.layers import overlaps
from moonpane_vision.parse.model import Box, Rect
from moonpane_vision.parse.zones import Zones, unpack

MIN_SIDE, SEEN = 24, 0.3  # px of a side; of what nothing lies over, what is seen of its fill
STRAIGHT, EVIDENCE = 0.9, 8  # of a side where nothing lies over it: what is on the rectangle; px there have to be
REACHES = (2, 8, 24, 48)  # px that a shadow reaches, tried in this order
DARKER, DARKEST, LIGHTER = 0.4, 64, 2  # of the fill, and channel differences: what a shadow and what rounding makes
FLAT = 2000  # px of one colour; a shadow has less of each
TOUCHING = 3  # px between the sides of boxes one of which ends beneath the other
MOST_LARGE = 120  # boxes that are compared with each other; no dialog lies over more
TINY_STEP = 4  # channel difference from one row of a shadow to the next
ROUND_ERROR = 0.5  # px that the rows of a corner and of the side below it are off on average
MOST_ROUND = 0.35  # of a side, what a corner may take; a larger one is a part of a circle or a ring
SYMMETRIC = ((1, 3, 2), (0, 2, 3), (3, 1, 0), (2, 0, 1))  # of each corner, those that it is likely to be like

Corners = tuple[int, int, int, int]


def box_beneath(
    pixels: np.ndarray, zones: Zones, index: int, upper: Sequence[Rect]
) -> tuple[Rect, Corners, int] | None:
    """What a zone would be if nothing lay over it: its place, the radii clockwise from top left, and how far in px the
    shadow of what lies over it reaches; None if it is no box.

    upper: places of whole boxes, of which those count that lie across an edge of the zone's rectangle.
    """
    left, top, right, bottom = zones.boxes[index].tolist()
    rect = Rect(left, top, right - left, bottom - top)
    across = [other for other in upper if overlaps(other, rect) or _ends_with(other, rect)]
    if not across or min(rect.width, rect.height) < MIN_SIDE or zones.areas[index] < FLAT:
        return None
    around = rect.inset(-REACHES[-1]).within(pixels.shape[1], pixels.shape[0])
    area, labels = (all_[around.y : around.bottom, around.x : around.right] for all_ in (pixels, zones.labels))
    fill = np.array(unpack(int(zones.colours[index])), np.int16)
    difference = area.astype(np.int16) - fill
    is_near = (difference >= -np.minimum(DARKER * fill, DARKEST)) & (difference <= LIGHTER)
    may_be_shadow = np.all(is_near, axis=2) & (zones.areas[labels] < FLAT)
    over = _places(across, around, REACHES[0])
    if zones.areas[index] < SEEN * (rect.area - np.count_nonzero(over[_rows_and_columns(rect, around)])):
        return None
    for reach in REACHES:
        filled = (labels == index) | over | (may_be_shadow & _places(across, around, reach))
        whole = _grown(area, filled, over, rect, around)
        inside = _rows_and_columns(whole, around)
        if corners := _corners(filled[inside], over[inside]):
            return whole, corners, reach
    return None


def _ends_with(other: Rect, rect: Rect) -> bool:
    """Whether something in a box reaches to one of its sides, as pictures do that are cut by the screen's edge."""
    sides = (other.x == rect.x, other.y == rect.y, other.right == rect.right, other.bottom == rect.bottom)
    return rect.contains(other) and sum(sides) == 1


def with_hidden_ends(boxes: Sequence[Box]) -> list[Box]:
    """The boxes; one that ends where another begins goes on beneath that, as far as a neighbour like it."""
    large = [box for box in boxes if min(box.rect.width, box.rect.height) >= MIN_SIDE and not box.is_picture]
    large = sorted(large, key=lambda box: -box.rect.area)[:MOST_LARGE]
    known = set(map(id, large))
    return [_as_its_neighbour(box, large) if id(box) in known else box for box in boxes]


def _as_its_neighbour(box: Box, others: Sequence[Box]) -> Box:
    rect = box.rect
    for upper in (other.rect for other in others if other is not box):
        spans = upper.x <= rect.x + TOUCHING and upper.right >= rect.right - TOUCHING
        is_above, is_below = abs(upper.bottom - rect.y) <= TOUCHING, abs(upper.y - rect.bottom) <= TOUCHING
        if not spans or not (is_above or is_below):
            continue
        for other in others:
            near = other.rect
            alike = (
                (near.bottom == rect.bottom and upper.y < near.y < rect.y)
                if is_above
                else (near.y == rect.y and rect.bottom < near.bottom < upper.bottom)
            )
            if alike and other.fill == box.fill and abs(near.width - rect.width) <= TOUCHING and overlaps(near, upper):
                whole = Rect(rect.x, near.y, rect.width, near.height)
                return replace(box, rect=whole, radius=other.radius, corners=other.corners)
    return box


def with_shadow(box: Box, reach: int) -> Box:
    """The box with a shadow that reaches at least so far; what is near it has the soft rim of every box."""
    return box if reach == REACHES[0] else replace(box, shadow=max(box.shadow, reach))


def _grown(area: np.ndarray, filled: np.ndarray, over: np.ndarray, rect: Rect, around: Rect) -> Rect:
    """The rectangle with the rows and columns at its sides into which, corners aside, its shadow goes on softly."""
    x, y = rect.x - around.x, rect.y - around.y
    edges = [y, around.height - y - rect.height, x, around.width - x - rect.width]  # from top, bottom, left, right
    for side in range(4):
        # Turned so that the side is the first row.
        seen, bare, pixels = (_turned(all_, side) for all_ in (filled, ~over, area))
        before, behind = (edges[2:], edges[2:], edges[:2], edges[:2])[side]
        corner = min(MAX_RADIUS, (seen.shape[1] - before - behind) // 3)
        columns = slice(before + corner, seen.shape[1] - behind - corner)
        while edges[side] and _goes_on(seen[:, columns], bare[:, columns], pixels[:, columns], edges[side] - 1):
            edges[side] -= 1
    top, bottom, left, right = edges
    return Rect(around.x + left, around.y + top, around.width - left - right, around.height - top - bottom)


def _goes_on(seen: np.ndarray, bare: np.ndarray, pixels: np.ndarray, row: int) -> bool:
    """Whether a row is more of what is seen in the one below it."""
    places = bare[row] & bare[row + 1]
    if np.count_nonzero(places) < EVIDENCE or seen[row][places].mean() < STRAIGHT:
        return False
    steps = np.abs(pixels[row][places].astype(np.int16) - pixels[row + 1][places]).max(axis=1)
    return bool(np.median(steps) <= TINY_STEP)


def _turned(values: np.ndarray, side: int) -> np.ndarray:
    return (values, values[::-1], values.swapaxes(0, 1), values.swapaxes(0, 1)[::-1])[side]


def _corners(filled: np.ndarray, over: np.ndarray) -> Corners | None:
    """The radii where all that is not covered lies on one rounded rectangle."""
    radii: list[int | None] = []
    for turned, hidden in ((m, o) for m, o in zip(_from_corners(filled), _from_corners(over), strict=True)):
        radius = None if hidden[0, 0] else _radius(turned, hidden)
        if radius is not None and radius < 0:
            return None
        radii.append(radius)
    whole = [own if own is not None else _like(radii, at) for at, own in enumerate(radii)]
    first, second, third, fourth = whole
    # Each side as a row of pixels from left to right, and how much the corners take of its ends.
    sides = ((0, first, second), (1, fourth, third), (2, first, fourth), (3, second, third))
    for at, before, behind in sides:
        seen, hidden = _side(filled, at), _side(over, at)
        straight = slice(before, len(seen) - behind)
        bare = seen[straight][~hidden[straight]]
        if bare.size < EVIDENCE or bare.mean() < STRAIGHT:
            return None
    return first, second, third, fourth


def _radius(filled: np.ndarray, over: np.ndarray) -> int:
    """Of the corner at the top left, as far as it is seen; -1 where its rows follow no circle."""
    num = min(*filled.shape, 2 * MAX_RADIUS) // 2
    seen, hidden = (
        np.where(m.any(axis=1), m.argmax(axis=1), MAX_RADIUS)[:num].clip(max=MAX_RADIUS) for m in (filled, over)
    )
    errors = [np.abs(seen - np.minimum(rows_lacking(radius)[:num], hidden)).mean() for radius in range(num + 1)]
    best = int(np.argmin(errors))
    return best if errors[best] <= ROUND_ERROR and best <= MOST_ROUND * min(filled.shape) else -1


def _from_corners(mask: np.ndarray) -> tuple[np.ndarray, ...]:
    """The mask with each corner at the top left, clockwise from that."""
    return mask, mask[:, ::-1], mask[::-1, ::-1], mask[::-1]


def _side(mask: np.ndarray, at: int) -> np.ndarray:
    """Its top, bottom, left or right."""
    return (mask[0], mask[-1], mask[:, 0], mask[:, -1])[at]


def _like(radii: Sequence[int | None], at: int) -> int:
    return next((seen for other in SYMMETRIC[at] if (seen := radii[other]) is not None), 0)


def _places(rects: Sequence[Rect], within: Rect, reach: int) -> np.ndarray:
    """(h, w) bool: where these lie, or are so near."""
    places = np.zeros((within.height, within.width), bool)
    for each in rects:
        places[_rows_and_columns(each.inset(-reach), within)] = True
    return places


def _rows_and_columns(rect: Rect, within: Rect) -> tuple[slice, slice]:
    rows = slice(max(0, rect.y - within.y), max(0, rect.bottom - within.y))
    return rows, slice(max(0, rect.x - within.x), max(0, rect.right - within.x))
