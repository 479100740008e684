"""Which of the boxes that were found are seen as boxes: not parts of others, of pictures, of shadows."""

from collections.abc import Sequence

import numpy as np

from moonpane_vision.parse.layers import in_layers, overlaps
from moonpane_vision.parse.model import Box, Colour, Rect
from moonpane_vision.parse.photos import is_overlay
from moonpane_vision.parse.rims import is_rim, is_shadow

FAR_OUTSIDE, MIN_LABEL_SIDE, NOT_FILL = 5, 14, 6  # px outside a box; px; channel difference
FAINTEST, LARGEST_TRACE = 2, 2000  # channel difference; px of area
MAX_CANDIDATES = 3000  # boxes to choose from


def visible_boxes(pixels: np.ndarray, boxes: list[Box], background: Colour) -> list[Box]:
    """Boxes that can be told from what they lie in, as they are painted; of near equals only the outer one."""
    kept: list[Box] = []
    page = Rect(0, 0, pixels.shape[1], pixels.shape[0])
    boxes = sorted(boxes, key=lambda item: (-item.rect.area, -item.border))[:MAX_CANDIDATES]
    edges = np.zeros((len(boxes), 4), np.int32)  # of those kept
    for box in boxes:
        if not page.contains(box.rect) or (box.rect == page and not box.border and not box.is_gradient):
            continue
        place = np.array((-box.rect.x, -box.rect.y, box.rect.right, box.rect.bottom), np.int32)
        around = [kept[at] for at in np.flatnonzero((edges[: len(kept)] + 1 >= place).all(axis=1)).tolist()]
        # A line may lie along the outside of what seems to be around it.
        parent = next((other for other in reversed(around) if other.rect.overlap(box.rect)), None)
        parent_fill = parent.fill if parent else background
        if box.fill == parent_fill and not box.border and not _stands_on_other(pixels, box, parent):
            continue
        ground = None if parent and parent.is_gradient else parent_fill
        if box.is_line and (is_shadow(pixels, box, kept, ground) or is_rim(pixels, box, kept)):
            continue
        if _is_trace(box, parent_fill) or any(_hides(other, box) for other in _beneath(around)):
            continue
        edges[len(kept)] = place
        kept.append(box)
    return in_layers(pixels, kept)


def _beneath(around: Sequence[Box]) -> list[Box]:
    """Of what is around a box, from the outside in, all but the pictures over which something else of it lies."""
    return [
        other
        for at, other in enumerate(around)
        if not other.is_picture or not any(overlaps(each.rect, other.rect) for each in around[at + 1 :])
    ]


def _is_trace(box: Box, ground: Colour) -> bool:
    """Whether a small box is so near to its ground that it can only be what is left of a shadow."""
    off = max(abs(one - other) for one, other in zip(box.fill, ground, strict=True))
    return 0 < off <= FAINTEST and box.rect.area <= LARGEST_TRACE and not box.border and not box.is_picture


def _stands_on_other(pixels: np.ndarray, box: Box, parent: Box | None) -> bool:
    """Whether a box in the colour of its parent lies on something else that is no box: on a map, in a thick frame."""
    rect = box.rect.inset(-FAR_OUTSIDE)
    if box.is_line or box.is_picture or min(box.rect.width, box.rect.height) < MIN_LABEL_SIDE:
        return False
    if rect.x < 0 or rect.y < 0 or rect.right > pixels.shape[1] or rect.bottom > pixels.shape[0]:
        return False
    if parent and _common_sides(box.rect, parent.rect) >= 3:  # the rest of a bar with a button at its end
        return False
    sides = (
        pixels[rect.y, box.rect.x : box.rect.right],
        pixels[rect.bottom - 1, box.rect.x : box.rect.right],
        pixels[box.rect.y : box.rect.bottom, rect.x],
        pixels[box.rect.y : box.rect.bottom, rect.right - 1],
    )
    fill = np.array(box.fill, np.int16)
    return all(np.mean(np.abs(side.astype(np.int16) - fill).max(axis=1) > NOT_FILL) >= 0.8 for side in sides)


def _common_sides(one: Rect, other: Rect) -> int:
    return (one.x == other.x) + (one.y == other.y) + (one.right == other.right) + (one.bottom == other.bottom)


def _hides(other: Box, box: Box) -> bool:
    """Whether a box within another is only a part of it."""
    shows = other.is_gradient or (other.is_photo and is_overlay(box))
    return (other.is_picture and not shows) or _same_place(box, other) or _in_border(box, other)


def _same_place(box: Box, other: Box) -> bool:
    """Whether `box` is `other`, or what lies within its border, found a second time."""
    inner = other.rect.inset(other.border)
    return (inner.contains(box.rect, slack=1) and box.rect.contains(inner, slack=1)) or (
        box.border > 0 and box.rect.contains(other.rect, slack=1)
    )


def _in_border(box: Box, other: Box) -> bool:
    """Whether `box` is a straight piece of the border of `other`."""
    return other.border > 0 and box.rect.overlap(other.rect.inset(other.border)) == 0
