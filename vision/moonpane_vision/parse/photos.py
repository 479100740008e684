"""Photographs: areas in which hardly any two neighbouring pixels are of one colour, edges and calm sky alike.

Smooth parts of a photograph look like gradients and its edges like outlines; seen as texture it is one area.
"""

import cv2
import numpy as np

from moonpane_vision.parse.model import Box, Rect
from moonpane_vision.parse.zones import Zones

GRAIN = 6  # px; a flat zone so small is noise, an anti-aliased rim or a dithered step
WINDOW, DENSE = 13, 0.62  # px; share of grain around a pixel of a photograph, text on a fill has less
MIN_SIDE = 40  # px; smaller ones are found by their outline
FILLED = 0.72  # of its rectangle, for what is laid over it has no grain
SMOOTH = 0.8  # of a photograph's area, what one gradient may cover; more and it is that gradient
OVERLAY_SIDE, OVERLAY_AREA = 10, 200  # px; of a flat zone in a photograph that must have been laid over it


def find_photos(pixels: np.ndarray, zones: Zones, gradients: list[Box]) -> list[Box]:
    """Photographs from large to small; what one of the `gradients` covers is none."""
    grain = (zones.areas <= GRAIN).astype(np.float32)[zones.labels]
    dense = cv2.blur(grain, (WINDOW, WINDOW)) >= DENSE
    _, _, stats, _ = cv2.connectedComponentsWithStats(dense.astype(np.uint8), connectivity=4, ltype=cv2.CV_32S)
    found = []
    for left, top, width, height, area in stats[1:].tolist():
        if min(width, height) < MIN_SIDE or area < FILLED * width * height:
            continue
        rect = _trimmed(grain, _grown(grain, Rect(left, top, width, height)))
        if min(rect.width, rect.height) < MIN_SIDE:
            continue
        if any(box.is_gradient and box.rect.overlap(rect) >= SMOOTH * rect.area for box in gradients):
            continue
        mean = pixels[rect.y : rect.bottom, rect.x : rect.right].reshape(-1, 3).mean(axis=0).round().astype(int)
        red, green, blue = mean.tolist()
        found.append(Box(rect, (red, green, blue), is_picture=True, is_photo=True))
    return sorted(found, key=lambda box: (-box.rect.area, box.rect.y, box.rect.x))


def is_overlay(box: Box) -> bool:
    """Whether a box is so flat and large that no photograph shows it."""
    return box.zone >= 0 and min(box.rect.width, box.rect.height) >= OVERLAY_SIDE and box.rect.area >= OVERLAY_AREA


def _trimmed(grain: np.ndarray, rect: Rect) -> Rect:
    """The rectangle without rows and columns at its sides of half the grain: there something else stands out of it."""
    area = grain[rect.y : rect.bottom, rect.x : rect.right]
    (top, bottom), (left, right) = (_ends(area.mean(axis=axis)) for axis in (1, 0))
    return Rect(rect.x + left, rect.y + top, right - left, bottom - top)


def _ends(means: np.ndarray) -> tuple[int, int]:
    dense = np.flatnonzero(means >= 0.5 * np.median(means))
    return int(dense[0]), int(dense[-1]) + 1


def _grown(grain: np.ndarray, rect: Rect) -> Rect:
    """The rectangle with those rows and columns at its sides that are of the same grain; the window cuts some off."""
    left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    height, width = grain.shape
    for _ in range(WINDOW // 2):
        top -= top > 0 and float(grain[top - 1, left:right].mean()) >= DENSE
        bottom += bottom < height and float(grain[bottom, left:right].mean()) >= DENSE
        left -= left > 0 and float(grain[top:bottom, left - 1].mean()) >= DENSE
        right += right < width and float(grain[top:bottom, right].mean()) >= DENSE
    return Rect(left, top, right - left, bottom - top)
