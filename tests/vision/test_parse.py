"""Parsing drawn screens: what is known because it was drawn, and what must not break the parser."""

import io
import pickle
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane_resources.paths import fonts_dir
from moonpane_vision.parse import Node, Rect, line_crops, parse_screen
from moonpane_vision.parse.zones import flat_zones, pack_colours

GROUND, INK, CARD, LINE, BLUE = (246, 247, 251), (26, 34, 51), (255, 255, 255), (228, 231, 236), (47, 111, 237)


def font(size: int, weight: str = "Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts_dir() / f"Inter-{weight}.ttf"), size)


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


@pytest.fixture(scope="module")
def drawn() -> np.ndarray:
    """A heading, a card with two lines and a button, and a divider."""
    image = Image.new("RGB", (360, 300), GROUND)
    draw = ImageDraw.Draw(image)
    draw.text((16, 40), "Welcome back", fill=INK, font=font(24, "Bold"), anchor="ls")
    draw.rectangle((16, 60, 343, 199), fill=CARD, outline=LINE, width=1)
    draw.text((32, 92), "Sign in to continue", fill=INK, font=font(14), anchor="ls")
    draw.text((32, 116), "Forgot it?", fill=BLUE, font=font(14), anchor="ls")
    draw.rectangle((32, 140, 131, 175), fill=BLUE)
    draw.text((82, 163), "Save", fill=CARD, font=font(14, "Bold"), anchor="ms")
    draw.rectangle((16, 230, 343, 230), fill=LINE)
    return np.asarray(image)


def test_drawn_screen(drawn: np.ndarray) -> None:
    screen = parse_screen(drawn)
    assert screen.background == GROUND
    card, button, divider = (next(n for n in nodes(screen.root) if n.rect.height == h) for h in (140, 36, 1))
    assert (card.rect, card.fill, card.border, card.border_colour) == (Rect(16, 60, 328, 140), CARD, 1, LINE)
    assert (button.rect, button.fill, button.radius) == (Rect(32, 140, 100, 36), BLUE, 0)
    assert divider.rect == Rect(16, 230, 328, 1)
    assert button in card.children
    assert [(line.bold, line.colour, round(line.baseline)) for line in screen.lines] == [
        (True, INK, 40),
        (False, INK, 92),
        (False, BLUE, 116),
        (True, CARD, 163),
    ]
    # Pillow's hinting stretches letters to whole pixels.
    assert all(abs(line.font_size - size) <= 1 for line, size in zip(screen.lines, (24, 14, 14, 14), strict=True))


def test_crops_follow_the_lines(drawn: np.ndarray) -> None:
    screen = parse_screen(drawn)
    crops = line_crops(drawn, screen)
    assert [crop.line for crop in crops] == sorted(crop.line for crop in crops)
    assert {crop.line for crop in crops} == set(range(len(screen.lines)))
    for crop in crops:
        assert crop.pixels.shape == (28, 168)
        assert np.median(crop.pixels) == 255
        assert crop.pixels.min() < 60


def test_a_screen_is_the_same_every_time_and_can_travel(drawn: np.ndarray) -> None:
    screen = parse_screen(drawn)
    assert screen == parse_screen(drawn.copy())
    assert pickle.loads(pickle.dumps(screen)) == screen


def test_underlines_are_told_and_erased() -> None:
    image = Image.new("RGB", (200, 60), CARD)
    draw = ImageDraw.Draw(image)
    draw.text((20, 30), "Terms of use", fill=BLUE, font=font(16), anchor="ls")
    plain = parse_screen(np.asarray(image))
    draw.rectangle((20, 32, 20 + int(font(16).getlength("Terms of use")), 32), fill=BLUE)
    lined = parse_screen(np.asarray(image))
    assert [line.underline is not None for line in (*plain.lines, *lined.lines)] == [False, True]
    one, other = line_crops(np.asarray(image), lined)[0].pixels, line_crops(np.asarray(image), plain)[0].pixels
    assert np.abs(one.astype(int) - other).mean() < 12


@pytest.mark.parametrize(("sign", "is_bullet"), [("\u2022", True), ("+", False), ("\u00d7", False)])
@pytest.mark.parametrize("size", [13, 15, 18])
def test_a_dot_before_a_text_is_that_of_a_list_and_a_plus_is_not(sign: str, is_bullet: bool, size: int) -> None:
    image = Image.new("RGB", (260, 60), CARD)
    ImageDraw.Draw(image).text((20, 20), f"{sign} 2,750.00", fill=INK, font=font(size))
    assert any(line.bullet for line in parse_screen(np.asarray(image)).lines) is is_bullet


@pytest.mark.parametrize(
    ("family", "size"), [("Inter", 17), ("Inter", 18), ("Lato", 11), ("Lato", 12), ("Nunito", 15), ("Roboto", 13)]
)
def test_the_feet_of_round_letters_are_no_underline(family: str, size: int) -> None:
    for word in ("suggest", "accuse", "season", "overseas", "Courgettes", "cocoa"):
        image = Image.new("RGB", (260, 60), CARD)
        used = ImageFont.truetype(str(fonts_dir() / f"{family}-Regular.ttf"), size)
        ImageDraw.Draw(image).text((20, 20), word, fill=INK, font=used)
        (line,) = parse_screen(np.asarray(image)).lines
        assert line.underline is None, word


def test_a_link_within_a_line_is_underlined_alone() -> None:
    """Beside words of another colour it is a line of its own; the stroke leaves room for the tail of its y."""
    image = Image.new("RGB", (320, 60), CARD)
    draw = ImageDraw.Draw(image)
    before = int(font(16).getlength("No account yet? "))
    draw.text((20, 30), "No account yet? ", fill=INK, font=font(16), anchor="ls")
    draw.text((20 + before, 30), "Ask your choir", fill=BLUE, font=font(16), anchor="ls")
    plain = np.asarray(image)
    tail = [20 + before + int(font(16).getlength(text)) for text in ("Ask ", "Ask y")]
    end = 20 + before + int(font(16).getlength("Ask your choir"))
    for start, stop in ((20 + before, tail[0] - 2), (tail[1] + 1, end)):
        draw.rectangle((start, 32, stop, 32), fill=BLUE)
    lined = np.asarray(image)
    screen = parse_screen(lined)
    assert [line.underline is not None for line in screen.lines] == [False, True]
    crops = [[crop.pixels.astype(int) for crop in line_crops(each, parse_screen(each))] for each in (lined, plain)]
    assert len(crops[0]) == len(crops[1])  # words are told apart
    for one, other in zip(*crops, strict=True):
        assert np.abs(one - other).mean() < 4


def test_a_link_within_a_sentence_does_not_join_its_words() -> None:
    image = Image.new("RGB", (420, 60), CARD)
    draw = ImageDraw.Draw(image)
    draw.text((20, 30), "Please read our terms of service first", fill=INK, font=font(16), anchor="ls")
    plain = np.asarray(image)
    start, end = (
        20 + int(font(16).getlength(text)) for text in ("Please read our ", "Please read our terms of service")
    )
    draw.rectangle((start, 32, end, 32), fill=INK)
    lined = np.asarray(image)
    crops = [[crop.pixels.astype(int) for crop in line_crops(each, parse_screen(each))] for each in (lined, plain)]
    assert len(crops[0]) == len(crops[1]) > 1
    for one, other in zip(*crops, strict=True):
        assert np.abs(one - other).mean() < 4


@pytest.mark.parametrize("below", [0, 1])
def test_the_edge_of_the_box_around_a_line_is_in_none_of_its_crops(below: int) -> None:
    text = "Etwa 15 Minuten, Reparatur an einem Signal"
    pictures = []
    for ground in (BLUE, CARD):
        image = Image.new("RGB", (420, 60), ground)
        draw = ImageDraw.Draw(image)
        draw.rectangle((4, 4, 415, 33 + below), fill=CARD)
        draw.text((20, 30), text, fill=INK, font=font(16), anchor="ls")
        pixels = np.asarray(image)
        pictures.append([crop.pixels for crop in line_crops(pixels, parse_screen(pixels))])
    assert len(pictures[0]) == len(pictures[1]) >= 3
    for one, other in zip(*pictures, strict=True):
        assert np.abs(one.astype(int) - other).mean() < 6


@pytest.mark.parametrize(("gap", "texts"), [(6, 1), (24, 2)])
def test_wide_gaps_part_texts(gap: int, texts: int) -> None:
    image = Image.new("RGB", (300, 60), CARD)
    draw = ImageDraw.Draw(image)
    draw.text((20, 30), "Home", fill=INK, font=font(16), anchor="ls")
    draw.text((20 + int(font(16).getlength("Home")) + gap, 30), "Docs", fill=INK, font=font(16), anchor="ls")
    assert len(parse_screen(np.asarray(image)).lines) == texts


def test_flat_zones_agree_with_flood_fill() -> None:
    packed = np.random.default_rng(3).integers(0, 3, (19, 23)).astype(np.int32)
    zones = flat_zones(packed)
    seen = np.zeros(packed.shape, bool)
    count = 0
    for start in zip(*np.nonzero(~seen), strict=True):
        if seen[start]:
            continue
        count, stack, area = count + 1, [start], 0
        seen[start] = True
        while stack:
            row, column = stack.pop()
            area += 1
            assert zones.labels[row, column] == zones.labels[start]
            for near in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
                inside = 0 <= near[0] < 19 and 0 <= near[1] < 23
                if inside and not seen[near] and packed[near] == packed[start]:
                    seen[near] = True
                    stack.append(near)
        assert zones.areas[zones.labels[start]] == area
    assert len(zones.areas) == count
    assert pack_colours(np.array([[[1, 2, 3]]], np.uint8))[0, 0] == 0x010203


def strange_pictures() -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    ramp = np.linspace(0, 255, 300)
    return {
        "one pixel": np.zeros((1, 1, 3), np.uint8),
        "one row": np.full((1, 300, 3), 9, np.uint8),
        "blank": np.full((200, 200, 3), 255, np.uint8),
        "noise": random.integers(0, 256, (250, 250, 3), dtype=np.uint8),
        "faint noise": random.integers(100, 130, (150, 150, 3)).astype(np.uint8),
        "gradient": np.repeat(np.broadcast_to(ramp, (200, 300))[:, :, None], 3, axis=2).astype(np.uint8),
        "stripes": np.repeat((np.arange(300) % 16 * 16)[:, None], 900, axis=1).reshape(300, 300, 3).astype(np.uint8),
        "checks": np.kron(np.indices((20, 20)).sum(0) % 2 * 255, np.ones((9, 9)))[:, :, None]
        .repeat(3, 2)
        .astype(np.uint8),
    }


@pytest.mark.parametrize("picture", strange_pictures().values(), ids=strange_pictures().keys())
def test_pictures_that_are_no_screens_stay_bounded(picture: np.ndarray) -> None:
    screen = parse_screen(picture)
    measured = [node for node in nodes(screen.root) if node.kind in ("text", "box", "picture")]
    assert len(measured) <= 400
    assert (screen.width, screen.height) == (picture.shape[1], picture.shape[0])
    assert len(line_crops(picture, screen)) <= 2000


def test_a_gradient_is_one_picture_not_stripes() -> None:
    pixels = np.full((200, 300, 3), 255, np.uint8)
    pixels[40:140, 50:250] = np.linspace((40, 90, 200), (160, 60, 220), 200)[None].astype(np.uint8)
    kinds = [(node.kind, node.rect) for node in nodes(parse_screen(pixels).root)][1:]
    assert kinds == [("picture", Rect(50, 40, 200, 100))]


def test_what_lies_on_a_gradient_is_found() -> None:
    ramp = np.linspace((40, 60, 160), (120, 40, 200), 400)[None]
    image = Image.fromarray(np.broadcast_to(ramp, (300, 400, 3)).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.text((30, 60), "Above the card", fill=(255, 255, 255), font=font(20), anchor="ls")
    draw.rectangle((60, 100, 339, 259), fill=CARD)
    draw.text((80, 140), "On the card", fill=INK, font=font(16), anchor="ls")
    screen = parse_screen(np.asarray(image))
    assert [round(line.baseline) for line in screen.lines] == [60, 140]
    boxes = [node.rect for node in nodes(screen.root) if node.kind == "box"]
    assert boxes == [Rect(0, 0, 400, 300), Rect(60, 100, 280, 160)]


def test_jpeg_noise_is_forgiven(drawn: np.ndarray) -> None:
    stored = io.BytesIO()
    Image.fromarray(drawn).save(stored, "JPEG", quality=90)
    screen = parse_screen(np.asarray(Image.open(stored)))
    assert len(screen.lines) == 4
    assert any(abs(node.rect.width - 100) <= 2 and abs(node.rect.height - 36) <= 2 for node in nodes(screen.root))


@pytest.mark.parametrize("shape", [(10, 10), (10, 10, 4), (0, 5, 3)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="height, width, 3"):
        parse_screen(np.zeros(shape, np.uint8))
