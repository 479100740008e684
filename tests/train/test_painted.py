"""Painted pages lie as the product's renderer lays the same HTML out, and are told as they are seen."""

import re
from random import Random

import numpy as np
import pytest

from moonpane.preview.headless import render
from moonpane_engine.train.data.painted import Layout, painted_page
from moonpane_engine.train.data.samples import ChatSamples
from moonpane_engine.train.data.seen_batches import Seen, SeenBatches, whole_patches
from moonpane_engine.train.pages import make_page
from moonpane_engine.train.shape import PREPROCESSOR
from moonpane_resources.paths import embedded_checkpoint
from moonpane_vision.image import media_config, patchify

_NEAR = 2.0  # px


@pytest.mark.parametrize("seed", range(3_000_000, 3_000_009))
def test_the_places_are_those_of_the_renderer(seed: int) -> None:
    page = make_page(seed, level=seed % 3, width=392)
    painted, drawn = Layout(page).told(), render(page.html, width=392, boxes=True).layout
    assert drawn is not None
    assert abs(painted["height"] - drawn["height"]) <= 1
    assert [block["text"] for block in painted["blocks"]] == [block["text"] for block in drawn["blocks"]]
    for mine, its in zip(painted["blocks"], drawn["blocks"], strict=True):
        assert abs(_middle(mine) - _middle(its)) <= _NEAR, mine["text"]


def _middle(block: dict[str, float]) -> float:
    return block["y"] + block["height"] / 2


def test_a_page_says_what_its_picture_shows() -> None:
    rng = Random(4)
    for _ in range(12):
        pixels, html = painted_page(rng, level=1, width=364, max_height=532)
        assert pixels.shape[1] == 364
        assert 200 <= pixels.shape[0] <= 532
        ground = re.search(r"<body style=\"background:#(\w{6})", html)
        assert ground is not None
        assert bytes(pixels[-1, -1]).hex() == ground[1]
        for text in re.findall(r"line-height:\d+px[^>]*>([^<]+)<", html):
            assert " " in text  # one word has one line


def test_the_patches_are_the_product_s() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (75, 90, 3), np.uint8)
    patches, grid = whole_patches(pixels, np.zeros(3, np.uint8))
    own, own_grid = patchify(pixels[None], media_config(PREPROCESSOR))
    assert grid == own_grid
    assert np.allclose(patches.astype(np.float32) / 127.5 - 1, own, atol=1e-6)


def test_batches_hold_pictures_at_their_full_size_and_spell_the_texts() -> None:
    stream = SeenBatches(embedded_checkpoint(), embedded_checkpoint(), Seen(4_096, (1, 0, 0)), seed="test")
    batch = next(stream.batches(Random(2)))
    assert batch.patches is not None
    assert len(batch.patches) == sum(frames * rows * columns for frames, rows, columns in batch.grids)
    assert batch.token_ids.numel() <= 4_096
    moved = batch.to("cpu").patches
    assert moved is not None
    assert moved.dtype.is_floating_point
    assert moved.abs().max() <= 1


def test_only_the_texts_of_a_page_are_spelled() -> None:
    from moonpane_engine.chat.tokenizer import Tokenizer

    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    chat = ChatSamples(tokenizer)
    lines = ['<p style="color:#123456">the button</p>', '<input placeholder="the page" style="x">', "</body>\n"]
    html = "\n".join(lines)
    spelled = chat.sample("body", html, None, None, spelled="texts").answer_ids
    assert tokenizer.decode(spelled[:-1]) == html
    pieces = [tokenizer.decode([token]) for token in spelled]
    joined = "|".join(pieces)
    assert "|".join("the button") in joined
    assert "|".join("the page") in joined
    assert len(spelled) < len(html)
