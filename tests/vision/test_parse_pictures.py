"""Pictures in rows of texts: larger than an icon, of a few flat colours; they pull no words from beside them."""

import numpy as np
from PIL import Image, ImageDraw

from moonpane_vision.parse import Rect, Screen, parse_screen
from tests.vision.test_parse import INK, font, nodes

GROUND, DARK, PALE = (233, 236, 234), (34, 160, 90), (186, 216, 196)
TITLE, FIRST, SECOND = "Create an account", "Soft television, often among", "witnesses and prints; choose"


def row(picture: Image.Image) -> Screen:
    """A picture with round corners, and three lines of text beside it."""
    mask = Image.new("L", picture.size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, 71, 55), 16, fill=255)
    image = Image.new("RGB", (420, 140), GROUND)
    image.paste(picture, (16, 40), mask)
    draw = ImageDraw.Draw(image)
    for at, said, size in ((40, TITLE, 15), (62, FIRST, 13), (82, SECOND, 13)):
        draw.text((104, at), said, INK, font(size))
    return parse_screen(np.asarray(image))


def hills() -> Image.Image:
    picture = Image.new("RGB", (72, 56), (190, 40, 110))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((-20, 22, 50, 90), fill=(60, 205, 130))
    draw.ellipse((24, 12, 120, 110), fill=(190, 185, 205))
    return picture


def stripes() -> Image.Image:
    """Half of them are as pale as the ground, so that the others could be strokes."""
    bands = np.add.outer(np.arange(56), np.arange(72)) // 12 % 2
    return Image.fromarray(np.where(bands[:, :, None], np.array(DARK), np.array(PALE)).astype(np.uint8))


def texts(screen: Screen) -> list[Rect]:
    return sorted((line.ink for line in screen.lines), key=lambda ink: ink.y)


def test_a_picture_of_a_few_colours_is_one_and_its_texts_are_lines() -> None:
    screen = row(hills())
    assert [node.rect for node in nodes(screen.root) if node.kind == "picture"] == [Rect(16, 40, 72, 56)]
    assert [ink.height < 18 and ink.x > 100 for ink in texts(screen)] == [True] * 3


def test_words_beside_what_looks_like_a_huge_letter_stay_lines_of_their_own() -> None:
    beside = [ink for ink in texts(row(stripes())) if ink.x > 100]
    assert [(ink.height < 18, ink.width > 125) for ink in beside] == [(True, True)] * 3


def test_a_ring_of_shares_beside_its_legend_is_a_picture() -> None:
    big = Image.new("RGB", (840, 420), GROUND)
    draw = ImageDraw.Draw(big)
    for start, end, colour in ((0, 200, (45, 212, 191)), (200, 260, (251, 191, 36)), (260, 360, (129, 140, 248))):
        draw.arc((40, 80, 210, 250), start, end, fill=colour, width=26)
    image = big.resize((420, 210), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(image)
    for number, said in enumerate(("Phone", "Tablet", "Desktop")):
        draw.text((130, 50 + 22 * number), said, INK, font(12))
    screen = parse_screen(np.asarray(image))
    (ring,) = [node.rect for node in nodes(screen.root) if node.kind == "picture"]
    assert abs(ring.width - 85) <= 2
    assert abs(ring.height - 85) <= 2
    assert [ink.x >= 129 for ink in texts(screen)] == [True] * 3


def test_a_large_word_of_two_colours_is_no_picture() -> None:
    image = Image.new("RGB", (420, 160), GROUND)
    draw = ImageDraw.Draw(image)
    draw.text((30, 30), "Moon", (37, 99, 235), font(72))
    ramp = np.linspace((37, 99, 235), (219, 39, 119), 420)[None].repeat(160, axis=0).astype(np.uint8)
    pixels = np.where((np.asarray(image) != np.array(GROUND)).any(axis=2)[:, :, None], ramp, np.asarray(image))
    screen = parse_screen(pixels.astype(np.uint8))
    assert not [node for node in nodes(screen.root) if node.kind == "picture"]
    assert len(screen.lines) == 1
