"""Lines that meet: a bar with lines between its items, the edge of a sidebar below that of a head.

Their zone is neither a rectangle nor a frame. Left as ink, it would be taken for one large letter.
"""

import cv2
import numpy as np

from moonpane_vision.parse.model import MAX_LINE_THICKNESS, Box, Rect
from moonpane_vision.parse.shapes import is_slope
from moonpane_vision.parse.zones import Zones, unpack

LEAST_EXTENT = 120  # px; no letter is as long
LEAST_LENGTH = 24  # px of a line
MOST_FILLED = 0.25  # of its rectangle
COVERED = 0.97  # of the zone, what its lines make up
MAX_TRIED = 200  # zones, the largest; no screen has more


def find_rules(pixels: np.ndarray, zones: Zones, boxes: list[Box]) -> list[Box]:
    """The lines of zones that are no boxes themselves; those between cells are the borders of these."""
    known = {box.zone for box in boxes}
    found: list[Box] = []
    for index in _likely(zones):
        if index in known or _are_borders(zones, index, boxes):
            continue
        left, top, right, bottom = zones.boxes[index].tolist()
        lines = lines_of(zones.labels[top:bottom, left:right] == index)
        fill = unpack(int(zones.colours[index]))
        placed = [Rect(line.x + left, line.y + top, line.width, line.height) for line in lines]
        found += [Box(rect, fill, zone=index) for rect in placed if not is_slope(pixels, rect, fill)]
    return found


def lines_of(mask: np.ndarray) -> list[Rect]:
    """Straight lines that a shape (h, w) bool is made of; none where it is anything else."""
    shape = mask.astype(np.uint8)
    thick = np.ones((MAX_LINE_THICKNESS + 1, MAX_LINE_THICKNESS + 1), np.uint8)
    if _opened(shape, thick).any():
        return []
    across = _opened(shape, np.ones((1, LEAST_LENGTH), np.uint8))
    # A line down ends where it meets one across, so that no two lie upon each other.
    down = _opened(shape & ~across, np.ones((LEAST_LENGTH, 1), np.uint8))
    if np.count_nonzero(across | down) < COVERED * np.count_nonzero(shape):
        return []
    found: list[Rect] = []
    for part in (across, down):
        stats = cv2.connectedComponentsWithStats(part, connectivity=4, ltype=cv2.CV_32S)[2][1:]
        if any(area != width * height for _, _, width, height, area in stats.tolist()):
            return []
        found += [Rect(x, y, width, height) for x, y, width, height, _ in stats.tolist()]
    return found


def _opened(shape: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    # By itself OpenCV takes what lies beyond the edges for a part of every shape.
    eroded = cv2.erode(shape, kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    return cv2.dilate(eroded, cv2.flip(kernel, -1), anchor=[(side - 1) // 2 for side in kernel.shape[::-1]])


def _likely(zones: Zones) -> list[int]:
    width = zones.boxes[:, 2] - zones.boxes[:, 0]
    height = zones.boxes[:, 3] - zones.boxes[:, 1]
    extent = width.astype(np.int64) * height
    likely = (np.maximum(width, height) >= LEAST_EXTENT) & (np.minimum(width, height) >= LEAST_LENGTH)
    likely &= zones.areas <= MOST_FILLED * extent
    return sorted(np.flatnonzero(likely).tolist(), key=lambda index: -int(extent[index]))[:MAX_TRIED]


def _are_borders(zones: Zones, index: int, boxes: list[Box]) -> bool:
    """Whether boxes with borders of this colour lie in the zone's rectangle, as cells do."""
    left, top, right, bottom = zones.boxes[index].tolist()
    place, colour = Rect(left, top, right - left, bottom - top), unpack(int(zones.colours[index]))
    return any(box.border_colour == colour and place.contains(box.rect) for box in boxes)
