"""Blocks of measured screens: with texts, and paired by place where nobody has read them."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane_resources.paths import fonts_dir
from moonpane_vision.compare import CompareError, TextBlock, blocks_from_screen, compare
from moonpane_vision.compare.blocks import page_blocks
from moonpane_vision.compare.boxes import MAX_BLOCKS
from moonpane_vision.compare.text import TextScore, compare_blocks
from moonpane_vision.parse import parse_screen
from tests.vision.compare_pages import draw_blocks

LINES = {"Welcome back": (24, 20, 20, "#1a2233"), "Sign in": (16, 20, 80, "#667085"), "Help": (16, 200, 200, "#b42318")}


def screen_picture(*, down: int = 0) -> np.ndarray:
    image = Image.new("RGB", (320, 260), "#ffffff")
    draw = ImageDraw.Draw(image)
    for text, (size, x, y, color) in LINES.items():
        font = ImageFont.truetype(str(fonts_dir() / "Inter-Regular.ttf"), size)
        draw.text((x, y + down), text, fill=color, font=font)
    return np.asarray(image)


def placed(blocks: list[TextBlock], changed: list[TextBlock]) -> TextScore:
    sides = {"page": changed, "original": blocks}
    page, original = (page_blocks(found, 300, 300, side=side, unread=True) for side, found in sides.items())
    return compare_blocks(page, original, by_place=True)


def test_a_measured_screen_gives_a_block_for_each_text() -> None:
    screen = parse_screen(screen_picture())
    assert len(screen.lines) == len(LINES)
    blocks = blocks_from_screen(screen, list(LINES))
    assert [block.text for block in blocks] == list(LINES)
    for block, (size, x, y, _) in zip(blocks, LINES.values(), strict=True):
        assert abs(block.x - x) <= 3
        assert abs(block.y - y) <= 4
        assert abs(block.height - 1.25 * size) <= 3
    assert blocks[2].color[0] > 140 > blocks[2].color[1]
    with pytest.raises(CompareError, match="3 text lines, but 1 texts"):
        blocks_from_screen(screen, ["one"])


def test_two_pictures_can_be_compared_by_place_alone() -> None:
    original, page = screen_picture(), screen_picture(down=12)
    first, second = blocks_from_screen(parse_screen(original)), blocks_from_screen(parse_screen(page))
    score = compare(original, page, blocks_a=first, blocks_b=second, by_place=True)
    assert score.text is None
    assert score.design2code is None
    assert score.block_match == pytest.approx(1.0)
    assert score.position == pytest.approx(1 - 12 / 260, abs=0.005)
    assert score.components.startswith("3 of 5")
    assert "texts are not compared" in score.summary()
    blind = compare(original, page, blocks_a=first, blocks_b=second)
    assert blind.components.startswith("0 of 5"), "the control: without by_place, blocks without text do not count"


@pytest.mark.parametrize("seed", range(6))
def test_by_place_too_the_same_is_1_and_damage_lowers(seed: int) -> None:
    blocks = [replace(block, text="") for block in draw_blocks(seed)]
    same = placed(blocks, blocks)
    assert (same.block_match, same.text, same.position, same.color) == (1.0, None, 1.0, 1.0)
    moved = [placed(blocks, [replace(b, x=b.x + far) for b in blocks]).position or 0 for far in (0, 2, 5, 10)]
    assert all(one > two for one, two in pairwise(moved))
    fewer = [placed(blocks, blocks[:count]).block_match or 0 for count in (12, 9, 5, 1)]
    assert all(one > two for one, two in pairwise(fewer))


def test_blocks_far_apart_or_of_other_size_are_no_pair() -> None:
    block = TextBlock("", 10, 10, 40, 10)
    for other in (replace(block, x=100), replace(block, y=80), replace(block, width=90), replace(block, height=30)):
        score = placed([block], [other])
        assert (score.block_match, score.text, score.position, score.color) == (0.0, None, 0.0, 0.0)


def test_many_blocks_without_text_take_bounded_time_and_it_is_said() -> None:
    blocks = [TextBlock("", i % 300, i // 300, 1, 1) for i in range(5000)]
    score = placed(blocks, blocks)
    assert score.block_match == pytest.approx(MAX_BLOCKS / 5000)
    assert "too many" in score.note


def switch_picture(*, knob: bool = True, words: str = "") -> np.ndarray:
    """A switch, whose knob a parser may take for a letter, and text below it."""
    image = Image.new("RGB", (120, 80), "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((20, 10, 60, 32), 11, fill="#2f6fed")
    if knob:
        draw.ellipse((40, 13, 56, 29), fill="#ffffff")
    if words:
        draw.text((20, 48), words, fill="#1a2233", font=ImageFont.truetype(str(fonts_dir() / "Inter-Regular.ttf"), 16))
    return np.asarray(image)


KNOB = TextBlock("", 38, 10, 20, 22)  # measured in the picture, though nothing is written there
WORDS = TextBlock("", 20, 46, 40, 20)


def test_a_drawing_that_was_taken_for_text_is_none_where_the_page_shows_it_without_text() -> None:
    picture = switch_picture()
    score = compare(picture, picture, blocks_a=[KNOB], blocks_b=[], by_place=True)
    assert [getattr(score, name) for name in ("block_match", "text", "position", "color", "color_tight")] == [None] * 5
    assert score.overall == score.pixels == 1.0
    assert "neither page has text" in score.components
    read = compare(picture, picture, blocks_a=[replace(KNOB, text="o")], blocks_b=[])
    assert read.block_match == 0.0, "the control: what is known to be text is missing"


def test_beside_text_such_a_drawing_is_missing_nowhere() -> None:
    picture = switch_picture(words="Wifi")
    there = replace(WORDS, text="Wifi")
    score = compare(picture, picture, blocks_a=[KNOB, WORDS], blocks_b=[there], by_place=True)
    assert score.block_match == pytest.approx(1.0)


def test_what_may_be_text_is_missed_where_the_page_shows_something_else_or_has_text() -> None:
    picture = switch_picture(words="Wifi")
    for page in (switch_picture(knob=False, words="Wifi"), switch_picture(knob=False)):
        assert compare(picture, page, blocks_a=[KNOB], blocks_b=[], by_place=True).block_match == 0.0
    assert compare(picture, switch_picture(), blocks_a=[WORDS], blocks_b=[], by_place=True).block_match == 0.0
    large = replace(KNOB, x=0, width=100)
    assert compare(picture, picture, blocks_a=[KNOB], blocks_b=[large], by_place=True).block_match == 0.0


def test_a_picture_of_a_page_is_no_page_without_text() -> None:
    picture = screen_picture()
    score = compare(picture, picture, blocks_a=blocks_from_screen(parse_screen(picture)), blocks_b=[], by_place=True)
    assert (score.block_match, score.position, score.color) == (0.0, 0.0, 0.0)


def test_drawings_are_found_in_pictures_that_were_reduced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moonpane_vision.compare.canvas.MAX_PIXELS", 120 * 80 // 3)
    picture = switch_picture(words="Wifi")
    there = replace(WORDS, text="Wifi")
    other = switch_picture(knob=False, words="Wifi")
    for page, match in ((picture, 1.0), (other, 0.7)):
        score = compare(picture, page, blocks_a=[KNOB, WORDS], blocks_b=[there], by_place=True)
        assert score.block_match == pytest.approx(match, abs=0.15)
