"""Texts that are written otherwise than their page, told from pages that the renderer drew."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moonpane_vision.fonts import FAMILIES
from moonpane_vision.parse import Screen, TextLine, parse_screen
from moonpane_vision.writing import Writing, writing_of
from tests.vision.truth import draw_pages

PROSE = (
    "Nothing is cut before the joint is marked",
    "A sharp chisel does most of the work here",
    "Glue is for the joints that nobody sees",
    "Ask for the drawing if you want to build one",
)
MIXED = (
    ("700 30px 'Source Serif 4'", "The quiet craft of bread"),
    *(("15px Inter", text) for text in PROSE),
    ("14px 'JetBrains Mono'", "npm install sourdough"),
    ("14px 'JetBrains Mono'", "42 kg"),
    ("14px 'JetBrains Mono'", "1,204 kg"),
    ("14px 'JetBrains Mono'", "3,860 kg"),
    ("700 20px 'Source Serif 4'", "Rest"),
    ("700 20px 'Source Serif 4'", "What you need"),
    ("700 20px 'Source Serif 4'", "What comes next"),
    ("700 24px Poppins", "Ship faster and argue about it less"),
)
PLAIN = (
    ("700 25px {}", "Quarterly report"),
    ("17px {}", "Send the invoice to Paul"),
    ("13px {}", "What is left of the budget?"),
    ("15px {}", "See all of them"),
    ("12px {}", "Page 9 of 41"),
)
FIGURES = ("38,115", "21,902", "13,377", "19,046", "16,210", "11,932", "9,805")
COUNTED = (
    *(("13px Inter", text) for text in PROSE),
    *(("13px Inter;font-variant-numeric:tabular-nums", text) for text in FIGURES),
)
SPACED = (
    *(("15px Inter", text) for text in PROSE),
    ("700 12px/1.25 Inter;letter-spacing:1.5px", "FIELD NOTES"),
    ("600 20px Inter", "Half bold letters are a little narrower"),
    ("700 16px Inter", "Bold is as bold as before"),
)
NAMED = (
    ("700 26px/1.25 'Source Serif 4';letter-spacing:2px", "MAREN"),
    ("700 28px 'Source Serif 4'", "Made for slow mornings"),
    *(("15px Lato", text) for text in PROSE),
    ("700 14px Lato", "SALE"),
)


def page(texts: tuple[tuple[str, str], ...], color: str = "#223", ground: str = "#fff") -> str:
    lines = [f'<p style="margin:0 0 10px;white-space:nowrap;font:{font}">{text}</p>' for font, text in texts]
    return f'<!-- viewport: 520x480 -->\n<body style="margin:20px;background:{ground};color:{color}">{"".join(lines)}'


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lettering")
    (folder / "mixed.html").write_text(page(MIXED))
    (folder / "dark.html").write_text(page(MIXED, "#dde", "#171a24"))
    (folder / "counted.html").write_text(page(COUNTED))
    (folder / "named.html").write_text(page(NAMED))
    (folder / "spaced.html").write_text(page(SPACED))
    for name, family in FAMILIES.items():
        (folder / f"{name}.html").write_text(page(tuple((font.format(family), text) for font, text in PLAIN)))
    draw_pages(folder, folder)
    return folder


def written(picture: Path, texts: tuple[tuple[str, str], ...]) -> tuple[Screen, Writing, dict[str, TextLine]]:
    pixels = np.asarray(Image.open(picture).convert("RGB"))
    screen = parse_screen(pixels)
    said = [text for _, text in texts]
    assert len(screen.lines) == len(said)
    writing = writing_of(pixels, screen, said)
    return screen, writing, dict(zip(said, writing.lines, strict=True))


@pytest.mark.parametrize("name", ["mixed", "dark"])
def test_texts_in_other_families_are_told(pictures: Path, name: str) -> None:
    _, writing, lines = written(pictures / f"{name}.png", MIXED)
    assert writing.family == FAMILIES["Inter"]
    serif, mono = FAMILIES["SourceSerif4"], FAMILIES["JetBrainsMono"]
    expected = dict.fromkeys(PROSE, "") | {
        "The quiet craft of bread": serif,
        "npm install sourdough": mono,
        "42 kg": mono,  # as what stands above and below it
        "1,204 kg": mono,
        "3,860 kg": mono,
        "Rest": serif,
        "What you need": serif,
        "What comes next": serif,
        "Ship faster and argue about it less": FAMILIES["Poppins"],
    }
    assert {text: line.family for text, line in lines.items()} == expected


def test_a_line_is_as_large_and_as_wide_as_its_own_font_asks(pictures: Path) -> None:
    _, _, lines = written(pictures / "mixed.png", MIXED)
    for text, size in (("The quiet craft of bread", 30), ("npm install sourdough", 14), ("What you need", 20)):
        line = lines[text]
        assert line.font_size == size
        assert line.frame is not None
        assert abs(line.frame.x - 20) <= 1
        assert abs(line.frame.width - line.advance) <= 2


@pytest.mark.parametrize("name", FAMILIES)
def test_a_page_in_one_family_has_no_other(pictures: Path, name: str) -> None:
    _, writing, lines = written(pictures / f"{name}.png", PLAIN)
    assert writing.family == FAMILIES[name]
    assert {(line.family, line.weight, line.spacing) for line in lines.values()} == {("", 0, 0.0)}


def test_figures_as_wide_as_each_other_are_no_other_family(pictures: Path) -> None:
    """They are not as the font's files draw them by themselves, and those of another font are more like them."""
    _, _, lines = written(pictures / "counted.png", COUNTED)
    assert {line.family for line in lines.values()} == {""}


def test_capitals_apart_and_half_bold_are_told(pictures: Path) -> None:
    _, _, lines = written(pictures / "spaced.png", SPACED)
    label = lines["FIELD NOTES"]
    assert label.font_size == 12
    assert abs(label.spacing - 1.5) <= 0.2
    assert {text: line.weight for text, line in lines.items() if line.weight} == {
        "Half bold letters are a little narrower": 600
    }
    assert [text for text, line in lines.items() if line.spacing] == ["FIELD NOTES"]


def test_a_few_capitals_apart_are_told_in_another_family(pictures: Path) -> None:
    """Set close, they are unlike every font."""
    _, writing, lines = written(pictures / "named.png", NAMED)
    assert writing.family == FAMILIES["Lato"]
    name = lines["MAREN"]
    assert (name.family, name.font_size) == (FAMILIES["SourceSerif4"], 26)
    assert abs(name.spacing - 2) <= 0.3
    assert (lines["SALE"].family, lines["SALE"].spacing) == ("", 0.0)


def test_a_text_that_is_not_what_the_picture_says_tells_no_family(pictures: Path) -> None:
    pixels = np.asarray(Image.open(pictures / "mixed.png").convert("RGB"))
    screen = parse_screen(pixels)
    others = [text[::-1] if text not in PROSE else text for _, text in MIXED]
    lines = writing_of(pixels, screen, others).lines
    assert {line.family for line in lines} == {""}
