"""Where two pictures differ: a grid of tiles, the worst regions, and a picture of both."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from moonpane_vision.compare.canvas import Canvas, canvas
from moonpane_vision.compare.pixels import ssim_map

TILE = 32  # pixels a side
COLOR_SCALE = 50.0  # delta E (CIE76) that counts as wholly different
WORST_FROM = 0.1  # tiles below this are not listed
MAX_REGIONS = 8

# Colours of the heat map from no difference to full: the page shows through where the first weighs little.
_HEAT = np.array([[255, 235, 59], [255, 152, 0], [229, 57, 53], [136, 14, 79]], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle in pixels in which the pictures differ, and how much on average: 0 the same, 1 wholly."""

    x: int
    y: int
    width: int
    height: int
    difference: float


def difference_map(pictures: Canvas, local_ssim: NDArray[np.float32]) -> NDArray[np.float32]:
    """Difference of each pixel, shape (canvas height, canvas width), 0..1: the worse of structure and colour.

    1 where only one of the pictures is, 0 where none is.
    """
    first, second = pictures.common
    apart = np.linalg.norm(_lab(first) - _lab(second), axis=2)
    both = np.maximum(np.clip(1.0 - local_ssim, 0.0, 1.0), np.minimum(1.0, apart / COLOR_SCALE))
    difference = pictures.covered.astype(np.float32)
    difference[: first.shape[0], : first.shape[1]] = both
    return difference


def tile_means(difference: NDArray[np.float32]) -> NDArray[np.float64]:
    """Mean difference of each tile, shape (tile rows, tile columns); tiles at the far edges may be smaller."""
    rows, columns = (np.arange(0, size, TILE) for size in difference.shape)
    sums = np.add.reduceat(np.add.reduceat(difference, rows, axis=0, dtype=np.float64), columns, axis=1)
    heights, widths = (np.diff([*starts, size]) for starts, size in zip((rows, columns), difference.shape, strict=True))
    return sums / np.outer(heights, widths)


def worst_regions(tiles: NDArray[np.float64], pictures: Canvas) -> tuple[Region, ...]:
    """Rectangles around touching tiles that differ, those with most difference in all first, in original pixels."""
    count, labels = cv2.connectedComponents((tiles >= WORST_FROM).astype(np.uint8), connectivity=8)
    found = []
    for label in range(1, count):
        rows, columns = np.nonzero(labels == label)
        top, left = int(rows.min()) * TILE, int(columns.min()) * TILE
        bottom = min(pictures.height, (int(rows.max()) + 1) * TILE)
        right = min(pictures.width, (int(columns.max()) + 1) * TILE)
        inside = tiles[rows, columns]
        place = (left * pictures.factor, top * pictures.factor, (right - left) * pictures.factor)
        region = Region(*place, (bottom - top) * pictures.factor, round(float(inside.mean()), 4))
        found.append((float(inside.sum()), region))
    found.sort(key=lambda item: -item[0])
    return tuple(region for _, region in found[:MAX_REGIONS])


def heat_map(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture of where two pictures differ, RGB uint8 on the canvas of both: `b` in pale grey, differences hot.

    Both are RGB uint8 (H, W, 3); very large ones come back reduced. Raises CompareError for other arrays.
    """
    pictures = canvas(a, b)
    difference = difference_map(pictures, ssim_map(*pictures.common)).astype(np.float64)
    paper = np.full((pictures.height, pictures.width), 255.0)
    shown = pictures.second
    paper[: shown.shape[0], : shown.shape[1]] = cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY)
    paper = 255.0 - (255.0 - paper) * 0.45
    step = difference * (len(_HEAT) - 1)
    lower = np.minimum(step.astype(np.intp), len(_HEAT) - 2)
    hot = _HEAT[lower] + (_HEAT[lower + 1] - _HEAT[lower]) * (step - lower)[..., None]
    weight = np.minimum(1.0, 1.6 * difference)[..., None] * 0.85
    return np.rint(paper[..., None] * (1 - weight) + hot * weight).astype(np.uint8)


def _lab(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Lab of each pixel, shape (H, W, 3)."""
    return np.asarray(cv2.cvtColor(picture.astype(np.float32) / 255.0, cv2.COLOR_RGB2LAB), dtype=np.float32)
