"""What real screens show beyond cards on a plain page: each test draws a thing that was once taken for another."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane_resources.paths import fonts_dir
from moonpane_vision.parse import Rect, Screen, parse_screen
from moonpane_vision.parse.compositions import is_chevron, is_tick
from moonpane_vision.parse.noise import without_noise
from moonpane_vision.parse.plausible import is_writing
from tests.cost import cost
from tests.vision.test_parse import BLUE, CARD, INK, font, nodes

DARK, GREEN, WHITE = (16, 18, 22), (126, 231, 135), (255, 255, 255)


def mono_font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts_dir() / "JetBrainsMono-Regular.ttf"), size)


def boxes(screen: Screen) -> list[Rect]:
    return [node.rect for node in nodes(screen.root) if node.kind in ("box", "picture")]


def photograph(width: int, height: int) -> Image.Image:
    """A sky over hills, with grain and an edge between the two."""
    random = np.random.default_rng(7)
    rows = np.linspace(0, 1, height)[:, None, None]
    sky = np.array((70, 110, 170)) + rows * np.array((60, 40, 10))
    hills = np.array((60, 80, 50)) - rows * 20
    scene = np.where(np.arange(height)[:, None, None] < 0.6 * height, sky, hills) + np.zeros((1, width, 1))
    grain = cv2.GaussianBlur(random.normal(0, 12, (height, width, 3)), (5, 5), 0)
    return Image.fromarray((scene + grain).clip(0, 255).astype(np.uint8))


@pytest.fixture
def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (480, 320), CARD)
    return image, ImageDraw.Draw(image)


def test_a_window_on_a_gradient_desktop_is_a_box_with_texts() -> None:
    ramp = np.linspace((60, 30, 90), (20, 120, 70), 480)[None]
    image = Image.fromarray(np.broadcast_to(ramp, (320, 480, 3)).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 20, 459, 299), fill=DARK)
    draw.rectangle((120, 20, 459, 53), fill=(45, 45, 45))  # beside the open tab, which is one with the window
    draw.text((40, 90), "total 44K", fill=WHITE, font=font(14), anchor="ls")
    screen = parse_screen(np.asarray(image))
    assert Rect(20, 20, 440, 280) in boxes(screen)
    assert [round(line.baseline) for line in screen.lines] == [90]
    assert screen.lines[0].background == DARK


def test_a_photograph_is_one_picture_and_keeps_its_badge_and_caption(page: tuple) -> None:
    image, draw = page
    image.paste(photograph(400, 240), (40, 40))
    draw.rectangle((60, 60, 139, 83), fill=BLUE)
    draw.text((68, 76), "Update", fill=WHITE, font=font(13), anchor="ls")
    draw.text((60, 250), "Kept since yesterday", fill=WHITE, font=font(16, "Bold"), anchor="ls")
    screen = parse_screen(np.asarray(image))
    found = boxes(screen)
    assert found == [Rect(40, 40, 400, 240), Rect(60, 60, 80, 24)]
    assert [round(line.baseline) for line in screen.lines] == [76, 250]


def test_the_grain_of_a_photograph_is_no_writing(page: tuple) -> None:
    image, _ = page
    image.paste(photograph(400, 240), (40, 40))
    assert not parse_screen(np.asarray(image)).lines


def test_a_lossless_screen_with_a_photograph_is_not_cleaned_and_its_jpeg_is(page: tuple) -> None:
    image, draw = page
    image.paste(photograph(440, 120), (20, 180))
    for line in range(6):
        draw.text((20, 30 + 24 * line), "Photographs of this week and the last", fill=INK, font=font(16), anchor="ls")
    pixels = np.asarray(image)
    assert without_noise(pixels) is pixels
    stored = io.BytesIO()
    image.save(stored, "JPEG", quality=80)
    noisy = np.asarray(Image.open(stored).convert("RGB"))
    assert without_noise(noisy) is not noisy


def slope(width: int, height: int, *, tilted: bool = False) -> Image.Image:
    """A sky whose colours change downwards, or less steeply to the right, too."""
    down, right = np.linspace(0, 1, height)[:, None, None], np.linspace(0, 1, width)[None, :, None]
    sky = (247, 217, 196) + ((down + right) * (-15, -7, 10) if tilted else (down + 0 * right) * (-65, -2, 36))
    return Image.fromarray(sky.round().astype(np.uint8))


def test_texts_on_a_drawing_are_told_from_it() -> None:
    image = Image.new("RGB", (480, 400), CARD)
    scene = slope(480, 300)
    draw = ImageDraw.Draw(scene)
    for left in range(-40, 480, 60):  # peaks, at whose edges the sky is not smooth
        draw.polygon(((left, 300), (left + 55, 150), (left + 110, 300)), fill=(141, 127, 176))
    draw.text((30, 70), "Quiet water", fill=INK, font=font(32, "Bold"), anchor="ls")
    draw.text((30, 104), "Two nights by the northern shore", fill=INK, font=font(15), anchor="ls")
    image.paste(scene, (0, 0))
    screen = parse_screen(np.asarray(image))
    assert [round(line.baseline) for line in screen.lines] == [70, 104]
    drawing = screen.boxes[0]
    assert drawing.is_drawing
    assert drawing.rect.overlap(Rect(0, 0, 480, 300)) > 0.9 * drawing.rect.area


@pytest.mark.parametrize("tilted", [False, True])
def test_an_outlined_button_on_a_gradient_is_a_box_with_its_text(tilted: bool) -> None:
    image = slope(480, 320, tilted=tilted)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((60, 200, 219, 243), radius=8, outline=INK, width=2)
    draw.text((140, 227), "See free weeks", fill=INK, font=font(16), anchor="ms")
    screen = parse_screen(np.asarray(image))
    button = next(node for node in nodes(screen.root) if node.rect == Rect(60, 200, 160, 44))
    assert (button.kind, button.border, button.border_colour) == ("box", 2, INK)
    assert [round(line.baseline) for line in screen.lines] == [227]


@pytest.mark.parametrize("head", [0, 20])
def test_a_white_pane_sunk_into_a_window_is_a_box(head: int) -> None:
    """The lit edges of its bevel are white, too; the heads of its columns lie along one side."""
    image = Image.new("RGB", (480, 320), (192, 192, 192))
    draw = ImageDraw.Draw(image)
    for rim in range(2):
        left, top, right, bottom = 40 + rim, 40 + rim, 439 - rim, 279 - rim
        draw.line([(right, top), (right, bottom), (left, bottom)], fill=WHITE)
        draw.line([(left, bottom - 1), (left, top), (right - 1, top)], fill=(171, 171, 171))
    draw.rectangle((42, 42, 437, 277), fill=WHITE)
    if head:
        draw.rectangle((42, 42, 437, 41 + head), fill=(192, 192, 192))
    draw.text((60, 120), "Letters to Edith", fill=INK, font=font(14), anchor="ls")
    screen = parse_screen(np.asarray(image))
    pane = next(box for box in screen.boxes if box.fill == WHITE)
    assert pane.rect.contains(Rect(42, 42 + head, 396, 236 - head))
    assert Rect(40, 40, 400, 240).contains(pane.rect)
    assert [screen.boxes[owner] for owner in screen.owners] == [pane]


def test_a_panel_with_a_glow_on_its_foot_is_a_box(page: tuple) -> None:
    image, draw = page
    draw.rectangle((0, 0, 479, 319), fill=(244, 245, 250))
    draw.rectangle((100, 60, 379, 259), fill=CARD)
    pixels = np.asarray(image).copy()
    glow = np.linspace(0, 40, 30)[:, None, None] * np.linspace(0, 1, 200)[None, :, None] * np.array((0, 1, 0.8))
    pixels[230:260, 180:380] = (pixels[230:260, 180:380] - glow).round().astype(np.uint8)
    screen = parse_screen(pixels)
    assert Rect(100, 60, 280, 200) in boxes(screen)


def test_a_shadow_is_no_gradient(page: tuple) -> None:
    image, draw = page
    draw.rectangle((120, 80, 359, 219), fill=(0, 0, 0))
    soft = cv2.GaussianBlur(np.asarray(image), (0, 0), 18)
    shaded = Image.fromarray((soft * 0.35 + np.array(CARD) * 0.65).astype(np.uint8))
    ImageDraw.Draw(shaded).rectangle((120, 60, 359, 199), fill=CARD)
    assert not [node for node in nodes(parse_screen(np.asarray(shaded)).root) if node.kind == "picture"]


def test_a_label_in_the_pages_colour_on_a_map_is_a_box() -> None:
    image = Image.new("RGB", (480, 320), WHITE)
    draw = ImageDraw.Draw(image)
    draw.polygon(((60, 50), (440, 70), (420, 290), (90, 270)), fill=(226, 236, 220))
    draw.rectangle((200, 140, 259, 165), fill=WHITE)
    draw.text((230, 158), "€96", fill=INK, font=font(13, "Bold"), anchor="ms")
    screen = parse_screen(np.asarray(image))
    assert Rect(200, 140, 60, 26) in boxes(screen)
    assert len(screen.lines) == 1


def test_a_small_fill_with_a_digit_is_a_box(page: tuple) -> None:
    image, draw = page
    draw.rectangle((40, 40, 71, 65), fill=(11, 78, 78))
    draw.text((56, 58), "9.1", fill=WHITE, font=font(14, "Bold"), anchor="ms")
    screen = parse_screen(np.asarray(image))
    assert boxes(screen) == [Rect(40, 40, 32, 26)]
    assert [line.background for line in screen.lines] == [(11, 78, 78)]


def test_cells_in_a_row_are_boxes_with_their_digits(page: tuple) -> None:
    image, draw = page
    for number in range(5):
        left = 40 + 22 * number
        draw.rectangle((left, 40, left + 22, 62), fill=CARD, outline=INK)
        draw.text((left + 11, 57), "25813"[number], fill=INK, font=font(14), anchor="ms")
    screen = parse_screen(np.asarray(image))
    assert len(screen.lines) == 5
    assert len(boxes(screen)) >= 5


def test_code_is_parted_where_its_letters_change_their_hue(page: tuple) -> None:
    image, draw = page
    draw.rectangle((0, 0, 479, 319), fill=DARK)
    face, left = font(15), 20.0
    for said, colour in (("host", GREEN), ("name", (121, 184, 255))):
        draw.text((left, 60), said, fill=colour, font=face, anchor="ls")
        left += face.getlength(said)
    screen = parse_screen(np.asarray(image))
    assert [line.colour for line in screen.lines] == [GREEN, (121, 184, 255)]


def test_monospaced_text_goes_on_over_two_blanks(page: tuple) -> None:
    image, draw = page
    mono = mono_font(14)
    draw.text((20, 60), "-rw-r--r-- 1 ops  1.3K Apr  2 09:14 Makefile", fill=INK, font=mono, anchor="ls")
    draw.text((20, 80), "drwxr-xr-x 4 ops  4.0K Apr  2 09:14 charts", fill=INK, font=mono, anchor="ls")
    assert [round(line.baseline) for line in parse_screen(np.asarray(image)).lines] == [60, 80]


def test_ticks_and_chevrons_are_told_from_letters() -> None:
    def drawn(points: list[tuple[int, int]]) -> np.ndarray:
        image = Image.new("L", (14, 12))
        ImageDraw.Draw(image).line(points, fill=255, width=2)
        mask = np.asarray(image) > 100
        return mask[np.ix_(mask.any(axis=1), mask.any(axis=0))]

    tick, chevron = drawn([(1, 6), (4, 9), (11, 1)]), drawn([(1, 2), (6, 7), (11, 2)])
    assert is_tick(tick)
    assert is_chevron(chevron)
    for said in "vVLJ7/yx1-=~^":
        image = Image.new("L", (40, 40))
        ImageDraw.Draw(image).text((8, 30), said, fill=255, font=font(18), anchor="ls")
        mask = np.asarray(image) > 100
        letter = mask[np.ix_(mask.any(axis=1), mask.any(axis=0))]
        assert not is_tick(letter), said
        assert said == "^" or not is_chevron(letter), said


def test_bars_and_bar_codes_are_no_writing(page: tuple) -> None:
    image, draw = page
    for number in range(20):
        draw.rectangle((40 + 7 * number, 40, 42 + 7 * number, 89), fill=INK)
    draw.line(((40, 200), (120, 150), (200, 210), (300, 140)), fill=BLUE, width=2)
    draw.text((40, 290), "illi llill", fill=INK, font=font(16), anchor="ls")
    assert [round(line.baseline) for line in parse_screen(np.asarray(image)).lines] == [290]
    bar = np.ones((5, 60), np.float32)
    assert not is_writing(bar, np.array([[0, 0, 60, 5]]), 5.0)


def test_a_picture_of_thousands_of_frames_is_measured_in_time() -> None:
    tile = np.full((14, 14, 3), 255, np.uint8)
    tile[2:12, 2:12] = 0
    tile[5:9, 5:9] = 255
    pixels = np.tile(tile, (40, 60, 1))
    assert cost(lambda: parse_screen(pixels), tries=1) < 480, "thrice as much as now when all boxes are compared"


def test_a_page_on_a_gradient_is_one_ground_though_something_lies_over_its_edge() -> None:
    """Panes let it through; what lies over a sixth of the edge is no reason to take it for several pictures."""
    down, across = np.mgrid[0:400, 0:300]
    ground = np.array((65, 88, 208)) + ((down + across) / 400)[:, :, None] * np.array((80, 30, -70))
    pane, ball = ground[60:240, 40:260], np.hypot(down - 90, across - 300) < 100
    pane += 0.16 * (255 - pane)
    ground[ball] += 0.4 * (255 - ground[ball])
    screen = parse_screen(ground.round().astype(np.uint8))
    first = screen.boxes[0]
    assert (first.rect, first.is_gradient) == (Rect(0, 0, 300, 400), True)
