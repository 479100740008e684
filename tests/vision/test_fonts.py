"""Fonts and sizes, told from pages that the renderer drew."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane_resources.paths import fonts_dir
from moonpane_vision import writing
from moonpane_vision.fonts import FAMILIES
from moonpane_vision.lettering import Lettering
from moonpane_vision.outline import outline_text
from moonpane_vision.parse import TextLine, parse_screen, with_lines
from moonpane_vision.writing import Writing, writing_of
from tests.vision.truth import draw_pages

TEXTS = ("Quarterly report", "Send the invoice to Paul", "What is left of the budget?", "See all of them")
SIZES = (25, 17, 13, 15)
MARGIN_PX = 16


def page(family: str) -> str:
    lines = [
        f'<p style="margin:0 0 12px;font-size:{size}px;font-weight:{700 if size == 25 else 400}">{text}</p>'
        for size, text in zip(SIZES, TEXTS, strict=True)
    ]
    style = f"margin:{MARGIN_PX}px;font-family:{family};line-height:1.25;color:#223"
    return f'<!-- viewport: 360x180 -->\n<body style="{style}">{"".join(lines)}'


def sizes(writing: Writing) -> tuple[int, ...]:
    return tuple(line.font_size for line in writing.lines)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    folder = tmp_path_factory.mktemp("fonts")
    for name, family in FAMILIES.items():
        (folder / f"{name}.html").write_text(page(family))
    draw_pages(folder, folder)
    return {name: np.asarray(Image.open(folder / f"{name}.png").convert("RGB")) for name in FAMILIES}


@pytest.mark.parametrize("name", FAMILIES)
def test_font_and_sizes_are_told(pictures: dict[str, np.ndarray], name: str) -> None:
    screen = parse_screen(pictures[name])
    writing = writing_of(pictures[name], screen, TEXTS)
    assert writing.family == FAMILIES[name]
    assert sizes(writing) == SIZES


@pytest.mark.parametrize("name", FAMILIES)
def test_lines_are_framed_as_the_browser_frames_them(pictures: dict[str, np.ndarray], name: str) -> None:
    """With the air beside the letters, as high as the font's own baseline asks, as wide as all letters together."""
    screen = parse_screen(pictures[name])
    top = MARGIN_PX
    for line, size, text in zip(writing_of(pictures[name], screen, TEXTS).lines, SIZES, TEXTS, strict=True):
        assert line.frame is not None
        assert abs(line.frame.x - MARGIN_PX) <= 1, text
        assert abs(line.frame.y - top) <= 1, text
        assert abs(line.frame.width - line.advance) <= 2, text
        top += 1.25 * size + 12


def test_wrong_letters_do_not_matter_much_and_no_letters_tell_nothing(pictures: dict[str, np.ndarray]) -> None:
    screen = parse_screen(pictures["Lato"])
    misread = ("Quarferly report", "Send the invcice to Paul", "What is lett of the budget?", "See all of fhem")
    assert writing_of(pictures["Lato"], screen, misread).family == FAMILIES["Lato"]
    for texts in (("", "", "", ""), ("한국어 텍스트",) * 4):
        writing = writing_of(pictures["Lato"], screen, texts)
        assert writing.family == ""
        assert writing.lines == screen.lines


def test_a_text_that_is_not_what_the_picture_says_keeps_its_measured_size(pictures: dict[str, np.ndarray]) -> None:
    screen = parse_screen(pictures["Inter"])
    measured = tuple(line.font_size for line in screen.lines)
    other = ("Nothing that is so", "is written in the picture", "and its letters are others", "than these ones")
    assert sizes(writing_of(pictures["Inter"], screen, other)) == measured


def test_other_sizes_are_other_distances(pictures: dict[str, np.ndarray]) -> None:
    """The page is arranged anew: a larger text leaves less between itself and its neighbours."""
    screen = parse_screen(pictures["Inter"])
    larger = [replace(line, font_size=line.font_size + 4 * (at == 1)) for at, line in enumerate(screen.lines)]
    arranged, former = with_lines(screen, larger)
    assert former == [0, 1, 2, 3]
    before, after = (outline_text(each, TEXTS).splitlines() for each in (screen, arranged))
    assert before != after
    assert list(arranged.lines) == larger
    same, _ = with_lines(screen, screen.lines)
    assert outline_text(same, TEXTS) == outline_text(screen, TEXTS)


@pytest.mark.parametrize("size", [16, 24, 32, 48])
def test_a_plus_is_as_large_and_as_high_as_its_ink_says(size: int) -> None:
    """By its height it would be a capital of half the size."""
    image = Image.new("RGB", (400, 160), (255, 255, 255))
    for text, at, px in (("Recent activity", 40, 16), ("+", 120, size)):
        used = ImageFont.truetype(str(fonts_dir() / "Inter-Regular.ttf"), px)
        ImageDraw.Draw(image).text((30, at), text, fill=(20, 20, 30), font=used, anchor="ls")
    pixels = np.asarray(image)
    screen = parse_screen(pixels)
    texts = ["+" if line.ink.y > 60 else "Recent activity" for line in screen.lines]
    assert sorted(texts) == ["+", "Recent activity"]
    plus = writing_of(pixels, screen, texts).lines[texts.index("+")]
    assert abs(plus.font_size - size) <= 0.08 * size + 1
    assert abs(plus.baseline - 120) <= 0.05 * size + 1


def few_letters(said: str, size: int, weight: str, *, written: str | None = None) -> tuple[TextLine, TextLine]:
    """How a text of a few letters below another one is measured, and how it is told where it reads as `said`."""
    image = Image.new("RGB", (400, 160), (255, 255, 255))
    for text, at, px, face in (("Recent activity", 40, 16, "Regular"), (written or said, 120, size, weight)):
        used = ImageFont.truetype(str(fonts_dir() / f"Inter-{face}.ttf"), px)
        ImageDraw.Draw(image).text((30, at), text, fill=(20, 20, 30), font=used, anchor="ls")
    pixels = np.asarray(image)
    screen = parse_screen(pixels)
    texts = [said if line.ink.y > 60 else "Recent activity" for line in screen.lines]
    assert sorted(texts) == sorted((said, "Recent activity"))
    at = texts.index(said)
    return screen.lines[at], writing_of(pixels, screen, texts).lines[at]


@pytest.mark.parametrize(("text", "weight"), [("4", "Regular"), ("P", "Bold"), ("+9", "Regular"), ("up", "Regular")])
@pytest.mark.parametrize("size", [12, 16, 24])
def test_one_or_two_letters_are_as_large_as_their_ink_says(text: str, weight: str, size: int) -> None:
    """Their foot is taken for higher than it is, or they have no capital."""
    _, line = few_letters(text, size, weight)
    assert abs(line.font_size - size) <= 1
    assert line.bold == (weight == "Bold")
    assert abs(line.baseline - 120) <= 1


def test_letters_that_look_otherwise_in_that_size_keep_the_measured_one() -> None:
    measured, line = few_letters("g", 24, "Regular", written="4")
    assert (line.font_size, line.bold, line.baseline) == (measured.font_size, measured.bold, measured.baseline)


def test_letters_that_are_told_not_to_be_bold_are_so_in_another_family_too(monkeypatch: pytest.MonkeyPatch) -> None:
    measured, _ = few_letters("4", 16, "Regular")
    assert measured.bold
    others = Lettering("Roboto", 700)
    monkeypatch.setattr(writing, "letterings", lambda _, screen, *rest: dict.fromkeys(range(len(screen.lines)), others))
    _, line = few_letters("4", 16, "Regular")
    assert (line.bold, line.weight) == (False, 0)
