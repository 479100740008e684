"""Two pictures brought to one canvas: checked, reduced where they are huge, aligned at the top left corner."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from moonpane_vision.compare.errors import CompareError

# Larger pictures are reduced by a whole factor first, so that time and memory stay bounded.
MAX_PIXELS = 8_000_000


@dataclass(frozen=True, slots=True)
class Canvas:
    """Two RGB pictures uint8 (H, W, 3), possibly of different size, and the whole factor they were reduced by."""

    first: NDArray[np.uint8]
    second: NDArray[np.uint8]
    factor: int

    @property
    def height(self) -> int:
        """Rows of the canvas that holds both."""
        return max(self.first.shape[0], self.second.shape[0])

    @property
    def width(self) -> int:
        """Columns of the canvas that holds both."""
        return max(self.first.shape[1], self.second.shape[1])

    @property
    def common(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """The part of each that the other has too."""
        rows = min(self.first.shape[0], self.second.shape[0])
        columns = min(self.first.shape[1], self.second.shape[1])
        return self.first[:rows, :columns], self.second[:rows, :columns]

    @property
    def covered(self) -> NDArray[np.bool_]:
        """Where at least one of the pictures is, shape (height, width)."""
        mask = np.zeros((self.height, self.width), dtype=bool)
        for picture in (self.first, self.second):
            mask[: picture.shape[0], : picture.shape[1]] = True
        return mask


def canvas(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> Canvas:
    """Both pictures on one canvas. Raises CompareError if one is not uint8 (H, W, 3) with at least one pixel."""
    for side, picture in (("first", a), ("second", b)):
        if not isinstance(picture, np.ndarray) or picture.dtype != np.uint8 or picture.ndim != 3:
            raise CompareError(f"The {side} picture is not an RGB array of bytes with shape (height, width, 3).")
        if picture.shape[2] != 3 or picture.size == 0:
            shape = " x ".join(map(str, picture.shape))
            raise CompareError(f"The {side} picture is {shape}; it must be height x width x 3 with at least one pixel.")
    pixels = max(a.shape[0], b.shape[0]) * max(a.shape[1], b.shape[1])
    factor = 1 if pixels <= MAX_PIXELS else int(np.ceil(np.sqrt(pixels / MAX_PIXELS)))
    return Canvas(_reduced(a, factor), _reduced(b, factor), factor)


def _reduced(picture: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    if factor == 1:
        return np.ascontiguousarray(picture)
    height, width = picture.shape[:2]
    size = (-(-width // factor), -(-height // factor))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
