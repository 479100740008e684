"""Batches of the reading task: drawn crops, and crops of rendered pages."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.data.endless import Endless
from moonpane_engine.train.data.lines import drawn_crops
from moonpane_engine.train.data.pieces import read_crops
from moonpane_engine.train.data.samples import Batch, ChatSamples, Sample, collate
from moonpane_engine.train.data.words import load_words

READ = "read"
CROP_GRID = (1, 2, 12)
BUCKETS = 8  # batches drawn at once and sorted by length


class Lines(NamedTuple):
    """What is read in one step."""

    batch_size: int  # crops
    short: float = 0.5  # share of single words among the drawn lines
    easy: float = 0.0  # share of plain glyphs and words in few fonts
    glyphs: int = 12  # of the longest easy one
    rendered: float = 0.0  # share of crops from rendered pages


class LineBatches(Endless[Batch]):
    """Endless batches of line crops with what they say."""

    def __init__(self, vocabulary: Path, pages: Path, lines: Lines, *, seed: str, start: int = 0) -> None:
        super().__init__(seed=seed, start=start)
        self._vocabulary, self._pages, self._lines = vocabulary, pages, lines

    def load(self) -> None:
        load_words()
        if self._lines.rendered:
            read_crops(self._pages)

    def batches(self, rng: Random) -> Iterator[Batch]:
        samples = self.samples(rng)
        while True:
            yield from bucketed(list(islice(samples, self._lines.batch_size * BUCKETS)), self._lines.batch_size, rng)

    def samples(self, rng: Random) -> Iterator[Sample]:
        """Samples without end."""
        chat = ChatSamples(Tokenizer.from_dir(self._vocabulary))
        drawn = drawn_crops(rng, short=self._lines.short, easy=self._lines.easy, glyphs=self._lines.glyphs)
        while True:
            crop, text = self._from_page(rng) if rng.random() < self._lines.rendered else next(drawn)
            # Read letter by letter: with one token per glyph reading emerges several times sooner than with merges.
            yield chat.sample(READ, text, crop_patches(crop), CROP_GRID, spelled="all")

    def _from_page(self, rng: Random) -> tuple[np.ndarray, str]:
        pixels, texts = read_crops(self._pages)
        index = rng.randrange(len(texts))
        return pixels[index], str(texts[index])


def crop_patches(crop: np.ndarray) -> np.ndarray:
    """Patches (24, 3, 14, 14) float32 of a crop (28, 168) uint8: what the server's preprocessing makes of its PNG."""
    grey = (crop.astype(np.float32) / 255 - 0.5) / 0.5
    patches = grey.reshape(2, 14, 12, 14).transpose(0, 2, 1, 3).reshape(24, 1, 14, 14)
    return np.repeat(patches, 3, axis=1)


def bucketed(samples: list[Sample], batch_size: int, rng: Random) -> Iterator[Batch]:
    """Batches of similar length, so that little is padded, in a random order."""
    samples.sort(key=lambda sample: sample.num_tokens)
    starts = list(range(0, len(samples), batch_size))
    rng.shuffle(starts)
    for start in starts:
        yield collate(samples[start : start + batch_size])
