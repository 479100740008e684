"""JPEG input: what compression blurs is measured as in the original."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from moonpane_vision.parse import parse_screen
from moonpane_vision.parse.noise import without_noise
from tests.vision.test_parse import BLUE, CARD, INK, LINE, font, nodes

NEAR_WHITE = (240, 243, 248)


def compressed(image: Image.Image, quality: int) -> np.ndarray:
    stored = io.BytesIO()
    image.save(stored, "JPEG", quality=quality)
    return np.asarray(Image.open(stored).convert("RGB"))


@pytest.fixture(scope="module")
def screen() -> Image.Image:
    """A card on a ground of nearly its colour, with a bordered field and a button off the 8 px grid."""
    image = Image.new("RGB", (360, 260), NEAR_WHITE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((19, 21, 340, 238), fill=CARD)
    draw.text((35, 60), "Choose a new name", fill=INK, font=font(20, "Bold"), anchor="ls")
    draw.text((35, 86), "It can be changed at any time.", fill=INK, font=font(13), anchor="ls")
    draw.rectangle((35, 103, 322, 140), fill=CARD, outline=LINE)
    draw.text((47, 127), "Rosa", fill=INK, font=font(14), anchor="ls")
    draw.rectangle((35, 163, 134, 198), fill=BLUE)
    draw.text((85, 186), "Save", fill=CARD, font=font(14, "Bold"), anchor="ms")
    return image


@pytest.mark.parametrize("quality", [90, 85, 75])
def test_a_compressed_screen_is_measured_like_the_original(screen: Image.Image, quality: int) -> None:
    truth, found = parse_screen(np.asarray(screen)), parse_screen(compressed(screen, quality))
    assert len(found.lines) == len(truth.lines) == 4
    boxes, wanted = ([n for n in nodes(one.root) if n.kind in ("box", "picture")] for one in (found, truth))
    assert len(boxes) == len(wanted) == 3
    for box, want in zip(boxes, wanted, strict=True):
        assert max(abs(a - b) for a, b in zip(box.fill or (), want.fill or (), strict=True)) <= 3
        assert max(abs(box.rect.x - want.rect.x), abs(box.rect.right - want.rect.right)) <= 1
        assert bool(box.border) == bool(want.border)
    for line, want in zip(found.lines, truth.lines, strict=True):
        assert max(abs(a - b) for a, b in zip(line.colour, want.colour, strict=True)) <= 40
        assert abs(line.font_size - want.font_size) <= 1


def test_ink_gets_back_the_hue_that_half_the_resolution_took() -> None:
    image = Image.new("RGB", (200, 60), CARD)
    ImageDraw.Draw(image).text((21, 33), "Forgot password?", fill=BLUE, font=font(14), anchor="ls")
    pixels = compressed(image, 85)
    errors = []
    for seen in (pixels, without_noise(pixels)):
        inked = np.asarray(image).astype(int)[:, :, 0] < 90
        errors.append(np.abs(seen[inked].astype(int) - np.asarray(image)[inked]).mean())
    assert errors[1] < 0.7 * errors[0]


def test_a_lossless_picture_is_left_alone(screen: Image.Image) -> None:
    pixels = np.asarray(screen)
    assert without_noise(pixels) is pixels


@pytest.mark.parametrize("quality", [90, 80])
@pytest.mark.parametrize("ink", [(23, 43, 77), (98, 111, 134), (60, 60, 60)], ids=str)
def test_inks_are_neither_beyond_what_compression_overshoots_nor_thinned(
    ink: tuple[int, int, int], quality: int
) -> None:
    image = Image.new("RGB", (300, 260), CARD)
    draw = ImageDraw.Draw(image)
    for number, (size, weight) in enumerate([(13, "Regular"), (14, "Bold"), (16, "Regular"), (18, "Bold")]):
        for row in (0, 1):
            at = (21 + number, 40 + 54 * number + 24 * row)
            draw.text(at, "Elsa Brandt, yesterday", fill=ink, font=font(size, weight), anchor="ls")
    screen = parse_screen(compressed(image, quality))
    assert len(screen.lines) == 8
    errors = [max(abs(a - b) for a, b in zip(line.colour, ink, strict=True)) for line in screen.lines]
    assert max(errors) <= 14
