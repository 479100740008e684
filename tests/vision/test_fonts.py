"""Fonts and sizes, told from pages that the renderer drew."""

import os
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from moonpane_resources.paths import fonts_conf
from moonpane_vision.fonts import FAMILIES, writing_of
from moonpane_vision.outline import outline_text
from moonpane_vision.parse import parse_screen, with_sizes

TEXTS = ("Quarterly report", "Send the invoice to Paul", "What is left of the budget?", "See all of them")
SIZES = (25, 17, 13, 15)


def page(family: str) -> str:
    lines = [
        f'<p style="margin:0 0 12px;font-size:{size}px;font-weight:{700 if size == 25 else 400}">{text}</p>'
        for size, text in zip(SIZES, TEXTS, strict=True)
    ]
    return f'<!-- viewport: 360x180 -->\n<body style="margin:16px;font-family:{family};color:#223">{"".join(lines)}'


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    folder = tmp_path_factory.mktemp("fonts")
    for name, family in FAMILIES.items():
        (folder / f"{name}.html").write_text(page(family))
    subprocess.run(
        [sys.executable, "-m", "moonpane.preview.headless", str(folder), "-o", str(folder)],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts_conf())},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {name: np.asarray(Image.open(folder / f"{name}.png").convert("RGB")) for name in FAMILIES}


@pytest.mark.parametrize("name", FAMILIES)
def test_font_and_sizes_are_told(pictures: dict[str, np.ndarray], name: str) -> None:
    screen = parse_screen(pictures[name])
    writing = writing_of(pictures[name], screen, TEXTS)
    assert writing.family == FAMILIES[name]
    assert writing.sizes == SIZES


def test_wrong_letters_do_not_matter_much_and_no_letters_tell_nothing(pictures: dict[str, np.ndarray]) -> None:
    screen = parse_screen(pictures["Lato"])
    misread = ("Quarferly report", "Send the invcice to Paul", "What is lett of the budget?", "See all of fhem")
    assert writing_of(pictures["Lato"], screen, misread).family == FAMILIES["Lato"]
    for texts in (("", "", "", ""), ("한국어 텍스트",) * 4):
        writing = writing_of(pictures["Lato"], screen, texts)
        assert writing.family == ""
        assert writing.sizes == tuple(line.font_size for line in screen.lines)


def test_a_text_that_is_not_what_the_picture_says_keeps_its_measured_size(pictures: dict[str, np.ndarray]) -> None:
    screen = parse_screen(pictures["Inter"])
    measured = tuple(line.font_size for line in screen.lines)
    other = ("Nothing that is so", "is written in the picture", "and its letters are others", "than these ones")
    assert writing_of(pictures["Inter"], screen, other).sizes == measured


def test_other_sizes_are_other_distances(pictures: dict[str, np.ndarray]) -> None:
    """The page is arranged anew: a larger text leaves less between itself and its neighbours."""
    screen = parse_screen(pictures["Inter"])
    larger = tuple(line.font_size + 4 * (number == 1) for number, line in enumerate(screen.lines))
    arranged, former = with_sizes(screen, larger)
    assert former == [0, 1, 2, 3]
    before, after = (outline_text(each, TEXTS).splitlines() for each in (screen, arranged))
    assert before != after
    assert [line.font_size for line in arranged.lines] == list(larger)
    same, _ = with_sizes(screen, [line.font_size for line in screen.lines])
    assert outline_text(same, TEXTS) == outline_text(screen, TEXTS)
