"""Boxes of which only the parts are seen: a head, a picture or a chosen item as wide as a box cuts its fill in two.

Likewise a button as high as the bar at whose end it stands.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from moonpane_vision.parse.borders import with_border
from moonpane_vision.parse.layers import across, edges_of
from moonpane_vision.parse.model import MAX_LINE_THICKNESS, Box, Rect

ROUND, SQUARE = 2, 1  # px of radius, from which an outer and up to which an inner corner is one
FILLED = 0.75  # of a box, what is left of its fill where items in it are as wide as it; striped tables have less


def bordered(pixels: np.ndarray, pictures: list[Box], boxes: list[Box]) -> list[Box]:
    """The boxes with their borders, and what boxes and pictures make up together, from large to small."""
    edges = edges_of(pictures + boxes)
    found = [with_border(pixels, box, is_across=bool(across(edges, box.rect))) for box in boxes]
    # What has a border all around is none of several parts, but a head has one where a line runs below it.
    own = {box.rect for box, seen in zip(boxes, found, strict=True) if seen.border > box.border}
    inner = [with_border(pixels, whole) for whole in _wholes(pictures + boxes, own)]
    wholes = [whole for whole in inner if whole.border] + _wholes(pictures + found, set()) + _bars(found)
    wholes = [whole for whole in wholes if not _is_picture_alone(whole, pictures)]
    return sorted(found + wholes, key=lambda box: (-box.rect.area, box.rect.y, box.rect.x))


def _is_picture_alone(whole: Box, pictures: list[Box]) -> bool:
    """Whether a picture merely stands on a fill: what nothing surrounds and no corner is round of is no card."""
    return not whole.border and not whole.radius and any(whole.rect.contains(box.rect) for box in pictures)


def _wholes(boxes: list[Box], closed: set[Rect]) -> list[Box]:
    """What stacks of boxes make up; at most one of a stack may be a `closed` one."""
    by_edges: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        by_edges.setdefault((box.rect.x, box.rect.right), []).append(box)
    found: list[Box] = []
    for stack in by_edges.values():
        parts = sorted((box for box in stack if not box.is_line), key=lambda box: box.rect.y)
        run: list[Box] = []
        for part in parts:
            if run and 0 <= part.rect.y - run[-1].rect.bottom <= MAX_LINE_THICKNESS:
                run.append(part)
            else:
                found += _of_run(run, closed)
                run = [part]
        found += _of_run(run, closed)
    return found


def _bars(boxes: list[Box]) -> list[Box]:
    """What boxes beside each other make up that are rounded outside only."""
    by_edges: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        if not box.is_line:
            by_edges.setdefault((box.rect.y, box.rect.bottom), []).append(box)
    found: list[Box] = []
    for level in by_edges.values():
        parts = sorted(level, key=lambda box: box.rect.x)
        begin = 0
        for at, part in enumerate(parts):
            behind = parts[at + 1 : at + 2]
            if behind and 0 <= behind[0].rect.x - part.rect.right <= MAX_LINE_THICKNESS:
                continue
            found += _bar(parts[begin : at + 1])
            begin = at + 1
    return found


def _bar(parts: Sequence[Box]) -> list[Box]:
    first, last = parts[0].corners, parts[-1].corners
    rounded_outside = min(first[0], first[3], last[1], last[2]) >= ROUND
    if len(parts) < 2 or not rounded_outside or max(first[1], first[2], last[0], last[3]) > SQUARE:
        return []
    corners = (first[0], last[1], last[2], first[3])
    body = max(parts, key=lambda part: sum(other.rect.area for other in parts if other.fill == part.fill))
    around = Rect.around([part.rect for part in parts])
    return [Box(around, body.fill, radius=round(sum(corners) / 4), corners=corners, zone=body.zone)]


def _of_run(parts: list[Box], closed: set[Rect]) -> list[Box]:
    """The box that parts upon each other make up together, if they look like parts of one."""
    if len(parts) < 2 or sum(part.rect in closed for part in parts) > 1:
        return []
    first, last = parts[0], parts[-1]
    above, below = first.corners[:2], last.corners[2:]
    rounded_outside = (first.is_picture or min(above) >= ROUND) and min(below) >= ROUND
    square_inside = (first.is_picture or max(first.corners[2:]) <= SQUARE) and max(last.corners[:2]) <= SQUARE
    if len({part.fill for part in parts}) == 1 or (rounded_outside and square_inside):
        # A head or a picture on top stays a part of its own; the body gives the fill.
        body = last if last.fill != first.fill else max(parts, key=lambda part: part.rect.area)
        return [] if body.is_picture else [_around(parts, body)]
    return _cut_fills(parts) or _under_pictures(parts)


def _cut_fills(parts: Sequence[Box]) -> list[Box]:
    """The longest stretch that begins and ends with one fill, which is most of it."""
    for fill in dict.fromkeys(part.fill for part in parts if not part.is_picture):
        own = [at for at, part in enumerate(parts) if part.fill == fill and not part.is_picture]
        stretch = parts[own[0] : own[-1] + 1]
        height = sum(parts[at].rect.height for at in own)
        if any(after - before == 1 for before, after in pairwise(own)):
            continue  # lines part them: they are items themselves
        if len(own) > 1 and height >= FILLED * sum(part.rect.height for part in stretch):
            return [_around(stretch, stretch[0])]
    return []


def _under_pictures(parts: Sequence[Box]) -> list[Box]:
    """A picture and the one fill below it; whether that is a card is told by its border."""
    is_card = parts[0].is_picture and len({part.fill for part in parts[1:]}) == 1 and not parts[1].is_picture
    return [_around(parts, parts[-1])] if is_card else []


def _around(parts: Sequence[Box], body: Box) -> Box:
    above, below = parts[0].corners[:2], parts[-1].corners[2:]
    if parts[0].is_picture and min(below) >= ROUND:
        above = below
    corners = (above[0], above[1], below[0], below[1])
    radius = round(sum(corners) / 4)
    return Box(Rect.around([part.rect for part in parts]), body.fill, radius=radius, corners=corners, zone=body.zone)
