"""The rows of a listing as crops for the reader: pieces of a few cells, each of which it knows the place of."""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil

import numpy as np

from moonpane_vision.listings.model import Listing, Row, Run
from moonpane_vision.listings.rows import ABOVE, BELOW
from moonpane_vision.normalise import CAP_EM, LineMetrics, ink_coverage, whole_piece

MOST_CELLS = 11  # of a piece: what one is wide at a line's usual height
RIM = 1  # px beside a cell, onto which its letter may reach


def listing_crops(pixels: np.ndarray, listing: Listing) -> list[list[np.ndarray]]:
    """Of each row its `row_pieces`, (28, 168) uint8, dark on white, from the picture (H, W, 3) it was measured in."""
    return [[_crop(pixels, listing, row, *piece) for piece in row_pieces(row)] for row in listing.rows]


def row_pieces(row: Row) -> list[tuple[int, int]]:
    """Columns [start, end): a few words with one space between them, or an equal part of a long one."""
    pieces: list[tuple[int, int]] = []
    is_whole = False  # the last is words, and may have one more
    for start, end in row.words:
        parts = ceil((end - start) / MOST_CELLS)
        joins = is_whole and parts == 1 and start == pieces[-1][1] + 1 and end - pieces[-1][0] <= MOST_CELLS
        if joins and _fill_at(row, start) == _fill_at(row, pieces[-1][0]):
            pieces[-1] = (pieces[-1][0], end)
            continue
        edges = [start + round((end - start) * part / parts) for part in range(parts + 1)]
        pieces += pairwise(edges)
        is_whole = parts == 1
    return pieces


def piece_words(row: Row, start: int, end: int) -> list[tuple[int, int]]:
    """Columns [start, end) of the words of a row, as far as they are in a piece."""
    return [(max(start, first), min(end, last)) for first, last in row.words if first < end and last > start]


def _crop(pixels: np.ndarray, listing: Listing, row: Row, start: int, end: int) -> np.ndarray:
    size, (coverage, _, top) = listing.font_size, row_coverage(pixels, listing, row, start, end)
    inked = np.flatnonzero(np.max(coverage, axis=0, initial=0.0)).tolist() or [0, coverage.shape[1] - 1]
    baseline = listing.row_baseline(row) - top
    metrics = LineMetrics(inked[0], inked[-1] + 1, baseline - CAP_EM * size, baseline, coverage.shape[0])
    return whole_piece(coverage, metrics)


def row_coverage(pixels: np.ndarray, listing: Listing, row: Row, start: int, end: int) -> tuple[np.ndarray, int, int]:
    """Coverage by ink (h, w) float32 of the cells [start, end), and its first column and row in the picture (H, W, 3).

    Every run is as dark as it can be, however pale it is beside others.
    """
    size, baseline = listing.font_size, listing.row_baseline(row)
    top, bottom = max(0, round(baseline - ABOVE * size)), round(baseline + BELOW * size)
    left, right = max(0, round(row.grid.left(start)) - RIM), round(row.grid.left(end)) + RIM
    strip = pixels[top:bottom, left:right]
    coverage: np.ndarray = np.zeros(strip.shape[:2], np.float32)
    for run, first, last in _parts(row, start, end):
        columns = slice(max(0, round(row.grid.left(first)) - left), max(0, round(row.grid.left(last)) - left))
        ground = np.array(listing.ground if run.fill is None else run.fill, np.uint8)
        if strip[:, columns].size:
            coverage[:, columns] = ink_coverage(strip[:, columns], background=ground)
    return coverage, left, top


def _parts(row: Row, start: int, end: int) -> Iterator[tuple[Run, int, int]]:
    for run in row.runs:
        if run.start < end and run.end > start:
            yield run, max(start, run.start), min(end, run.end)


def _fill_at(row: Row, column: int) -> object:
    return next((run.fill for run in row.runs if run.start <= column < run.end), None)
