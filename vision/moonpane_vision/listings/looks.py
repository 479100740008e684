"""The colour of every cell: few inks, each of which many cells show, thin signs less of it than letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from moonpane_vision.listings.cells import InkRow
from moonpane_vision.listings.model import Grid, Run
from moonpane_vision.parse.model import Colour
from moonpane_vision.parse.text import stroke_width
from moonpane_vision.parse.weights import boldness

NEARLY = 0.85  # of a cell's largest contrast, that a pixel has which shows as much of its ink
LEAST_SHOWN = 3  # such pixels, of a cell that tells its ink
FAINTEST = 0.72  # of an ink, that such a cell shows of it
ALIKE = 22  # channel difference of a cell to a mixture of ink and ground that it is
MOST_SHOWN = 1.1  # of an ink, that a cell shows: signs are drawn a little stronger at times
LEAST_BOLD = 3  # letters, by whose strokes boldness is told


@dataclass(frozen=True)
class Cell:
    """One letter as it is seen."""

    column: int
    ground: Colour
    fill: Colour | None
    seen: np.ndarray  # (3,) its colour farthest from the ground
    shown: int  # pixels that are about as far from it

    @property
    def reach(self) -> float:
        return float(np.abs(self.seen - np.array(self.ground, np.float64)).max())

    def mixed(self, ink: np.ndarray) -> tuple[float, float]:
        """How much of an ink it shows, about 0 to 1, and how far it is from that mixture with its ground."""
        ground = np.array(self.ground, np.float64)
        way = ink - ground
        share = float(way @ (self.seen - ground) / max(1.0, way @ way))
        return share, float(np.abs(self.seen - ground - share * way).max())


def cell_at(
    pixels: np.ndarray, row: InkRow, grid: Grid, column: int, ground: Colour, fill: Colour | None
) -> Cell | None:
    """None without ink."""
    left, right = (max(0, round(grid.left(at))) for at in (column, column + 1))
    own = row.contrast[:, max(0, left - row.left) : max(0, right - row.left)]
    if not own.any():
        return None
    height, start = own.shape[0], max(left, row.left)
    patch = pixels[row.top : row.top + height, start : start + own.shape[1]].astype(np.float64)
    far = own >= NEARLY * int(own.max())
    seen = np.median(patch[own == own.max()], axis=0)
    return Cell(column, ground if fill is None else fill, fill, seen, int(far.sum()))


def inks_of(rows: Sequence[Sequence[Cell]]) -> list[list[Colour]]:
    """The ink of each cell."""
    inks: list[_Ink] = []
    clear = (cell for row in rows for cell in row if cell.shown >= LEAST_SHOWN)
    for cell in sorted(clear, key=lambda cell: -cell.reach):
        if not any(ink.is_of(cell) for ink in inks):
            inks.append(_Ink(cell.ground, cell.seen))
    told = [[_own(cell, inks) for cell in row] for row in rows]
    letters = _letters(rows, told)
    return [_with_neighbours(row, own, letters, inks) for row, own in zip(rows, told, strict=True)]


@dataclass(frozen=True, eq=False)
class _Ink:
    ground: Colour
    colour: np.ndarray  # (3,)

    def share(self, cell: Cell) -> float | None:
        """How much of it a cell shows; None where it shows something else."""
        if cell.ground != self.ground:
            return None
        share, off = cell.mixed(self.colour)
        return share if off <= ALIKE and share <= MOST_SHOWN else None

    def is_of(self, cell: Cell) -> bool:
        return (self.share(cell) or 0.0) >= FAINTEST


def _own(cell: Cell, inks: Sequence[_Ink]) -> _Ink | None:
    """The ink that a cell nearly shows."""
    mine = [ink for ink in inks if cell.shown >= LEAST_SHOWN and ink.is_of(cell)]
    return min(mine, key=lambda ink: float(np.abs(ink.colour - cell.seen).max()), default=None)


def _letters(rows: Sequence[Sequence[Cell]], told: Sequence[Sequence[_Ink | None]]) -> list[_Ink]:
    """Inks of two neighbours anywhere, the most frequent first: what only signs on their own have is a part of one."""
    counts: dict[_Ink, int] = {}
    for row, own in zip(rows, told, strict=True):
        for (left, one), (right, other) in pairwise(zip(row, own, strict=True)):
            if one is not None and one is other and right.column == left.column + 1:
                counts[one] = counts.get(one, 0) + 1
    return sorted(counts, key=lambda ink: -counts[ink])


def _with_neighbours(
    row: Sequence[Cell], own: Sequence[_Ink | None], letters: Sequence[_Ink], inks: Sequence[_Ink]
) -> list[Colour]:
    """Inks of letters as they are; a sign is as what stands before or behind it, or else what it shows most of."""
    known = [ink if ink in letters else None for ink in own]
    found = list(known)
    for order, step in ((range(len(row)), -1), (range(len(row) - 1, -1, -1), 1)):
        for at in order:
            beside = at + step
            if found[at] is None and 0 <= beside < len(row) and abs(row[beside].column - row[at].column) == 1:
                ink = found[beside]
                found[at] = ink if ink is not None and ink.share(row[at]) is not None else None
    for at, cell in enumerate(row):
        for among in (letters, inks):
            shares = [(ink, share) for ink in among if (share := ink.share(cell)) is not None]
            if found[at] is None and shares:
                found[at] = max(shares, key=lambda each: min(each[1], 1.0))[0]
    return [_colour(ink.colour if ink else cell.seen) for cell, ink in zip(row, found, strict=True)]


def _colour(values: np.ndarray) -> Colour:
    red, green, blue = (int(value) for value in values)
    return red, green, blue


def runs_of(row: Sequence[Cell], colours: Sequence[Colour], ink: InkRow, grid: Grid, size: float) -> tuple[Run, ...]:
    """Neighbouring cells of one look, with the spaces between them."""
    runs: list[Run] = []
    for cell, colour in zip(row, colours, strict=True):
        last = runs[-1] if runs else None
        if last and (last.colour, last.fill) == (colour, cell.fill):
            runs[-1] = Run(last.start, cell.column + 1, colour, cell.fill)
        else:
            runs.append(Run(cell.column, cell.column + 1, colour, cell.fill))
    return tuple(_weighed(run, ink, grid, size) for run in runs)


def _weighed(run: Run, ink: InkRow, grid: Grid, size: float) -> Run:
    if run.end - run.start < LEAST_BOLD:
        return run
    left, right = (max(0, round(grid.left(at)) - ink.left) for at in (run.start, run.end))
    contrast = ink.contrast[:, left:right].astype(np.float32)
    coverage = np.minimum(1.0, contrast / max(1.0, float(np.percentile(contrast[contrast > 0], 95))))
    is_bold = boldness(stroke_width(coverage), size) > 1
    return Run(run.start, run.end, run.colour, run.fill, bold=is_bold)
