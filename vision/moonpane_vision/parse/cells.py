"""Cells: small boxes in a row or column, which could each be a letter but are not, for letters do not line up so."""

from collections.abc import Callable
from itertools import pairwise

from moonpane_vision.parse.model import Box

MIN_SIDE, MAX_RADIUS = 12, 4  # px; an o is rounder
MAX_GAP, NUM_CELLS = 4, 3  # px between cells; fewer beside each other say nothing


def grid_cells(boxes: list[Box]) -> set[int]:
    """The `id` of every box that stands in a run of equal rows or columns of boxes, hardly apart."""
    likely = [box for box in boxes if not box.is_picture and box.radius <= MAX_RADIUS]
    likely = [box for box in likely if min(box.rect.width, box.rect.height) >= MIN_SIDE]
    found: set[int] = set()
    for line, start, end in (
        (lambda box: (box.rect.y, box.rect.height), lambda box: box.rect.x, lambda box: box.rect.right),
        (lambda box: (box.rect.x, box.rect.width), lambda box: box.rect.y, lambda box: box.rect.bottom),
    ):
        lines: dict[tuple[int, int], list[Box]] = {}
        for box in likely:
            lines.setdefault(line(box), []).append(box)
        for stack in lines.values():
            found |= _runs(sorted(stack, key=start), start, end)
    return found


def _runs(stack: list[Box], start: Callable[[Box], int], end: Callable[[Box], int]) -> set[int]:
    """Those of a sorted line of boxes that have near neighbours enough."""
    runs: list[list[Box]] = [stack[:1]]
    for before, box in pairwise(stack):
        if 0 <= start(box) - end(before) + 1 <= MAX_GAP + 1:
            runs[-1].append(box)
        else:
            runs.append([box])
    return {id(box) for run in runs if len(run) >= NUM_CELLS for box in run}
