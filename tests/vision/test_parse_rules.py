"""Lines that meet are lines, and no letter; a text that one of them runs into is a text."""

import numpy as np
from PIL import Image, ImageDraw

from moonpane_vision.parse import Rect, parse_screen
from moonpane_vision.parse.rules import lines_of
from tests.vision.test_parse import CARD, INK, font

LABELS = ("Line-up", "Getting there", "Tickets")


def test_a_bar_with_lines_between_its_items_is_their_labels_and_lines() -> None:
    image = Image.new("RGB", (480, 160), CARD)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 60, 479, 63), fill=INK)
    for number, label in enumerate(LABELS):
        draw.text((20 + 140 * number, 36), label, fill=INK, font=font(16, "Regular"), anchor="ls")
        draw.rectangle((140 * number + 136, 0, 140 * number + 139, 59), fill=INK)
    screen = parse_screen(np.asarray(image))
    assert len(screen.lines) == len(LABELS)
    assert all(line.ink.height < 20 for line in screen.lines)
    lines = {box.rect for box in screen.boxes if box.is_line}
    assert lines == {Rect(0, 60, 480, 4), *(Rect(140 * number + 136, 0, 4, 60) for number in range(3))}


def test_a_legend_stands_between_two_lines() -> None:
    image = Image.new("RGB", (400, 240), CARD)
    draw = ImageDraw.Draw(image)
    draw.text((40, 46), "About you", fill=INK, font=font(16, "Regular"), anchor="ls")
    end = 40 + round(draw.textlength("About you", font=font(16, "Regular")))
    draw.line([(36, 40), (20, 40), (20, 200), (380, 200), (380, 40), (end + 3, 40)], fill=(120, 120, 120), width=2)
    (line,) = parse_screen(np.asarray(image)).lines
    assert (line.font_size, line.bold) == (16, False)
    assert 38 <= line.ink.x <= 42
    assert abs(line.ink.right - end) <= 2


def test_letters_are_made_of_no_lines() -> None:
    mask = np.zeros((60, 200), bool)
    mask[:, 40:44] = mask[56:, :] = True
    assert sorted(lines_of(mask), key=lambda rect: rect.y) == [Rect(40, 0, 4, 56), Rect(0, 56, 200, 4)]
    slope = mask.copy()
    slope[np.arange(56), np.arange(56) + 60] = slope[np.arange(56), np.arange(56) + 61] = True
    assert lines_of(slope) == []
    mask[10:30, 100:130] = True
    assert lines_of(mask) == []
