"""How far the parts of a page lie from where they are in the original: each is looked for around its place."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

REACH = 7  # px in each direction from where the search begins
MIN_SIDE = 4  # px; nothing can be told from less
MAX_AREA = 400_000  # px; of larger parts the middle is looked for

Place = tuple[float, float, float, float, float, float]  # x, y, width, height; shift (x, y) to look around


@dataclass(frozen=True, slots=True)
class Shift:
    """How far right and down a part has to be moved, and how alike the pictures then are: correlation, 1 the same."""

    x: int
    y: int
    likeness: float
    here: float  # likeness without any shift


def find_shifts(original: NDArray[np.uint8], page: NDArray[np.uint8], places: Sequence[Place]) -> list[Shift]:
    """Where each part of `page` is in `original`; RGB uint8 (H, W, 3). What is plain is alike nowhere (0)."""
    first, second = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (original, page))
    return [_find(first, second, place) for place in places]


def _find(original: NDArray, page: NDArray, place: Place) -> Shift:
    x, y, width, height = _inside(place, page.shape)
    if min(width, height) < MIN_SIDE:
        return Shift(0, 0, 0.0, 0.0)
    part = page[y : y + height, x : x + width]
    if int(part.max()) - int(part.min()) < 4:
        return Shift(0, 0, 0.0, 0.0)
    start_x, start_y = round(place[4]), round(place[5])
    found, left, top = _likenesses(original, part, x + start_x, y + start_y, REACH)
    if found is None:
        return Shift(0, 0, 0.0, 0.0)
    # Of equally good places the nearest counts, so that stripes stay where they are.
    rows, columns = np.indices(found.shape)
    away = np.abs(columns + left - x) + np.abs(rows + top - y)
    row, column = np.unravel_index(int(np.argmax(found - 1e-4 * away)), found.shape)
    here, _, _ = _likenesses(original, part, x, y, 0)
    still = float(here[0, 0]) if here is not None else 0.0
    return Shift(int(column) + left - x, int(row) + top - y, float(found[row, column]), still)


def _likenesses(
    original: NDArray, part: NDArray, x: int, y: int, reach: int
) -> tuple[NDArray[np.float32] | None, int, int]:
    """Correlation for every place within reach that lies in the original, and the first of these places."""
    height, width = part.shape
    left, top = max(0, x - reach), max(0, y - reach)
    area = original[top : max(0, y + reach + height), left : max(0, x + reach + width)]
    if area.shape[0] < height or area.shape[1] < width:
        return None, left, top
    found = cv2.matchTemplate(area, part, cv2.TM_CCOEFF_NORMED)
    # A plain area of the original divides by nothing.
    found = np.nan_to_num(np.asarray(found, np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    return np.clip(found, -1.0, 1.0), left, top


def _inside(place: Place, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """The place in whole pixels of the picture, cut to what is looked for."""
    left, top = max(0, int(place[0])), max(0, int(place[1]))
    right = min(shape[1], int(np.ceil(place[0] + place[2])))
    bottom = min(shape[0], int(np.ceil(place[1] + place[3])))
    width, height = max(0, right - left), max(0, bottom - top)
    if width * height > MAX_AREA:
        keep = min(height, max(MIN_SIDE, MAX_AREA // width))
        top += (height - keep) // 2
        height = keep
    return left, top, width, height
