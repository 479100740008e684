"""Samples filled up to a fixed shape: what differs between batches is data, never a size."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple, Protocol

import numpy as np
import torch
from torch import Tensor

from moonpane_engine.train.data.endless import Endless
from moonpane_engine.train.data.samples import IGNORED, Sample
from moonpane_vision.moonvit import GridTHW

PATCH_VALUES = 3 * 14 * 14


class Shape(NamedTuple):
    """The sizes of a batch."""

    rows: int  # samples
    tokens: int  # of a sample, padded
    patches: int  # of a sample's picture, padded; whole cells of four

    def holds(self, sample: Sample) -> bool:
        """Whether there is room for it."""
        num_patches = 0 if sample.grid is None else sample.grid[1] * sample.grid[2]
        return sample.num_tokens - 1 <= self.tokens and num_patches <= self.patches


class FixedBatch(NamedTuple):
    """Samples of one shape; rows and patches that are not there are padding."""

    token_ids: Tensor  # (rows, tokens)
    labels: Tensor  # (rows, tokens), the next token at each position, IGNORED outside the answers
    patches: Tensor  # (rows, patches, 588) uint8, the four of a cell side by side
    places: Tensor  # (rows, patches, 2), each patch's row and column in its grid; -1 where there is none
    grids: Tensor  # (rows, 2), rows and columns of patches
    shape: Shape
    num_tokens: int  # without padding

    def tensors(self) -> dict[str, Tensor]:
        """What differs between two batches of one shape."""
        return {name: value for name, value in self._asdict().items() if isinstance(value, Tensor)}

    def to(self, device: str) -> "FixedBatch":
        """The same on a device."""
        return self._replace(**{name: tensor.to(device) for name, tensor in self.tensors().items()})


def filled_up(samples: Sequence[Sample], shape: Shape) -> FixedBatch:
    """At most `shape.rows` samples, each of which the shape holds."""
    token_ids = np.zeros((shape.rows, shape.tokens), np.int64)
    labels = np.full((shape.rows, shape.tokens), IGNORED, np.int64)
    patches = np.zeros((shape.rows, shape.patches, PATCH_VALUES), np.uint8)
    places = np.full((shape.rows, shape.patches, 2), -1, np.int64)
    grids = np.full((shape.rows, 2), 2, np.int64)
    for row, sample in enumerate(samples):
        ids = np.array(sample.prompt_ids + sample.answer_ids)
        start = len(sample.prompt_ids) - 1
        token_ids[row, : len(ids) - 1] = ids[:-1]
        labels[row, start : len(ids) - 1] = ids[start + 1 :]
        if sample.patches is not None and sample.grid is not None:
            order, where = _cells(sample.grid)
            patches[row, : len(order)] = _bytes(sample.patches)[order]
            places[row, : len(order)] = where
            grids[row] = sample.grid[1:]
    return FixedBatch(
        token_ids=torch.from_numpy(token_ids),
        labels=torch.from_numpy(labels),
        patches=torch.from_numpy(patches),
        places=torch.from_numpy(places),
        grids=torch.from_numpy(grids),
        shape=shape,
        num_tokens=sum(sample.num_tokens - 1 for sample in samples),
    )


@lru_cache(maxsize=1024)
def _cells(grid: GridTHW) -> tuple[np.ndarray, np.ndarray]:
    """The patches of a grid cell by cell, as the merger takes them, and the row and column of each."""
    _, height, width = grid
    order = np.arange(height * width).reshape(height // 2, 2, width // 2, 2).transpose(0, 2, 1, 3).ravel()
    return order, np.stack(np.divmod(order, width), axis=-1)


def _bytes(patches: np.ndarray) -> np.ndarray:
    """(L, 588) uint8 of patches that are so already, or centred on 0."""
    flat = patches.reshape(len(patches), -1)
    return flat if flat.dtype == np.uint8 else np.rint((flat + 1) * 127.5).astype(np.uint8)


class Source(Protocol):
    """Where samples come from: one task's stream."""

    def load(self) -> None: ...

    def samples(self, rng: Random) -> Iterator[Sample]:
        """Samples without end."""
        ...


class FixedBatches(Endless[FixedBatch]):
    """Endless batches of the smallest of `shapes` that holds each sample; what fits none is left out."""

    def __init__(self, source: Source, shapes: Sequence[Shape], *, seed: str, start: int = 0) -> None:
        super().__init__(seed=seed, start=start)
        self._source, self._shapes = source, shapes

    def load(self) -> None:
        self._source.load()

    def batches(self, rng: Random) -> Iterator[FixedBatch]:
        waiting: dict[Shape, list[Sample]] = {shape: [] for shape in self._shapes}
        for sample in self._source.samples(rng):
            shape = next((shape for shape in self._shapes if shape.holds(sample)), None)
            if shape is None:
                continue
            waiting[shape].append(sample)
            if len(waiting[shape]) == shape.rows:
                yield filled_up(waiting[shape], shape)
                waiting[shape] = []
