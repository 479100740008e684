"""Boxes that lie over others, half or whole: all of them are found, and laid out one over the other."""

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from moonpane_vision.assets.shadows import find_shadows
from moonpane_vision.parse import Node, Rect, Screen, parse_screen, visible
from moonpane_vision.parse.bubbles import box_of_bubble
from moonpane_vision.parse.cast import without_cast
from moonpane_vision.parse.covered import with_hidden_ends
from moonpane_vision.parse.layers import in_layers
from moonpane_vision.parse.layout import DRIFT, arrange
from moonpane_vision.parse.model import Box
from tests.vision.test_parse import font
from tests.vision.test_parse_flow import ROUNDED, drifts
from tests.vision.truth import Agreement, agreement, draw_pages

PAGES = Path(__file__).parent / "pages" / "layers"
GROUND, WHITE, NAVY, AMBER = (238, 241, 248), (255, 255, 255), (23, 43, 77), (252, 211, 77)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("layers")
    draw_pages(PAGES, target)
    return target


@pytest.fixture(scope="module")
def screens(rendered: Path) -> dict[str, Screen]:
    return {path.stem: parse_screen(opened(path)) for path in sorted(rendered.glob("*.png"))}


def opened(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB"))


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def drawn(width: int, height: int, *boxes: tuple[Rect, tuple[int, int, int], int]) -> np.ndarray:
    """Rounded boxes on GROUND, the later over the earlier ones, with soft rims."""
    image = Image.new("RGB", (4 * width, 4 * height), GROUND)
    for rect, fill, radius in boxes:
        edges = (4 * rect.x, 4 * rect.y, 4 * rect.right - 1, 4 * rect.bottom - 1)
        ImageDraw.Draw(image).rounded_rectangle(edges, 4 * radius, fill=fill)
    return np.array(image.reduce(4))


def shaded(pixels: np.ndarray, box: Rect, *, blur: float, alpha: float) -> np.ndarray:
    """With a shadow around a box that is to be drawn."""
    mask = np.zeros(pixels.shape[:2], np.float32)
    mask[box.y : box.bottom, box.x : box.right] = alpha
    shadow = cv2.GaussianBlur(mask, (0, 0), blur / 2)
    return np.round(pixels * (1 - shadow[..., None])).astype(np.uint8)


def test_everything_in_layers_is_found(rendered: Path, screens: dict[str, Screen]) -> None:
    total = Agreement()
    for name, screen in screens.items():
        one = agreement(screen, json.loads((rendered / f"{name}.json").read_bytes()))
        print(one.row(name), *one.notes, sep="\n    ")
        total.add(one)
    assert (total.truth_lines, total.truth_boxes) == (125, 59)
    assert total.hits >= 0.99 * total.truth_lines
    assert total.hits >= 0.97 * total.found_lines
    assert total.box_hits >= 0.98 * total.truth_boxes
    assert total.box_hits >= 0.92 * total.found_boxes


def test_layers_are_laid_out_one_over_the_other(screens: dict[str, Screen]) -> None:
    """Each thing where it was seen, by gaps that lead back: the dialog over cards, the mark over the head of a card."""
    back = 0
    for name, screen in screens.items():
        assert max(map(abs, drifts(screen.root))) <= DRIFT + ROUNDED / 2, name
        back += sum(node.gap + node.extra_gap < 0 for node in nodes(screen.root))
    assert back >= len(screens)


def test_without_layers_they_are_torn(
    rendered: Path, screens: dict[str, Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: painted from large to small, cards lie over the dialog that hides them."""
    monkeypatch.setattr(visible, "in_layers", lambda pixels, boxes: list(boxes))
    torn = parse_screen(opened(rendered / "dialog.png"))
    assert [line.ink for line in torn.lines] != [line.ink for line in screens["dialog"].lines]


def test_a_head_keeps_its_round_corners_under_cards() -> None:
    """Between the cards little is seen of its lower edge, and that in their shadow."""
    head, cards = Rect(0, 0, 390, 219), [Rect(20 + 121 * at, 177, 109, 74) for at in range(3)]
    pixels = drawn(390, 560, (Rect(0, -40, 390, 259), NAVY, 28))
    for card in cards:
        pixels = shaded(pixels, Rect(card.x, card.y + 4, card.width, card.height), blur=14, alpha=0.12)
    pixels[(drawn(390, 560, *((card, WHITE, 16) for card in cards)) == WHITE).all(axis=2)] = WHITE
    screen = parse_screen(pixels)
    found = next(box for box in screen.boxes if box.fill == NAVY)
    assert found.rect == head
    assert found.corners[:2] == (0, 0)
    assert all(abs(corner - 28) <= 1 for corner in found.corners[2:])
    assert [box.rect for box in screen.boxes if box.fill == WHITE] == cards


def test_what_is_no_box_is_none_beneath_others() -> None:
    """An L, and a ring behind a round box, however near a box lies."""
    bend = drawn(400, 300, (Rect(40, 40, 300, 200), NAVY, 0), (Rect(140, 40, 200, 120), GROUND, 0))
    bend[30:60, 300:360] = AMBER
    assert not [box for box in parse_screen(bend).boxes if box.fill == NAVY and box.rect.height > 100]
    ring = drawn(400, 300, (Rect(100, 50, 200, 200), NAVY, 100), (Rect(100, 50, 110, 200), AMBER, 100))
    ring[90:210, 140:260] = drawn(120, 120, (Rect(0, 0, 120, 120), WHITE, 60))
    assert not [box for box in parse_screen(ring).boxes if box.fill == NAVY and not box.is_picture]


def test_of_two_boxes_in_one_colour_the_upper_one_shows_its_edges() -> None:
    """A white dialog with a border over a white card: by area alone the card would lie over the dialog."""
    card, dialog = Box(Rect(20, 20, 200, 160), WHITE), Box(Rect(120, 90, 260, 180), WHITE)
    pixels = drawn(400, 300, (card.rect, WHITE, 0), (dialog.rect, (206, 212, 218), 0), (dialog.rect.inset(1), WHITE, 0))
    assert in_layers(pixels, [dialog, card]) == [card, dialog]
    inner = Box(Rect(130, 100, 100, 30), NAVY)  # in the dialog, and over the card
    assert in_layers(pixels, [dialog, card, inner]) == [card, dialog, inner]
    upper = drawn(400, 300, (dialog.rect, NAVY, 0), (card.rect, WHITE, 0))
    assert in_layers(upper, [dialog, card]) == [dialog, card]


def test_a_box_goes_on_beneath_another_like_its_neighbour() -> None:
    neighbour, hidden = Box(Rect(20, 100, 200, 160), WHITE, radius=6), Box(Rect(240, 180, 200, 80), WHITE)
    upper, apart = Box(Rect(120, 80, 400, 100), NAVY), Box(Rect(460, 190, 200, 70), WHITE)
    found = with_hidden_ends([upper, neighbour, hidden, apart])
    assert found == [upper, neighbour, Box(Rect(240, 100, 200, 160), WHITE, radius=6), apart]
    assert with_hidden_ends([neighbour, hidden]) == [neighbour, hidden], "nothing lies over it"


def test_a_shadow_that_ends_in_a_fill_is_a_part_of_that_box() -> None:
    dialog, card = Box(Rect(20, 20, 300, 100), NAVY), Box(Rect(60, 150, 200, 100), WHITE)
    shade = Box(Rect(60, 120, 200, 30), (230, 230, 230), is_picture=True, is_gradient=True)
    pixels = drawn(400, 300, (Rect(60, 120, 200, 130), WHITE, 0), (dialog.rect, NAVY, 0))
    pixels[120:150, 60:260] = np.linspace(200, 254, 30).astype(np.uint8)[:, None, None]
    kept, boxes = without_cast(pixels, GROUND, [shade], [dialog, card])
    assert kept == []
    assert [box.rect for box in boxes] == [dialog.rect, Rect(60, 120, 200, 130)]
    pixels[120:150, 60:260] = np.linspace(254, 200, 30).astype(np.uint8)[:, None, None]
    assert without_cast(pixels, GROUND, [shade], [dialog, card]) == ([shade], [dialog, card]), "it ends elsewhere"


def test_a_portrait_over_the_edge_of_a_cover_keeps_its_ring() -> None:
    """Its ring goes over into the page below: one side tells how thick it is."""
    cover, ring = Rect(0, 0, 480, 160), Rect(184, 104, 112, 112)
    pixels = drawn(
        480, 400, (Rect(0, 0, 480, 400), WHITE, 0), (cover, NAVY, 0), (ring, WHITE, 56), (ring.inset(5), AMBER, 51)
    )
    screen = parse_screen(pixels)
    found = next(box for box in screen.boxes if box.fill == AMBER)
    assert (found.rect, found.border, found.border_colour) == (ring, 5, WHITE)


def test_round_and_square_marks_over_edges_are_no_letters() -> None:
    """A round button over the line above a bar, and the line, which lies along the bar."""
    bar, button = Rect(0, 241, 400, 59), Rect(168, 208, 64, 64)
    pixels = drawn(400, 300, (Rect(0, 240, 400, 60), (200, 200, 205), 0), (bar, WHITE, 0), (button, AMBER, 32))
    found = {box.rect for box in parse_screen(pixels).boxes}
    assert {bar, button, Rect(0, 240, 168, 1), Rect(232, 240, 168, 1)} <= found


def test_bars_that_touch_their_axis_and_each_other_are_no_letters() -> None:
    bars = [Rect(60 + 80 * at, 200 - height, 26, height) for at, height in enumerate((40, 60, 30))]
    others = [Rect(bar.right, 180, 26, 20) for bar in bars]
    axis = Rect(40, 200, 300, 1)
    shapes = [(bar, NAVY, 0) for bar in bars] + [(other, AMBER, 0) for other in others] + [(axis, (45, 42, 36), 0)]
    found = {box.rect for box in parse_screen(drawn(400, 260, *shapes)).boxes}
    assert {axis, *bars, *others} <= found


def test_items_that_reach_over_the_one_before_are_a_row() -> None:
    """The portraits of a team: each begins where the one before has not yet ended."""
    page = Node("page", Rect(0, 0, 400, 200))
    faces = [Node("box", Rect(20 + 24 * at, 40, 32, 32), layer=at, fill=NAVY, radius=999) for at in range(4)]
    row = arrange(page, faces)
    assert (row.direction, [child.rect.x for child in row.children]) == ("row", [20, 44, 68, 92])
    turned = [Node("box", face.rect, layer=4 - at, fill=NAVY) for at, face in enumerate(faces)]
    assert arrange(page, turned).direction == "col", "the first over the second: what is said later is painted later"


def test_cards_across_an_edge_share_their_shadow(rendered: Path, screens: dict[str, Screen]) -> None:
    """Beside the outer ones lies the round corner of the head, in which no shadow can be told."""
    screen = screens["banking"]
    found = find_shadows(opened(rendered / "banking.png"), screen).shadows
    cards = [at for at, box in enumerate(screen.boxes) if (box.rect.y, box.rect.height) == (177, 74)]
    assert len(cards) == 3
    assert len({found[at] for at in cards}) == 1


@pytest.mark.parametrize("side", ["top", "bottom", "left", "right"])
def test_a_hint_with_an_arrow_is_a_box_whatever_lies_under_it(side: str) -> None:
    """It covers a corner of the row below the button that it is about."""
    row, hint = Rect(40, 120, 300, 80), Rect(220, 160, 150, 60)
    image = Image.fromarray(drawn(460, 300, (row, WHITE, 0), (hint, NAVY, 6)))
    x, y = hint.x + hint.width // 2, hint.y + hint.height // 2
    tip = {
        "top": [(x - 8, hint.y), (x + 8, hint.y), (x, hint.y - 8)],
        "bottom": [(x - 8, hint.bottom - 1), (x + 8, hint.bottom - 1), (x, hint.bottom + 7)],
        "left": [(hint.x, y - 8), (hint.x, y + 8), (hint.x - 8, y)],
        "right": [(hint.right - 1, y - 8), (hint.right - 1, y + 8), (hint.right + 7, y)],
    }[side]
    ImageDraw.Draw(image).polygon(tip, fill=NAVY)
    found = {
        box.fill: box for box in parse_screen(np.asarray(image)).boxes if min(box.rect.width, box.rect.height) > 20
    }
    assert (found[NAVY].rect, found[WHITE].rect) == (hint, row)
    assert abs(found[NAVY].radius - 6) <= 1


@pytest.mark.parametrize("letter", ["L", "T", "E", "F", "7", "1", "b", "p"])
def test_letters_are_no_hints(letter: str) -> None:
    image = Image.new("L", (160, 180), 0)
    ImageDraw.Draw(image).text((80, 90), letter, fill=255, font=font(120, "Bold"), anchor="mm")
    rows, columns = np.nonzero(np.asarray(image) > 127)
    mask = np.asarray(image)[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] > 127
    assert box_of_bubble(mask) is None
