"""The streams of a phase on a GPU: batches of a few shapes of each task, drawn by as many processes as it needs."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from moonpane_engine.train.data.edit_batches import EditBatches
from moonpane_engine.train.data.endless import in_background
from moonpane_engine.train.data.line_batches import LineBatches
from moonpane_engine.train.data.page_batches import PageBatches
from moonpane_engine.train.data.seen_batches import SeenBatches
from moonpane_engine.train.fixed.batch import FixedBatch, FixedBatches, Shape, Source
from moonpane_engine.train.fixed.pool import Pool
from moonpane_engine.train.recipe import Phase


class Task(NamedTuple):
    shapes: tuple[Shape, ...]  # from the smallest on
    share: float  # of the processes


READING = Task((Shape(48, 64, 24),), 0.08)
WRITING = Task((Shape(12, 1_024, 256), Shape(6, 2_048, 256)), 0.25)
CANVASES = Task((Shape(48, 112, 160), Shape(24, 256, 400)), 0.12)
PAGES = Task((Shape(12, 832, 1_152), Shape(6, 1_856, 2_400)), 0.55)
EDITING = Task((Shape(128, 192, 4), Shape(64, 384, 4), Shape(32, 768, 4), Shape(16, 1_536, 4)), 0.85)
REPEATED = 0.4  # of the processes that a task would have, where it has every fourth step only


class Turns:
    """Pools of which each gives the batch of another step."""

    def __init__(self, pools: Sequence[Pool]) -> None:
        self._pools, self._turn = pools, -1

    def __next__(self) -> FixedBatch:
        self._turn = (self._turn + 1) % len(self._pools)
        return next(self._pools[self._turn])

    @property
    def num_new(self) -> int:
        return sum(pool.num_new for pool in self._pools)

    @property
    def num_used(self) -> int:
        return sum(pool.num_used for pool in self._pools)

    def close(self) -> None:
        """Takes no more."""
        for pool in self._pools:
            pool.close()


def pools(
    phase: Phase, vocabulary: Path, pages: Path, *, seed: str, start: int, device: str, num_workers: int
) -> list[Pool | Turns]:
    """One pool of batches for each task of `phase`; every one of them is part of every step, but for those that are
    repeated while wishes are learned."""
    tasks: list[tuple[Task, Source]] = [
        (READING, LineBatches(vocabulary, pages, phase.lines, seed=seed)),
        (WRITING, PageBatches(vocabulary, pages, phase.pages, seed=seed)),
    ]
    if phase.seen:
        for task, canvases in ((CANVASES, 1.0), (PAGES, 0.0)):
            tasks.append((task, SeenBatches(vocabulary, pages, phase.seen._replace(canvases=canvases), seed=seed)))
    share = REPEATED if phase.wishes else 1.0
    shares = [share * task.share for task, _ in tasks]
    if phase.wishes:
        tasks.append((EDITING, EditBatches(vocabulary, phase.wishes, seed=seed)))
        shares.append(EDITING.share)
    streams = [
        in_background(
            FixedBatches(source, task.shapes, seed=f"{seed} {number}", start=start),
            num_workers=max(round(num_workers * share), 1),
        )
        for number, ((task, source), share) in enumerate(zip(tasks, shares, strict=True))
    ]
    found = [Pool(stream, device=device) for stream in streams]
    return [Turns(found[:-1]), found[-1]] if phase.wishes else list(found)
