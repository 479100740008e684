"""What kind of difference a region shows, and a picture of both sides of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from moonpane_vision.compare.shifts import find_shifts

Kind = Literal["missing", "extra", "moved", "color", "shape"]
Place = tuple[int, int, int, int]  # x, y, width, height

PLAIN = 0.004  # share of pixels on an edge below which a region shows nothing
EDGE_STEP = 40  # of the Sobel kernel's answer: 10 levels of one channel
SAME_THERE = 0.8  # correlation from which what is seen is the same, only elsewhere
COLORS_APART = 12.0  # levels by which the mean colours of equal shapes differ

MARGIN = 12  # px around a region in its picture
MIN_CROP, MAX_CROP = (96, 48), (640, 480)
GAP, GAP_COLOR = 8, (138, 144, 163)


@dataclass(frozen=True, slots=True)
class Explained:
    """`x`, `y`: how far what is on the page would have to be moved, for "moved" only."""

    kind: Kind
    x: int = 0
    y: int = 0


def explain(original: NDArray[np.uint8], page: NDArray[np.uint8], regions: Sequence[Place]) -> list[Explained]:
    """In what each region of the page differs from the original; RGB uint8 (H, W, 3), of any two sizes."""
    found: list[Explained] = []
    for x, y, width, height in regions:
        one, two = (picture[y : y + height, x : x + width] for picture in (original, page))
        busy_one, busy_two = _busy(one), _busy(two)
        if busy_two < PLAIN < busy_one or not two.size:
            found.append(Explained("missing"))
        elif busy_one < PLAIN < busy_two or not one.size:
            found.append(Explained("extra"))
        else:
            found.append(_alike(original, page, (x, y, width, height), one, two))
    return found


def _alike(original: NDArray, page: NDArray, place: Place, one: NDArray, two: NDArray) -> Explained:
    shift = find_shifts(original, page, [(*place, 0, 0)])[0]
    if shift.likeness >= SAME_THERE and (shift.x or shift.y):
        return Explained("moved", shift.x, shift.y)
    height, width = min(one.shape[0], two.shape[0]), min(one.shape[1], two.shape[1])
    apart = np.abs(one[:height, :width].astype(np.float64).mean((0, 1)) - two[:height, :width].mean((0, 1))).max()
    if apart >= COLORS_APART and (shift.here >= SAME_THERE or max(_busy(one), _busy(two)) < PLAIN):
        return Explained("color")
    return Explained("shape")


def _busy(picture: NDArray[np.uint8]) -> float:
    """Share of pixels that lie on an edge."""
    if picture.size == 0:
        return 0.0
    edges = [np.abs(cv2.Sobel(picture, cv2.CV_16S, dx, 1 - dx, ksize=3)).max(axis=2) for dx in (0, 1)]
    return float((np.maximum(*edges) >= EDGE_STEP).mean())


def side_by_side(original: NDArray[np.uint8], page: NDArray[np.uint8], region: Place) -> NDArray[np.uint8]:
    """A region with what is around it: at the left in the original, at the right on the page. RGB uint8."""
    x, y, width, height = region
    width, height = max(MIN_CROP[0], width + 2 * MARGIN), max(MIN_CROP[1], height + 2 * MARGIN)
    width, height = min(MAX_CROP[0], width), min(MAX_CROP[1], height)
    left, top = max(0, x - MARGIN), max(0, y - MARGIN)
    width = min(width, max(1, max(original.shape[1], page.shape[1]) - left))
    height = min(height, max(1, max(original.shape[0], page.shape[0]) - top))
    sides = []
    for picture in (original, page):
        side = np.full((height, width, 3), 255, np.uint8)
        part = picture[top : top + height, left : left + width]
        side[: part.shape[0], : part.shape[1]] = part
        sides.append(side)
    gap = np.full((height, GAP, 3), GAP_COLOR, np.uint8)
    return np.concatenate([sides[0], gap, sides[1]], axis=1)
