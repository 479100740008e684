"""A picture that is one box with round corners, cut out of its screen: measured as it was in the screen."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from moonpane_vision.parse import parse_screen
from moonpane_vision.parse.alone import ground_in_corners
from moonpane_vision.parse.model import Box, Rect

GROUND, FILL, EDGE, INK = (232, 234, 240), (255, 255, 255), (48, 80, 160), (20, 32, 60)
CARD = Rect(40, 30, 220, 120)


def screen(radius: int, border: int) -> np.ndarray:
    image = Image.new("RGB", (320, 200), GROUND)
    draw = ImageDraw.Draw(image)
    place = (CARD.x, CARD.y, CARD.right - 1, CARD.bottom - 1)
    draw.rounded_rectangle(place, radius, fill=FILL, outline=EDGE if border else None, width=border)
    draw.text((CARD.x + 20, CARD.y + 18), "Hello there", fill=INK, font_size=20)
    draw.rectangle((CARD.x + 20, CARD.y + 64, CARD.x + 89, CARD.y + 91), fill=EDGE)
    return np.asarray(image)


def cut(pixels: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(pixels[CARD.y : CARD.bottom, CARD.x : CARD.right])


def seen(box: Box) -> tuple[int, int, int, int, object, int, int]:
    return box.rect.x, box.rect.y, box.rect.width, box.rect.height, box.fill, box.radius, box.border


@pytest.mark.parametrize(("radius", "border"), [(6, 1), (12, 2), (16, 0), (40, 0)])
def test_a_card_that_was_cut_out_is_a_card_on_its_ground(radius: int, border: int) -> None:
    whole, alone = parse_screen(screen(radius, border)), parse_screen(cut(screen(radius, border)))
    assert (alone.width, alone.height, alone.background) == (CARD.width, CARD.height, GROUND)
    assert seen(alone.boxes[0]) == (0, 0, CARD.width, CARD.height, *seen(whole.boxes[0])[4:])
    assert [seen(box)[2:] for box in alone.boxes] == [seen(box)[2:] for box in whole.boxes]
    for there, here in zip(whole.lines, alone.lines, strict=True):
        assert (here.ink.x, here.ink.y) == (there.ink.x - CARD.x, there.ink.y - CARD.y)
        assert here.baseline == there.baseline - CARD.y
        assert (here.ink.width, here.ink.height, here.font_size) == (there.ink.width, there.ink.height, there.font_size)


def test_bars_at_top_and_bottom_are_no_corners() -> None:
    page = np.full((200, 320, 3), 255, np.uint8)
    assert ground_in_corners(page) is None, "nothing but ground"
    page[:20] = page[-20:] = GROUND
    assert ground_in_corners(page) is None
    page[:, :20] = page[:, -20:] = GROUND
    assert ground_in_corners(page) is None, "a box with its ground all around it needs no more"


def test_corners_of_several_colours_or_with_ground_between_them_are_none() -> None:
    card = cut(screen(12, 2))
    assert ground_in_corners(card) == GROUND
    notched, other = card.copy(), card.copy()
    notched[0, 100:110] = GROUND
    other[-1, -1] = FILL
    assert ground_in_corners(notched) is None
    assert ground_in_corners(other) is None
    assert ground_in_corners(card[:, :20]) is None, "half of a card has no right corners"
    assert ground_in_corners(np.full((1, 1, 3), 255, np.uint8)) is None
