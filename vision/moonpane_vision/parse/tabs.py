"""A panel or a bar with the tab that belongs to it: one fill in the shape of a step, and two boxes."""

import numpy as np

from moonpane_vision.parse.model import Rect

LEAST, MOST = 14, 64  # px high, of either, and of the tab
LEAST_TAB, WIDEST_TAB = 24, 0.8  # px wide, and share of the panel's width
ROUND = 14  # px that round corners may take from a row, or a flared foot may add to it
STRAIGHT = 0.85  # share of the rows of either that reach from edge to edge
FILLED = 0.4  # of either; the rest is what lies on it


def tab_and_panel(mask: np.ndarray) -> tuple[Rect, Rect] | None:
    """Both places in a shape (h, w) bool, the tab at any of the four sides; None if it is another shape."""
    height, width = mask.shape
    found: list[tuple[Rect, Rect]] = []
    for turns in range(4):
        if (pair := _tab_above(np.rot90(mask, turns))) is not None:
            tab, panel = (_turned_back(rect, turns, height, width) for rect in pair)
            found.append((tab, panel))
    # A corner may be cut off either side; what is smaller is the tab.
    return min(found, key=lambda pair: pair[0].area, default=None)


def beside(mask: np.ndarray, tab: Rect, panel: Rect) -> np.ndarray:
    """The pixels (h, w) bool around a shape that stand beside its tab."""
    rest = np.ones(mask.shape, bool)
    for rect in (tab, panel):
        rest[rect.y : rect.bottom, rect.x : rect.right] = False
    return rest


def _tab_above(mask: np.ndarray) -> tuple[Rect, Rect] | None:
    height, width = mask.shape
    if height < 2 * LEAST or width < LEAST_TAB or not mask.any(axis=1).all():
        return None
    left, right = mask.argmax(axis=1), width - mask[:, ::-1].argmax(axis=1)
    wide = (left <= ROUND) & (right >= width - ROUND) & (right - left > WIDEST_TAB * width)
    step = int(wide.argmax())
    if not (LEAST <= step <= min(MOST, height - LEAST)) or wide[step:].mean() < STRAIGHT:
        return None
    first, last = int(np.median(left[:step])), int(np.median(right[:step]))
    is_straight = (np.abs(left[:step] - first) <= 1) & (np.abs(right[:step] - last) <= 1)
    is_straight |= (np.arange(step) < ROUND) & (left[:step] >= first) & (right[:step] <= last)
    if not LEAST_TAB <= last - first <= WIDEST_TAB * width or is_straight.mean() < STRAIGHT:
        return None
    if min(mask[:step, first:last].mean(), mask[step:].mean()) < FILLED:
        return None
    return Rect(first, 0, last - first, step), Rect(0, step, width, height - step)


def _turned_back(rect: Rect, turns: int, height: int, width: int) -> Rect:
    """A place in a shape that was turned so many times to the left, in the one (height, width) that it was."""
    for left in range(turns, 0, -1):
        across = width if left % 2 else height  # of the shape before that turn
        rect = Rect(across - rect.bottom, rect.x, rect.height, rect.width)
    return rect
