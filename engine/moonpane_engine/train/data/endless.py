"""Endless streams of batches, made in worker processes while the trainer computes, and the same again after a stop."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import count, islice
from random import Random
from typing import Generic, TypeVar

from torch.utils.data import DataLoader, IterableDataset, get_worker_info

B = TypeVar("B")  # the kind of batch

SEGMENT = 100  # batches that come from one seed; a run resumes at the beginning of one
AHEAD = 6  # batches that lie ready, of all workers together


class Endless(IterableDataset, ABC, Generic[B]):
    """Batches from `batches(rng)`, which a subclass makes without end from one random source.

    Each segment is one worker's; workers take turns, batch by batch. So the order depends on how many there are.
    """

    def __init__(self, *, seed: str, start: int) -> None:
        """`start`: how many batches were taken before. What is left of their segments is skipped."""
        self._seed, self._start = seed, start

    @abstractmethod
    def batches(self, rng: Random) -> Iterator[B]:
        """Batches without end; the same for the same state of `rng`."""

    @abstractmethod
    def load(self) -> None:
        """Read what all batches are made of into the process's caches, which forked workers share."""

    def __iter__(self) -> Iterator[B]:
        worker = get_worker_info()
        mine, workers = (worker.id, worker.num_workers) if worker else (0, 1)
        rounds = -(-self._start // (SEGMENT * workers))
        for segment in count(rounds * workers + mine, workers):
            yield from islice(self.batches(Random(f"{self._seed} {type(self).__name__} {segment}")), SEGMENT)


def in_background(stream: Endless[B], *, num_workers: int) -> Iterator[B]:
    """Iterate over `stream` in worker processes, a few batches ahead."""
    stream.load()
    ahead = max(AHEAD // num_workers, 2)
    return iter(DataLoader(stream, batch_size=None, num_workers=num_workers, prefetch_factor=ahead))
