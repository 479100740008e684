"""Boxes with an arrow at one side, as the hint below a button has: the arrow is no part of the box."""

import numpy as np

from moonpane_vision.parse.corners import corner_radii, follows_circle, side_offsets, straight_shares
from moonpane_vision.parse.model import Rect

MIN_SIDE = 20  # px of the box
ARROW, THIN = (3, 16), 0.35  # px that an arrow stands out; share of the side that its foot takes at most
STRAIGHT = 0.9  # share of each side of the box

Corners = tuple[int, int, int, int]


def box_of_bubble(mask: np.ndarray) -> tuple[Rect, Corners] | None:
    """Place in the mask (h, w) bool and radii, clockwise from top left, of a box without its arrow; None for others."""
    height, width = mask.shape
    ends = (mask, mask[::-1], mask.T, mask.T[::-1])  # from above, below, the left, the right
    depths = [int((end[: ARROW[1] + 1].mean(axis=1) > THIN).argmax()) for end in ends]
    if sum(depth > 0 for depth in depths) != 1 or max(depths) < ARROW[0]:
        return None
    top, bottom, left, right = depths
    rect = Rect(left, top, width - left - right, height - top - bottom)
    if min(rect.width, rect.height) < MIN_SIDE:
        return None
    sides = side_offsets(mask[rect.y : rect.bottom, rect.x : rect.right])
    corners = corner_radii(sides, rect)
    if min(straight_shares(sides, corners)) < STRAIGHT or not follows_circle(sides, corners):
        return None
    return rect, corners
