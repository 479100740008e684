"""Dashed frames: dashes in two rows and two columns around a rectangle, which would pass for letters one by one."""

from itertools import combinations, pairwise

import numpy as np

from moonpane_vision.parse.ink import Ground, Pieces, piece_colour
from moonpane_vision.parse.model import Box, Rect
from moonpane_vision.parse.shapes import unpack
from moonpane_vision.parse.zones import pack_colours

THICK, SHORT, LONG = 4, 3, 20  # px: the most that a dash is thick, the least and the most that it is long
NUM_IN_ROW, NUM_IN_COLUMN = 5, 2  # dashes; the corners of a low frame leave few beside it
MAX_GAP = 1.6  # of a dash's length, how far the next one is
MAX_CORNER = 24  # px between the last dash of a row and the column beside it
MIN_SIDE = 16  # px

Dashes = list[int]  # pieces, from one end of a side to the other


def find_dashed(pixels: np.ndarray, ground: Ground, pieces: Pieces) -> list[Box]:
    """Boxes with a dashed border, from top to bottom; the fill is the most frequent colour within."""
    rows, columns = _lines(pieces, axis=0, least=NUM_IN_ROW), _lines(pieces, axis=1, least=NUM_IN_COLUMN)
    found = []
    for upper, lower in combinations(sorted(rows, key=lambda row: int(pieces.rects[row[0], 1])), 2):
        top, bottom = int(pieces.rects[upper[0], 1]), int(pieces.rects[lower[0], 3])
        left, right = int(pieces.rects[upper[0], 0]), int(pieces.rects[upper[-1], 2])
        level = max(abs(left - int(pieces.rects[lower[0], 0])), abs(right - int(pieces.rects[lower[-1], 2])))
        if bottom - top < MIN_SIDE or level > MAX_CORNER:
            continue
        inside = [column for column in columns if _stands_in(pieces, column, top, bottom)]
        before = [int(pieces.rects[column, 0].min()) for column in inside]
        behind = [int(pieces.rects[column, 2].max()) for column in inside]
        starts = [x for x in before if left - MAX_CORNER <= x <= left + THICK]
        ends = [x for x in behind if right - THICK <= x <= right + MAX_CORNER]
        if not starts or not ends:
            continue
        rect = Rect(min(starts), top, max(ends) - min(starts), bottom - top)
        colours, counts = np.unique(pack_colours(pixels[top:bottom, rect.x : rect.right]), return_counts=True)
        colour = piece_colour(pixels, ground, pieces, upper[0]).astype(int).tolist()
        border = max(1, round(float(np.median(pieces.areas[upper] / np.ptp(pieces.rects[upper][:, [0, 2]], axis=1)))))
        red, green, blue = colour
        fill = unpack(int(colours[counts.argmax()]))
        found.append(Box(rect, fill, max(0, left - rect.x), border, (red, green, blue)))
    return found


def _stands_in(pieces: Pieces, column: Dashes, top: int, bottom: int) -> bool:
    return bool(pieces.rects[column[0], 1] >= top - 1 and pieces.rects[column[-1], 3] <= bottom + 1)


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
