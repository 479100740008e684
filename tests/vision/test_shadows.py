"""Shadows of boxes: those that were drawn are told, and nothing else that is darker or lighter beside a box is one."""

import re
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from moonpane_vision.assets.looks import with_looks
from moonpane_vision.assets.shadow_fit import Shadow
from moonpane_vision.assets.shadows import find_shadows
from moonpane_vision.parse import Node, Rect, Screen, TextLine, parse_screen
from moonpane_vision.parse.model import Box, Colour
from tests.vision.truth import draw_pages

WHITE, DARK, BLUE = (255, 255, 255), (24, 26, 38), (210, 224, 250)
CARD = Rect(120, 100, 260, 150)
LEVELS = 3.5  # channel difference between a shadow and what is told of it, anywhere outside its box


def shape(size: tuple[int, int], rect: Rect, radius: int = 0) -> np.ndarray:
    """(h, w) float32: how much of each pixel a round rectangle covers."""
    across = np.abs(np.arange(size[0]) + 0.5 - rect.x - rect.width / 2) - rect.width / 2 + radius
    down = np.abs(np.arange(size[1]) + 0.5 - rect.y - rect.height / 2) - rect.height / 2 + radius
    outside = np.hypot(across.clip(0)[None, :], down.clip(0)[:, None])
    inside = np.minimum(np.maximum(across[None, :], down[:, None]), 0)
    return (0.5 - outside - inside + radius).clip(0, 1).astype(np.float32)


def with_shadow(pixels: np.ndarray, rect: Rect, shadow: Shadow, radius: int = 0) -> np.ndarray:
    """As Chromium draws it: blurred by a Gaussian of half the blur."""
    size = pixels.shape[1], pixels.shape[0]
    spread = rect.inset(-shadow.spread)
    moved = Rect(spread.x, spread.y + shadow.offset, spread.width, spread.height)
    alpha = shadow.alpha * cv2.GaussianBlur(shape(size, moved, max(0, radius + shadow.spread)), (0, 0), shadow.blur / 2)
    return pixels * (1 - alpha[..., None]) + alpha[..., None] * np.array(shadow.colour)


def painted(pixels: np.ndarray, rect: Rect, fill: Colour, radius: int = 0) -> np.ndarray:
    cover = shape((pixels.shape[1], pixels.shape[0]), rect, radius)[..., None]
    return pixels * (1 - cover) + cover * np.array(fill)


def empty(ground: Colour = WHITE) -> np.ndarray:
    return np.full((360, 500, 3), ground, np.float64)


def told(pixels: np.ndarray, boxes: list[Box], ground: Colour = WHITE) -> dict[int, Shadow]:
    return dict(find_shadows(pixels.round().astype(np.uint8), measured(boxes, ground)).shadows)


def measured(boxes: list[Box], ground: Colour) -> Screen:
    page = Rect(0, 0, 500, 360)
    return Screen(page.width, page.height, ground, Node("page", page), (), tuple(boxes))


def card(
    ground: Colour, shadow: Shadow | None, fill: Colour = WHITE, rect: Rect = CARD, radius: int = 12
) -> np.ndarray:
    pixels = empty(ground)
    if shadow:
        pixels = with_shadow(pixels, rect, shadow, radius)
    return painted(pixels, rect, fill, radius)


def box(rect: Rect = CARD, fill: Colour = WHITE, radius: int = 12) -> Box:
    return Box(rect, fill, radius, corners=(radius, radius, radius, radius))


KNOWN = (
    (BLUE, Shadow(1, 3, 0, (0, 0, 0), 0.12)),
    (BLUE, Shadow(4, 14, 0, (30, 30, 90), 0.08)),
    (BLUE, Shadow(10, 40, 0, (0, 0, 0), 0.25)),
    (DARK, Shadow(14, 34, 0, (0, 0, 0), 0.5)),
    (DARK, Shadow(8, 24, 0, (255, 122, 198), 0.35)),
    ((31, 120, 90), Shadow(0, 8, 0, (0, 0, 0), 0.3)),
    (BLUE, Shadow(20, 30, -8, (0, 0, 0), 0.3)),
)


@pytest.mark.parametrize(("ground", "drawn"), KNOWN)
@pytest.mark.parametrize("radius", [0, 12, 75])
def test_a_shadow_is_told_so_that_it_looks_the_same(ground: Colour, drawn: Shadow, radius: int) -> None:
    pixels = card(ground, drawn, radius=radius)
    found = told(pixels, [box(radius=radius)], ground)
    again = card(ground, found[0], radius=radius)
    assert np.abs(again - pixels).max() <= LEVELS
    assert abs(found[0].offset - drawn.offset) <= 2 + 0.2 * drawn.offset
    assert abs(found[0].blur - drawn.blur) <= 1 + 0.2 * drawn.blur


def test_it_is_said_in_css() -> None:
    assert Shadow(4, 14, 0, (30, 30, 90), 0.08).css == "0 4px 14px rgba(30,30,90,0.08)"
    assert Shadow(20, 25, -5, (0, 0, 0), 0.1).css == "0 20px 25px -5px rgba(0,0,0,0.1)"


def test_of_a_bar_only_the_lower_side_is_seen() -> None:
    rect, drawn = Rect(0, 0, 500, 56), Shadow(2, 8, 0, (0, 0, 0), 0.2)
    pixels = card(BLUE, drawn, rect=rect, radius=0)
    found = told(pixels, [box(rect, radius=0)], BLUE)
    assert np.abs(card(BLUE, found[0], rect=rect, radius=0) - pixels).max() <= LEVELS


def test_a_text_beside_it_does_not_hide_it() -> None:
    drawn = Shadow(4, 14, 0, (0, 0, 0), 0.15)
    pixels, ink = card(BLUE, drawn), Rect(150, 258, 160, 12)
    pixels[ink.y : ink.bottom : 2, ink.x : ink.right] = (20, 20, 30)
    text = TextLine(ink, ink.bottom, 12, 16, False, (20, 20, 30), BLUE)
    screen = replace(measured([box()], BLUE), lines=(text,))
    (found,) = find_shadows(pixels.round().astype(np.uint8), screen).shadows.values()
    assert np.abs(card(BLUE, found) - card(BLUE, drawn)).max() <= LEVELS


def test_lines_farther_away_are_steps_of_it_where_they_have_its_colour() -> None:
    """As the parser finds them where a shadow is wide; one that somebody drew there is another colour."""
    drawn = Shadow(10, 50, 0, (0, 0, 0), 0.25)
    pixels = card(BLUE, drawn).round().astype(np.uint8)
    steps = [Rect(140, CARD.bottom + 15, 220, 1), Rect(140, CARD.bottom + 22, 220, 1), Rect(CARD.x - 12, 130, 1, 90)]
    divider, across = Rect(140, CARD.bottom + 30, 220, 1), Rect(CARD.right + 14, 170, 14, 1)
    pixels[divider.y, divider.x : divider.right] = (170, 180, 200)
    places = [*steps, divider, across]
    lines = [box(at, tuple(pixels[at.y + at.height // 2, at.x + at.width // 2].tolist()), 0) for at in places]
    found = find_shadows(pixels, measured([*lines, box()], BLUE))
    assert np.abs(card(BLUE, found.shadows[5]) - card(BLUE, drawn)).max() <= LEVELS
    assert found.steps == {0, 1, 2}


@pytest.mark.parametrize(("ground", "fill"), [((127, 132, 143), WHITE), (BLUE, (40, 50, 90))])
def test_a_box_that_ends_within_a_pixel_has_its_shadow(ground: Colour, fill: Colour) -> None:
    """As a dialog does whose middle is that of the page: the first pixel outside is half its own."""
    drawn = Shadow(24, 60, 0, (0, 0, 0), 0.35)
    pixels = with_shadow(empty(ground), CARD, drawn, 12)
    pixels = (painted(pixels, CARD, fill, 12) + painted(pixels, CARD.inset(-1), fill, 13)) / 2
    found = told(pixels, [box(fill=fill)], ground)
    assert abs(found[0].alpha - drawn.alpha) <= 0.03
    assert (abs(found[0].offset - drawn.offset), abs(found[0].blur - drawn.blur)) <= (2, 6)


@pytest.mark.parametrize("ground", [WHITE, DARK, BLUE])
def test_a_flat_box_has_none(ground: Colour) -> None:
    assert told(card(ground, None, fill=(120, 130, 160)), [box(fill=(120, 130, 160))], ground) == {}


@pytest.mark.parametrize("width", [1, 2, 3])
@pytest.mark.parametrize("line", [(226, 232, 240), (60, 90, 200)])
def test_a_border_that_was_not_taken_for_one_is_none(width: int, line: Colour) -> None:
    """Sharp, and where it ends within a pixel, that one mixes."""
    for share in (1.0, 0.5):
        pixels = painted(empty(), CARD.inset(-width), line, 12 + width)
        pixels = share * pixels + (1 - share) * painted(empty(), CARD.inset(-width - 1), line, 13 + width)
        assert told(painted(pixels, CARD, WHITE, 12), [box()]) == {}


def test_a_ground_that_changes_is_none() -> None:
    for way in (np.linspace(0, 60, 360)[:, None, None], np.linspace(60, 0, 500)[None, :, None]):
        assert told(painted(empty() - way, CARD, WHITE, 12), [box()]) == {}


def test_a_ground_that_fades_below_one_box_is_none_of_a_picture() -> None:
    gradient = Box(Rect(0, 0, 500, 360), BLUE, is_picture=True, is_gradient=True)
    assert told(card(BLUE, Shadow(4, 14, 0, (0, 0, 0), 0.2)), [gradient, box()], BLUE) == {}


def test_another_box_beside_it_is_none() -> None:
    for gap in (1, 3, 8):
        other = Rect(CARD.x, CARD.bottom + gap, CARD.width, 60)
        pixels = painted(card(BLUE, None), other, (180, 190, 230))
        assert told(pixels, [box(), box(other, (180, 190, 230), 0)], BLUE) == {}


def test_one_that_was_taken_for_several_boxes_has_none() -> None:
    """Each one's shadow would lie on the box beside it."""
    drawn, left = Shadow(10, 30, 0, (0, 0, 0), 0.2), Rect(CARD.x, CARD.y, 130, CARD.height)
    right = Rect(left.right, CARD.y, 130, CARD.height)
    pixels = card(BLUE, drawn, radius=0)
    assert told(pixels, [box(radius=0)], BLUE) != {}
    assert told(pixels, [box(left, radius=0), box(right, radius=0)], BLUE) == {}


def test_the_shadow_of_a_picture_is_none_of_a_box_half_on_it() -> None:
    """Its lower side is all that is seen on the ground."""
    drawn, picture, label = Shadow(10, 30, 0, (0, 0, 0), 0.3), Rect(60, 40, 380, 160), Rect(180, 146, 120, 60)
    pixels = painted(with_shadow(empty(BLUE), picture, drawn), picture, (90, 60, 130))
    pixels = painted(pixels, label, WHITE)
    assert told(
        pixels, [replace(box(picture, (90, 60, 130), 0), is_picture=True), box(label, radius=0)], BLUE
    ).keys() == {0}


def test_where_the_picture_has_none_it_is_that_of_the_box() -> None:
    drawn, picture, label = Shadow(10, 30, 0, (0, 0, 0), 0.3), Rect(20, 40, 460, 160), Rect(60, 120, 160, 120)
    pixels = painted(empty(BLUE), picture, (90, 60, 130))
    pixels = painted(with_shadow(pixels, label, drawn), label, WHITE)
    boxes = [replace(box(picture, (90, 60, 130), 0), is_picture=True), box(label, radius=0)]
    found = told(pixels, boxes, BLUE)
    assert found.keys() == {1}
    again = painted(with_shadow(empty(BLUE), label, found[1]), label, WHITE)
    assert np.abs(again - pixels)[label.bottom :, label.x + 40 : label.right - 40].max() <= LEVELS


def test_the_first_step_of_the_shadow_of_a_kind_is_no_border() -> None:
    """As the parser takes it for one of the cards; a border that somebody drew is another colour."""
    drawn, places = Shadow(2, 6, 0, (0, 0, 0), 0.15), [Rect(30 + 155 * at, 90, 130, 90) for at in range(3)]
    pixels = empty(BLUE)
    for place in places:
        pixels = painted(with_shadow(pixels, place, drawn, 8), place, WHITE, 8)
    step = tuple(pixels[130, places[1].x - 2].round().astype(int).tolist())
    for colour, is_step in ((step, True), ((150, 170, 225), False)):
        bordered = replace(box(places[1].inset(-2), radius=10), border=2, border_colour=colour)
        boxes = [box(places[0], radius=8), bordered, box(places[2], radius=8)]
        found = find_shadows(pixels.round().astype(np.uint8), measured(boxes, BLUE))
        assert found.boxes == ({1: box(places[1], radius=8)} if is_step else {})
        assert not is_step or len({found.shadows[index] for index in range(3)}) == 1


def test_cards_that_look_alike_share_one() -> None:
    """Also one that something lies around."""
    drawn, places = Shadow(2, 6, 0, (0, 0, 0), 0.15), [Rect(30 + 155 * at, 90, 130, 90) for at in range(3)]
    pixels = empty(BLUE)
    for place in places:
        pixels = painted(with_shadow(pixels, place, drawn, 8), place, WHITE, 8)
    blotch = np.random.default_rng(0).integers(0, 255, (90, 500, 3))
    pixels[:88, 330:], pixels[182:272, 330:] = blotch[:88, 330:], blotch[:, 330:]
    pixels[:, 478:], pixels[:, 330:338] = 90, 90
    found = told(pixels, [box(place, radius=8) for place in places], BLUE)
    assert len(found) == 3
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(
    "css", ["0 1px 3px rgba(0,0,0,.2)", "0 4px 14px rgba(30,30,90,.12)", "0 10px 40px rgba(0,0,0,.25)"]
)
def test_the_renderer_s_shadow_is_told(tmp_path: Path, css: str) -> None:
    style = f"margin:60px;width:240px;height:120px;border-radius:12px;background:#fff;box-shadow:{css}"
    page = f'<!-- viewport: 360x260 -->\n<body style="margin:0;background:#eef2ff"><div style="{style}"></div>'
    (tmp_path / "page.html").write_text(page)
    draw_pages(tmp_path, tmp_path)
    pixels = np.asarray(Image.open(tmp_path / "page.png").convert("RGB"))
    screen = parse_screen(pixels)
    (found,) = find_shadows(pixels, screen).shadows.values()
    offset, blur, alpha = (
        float(number) for number in re.findall(r"[\d.]+", css)[1:3] + re.findall(r"[\d.]+(?=\))", css)
    )
    assert abs(found.offset - offset) <= 1
    assert abs(found.blur - blur) <= 1 + 0.1 * blur
    assert abs(found.alpha - alpha) <= 0.02
    dressed, looks = with_looks(pixels, screen, screen.lines)
    assert [box.rect for box in dressed.boxes] == [Rect(60, 60, 240, 120)], "steps of a shadow are no frames of a card"
    assert [(look.true_colour, look.css) for look in looks] == [(WHITE, f"box-shadow:{found.css}")]
