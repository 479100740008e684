"""Icons are pictures, letters are texts: what is told from a drawn shape alone."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from moonpane_vision.parse import Rect, parse_screen
from tests.vision.test_parse import BLUE, CARD, INK, font, nodes

Draw = Callable[[ImageDraw.ImageDraw], None]


def heart(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((20, 20, 30, 30), fill=INK)
    draw.ellipse((30, 20, 40, 30), fill=INK)
    draw.polygon(((21, 28), (39, 28), (30, 40)), fill=INK)


def flag(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon(((20, 20), (38, 24), (20, 30)), fill=(230, 60, 50))
    draw.polygon(((20, 30), (38, 36), (20, 40)), fill=(30, 140, 60))


def menu(draw: ImageDraw.ImageDraw) -> None:
    for top in (22, 28, 34):
        draw.rectangle((20, top, 37, top + 1), fill=INK)


def compass(draw: ImageDraw.ImageDraw) -> None:
    """An outline beside a smaller label, standing out above and below it."""
    draw.polygon(((28, 18), (38, 28), (28, 38), (18, 28)), outline=INK)
    draw.text((48, 32), "Nearby", fill=INK, font=font(13), anchor="ls")


def shown(draw_on: Draw) -> tuple[list[Rect], int]:
    image = Image.new("RGB", (160, 60), CARD)
    draw_on(ImageDraw.Draw(image))
    screen = parse_screen(np.asarray(image))
    return [node.rect for node in nodes(screen.root) if node.kind in ("picture", "box")], len(screen.lines)


@pytest.mark.parametrize(
    ("draw_on", "lines"),
    [(heart, 0), (flag, 0), (menu, 0), (compass, 1)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_icons_are_pictures(draw_on: Draw, lines: int) -> None:
    pictures, found = shown(draw_on)
    assert (len(pictures), found) == (1, lines)


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("said", ["7", "x", "A", "M", "W", "8", "B", "&", "JD", "88", "OK"])
def test_lone_letters_stay_texts(said: str, weight: str) -> None:
    for size in (14, 22, 28):
        pictures, found = shown(
            lambda draw, size=size: draw.text((20, 44), said, fill=BLUE, font=font(size, weight), anchor="ls")
        )
        assert (pictures, found) == ([], 1), size


def test_a_large_figure_beside_its_unit_stays_a_text() -> None:
    def figure(draw: ImageDraw.ImageDraw) -> None:
        draw.text((20, 40), "7", fill=INK, font=font(28), anchor="ls")
        draw.text((46, 34), "projects", fill=INK, font=font(13), anchor="ls")

    assert shown(figure) == ([], 2)


def listed(signs: list[str], draw_sign: Callable[[ImageDraw.ImageDraw, str, int], object]) -> tuple[list[Rect], int]:
    """The pictures and the number of lines of a list whose items have a sign before their label."""
    image = Image.new("RGB", (240, 60 + 40 * len(signs)), CARD)
    draw = ImageDraw.Draw(image)
    for number, sign in enumerate(signs):
        draw_sign(draw, sign, 50 + 40 * number)
        draw.text((62, 50 + 40 * number), "Contacts", fill=INK, font=font(13), anchor="ls")
    screen = parse_screen(np.asarray(image))
    return [node.rect for node in nodes(screen.root) if node.kind == "picture"], len(screen.lines)


def test_shapes_in_a_column_before_labels_are_icons() -> None:
    def open_shape(draw: ImageDraw.ImageDraw, sign: str, baseline: int) -> None:
        top, bottom = baseline - 12, baseline + 2
        turned = {"left": (44, 32), "right": (32, 44)}[sign]
        draw.line(((turned[0], top), (turned[1], top), (38, bottom - 6), (38, bottom)), fill=INK, width=2)

    pictures, lines = listed(["left", "right", "left", "right"], open_shape)
    assert (len(pictures), lines) == (4, 4)


def test_numbers_in_a_column_before_labels_stay_texts() -> None:
    def number(draw: ImageDraw.ImageDraw, sign: str, baseline: int) -> None:
        draw.text((38, baseline), sign, fill=INK, font=font(13), anchor="ms")

    for signs in (["10", "11", "12", "13"], ["Mo", "We", "Fr", "Su"]):
        pictures, _ = listed(signs, number)
        assert not pictures
