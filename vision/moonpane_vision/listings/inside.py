"""Boxes that are a part of the text of the box they lie in: the grounds of some letters, and drawings between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from moonpane_vision.parse.model import Screen

LOW, HIGH = 0.8, 1.9  # em of a ground
HIGHEST, WIDEST = 1.2, 3.0  # em of a drawing; times its height


def usual_size(screen: Screen, numbers: Sequence[int]) -> float:
    sizes = sorted((screen.lines[n].font_size, screen.lines[n].ink.width) for n in numbers)
    widths = np.cumsum([width for _, width in sizes])
    return float(sizes[int(np.searchsorted(widths, widths[-1] / 2))][0])


@dataclass(frozen=True)
class Inside:
    """Boxes in a box that are a part of its text, by their indices."""

    grounds: frozenset[int] = frozenset()  # as high as a line and flat, with nothing but text in them
    signs: frozenset[int] = frozenset()  # drawings as small as letters


def inside_of(screen: Screen, owner: int, numbers: Sequence[int]) -> Inside:
    if not numbers:
        return Inside()
    size, home = usual_size(screen, numbers), screen.boxes[owner].rect if owner >= 0 else None
    boxes = [(index, box) for index, box in enumerate(screen.boxes) if index != owner]
    boxes = [(index, box) for index, box in boxes if home is None or home.contains(box.rect)]
    grounds = (
        index
        for index, box in boxes
        if not box.is_picture and not box.border and not box.is_line and LOW * size <= box.rect.height <= HIGH * size
    )
    signs = (
        index
        for index, box in boxes
        if box.is_picture and not box.is_gradient and box.rect.height <= HIGHEST * size >= box.rect.width / WIDEST
    )
    return Inside(frozenset(grounds), frozenset(signs))
