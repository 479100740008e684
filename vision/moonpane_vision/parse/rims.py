"""Which lines are none of their own, but the shadow or the softened side of a box."""

from collections.abc import Sequence

import numpy as np

from moonpane_vision.parse.model import Box, Colour, Rect
from moonpane_vision.parse.silhouettes import is_mixture

SHADOW_CONTRAST, SHADOW_REACH = 40, 6  # channel difference; px
UNSEEN = 8  # channel difference; nobody draws the border of a box so faint, nor half as faint anything
BEHIND = (1, 3, 8)  # px behind a line; a shadow is fainter the farther, a wide one hardly within the first
LEAST_ROUND = 3  # px of radius from which the sides of a box are shorter than the box


def is_shadow(pixels: np.ndarray, line: Box, boxes: Sequence[Box], ground: Colour | None) -> bool:
    """Whether a faint line runs along the outside of a box, and is not sharp, as a border on one side is.

    ground: the colour of what it lies on, None where that has several.
    """
    if ground is not None and not UNSEEN / 2 < (contrast := _contrast(line.fill, ground)) <= SHADOW_CONTRAST:
        return contrast <= UNSEEN  # the end of a shadow whose box is farther away
    beside = (
        other.rect
        for other in boxes
        if other.rect.overlap(line.rect) == 0 and other.rect.inset(-SHADOW_REACH).contains(line.rect)
    )
    return any(_is_of_shadow(pixels, line, box, ground) for box in beside)


def _contrast(one: Sequence[int] | np.ndarray, other: Sequence[int] | np.ndarray) -> int:
    return max(abs(int(a) - int(b)) for a, b in zip(one, other, strict=True))


def _is_of_shadow(pixels: np.ndarray, line: Box, box: Rect, ground: Colour | None) -> bool:
    """Whether a line is faint, and what is behind it, seen from a box, fades, or the line but mixes its two sides."""
    seen = _outwards(pixels, line.rect, box)
    if ground is None and len(seen):
        ground = tuple(seen[-1].tolist())
    if ground is None or (contrast := _contrast(line.fill, ground)) > SHADOW_CONTRAST:
        return False
    if contrast <= UNSEEN or len(seen) < 3:
        return True
    near, far, farther, farthest = *seen[:3], seen[-1]
    if 1 < _contrast(far, ground) <= SHADOW_CONTRAST and _contrast(far, farthest) > 1:  # a wide shadow fades slowly
        return True
    own = pixels[line.rect.y + line.rect.height // 2, line.rect.x + line.rect.width // 2].astype(np.int16)
    is_between = (np.minimum(near, far) <= own) & (own <= np.maximum(near, far))
    return _contrast(far, farther) > 1 or bool(is_between.all())


def _outwards(pixels: np.ndarray, line: Rect, box: Rect) -> list[np.ndarray]:
    """The pixels before the middle of a line and BEHIND it, seen from a box, as far as they are in the picture."""
    x, y = line.x + line.width // 2, line.y + line.height // 2
    height, width = pixels.shape[:2]
    if line.width >= line.height:
        is_after = 2 * y > box.y + box.bottom
        places = [(line.bottom - 1 + step if is_after else line.y - step, x) for step in (-line.height, *BEHIND)]
    else:
        is_after = 2 * x > box.x + box.right
        places = [(y, line.right - 1 + step if is_after else line.x - step) for step in (-line.width, *BEHIND)]
    return [pixels[at].astype(np.int16) for at in places if 0 <= at[0] < height and 0 <= at[1] < width]


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
