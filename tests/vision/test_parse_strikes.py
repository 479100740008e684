"""A stroke through a text is taken out of it; a dash is a dash."""

import numpy as np
from PIL import Image, ImageDraw

from moonpane_vision.parse import line_crops, parse_screen
from moonpane_vision.parse.strikes import find_strike
from tests.vision.test_parse import CARD, INK, font

SAID = "Order seeds from the list"


def drawn(*, struck: bool) -> np.ndarray:
    image = Image.new("RGB", (300, 60), CARD)
    draw = ImageDraw.Draw(image)
    draw.text((20, 36), SAID, fill=INK, font=font(18, "Regular"), anchor="ls")
    if struck:
        draw.rectangle((20, 30, 20 + draw.textlength(SAID, font=font(18, "Regular")), 30), fill=INK)
    return np.asarray(image)


def test_a_struck_text_has_its_size_and_is_read_without_the_stroke() -> None:
    plain, struck = (parse_screen(drawn(struck=struck)) for struck in (False, True))
    assert [line.font_size for line in struck.lines] == [line.font_size for line in plain.lines]
    assert abs(struck.lines[0].baseline - plain.lines[0].baseline) < 1
    before, after = line_crops(drawn(struck=False), plain), line_crops(drawn(struck=True), struck)
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert np.abs(one.pixels.astype(int) - other.pixels).mean() < 6


def test_dashes_and_bars_of_letters_are_no_strokes() -> None:
    coverage = np.zeros((20, 80), np.float32)
    coverage[9:11, 5:75] = 1
    assert find_strike(coverage) is None
    coverage[3:17, 5:8] = coverage[3:17, 20:23] = 1
    coverage[3:17, 35:75:4] = 1
    assert find_strike(coverage) is not None
    coverage[9:11, 24:34] = 0  # an H, and letters
    coverage[9:11, 40:75] = coverage[8, 40:75]
    assert find_strike(coverage) is None


def test_a_stroke_in_the_first_row_has_nothing_above_it_to_be_filled_from() -> None:
    coverage = np.zeros((3, 40), np.float32)
    coverage[0, 2:38] = 1  # read in a circle, the last row would be above it
    coverage[2, 2:38:3] = 1
    assert find_strike(coverage) is None
