"""The stroke through a text, as through an old price or a task that is done: it joins the letters and hides them."""

from dataclasses import dataclass

import numpy as np

from moonpane_vision.normalise import stretches

INKED = 0.35  # coverage of a stroke
HIGHEST, LOWEST = 0.28, 0.72  # of the ink's height, where it runs
LEAST_LENGTH = 2.5  # times the ink's height; the bars of letters are shorter
THICKEST = 0.15  # of the ink's height, or 2 px
AIRY = 0.75  # share of its columns that may be inked beside it: letters stand on both sides, with air between them
WRITTEN = 0.2  # share that is, or it is a dash


@dataclass(frozen=True)
class Strike:
    """Rows [first, last) and columns [left, right) of a strip."""

    first: int
    last: int
    left: int
    right: int

    def erase(self, strip: np.ndarray, ground: object) -> None:
        """Leave of it in a strip (H, W) or (H, W, 3) what joins ink above and ink below; `ground` is what has none."""
        across = slice(self.left, self.right)
        above, below = strip[self.first - 1, across].copy(), strip[self.last, across].copy()
        off = [np.abs(row.astype(np.float32) - np.asarray(ground, np.float32)) for row in (above, below)]
        first, second = off if strip.ndim == 2 else (off[0].max(axis=1), off[1].max(axis=1))
        nearer = first <= second
        strip[self.first : self.last, across] = np.where(nearer if strip.ndim == 2 else nearer[:, None], above, below)


def find_strike(coverage: np.ndarray) -> Strike | None:
    """The longest one through a line given as coverage (H, W)."""
    inked = coverage > INKED
    filled = np.flatnonzero(inked.any(axis=1))
    if not filled.size:
        return None
    top, height = int(filled[0]), int(filled[-1] - filled[0]) + 1
    # There is a row above it and one below, from which it is filled.
    rows = range(max(top + int(HIGHEST * height), 1), min(top + int(LOWEST * height) + 1, len(inked) - 1))
    runs = [(*_longest_run(inked[row]), row) for row in rows]
    runs = [run for run in runs if run[1] - run[0] >= LEAST_LENGTH * height]
    if not runs or len(runs) > max(2, THICKEST * height) or runs[-1][2] - runs[0][2] >= len(runs):
        return None
    left, right = max(run[0] for run in runs), min(run[1] for run in runs)
    if right <= left:
        return None
    strike = Strike(runs[0][2], runs[-1][2] + 1, left, right)
    above, below = (float(inked[row, left:right].mean()) for row in (strike.first - 1, strike.last))
    is_written = WRITTEN <= max(above, below) <= AIRY
    return strike if is_written else None


def _longest_run(row: np.ndarray) -> tuple[int, int]:
    """Columns [from, to) of the longest run of True in a row (W,)."""
    starts, ends = stretches(row)
    if not starts.size:
        return 0, 0
    longest = int((ends - starts).argmax())
    return int(starts[longest]), int(ends[longest])
