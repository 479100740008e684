"""A justified line is one line, however wide its spaces are; a table is none."""

import numpy as np
from PIL import Image, ImageDraw

from moonpane_vision.parse import Screen, parse_screen
from tests.vision.test_parse import CARD, INK, font

LEFT, RIGHT, PITCH = 30, 300, 22
LINES = (
    "at the old mill they had a bell",
    "so loud that everybody in the",
    "valley woke up when it was rung",
    "and nobody rings it any more but",
)


def spread(draw: ImageDraw.ImageDraw, said: str, y: int, left: int, right: int) -> None:
    """Words of a line with even spaces from edge to edge."""
    words, face = said.split(), font(14, "Regular")
    widths = [draw.textlength(word, font=face) for word in words]
    x, space = float(left), (right - left - sum(widths)) / (len(words) - 1)
    for word, width in zip(words, widths, strict=True):
        draw.text((round(x), y), word, fill=INK, font=face, anchor="ls")
        x += width + space


def parsed(columns: int) -> Screen:
    step = RIGHT - LEFT + 34
    image = Image.new("RGB", (2 * LEFT + columns * step, 160), CARD)
    for column in range(columns):
        for number, said in enumerate(LINES):
            indent = 20 if number == 0 else 0
            left = LEFT + column * step
            spread(ImageDraw.Draw(image), said, 40 + number * PITCH, left + indent, left + RIGHT - LEFT)
    return parse_screen(np.asarray(image))


def test_justified_lines_are_whole_and_one_text() -> None:
    screen = parsed(1)
    assert all(line.ink.width > 240 for line in screen.lines)
    assert len(screen.lines) == len(LINES)


def test_two_justified_columns_stay_two() -> None:
    screen = parsed(2)
    assert len(screen.lines) == 2 * len(LINES)
    assert all(240 < line.ink.width < RIGHT - LEFT + 5 for line in screen.lines)


def test_figures_in_even_columns_are_cells() -> None:
    image = Image.new("RGB", (360, 160), CARD)
    for row in range(4):
        for column in range(7):
            place = (30 + 40 * column, 40 + PITCH * row)
            ImageDraw.Draw(image).text(
                place, str(10 + row * 7 + column), fill=INK, font=font(14, "Regular"), anchor="ls"
            )
    assert len(parse_screen(np.asarray(image)).lines) == 28
