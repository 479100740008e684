"""Batches of the writing task without an outline: a painted page, and what it says."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.data.endless import Endless
from moonpane_engine.train.data.page_batches import BODY, WRITE, by_grid, filled
from moonpane_engine.train.data.painted import painted_page
from moonpane_engine.train.data.samples import Batch, ChatSamples, Sample, collate
from moonpane_engine.train.data.words import load_words
from moonpane_engine.train.shape import PREPROCESSOR
from moonpane_vision.moonvit import GridTHW

POOL = 256  # pages of one width painted at once and sorted by length
_CELL = 28  # px, of four merged patches
_MAX_CELLS = PREPROCESSOR["media_proc_cfg"]["in_patch_limit"] // 4
_WIDTHS = range(280, 617, _CELL)


class Seen(NamedTuple):
    """What is written from the picture alone in one step."""

    tokens: int  # padded, in all
    levels: tuple[float, float, float]  # shares of pages of some elements, of one section, of several
    max_tokens: int = 2_048  # of a sample
    whole: float = 0.4  # share of answers with the preamble


class SeenBatches(Endless):
    """Endless batches of painted pages at their full size."""

    def __init__(self, vocabulary: Path, seen: Seen, *, seed: str, start: int = 0) -> None:
        super().__init__(seed=seed, start=start)
        self._vocabulary, self._seen = vocabulary, seen

    def load(self) -> None:
        load_words()

    def batches(self, rng: Random) -> Iterator[Batch]:
        chat = ChatSamples(Tokenizer.from_dir(self._vocabulary))
        while True:
            width = rng.choice(_WIDTHS)
            pool = [self._drawn(chat, rng, width) for _ in range(POOL)]
            pool = [sample for sample in pool if sample.num_tokens <= self._seen.max_tokens]
            pool.sort(key=lambda sample: sample.num_tokens)
            batches = list(filled(pool, self._seen.tokens))
            rng.shuffle(batches)
            for batch in batches:
                yield collate(sorted(batch, key=by_grid))

    def _drawn(self, chat: ChatSamples, rng: Random, width: int) -> Sample:
        level = rng.choices(range(3), self._seen.levels)[0]
        pixels, html = painted_page(rng, level=level, width=width, max_height=_MAX_CELLS // (width // _CELL) * _CELL)
        ground = pixels[-1, -1] if rng.random() < 0.5 else np.zeros(3, np.uint8)  # a screen's rest, or padding
        patches, grid = whole_patches(pixels, ground, rows=rng.choice((1, 2)))
        if rng.random() < self._seen.whole:
            return chat.sample(WRITE, html, patches, grid, spelled="texts")
        return chat.sample(BODY, html[html.index("<body") :], patches, grid, spelled="texts")


def whole_patches(pixels: np.ndarray, ground: np.ndarray, *, rows: int = 1) -> tuple[np.ndarray, GridTHW]:
    """Patches uint8 (L, 3, 14, 14) of a picture at its own size, filled up to whole cells, `rows` of them at a time.

    What `moonpane_vision.image.patchify` makes of a picture that it does not resize, before it is centred on 0.
    """
    height, width, _ = pixels.shape
    step = rows * _CELL
    filled_up = np.empty((-(-height // step) * step, -(-width // _CELL) * _CELL, 3), np.uint8)
    filled_up[:] = ground
    filled_up[:height, :width] = pixels
    down, across = filled_up.shape[0] // 14, filled_up.shape[1] // 14
    patches = filled_up.reshape(down, 14, across, 14, 3).transpose(0, 2, 4, 1, 3)
    return np.ascontiguousarray(patches).reshape(-1, 3, 14, 14), (1, down, across)
