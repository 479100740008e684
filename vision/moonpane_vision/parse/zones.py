"""Flat zones: connected pixels of exactly one colour. Exact equality keeps two near whites apart and cannot leak."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Zones:
    """All flat zones of a picture; entry i of each array belongs to the pixels where `labels == i`."""

    labels: np.ndarray  # (H, W) int32
    colours: np.ndarray  # (N,) int32, red << 16 | green << 8 | blue
    areas: np.ndarray  # (N,) int64
    boxes: np.ndarray  # (N, 4) int32: left, top, right, bottom, the last two exclusive


def pack_colours(pixels: np.ndarray) -> np.ndarray:
    """(..., 3) uint8 to (...) int32, one number a colour."""
    wide = pixels.astype(np.int32)
    return (wide[..., 0] << 16) | (wide[..., 1] << 8) | wide[..., 2]


def unpack(packed: int) -> tuple[int, int, int]:
    """The other way round."""
    return packed >> 16 & 255, packed >> 8 & 255, packed & 255


def flat_zones(packed: np.ndarray) -> Zones:
    """Zones of a packed picture (H, W) int32, connected through edges; linear in the number of runs."""
    height, width = packed.shape
    is_start = np.ones((height, width), bool)
    is_start[:, 1:] = packed[:, 1:] != packed[:, :-1]
    starts = np.flatnonzero(is_start)
    run_of = (np.cumsum(is_start.ravel(), dtype=np.int32) - 1).reshape(height, width)
    # Two runs of one colour touch where they overlap; the overlap begins where one of the two begins.
    touch = (packed[1:] == packed[:-1]) & (is_start[1:] | is_start[:-1])
    zone_of_run = joined_components(len(starts), run_of[1:][touch], run_of[:-1][touch])

    lengths = np.diff(np.append(starts, height * width))
    rows, columns = np.divmod(starts, width)
    order = np.argsort(zone_of_run, kind="stable")
    firsts = np.flatnonzero(np.diff(zone_of_run[order], prepend=-1))
    left = np.minimum.reduceat(columns[order], firsts)
    right = np.maximum.reduceat((columns + lengths)[order], firsts)
    top, bottom = rows[order][firsts], np.maximum.reduceat(rows[order], firsts) + 1
    return Zones(
        labels=zone_of_run[run_of],
        colours=packed.ravel()[starts[order][firsts]],
        areas=np.add.reduceat(lengths[order], firsts),
        boxes=np.stack([left, top, right, bottom], axis=1).astype(np.int32),
    )


def joined_components(count: int, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Component number (count,) int32 of each node, numbered in the order of their first nodes."""
    parent = np.arange(count, dtype=np.int32)
    while first.size:
        low, high = np.minimum(first, second), np.maximum(first, second)
        np.minimum.at(parent, high, low)
        while True:
            grand = parent[parent]
            if np.array_equal(grand, parent):
                break
            parent = grand
        first, second = parent[first], parent[second]
        open_edges = first != second
        first, second = first[open_edges], second[open_edges]
    is_root = parent == np.arange(count)
    return (np.cumsum(is_root, dtype=np.int32) - 1)[parent]
