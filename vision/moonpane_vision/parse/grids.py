"""Cells that share their borders, as in a table or a calendar: a box in the colour of the lines with plain cells on it.

That is the same picture, and no cell lies upon its neighbour's border, which in a page would move all that follow.
"""

from dataclasses import replace

import numpy as np

from moonpane_vision.parse.model import Box, Colour, Rect

NUM_CELLS = 4  # fewer beside each other are buttons in a row


def with_shared_lines(boxes: list[Box]) -> list[Box]:
    """The boxes, with every grid of bordered cells as said above."""
    by_border: dict[tuple[int, Colour], list[int]] = {}
    for index, box in enumerate(boxes):
        if box.border and box.border_colour and not box.is_picture and not max(box.corner_radii):
            by_border.setdefault((box.border, box.border_colour), []).append(index)
    result, grounds, seen = list(boxes), [], {box.rect for box in boxes}
    for (border, colour), members in by_border.items():
        for grid in _grids([boxes[index].rect for index in members], border):
            cells = [members[at] for at in grid]
            rects = [boxes[index].rect for index in cells]
            # A box around them that was seen has a fill of its own, which the lines' colour would hide.
            if len(cells) < NUM_CELLS or Rect.around(rects) in seen or not _fill_their_place(rects):
                continue
            for index in cells:
                result[index] = replace(
                    boxes[index], rect=boxes[index].rect.inset(border), border=0, border_colour=None
                )
            grounds.append(Box(Rect.around(rects), colour))
    return grounds + result if grounds else boxes


def _grids(rects: list[Rect], border: int) -> list[list[int]]:
    """Numbers of rectangles that have a side in common, so thick, by the grids that they make up."""
    edges = np.array([(rect.x, rect.y, rect.right, rect.bottom) for rect in rects], np.int32).reshape(-1, 4)
    grid = np.arange(len(rects))
    for axis, other in ((0, 1), (1, 0)):
        start, stop = edges[:, axis], edges[:, axis + 2]
        shared = np.minimum(edges[:, None, other + 2], edges[None, :, other + 2])
        shared -= np.maximum(edges[:, None, other], edges[None, :, other])
        for one, two in np.argwhere((stop[:, None] - start[None, :] == border) & (shared > border)).tolist():
            grid[grid == grid[two]] = grid[one]
    return [np.flatnonzero(grid == number).tolist() for number in np.unique(grid)]


def _fill_their_place(rects: list[Rect]) -> bool:
    """Whether the rectangles leave nothing of the one around them free."""
    around = Rect.around(rects)
    covered = np.zeros((around.height, around.width), bool)
    for rect in rects:
        covered[rect.y - around.y : rect.bottom - around.y, rect.x - around.x : rect.right - around.x] = True
    return bool(covered.all())
