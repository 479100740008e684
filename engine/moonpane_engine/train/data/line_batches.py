"""Batches of the two tasks, made in a worker process while the trainer computes."""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from torch.utils.data import DataLoader, IterableDataset

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.data.lines import drawn_crops
from moonpane_engine.train.data.samples import Batch, ChatSamples, Sample, collate

READ = "read"
CROP_GRID = (1, 2, 12)
BUCKETS = 8  # batches drawn at once and sorted by length


def crop_patches(crop: np.ndarray) -> np.ndarray:
    """Patches (24, 3, 14, 14) float32 of a crop (28, 168) uint8: what the server's preprocessing makes of its PNG."""
    grey = (crop.astype(np.float32) / 255 - 0.5) / 0.5
    patches = grey.reshape(2, 14, 12, 14).transpose(0, 2, 1, 3).reshape(24, 1, 14, 14)
    return np.repeat(patches, 3, axis=1)


class LineBatches(IterableDataset):
    """Endless batches of drawn crops, and of crops from rendered pages where there are any."""

    def __init__(
        self,
        vocabulary: Path,
        *,
        seed: int,
        batch_size: int,
        short: float,
        easy: float = 0,
        pages: Path | None = None,
        rendered: float = 0,
    ) -> None:
        self.vocabulary, self.seed, self.batch_size = vocabulary, seed, batch_size
        self.short, self.easy = short, easy
        self.pages, self.rendered = pages, rendered  # share of crops from rendered pages

    def __iter__(self) -> Iterator[Batch]:
        chat = ChatSamples(Tokenizer.from_dir(self.vocabulary))
        drawn = drawn_crops(self.seed, short=self.short, easy=self.easy)
        rendered = rendered_crops(self.pages, self.seed) if self.pages and self.rendered else None
        rng = random.Random(self.seed)
        while True:
            pairs = list(islice(drawn, self.batch_size * BUCKETS))
            if rendered is not None:
                pairs = [next(rendered) if rng.random() < self.rendered else pair for pair in pairs]
            # Read letter by letter: with one token per glyph reading emerges several times sooner than with merges.
            samples = [chat.sample(READ, text, crop_patches(crop), CROP_GRID, spelled=True) for crop, text in pairs]
            yield from bucketed(samples, self.batch_size, rng)


def bucketed(samples: list[Sample], batch_size: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of similar length, so that little is padded, in a random order."""
    samples.sort(key=lambda sample: len(sample.prompt_ids) + len(sample.answer_ids))
    starts = list(range(0, len(samples), batch_size))
    rng.shuffle(starts)
    for start in starts:
        yield collate(samples[start : start + batch_size])


def rendered_crops(pages: Path, seed: int) -> Iterator[tuple[np.ndarray, str]]:
    """Endless crops from the shards `crops-*.npz` (arrays `pixels`, `texts`) in a random order."""
    shards = sorted(pages.glob("crops-*.npz"))
    loaded = [np.load(shard, allow_pickle=False) for shard in shards]
    pixels = np.concatenate([shard["pixels"] for shard in loaded])
    texts = np.concatenate([shard["texts"] for shard in loaded])
    order = np.random.default_rng(seed)
    while True:
        for index in order.permutation(len(texts)):
            yield pixels[index], str(texts[index])


def in_background(dataset: IterableDataset) -> Iterator[Batch]:
    """Iterate over `dataset` in one worker process, a few batches ahead."""
    return iter(DataLoader(dataset, batch_size=None, num_workers=1, prefetch_factor=6))
