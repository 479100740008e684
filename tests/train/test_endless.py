"""Streams of batches: segments are shared out among workers, and none is drawn twice after a stop."""

from collections.abc import Iterator
from itertools import islice
from random import Random

import torch

from moonpane_engine.train.data.endless import SEGMENT, Endless, in_background
from moonpane_engine.train.data.samples import Batch


class Numbers(Endless):
    """Batches that say which random source they are from."""

    def load(self) -> None:
        self.loaded = True

    def batches(self, rng: Random) -> Iterator[Batch]:
        number = rng.getrandbits(60)
        while True:
            yield Batch(torch.tensor([[number]]), torch.zeros(1, 1), None, [], 1)


def drawn(*, start: int, num_workers: int, count: int) -> list[int]:
    stream = in_background(Numbers(seed="s", start=start), num_workers=num_workers)
    return [int(batch.token_ids) for batch in islice(stream, count)]


def test_workers_take_turns_with_segments_of_their_own() -> None:
    alone = drawn(start=0, num_workers=1, count=2 * SEGMENT)
    assert len(set(alone)) == 2
    assert alone == sorted(alone, key=alone.index)  # one segment after the other
    shared = drawn(start=0, num_workers=2, count=2 * SEGMENT)
    assert sorted(shared) == sorted(alone)
    assert shared[0] != shared[1]


def test_after_a_stop_amid_segments_their_rest_is_skipped() -> None:
    before = drawn(start=0, num_workers=2, count=30)
    after = drawn(start=30, num_workers=2, count=30)
    assert not set(before) & set(after)
