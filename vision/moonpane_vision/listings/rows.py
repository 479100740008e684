"""Lines of one box as rows of text, and which of these follow each other at one distance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from moonpane_vision.parse.model import TextLine

LEVEL = 0.3  # em between baselines of one row: below a bracket it is measured too low
NEAREST = 0.6  # em between two rows
ABOVE, BELOW = 1.0, 0.3  # em of a row above and below its baseline
LETTER, WORD = 0.55, 1.0  # em high and wide, from which letters tell their baseline; a bracket does not
MIDDLE, UNSURE = 0.33, 0.3  # em of a sign above the baseline, about; share of a row's height that it may be off
GAP, LANE = 3.4, 4.0  # em between two rows, and between columns, that are no longer one text
LEAST_PITCH, MOST_PITCH, OFF = 0.9, 2.3, 1.6  # em; px that a row may be off its place


@dataclass(frozen=True)
class TextRow:
    """Lines on one baseline, by their numbers."""

    baseline: float
    numbers: tuple[int, ...]
    is_sure: bool = True  # of its baseline, which signs alone do not tell


def rows_of(lines: Sequence[TextLine], numbers: Sequence[int], size: float) -> list[TextRow]:
    """From top to bottom; signs stand in the row that they lie in, or in one of their own."""
    rows: list[tuple[list[float], list[int]]] = []
    words = {n for n in numbers if lines[n].ink.height >= LETTER * size and lines[n].ink.width >= WORD * size}
    for number in sorted(words, key=lambda n: lines[n].baseline):
        baseline = lines[number].baseline
        if rows and baseline - rows[-1][0][0] <= LEVEL * size:
            rows[-1][0].append(baseline)
            rows[-1][1].append(number)
        else:
            rows.append(([baseline], [number]))
    found = [(float(np.median(baselines)), members, True) for baselines, members in _merged(rows, lines, size)]
    for number in sorted(set(numbers) - words, key=lambda n: lines[n].ink.y):
        middle = lines[number].ink.y + lines[number].ink.height / 2
        home = next((row for row in found if -ABOVE * size <= middle - row[0] <= BELOW * size), None)
        if home is None:
            found.append((middle + MIDDLE * size, [number], False))
        else:
            home[1].append(number)
    return [
        TextRow(baseline, tuple(sorted(members, key=lambda n: lines[n].ink.x)), is_sure)
        for baseline, members, is_sure in sorted(found, key=lambda row: row[0])
    ]


def _merged(
    rows: Sequence[tuple[list[float], list[int]]], lines: Sequence[TextLine], size: float
) -> list[tuple[list[float], list[int]]]:
    """Rows that are too near to each other to be two: what is wider tells the baseline."""
    found: list[tuple[list[float], list[int]]] = []
    for baselines, members in rows:
        if not found or baselines[0] - found[-1][0][-1] >= NEAREST * size:
            found.append((baselines, members))
            continue
        before, others = found.pop()
        wide, wider = (sum(lines[number].ink.width for number in each) for each in (others, members))
        found.append((before if wide >= wider else baselines, others + members))
    return found


def blocks(lines: Sequence[TextLine], numbers: Sequence[int], size: float) -> list[list[int]]:
    """Lines that stand together: cut at wide gaps between rows and at wide lanes between columns, until none is."""
    for start, end, wide in (
        (lambda n: lines[n].ink.y, lambda n: lines[n].ink.bottom, GAP * size),
        (lambda n: lines[n].ink.x, lambda n: lines[n].ink.right, LANE * size),
    ):
        parts: list[list[int]] = []
        reach = -np.inf
        for number in sorted(numbers, key=start):
            if start(number) - reach > wide:
                parts.append([])
            parts[-1].append(number)
            reach = max(reach, end(number))
        if len(parts) > 1:
            return [block for part in parts for block in blocks(lines, part, size)]
    return [list(numbers)]


@dataclass(frozen=True)
class Spaced:
    """Rows that follow each other at one distance, each with its number."""

    baseline: float  # of the row with number 0, px
    pitch: float
    rows: tuple[tuple[int, TextRow], ...]


def spaced_evenly(rows: Sequence[TextRow], size: float) -> list[Spaced]:
    """Every stretch of rows that keep their distance, empty ones between them."""
    sure, rest = [row for row in rows if row.is_sure], list(rows)
    if len(sure) < 2:
        return []
    places = np.array([row.baseline for row in sure])
    steps = np.diff(places)
    usual = steps[(steps >= LEAST_PITCH * size) & (steps <= MOST_PITCH * size)]
    if not usual.size:
        return []
    pitch = float(np.median(usual[usual <= 1.3 * usual.min()]))
    numbers = np.concatenate(([0], np.cumsum(np.maximum(1, np.rint(steps / pitch)))))
    first = float(np.median(places - pitch * numbers))
    off = np.abs(places - (first + pitch * numbers))
    if (off > UNSURE * pitch).any():  # most often a heading above the others
        cut = rest.index(sure[max(1, int(off.argmax()))])
        return spaced_evenly(rest[:cut], size) + spaced_evenly(rest[cut:], size)
    inside = off <= max(OFF, float(np.median(off)))
    if np.unique(numbers[inside]).size > 1:
        pitch, first = np.polyfit(numbers[inside], places[inside], 1).tolist()
    found = {int(number): row for number, row in zip(numbers, sure, strict=True)}
    for row in rows:
        at = (row.baseline - first) / pitch
        if not row.is_sure and abs(at - round(at)) <= UNSURE:
            found.setdefault(round(at), row)
    return [Spaced(first, pitch, tuple(sorted(found.items())))]
