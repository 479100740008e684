"""The colours of texts: what a line's ink says, and what it can learn from lines of the same ink.

Without loss the pixel farthest from the ground is nearest to the ink, since thin strokes never reach it. Compression
overshoots at every stroke, so there the farthest pixels lie beyond the ink: those at the core of the strokes are
taken together instead, and lines whose colours differ by no more than the noise share one.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from moonpane_vision.parse.model import Colour, TextLine

INKED = 22  # channel difference to the ground, from which a pixel of a compressed line shows ink
CORE_REACH, CORE = 99, 0.92  # percentile of the inked pixels that the ink reaches; share of that reach at the core
FARTHEST = 0.94  # of the farthest pixel's distance to the ground
PALETTE_STEP = 14  # channel difference that anti-aliasing leaves
NOISE_STEP = 28  # channel difference of one ink in two lines of a compressed picture
SAME_GROUND = 3  # channel difference of one ground in two lines of it


def farthest_ink(pixels: np.ndarray, fill: Colour) -> Colour:
    """The most frequent colour among those pixels (h, w, 3) of a line that are farthest from its ground."""
    flat = pixels.reshape(-1, 3)
    distance = _distance(flat, fill)
    far = flat[distance >= FARTHEST * distance.max()]
    colours, counts = np.unique(far, axis=0, return_counts=True)
    return _colour(np.median(far, axis=0) if counts.max() == 1 else colours[counts.argmax()])


def with_one_palette(lines: Sequence[TextLine]) -> list[TextLine]:
    """Thin strokes never reach their own colour: take that of a line on the same ground which reaches a bit farther."""
    return [replace(line, colour=_fullest(line, lines)) for line in lines]


def with_common_inks(pixels: np.ndarray, lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a compressed picture (H, W, 3): those on one ground and of nearly one colour share its median."""
    if not lines:
        return []
    cores = [_core(pixels, line) for line in lines]
    inks = np.array([np.median(core, axis=0) for core in cores])
    sizes = np.array([len(core) for core in cores])
    grounds = np.array([line.background for line in lines], np.int16)
    found: list[TextLine] = []
    for line, ink, ground in zip(lines, inks, grounds, strict=True):
        same = _apart(grounds, ground) <= SAME_GROUND
        same &= _apart(inks, ink) <= NOISE_STEP
        found.append(replace(line, colour=_colour(_weighted_median(inks[same], sizes[same]))))
    return found


def contrast(one: Colour, other: Colour) -> int:
    """Largest channel difference."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _core(pixels: np.ndarray, line: TextLine) -> np.ndarray:
    """Pixels (N, 3) in the middle of a line's strokes."""
    ink = line.ink
    flat = pixels[ink.y : ink.bottom, ink.x : ink.right].reshape(-1, 3)
    distance = _distance(flat, line.background)
    inked = distance[distance > INKED]
    reach = np.percentile(inked, CORE_REACH) if inked.size else distance.max()
    return flat[distance >= CORE * reach]


def _fullest(line: TextLine, lines: Sequence[TextLine]) -> Colour:
    reach = contrast(line.colour, line.background)
    near = [
        other.colour
        for other in lines
        if other.background == line.background
        and other.font_size >= line.font_size
        and reach < contrast(other.colour, line.background) <= 1.12 * reach
        and contrast(other.colour, line.colour) <= PALETTE_STEP
    ]
    return max(near, key=lambda colour: (contrast(colour, line.background), colour), default=line.colour)


def _weighted_median(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Of each channel (3,): the value (N, 3) below which half of the weights lie."""
    order = np.argsort(values, axis=0, kind="stable")
    sums = np.cumsum(weights[order], axis=0)
    at = (2 * sums >= sums[-1]).argmax(axis=0)
    return np.take_along_axis(values, order, axis=0)[at, np.arange(values.shape[1])]


def _distance(flat: np.ndarray, fill: Colour) -> np.ndarray:
    return _apart(flat.astype(np.int16), np.array(fill, np.int16))


def _apart(colours: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """Largest channel difference (N,) of colours (N, 3) to one."""
    return np.abs(colours - colour).max(axis=1)


def _colour(values: np.ndarray) -> Colour:
    red, green, blue = (int(value) for value in values)
    return red, green, blue
