"""Which lines of a measured screen are a listing."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from moonpane_vision.fonts import EM, font, font_file
from moonpane_vision.listings.cells import InkRow, contrast_in, words_in
from moonpane_vision.listings.grid import fit_grids, ink_between
from moonpane_vision.listings.inside import Inside, inside_of, usual_size
from moonpane_vision.listings.looks import Cell, cell_at, inks_of, runs_of
from moonpane_vision.listings.model import Grid, Listing, Row, Run
from moonpane_vision.listings.rows import ABOVE, BELOW, Spaced, TextRow, blocks, rows_of, spaced_evenly
from moonpane_vision.listings.spaces import Words, lanes, needs_spaces
from moonpane_vision.normalise import stretches
from moonpane_vision.parse.model import Box, Rect, Screen

LEAST_ROWS, LEAST_CELLS = 3, 12
GUTTER = 5  # cells, of the numbers of rows
MOST_BETWEEN = 0.6  # as in `grid`, of one row
MARK = 0.8  # of the width of all rows, that the ground of a whole row has
CURSOR = 4.0  # em behind the longest row, where the ground of a space still is one of its cells
DOT = 1.8  # em from a line's ink, within which its list dot is
SLACK = 0.3  # of a cell, how far the edge of a ground of some cells may be from one of theirs
CELL_EM = 0.6  # of JetBrains Mono, and of most fonts of this kind
WHOLE = 0.015  # share by which a font size may be off a whole one, that is meant then


def find_listings(pixels: np.ndarray, screen: Screen) -> list[Listing]:
    """Those of a measured picture (H, W, 3)."""
    found: list[Listing] = []
    for listing in sorted(_all(pixels, screen), key=lambda each: -len(each.lines)):
        if not any(listing.rect.overlap(other.rect) or {*listing.boxes} & {*other.boxes} for other in found):
            found.append(listing)
    return found


def _all(pixels: np.ndarray, screen: Screen) -> Iterator[Listing]:
    """Also ones that share rows: of which of two boxes a coloured row is the ground is not known beforehand."""
    for owner in sorted(set(screen.owners)):
        if owner >= 0 and screen.boxes[owner].is_picture:
            continue
        mine = [number for number, other in enumerate(screen.owners) if other == owner]
        inside = inside_of(screen, owner, mine)
        mine += [number for number, other in enumerate(screen.owners) if other in inside.grounds]
        if len(mine) < LEAST_ROWS:
            continue
        size = usual_size(screen, mine)
        for block in blocks(screen.lines, mine, size):
            if len(block) >= LEAST_ROWS:
                yield from _Block(pixels, screen, owner, inside, block).listings()


@dataclass(frozen=True)
class _RowInk:
    ink: InkRow
    grid: Grid


class _Block:
    """Lines that stand together."""

    def __init__(self, pixels: np.ndarray, screen: Screen, owner: int, inside: Inside, numbers: Sequence[int]) -> None:
        self._pixels, self._screen, self._owner, self._inside = pixels, screen, owner, inside
        self._numbers = numbers
        self._size = usual_size(screen, numbers)
        self._fill = screen.boxes[owner].fill if owner >= 0 else screen.background
        lines = [screen.lines[number] for number in numbers]
        around = Rect.around([line.ink for line in lines]).inset(-round(self._size))
        # Signs that are no line of their own are to be seen, too: a list dot, a dash.
        left = min(line.ink.x for line in lines) - (round(DOT * self._size) if any(ln.bullet for ln in lines) else 1)
        right, home = max(line.ink.right for line in lines) + 1, Rect(0, 0, screen.width, screen.height)
        if owner >= 0:
            home = screen.boxes[owner].rect.inset(screen.boxes[owner].border + 1)
        left, top = max(home.x, left), max(home.y, around.y)
        right, bottom = min(home.right, right), min(home.bottom, around.bottom)
        self._area = Rect(left, top, max(0, right - left), max(0, bottom - top))
        self._contrast = contrast_in(pixels, screen, self._area, owner, grounds=inside.grounds, signs=inside.signs)

    def listings(self) -> Iterator[Listing]:
        rows = rows_of(self._screen.lines, self._numbers, self._size)
        if len(rows) < LEAST_ROWS:
            return
        inks = [self._ink(row) for row in rows]
        grids = fit_grids([(ink.left, ink.columns) for ink in inks], self._size)
        if grids is None:
            return
        told = {row: _RowInk(ink, grid) for row, ink, grid in zip(rows, inks, grids, strict=True)}
        beside = self._beside_numbers([words_in(told[row].ink, told[row].grid) for row in rows], rows, told)
        if 0 < len(beside) < len(self._numbers):
            yield from _Block(self._pixels, self._screen, self._owner, self._inside, beside).listings()
            return
        starts, ends = stretches(np.array([self._is_on(row, told[row]) for row in rows]))
        for first, last in zip(starts.tolist(), ends.tolist(), strict=True):
            for spaced in spaced_evenly(rows[first:last], self._size):
                listing = self._listing(spaced, told)
                if listing is not None:
                    yield listing

    def _beside_numbers(
        self, words: Sequence[Words], rows: Sequence[TextRow], told: Mapping[TextRow, _RowInk]
    ) -> list[int]:
        """The lines behind a gutter, in which rows are numbered; none where there is no gutter."""
        first = min((stands[0][0] for stands in words if stands), default=0)
        lane = next((end for start, end in lanes(words) if start - first <= GUTTER), None)
        if lane is None:
            return []
        edge = min(told[row].grid.left(lane) for row in rows) - SLACK * self._size
        return [number for number in self._numbers if self._screen.lines[number].ink.x >= edge]

    def _ink(self, row: TextRow) -> InkRow:
        top = max(self._area.y, round(row.baseline - ABOVE * self._size))
        bottom = max(top, round(row.baseline + BELOW * self._size))
        return InkRow(top, self._area.x, self._contrast[top - self._area.y : bottom - self._area.y])

    def _is_on(self, row: TextRow, seen: _RowInk) -> bool:
        """Whether its letters and grounds stand in cells."""
        if ink_between(seen.ink.left, seen.ink.columns, seen.grid) > MOST_BETWEEN:
            return False
        return all(self._is_cells(box, seen.grid) for box in self._on(row))

    def _on(self, row: TextRow) -> list[int]:
        """The grounds behind a row, in which its text is or nothing."""
        middle = row.baseline - 0.36 * self._size
        rects = {index: self._screen.boxes[index].rect for index in self._inside.grounds}
        left, right, behind = self._area.x, self._area.right, self._area.right + CURSOR * self._size
        return [
            index
            for index, rect in rects.items()
            if rect.y <= middle <= rect.bottom
            and rect.right > left
            and rect.x < (behind if rect.width < self._size and index not in self._screen.owners else right)
        ]

    def _is_cells(self, index: int, grid: Grid) -> bool:
        rect = self._screen.boxes[index].rect
        off = (np.array([rect.x, rect.right], np.float64) - grid.origin) / grid.advance
        left, right = (np.abs(off - np.rint(off)) <= SLACK).tolist()
        marks_row = rect.width >= MARK * self._area.width  # as wide as the box, or about
        return (left or (marks_row and rect.x <= self._area.x)) and (right or marks_row)

    def _listing(self, spaced: Spaced, told: Mapping[TextRow, _RowInk]) -> Listing | None:
        if len(spaced.rows) < LEAST_ROWS:
            return None
        rows, cells = [row for _, row in spaced.rows], list[list[Cell]]()
        words = [words_in(told[row].ink, told[row].grid) for row in rows]
        if lanes(words):  # as the columns of a table have
            return None
        for row, stands in zip(rows, words, strict=True):
            columns = [column for start, end in stands for column in range(start, end)]
            grounds = [self._screen.boxes[index] for index in self._on(row)]
            seen = [self._cell(told[row], column, grounds) for column in columns]
            cells.append([cell for cell in seen if cell is not None])
        if sum(map(len, cells)) < LEAST_CELLS or not all(cells):
            return None
        runs = [
            self._with_grounds(runs_of(own, colours, told[row].ink, told[row].grid, self._size), row, told[row].grid)
            for row, own, colours in zip(rows, cells, inks_of(cells), strict=True)
        ]
        if not needs_spaces(words, runs):
            return None
        return self._told(spaced, told, words, runs)

    def _cell(self, seen: _RowInk, column: int, grounds: Sequence[Box]) -> Cell | None:
        ink, grid = seen.ink, seen.grid
        middle = grid.left(column) + grid.advance / 2
        fill = next((box.fill for box in grounds if _spans(box.rect, middle)), None)
        return cell_at(self._pixels, ink, grid, column, self._fill, fill)

    def _box(self, index: int) -> Rect:
        return self._screen.boxes[index].rect

    def _with_grounds(self, runs: Sequence[Run], row: TextRow, grid: Grid) -> tuple[Run, ...]:
        """The runs as long as what lies behind them, and grounds without a letter: a cursor."""
        found = list(runs)
        for index in self._on(row):
            box = self._screen.boxes[index]
            edges = max(box.rect.x, self._area.x), min(box.rect.right, self._area.right + CURSOR * self._size)
            start, end = (round((x - grid.origin) / grid.advance) for x in edges)
            if box.rect.right > edges[1]:
                end = grid.column(self._area.right - 1) + 1
            if end <= start:
                continue
            mine = [at for at, run in enumerate(found) if start <= run.start < end]
            if mine:
                found[mine[0]] = replace(found[mine[0]], start=start)
                found[mine[-1]] = replace(found[mine[-1]], end=end)
            else:
                found.append(Run(start, end, self._fill, box.fill))
        return tuple(sorted(found, key=lambda run: run.start))

    def _told(
        self,
        spaced: Spaced,
        told: Mapping[TextRow, _RowInk],
        words: Sequence[Words],
        runs: Sequence[tuple[Run, ...]],
    ) -> Listing | None:
        first = min(run.start for each in runs for run in each)
        last = max(run.end for each in runs for run in each)
        begin, advance = spaced.rows[0][0], next(iter(told.values())).grid.advance
        size = _whole(advance / CELL_EM)
        rows = [
            Row(
                number - begin,
                Grid(told[row].grid.left(first), advance),
                tuple((start - first, end - first) for start, end in stands),
                tuple(replace(run, start=run.start - first, end=run.end - first) for run in row_runs),
            )
            for (number, row), stands, row_runs in zip(spaced.rows, words, runs, strict=True)
        ]
        left = float(np.median([row.grid.origin for row in rows]))
        baseline = spaced.baseline + begin * spaced.pitch
        top = round(baseline - _above(size, spaced.pitch))
        width, height = (last - first) * advance, (rows[-1].number + 1) * spaced.pitch
        rect = Rect(round(left), top, round(width), round(height))
        grounds = {index for _, row in spaced.rows for index in self._on(row)}
        signs = {index for index in self._inside.signs if rect.contains(self._box(index), slack=1)}
        # Nothing else lies in it: it is one element, and holds no other.
        own = {number for _, row in spaced.rows for number in row.numbers}
        others = [box.rect for box in self._others(grounds | signs)]
        others += [line.ink for number, line in enumerate(self._screen.lines) if number not in own]
        if any(rect.contains(other, slack=2) for other in others):
            return None
        return Listing(
            rect=rect,
            advance=advance,
            pitch=spaced.pitch,
            baseline=baseline,
            font_size=size,
            ground=self._fill,
            rows=tuple(rows),
            lines=tuple(number for _, row in spaced.rows for number in row.numbers),
            boxes=tuple(sorted(grounds | signs)),
        )

    def _others(self, own: Container[int]) -> Iterator[Box]:
        """The boxes in front of its own, but for these."""
        return (box for index, box in enumerate(self._screen.boxes) if index > self._owner and index not in own)


def _spans(rect: Rect, x: float) -> bool:
    return rect.x <= x < rect.right


def _whole(size: float) -> float:
    """The whole or half size that a size is meant to be, or itself."""
    near = round(2 * size) / 2
    return near if abs(size - near) <= WHOLE * size else round(size, 2)


def _above(size: float, pitch: float) -> float:
    """px from the top of a row to its baseline, as a browser lays it out."""
    path = font_file("JetBrainsMono", bold=False)
    above, below = (1.02 * EM, 0.3 * EM) if path is None else font(path, EM).getmetrics()
    ascent, descent = (round(size * em / EM) for em in (above, below))
    return (pitch - ascent - descent) / 2 + ascent
