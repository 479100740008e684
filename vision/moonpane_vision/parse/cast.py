"""Shadows that fall from one box onto others: they look like gradients that begin at it and end in a fill."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from moonpane_vision.parse.covered import with_shadow
from moonpane_vision.parse.model import Box, Colour, Rect

NEAR, ALONG = 3, 0.9  # px between a box and its shadow; of the shadow's side, what lies along the box
SAME = 6  # channel difference between the end of a shadow and the fill that it ends in
MIN_SIDE, MAX_REACH = 24, 64  # px


def without_cast(
    pixels: np.ndarray, background: Colour, gradients: Sequence[Box], boxes: Sequence[Box]
) -> tuple[list[Box], list[Box]]:
    """The gradients that are none of these shadows; and the boxes, whole where a shadow hid a part of them."""
    kept, lit = list[Box](), list(boxes)
    for shade in gradients:
        fills = [(at, box.fill) for at, box in enumerate(lit) if _is_one_box(shade.rect, box)]
        cast = ((lower, _caster(pixels, shade.rect, lit, lower, fill)) for lower, fill in [*fills, (-1, background)])
        lower, upper = next((found for found in cast if found[1] is not None), (-1, None))
        if upper is None:
            kept.append(shade)
            continue
        lit[upper] = with_shadow(lit[upper], min(shade.rect.width, shade.rect.height, MAX_REACH))
        if lower >= 0:
            lit[lower] = replace(lit[lower], rect=Rect.around([lit[lower].rect, shade.rect]))
    return kept, lit


def _is_one_box(shade: Rect, lower: Box) -> bool:
    """Whether an area and a box would be one if nothing fell on it."""
    if lower.is_picture or min(lower.rect.width, lower.rect.height) < MIN_SIDE:
        return False
    whole = Rect.around([lower.rect, shade])
    if (lower.rect.x, lower.rect.right) == (shade.x, shade.right):
        return whole.height <= lower.rect.height + shade.height
    return (lower.rect.y, lower.rect.bottom) == (shade.y, shade.bottom) and (
        whole.width <= lower.rect.width + shade.width
    )


def _caster(pixels: np.ndarray, shade: Rect, boxes: Sequence[Box], lower: int, fill: Colour) -> int | None:
    """The number of the box whose shadow an area is, where it ends in that fill."""
    large = ((at, box.rect) for at, box in enumerate(boxes) if min(box.rect.width, box.rect.height) >= MIN_SIDE)
    return next((at for at, rect in large if at != lower and _ends(pixels, shade, rect, fill)), None)


def _ends(pixels: np.ndarray, shade: Rect, upper: Rect, fill: Colour) -> bool:
    """Whether the area begins along the upper box, darker, and ends in the fill."""
    area = pixels[shade.y : shade.bottom, shade.x : shade.right].astype(np.int16)
    across = min(upper.right, shade.right) - max(upper.x, shade.x)
    along = min(upper.bottom, shade.bottom) - max(upper.y, shade.y)
    rows = [
        (across, upper.bottom - shade.y, area),
        (across, upper.y - shade.bottom, area[::-1]),
        (along, upper.right - shade.x, area.swapaxes(0, 1)),
        (along, upper.x - shade.right, area.swapaxes(0, 1)[::-1]),
    ]
    for shared, apart, turned in rows:
        if shared < ALONG * turned.shape[1] or abs(apart) > NEAR or len(turned) > MAX_REACH:
            continue
        begin, end = np.median(turned[0], axis=0), np.median(turned[-1], axis=0)
        if (begin < end).all() and np.abs(end - fill).max() <= SAME:
            return True
    return False
