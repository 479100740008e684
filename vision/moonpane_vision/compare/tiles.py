"""Where two pictures differ: a grid of tiles, the worst regions, and a picture of both."""

from collections.abc import Iterator
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
LARGE = 32  # tiles, about a card of a phone: groups up to this, or up to 1 / MAX_REGIONS of the screen, stay whole
EVEN = 0.05  # standard deviation of the tiles of a group up to which it is left as it is
NARROWEST = 8  # the part of a group's length that a cut leaves on both sides at least: bounds the number of cuts

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
    """Rectangles around touching tiles that differ, those with most difference in all first, in original pixels.

    Those that take much of the screen are cut into parts that are more alike in themselves.
    """
    found = []
    for top, left, part in _parts(np.where(tiles >= WORST_FROM, tiles, 0.0)):
        y, x = top * TILE, left * TILE
        bottom = min(pictures.height, y + part.shape[0] * TILE)
        right = min(pictures.width, x + part.shape[1] * TILE)
        width, height = right - x, bottom - y
        factor, difference = pictures.factor, round(float(part[part > 0].mean()), 4)
        region = Region(x * factor, y * factor, width * factor, height * factor, difference)
        found.append((float(part.mean()) * width * height, region))  # tiles at the far edges may be slivers
    found.sort(key=lambda item: -item[0])
    return tuple(region for _, region in found[:MAX_REGIONS])


def _parts(tiles: NDArray[np.float64]) -> Iterator[tuple[int, int, NDArray[np.float64]]]:
    """Groups of touching tiles above 0, each as its top row, left column, and the tiles of its box, 0 in others."""
    large = max(LARGE, tiles.size / MAX_REGIONS)
    waiting = [(0, 0, tiles)]
    while waiting:
        top, left, area = waiting.pop()
        count, labels = cv2.connectedComponents((area > 0).astype(np.uint8), connectivity=8)
        for label in range(1, count):
            rows, columns = np.nonzero(labels == label)
            first_row, first_column = int(rows.min()), int(columns.min())
            box = slice(first_row, int(rows.max()) + 1), slice(first_column, int(columns.max()) + 1)
            part = np.where(labels[box] == label, area[box], 0.0)
            place = top + first_row, left + first_column
            if part.size <= large or part.std() <= EVEN:
                yield (*place, part)
            else:
                waiting += [(place[0] + y, place[1] + x, half) for y, x, half in _halves(part)]


def _halves(part: NDArray[np.float64]) -> list[tuple[int, int, NDArray[np.float64]]]:
    """Two sides of the row or column at which they differ most (Otsu's criterion), each with its place."""
    (gain_down, row), (gain_across, column) = (_best_cut(part.mean(axis=axis)) for axis in (1, 0))
    at, axis = (row, 0) if gain_down >= gain_across else (column, 1)
    one, two = np.split(part, [at], axis=axis)
    return [(0, 0, one), (at, 0, two) if axis == 0 else (0, at, two)]


def _best_cut(means: NDArray[np.float64]) -> tuple[float, int]:
    """How much of the variance of these lines lies between the sides of the best cut, and the line that it is before.

    -1 for a single line, which cannot be cut.
    """
    length = len(means)
    if length < 2:
        return -1.0, 0
    at = np.arange(1, length)
    before = means.cumsum()[:-1]
    after = means.sum() - before
    gain = at * (length - at) * (before / at - after / (length - at)) ** 2 / length**2
    gain[np.minimum(at, length - at) < length // NARROWEST] = -1.0
    best = int(gain.argmax())
    return float(gain[best]), best + 1


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
