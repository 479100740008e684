"""Bold or not: told by how wide strokes are, and where that decides nothing, by lines that stand in a row or column."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from moonpane_vision.normalise import CAP_EM

if TYPE_CHECKING:
    from moonpane_vision.parse.text import FoundLine

STROKE_EM, STROKE_PX = 0.058, 0.72  # bold strokes are wider than this line; blur adds the constant part
UNSURE = 0.05  # of that, how much a stroke is wider or thinner where it decides nothing
LEVEL, ALIGNED, SAME_INK = 1.5, 2, 24  # px; px; channel difference


def boldness(stroke: float, size: float) -> float:
    """Width of a stroke in px, at a font size in px, in those that are just bold."""
    return stroke / (STROKE_EM * size + STROKE_PX)


def with_common_weights(found: Sequence["FoundLine"]) -> list["FoundLine"]:
    """Those that are neither clearly bold nor clearly not are what the clear ones beside, above and below them are.

    Where nothing is clear, those on one baseline are what they are on average.
    """
    lines, settled = [item.line for item in found], list(found)
    own = np.array([boldness(item.stroke, item.line.ascender / CAP_EM) for item in found])
    baselines, lefts = np.array([line.baseline for line in lines]), np.array([line.ink.x for line in lines])
    sizes = np.array([line.font_size for line in lines])
    inks = np.array([line.colour for line in lines], np.int16).reshape(-1, 3)
    for at in np.flatnonzero(np.abs(own - 1) < UNSURE).tolist():
        is_level = np.abs(baselines - baselines[at]) <= LEVEL
        is_like = (np.abs(sizes - sizes[at]) <= 1) & (np.abs(inks - inks[at]).max(axis=1) <= SAME_INK)
        near = own[is_like & (is_level | (np.abs(lefts - lefts[at]) <= ALIGNED))]
        clear = near[np.abs(near - 1) >= UNSURE]
        if not clear.size:
            clear = own[is_like & is_level].mean(keepdims=True)
        if (clear > 1).all() or not (clear > 1).any():
            settled[at] = replace(found[at], line=replace(lines[at], bold=bool(clear[0] > 1)))
    return settled
