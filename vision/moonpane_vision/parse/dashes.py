"""Dashed frames: dashes in two rows and two columns around a rectangle, which would pass for letters one by one."""

from itertools import pairwise

import numpy as np

from moonpane_vision.parse.ink import Ground, Pieces, piece_colour
from moonpane_vision.parse.model import Box, Rect
from moonpane_vision.parse.zones import pack_colours, unpack

THICK, SHORT, LONG = 4, 3, 20  # px: the most that a dash is thick, the least and the most that it is long
NUM_IN_ROW, NUM_IN_COLUMN = 5, 2  # dashes; the corners of a low frame leave few beside it
MAX_GAP = 1.6  # of a dash's length, how far the next one is
MAX_CORNER = 24  # px between the last dash of a row and the column beside it
MIN_SIDE = 16  # px
MAX_FRAMES = 200

Dashes = list[int]  # pieces, from one end of a side to the other


def find_dashed(pixels: np.ndarray, ground: Ground, pieces: Pieces) -> list[Box]:
    """Boxes with a dashed border, from top to bottom; the fill is the most frequent colour within.

    pixels: (H, W, 3) uint8. At most MAX_FRAMES, each from a row to the next one that closes it.
    """
    rows, columns = _lines(pieces, axis=0, least=NUM_IN_ROW), _lines(pieces, axis=1, least=NUM_IN_COLUMN)
    if len(rows) < 2 or len(columns) < 2:
        return []
    rows.sort(key=lambda row: int(pieces.rects[row[0], 1]))
    level, upright = _extents(pieces, rows), _extents(pieces, columns)
    found: list[Box] = []
    for upper, (left, top, right, _) in zip(rows, level.tolist(), strict=True):
        aligned = np.abs(level[:, [0, 2]] - (left, right)).max(axis=1) <= MAX_CORNER
        for bottom in level[aligned & (level[:, 3] - top >= MIN_SIDE), 3].tolist():
            inside = upright[(upright[:, 1] >= top - 1) & (upright[:, 3] <= bottom + 1)]
            starts = inside[(inside[:, 0] >= left - MAX_CORNER) & (inside[:, 0] <= left + THICK), 0]
            ends = inside[(inside[:, 2] >= right - THICK) & (inside[:, 2] <= right + MAX_CORNER), 2]
            if starts.size and ends.size:
                x = int(starts.min())
                found.append(_frame(pixels, ground, pieces, upper, Rect(x, top, int(ends.max()) - x, bottom - top)))
                break
        if len(found) == MAX_FRAMES:
            break
    return found


def _extents(pieces: Pieces, lines: list[Dashes]) -> np.ndarray:
    """(N, 4) left, top, right, bottom of whole lines."""
    return np.array(
        [(*pieces.rects[line, :2].min(axis=0), *pieces.rects[line, 2:].max(axis=0)) for line in lines], dtype=np.int64
    )


def _frame(pixels: np.ndarray, ground: Ground, pieces: Pieces, upper: Dashes, rect: Rect) -> Box:
    inner = pixels[rect.y : rect.bottom, rect.x : rect.right]
    colours, counts = np.unique(pack_colours(inner), return_counts=True)
    red, green, blue = piece_colour(pixels, ground, pieces, upper[0]).astype(int).tolist()
    border = max(1, round(float(np.median(pieces.areas[upper] / np.ptp(pieces.rects[upper][:, [0, 2]], axis=1)))))
    radius = max(0, int(pieces.rects[upper[0], 0]) - rect.x)
    return Box(rect, unpack(int(colours[counts.argmax()])), radius, border, (red, green, blue))


def _lines(pieces: Pieces, *, axis: int, least: int) -> list[Dashes]:
    """Dashes that follow each other along an axis (0 across, 1 down) on one line of one box."""
    sizes = pieces.rects[:, 2:] - pieces.rects[:, :2]
    long, thick = sizes[:, axis], sizes[:, 1 - axis]
    likely = (thick <= THICK) & (long >= SHORT) & (long <= LONG) & (long > thick)
    likely[0] = False
    lines: dict[tuple[int, int, int], Dashes] = {}
    for piece in sorted(np.flatnonzero(likely).tolist(), key=lambda piece: int(pieces.rects[piece, axis])):
        across = int(pieces.rects[piece, 1 - axis]), int(pieces.rects[piece, 3 - axis])
        lines.setdefault((int(pieces.owners[piece]), *across), []).append(piece)
    runs: list[Dashes] = []
    for line in lines.values():
        runs.append(line[:1])
        for one, other in pairwise(line):
            gap = int(pieces.rects[other, axis]) - int(pieces.rects[one, 2 + axis])
            if 0 < gap <= MAX_GAP * int(long[one]):
                runs[-1].append(other)
            else:
                runs.append([other])
    return [run for run in runs if len(run) >= least]
