"""Cells of one width: found by the columns between them, in which hardly any letter has ink."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from moonpane_vision.listings.model import Grid

NARROWEST, WIDEST = 0.46, 0.74  # em, of a cell; most fonts have 0.6
LENGTH, PEAKS = 4096, 3  # px of a row, in its spectrum; widths that are looked at closely
BINS, NEAR = 24, 1  # parts of a cell; on either side of the one between two cells that count with it
PARTS = np.array([0.125, 0.375, 0.625, 0.875])  # of a column of pixels, which is wider than a bin
# Of the ink that a column has on average, what those between cells have at most. Of 12 blocks of code 0.14, and
# where signs of other fonts stand in none of them 0.05; of all others with as much ink 0.28.
MOST_BETWEEN = 0.16
LEAST_INK, LEAST_IN_ROW = 100, 36  # columns with ink: of all rows; of one, on average, or to tell where its cells begin
COARSE = 6  # of the steps in which a width is told, those in which it is looked for
LEVEL = 0.005  # of the mean ink, that says nothing
SMALLEST = 5  # px of a font, in whose cells anything can be told
TOLD = 6  # rows with the most ink, that tell how wide cells are
APART = 0.06  # of a cell, that one row's begin elsewhere: a sign of another font stands before them


@dataclass(frozen=True)
class _Ink:
    """Rows of ink as points: where, how much, and in which row."""

    at: np.ndarray  # (N,) px
    weight: np.ndarray  # (N,)
    row: np.ndarray  # (N,) int
    num_rows: int

    def folded(self, advance: float) -> np.ndarray:
        """How much ink lies around each part of a cell, (rows, BINS), beside the mean."""
        bins = (((self.at[:, None] + PARTS) / advance % 1) * BINS).astype(np.int64) + self.row[:, None] * BINS
        weights = np.repeat(self.weight, PARTS.size)
        counts = np.bincount(bins.ravel(), weights, self.num_rows * BINS).reshape(-1, BINS)
        return np.mean([np.roll(counts, by, axis=1) for by in range(-NEAR, NEAR + 1)], axis=0)


def fit_grids(ink: Sequence[tuple[int, np.ndarray]], font_size: float) -> list[Grid] | None:
    """The cells of rows, each given by its first column and the ink in every column (W,) from there on; None without.

    All are as wide; those of a row begin elsewhere where a sign that is wider stands before them. Letters of other
    fonts stand anywhere, so that no column has less ink than any other.
    """
    rows = [(start + np.flatnonzero(row), row[row > 0]) for start, row in ink]
    total = sum(at.size for at, _ in rows)
    if total < LEAST_INK or total < LEAST_IN_ROW * len(rows) or font_size < SMALLEST:
        return None
    longest = sorted(range(len(rows)), key=lambda at: -rows[at][0].size)[:TOLD]
    few, longest_ink = _points([rows[at] for at in longest]), [ink[at] for at in longest]
    coarse = min(_repeated(longest_ink, font_size), key=lambda width: _between(few, width))
    step = coarse * coarse / (2 * BINS * max(row.size for _, row in longest_ink))  # half a bin over the whole row
    fine = coarse + step * np.arange(-COARSE, COARSE + 1)
    between = np.array([_between(few, width) for width in fine])
    advance = fine[between <= between.min() + LEVEL].mean()  # the middle of those that are as good
    points = _points(rows)
    return _grids(points, float(advance)) if _between(points, advance) <= MOST_BETWEEN else None


def _points(rows: Sequence[tuple[np.ndarray, np.ndarray]]) -> _Ink:
    numbers = np.repeat(np.arange(len(rows)), [at.size for at, _ in rows])
    return _Ink(np.concatenate([at for at, _ in rows]), np.concatenate([w for _, w in rows]), numbers, len(rows))


def ink_between(start: int, row: np.ndarray, grid: Grid) -> float:
    """How much ink a row has between cells, beside what a column has on average; 0 for none."""
    at = np.flatnonzero(row)
    if not at.size:
        return 0.0
    phases = ((start + at[:, None] + PARTS - grid.origin) / grid.advance + 0.5) % 1 - 0.5
    reach = (NEAR + 0.5) / BINS
    between = (np.abs(phases) <= reach).mean(axis=1) @ row[at]
    return float(between / (2 * reach * row.sum()))


def _repeated(ink: Sequence[tuple[int, np.ndarray]], font_size: float) -> np.ndarray:
    """Widths at which the ink repeats itself most, and some beside them, px."""
    low, high = NARROWEST * font_size, WIDEST * font_size
    spectra = [np.fft.rfft(row[:LENGTH] - row.mean(), LENGTH) for _, row in ink]
    power = np.square(np.abs(spectra)).sum(axis=0)
    widths = LENGTH / np.maximum(np.arange(power.size), 1e-9)
    inside = np.flatnonzero((widths[:-1] >= low) & (widths[:-1] <= high)).tolist()
    peaks = [at for at in inside if power[at] >= power[at - 1] and power[at] >= power[at + 1]] or inside[:1]
    length = max(row.size for _, row in ink)
    reach = np.arange(-2 * BINS, 2 * BINS + 1, COARSE) / (2 * BINS * length)
    strongest = sorted(peaks, key=lambda at: -power[at])[:PEAKS]
    return np.concatenate([widths[at] + widths[at] ** 2 * reach for at in strongest])


def _between(points: _Ink, advance: float) -> float:
    """The ink between cells beside the mean, where each row has its cells at the best place for it."""
    folded = points.folded(advance)
    return float(folded.min(axis=1).sum() / folded.mean(axis=1).sum())


def _grids(points: _Ink, advance: float) -> list[Grid]:
    folded = points.folded(advance)
    counts = np.bincount(points.row, minlength=points.num_rows)
    common = _least(folded.sum(axis=0))
    grids = []
    for row, count in zip(folded, counts, strict=True):
        own = _least(row) if count >= LEAST_IN_ROW else common
        off = (own - common + 0.5) % 1 - 0.5
        # Where the common place is about as good, the row says nothing else.
        is_common = abs(off) <= APART or row[int(common * BINS)] <= MOST_BETWEEN * row.mean()
        grids.append(Grid((common if is_common else common + off) * advance, advance))
    return grids


def _least(folded: np.ndarray) -> float:
    """The middle of the parts with the least ink, 0..1."""
    least = np.flatnonzero(folded <= folded.min() + 0.02 * folded.mean())
    turned = (least - int(folded.argmin()) + BINS // 2) % BINS - BINS // 2
    return float((int(folded.argmin()) + turned.mean() + 0.5) / BINS % 1)
