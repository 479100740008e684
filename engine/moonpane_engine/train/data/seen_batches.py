"""Samples of what is seen without an outline: a canvas or a painted page, and what it says, or its code."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from PIL import Image

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.data.canvas import drawn_canvas
from moonpane_engine.train.data.endless import Endless
from moonpane_engine.train.data.line_batches import READ
from moonpane_engine.train.data.page_batches import BODY, WRITE, Pages, PageSamples, collated, enlarged, read_records
from moonpane_engine.train.data.painted import painted_page
from moonpane_engine.train.data.samples import Batch, ChatSamples, Sample
from moonpane_engine.train.data.texts import Texts
from moonpane_engine.train.data.words import load_words
from moonpane_engine.train.shape import PREPROCESSOR
from moonpane_resources.prompts import ENLARGEMENT
from moonpane_vision.moonvit import GridTHW

_CELL = 28  # px, of four merged patches
_MAX_CELLS = PREPROCESSOR["media_proc_cfg"]["in_patch_limit"] // 4
_TEXT = re.compile(r'>([^<>\n]+)</|placeholder="([^"]*)"')


class Seen(NamedTuple):
    """What is asked about a picture that nobody measured."""

    tokens: int  # padded, of one step where batches are not of fixed shapes
    levels: tuple[float, float, float]  # shares of pages of some elements, of one section, of several
    canvases: float = 0.0  # share of texts on an empty ground, to be read
    most_lines: int = 1  # on one of these
    cells: int = 96  # of four patches, on one of these at most
    rendered: float = 0.0  # share of rendered pages, whose pictures have icons, photos and shadows
    read: float = 0.0  # share of the painted pages whose texts are asked for, not their code
    max_tokens: int = 2_048  # of a sample
    whole: float = 0.4  # share of answers with the preamble


class SeenBatches(Endless[Batch]):
    """Endless batches of pictures as they are seen at run time: enlarged until their texts are as large as crops'."""

    def __init__(self, vocabulary: Path, pages: Path, seen: Seen, *, seed: str, start: int = 0) -> None:
        super().__init__(seed=seed, start=start)
        self._vocabulary, self._pages, self._seen = vocabulary, pages, seen

    def load(self) -> None:
        load_words()
        if self._seen.rendered:
            read_records(self._pages)

    def batches(self, rng: Random) -> Iterator[Batch]:
        return collated(self.samples(rng), self._seen.tokens, rng)

    def samples(self, rng: Random) -> Iterator[Sample]:
        """Samples without end."""
        chat, texts = ChatSamples(Tokenizer.from_dir(self._vocabulary)), Texts(rng)
        records = read_records(self._pages) if self._seen.rendered else ()
        rendered = PageSamples(chat, rng, Pages(self._seen.tokens))
        while True:
            draw = rng.random()
            if draw < self._seen.canvases:
                drawn = _canvas(chat, rng, texts, self._seen)
            elif draw < self._seen.canvases + self._seen.rendered:
                drawn = iter([rendered.alone(rng.choice(records))])
            else:
                drawn = _page(chat, rng, self._seen)
            for sample in drawn:
                if sample.num_tokens <= self._seen.max_tokens:
                    yield sample


def _canvas(chat: ChatSamples, rng: Random, texts: Texts, seen: Seen) -> Iterator[Sample]:
    across = rng.randint(6, min(seen.cells, 24))
    down = rng.randint(1, min(seen.cells // across, 2 + 2 * seen.most_lines))
    size = {"width": _px(rng, across), "height": _px(rng, down)}
    pixels, said = drawn_canvas(rng, texts, **size, most=seen.most_lines)
    yield chat.sample(READ, said, *_shown(pixels), spelled="all")


def _page(chat: ChatSamples, rng: Random, seen: Seen) -> Iterator[Sample]:
    """A page's picture with one question about it, sometimes with two: to paint it costs more than to ask."""
    level = rng.choices(range(3), seen.levels)[0]
    width = rng.randrange(280, 449, 2)
    most = int(_MAX_CELLS // -(-width * ENLARGEMENT // _CELL) * _CELL / ENLARGEMENT)
    pixels, html = painted_page(rng, level=level, width=width, max_height=most)
    picture = _shown(pixels)
    is_read = rng.random() < seen.read
    if is_read:
        said = "\n".join(unescape(text or hint) for text, hint in _TEXT.findall(html[html.index("<body") :]))
        yield chat.sample(READ, said, *picture, spelled="all")
    if not is_read or rng.random() < 0.5:
        is_whole = rng.random() < seen.whole
        asked, answer = (WRITE, html) if is_whole else (BODY, html[html.index("<body") :])
        yield chat.sample(asked, answer, *picture, spelled="texts")


def _px(rng: Random, cells: int) -> int:
    """So many cells at run time, the last one not always filled."""
    return int((cells * _CELL - rng.randrange(7)) / ENLARGEMENT)


def _shown(pixels: np.ndarray) -> tuple[np.ndarray, GridTHW]:
    """Patches of the enlarged picture; what fills the last cells is black, as the processor has it."""
    return whole_patches(np.asarray(enlarged(Image.fromarray(pixels))), np.zeros(3, np.uint8))


def whole_patches(pixels: np.ndarray, ground: np.ndarray) -> tuple[np.ndarray, GridTHW]:
    """Patches uint8 (L, 3, 14, 14) of a picture at its own size, filled up to whole cells.

    What `moonpane_vision.image.patchify` makes of a picture that it does not resize, before it is centred on 0.
    """
    height, width, _ = pixels.shape
    filled_up = np.empty((-(-height // _CELL) * _CELL, -(-width // _CELL) * _CELL, 3), np.uint8)
    filled_up[:] = ground
    filled_up[:height, :width] = pixels
    down, across = filled_up.shape[0] // 14, filled_up.shape[1] // 14
    patches = filled_up.reshape(down, 14, across, 14, 3).transpose(0, 2, 4, 1, 3)
    return np.ascontiguousarray(patches).reshape(-1, 3, 14, 14), (1, down, across)
