"""Batches of the task `edit`: a wish and the listing of a page, answered by orders."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.data.edits import Edit, Edits
from moonpane_engine.train.data.edits.draw import MOST_SHOWN
from moonpane_engine.train.data.endless import Endless
from moonpane_engine.train.data.page_batches import collated
from moonpane_engine.train.data.samples import Batch, ChatSamples, Sample
from moonpane_engine.train.data.words import load_words


class Wishes(NamedTuple):
    """What is wished in one step."""

    tokens: int = 8_192  # padded, in all
    largest: int = MOST_SHOWN  # entries of a page: what is short is learned in less time
    simple: float = 0.0  # share of the wishes that are about one thing and can be granted
    free: float = 0.0  # share of those that are said as people do who do not think of what can be understood


class EditBatches(Endless[Batch]):
    """Endless batches of wishes about pages that are drawn for them."""

    def __init__(self, vocabulary: Path, wishes: Wishes, *, seed: str, start: int = 0) -> None:
        super().__init__(seed=seed, start=start)
        self._vocabulary, self._wishes = vocabulary, wishes

    def load(self) -> None:
        load_words()

    def batches(self, rng: Random) -> Iterator[Batch]:
        return collated(self.samples(rng), self._wishes.tokens, rng)

    def samples(self, rng: Random) -> Iterator[Sample]:
        """Samples without end."""
        chat = ChatSamples(Tokenizer.from_dir(self._vocabulary))
        wishes = self._wishes
        edits = Edits(rng, largest=wishes.largest, simple=wishes.simple, free=wishes.free)
        while True:
            yield edit_sample(chat, edits.drawn())


def edit_sample(chat: ChatSamples, edit: Edit) -> Sample:
    """An edit as the product asks for it."""
    return chat.sample(edit.prompt, edit.answer, None, None)
