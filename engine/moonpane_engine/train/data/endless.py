"""Endless streams of batches, made in a worker process while the trainer computes, and the same again after a stop."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import count, islice
from random import Random

from torch.utils.data import DataLoader, IterableDataset

from moonpane_engine.train.data.samples import Batch

SEGMENT = 100  # batches that come from one seed; a run resumes at the beginning of one


class Endless(IterableDataset, ABC):
    """Batches from `batches(rng)`, which a subclass makes without end from one random source."""

    def __init__(self, *, seed: str, start: int) -> None:
        """`start`: how many batches were taken before, a multiple of SEGMENT."""
        if start % SEGMENT:
            raise ValueError(f"a stream of batches starts at a multiple of {SEGMENT}, not at {start}")
        self._seed, self._start = seed, start

    @abstractmethod
    def batches(self, rng: Random) -> Iterator[Batch]:
        """Batches without end; the same for the same state of `rng`."""

    def __iter__(self) -> Iterator[Batch]:
        for segment in count(self._start // SEGMENT):
            yield from islice(self.batches(Random(f"{self._seed} {type(self).__name__} {segment}")), SEGMENT)


def in_background(stream: Endless) -> Iterator[Batch]:
    """Iterate over `stream` in one worker process, a few batches ahead."""
    return iter(DataLoader(stream, batch_size=None, num_workers=1, prefetch_factor=6))
