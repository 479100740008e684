"""What the outline has no word for: which colours it is known by, and what is left as it was."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import ImageDraw

from moonpane_vision.assets import with_looks, with_own_colours
from moonpane_vision.assets.looks import uneven_corners
from moonpane_vision.assets.shadow_fit import Shadow
from moonpane_vision.assets.shadows import Found
from moonpane_vision.outline import outline_text
from moonpane_vision.parse import Rect, Screen, parse_screen, with_lines
from moonpane_vision.parse.model import Box
from tests.vision.test_assets import page
from tests.vision.test_parse import BLUE, CARD, INK, font

SERIF = "'Source Serif 4',serif"
Corners = tuple[int, int, int, int]
UNEVEN: list[tuple[Corners, str]] = [
    ((0, 0, 28, 28), "0 0 28px 28px"),
    ((12, 12, 0, 1), "12px 12px 0 0"),
    ((17, 17, 17, 4), "17px 17px 17px 4px"),
    ((8, 0, 0, 8), "8px 0 0 8px"),
    ((16, 15, 0, 0), "16px 16px 0 0"),
    ((6, 6, 6, 6), ""),
    ((0, 0, 2, 2), ""),
    ((8, 12, 12, 12), ""),
    ((54, 54, 47, 47), ""),
    ((0, 3, 5, 0), ""),
    ((0, 0, 0, 0), ""),
]


@pytest.mark.parametrize(("corners", "css"), UNEVEN)
def test_corners_are_uneven_where_somebody_made_them_so(corners: Corners, css: str) -> None:
    assert uneven_corners(Box(Rect(0, 0, 200, 120), BLUE, corners=corners)) == css


@pytest.mark.parametrize("corners", [(28, 25, 28, 28), (30, 27, 30, 30), (56, 52, 52, 52)])
def test_corners_that_are_all_large_are_alike_however_they_differ(corners: tuple[int, int, int, int]) -> None:
    assert uneven_corners(Box(Rect(0, 0, 200, 120), BLUE, corners=corners)) == ""


def test_of_what_is_nearly_a_line_no_corners_are_told() -> None:
    assert uneven_corners(Box(Rect(0, 0, 200, 4), BLUE, corners=(0, 0, 4, 4))) == ""


def draw(canvas: ImageDraw.ImageDraw) -> None:
    canvas.rounded_rectangle((20, 20, 219, 99), 16, fill=BLUE, corners=(False, False, True, True))
    canvas.rounded_rectangle((20, 120, 219, 199), 16, fill=BLUE)
    canvas.text((40, 40), "First words", fill=INK, font=font(20))
    canvas.text((240, 40), "Other words", fill=INK, font=font(20))
    canvas.text((240, 80), "More words", fill=INK, font=font(20))


def plain(canvas: ImageDraw.ImageDraw) -> None:
    canvas.rounded_rectangle((20, 120, 219, 199), 16, fill=BLUE, outline=INK)
    canvas.text((240, 40), "Other words", fill=INK, font=font(20))


def arranged(screen: Screen) -> str:
    screen, _ = with_lines(screen, screen.lines)
    return outline_text(screen, [f"Line {number}" for number in range(len(screen.lines))])


def measured(pixels: np.ndarray) -> Screen:
    return with_own_colours(parse_screen(pixels))


def test_a_page_without_looks_is_as_it_was() -> None:
    screen = measured(pixels := page(420, 220, plain))
    same, looks = with_looks(pixels, screen, screen.lines)
    assert looks == ()
    assert same == screen


def test_only_who_has_a_look_is_known_by_a_colour_of_its_own() -> None:
    screen = measured(pixels := page(420, 220, draw))
    lines = [replace(line, family=SERIF) if line.ink.x > 230 else line for line in screen.lines]
    dressed, looks = with_looks(pixels, screen, lines)
    assert {(look.true_colour, look.css, look.is_text) for look in looks} == {
        (BLUE, "border-radius:0 0 15px 15px", False),  # Pillow draws them so
        (INK, f"font-family:{SERIF}", True),
    }
    taken = [CARD, BLUE, INK, *(look.colour for look in looks)]
    assert len(set(taken)) == len(taken)
    box, text = sorted(looks, key=lambda look: look.is_text)
    assert [line.colour for line in dressed.lines].count(text.colour) == 2, "one for all that look the same"
    assert {each.rect.y: (each.fill, each.radius) for each in dressed.boxes} == {
        20: (box.colour, 0),
        120: (BLUE, 15),
    }
    assert max(abs(a - b) for a, b in zip(box.colour, BLUE, strict=True)) <= 1
    outline = arranged(dressed)
    assert outline.count("#{:02x}{:02x}{:02x}".format(*box.colour)) == 1
    assert outline.count("#{:02x}{:02x}{:02x}".format(*text.colour)) == 2


def test_all_that_is_said_of_a_text_is_said_at_once() -> None:
    screen = measured(pixels := page(420, 220, plain))
    lines = [replace(line, family=SERIF, weight=600, spacing=1.25) for line in screen.lines]
    _, looks = with_looks(pixels, screen, lines)
    assert [look.css for look in looks] == [f"font-family:{SERIF};font-weight:600;letter-spacing:1.2px"]


def test_a_border_that_was_a_step_of_a_shadow_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = measured(pixels := page(420, 220, plain))
    (box,) = screen.boxes
    bare = replace(box, rect=box.rect.inset(1), border=0, border_colour=None)
    found = Found({0: Shadow(2, 10, 0, INK, 0.1)}, boxes={0: bare})
    monkeypatch.setattr("moonpane_vision.assets.looks.find_shadows", lambda *_: found)
    dressed, _ = with_looks(pixels, screen, screen.lines)
    assert [(each.rect, each.border) for each in dressed.boxes] == [(bare.rect, 0)]
