"""Which lines are none of their own, but the shadow or the softened side of a box."""

from collections.abc import Sequence

import numpy as np

from moonpane_vision.parse.model import Box, Colour, Rect
from moonpane_vision.parse.silhouettes import is_mixture

SHADOW_CONTRAST, SHADOW_REACH = 40, 6  # channel difference; px
FADES = 3  # px behind a line, at which a shadow is fainter than right behind it
LEAST_ROUND = 3  # px of radius from which the sides of a box are shorter than the box


def is_shadow(pixels: np.ndarray, line: Box, boxes: Sequence[Box], ground: Colour) -> bool:
    """Whether a faint line runs along the outside of a box, and is not sharp, as a border on one side is."""
    if max(abs(a - b) for a, b in zip(line.fill, ground, strict=True)) > SHADOW_CONTRAST:
        return False
    return any(
        other.rect.overlap(line.rect) == 0
        and other.rect.inset(-SHADOW_REACH).contains(line.rect)
        and not _is_sharp(pixels, line.rect, other.rect)
        for other in boxes
    )


def _is_sharp(pixels: np.ndarray, line: Rect, box: Rect) -> bool:
    """Whether what is behind a line, seen from a box, is flat, and the line no mixture: a shadow fades, a rim mixes."""
    x, y = line.x + line.width // 2, line.y + line.height // 2
    if line.width >= line.height:
        is_after = 2 * y > box.y + box.bottom
        steps = [(line.bottom - 1 + step if is_after else line.y - step, x) for step in (-line.height, 1, FADES)]
    else:
        is_after = 2 * x > box.x + box.right
        steps = [(y, line.right - 1 + step if is_after else line.x - step) for step in (-line.width, 1, FADES)]
    if any(not (0 <= row < pixels.shape[0] and 0 <= column < pixels.shape[1]) for row, column in steps):
        return False
    near, far, farther = (pixels[place].astype(np.int16) for place in steps)
    own = pixels[y, x].astype(np.int16)
    is_between = (np.minimum(near, far) <= own) & (own <= np.maximum(near, far))
    return bool(np.abs(far - farther).max() <= 1 and not is_between.all())


def _beside(pixels: np.ndarray, line: Box) -> tuple[np.ndarray, np.ndarray] | None:
    """The pixels on both sides of the middle of a line; None at the edge of the picture."""
    rect = line.rect
    x, y = rect.x + rect.width // 2, rect.y + rect.height // 2
    level = rect.width >= rect.height
    first, second = ((rect.y - 1, x), (rect.bottom, x)) if level else ((y, rect.x - 1), (y, rect.right))
    if min(*first, *second) < 0 or second[0] >= pixels.shape[0] or second[1] >= pixels.shape[1]:
        return None
    return pixels[first], pixels[second]


def is_rim(pixels: np.ndarray, line: Box, boxes: Sequence[Box]) -> bool:
    """Whether a line is the side of a round box that ends between two pixels: it mixes what lies on its two sides."""
    rect, beside = line.rect, _beside(pixels, line)
    level = rect.width >= rect.height
    if beside is None or min(rect.width, rect.height) > 1 or not is_mixture(line.fill, *beside):
        return False
    return any(
        other.radius >= LEAST_ROUND
        and max(rect.width, rect.height) <= (other.rect.width if level else other.rect.height) - other.radius
        and other.rect.inset(-1).contains(rect)
        and other.rect.inset(1).overlap(rect) == 0
        for other in boxes
    )
