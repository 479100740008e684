"""A part of a picture is converted as the picture that was cut out there would be."""

import io
import json
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from moonpane.commands.inputs import parse_box
from moonpane.outlined import AnyPlace, Place, likeness
from moonpane.part import cut_part, nearest
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment
from tests.app.command_line import PAGE, moonpane, size_of
from tests.app.scripted_endpoint import ScriptedEndpoint, answering

pytestmark = pytest.mark.anyio

CARD: Place = (60, 50, 180, 110)


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        ((0, 0, 10, 10), 1),
        ((5, 0, 10, 10), 1 / 3),
        ((0.0, 2.5, 10.0, 5.0), 0.5),
        ((10, 0, 10, 10), 0),  # they touch
        ((20, 20, 5, 5), 0),  # apart both ways, where two negative lengths would make an area
        ((5, 5, 0, 0), 0),
    ],
)
def test_how_alike_two_places_are(other: AnyPlace, alike: float) -> None:
    assert likeness((0, 0, 10, 10), other) == likeness(other, (0, 0, 10, 10)) == pytest.approx(alike)


def test_two_places_without_area_are_not_alike() -> None:
    assert likeness((3, 3, 0, 0), (3, 3, 0, 0)) == 0


@pytest.fixture
async def worker() -> AsyncIterator[PixelWorker]:
    async with PixelWorker() as made:
        yield made


def screen() -> Image.Image:
    """A card with words on gray."""
    x, y, width, height = CARD
    image = Image.new("RGB", (400, 260), "#e8eaf0")
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((x, y, x + width - 1, y + height - 1), 10, fill="white", outline="#3050a0", width=2)
    draw.text((x + 20, y + 20), "Hello there", fill="#14203c", font_size=20)
    draw.rectangle((x + 20, y + 64, x + 89, y + 91), fill="#3050a0")
    return image


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("10,20,30,40", (10, 20, 30, 40)),
        (" 10, 20, 30, 40 ", (10, 20, 30, 40)),
        ("-10,-20,30,40", (0, 0, 20, 20)),
        ("390,250,30,40", (390, 250, 10, 10)),
        ("-5,-5,999999,999999", (0, 0, 400, 260)),
    ],
)
def test_a_box_that_sticks_out_is_cut_to_the_picture(text: str, place: Place) -> None:
    assert parse_box(text, Attachment("screen.png", b"", 400, 260)) == place


def test_a_place_is_snapped_to_what_it_almost_frames_and_to_nothing_else() -> None:
    drawn: Place = (55, 45, 192, 118)
    assert nearest(drawn, [CARD, (54, 20, 194, 170), (80, 70, 100, 20)]) == CARD
    assert nearest(drawn, [(60, 50, 180, 110), (56, 46, 190, 116)]) == (56, 46, 190, 116), "the more alike one"
    assert nearest((51, 50, 189, 110), [CARD]) == (51, 50, 189, 110), "one edge is 9 px off: that was meant"
    assert nearest((10, 10, 40, 20), [(14, 12, 32, 16)]) == (10, 10, 40, 20), "of a small one, 4 px are much"
    assert nearest(drawn, []) == drawn


@pytest.mark.parametrize("drawn", [CARD, (54, 53, 190, 101), (66, 44, 170, 122)])
async def test_what_is_cut_is_the_element_that_was_framed(drawn: Place, worker: PixelWorker) -> None:
    picture = await worker.open(png(screen()), name="screen.png")
    part, place = await cut_part(picture, drawn, worker)
    assert place == CARD
    assert (part.name, part.width, part.height) == ("screen.png", 180, 110)
    assert np.array_equal(pixels(part.png), pixels(picture.png)[50:160, 60:240])


async def test_the_mockup_of_a_conversion_is_the_cut_picture(tmp_path: Path) -> None:
    screen().save(tmp_path / "screen.png")
    screen().crop((70, 60, 310, 150)).save(tmp_path / "cut.png")
    asked = []
    for words in (("screen.png", "--box", "70,60,240,90"), ("cut.png",)):
        async with ScriptedEndpoint(answering(PAGE), models=("kimi",)).serving() as scripted:
            done = await moonpane("convert", *words, "--model", scripted.base_url, "-o", "page", "--json", cwd=tmp_path)
            assert done.code == 0, done.err
            report = json.loads((tmp_path / "page" / "score.json").read_text())
            asked.append((scripted.requests, report["score"], size_of(tmp_path / "page" / "render.png")))
            assert report["box"] == ([70, 60, 240, 90] if "--box" in words else None)
        assert "snapped" not in done.err
    assert asked[0] == asked[1], "prompt and pixels, score and size"
    assert asked[0][2] == (240, 90)


async def test_that_a_box_was_snapped_is_said(tmp_path: Path) -> None:
    screen().save(tmp_path / "screen.png")
    async with ScriptedEndpoint(answering(PAGE), models=("kimi",)).serving() as scripted:
        words = ("screen.png", "--box", "57,48,186,115", "--model", scripted.base_url, "-o", "page")
        done = await moonpane("convert", *words, cwd=tmp_path)
    assert "The box is snapped to 60,50,180,110, which is an element." in done.err
    assert json.loads((tmp_path / "page" / "score.json").read_text())["box"] == [60, 50, 180, 110]
