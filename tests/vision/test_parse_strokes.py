"""Frames whose strokes lie between two pixels, as design tools and enlarged screens draw them."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from moonpane_vision.parse import Node, Rect, parse_screen
from moonpane_vision.parse.strokes import with_whole_strokes
from tests.vision.test_parse import font, nodes

SAMPLES = 8  # a side of each pixel
Colour = tuple[int, int, int]
LIGHT: tuple[Colour, Colour, Colour] = ((242, 244, 247), (255, 255, 255), (208, 213, 221))  # page, card, stroke
DARK: tuple[Colour, Colour, Colour] = ((12, 17, 29), (22, 27, 38), (51, 55, 65))
BLUE: Colour = (21, 112, 239)


def rounded(size: tuple[int, int], left: float, top: float, right: float, bottom: float, radius: float) -> np.ndarray:
    """How much (h, w, 1) of each pixel a rounded rectangle covers."""
    y, x = ((np.arange(side * SAMPLES, dtype=np.float32) + 0.5) / SAMPLES for side in size)
    beyond_x = np.maximum(np.maximum(left + radius - x, x - right + radius), 0)[None]
    beyond_y = np.maximum(np.maximum(top + radius - y, y - bottom + radius), 0)[:, None]
    inside = (np.hypot(beyond_x, beyond_y) <= max(radius, 1e-3)).astype(np.float32)
    return cv2.resize(inside, size[::-1], interpolation=cv2.INTER_AREA)[:, :, None]


def frame(
    colours: tuple[Colour, Colour, Colour], *, scale: float = 1, shift: float = 0, radius: float = 12, width: float = 1
) -> np.ndarray:
    """A card of 240 x 120 at (40, 40) with a stroke centred on its outline; all in px before the scale."""
    size = (round(200 * scale), round(320 * scale))
    half, line = width / 2 * scale, max(radius, 0.0) * scale
    left, top, right, bottom = (value * scale + shift for value in (40, 40, 280, 160))
    round_by = half if radius else 0.0
    outer = rounded(size, left - half, top - half, right + half, bottom + half, line + round_by)
    inner = rounded(size, left + half, top + half, right - half, bottom - half, max(line - half, 0.0))
    page, card, stroke = (np.array(colour, np.float32) for colour in colours)
    return (page * (1 - outer) + stroke * (outer - inner) + card * inner).round().astype(np.uint8)


def seen(pixels: np.ndarray) -> Iterator[Node]:
    return (node for node in nodes(parse_screen(pixels).root) if node.kind in ("box", "picture"))


@pytest.mark.parametrize("colours", [LIGHT, DARK, (LIGHT[1], *LIGHT[1:])], ids=["light", "dark", "white"])
@pytest.mark.parametrize("scale", [1, 1.25, 1.5, 2])
@pytest.mark.parametrize("shift", [0, 0.5])
@pytest.mark.parametrize("radius", [0, 8, 12, 20])
def test_a_stroke_between_pixels_is_a_border(
    colours: tuple[Colour, Colour, Colour], scale: float, shift: float, radius: int
) -> None:
    (box,) = seen(frame(colours, scale=scale, shift=shift, radius=radius))
    assert abs(box.radius - radius * scale) <= 2
    assert abs(box.border - scale) <= 0.75
    assert box.fill == colours[1]
    assert box.border_colour is not None
    assert np.abs(np.subtract(box.border_colour, colours[2])).max() <= 6
    edges = (box.rect.x, box.rect.y, box.rect.right, box.rect.bottom)
    assert np.abs(np.subtract(edges, [side * scale + shift for side in (40, 40, 280, 160)])).max() <= 1 + scale / 2


@pytest.mark.parametrize("width", [1, 2, 3])
@pytest.mark.parametrize("radius", [0, 12])
def test_a_border_on_whole_pixels_stays_as_it_is(width: int, radius: int) -> None:
    pixels = frame(LIGHT, shift=width / 2, width=width, radius=radius)
    assert with_whole_strokes(pixels) is pixels
    (box,) = seen(pixels)
    assert (box.border, box.border_colour, box.rect) == (width, LIGHT[2], Rect(40, 40, 240 + width, 120 + width))


def test_a_faint_border_of_two_pixels_is_no_half_tone() -> None:
    """Along its sides it looks like a stroke of 1 px and twice the tone; its corners do not."""
    faint = (LIGHT[1], LIGHT[1], (231, 234, 238))
    (box,) = seen(frame(faint, width=2, shift=1))
    assert (box.border, box.border_colour) == (2, faint[2])


@pytest.mark.parametrize("shift", [0, 0.5])
def test_a_pill_whose_ends_lie_between_pixels_has_its_border(shift: float) -> None:
    (box,) = seen(frame(LIGHT, shift=shift, radius=60))
    assert (box.radius, box.border) == (999, 1)


@pytest.mark.parametrize("scale", [1.25, 1.5])
def test_a_fill_between_pixels_has_no_stray_sides(scale: float) -> None:
    (button,) = seen(frame((LIGHT[1], BLUE, BLUE), scale=scale, shift=0.5, width=0, radius=8))
    assert abs(button.radius - 8 * scale) <= 2
    assert button.fill == BLUE


@pytest.mark.parametrize("scale", [1.25, 1.5])
def test_an_enlarged_text_keeps_its_weight(scale: float) -> None:
    image = Image.new("RGB", (300, 100), LIGHT[1])
    draw = ImageDraw.Draw(image)
    draw.text((20, 40), "Cancel the order", fill=(16, 24, 40), font=font(16), anchor="ls")
    draw.text((20, 80), "Place the order", fill=(16, 24, 40), font=font(16, "Bold"), anchor="ls")
    size = (round(300 * scale), round(100 * scale))
    for way in (Image.Resampling.BILINEAR, Image.Resampling.BICUBIC):
        lines = parse_screen(np.asarray(image.resize(size, way))).lines
        assert [line.bold for line in lines] == [line.baseline > 60 * scale for line in lines]
