"""A picture that is one box with round corners and nothing around it, as one that was cut out of a screen is.

A box is told by its edge with what is around it. So such a picture is measured with more of the ground around it, of
which it shows a piece in each corner.
"""

from dataclasses import replace

import numpy as np

from moonpane_vision.parse.model import Box, Colour, Rect
from moonpane_vision.parse.text import FoundLine

MAX_CORNER = 48  # px a side, of the ground that is seen in a corner
AROUND = 16  # px; borders and shadows are told from less


def ground_in_corners(pixels: np.ndarray) -> Colour | None:
    """The colour of the four corners of (H, W, 3) uint8, where none of the four edges has it but at its ends."""
    ground = pixels[0, 0]
    ends = []
    for edge in (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]):
        others = np.flatnonzero((edge != ground).any(axis=1))
        if not others.size:
            return None
        near, far = int(others[0]), len(edge) - 1 - int(others[-1])
        if min(near, far) < 1 or (edge[near : len(edge) - far] == ground).all(axis=1).any():
            return None
        ends += [near, far]
    is_small = max(ends) <= min(MAX_CORNER, *(side // 2 - 1 for side in pixels.shape[:2]))
    return (int(ground[0]), int(ground[1]), int(ground[2])) if is_small else None


def with_ground(pixels: np.ndarray, ground: Colour) -> np.ndarray:
    """(H, W, 3) uint8 with `AROUND` more on every side."""
    height, width = pixels.shape[:2]
    wide = np.empty((height + 2 * AROUND, width + 2 * AROUND, 3), np.uint8)
    wide[:] = ground
    wide[AROUND:-AROUND, AROUND:-AROUND] = pixels
    return wide


def boxes_without_ground(boxes: list[Box], page: Rect) -> list[Box]:
    """What was found `with_ground`, where it is in the picture itself."""
    return [replace(box, rect=_within(box.rect, page)) for box in boxes]


def lines_without_ground(found: list[FoundLine], page: Rect) -> list[FoundLine]:
    """What was found `with_ground`, where it is in the picture itself."""
    moved = []
    for item in found:
        line = item.line
        under = None if line.underline is None else (line.underline[0] - AROUND, line.underline[1] - AROUND)
        line = replace(line, ink=_within(line.ink, page), baseline=line.baseline - AROUND, underline=under)
        moved.append(replace(item, line=line))
    return moved


def _within(rect: Rect, page: Rect) -> Rect:
    left, top = max(rect.x - AROUND, 0), max(rect.y - AROUND, 0)
    right, bottom = min(rect.right - AROUND, page.width), min(rect.bottom - AROUND, page.height)
    return Rect(left, top, right - left, bottom - top)
