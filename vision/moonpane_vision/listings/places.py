"""Listings in a measured screen: in place of the lines and grounds that they are made of."""

from collections.abc import Iterator, Sequence

import numpy as np

from moonpane_vision.compare import TextBlock, blocks_from_screen
from moonpane_vision.listings.code import usual_look
from moonpane_vision.listings.model import Listing, Row, Run
from moonpane_vision.parse.layers import in_layers
from moonpane_vision.parse.model import BASELINE_EM, LINE_HEIGHT_EM, Box, Screen, TextLine
from moonpane_vision.parse.rearrange import arranged
from moonpane_vision.parse.text import FoundLine


def with_places(pixels: np.ndarray, screen: Screen, listings: Sequence[Listing]) -> tuple[Screen, list[int]]:
    """The screen (H, W, 3) with a picture in place of each listing; and which former line each line now is."""
    gone = {index for each in listings for index in each.boxes}
    kept = [box for index, box in enumerate(screen.boxes) if index not in gone]
    places = [
        Box(each.rect.within(screen.width, screen.height), each.ground, is_picture=True, listing=number)
        for number, each in enumerate(listings)
    ]
    boxes = in_layers(pixels, sorted((*kept, *places), key=lambda box: -box.rect.area))
    at = {id(box): index for index, box in enumerate(boxes)}

    def home_of(line: TextLine) -> int:
        """The innermost box around a line whose own box is gone."""
        around = (index for index in reversed(range(len(boxes))) if boxes[index].rect.contains(line.ink, slack=1))
        return next(around, -1)

    taken = {number for each in listings for number in each.lines}
    left = [number for number in range(len(screen.lines)) if number not in taken]
    found = []
    for number in left:
        owner = screen.owners[number]
        line, own = screen.lines[number], id(screen.boxes[owner]) if owner >= 0 else 0
        found.append(FoundLine(line, -1 if owner < 0 else at[own] if own in at else home_of(line)))
    return arranged(screen, boxes, found, left)


def blocks_with_listings(screen: Screen, listings: Sequence[Listing]) -> list[TextBlock]:
    """Those of a measured screen whose texts nobody knows, listings among them."""
    taken = {number for each in listings for number in each.lines}
    return blocks_from_screen(screen, without=taken) + [block for each in listings for block in blocks_of(each)]


def blocks_of(listing: Listing) -> list[TextBlock]:
    """Its texts as a browser tells of them: what is in the usual colour together, every other run by itself."""
    usual = usual_look(listing)
    common = [(row, run) for row, run in _runs(listing) if (run.colour, run.fill, run.bold) == usual]
    others = [(row, run) for row, run in _runs(listing) if (run.colour, run.fill, run.bold) != usual]
    return [_block(listing, each) for each in ([common] if common else []) + [[one] for one in others]]


def _runs(listing: Listing) -> Iterator[tuple[Row, Run]]:
    return ((row, run) for row in listing.rows for run in row.runs)


def _block(listing: Listing, runs: Sequence[tuple[Row, Run]]) -> TextBlock:
    size = listing.font_size
    left, right = min(row.grid.left(run.start) for row, run in runs), max(row.grid.left(run.end) for row, run in runs)
    baselines = [listing.row_baseline(row) for row, _ in runs]
    top = min(baselines) - BASELINE_EM * size
    bottom = max(baselines) + (LINE_HEIGHT_EM - BASELINE_EM) * size
    red, green, blue = runs[0][1].colour
    return TextBlock("", left, top, right - left, bottom - top, (red, green, blue))
