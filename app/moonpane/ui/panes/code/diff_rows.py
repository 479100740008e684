"""What a diff view shows, as lines on the screen: side by side or in one column, with equal parts folded away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from moonpane.artifact.diff import FileDiff, Range, Row

CONTEXT = 3  # equal lines that stay around a change
MIN_FOLDED = 4  # fewer are not worth folding


@dataclass(frozen=True)
class Line:
    """One line on the screen: a row, one half of a row, or a fold."""

    row: Row | None = None
    side: str = "both"  # "left", "right": only this half, in one column
    change: int = -1  # number of the change that it belongs to
    fold: tuple[int, int] | None = None  # rows that are folded away


def lines_of(file: FileDiff, *, unified: bool, opened: frozenset[int]) -> list[Line]:
    """`opened`: first rows of the folds that the person has opened."""
    made: list[Line] = []
    changes = file.changes
    at = 0
    for number, (start, end) in enumerate(changes):
        made += _equal(file, at, start, opened, above=number > 0, below=True)
        rows = file.rows[start:end]
        made += _unified(rows, number) if unified else [Line(row, change=number) for row in rows]
        at = end
    made += _equal(file, at, len(file.rows), opened, above=bool(changes), below=False)
    return made


def _unified(rows: tuple[Row, ...], number: int) -> Iterator[Line]:
    """What went, then what came."""
    for row in rows:
        if row.left:
            yield Line(row, "left", number)
    for row in rows:
        if row.right:
            yield Line(row, "right", number)


def _equal(file: FileDiff, start: int, end: int, opened: frozenset[int], *, above: bool, below: bool) -> Iterator[Line]:
    first, last = start + (CONTEXT if above else 0), end - (CONTEXT if below else 0)
    if last - first < MIN_FOLDED or first in opened:
        first = last = end
    yield from (Line(row) for row in file.rows[start:first])
    if first < last:
        yield Line(fold=(first, last))
    yield from (Line(row) for row in file.rows[last:end])


def marked_chars(lines: Sequence[Line]) -> Range:
    """Between which characters the first change differs, in its first line that says so; else (0, 0)."""
    change = takewhile(lambda line: line.change == lines[0].change, lines)
    marks = next((found for line in change if line.row and (found := line.row.left_marks + line.row.right_marks)), ())
    return min((start for start, _ in marks), default=0), max((end for _, end in marks), default=0)
