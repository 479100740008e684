"""The fixed fonts: complete, named so that pages find them, spaced as their designers meant."""

import json
import xml.etree.ElementTree as ElementTree

import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane_resources.paths import fonts_conf, fonts_dir

TEXT_FAMILIES = {
    "Inter": ("Regular", "SemiBold", "Bold"),
    "Roboto": ("Regular", "SemiBold", "Bold"),
    "Open Sans": ("Regular", "SemiBold", "Bold"),
    "Lato": ("Regular", "Bold"),
    "Nunito": ("Regular", "SemiBold", "Bold"),
    "Poppins": ("Regular", "SemiBold", "Bold"),
    "Source Serif 4": ("Regular", "SemiBold", "Bold"),
    "JetBrains Mono": ("Regular", "Bold"),
    "Noto Sans KR": ("Regular", "Bold"),
    "Noto Sans SC": ("Regular", "Bold"),
    "Noto Sans JP": ("Regular", "Bold"),
}
UNKNOWN = "\U0010fffd"  # never assigned, so every font draws its empty box


def font(family: str, style: str = "Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fonts_dir() / f"{family.replace(' ', '')}-{style}.ttf", 100)


def draws(face: ImageFont.FreeTypeFont, letter: str) -> bool:
    return picture(face, letter) != picture(face, UNKNOWN)


def picture(face: ImageFont.FreeTypeFont, letter: str) -> bytes:
    image = Image.new("L", (200, 200))
    ImageDraw.Draw(image).text((20, 20), letter, fill=255, font=face)
    return image.tobytes()


@pytest.mark.parametrize("family", TEXT_FAMILIES)
def test_every_weight_has_the_familys_name_and_latin_letters(family: str) -> None:
    for style in TEXT_FAMILIES[family]:
        face = font(family, style)
        assert face.getname() == (family, style)
        assert [letter for letter in "aZ9é–€" if not draws(face, letter)] == []


@pytest.mark.parametrize(
    ("family", "letters"),
    [
        ("Noto Sans KR", "한글"),
        ("Noto Sans SC", "中文简体。"),
        ("Noto Sans JP", "日本語かなカナ「」"),
        ("Noto Sans Math", "→↑"),
        ("Noto Sans Symbols 2", "✓★☰"),
    ],
)
def test_fallbacks_have_what_text_families_lack(family: str, letters: str) -> None:
    assert [letter for letter in letters if not draws(font(family), letter)] == []
    assert [letter for letter in letters if letter != "↑" and draws(font("Inter"), letter)] == []


@pytest.mark.parametrize("family", ["Inter", "Source Serif 4", "JetBrains Mono"])
def test_merging_added_the_extended_letters(family: str) -> None:
    assert [letter for letter in "łőşž" if not draws(font(family), letter)] == []


@pytest.mark.parametrize("family", ["Inter", "Source Serif 4", "Nunito"])
def test_merging_kept_the_kerning(family: str) -> None:
    face = font(family)
    apart = face.getlength("A") + face.getlength("V")
    assert face.getlength("AV") < apart - 1
    assert face.getlength("HH") == pytest.approx(2 * face.getlength("H"))  # the control: no kerning here


def test_versions_of_the_fonts_are_recorded() -> None:
    versions = json.loads((fonts_dir() / "versions.json").read_text(encoding="utf-8"))
    assert versions["inter"].count(".") == 2


def test_font_configuration_names_only_our_folder() -> None:
    conf = fonts_conf()
    assert fonts_conf() == conf
    root = ElementTree.parse(conf).getroot()
    assert [element.text for element in root.iter("dir")] == [str(fonts_dir())]
