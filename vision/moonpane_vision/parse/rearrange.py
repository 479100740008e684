"""A measured screen arranged anew, once its texts are known and tell more of it than the pixels did."""

from collections.abc import Sequence

import numpy as np

from moonpane_vision.parse.icons import picture_at
from moonpane_vision.parse.layers import in_layers
from moonpane_vision.parse.model import Box, Rect, Screen, TextLine
from moonpane_vision.parse.screen import screen_of
from moonpane_vision.parse.text import FoundLine

TOUCHING = 2  # px between two lines that are one picture


def with_lines(screen: Screen, lines: Sequence[TextLine]) -> tuple[Screen, list[int]]:
    """The screen with other sizes and line boxes, one for each line; and which former line each line now is."""
    found = [FoundLine(line, owner) for line, owner in zip(lines, screen.owners, strict=True)]
    return arranged(screen, list(screen.boxes), found, list(range(len(lines))))


def with_pictures(pixels: np.ndarray, screen: Screen, numbers: Sequence[int]) -> tuple[Screen, list[int]]:
    """The screen (H, W, 3) with pictures in place of those lines; and which former line each line now is.

    Lines that lie on such a picture stay lines, on it; a part of a drawing is shown by that already.
    """
    drawings = {index for index, box in enumerate(screen.boxes) if box.is_drawing}
    alone = [screen.lines[number].ink for number in numbers if screen.owners[number] not in drawings]
    pictures = [picture_at(pixels, rect) for rect in _joined(alone)]
    boxes = in_layers(pixels, sorted((*screen.boxes, *pictures), key=lambda box: -box.rect.area))
    place = {id(box): at for at, box in enumerate(boxes)}
    left = [number for number in range(len(screen.lines)) if number not in set(numbers)]
    found = []
    for number in left:
        line, owner = screen.lines[number], screen.owners[number]
        around = [place[id(box)] for box in pictures if box.rect.contains(line.ink)]
        former = place[id(screen.boxes[owner])] if owner >= 0 else -1
        found.append(FoundLine(line, max([former, *around])))
    return arranged(screen, boxes, found, left)


def arranged(
    screen: Screen, boxes: list[Box], found: list[FoundLine], former: Sequence[int]
) -> tuple[Screen, list[int]]:
    """The screen of those boxes and lines, each of which was number `former`; and which former line each now is."""
    page = Rect(0, 0, screen.width, screen.height)
    arranged = screen_of(page, screen.background, boxes, found)
    numbers = {id(item.line): number for item, number in zip(found, former, strict=True)}
    return arranged, [numbers[id(line)] for line in arranged.lines]


def _joined(rects: Sequence[Rect]) -> list[Rect]:
    """Rectangles around those that touch each other."""
    joined: list[Rect] = []
    for rect in rects:
        while (
            at := next((i for i, other in enumerate(joined) if other.overlap(rect.inset(-TOUCHING))), None)
        ) is not None:
            rect = Rect.around([joined.pop(at), rect])
        joined.append(rect)
    return joined
