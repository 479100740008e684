"""Design2Code's block match, text, position and colour of two pages, from their text blocks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from moonpane_vision.compare.blocks import PageBlock
from moonpane_vision.compare.boxes import pair_by_place
from moonpane_vision.compare.color import ciede2000, lab_from_rgb
from moonpane_vision.compare.matching import Matching, match

TIGHT_COLOR = 20.0  # CIEDE2000 difference at which color_tight reaches 0


@dataclass(frozen=True, slots=True)
class TextScore:
    """The four components (0..1; None where neither page has text, 0 where no text has a partner), and those alone."""

    block_match: float | None = None
    text: float | None = None
    position: float | None = None
    color: float | None = None
    color_tight: float | None = None
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    note: str = ""  # continues the sentence about components, where the matching had to be shortened


def compare_blocks(page: Sequence[PageBlock], original: Sequence[PageBlock], *, by_place: bool = False) -> TextScore:
    """Scores the blocks of a page against those of its original; all 0 where no block has a partner.

    `by_place`: nobody knows the texts; blocks near each other are partners, and there is no figure for text.
    """
    if not page and not original:
        return TextScore()
    matching = pair_by_place(page, original) if by_place else match(page, original)
    missing = _without_partner(matching.original, {j for _, j, _ in matching.pairs})
    extra = _without_partner(matching.page, {i for i, _, _ in matching.pairs})
    shortcut = "not all paired" if by_place else "paired by equal text first"
    note = f", blocks {shortcut} for there are too many" if matching.shortened else ""
    if not matching.pairs:
        return TextScore(0.0, None if by_place else 0.0, 0.0, 0.0, 0.0, missing, extra, note)
    difference = _color_differences(matching)
    return TextScore(
        block_match=_block_match(matching),
        text=None if by_place else float(np.mean([ratio for _, _, ratio in matching.pairs])),
        position=_position(matching),
        color=float(np.mean(np.maximum(0.0, 1.0 - difference / 100.0))),
        color_tight=float(np.mean(np.maximum(0.0, 1.0 - difference / TIGHT_COLOR))),
        missing=missing,
        extra=extra,
        note=note,
    )


def _block_match(matching: Matching) -> float:
    """Area of all blocks with a partner / area of all blocks, both sides together."""
    paired = sum(matching.page[i].area + matching.original[j].area for i, j, _ in matching.pairs)
    alone_page = _areas_without(matching.page, {i for i, _, _ in matching.pairs})
    alone_original = _areas_without(matching.original, {j for _, j, _ in matching.pairs})
    # Areas may be so small that they vanish in floating point; then every block weighs nothing.
    total = paired + (alone_page + alone_original)
    return paired / total if total > 0 else 0.0


def _position(matching: Matching) -> float:
    """Mean over pairs of 1 - the larger of the distances of their centres across and down, in shares of the page."""
    scores = []
    for i, j, _ in matching.pairs:
        (x, y), (x_original, y_original) = matching.page[i].center, matching.original[j].center
        scores.append(1.0 - max(abs(x - x_original), abs(y - y_original)))
    return float(np.mean(scores))


def _color_differences(matching: Matching) -> np.ndarray:
    """CIEDE2000 difference of the colours of each pair, shape (pairs,)."""
    colors = np.array([(matching.page[i].color, matching.original[j].color) for i, j, _ in matching.pairs])
    return ciede2000(lab_from_rgb(colors[:, 0]), lab_from_rgb(colors[:, 1]))


def _areas_without(blocks: Sequence[PageBlock], paired: set[int]) -> float:
    return sum(block.area for index, block in enumerate(blocks) if index not in paired)


def _without_partner(blocks: Sequence[PageBlock], paired: set[int]) -> tuple[str, ...]:
    return tuple(block.text for index, block in enumerate(blocks) if index not in paired and block.text)
