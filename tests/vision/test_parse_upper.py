"""What lies over a corner, a side or a picture changes nothing of what is beneath, and stands where it was seen."""

import numpy as np
import pytest

from moonpane_vision.parse import Node, Rect, layers, parse_screen
from moonpane_vision.parse.covered import with_hidden_ends
from moonpane_vision.parse.layout import arrange
from moonpane_vision.parse.model import Box
from tests.cost import cost
from tests.vision.test_parse_layers import AMBER, GROUND, NAVY, WHITE, drawn, nodes, shaded


def test_a_round_button_over_a_corner_takes_nothing_from_its_radius() -> None:
    dialog, button = Rect(60, 60, 260, 160), Rect(300, 46, 36, 36)
    pixels = drawn(420, 300, (dialog, WHITE, 12), (button, NAVY, 18))
    found = {box.fill: box for box in parse_screen(pixels).boxes}
    assert (found[WHITE].rect, found[NAVY].rect) == (dialog, button)
    assert max(abs(corner - 12) for corner in found[WHITE].corners) <= 2


def test_a_drawer_at_the_rim_is_no_page() -> None:
    """It is the largest area of one colour there, for cards and its own shadow cut up the page."""
    page, drawer = Rect(0, 0, 700, 400), Rect(430, 0, 270, 400)
    cards = [(Rect(30 + 180 * at, 60, 100, 160), GROUND, 6) for at in range(3)]
    pixels = shaded(drawn(700, 400, (page, NAVY, 0), *cards), drawer, blur=60, alpha=0.4)
    pixels[(drawn(700, 400, (Rect(430, 0, 300, 400), WHITE, 18)) == WHITE).all(axis=2)] = WHITE
    screen = parse_screen(pixels)
    assert screen.background == NAVY
    assert any(box.rect.overlap(drawer) >= 0.98 * drawer.area and box.fill == WHITE for box in screen.boxes)


def test_pictures_count_as_what_lies_over_a_side() -> None:
    """A sheet of which a strip of photographs covers a part of one side, cut by the edge of the screen."""
    sheet, photo = Rect(0, 340, 400, 240), Rect(240, 380, 160, 140)
    pixels = drawn(400, 580, (sheet, WHITE, 0))
    draw = np.random.default_rng(0)
    pixels[photo.y : photo.bottom, photo.x : photo.right] = draw.integers(0, 255, (photo.height, photo.width, 3))
    found = [box.rect for box in parse_screen(pixels).boxes]
    assert sheet in found
    assert any(photo.overlap(rect) > 0.9 * photo.area and rect.area < 1.1 * photo.area for rect in found)


def test_what_lies_on_an_upper_box_is_not_hidden_by_the_picture_below_that() -> None:
    """A mark on a card that lies half over a photograph, and a label over the upper edge of such a card."""
    photo, card, mark = Rect(0, 0, 400, 400), Rect(40, 320, 320, 160), Rect(240, 340, 90, 30)
    pixels = drawn(400, 700)
    pixels[: photo.bottom] = np.random.default_rng(1).integers(0, 255, (400, 400, 3))
    label = Rect(60, 306, 90, 28)
    for rect, fill in ((card, WHITE), (mark, NAVY), (label, AMBER)):
        pixels[rect.y : rect.bottom, rect.x : rect.right] = fill
    screen = parse_screen(pixels)
    assert {card, mark, label} <= {box.rect for box in screen.boxes}
    (around,) = [node for node in nodes(screen.root) if any(child.rect == mark for child in node.children)]
    assert around.rect == card
    holders = [node.rect for node in nodes(screen.root) if any(child.rect == label for child in node.children)]
    assert photo not in holders, "it would be painted before the card that it lies on"


def test_a_card_with_a_mark_stands_in_its_row_where_it_was_seen() -> None:
    """The mark leads back, so that a browser takes both for hardly any height: no middle can be shared."""
    page = Node("page", Rect(0, 0, 900, 600))
    cards = [Node("box", Rect(40 + 280 * at, 100, 260, 300), layer=at, fill=NAVY) for at in range(3)]
    mark = Node("box", Rect(380, 84, 140, 32), layer=9, fill=AMBER)
    row = arrange(page, [*cards, mark])
    assert row.direction == "row"
    assert row.cross_top or any(child.offset for child in row.children)
    assert row.children[1].height < 100 < row.children[1].rect.height


def test_a_column_is_as_wide_as_it_was_measured_where_something_in_it_has_a_place() -> None:
    page = Node("page", Rect(0, 0, 900, 600))
    card = Node("box", Rect(40, 100, 220, 300), layer=0, fill=NAVY)
    ribbon = Node("box", Rect(32, 120, 90, 26), layer=5, fill=AMBER)
    other = Node("box", Rect(300, 100, 220, 300), layer=1, fill=NAVY)
    row = arrange(page, [card, ribbon, other])
    first, second = row.children[:2]
    gap = row.gap + second.extra_gap
    assert first.rect.x + max(first.width, first.rect.width) + gap == second.rect.x


def test_a_gradient_is_as_round_as_its_free_corners_say() -> None:
    """A ribbon over one corner, and square corners below, as those of a picture at the head of a card."""
    pixels = drawn(400, 300)
    place = Rect(60, 60, 240, 140)
    shade = np.linspace(120, 220, place.height).astype(np.uint8)[:, None, None].repeat(place.width, 1).repeat(3, 2)
    mask = drawn(place.width, place.height + 40, (Rect(0, 0, place.width, place.height + 40), NAVY, 16))[: place.height]
    inside = (mask == NAVY).all(axis=2)
    pixels[place.y : place.bottom, place.x : place.right][inside] = shade[inside]
    pixels[70:96, 50:120] = AMBER
    (picture,) = [box for box in parse_screen(pixels).boxes if box.is_gradient]
    assert picture.rect.overlap(place) >= 0.98 * place.area
    assert max(abs(a - b) for a, b in zip(picture.corners, (16, 16, 0, 0), strict=True)) <= 3


def test_thousands_of_boxes_that_touch_are_compared_in_time() -> None:
    """As tiles and mosaics do; of each two, one could end beneath the other."""
    boxes = [Box(Rect(32 * at, 32 * row, 32, 32), (at, row, 9)) for row in range(30) for at in range(50)]
    assert cost(lambda: with_hidden_ends(boxes)) < 30, "three times as much when all are compared"


def test_a_pile_of_boxes_is_layered_however_high(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each over the next, larger one before it: no screen has that, but a mosaic looks like it."""
    monkeypatch.setattr(layers, "_is_over", lambda *_: True)
    stairs = [Box(Rect(2 * at, at // 4, 200, 100), (9, 9, 9)) for at in range(1500)]
    found = layers.in_layers(np.zeros((600, 3300, 3), np.uint8), stairs)
    assert sorted(map(id, found)) == sorted(map(id, stairs))
