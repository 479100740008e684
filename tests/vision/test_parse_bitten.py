"""A portrait with a mark on its corner is a round box with its initials; a letter with a tail is a letter."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from moonpane_vision.parse import Rect, parse_screen
from moonpane_vision.parse.bitten import radius_of_bitten
from tests.vision.test_parse import BLUE, CARD, font

SIZE, MARK, SCALE = 40, (34, 197, 94), 8


def portrait(*, radius: int, x: int, y: int) -> np.ndarray:
    """A rounded box at (20, 20) with a ringed mark whose middle is (x, y), with soft rims."""
    image = Image.new("RGB", (SCALE * 90, SCALE * 80), CARD)
    draw = ImageDraw.Draw(image)
    edges = [SCALE * 20, SCALE * 20, SCALE * (20 + SIZE) - 1, SCALE * (20 + SIZE) - 1]
    draw.rounded_rectangle(edges, SCALE * radius, fill=BLUE)
    for reach, colour in ((8, CARD), (6, MARK)):
        place = [SCALE * (x - reach), SCALE * (y - reach), SCALE * (x + reach) - 1, SCALE * (y + reach) - 1]
        draw.ellipse(place, fill=colour)
    image = image.reduce(SCALE)
    ImageDraw.Draw(image).text((40, 40), "AB", fill=CARD, font=font(14, "Bold"), anchor="mm")
    return np.asarray(image)


@pytest.mark.parametrize(("radius", "x", "y"), [(20, 54, 54), (20, 54, 26), (10, 58, 58)])
def test_a_portrait_with_a_mark_is_a_box_with_its_initials(radius: int, x: int, y: int) -> None:
    screen = parse_screen(portrait(radius=radius, x=x, y=y))
    whole = next(box for box in screen.boxes if box.rect == Rect(20, 20, SIZE, SIZE))
    assert whole.fill == BLUE
    assert abs(whole.radius - radius) <= 2
    (line,) = screen.lines
    assert 12 <= line.font_size <= 16
    assert line.colour == CARD


@pytest.mark.parametrize("letter", ["Q", "D", "R", "G", "a", "e", "9"])
def test_letters_are_not_bitten(letter: str) -> None:
    image = Image.new("L", (120, 140), 0)
    ImageDraw.Draw(image).text((60, 70), letter, fill=255, font=font(90, "Bold"), anchor="mm")
    rows, columns = np.nonzero(np.asarray(image) > 127)
    mask = np.asarray(image)[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] > 127
    assert radius_of_bitten(mask) is None


def test_the_letters_of_a_heading_are_letters_however_large() -> None:
    image = Image.new("RGB", (400, 120), CARD)
    ImageDraw.Draw(image).text((30, 80), "Green eel", fill=BLUE, font=font(64, "Bold"), anchor="ls")
    screen = parse_screen(np.asarray(image))
    assert (len(screen.lines), len(screen.boxes)) == (1, 0)
