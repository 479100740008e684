"""Small boxes and lines that could be letters, but for what they touch: nobody writes across or along an edge."""

from collections.abc import Sequence

import numpy as np

from moonpane_vision.parse.layers import across, edges_of
from moonpane_vision.parse.model import Box, Rect

MIN_SIDE = 12  # px; a smaller box over an edge may be a letter after all


def blocks(boxes: Sequence[Box], large: Sequence[Box]) -> set[int]:
    """The `id` of every box that lies across an edge of a large one, or on another one with a whole square side."""
    likely = [box for box in boxes if min(box.rect.width, box.rect.height) >= MIN_SIDE]
    edges, square = edges_of(large), edges_of([box for box in boxes if not max(box.corner_radii)])
    return {
        id(box)
        for box in likely
        if _crosses_edge(edges, box.rect) or (not max(box.corner_radii) and _shares_side(square, box.rect))
    }


def lines_along(candidates: Sequence[Box], boxes: Sequence[Box]) -> list[Box]:
    """Of these those lines along a side of one of the boxes that are none of them."""
    known = {box.rect for box in boxes}
    sides = edges_of([box for box in boxes if min(box.rect.width, box.rect.height) >= MIN_SIDE])
    lines = (box for box in candidates if box.is_line and box.rect not in known)
    return [line for line in lines if _shares_side(sides, line.rect)]


def _crosses_edge(edges: np.ndarray, rect: Rect) -> bool:
    """Whether one of these has an edge under a place, and nothing that lies over that edge is around the place."""
    crossed = across(edges, rect)
    if not crossed:
        return False
    is_around = (edges[:, :2] <= (rect.x, rect.y)).all(axis=1) & (edges[:, 2:] >= (rect.right, rect.bottom)).all(axis=1)
    places = [Rect(x, y, right - x, bottom - y) for x, y, right, bottom in edges[is_around].tolist()]
    return any(not any(across(edges[[at]], place) for place in places) for at in crossed)


def _shares_side(edges: np.ndarray, rect: Rect) -> bool:
    """Whether a place touches one of these along the whole side of one of the two."""
    wide = np.minimum(edges[:, 2], rect.right) - np.maximum(edges[:, 0], rect.x)
    high = np.minimum(edges[:, 3], rect.bottom) - np.maximum(edges[:, 1], rect.y)
    level = (high == 0) & (wide >= np.minimum(edges[:, 2] - edges[:, 0], rect.width))
    upright = (wide == 0) & (high >= np.minimum(edges[:, 3] - edges[:, 1], rect.height))
    return bool((level | upright).any())
