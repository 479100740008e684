"""What the spaces between the words of rows say."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from moonpane_vision.listings.model import Run
from moonpane_vision.normalise import stretches

LANE, PARTED = 2, 0.8  # cells; share of the rows that have something on both sides of it
Words = tuple[tuple[int, int], ...]  # columns [start, end) of each word of a row


def lanes(words: Sequence[Words]) -> list[tuple[int, int]]:
    """Columns [start, end) that part all rows, several cells wide."""
    words = [stands for stands in words if stands]
    if not words:
        return []
    first, last = min(stands[0][0] for stands in words), max(stands[-1][1] for stands in words)
    is_free = np.ones(last - first, bool)
    for stands in words:
        for start, end in stands:
            is_free[start - first : end - first] = False
    found = [
        (start + first, end + first) for start, end in zip(*stretches(is_free), strict=True) if end - start >= LANE
    ]
    return [
        (int(start), int(end))
        for start, end in found
        if np.mean([stands[0][0] < start and stands[-1][1] > end for stands in words]) >= PARTED
    ]


def needs_spaces(words: Sequence[Words], runs: Sequence[tuple[Run, ...]]) -> bool:
    """Whether spaces or colours say something that wrapped prose, or a list, would not need a listing for."""
    are_indented = len({stands[0][0] for stands in words}) > 1
    are_apart = any(right - left > 1 for stands in words for (_, left), (right, _) in pairwise(stands))
    are_coloured = sum(len({(run.colour, run.fill) for run in each}) > 1 for each in runs) >= 2
    return are_indented or are_apart or are_coloured
