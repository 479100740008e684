"""The screens that were measured last: what is asked about a picture is asked more than once."""

from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from moonpane_vision.listings import Listing
    from moonpane_vision.parse import Screen

KEPT = 4


class Screens:
    """By their pictures, as PNG and as pixels (H, W, 3) uint8. OpenCV is loaded with the first of them."""

    def __init__(self) -> None:
        self._screens: OrderedDict[bytes, Screen] = OrderedDict()
        self._listings: dict[bytes, list[Listing]] = {}

    def screen(self, png: bytes, pixels: np.ndarray) -> "Screen":
        """Measured now or before."""
        from moonpane_vision.parse import parse_screen

        if png in self._screens:
            self._screens.move_to_end(png)
        else:
            self._screens[png] = parse_screen(pixels)
            while len(self._screens) > KEPT:
                gone, _ = self._screens.popitem(last=False)
                self._listings.pop(gone, None)
        return self._screens[png]

    def listings(self, png: bytes, pixels: np.ndarray) -> "list[Listing]":
        """Those in its screen."""
        from moonpane_vision.listings import find_listings

        screen = self.screen(png, pixels)
        if png not in self._listings:
            self._listings[png] = find_listings(pixels, screen)
        return self._listings[png]
