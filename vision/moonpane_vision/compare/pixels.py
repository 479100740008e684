"""How alike two pictures are, from their pixels alone: structure, edges and palette, each 0..1, 1 for the same.

What only one of the pictures has, because it is taller or wider, counts as wholly different.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from moonpane_vision.compare.canvas import Canvas
from moonpane_vision.compare.color import lab_from_rgb

SSIM_SIGMA = 1.5  # pixels
SSIM_WINDOW = 11  # pixels
_C1 = (0.01 * 255) ** 2
_C2 = (0.03 * 255) ** 2

# A step of 8 levels in any channel: the faint borders of cards must count (#e4e7ec on white has 19 to 27).
EDGE_STEP = 8
EDGE_REACH = 4  # pixels; an edge that is this far off counts for nothing

PALETTE_SCALE = 25.0  # colour distance at which the score has fallen to 1/e
_PALETTE_BITS = 6  # per channel; steps of 4 levels are far below what people tell apart
_PALETTE_DIRECTIONS = 24


def ssim_map(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Structural similarity of grey levels around each pixel, Gaussian window of sigma 1.5 (Wang et al. 2004).

    Two pictures uint8 (H, W, 3) of one size -> (H, W) in -1..1; past the border pixels are mirrored.
    """
    first, second = _gray(a), _gray(b)
    mean_a, mean_b = _smooth(first), _smooth(second)
    var_a = _smooth(first * first) - mean_a * mean_a
    var_b = _smooth(second * second) - mean_b * mean_b
    both = _smooth(first * second) - mean_a * mean_b
    above = (2 * mean_a * mean_b + _C1) * (2 * both + _C2)
    below = (mean_a * mean_a + mean_b * mean_b + _C1) * (var_a + var_b + _C2)
    return (above / below).astype(np.float32, copy=False)


def ssim(pictures: Canvas, local: NDArray[np.float32]) -> float:
    """Mean of `ssim_map` over all that at least one picture covers; 0 where only one of them is."""
    return float(np.clip(local.sum(dtype=np.float64) / np.count_nonzero(pictures.covered), 0.0, 1.0))


def edge_agreement(pictures: Canvas) -> float:
    """F1 of the edges of both pictures; an edge counts less the farther the other's nearest of its direction is.

    Full at the same pixel, nothing from EDGE_REACH pixels on; upright and level edges are matched apart.
    """
    size = (pictures.height, pictures.width)
    found = found_b = edges_a = edges_b = 0.0
    for first, second in zip(_edges(pictures.first, size), _edges(pictures.second, size), strict=True):
        edges_a, edges_b = edges_a + np.count_nonzero(first), edges_b + np.count_nonzero(second)
        found, found_b = found + _credit(first, second), found_b + _credit(second, first)
    if edges_a == 0 or edges_b == 0:
        return 1.0 if edges_a == edges_b else 0.0
    shares = found / edges_a, found_b / edges_b
    return 2 * shares[0] * shares[1] / sum(shares) if sum(shares) else 0.0


def palette_distance(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    """How far colours must move to turn one picture's histogram into the other's, in units of Lab (about delta E).

    Sliced earth mover's distance: the mean over directions of Lab of the distance along that direction, doubled,
    since a shift by d is seen as d/2 on average. Each picture (H, W, 3) counts as one whole, whatever its size.
    """
    share = _histogram(a) - _histogram(b)
    filled = np.flatnonzero(share)
    if filled.size == 0:
        return 0.0
    channel, step = (1 << _PALETTE_BITS) - 1, 256 >> _PALETTE_BITS
    levels = np.stack([filled >> 2 * _PALETTE_BITS, filled >> _PALETTE_BITS & channel, filled & channel], axis=1)
    lab = lab_from_rgb(levels * step + (step - 1) / 2)
    total = 0.0
    for direction in _directions():
        place = lab @ direction
        order = np.argsort(place)
        total += float(np.abs(np.cumsum(share[filled[order]])[:-1]) @ np.diff(place[order]))
    return 2 * total / _PALETTE_DIRECTIONS


def palette_score(distance: float) -> float:
    """`palette_distance` as 0..1: 1 for none, 1/e at PALETTE_SCALE."""
    return float(np.exp(-distance / PALETTE_SCALE))


def _gray(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(picture.astype(np.float32), cv2.COLOR_RGB2GRAY), dtype=np.float32)


def _smooth(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    window = (SSIM_WINDOW, SSIM_WINDOW)
    blurred = cv2.GaussianBlur(picture, window, SSIM_SIGMA, borderType=cv2.BORDER_REFLECT)
    return np.asarray(blurred, dtype=np.float32)


def _edges(picture: NDArray[np.uint8], size: tuple[int, int]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Upright and level edges of a picture, each shape `size`; outside of the picture there are none."""
    across, down = (
        _strongest(cv2.Sobel(picture, cv2.CV_16S, dx, 1 - dx, ksize=3, borderType=cv2.BORDER_REPLICATE))
        for dx in (1, 0)
    )
    strong = np.maximum(across, down) >= 4 * EDGE_STEP  # the Sobel kernel weighs a step by 4
    padding = ((0, size[0] - picture.shape[0]), (0, size[1] - picture.shape[1]))
    return np.pad(strong & (across >= down), padding), np.pad(strong & (down > across), padding)


def _strongest(steps: NDArray) -> NDArray:
    """The largest step of each pixel's three channels; one channel after the other is five times as fast as `max`."""
    red, green, blue = cv2.split(np.abs(steps))
    return np.maximum(np.maximum(red, green), blue)


def _credit(edges: NDArray[np.bool_], others: NDArray[np.bool_]) -> float:
    """Sum over `edges` of 1 - distance to the nearest of `others` / EDGE_REACH, never below 0."""
    if not others.any():
        return 0.0
    distance = cv2.distanceTransform((~others).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return float(np.maximum(0.0, 1.0 - distance[edges] / EDGE_REACH).sum(dtype=np.float64))


def _histogram(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Share of each colour, shape (2 ** (3 * _PALETTE_BITS),)."""
    levels = (picture.reshape(-1, 3) >> (8 - _PALETTE_BITS)).astype(np.int32)
    index = (levels[:, 0] << 2 * _PALETTE_BITS) | (levels[:, 1] << _PALETTE_BITS) | levels[:, 2]
    return np.bincount(index, minlength=1 << 3 * _PALETTE_BITS) / len(index)


def _directions() -> NDArray[np.float64]:
    """Evenly spread unit vectors on a half sphere (golden spiral), shape (_PALETTE_DIRECTIONS, 3)."""
    step = np.arange(_PALETTE_DIRECTIONS)
    height = (step + 0.5) / _PALETTE_DIRECTIONS
    around = step * np.pi * (3 - np.sqrt(5))
    radius = np.sqrt(1 - height**2)
    return np.stack([radius * np.cos(around), radius * np.sin(around), height], axis=1)
