"""The streams of a phase on a GPU: batches of a few shapes of each task, drawn by as many processes as it needs."""

from pathlib import Path
from typing import NamedTuple

from moonpane_engine.train.data.endless import in_background
from moonpane_engine.train.data.line_batches import LineBatches
from moonpane_engine.train.data.page_batches import PageBatches
from moonpane_engine.train.data.seen_batches import SeenBatches
from moonpane_engine.train.fixed.batch import FixedBatches, Shape, Source
from moonpane_engine.train.fixed.pool import Pool
from moonpane_engine.train.recipe import Phase


class _Task(NamedTuple):
    shapes: tuple[Shape, ...]  # from the smallest on
    share: float  # of the processes


READING = _Task((Shape(48, 64, 24),), 0.08)
WRITING = _Task((Shape(12, 1_024, 256), Shape(6, 2_048, 256)), 0.25)
CANVASES = _Task((Shape(48, 112, 160), Shape(24, 256, 400)), 0.12)
PAGES = _Task((Shape(12, 832, 1_152), Shape(6, 1_856, 2_400)), 0.55)


def pools(
    phase: Phase, vocabulary: Path, pages: Path, *, seed: str, start: int, device: str, num_workers: int
) -> list[Pool]:
    """One pool of batches for each task of `phase`; every one of them is part of every step."""
    tasks: list[tuple[_Task, Source]] = [
        (READING, LineBatches(vocabulary, pages, phase.lines, seed=seed)),
        (WRITING, PageBatches(vocabulary, pages, phase.pages, seed=seed)),
    ]
    if phase.seen:
        for task, canvases in ((CANVASES, 1.0), (PAGES, 0.0)):
            tasks.append((task, SeenBatches(vocabulary, pages, phase.seen._replace(canvases=canvases), seed=seed)))
    streams = [
        in_background(
            FixedBatches(source, task.shapes, seed=f"{seed} {number}", start=start),
            num_workers=max(round(num_workers * task.share), 1),
        )
        for number, (task, source) in enumerate(tasks)
    ]
    return [Pool(stream, device=device) for stream in streams]
