"""Words: pieces of ink put together by height and distance, before anything is measured as a line."""

from collections import Counter
from dataclasses import dataclass

import cv2
import numpy as np

from moonpane_vision.normalise import LineMetrics, measure_line
from moonpane_vision.parse.ink import Ground, Pieces
from moonpane_vision.parse.strikes import find_strike

COLUMN_GAP_EM = 0.56  # spaces with their bearings are at most 0.5 em wide; wider gaps part two texts
SHORT_WORD = 3  # pieces side by side; an accent has one or two
LONG_RUN = 5  # letters' steps that tell whether a run is monospaced
MONO_LEAST, MONO_MOST = 0.7, 2.4  # pitches; sizes that one monospaced style shows, with and without capitals
TWO_BLANKS = 2.5  # pitches; with the bearings of the letters beside them
REACH = 0.35  # em that dashes, commas and single letters may stand below larger letters
SMALL, LEAST_LETTER = 0.5, 5  # of the larger letters' size, what is another text; px
STRIPE = 16  # px
JOIN_HEIGHTS = 0.5  # letters and words this many letter heights apart belong together


@dataclass(frozen=True)
class Strip:
    """The ink of some pieces, cut out with a margin."""

    coverage: np.ndarray  # (h, w) float32
    x: int
    y: int


def group_pieces(rects: np.ndarray, names: np.ndarray) -> list[list[int]]:
    """Pieces that stand side by side, as lists of their names."""
    order = np.argsort(rects[:, 0], kind="stable")
    rects, names = rects[order], names[order]
    left, top, right, bottom = rects.T
    height = bottom - top
    parent = list(range(len(rects)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    widest = int(height.max(initial=0))
    stacked: list[tuple[int, int]] = []
    for index in range(len(rects)):
        end = int(np.searchsorted(left, right[index] + JOIN_HEIGHTS * widest, side="right"))
        later = slice(index + 1, end)
        shared = np.minimum(bottom[later], bottom[index]) - np.maximum(top[later], top[index])
        least = np.minimum(height[later], height[index])
        most = np.maximum(height[later], height[index])
        apart = left[later] - right[index]
        # Letters of one size may be a space apart, a sign or a larger letter stands close.
        reach = np.where(least >= 0.62 * most, JOIN_HEIGHTS, 0.15) * most
        # A comma hangs lower than its half; it stands beside its letter, never across it.
        is_sign = (least < 0.62 * most) & (apart >= -1)
        shares = shared >= np.where(is_sign, 0.35, 0.5) * least
        beside = shares & (apart <= np.maximum(reach, 2)) & (most <= 6 * least + 8)
        # The dot of an i or an accent stands above, closely; the dot of a ? below, even more so, for below a g may be
        # the dot of an i of the next line.
        small_is_below = (height[later] < height[index]) == (top[later] > top[index])
        reach = np.where(small_is_below, 0.15 * most + 0.5, 0.22 * most + 1)
        over = (-shared <= reach) & (apart < 0) & (least <= 0.5 * most) & (shared < 0.5 * least)
        for other in np.flatnonzero(beside) + index + 1:
            parent[root(int(other))] = root(index)
        stacked += [(index, int(other)) for other in np.flatnonzero(over & ~beside) + index + 1]
    sizes = Counter(root(index) for index in range(len(rects)))
    for index, other in stacked:
        smaller = index if height[index] < height[other] else other
        if sizes[root(smaller)] < SHORT_WORD:  # a letter of a word is no accent of a larger one below
            parent[root(other)] = root(index)
    groups: dict[int, list[int]] = {}
    for index in range(len(rects)):
        groups.setdefault(root(index), []).append(int(names[index]))
    return list(groups.values())


@dataclass(frozen=True)
class Run:
    """Words on one baseline that are one text so far."""

    pieces: tuple[int, ...]
    left: float
    right: float
    top: float
    baseline: float
    bottom: float
    size: float
    space: float  # widest gap that is a space, em
    steps: tuple[float, ...]  # px from letter to letter
    first: float  # middle of the first letter
    last: float  # middle of the last letter

    @property
    def width(self) -> float:
        return self.right - self.left


def merge_words(ground: Ground, pieces: Pieces, groups: list[list[int]]) -> list[Run]:
    """Join groups that continue each other on one baseline at the distance of a space."""
    runs = [run for group in groups if (run := _run(ground, pieces, group)) is not None]
    runs.sort(key=lambda run: (run.left, run.top))
    return _joined(runs, _common_pitch(runs))


def _joined(runs: list[Run], pitch: float) -> list[Run]:
    """Each run, from left to right, goes on with the first one that it continues."""
    joined: list[Run] = []
    at_height: dict[int, set[int]] = {}  # what was joined, by the stripes of the screen that it may reach
    for run in runs:
        near = sorted(set[int]().union(*(at_height.get(stripe, ()) for stripe in _stripes(run))))
        index = next((index for index in near if _is_next(joined[index], run, pitch)), len(joined))
        if index == len(joined):
            joined.append(run)
        else:
            joined[index] = both(joined[index], run)
        for stripe in _stripes(joined[index]):
            at_height.setdefault(stripe, set()).add(index)
    return joined


def _stripes(run: Run) -> range:
    """Stripes of the screen within the reach of a run: two that are one text share one, see `_is_next`."""
    reach = REACH * run.size
    return range(int((run.top - reach) // STRIPE), int((run.bottom + reach) // STRIPE) + 1)


def _run(ground: Ground, pieces: Pieces, group: list[int]) -> Run | None:
    strip = cut_strip(ground, pieces, group)
    metrics = measure_line(strip.coverage)
    if metrics is None:
        return None
    ordered = sorted(group, key=lambda piece: int(pieces.rects[piece, 0]))
    middles = pieces.rects[ordered][:, [0, 2]].mean(axis=1)
    return Run(
        pieces=tuple(ordered),
        left=float(strip.x + metrics.left),
        right=float(strip.x + metrics.right),
        top=strip.y + metrics.top,
        baseline=strip.y + metrics.baseline,
        bottom=float(strip.y + metrics.bottom),
        size=metrics.font_size,
        space=_widest_space(strip.coverage, metrics),
        steps=tuple(float(step) for step in np.diff(middles) if step > 0.25 * metrics.font_size),
        first=float(middles[0]),
        last=float(middles[-1]),
    )


def _common_pitch(runs: list[Run]) -> float:
    """Distance between letters where most of the longer runs are monospaced, as in a console; else 0."""
    long = [run for run in runs if len(run.steps) >= LONG_RUN]
    pitches = [pitch for run in long if (pitch := _letter_pitch(run.steps, run.size)) > 0]
    return float(np.median(pitches)) if len(pitches) > 0.6 * len(long) else 0.0


def _keeps_pitch(before: Run, run: Run, pitch: float) -> bool:
    """Whether one or two monospaced blanks lie between two runs."""
    if not pitch or not MONO_LEAST * pitch <= min(before.size, run.size):
        return False
    return max(before.size, run.size) <= MONO_MOST * pitch and 0 <= run.left - before.right <= TWO_BLANKS * pitch


def is_level(before: Run, run: Run) -> bool:
    """Whether two runs can be words of one line by their height and size."""
    heights = before.bottom - before.top, run.bottom - run.top
    level = min(before.bottom, run.bottom) - max(before.top, run.top) >= 0.5 * min(heights)
    return level and (_alike(before.size, run.size) or _alike(*heights))


def _is_next(before: Run, run: Run, common_pitch: float) -> bool:
    """Whether the run goes on where `before` ends; `common_pitch` is that of the monospaced text around, or 0."""
    larger, smaller = (before, run) if before.size >= run.size else (run, before)
    gap = run.left - before.right
    spaced = gap <= max(before.space, run.space) * larger.size
    if not spaced and gap <= 1.2 * larger.size:
        pitch = _letter_pitch((*before.steps, *run.steps), larger.size)
        spaced = pitch > 0 and abs(run.first - before.last - 2 * pitch) <= 0.25 * pitch
    spaced = spaced or _keeps_pitch(before, run, common_pitch)
    if gap < -0.5 * larger.size or not spaced:
        return False
    if _is_small_word(smaller, larger):
        return False
    if smaller.size < 0.3 * larger.size or min(run.width, before.width) < 0.45 * larger.size:
        # A dash, a comma, a single letter: anywhere within the reach of the larger letters.
        low = smaller.bottom <= larger.bottom + REACH * larger.size
        return low and smaller.top >= larger.top - 0.15 * larger.size
    return is_level(before, run)


def _is_small_word(smaller: Run, larger: Run) -> bool:
    """Whether a run is a word of its own beside something far larger, such as a picture; dots are no letters."""
    is_word = len(smaller.pieces) >= SHORT_WORD and smaller.bottom - smaller.top >= LEAST_LETTER
    return is_word and smaller.size < SMALL * larger.size


def both(before: Run, run: Run) -> Run:
    larger = before if before.size >= run.size else run
    return Run(
        pieces=before.pieces + run.pieces,
        left=before.left,
        right=max(before.right, run.right),
        top=min(before.top, run.top),
        baseline=larger.baseline,
        bottom=max(before.bottom, run.bottom),
        size=larger.size,
        space=max(before.space, run.space),
        steps=before.steps + run.steps,
        first=before.first,
        last=run.last if run.right >= before.right else before.last,
    )


def _letter_pitch(steps: tuple[float, ...], size: float) -> float:
    """Distance between letters when nearly all are equally far apart, as in monospaced text; else 0.

    A monospaced letter is 0.6 em wide in every common font. Steps over a space count half.
    """
    if len(steps) < 2:
        return 0.0
    pitch = float(np.median(steps))
    off = np.array(steps)
    off = np.abs(np.where(off > 1.6 * pitch, off / 2, off) - pitch)
    off = np.maximum(off - 0.6, 0.0) / pitch  # letters stand on whole pixels, give or take
    regular = np.quantile(off, 0.75) <= 0.13 if len(steps) > 2 else off.max() <= 0.08
    return pitch if regular and 0.53 * size <= pitch <= 0.72 * size else 0.0


def _widest_space(coverage: np.ndarray, metrics: LineMetrics) -> float:
    """Up to how wide a gap (em) is a space: wider where letters stand wide, as in monospaced or spaced text."""
    inked = coverage[:, metrics.left : metrics.right].max(axis=0) > 0.16
    edges = np.flatnonzero(np.diff(inked.astype(np.int8)))
    gaps = edges[1::2] - edges[0::2][: len(edges[1::2])]
    if gaps.size < 2 or metrics.font_size <= 0:
        return COLUMN_GAP_EM
    return COLUMN_GAP_EM + 3.0 * max(0.0, float(np.median(gaps)) / metrics.font_size - 0.11)


def _alike(size: float, other: float) -> bool:
    """Sizes that one style can show: a word without ascenders looks a quarter smaller."""
    return min(size, other) >= 0.62 * max(size, other)


def cut_strip(ground: Ground, pieces: Pieces, group: list[int]) -> Strip:
    """Coverage of the group's pieces and their anti-aliased rim, without their neighbours and strokes through them."""
    rects = pieces.rects[group]
    margin = 2
    top, left = max(0, int(rects[:, 1].min()) - margin), max(0, int(rects[:, 0].min()) - margin)
    area = np.s_[top : int(rects[:, 3].max()) + margin, left : int(rects[:, 2].max()) + margin]
    chosen = np.zeros(len(pieces.rects), np.uint8)
    chosen[group] = 1
    mask = cv2.dilate(chosen[pieces.labels[area]], np.ones((3, 3), np.uint8))
    contrast = ground.contrast[area] * mask
    inked = contrast[contrast > contrast.max(initial=0) * 0.25]
    full = float(np.percentile(inked, 95)) if inked.size else 1.0
    coverage = np.minimum(contrast.astype(np.float32) / max(full, 1.0), 1.0)
    coverage[coverage < 0.08] = 0.0
    strike = find_strike(coverage)
    if strike is not None:
        strike.erase(coverage, 0.0)
    return Strip(coverage, left, top)
