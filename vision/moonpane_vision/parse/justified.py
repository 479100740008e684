"""Justified text: its spaces are as wide as each line needs them, which elsewhere parts two texts.

What tells it from a table: both edges of neighbouring lines agree, the gaps within one line are alike, and those of
different lines do not stand below each other.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from moonpane_vision.parse.words import Run, both, is_level

WIDEST_EM, UNEVEN_EM = 2.2, 0.22  # of a gap; between the gaps of one line, whose letters have other bearings
NARROWEST_EM = 9.0  # a column of text; narrower things are cells
EDGE_SLACK = 2.5  # px
PITCH_EM = (0.95, 2.0)
INDENT_EM = 4.0  # of a first line
BELOW = 0.5  # share of gaps that stand below those of the next line, from which they part columns
SEVERAL = 2  # gaps in a line of a table


def with_justified(runs: list[Run]) -> list[Run]:
    """The runs, with those of justified lines joined; the others stay as they are, in their order."""
    rows = [row for line in _lines(runs) for row in _rows(line)]
    rows.sort(key=lambda row: row[0].baseline)
    wide = [row for row in rows if _right(row) - row[0].left >= NARROWEST_EM * _size(row)]
    taken: set[int] = set()
    joined: list[Run] = []
    for row in wide:
        if len(row) < 2 or not any(_is_beside(row, other) for other in wide if other is not row):
            continue
        whole = row[0]
        for run in row[1:]:
            whole = both(whole, run)
        joined.append(whole)
        taken.update(id(run) for run in row)
    return sorted([run for run in runs if id(run) not in taken] + joined, key=lambda run: (run.left, run.top))


def _lines(runs: list[Run]) -> list[list[Run]]:
    """Runs that stand on one line, from left to right."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.left):
        home = next((line for line in lines if is_level(line[-1], run) and line[-1].right <= run.left), None)
        if home is None:
            lines.append([run])
        else:
            home.append(run)
    return lines


def _rows(line: list[Run]) -> list[list[Run]]:
    """Parts of a line whose gaps are narrow and alike: one much wider than that beside it parts two columns."""
    gaps, rows = _gaps(line), [[line[0]]]
    for at, run in enumerate(line[1:]):
        size = max(_size(rows[-1]), run.size)
        beside = min([*gaps[max(0, at - 1) : at], *gaps[at + 1 : at + 2]], default=gaps[at])
        if gaps[at] <= min(WIDEST_EM * size, beside + UNEVEN_EM * size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def _is_beside(row: list[Run], other: list[Run]) -> bool:
    """Whether two rows are lines of one justified text; the upper one may be indented."""
    size, pitch = max(_size(row), _size(other)), other[0].baseline - row[0].baseline
    if not PITCH_EM[0] * size <= abs(pitch) <= PITCH_EM[1] * size:
        return False
    indent = (row[0].left - other[0].left) * (1 if pitch > 0 else -1)
    if abs(_right(row) - _right(other)) > EDGE_SLACK or not -EDGE_SLACK <= indent <= INDENT_EM * size:
        return False
    return not _are_columns(row, other)


def _are_columns(row: list[Run], other: list[Run]) -> bool:
    """Whether the gaps of two rows agree in their beginnings, their ends or their middles, as those between cells."""
    ours, theirs = np.array(_holes(row)), np.array(_holes(other)).reshape(-1, 2)
    if not theirs.size:
        return False
    sides = ((1.0, 0.0), (0.0, 1.0), (0.5, 0.5))
    apart = [np.abs((ours @ side)[:, None] - theirs @ side).min(axis=1) for side in sides]
    below = max(int((distance <= EDGE_SLACK).sum()) for distance in apart)
    return below > BELOW * len(ours) and (below >= SEVERAL or len(ours) == len(theirs))


def _holes(row: Sequence[Run]) -> list[tuple[float, float]]:
    return [(before.right, run.left) for before, run in pairwise(row)]


def _gaps(row: Sequence[Run]) -> list[float]:
    return [end - start for start, end in _holes(row)]


def _right(row: Sequence[Run]) -> float:
    return max(run.right for run in row)


def _size(row: Sequence[Run]) -> float:
    return max(run.size for run in row)
