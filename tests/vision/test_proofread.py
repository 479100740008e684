"""A line that does not look like what was read in it is a picture: stars, icons, pieces of charts."""

import math
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane_resources.paths import fonts_dir
from moonpane_vision.assets import cut_assets, with_own_colours
from moonpane_vision.parse import Screen, parse_screen, with_pictures
from moonpane_vision.proofread import unlike_their_texts
from tests.vision.test_parse import CARD, INK, font, nodes
from tests.vision.test_parse_screens import slope

AMBER = (236, 160, 20)
FOREIGN = fonts_dir() / "NotoSansKR-Regular.ttf"


def star(draw: ImageDraw.ImageDraw, left: float, top: float, size: float) -> None:
    middle = size / 2
    turns = [math.radians(36 * step - 90) for step in range(10)]
    reach = [middle, 0.42 * middle] * 5
    draw.polygon(
        [(left + middle + r * math.cos(t), top + middle + r * math.sin(t)) for r, t in zip(reach, turns, strict=True)],
        fill=AMBER,
    )


@pytest.fixture(scope="module")
def rated() -> tuple[np.ndarray, Screen]:
    """Five stars below a name, and their figure beside them."""
    image = Image.new("RGB", (720, 240), CARD)
    draw = ImageDraw.Draw(image)
    draw.text((60, 80), "Paulsen", fill=INK, font=font(45, "Bold"), anchor="ls")
    for number in range(5):
        star(draw, 60 + 45 * number, 132, 42)
    draw.text((345, 171), "4,8", fill=INK, font=font(39), anchor="ls")
    pixels = np.asarray(image.resize((240, 80), Image.Resampling.LANCZOS))
    return pixels, parse_screen(pixels)


def read(screen: Screen, stars: str) -> list[str]:
    """What a reader without stars says: it must say something of every line."""
    return ["Paulsen" if line.ink.y < 35 else "4,8" if line.ink.x > 105 else stars for line in screen.lines]


@pytest.mark.parametrize("said", ["+ te # A", "B E V", "kk", "", "-->~``”"])
def test_stars_that_were_read_as_letters_are_a_picture(rated: tuple[np.ndarray, Screen], said: str) -> None:
    pixels, screen = rated
    texts = read(screen, said)
    unlike = unlike_their_texts(pixels, screen, texts)
    assert unlike
    assert {texts[number] for number in unlike} == {said}
    again, former = with_pictures(pixels, screen, unlike)
    assert sorted(texts[number] for number in former) == ["4,8", "Paulsen"]
    rows = [node for node in nodes(again.root) if node.kind == "picture"]
    assert min(node.rect.x for node in rows) <= 21
    assert max(node.rect.right for node in rows) >= 93
    assert len(cut_assets(pixels, with_own_colours(again)).files) >= 1


def test_lines_that_nobody_read_stay_lines(rated: tuple[np.ndarray, Screen]) -> None:
    pixels, screen = rated
    assert unlike_their_texts(pixels, screen, [""] * len(screen.lines)) == []


@pytest.mark.parametrize("space", [0, 1, 2], ids="{}px apart".format)
@pytest.mark.parametrize("said", ["OK", "7", "FAQ", "New", "€84", "4/6", "MENU"])
def test_short_texts_stay_texts_in_fonts_that_are_not_at_hand(said: str, space: int) -> None:
    for size in (12, 16, 24):
        image = Image.new("RGB", (40 + 34 * len(said), 60), CARD)
        draw, pen = ImageDraw.Draw(image), ImageFont.truetype(str(FOREIGN), size)
        for number, letter in enumerate(said):
            draw.text((20 + pen.getlength(said[:number]) + space * number, 40), letter, INK, pen, anchor="ls")
        pixels = np.asarray(image)
        screen = parse_screen(pixels)
        assert len(screen.lines) == 1
        assert unlike_their_texts(pixels, screen, [said]) == [], size


def test_what_is_written_in_letters_that_no_font_here_has_is_not_judged() -> None:
    image = Image.new("RGB", (120, 60), CARD)
    ImageDraw.Draw(image).text((20, 40), "mm", fill=INK, font=font(16), anchor="ls")
    pixels = np.asarray(image)
    assert unlike_their_texts(pixels, parse_screen(pixels), ["설정"]) == []


def test_a_line_on_such_a_picture_lies_on_it(rated: tuple[np.ndarray, Screen]) -> None:
    pixels, screen = rated
    name, figure = screen.lines[0], next(line for line in screen.lines if line.ink.x > 105)
    around = replace(name, ink=figure.ink.inset(-6))
    again, former = with_pictures(pixels, replace(screen, lines=(around, *screen.lines[1:])), [0])
    owner = again.owners[former.index(screen.lines.index(figure))]
    assert again.boxes[owner].rect == around.ink


@pytest.mark.parametrize(("said", "is_kept"), [("Quiet water", True), ("Dinner aloft", False)])
def test_a_text_on_a_drawing_is_proved_or_left_in_it(said: str, is_kept: bool) -> None:
    image = Image.new("RGB", (480, 400), CARD)
    scene = slope(480, 300)
    draw = ImageDraw.Draw(scene)
    for left in range(-40, 480, 60):
        draw.polygon(((left, 300), (left + 55, 150), (left + 110, 300)), fill=(141, 127, 176))
    draw.text((30, 70), "Quiet water", fill=INK, font=font(44, "Bold"), anchor="ls")
    image.paste(scene, (0, 0))
    pixels = np.asarray(image)
    screen = parse_screen(pixels)
    assert len(screen.lines) == 1
    again, _ = with_pictures(pixels, screen, unlike_their_texts(pixels, screen, [said]))
    assert (len(again.lines) == 1) == is_kept
    assert again.boxes == screen.boxes


def test_long_texts_stay_with_their_mistakes_unless_they_have_no_room() -> None:
    """Two lines that were taken for one are as high as both, and what is read in them would be far wider."""
    image = Image.new("RGB", (480, 80), CARD)
    ImageDraw.Draw(image).text((20, 30), "A witness of the harvest in May", fill=INK, font=font(16))
    pixels = np.asarray(image)
    screen = parse_screen(pixels)
    for said in (
        "A witnes ot the harvest in Mny",
        "Awitness of the harvest",
        "A witness of the harvest in May and June",
    ):
        assert unlike_their_texts(pixels, screen, [said]) == []
    (line,) = screen.lines
    high = replace(screen, lines=[replace(line, font_size=44)])
    assert unlike_their_texts(pixels, high, ["A witness of the harvest in May"]) == [0]
    low = replace(screen, lines=[replace(line, font_size=20)])
    assert unlike_their_texts(pixels, low, ["A witness of the harvest in May, " * 2]) == []  # so low is but one line


def test_an_arrow_that_was_read_as_a_dot_is_a_picture_and_a_dot_is_none() -> None:
    """A dot is drawn in any size, and a large one is a little like everything."""
    image = Image.new("RGB", (200, 80), CARD)
    draw = ImageDraw.Draw(image)
    draw.line([(46, 20), (46, 36)], fill=INK, width=2)
    draw.line([(39, 29), (46, 36), (53, 29)], fill=INK, width=2)
    draw.text((30, 62), "Request", fill=INK, font=font(14), anchor="ls")
    pixels = np.asarray(image)
    screen = parse_screen(pixels)
    texts = ["Request" if line.ink.y > 45 else "•" for line in screen.lines]
    assert sorted(texts) == ["Request", "•"]
    assert unlike_their_texts(pixels, screen, texts) == [texts.index("•")]
    draw.rectangle([30, 10, 60, 40], fill=CARD)
    draw.ellipse([40, 24, 48, 32], fill=INK)
    dotted = np.asarray(image)
    assert unlike_their_texts(dotted, screen, texts) == []
