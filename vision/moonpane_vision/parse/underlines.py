"""The stroke below a text, or below some of its words: a link within a sentence has one of its own."""

from dataclasses import dataclass

import numpy as np

from moonpane_vision.normalise import stretches

INKED = 0.35  # coverage of a stroke
LOWEST = 0.62  # of the ink's height: above that begins no underline
MOST = 0.7  # share of a line under which a stroke may have gaps: dots, or room for a letter's tail
LEAST_PX = 12  # of a line that can have one, and of a stroke in it
LEAST = 1.5  # times the ink's height, of a stroke under some words: the feet of letters are shorter
AIRY = 0.6  # share of a stroke's columns that may be inked above it: the foot of bold capitals is no underline
DOTTED = 0.25  # the same share for a stroke of short pieces, which the feet of round letters look like
THICKEST = 0.15  # of the ink's height, or 2 px


@dataclass(frozen=True)
class Underline:
    """Rows [first, last) of a strip, and the columns (W,) where it is."""

    first: int
    last: int
    columns: np.ndarray

    def share(self, start: int, end: int) -> float:
        """How much of these columns it is under."""
        return float(self.columns[start:end].mean())

    def erase(self, strip: np.ndarray, ground: object) -> None:
        """Fill it in a strip (H, W) or (H, W, 3) with a value or a colour."""
        strip[self.first : self.last, self.columns] = ground


def find_underline(coverage: np.ndarray) -> Underline | None:
    """That of a line given as coverage (H, W), at or below the lower third of its ink."""
    inked = coverage > INKED
    height = int(np.count_nonzero(inked.any(axis=1)))
    if height < 6 or coverage.shape[1] < LEAST_PX:
        return None
    lowest = int(np.flatnonzero(inked.any(axis=1))[0] + LOWEST * height)
    most, runs = (
        _stroke(inked, rows, lowest, height)
        for rows in (_under_most(inked), _long_runs(inked, max(LEAST * height, LEAST_PX)))
    )
    # Between runs there are the tails of letters, which it leaves room for.
    return runs if runs and (most is None or runs.columns.mean() >= MOST) else most


def _stroke(inked: np.ndarray, strokes: np.ndarray, lowest: int, height: int) -> Underline | None:
    """What `strokes` (H, W) make of one, if it is thin and there is air above it."""
    rows = [row for row in range(lowest, len(strokes)) if strokes[row].any()]
    if not rows or rows[-1] - rows[0] + 1 > max(2, THICKEST * height):
        return None
    columns = np.asarray(strokes[rows[0] : rows[-1] + 1].any(axis=0))
    starts, ends = stretches(columns & inked[rows[0] : rows[-1] + 1].any(axis=0))
    is_whole = max(end - start for start, end in zip(starts, ends, strict=True)) >= LEAST * height
    above, own = inked[rows[0] - 1, columns].mean(), inked[rows[0], columns].mean()
    is_airy = above <= (AIRY if is_whole else DOTTED) * own
    return Underline(rows[0], rows[-1] + 1, columns) if is_airy else None


def _under_most(inked: np.ndarray) -> np.ndarray:
    """All of the rows that are inked under most of the line."""
    return np.repeat(inked.mean(axis=1, keepdims=True) >= MOST, inked.shape[1], axis=1)


def _long_runs(inked: np.ndarray, least: float) -> np.ndarray:
    """What is inked in a row without a gap over so many columns."""
    found = np.zeros_like(inked)
    for row, line in enumerate(inked):
        for start, end in zip(*stretches(line), strict=True):
            if end - start >= least:
                found[row, start:end] = True
    return found
