"""Frames that a design tool exported as SVG: in their own size, drawn by the renderer."""

import io
from pathlib import Path

import pytest
from PIL import Image

from moonpane.errors import InputError
from moonpane.vector import DEFAULT_SIZE, draw_vector, is_vector, size_of

pytestmark = pytest.mark.anyio

FRAME = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="120" height="80" viewBox="0 0 120 80" fill="none" xmlns="http://www.w3.org/2000/svg"
     xmlns:xlink="http://www.w3.org/1999/xlink">
<g clip-path="url(#clip0_1_2)">
<rect width="60" height="80" fill="#2F6FED"/>
<rect x="60" y="40" width="60" height="40" fill="url(#pattern0)"/>
</g>
<defs>
<pattern id="pattern0" patternContentUnits="objectBoundingBox" width="1" height="1">
<use xlink:href="#image0_1_2"/></pattern>
<clipPath id="clip0_1_2"><rect width="120" height="80" fill="white"/></clipPath>
<image id="image0_1_2" width="1" height="1" xlink:href="photo.png"/>
</defs>
</svg>
"""


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<svg width="375" height="812" viewBox="0 0 10 10">', (375, 812)),
        ("<svg width='375px' height='812.4px'>", (375, 812)),
        ('<svg viewBox="0 0 390 844">', (390, 844)),
        ('<svg viewBox="0,0,390,844" width="100%" height="100%">', (390, 844)),
        ('<svg width="1in" height="25.4mm">', (96, 96)),
        ('<svg stroke-width="3" viewBox="0 0 20 10">', (20, 10)),
        ('<svg viewBox="0 0 1e999 nan">', DEFAULT_SIZE),
        ('<svg viewBox="0 0 1">', DEFAULT_SIZE),
        ('<svg width="400" viewBox="0 0 100 50">', (400, 200)),
        ('<svg height="400" viewBox="0 0 100 50">', (800, 400)),
        ('<svg width="100%" height="50" viewBox="0 0 40 20">', (100, 50)),
        ('<svg width="20em" viewBox="0 0 8 6">', (8, 6)),
        ('<svg width="400">', (400, DEFAULT_SIZE[1])),
        ('<svg width="0" height="0">', (1, 1)),
        ("<svg>", DEFAULT_SIZE),
    ],
)
def test_the_size_is_its_own(tag: str, size: tuple[int, int]) -> None:
    assert size_of(tag) == size


async def test_a_frame_is_drawn_as_it_was_designed(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4), "#e11d48").save(tmp_path / "photo.png")
    frame = tmp_path / "Frame 1.svg"
    frame.write_text(FRAME)
    assert is_vector(frame)
    assert is_vector(Path("FRAME.SVG"))
    picture = Image.open(io.BytesIO((await draw_vector(frame)).png)).convert("RGB")
    assert picture.size == (120, 80)
    assert picture.getpixel((0, 0)) == (0x2F, 0x6F, 0xED), "no margin of a page"
    assert picture.getpixel((90, 20)) == (255, 255, 255), "what is transparent is white"
    assert picture.getpixel((90, 60)) == (0xE1, 0x1D, 0x48), "with the picture that lies beside it"


async def test_what_is_no_drawing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.svg").write_text("<html><p>Hello")
    with pytest.raises(InputError, match="holds no <svg> element"):
        await draw_vector(tmp_path / "page.svg")
    (tmp_path / "huge.svg").write_text('<svg width="90000" height="90000"></svg>')
    with pytest.raises(InputError, match="cannot be made"):
        await draw_vector(tmp_path / "huge.svg")


def test_the_beginning_of_a_word_is_no_side() -> None:
    """`\\b` alone would find a width in `data-width`."""
    assert size_of('<svg data-width="7" line-height="9" viewBox="0 0 20 10">') == (20, 10)


async def test_what_is_drawn_fills_its_size(tmp_path: Path) -> None:
    frame = tmp_path / "half.svg"
    frame.write_text('<svg width="20em" viewBox="0 0 80 60"><rect width="80" height="60" fill="#2f6fed"/></svg>')
    picture = Image.open(io.BytesIO((await draw_vector(frame)).png)).convert("RGB")
    assert picture.size == (80, 60)
    assert {picture.getpixel(at) for at in ((1, 1), (78, 1), (1, 58), (78, 58))} == {(0x2F, 0x6F, 0xED)}
