"""Bold or not: told by how wide strokes are, and where that decides nothing, by lines that stand in a row or column."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from moonpane_vision.normalise import CAP_EM
from moonpane_vision.parse.text_colours import contrast

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
    own = [boldness(item.stroke, item.line.ascender / CAP_EM) for item in found]
    settled = []
    for item, weight in zip(found, own, strict=True):
        if abs(weight - 1) < UNSURE:
            alike = [(each, other) for each, other in zip(own, found, strict=True) if _are_alike(item, other)]
            clear = {each > 1 for each, _ in alike if abs(each - 1) >= UNSURE}
            if not clear:
                row = [each for each, other in alike if _are_level(item, other)]
                clear = {sum(row) > len(row)}
            if len(clear) == 1:
                item = replace(item, line=replace(item.line, bold=clear.pop()))
        settled.append(item)
    return settled


def _are_level(one: "FoundLine", other: "FoundLine") -> bool:
    return abs(one.line.baseline - other.line.baseline) <= LEVEL


def _are_alike(one: "FoundLine", other: "FoundLine") -> bool:
    a, b = one.line, other.line
    is_near = _are_level(one, other) or abs(a.ink.x - b.ink.x) <= ALIGNED
    return is_near and abs(a.font_size - b.font_size) <= 1 and contrast(a.colour, b.colour) <= SAME_INK
