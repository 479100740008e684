"""Rounded boxes of which one corner is covered: a portrait with a mark of presence, an icon with a count."""

import cv2
import numpy as np

from moonpane_vision.parse.corners import corner_radii, side_offsets
from moonpane_vision.parse.model import Rect

MIN_SIDE, MAX_SIDE = 18, 120  # px
LEAST_RADIUS, SOFTER = 3, 3  # px; by how much a radius may be larger than it looks
FILLED = 0.5  # of its rectangle; letters on it are holes
MIDDLE, WHOLE = 0.25, 0.95  # of a side; of what lies there
STEEP = 0.4  # of a radius, how far an outline is from its side where it is not judged
EXACT, ALIKE = 1.5, 0.92  # px that a row may be off, and the share of rows that are not
UNEVEN = (2, 0.1)  # px, and share of a radius, that the other three corners differ


def radius_of_bitten(mask: np.ndarray) -> int | None:
    """Radius of the box that a shape (h, w) bool would be if nothing covered one of its corners; None if it is none."""
    height, width = mask.shape
    if not MIN_SIDE <= min(height, width) <= max(height, width) <= MAX_SIDE or mask.mean() < FILLED:
        return None
    sides = side_offsets(mask)
    radii = corner_radii(sides, Rect(0, 0, width, height))
    for corner in range(4):
        others = [radius for at, radius in enumerate(radii) if at != corner]
        if max(others) - min(others) > UNEVEN[0] + UNEVEN[1] * max(others):
            continue
        # Of a round rim the pure colour shows less, so a circle looks a little less round than it is.
        least, limit = round(sum(others) / 3), (min(height, width) + 1) // 2
        tried = range(max(LEAST_RADIUS, least), min(limit, least + SOFTER) + 1)
        fits = {radius: _agreement(sides, radius, corner) for radius in tried}
        radius = max(fits, key=lambda each: (fits[each], -each), default=0)
        if radius and fits[radius] >= ALIKE:
            return radius if _is_whole_in_the_middle(mask) else None
    return None


def _is_whole_in_the_middle(mask: np.ndarray) -> bool:
    """Whether nothing but letters lies in the middle, up to all four sides: an e is open there."""
    around = np.pad(mask.astype(np.uint8), 1)
    cv2.floodFill(around, None, (0, 0), 2)
    filled = around[1:-1, 1:-1] != 2  # with the letters
    (height, width), share = mask.shape, MIDDLE / 2
    rows = filled[round((0.5 - share) * height) : round((0.5 + share) * height)]
    columns = filled[:, round((0.5 - share) * width) : round((0.5 + share) * width)]
    return bool(min(rows.mean(), columns.mean()) >= WHOLE)


def _agreement(sides: list[np.ndarray], radius: int, corner: int) -> float:
    """The share of an outline's rows that a rounded box agrees with, but for one corner, clockwise from top left."""
    width, height = len(sides[0]), len(sides[2])
    is_right, is_low = corner in (1, 2), corner in (2, 3)
    off = []
    for side, (seen, whole) in enumerate(zip(sides, side_offsets(_rounded(width, height, radius)), strict=True)):
        error, half = np.abs(seen - whole), len(seen) // 2
        judged = whole <= STEEP * radius  # where it is steep a soft rim changes much, and another side tells
        if side == is_low:  # top or bottom, column by column
            judged = _other_half(judged, half, is_right)
        elif side == 2 + is_right:  # left or right, row by row
            judged = _other_half(judged, half, is_low)
        off.append(error[judged])
    return float(np.mean(np.concatenate(off) <= EXACT))


def _other_half(judged: np.ndarray, half: int, is_later: bool) -> np.ndarray:
    kept = judged.copy()
    kept[half:] &= not is_later
    kept[:half] &= is_later
    return kept


def _rounded(width: int, height: int, radius: int) -> np.ndarray:
    down, across = np.mgrid[0:height, 0:width] + 0.5
    beyond_x = np.maximum(np.maximum(radius - across, across - (width - radius)), 0)
    beyond_y = np.maximum(np.maximum(radius - down, down - (height - radius)), 0)
    return np.hypot(beyond_x, beyond_y) <= radius
