"""Batches of the writing task: picture and outline to HTML, in the forms that training mixes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.data.augment import with_other_colors, with_other_texts
from moonpane_engine.train.data.drills import drill
from moonpane_engine.train.data.endless import Endless
from moonpane_engine.train.data.labels import with_labels
from moonpane_engine.train.data.pieces import read_pages, read_picture
from moonpane_engine.train.data.samples import Batch, ChatSamples, Sample, collate
from moonpane_engine.train.data.texts import Texts
from moonpane_engine.train.data.words import load_words
from moonpane_engine.train.shape import PREPROCESSOR
from moonpane_resources.labels import labelled
from moonpane_resources.prompts import ENLARGEMENT
from moonpane_vision.image import MediaConfig, media_config, preprocess
from moonpane_vision.moonvit import GridTHW

WRITE = "write"
BODY = "body"  # like write, but the answer starts at <body: no tokens spent on the preamble that is always the same
COPY = "copy"
POOL = 192  # pages drawn at once and sorted by length


class PageRecord(NamedTuple):
    """One rendered and measured page of the data set."""

    html: str
    outline: str
    piece: Path  # file that the picture is in
    picture: str  # its name there
    level: int


class Pages(NamedTuple):
    """What is written in one step, and in which forms a page is asked for."""

    tokens: int  # padded, in all
    body: float = 0.5  # without picture and preamble
    ungrounded: float = 0.04  # the picture alone, at its full size
    copies: float = 0.0  # plain repetition, from which the heads that copy come
    drills: float = 0.1
    drill_size: int = 5  # elements
    shuffled: float = 0.0  # share of the drills in which only labels tell one element from another
    recolored: float = 0.7
    max_level: int = 3
    max_tokens: int = 4_096  # of a sample
    patch_limits: tuple[int, ...] = (128, 256, 512)  # one is drawn for a measured page's picture


class PageBatches(Endless[Batch]):
    """Endless batches of outlines, with or without their pictures, and the pages to be written from them."""

    def __init__(self, vocabulary: Path, folder: Path, pages: Pages, *, seed: str, start: int = 0) -> None:
        super().__init__(seed=seed, start=start)
        self._vocabulary, self._folder, self._pages = vocabulary, folder, pages

    def load(self) -> None:
        load_words()
        if self._pages.drills < 1:
            read_records(self._folder)

    def batches(self, rng: random.Random) -> Iterator[Batch]:
        return collated(self.samples(rng), self._pages.tokens, rng)

    def samples(self, rng: random.Random) -> Iterator[Sample]:
        """Samples without end."""
        pages = self._pages
        records = read_records(self._folder) if pages.drills < 1 else ()
        records = [record for record in records if record.level <= pages.max_level]
        maker = PageSamples(ChatSamples(Tokenizer.from_dir(self._vocabulary)), rng, pages)
        while True:
            if (sample := maker.drawn(records)).num_tokens <= pages.max_tokens:
                yield sample


class PageSamples:
    """Turns page records into samples."""

    def __init__(self, chat: ChatSamples, rng: random.Random, pages: Pages) -> None:
        self._chat, self._rng, self._pages = chat, rng, pages
        self._texts = Texts(rng)
        self._whole = media_config(PREPROCESSOR)
        self._media = [replace(self._whole, in_patch_limit=limit) for limit in pages.patch_limits]

    def drawn(self, records: Sequence[PageRecord]) -> Sample:
        """A drill or a page, in one of its forms."""
        if self._rng.random() < self._pages.copies:
            text = "\n".join(self._texts.any_line() for _ in range(self._rng.choice((1, 1, 2))))
            return self._chat.sample(f"{COPY}\n{text}", text, None, None)
        if self._rng.random() < self._pages.drills:
            shuffled = self._rng.random() < self._pages.shuffled
            outline, html = drill(self._rng, self._texts, largest=self._pages.drill_size, shuffled=shuffled)
            return self._chat.sample(f"{BODY}\n{labelled(outline)}", with_labels(outline, html), None, None)
        return self.sample(self._rng.choice(records))

    def sample(self, record: PageRecord) -> Sample:
        draw = self._rng.random()
        if draw < self._pages.ungrounded:
            return self.alone(record)
        return self._grounded(*self._varied(record), record, is_body=draw < self._pages.ungrounded + self._pages.body)

    def as_asked(self, record: PageRecord) -> Sample:
        """The page as it is, with outline and picture."""
        return self._grounded(record.outline, record.html, record, is_body=False)

    def _varied(self, record: PageRecord) -> tuple[str, str]:
        outline, html = with_other_texts(record.outline, record.html, self._texts, self._rng)
        if self._rng.random() < self._pages.recolored:
            outline, html = with_other_colors(outline, html, self._rng)
        return outline, html

    def _grounded(self, outline: str, html: str, record: PageRecord, *, is_body: bool) -> Sample:
        outline, html = labelled(outline), with_labels(outline, html)
        if is_body:
            return self._chat.sample(f"{BODY}\n{outline}", html[html.index("<body") :], None, None)
        patches, grid = self.patches(record, self._rng.choice(self._media))
        return self._chat.sample(f"{WRITE}\n{outline}", html, patches, grid)

    def alone(self, record: PageRecord) -> Sample:
        """The page as it is seen, without an outline."""
        with Image.open(read_picture(record.piece, record.picture)) as image:
            patches, grid = preprocess(enlarged(image.convert("RGB")), self._whole)
        return self._chat.sample(WRITE, record.html, patches, grid, spelled="texts")

    def patches(self, record: PageRecord, media: MediaConfig) -> tuple[np.ndarray, GridTHW]:
        with Image.open(read_picture(record.piece, record.picture)) as image:
            return preprocess(image.convert("RGB"), media)


def enlarged(picture: Image.Image) -> Image.Image:
    """As a picture is sent that nobody measured."""
    size = (round(picture.width * ENLARGEMENT), round(picture.height * ENLARGEMENT))
    return picture.resize(size, Image.Resampling.BICUBIC)


@cache
def read_records(folder: Path, *, held_out: bool = False) -> tuple[PageRecord, ...]:
    """All pages of the data set in `folder` whose outline is the page's alone; read once in a process."""
    return tuple(
        PageRecord(page["html"], page["outline"], piece, page["picture"], page["level"])
        for piece, page in read_pages(folder, held_out=held_out)
        if "frame" not in page["noises"]  # a browser's frame is measured too, and no part of what is to be written
    )


def collated(samples: Iterator[Sample], tokens: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of similar length whose padded size stays below `tokens`, in a random order."""
    while True:
        pool = sorted(islice(samples, POOL), key=lambda sample: sample.num_tokens)
        batches = list(filled(pool, tokens))
        rng.shuffle(batches)
        for batch in batches:
            yield collate(sorted(batch, key=by_grid))


def by_grid(sample: Sample) -> GridTHW:
    """Pictures of one grid lie side by side: the encoder takes them at once."""
    return sample.grid or (0, 0, 0)


def filled(samples: list[Sample], tokens: int) -> Iterator[list[Sample]]:
    """Cut sorted samples into batches whose padded size stays below `tokens`."""
    batch: list[Sample] = []
    for sample in samples:
        if batch and sample.num_tokens * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(sample)
    if batch:
        yield batch
