"""The whole score: the same is 1, growing damage lowers what it should, and only what was measured counts."""

import json
import pickle
import time
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonpane_vision.compare import TextBlock, compare
from moonpane_vision.compare.blocks import page_blocks
from moonpane_vision.compare.text import TextScore, compare_blocks
from tests.vision.compare_pages import draw_blocks, draw_page

TEXT = ("block_match", "text", "position", "color")
PIXELS = ("ssim", "edges", "palette")
MEANS = ("overall", "pixels", "design2code")
SEEDS = st.integers(0, 10_000)


def falls(values: list[float | None]) -> bool:
    """Whether every value is smaller than the one before."""
    numbers = [value for value in values if value is not None]
    return len(numbers) == len(values) and all(b < a for a, b in pairwise(numbers))


def said(blocks: list[TextBlock], changed: list[TextBlock]) -> TextScore:
    """Score of the blocks alone, on pages of 300 x 300 pixels."""
    return compare_blocks(page_blocks(changed, 300, 300, side="page"), page_blocks(blocks, 300, 300, side="original"))


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_a_page_is_itself(seed: int) -> None:
    picture, blocks = draw_page(seed)
    score = compare(picture, picture.copy(), blocks_a=blocks, blocks_b=list(blocks))
    for name in (*TEXT, *PIXELS, *MEANS, "color_tight", "height_ratio", "width_ratio"):
        assert getattr(score, name) == pytest.approx(1.0, abs=1e-12), name
    assert score.missing == score.extra == ()
    assert not np.any(score.tiles)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_deleting_blocks_lowers_block_match(seed: int) -> None:
    blocks = draw_blocks(seed)
    order = np.random.default_rng(seed).permutation(len(blocks))
    scores = [
        said(blocks, [block for i, block in enumerate(blocks) if i not in order[:gone]]) for gone in (0, 2, 5, 9, 12)
    ]
    assert falls([score.block_match for score in scores])
    assert scores[-1].block_match == 0.0
    assert len(scores[-1].missing) == 12


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.sampled_from([(1, 0), (0, 1), (1, 1)]))
def test_moving_blocks_lowers_position(seed: int, way: tuple[int, int]) -> None:
    blocks = [replace(block, x=block.x / 3, y=block.y / 3, width=block.width / 4) for block in draw_blocks(seed)]
    scores = [
        said(blocks, [replace(block, x=block.x + way[0] * far, y=block.y + way[1] * far) for block in blocks])
        for far in (0, 3, 10, 40, 90)
    ]
    assert falls([score.position for score in scores])
    assert scores[1].position == pytest.approx(1 - 3 / 300)
    assert {score.text for score in scores} == {1.0}


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_recolouring_blocks_lowers_both_colours(seed: int) -> None:
    blocks = [replace(block, color=(20.0, 20.0, 30.0)) for block in draw_blocks(seed)]
    scores = [
        said(blocks, [replace(block, color=(20.0 + off, 20.0, 30.0)) for block in blocks])
        for off in (0, 10, 40, 90, 200)
    ]
    assert falls([score.color for score in scores])
    tight = [score.color_tight for score in scores]
    assert falls(tight[:3])
    assert tight[-1] == 0.0, "black to red is wholly wrong on the tighter scale"
    assert (scores[-1].color or 0) > 0.5, "while Design2Code's scale hardly sees it"


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_wrong_characters_lower_text_until_the_pair_is_dropped(seed: int) -> None:
    blocks = [replace(block, text="abcdefghijkl" + chr(ord("m") + i)) for i, block in enumerate(draw_blocks(seed))]

    def edited(wrong: int) -> TextScore:
        return said(blocks, [replace(block, text="#" * wrong + block.text[wrong:]) for block in blocks])

    assert falls([edited(wrong).text for wrong in (0, 1, 3, 6)])
    assert edited(6).block_match == 1.0
    assert edited(13).block_match == edited(13).text == 0.0


def test_every_damage_lowers_the_overall_figure() -> None:
    picture, blocks = draw_page(11)
    for changed in (
        blocks[:8],
        [replace(block, x=block.x + 9) for block in blocks],
        [replace(block, color=(0, 255, 0)) for block in blocks],
        [replace(block, text=block.text[:-2] + "##") for block in blocks],
    ):
        score = compare(picture, picture, blocks_a=blocks, blocks_b=changed)
        assert score.overall < 1.0
        assert score.pixels == 1.0


@pytest.mark.parametrize("seed", range(4))
def test_blur_and_noise_lower_structure_and_the_pixel_score(seed: int) -> None:
    picture = draw_page(seed)[0]
    blurred = [picture, *(cv2.GaussianBlur(picture, (0, 0), sigma) for sigma in (0.6, 1.2, 2.5, 5.0))]
    assert falls([compare(picture, np.asarray(other, np.uint8)).ssim for other in blurred])
    grain = np.random.default_rng(seed).normal(size=picture.shape)
    noisy = [np.clip(np.rint(picture + sigma * grain), 0, 255).astype(np.uint8) for sigma in (0, 5, 15, 40, 90)]
    scores = [compare(picture, other) for other in noisy]
    for name in ("ssim", "edges", "palette", "pixels"):
        assert falls([getattr(score, name) for score in scores]), name


@pytest.mark.parametrize("seed", range(4))
def test_tinting_the_page_lowers_the_palette(seed: int) -> None:
    picture = draw_page(seed)[0]
    scores = [
        compare(picture, np.maximum(picture.astype(int) - [0, 0, off], 0).astype(np.uint8)) for off in (0, 12, 40, 120)
    ]
    assert falls([score.palette for score in scores])
    assert falls([score.pixels for score in scores])


def test_a_page_twice_as_tall_fools_position_but_not_the_height_gate() -> None:
    picture, blocks = draw_page(5)
    tall = cv2.resize(picture, None, fx=1, fy=2, interpolation=cv2.INTER_NEAREST)
    stretched = [replace(block, y=2 * block.y, height=2 * block.height) for block in blocks]
    score = compare(picture, np.asarray(tall, np.uint8), blocks_a=blocks, blocks_b=stretched)
    assert score.position == pytest.approx(1.0)
    assert (score.height_ratio, score.height_gate) == (0.5, False)


def test_what_was_not_measured_is_said_and_in_no_mean() -> None:
    picture, blocks = draw_page(6)
    other = draw_page(7)[0]
    full, bare = compare(picture, other, blocks_a=blocks, blocks_b=blocks), compare(picture, other)
    assert full.components == "4 of 5 Design2Code components (CLIP is not available offline)"
    assert "CLIP is not available" in full.summary()
    assert full.design2code == 1.0
    assert full.pixels == pytest.approx((full.ssim + full.edges + full.palette) / 3)
    assert full.overall == pytest.approx((4 + 3 * full.pixels) / 7)
    assert bare.components.startswith("0 of 5")
    assert [getattr(bare, name) for name in (*TEXT, "design2code", "color_tight")] == [None] * 6
    assert bare.overall == bare.pixels == full.pixels
    assert compare(picture, other, blocks_a=blocks).components.startswith("0 of 5")


def test_empty_pages() -> None:
    picture, blocks = draw_page(8)
    blank = np.full_like(picture, 255)
    nothing = compare(blank, blank, blocks_a=[], blocks_b=[])
    assert nothing.overall == 1.0
    assert nothing.design2code is None
    assert "neither page has text" in nothing.components
    for one, two in (((picture, blocks), (blank, [])), ((blank, []), (picture, blocks))):
        score = compare(one[0], two[0], blocks_a=one[1], blocks_b=two[1])
        assert [getattr(score, name) for name in (*TEXT, "design2code")] == [0.0] * 5


def test_pictures_of_one_pixel() -> None:
    white, black = np.full((1, 1, 3), 255, np.uint8), np.zeros((1, 1, 3), np.uint8)
    dot = [TextBlock("a", 0, 0, 1, 1)]
    assert compare(white, white, blocks_a=dot, blocks_b=dot).overall == 1.0
    assert compare(white, black).pixels < 0.4


def test_a_score_travels_as_json_and_between_processes() -> None:
    picture, blocks = draw_page(9)
    score = compare(picture, draw_page(10)[0], blocks_a=blocks, blocks_b=draw_page(10)[1])
    assert pickle.loads(pickle.dumps(score)) == score
    plain = json.loads(json.dumps(score.to_dict(), allow_nan=False))
    for name in (*TEXT, *PIXELS, *MEANS):
        assert plain[name] == round(getattr(score, name), 4)
    assert plain["components"].startswith("4 of 5")
    assert len(plain["tiles"]) == 9
    assert score.summary().count(".\n") == 0
    assert score.summary().endswith(".")


def test_only_a_page_without_any_difference_is_written_as_the_same() -> None:
    picture, _ = draw_page(3)
    other = picture.copy()
    other[20, 20] ^= 1
    assert 0.99996 < compare(picture, other).overall < 1
    nearly, same = compare(picture, other), compare(picture, picture)
    assert (nearly.to_dict()["overall"], same.to_dict()["overall"]) == (0.9999, 1.0)
    assert nearly.summary().startswith("0.99 overall")
    assert same.summary().startswith("1.00 overall")


def test_sixty_blocks_on_448_pixels_take_less_than_half_a_second() -> None:
    draw = np.random.default_rng(0)
    pages = []
    for seed in (1, 2):
        picture = cv2.resize(draw_page(seed)[0], (448, 448))
        blocks = [
            replace(block, x=float(draw.integers(0, 300)), y=7.0 * i)
            for i, block in enumerate(draw_blocks(seed, count=60))
        ]
        pages.append((np.asarray(picture, np.uint8), blocks))
    spent = []
    for _ in range(3):
        start = time.process_time()
        compare(pages[0][0], pages[1][0], blocks_a=pages[0][1], blocks_b=pages[1][1])
        spent.append(time.process_time() - start)
    assert min(spent) < 0.5
