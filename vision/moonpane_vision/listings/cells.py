"""Rows of ink as rows of cells."""

from collections.abc import Container
from dataclasses import dataclass

import cv2
import numpy as np

from moonpane_vision.listings.model import Grid
from moonpane_vision.normalise import stretches
from moonpane_vision.parse.ink import INK_CONTRAST
from moonpane_vision.parse.model import Rect, Screen

HEART = 0.15  # of a cell on either side, into which its neighbours reach
WIDE = 1.45  # cells, of one sign
EDGE = 1  # px around a box, that its edge may reach
FULL = 0.3  # of the most contrast in a row, that its ink has at least


@dataclass(frozen=True)
class InkRow:
    """The pixels of a row of text: its band and what differs from its ground there."""

    top: int
    left: int
    contrast: np.ndarray  # (h, w) uint8, 0 where something else lies

    @property
    def ink(self) -> np.ndarray:
        """(h, w) bool."""
        return self.contrast > max(INK_CONTRAST, FULL * int(self.contrast.max(initial=0)))

    @property
    def columns(self) -> np.ndarray:
        """(w,): how many pixels of each column are inked."""
        return np.count_nonzero(self.ink, axis=0)


def contrast_in(
    pixels: np.ndarray, screen: Screen, area: Rect, owner: int, *, grounds: Container[int], signs: Container[int]
) -> np.ndarray:
    """(h, w) uint8: largest channel difference to the fill of a box, or of `grounds` in it, 0 where other boxes lie.

    `signs` are boxes that are ink.
    """
    canvas = np.empty((area.height, area.width, 3), np.uint8)
    if not canvas.size:
        return np.zeros((area.height, area.width), np.uint8)
    canvas[:] = screen.boxes[owner].fill if owner >= 0 else screen.background
    hidden = np.zeros((area.height, area.width), bool)
    for index, box in enumerate(screen.boxes[owner + 1 :], owner + 1):
        if index in signs or not box.rect.overlap(area) or (owner < 0 and box.rect.contains(area)):
            continue
        rect = box.rect if index in grounds else box.rect.inset(-EDGE)
        part = np.s_[max(0, rect.y - area.y) : rect.bottom - area.y, max(0, rect.x - area.x) : rect.right - area.x]
        canvas[part] = box.fill
        hidden[part] = index not in grounds
    contrast = cv2.absdiff(pixels[area.y : area.bottom, area.x : area.right], canvas).max(axis=2)
    contrast[hidden] = 0
    return contrast


def words_in(row: InkRow, grid: Grid) -> tuple[tuple[int, int], ...]:
    """Columns [start, end) of what stands between spaces."""
    ink = np.max(row.contrast, axis=0, initial=0) > INK_CONTRAST
    first, last = grid.column(row.left), grid.column(row.left + ink.size)
    is_inked = np.zeros(last - first + 1, bool)
    for column in range(first, last + 1):
        begin = grid.left(column) - row.left
        start, end = (max(0, round(begin + at * grid.advance)) for at in (HEART, 1 - HEART))
        is_inked[column - first] = np.count_nonzero(ink[start:end]) > 0
    starts, ends = stretches(is_inked)
    words = zip((starts + first).tolist(), (ends + first).tolist(), strict=True)
    return tuple(_as_one(word, ink, row.left, grid) for word in words)


def _as_one(word: tuple[int, int], ink: np.ndarray, left: int, grid: Grid) -> tuple[int, int]:
    """A sign of another font that lies in two cells is in the one of its middle."""
    start, end = word
    if end - start != 2:
        return word
    first = max(0, round(grid.left(start)) - left)
    inked = np.flatnonzero(ink[first : max(0, round(grid.left(end)) - left)])
    if inked.size != inked[-1] - inked[0] + 1 or inked.size > WIDE * grid.advance:
        return word
    middle = grid.column(left + first + float(inked[0] + inked[-1] + 1) / 2)
    return middle, middle + 1
