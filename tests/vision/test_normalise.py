"""Normalised line pieces: one look for every size, colour and polarity."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane_resources.paths import fonts_dir
from moonpane_vision.normalise import BASELINE_ROW, ink_coverage, measure_line, normalise_line, word_spans

SIZES = [9, 10, 12, 14, 16, 20, 24, 32, 48]
COLOURS = [((255, 255, 255), (26, 34, 51)), ((47, 111, 237), (255, 255, 255)), ((17, 24, 39), (251, 191, 36))]
TEXTS = [
    "Welcome back",
    "Save",
    "SETTINGS",
    "Forgot your password?",
    "$1,299.00",
    "hello, world",
    "Typography",
    "an apple",
]


@pytest.fixture(scope="module")
def font_file() -> str:
    return str(fonts_dir() / "Inter-Regular.ttf")


def strip(text: str, size: int, font_file: str, colours: tuple = COLOURS[0]) -> tuple[np.ndarray, int]:
    """The line drawn on a flat background, and the row of its baseline."""
    font = ImageFont.truetype(font_file, size)
    baseline = round(1.4 * size)
    picture = Image.new("RGB", (int(font.getlength(text)) + 20, 2 * size), colours[0])
    ImageDraw.Draw(picture).text((8, baseline), text, fill=colours[1], font=font, anchor="ls")
    return np.array(picture), baseline


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", SIZES)
def test_baseline_is_found_within_a_pixel(text: str, size: int, font_file: str) -> None:
    pixels, baseline = strip(text, size, font_file)
    metrics = measure_line(ink_coverage(pixels))
    assert metrics is not None
    assert abs(metrics.baseline - baseline) <= max(1, 0.05 * size)


@pytest.mark.parametrize("colours", COLOURS)
@pytest.mark.parametrize("size", SIZES)
def test_piece_is_dark_on_white_at_its_place(size: int, colours: tuple, font_file: str) -> None:
    (piece,) = normalise_line(strip("Hill", size, font_file, colours)[0])
    assert piece.shape == (28, 168)
    assert piece.dtype == np.uint8
    rows = np.flatnonzero(piece.min(axis=1) < 128)
    assert abs(rows[0] - (BASELINE_ROW - 17)) <= 2
    assert abs(rows[-1] + 1 - BASELINE_ROW) <= 1
    assert abs(int(np.flatnonzero(piece.min(axis=0) < 128)[0]) - 2) <= 3
    assert np.all(piece[:, -2:] == 255)


def test_sizes_look_alike_once_normalised(font_file: str) -> None:
    pieces = [normalise_line(strip("Hamburg", size, font_file)[0])[0].astype(float) for size in (16, 24, 40)]
    other = normalise_line(strip("Quality", 24, font_file)[0])[0].astype(float)
    alike = np.abs(pieces[0] - pieces[2]).mean()
    assert alike < 0.6 * np.abs(pieces[1] - other).mean()


def test_long_lines_are_cut_at_word_gaps(font_file: str) -> None:
    text = "Terms of Service and Privacy Policy apply to this line"
    pixels, _ = strip(text, 14, font_file)
    coverage = ink_coverage(pixels)
    metrics = measure_line(coverage)
    assert metrics is not None
    assert len(word_spans(coverage, metrics)) == len(text.split())
    pieces = normalise_line(pixels)
    assert len(pieces) >= 3
    whole = sum(255.0 - piece.astype(float).mean() for piece in pieces)
    assert whole > 0
    # Nothing inked touches the right margin: no word was cut through.
    assert all(np.all(piece[:, 166:] > 250) for piece in pieces)


@pytest.mark.parametrize(("name", "size"), [("SourceSerif4-Regular", 13), ("Nunito-Bold", 10), ("Inter-Bold", 10)])
def test_lines_whose_small_letters_touch_are_cut_at_their_spaces(name: str, size: int) -> None:
    """Most of their gaps are spaces then, so that these seem the usual distance of letters."""
    text = "Noche larga en la plaza Mayor. A las once"
    pieces = normalise_line(strip(text, size, str(fonts_dir() / f"{name}.ttf"))[0])
    assert len(pieces) >= 3


@pytest.mark.parametrize("is_first", [False, True])
def test_a_pale_word_beside_a_bold_black_one_is_whole(is_first: bool) -> None:
    """Its letters are less than half as dark as the darkest ink."""
    picture, ends = Image.new("RGB", (200, 30), (255, 255, 255)), []
    for text, weight, colour in [("12.6K", "Bold", (34, 34, 59)), ("stores", "Regular", (155, 157, 175))]:
        x = 20 if (weight == "Bold") != is_first else 100
        font = ImageFont.truetype(str(fonts_dir() / f"Nunito-{weight}.ttf"), 14)
        ImageDraw.Draw(picture).text((x, 20), text, fill=colour, font=font, anchor="ls")
        ends += [x, x + font.getlength(text)]
    metrics = measure_line(ink_coverage(np.array(picture)))
    assert metrics is not None
    assert abs(metrics.left - min(ends)) <= 2
    assert abs(metrics.right - max(ends)) <= 2


def test_the_pale_end_of_an_edge_is_no_letter(font_file: str) -> None:
    pixels, baseline = strip("Name", 16, font_file)
    pixels = np.pad(pixels, ((0, 0), (20, 0), (0, 0)), constant_values=255)
    before = measure_line(ink_coverage(pixels))
    pixels[baseline - 6, 4:15] = 160
    assert before is not None
    assert measure_line(ink_coverage(pixels)) == before


def test_a_single_long_word_is_squeezed_not_cut(font_file: str) -> None:
    pieces = normalise_line(strip("Donaudampfschifffahrtsgesellschaft", 16, font_file)[0])
    assert len(pieces) == 1


def test_blank_strips_give_nothing() -> None:
    assert normalise_line(np.full((20, 50, 3), 200, np.uint8)) == []
    assert normalise_line(np.full((20, 50), 7, np.uint8)) == []
