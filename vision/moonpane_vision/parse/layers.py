"""What lies over what: of two boxes that overlap without one being in the other, the upper one shows its edges."""

from collections.abc import Sequence

import numpy as np

from moonpane_vision.parse.model import Box, Node, Rect

LEAST_SHARED = 3  # px that two boxes overlap across and down; less is a soft rim
STEP, BESIDE = 4, 2  # channel difference of an edge; px to both sides of it that are compared
MOST, MOST_PAIRS = 500, 4000  # boxes that are put in layers, the largest, and pairs of them; no screen has more
AT_ONCE = 128  # boxes compared with all others
SIGNS = np.array((1, 1, -1, -1), np.int32)  # of left, top, right, bottom: inwards
APART = 0.2  # share of an edge by which one is seen better than the other


def overlaps(one: Rect, other: Rect) -> bool:
    """Whether each lies in part on the other, and in part beside it."""
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    is_nested = one.contains(other, slack=1) or other.contains(one, slack=1)
    return min(wide, high) >= LEAST_SHARED and not is_nested


def edges_of(boxes: Sequence[Box] | Sequence[Node]) -> np.ndarray:
    """Left, top, right and bottom of each, (N, 4) int32."""
    return np.array([(b.rect.x, b.rect.y, b.rect.right, b.rect.bottom) for b in boxes], np.int32).reshape(-1, 4)


def across(edges: np.ndarray, rect: Rect) -> list[int]:
    """Which of the boxes with these edges a place overlaps, neither being in the other."""
    place = np.array([(rect.x, rect.y, rect.right, rect.bottom)], np.int32)
    return _across(place, edges)[1].tolist()


def _across(some: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of places with edges (M, 4) and (N, 4) the numbers of those that overlap without one being in the other."""
    left, top, right, bottom = some.T[:, :, None]
    wide = np.minimum(right, others[:, 2]) - np.maximum(left, others[:, 0])
    high = np.minimum(bottom, others[:, 3]) - np.maximum(top, others[:, 1])
    one, other = np.nonzero(np.minimum(wide, high) >= LEAST_SHARED)
    inside = (others[other] - some[one]) * SIGNS  # px that each edge stands in from the place's
    is_apart = ~(np.all(inside <= 1, axis=1) | np.all(inside >= -1, axis=1))
    return one[is_apart], other[is_apart]


def pairs_across(edges: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of boxes, by their numbers, that overlap without one being in the other, the lower number first."""
    found: list[tuple[int, int]] = []
    for start in range(0, len(edges), AT_ONCE):
        # Each pair once: with those that come later.
        first, second = _across(edges[start : start + AT_ONCE], edges[start:])
        later = second > first
        found += zip((first[later] + start).tolist(), (second[later] + start).tolist(), strict=True)
    return found


def in_layers(pixels: np.ndarray, boxes: Sequence[Box]) -> list[Box]:
    """The boxes in an order in which they can be painted: outer before inner, lower before upper.

    `boxes` are ordered from large to small, which is kept where it is possible.
    """
    edges = edges_of(boxes[:MOST])
    below: dict[int, list[int]] = {}
    for large, small in pairs_across(edges)[:MOST_PAIRS]:
        is_over = _is_over(pixels, boxes[large], boxes[small])
        upper, lower = (large, small) if is_over else (small, large)
        below.setdefault(upper, []).append(lower)
    if not below:
        return list(boxes)
    rects = [box.rect for box in boxes]
    painted: dict[int, None] = {}
    waiting: set[int] = set()

    def paint(index: int) -> None:
        if index in painted or index in waiting:  # each over the other: nobody can paint that
            return
        waiting.add(index)
        inside = (edges[:index] - edges[index]) * SIGNS
        around = np.flatnonzero((inside <= 1).all(axis=1)).tolist()
        for at in around:
            paint(at)
        # What lies under a box lies under everything in it.
        for at in sorted({low for each in (*around, index) for low in below.get(each, ())}):
            if rects[at].overlap(rects[index]) and not rects[at].contains(rects[index], slack=1):
                paint(at)
        painted[index] = None

    for index in range(len(edges)):
        paint(index)
    return [boxes[index] for index in painted] + list(boxes[MOST:])


def _is_over(pixels: np.ndarray, large: Box, small: Box) -> bool:
    """Whether the larger of two boxes lies over the smaller one, which is the rarer case."""
    return _seen(pixels, large.rect, small.rect) > _seen(pixels, small.rect, large.rect) + APART


def _seen(pixels: np.ndarray, box: Rect, within: Rect) -> float:
    """The share of those edges of a box that lie within another at which a step is seen."""
    inner, (height, width) = within.inset(BESIDE), pixels.shape[:2]
    rows = slice(max(box.y, inner.y), min(box.bottom, inner.bottom))
    columns = slice(max(box.x, inner.x), min(box.right, inner.right))
    strips = []  # across an edge, so that a thin border is seen, too
    for x in (box.x, box.right):
        if inner.x < x < inner.right and BESIDE <= x <= width - BESIDE:
            strips.append(pixels[rows, x - BESIDE : x + BESIDE])
    for y in (box.y, box.bottom):
        if inner.y < y < inner.bottom and BESIDE <= y <= height - BESIDE:
            strips.append(pixels[y - BESIDE : y + BESIDE, columns].swapaxes(0, 1))
    steps = [np.ptp(strip, axis=1).max(axis=1) for strip in strips if len(strip)]
    return float(np.mean(np.concatenate(steps) >= STEP)) if steps else 0.0
