"""Strokes and edges that lie between two pixels, as design tools and enlarged screens draw them: made whole again.

A stroke of 1 px on a whole coordinate leaves half a tone on either side of it. Renderers of pages never do that, so
all later measures know whole pixels only. Half a tone twice is told from a faint border of 2 px by the corners of the
frame, where the stroke covers more of a pixel than along its sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from moonpane_vision.parse.model import MAX_BORDER
from moonpane_vision.parse.zones import pack_colours

FLAT = 6  # px of one colour across the stroke, before and behind it
LEAST_LENGTH = 13  # odd, px of one colour along the stroke
LEAST_COVER = 0.45  # of a pixel, what a stroke of 1 px or more covers of the better of two
SQUARE_END = 3  # px beyond the ends of a stroke, where a square corner is over
CORNER_LENGTH, CORNER_REACH = 6, 3  # px beyond the ends of a stroke and beside it, where a frame turns
LEAST_CONTRAST = 12  # channel difference between a stroke and what lies beside it; shadows have less
EVIDENCE = 1.1  # times the tone of the sides, what the corners of a half-toned frame have
FULL_TONE = 1.2  # times the tone of a round corner, the most that a stroke of 1 px has
OFF_LINE = 12  # channel difference between a mixture and the line from the ground to the stroke
MISFIT = 4  # channel difference between a row and what explains it
LEAST_SHARE = 0.1  # of the ground in the outer row of a stroke; less is a whole row


@dataclass(frozen=True)
class _Stack:
    """Rows [top, bottom) between two flat areas, each of one colour over columns [left, right)."""

    top: int
    bottom: int
    left: int
    right: int


def with_whole_strokes(pixels: np.ndarray) -> np.ndarray:
    """The picture (H, W, 3) uint8 with the straight parts of half-toned strokes in whole pixels of their colour."""
    result = pixels
    for axes in ((0, 1, 2), (1, 0, 2)):
        seen = np.ascontiguousarray(pixels.transpose(axes))
        for stack in _stacks(seen):
            rows = _whole_rows(seen, stack)
            if rows is not None:
                result = pixels.copy() if result is pixels else result
                result.transpose(axes)[stack.top : stack.bottom, stack.left : stack.right] = rows[:, None]
    return result


def _stacks(pixels: np.ndarray) -> Iterator[_Stack]:
    """Stacks of two rows to MAX_BORDER, from top to bottom."""
    goes_on, repeats = np.zeros((2, *pixels.shape[:2]), bool)  # like the pixel on the left, above
    packed = pack_colours(pixels)
    goes_on[:, 1:] = packed[:, 1:] == packed[:, :-1]
    repeats[1:] = packed[1:] == packed[:-1]
    along, across = np.ones((1, LEAST_LENGTH), np.uint8), np.ones((FLAT - 1, 1), np.uint8)
    is_level = cv2.morphologyEx(goes_on.astype(np.uint8), cv2.MORPH_OPEN, along) > 0
    ends, begins = np.zeros((2, *pixels.shape[:2]), bool)  # a flat area above, from here on down
    flat = cv2.erode(repeats.astype(np.uint8), across, anchor=(0, FLAT - 2), borderValue=0) > 0
    ends[1:] = flat[:-1] & is_level[:-1] & ~repeats[1:]
    begins[: 1 - FLAT] = flat[FLAT - 1 :] & is_level[: 1 - FLAT] & ~repeats[: 1 - FLAT]
    for top in np.flatnonzero(ends.any(axis=1)).tolist():
        for bottom in range(top + 2, min(top + MAX_BORDER, len(pixels) - 1) + 1):
            columns = ends[top] & begins[bottom]
            if not columns.any():
                continue
            columns &= is_level[top:bottom].all(axis=0)
            joined = columns[1:] & columns[:-1] & goes_on[top - 1 : bottom + 1, 1:].all(axis=0)
            starts = np.flatnonzero(columns & ~np.append(False, joined))
            stops = np.flatnonzero(columns & ~np.append(joined, False)) + 1
            for left, right in zip(starts.tolist(), stops.tolist(), strict=True):
                if right - left >= LEAST_LENGTH:
                    yield _Stack(top, bottom, left, right)


def _whole_rows(pixels: np.ndarray, stack: _Stack) -> np.ndarray | None:
    """Colours (k, 3) uint8 of the rows when the stroke in them lies on whole pixels; None where it does already."""
    seen = pixels[stack.top - 1 : stack.bottom + 1, stack.left].astype(np.float64)
    first, rows, last = seen[0], seen[1:-1], seen[-1]
    corners = _corners(pixels, stack, (first + last) / 2, rows)
    stroke = _stroke_colour(first, rows, last, corners)
    if stroke is None or np.abs(rows[1:-1] - stroke).max(initial=0) > MISFIT:
        return None
    before, behind = _share(rows[0], stroke, first), _share(rows[-1], stroke, last)
    if before is None or behind is None or max(before, behind) < LEAST_SHARE:
        return None
    start, stop = before, len(rows) - behind
    size = max(1, round(stop - start))
    # A stroke centred on an edge goes to the side that it surrounds: that is where a page draws its border.
    inwards = 0.1 if corners.turn_down else -0.1
    at = min(max(0, round((start + stop - size) / 2 + inwards)), len(rows) - size)
    whole = np.where(np.arange(len(rows))[:, None] < at, first, last)
    whole[at : at + size] = stroke
    return whole.round().astype(np.uint8)


def _share(row: np.ndarray, stroke: np.ndarray, ground: np.ndarray) -> float | None:
    """How much of the ground a row of the stroke shows; None where it is no mixture of both."""
    way = ground - stroke
    share = min(max(0.0, float((row - stroke) @ way) / max(float(way @ way), 1.0)), 1.0)
    return share if np.abs(stroke + share * way - row).max() <= MISFIT else None


@dataclass(frozen=True)
class _Corners:
    """What lies beyond both ends of a stack, as far as it is a mixture of the ground and the stroke."""

    way: np.ndarray  # (3,) float64, unit vector from the ground to the stroke
    tone: float  # how far from the ground the stroke is at the corner where it is nearer
    turn_down: bool  # the stroke goes on below the stack rather than above
    are_square: bool


def _corners(pixels: np.ndarray, stack: _Stack, ground: np.ndarray, rows: np.ndarray) -> _Corners:
    total = (rows - ground).sum(axis=0)
    way = total / max(float(np.linalg.norm(total)), 1e-6)
    above = min(CORNER_REACH, stack.top)
    down = slice(stack.top - above, stack.bottom + CORNER_REACH)
    before, behind = (
        slice(max(0, stack.left - CORNER_LENGTH), stack.left),
        slice(stack.right, stack.right + CORNER_LENGTH),
    )
    farthest, balance, are_square = [], 0.0, True
    for across, far in ((before, np.s_[:, :-SQUARE_END]), (behind, np.s_[:, SQUARE_END:])):
        off = pixels[down, across] - ground
        tones = off @ way
        is_mixture = np.abs(off - tones[:, :, None] * way).max(axis=2, initial=0) <= OFF_LINE
        tones = np.where(is_mixture & (tones >= LEAST_CONTRAST), tones, 0.0)
        farthest.append(float(tones.max(initial=0.0)))
        balance += float(tones[above + len(rows) :].sum() - tones[:above].sum())
        are_square &= not tones[far].any()
    return _Corners(way, min(farthest), balance > 0, are_square)


def _stroke_colour(first: np.ndarray, rows: np.ndarray, last: np.ndarray, corners: _Corners) -> np.ndarray | None:
    """Colour (3,) of a stroke: that of its purest row, or what half tones stand for; None where there is no stroke."""
    ground, way = (first + last) / 2, corners.way
    tones = (rows - ground) @ way
    peak, total = float(tones.max()), float(tones.sum())
    if peak - abs(float((first - last) @ way)) / 2 < LEAST_CONTRAST:
        return None
    if corners.tone < EVIDENCE * peak:
        return rows[int(tones.argmax())]
    tone = _square_tone(tones, float((last - first) @ way) / 2, corners)
    if tone is None:
        tone = total if total <= FULL_TONE * corners.tone else corners.tone
    return (ground + tone * way).clip(0, 255)


def _square_tone(tones: np.ndarray, rise: float, corners: _Corners) -> float | None:
    """The tone of a stroke with square corners, where a pixel that both sides cover to a share of q shows 2q - q * q.

    `rise` is how much nearer to it than the mean of both the ground below it is.
    None for round corners, and where the other side is not half-toned, for no stroke covers less than half.
    """
    row, inside = (float(tones[-1]), rise) if corners.turn_down else (float(tones[0]), -rise)
    share = 2 - (corners.tone - inside) / max(row - inside, 1.0)
    return inside + (row - inside) / share if corners.are_square and share >= LEAST_COVER else None
