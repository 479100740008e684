"""Dashed frames, drawn dash by dash as a browser does."""

import numpy as np
from PIL import Image, ImageDraw

from moonpane_vision.parse import Screen, parse_screen
from tests.vision.test_parse import CARD, GROUND, INK, font, nodes

DASH = (139, 123, 176)


def dashed(*, sides: str) -> Screen:
    """A label in a frame of 200 x 61 at (40, 40), 2 px thick, of which only some `sides` are drawn."""
    image = Image.new("RGB", (320, 160), GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, 239, 100), fill=CARD)
    for at in range(0, 200, 10):
        for side, y in (("top", 40), ("bottom", 99)):
            if side in sides:
                draw.rectangle((40 + at, y, 45 + at, y + 1), fill=DASH)
    for at in range(7, 50, 10):
        for side, x in (("left", 40), ("right", 238)):
            if side in sides:
                draw.rectangle((x, 40 + at, x + 1, 45 + at), fill=DASH)
    draw.text((140, 75), "Add a deal", fill=INK, font=font(14), anchor="ms")
    return parse_screen(np.asarray(image))


def test_a_dashed_frame_is_a_border() -> None:
    screen = dashed(sides="top bottom left right")
    (box,) = (node for node in nodes(screen.root) if node.kind == "box")
    assert (box.rect.y, box.rect.height, box.fill, box.border, box.border_colour) == (40, 61, CARD, 2, DASH)
    assert abs(box.rect.x - 40) <= 1
    assert [round(line.baseline) for line in screen.lines] == [75]


def test_dashes_without_sides_are_no_frame() -> None:
    boxes = [node for node in nodes(dashed(sides="top bottom").root) if node.kind == "box"]
    assert all(box.border == 0 for box in boxes)
