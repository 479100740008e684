"""Text lines: pieces of ink put together by height and distance, then measured."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from moonpane_vision.normalise import LineMetrics, measure_line, word_spans
from moonpane_vision.parse.ink import Ground, Pieces
from moonpane_vision.parse.model import Colour, Rect, TextLine
from moonpane_vision.parse.shapes import Box

COLUMN_GAP_EM = 0.56  # spaces with their bearings are at most 0.5 em wide; wider gaps part two texts
JOIN_HEIGHTS = 0.5  # letters and words this many letter heights apart belong together
BOLD_STROKE_EM, BOLD_STROKE_PX = 0.073, 0.52  # bold strokes are wider than this line; blur adds the constant part
COLOUR_CHANGE = 60  # channel difference between two words that makes them two texts
MAX_TEXT_HEIGHT = 110
MIN_INK_HEIGHT = 4
THINNEST = 0.09  # width over height of the thinnest letter, a bar


@dataclass(frozen=True)
class FoundLine:
    """A measured line and the box that holds it."""

    line: TextLine
    owner: int  # index of the box, -1 for the page


@dataclass(frozen=True)
class Strip:
    """The ink of some pieces, cut out with a margin."""

    coverage: np.ndarray  # (h, w) float32
    x: int
    y: int


def find_lines(
    pixels: np.ndarray, ground: Ground, pieces: Pieces, *, boxes: list[Box], page: Colour
) -> list[FoundLine]:
    """Every text line, in no particular order."""
    heights = pieces.rects[:, 3] - pieces.rects[:, 1]
    usable = np.flatnonzero(heights <= MAX_TEXT_HEIGHT)
    found: list[FoundLine] = []
    for owner in np.unique(pieces.owners[usable[usable > 0]]).tolist():
        mine = usable[(pieces.owners[usable] == owner) & (usable > 0)]
        fill = boxes[owner].fill if owner >= 0 else page
        for group in _merge_words(ground, pieces, _group(pieces.rects[mine], mine)):
            found += [FoundLine(line, owner) for line in _measure(pixels, ground, pieces, group, fill)]
    return _with_bullets(found)


def _with_bullets(found: list[FoundLine]) -> list[FoundLine]:
    """Give list dots that stand alone to the text on their right."""
    dots = [item for item in found if _is_dot(item.line)]
    taken: dict[int, FoundLine] = {}  # id of the text's entry to its dot
    for dot in dots:
        middle = dot.line.ink.y + dot.line.ink.height / 2
        for item in found:
            line = item.line
            gap = line.ink.x - dot.line.ink.right
            if item.owner != dot.owner or not 0 < gap <= 1.6 * line.font_size or _is_dot(line):
                continue
            if 0.1 * line.font_size <= line.baseline - middle <= 0.6 * line.font_size:
                taken[id(item)] = dot
    used = {id(dot) for dot in taken.values()}
    return [
        replace(item, line=replace(item.line, bullet=True)) if id(item) in taken else item
        for item in found
        if id(item) not in used
    ]


def _is_dot(line: TextLine) -> bool:
    width, height = line.ink.width, line.ink.height
    return max(width, height) <= 10 and abs(width - height) <= max(1, 0.25 * max(width, height))


def _group(rects: np.ndarray, names: np.ndarray) -> list[list[int]]:
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
    for index in range(len(rects)):
        end = int(np.searchsorted(left, right[index] + JOIN_HEIGHTS * widest, side="right"))
        later = slice(index + 1, end)
        shared = np.minimum(bottom[later], bottom[index]) - np.maximum(top[later], top[index])
        least = np.minimum(height[later], height[index])
        most = np.maximum(height[later], height[index])
        apart = left[later] - right[index]
        # Letters of one size may be a space apart, a sign or a larger letter stands close.
        reach = np.where(least >= 0.62 * most, JOIN_HEIGHTS, 0.15) * most
        beside = (shared >= 0.5 * least) & (apart <= np.maximum(reach, 2)) & (most <= 6 * least + 8)
        # The dot of an i, an accent: above or below, within the other's width.
        over = (-shared <= 0.22 * most + 1) & (apart < 0) & (least <= 0.5 * most) & (shared < 0.5 * least)
        for other in np.flatnonzero(beside | over) + index + 1:
            parent[root(int(other))] = root(index)
    groups: dict[int, list[int]] = {}
    for index in range(len(rects)):
        groups.setdefault(root(index), []).append(int(names[index]))
    return list(groups.values())


@dataclass(frozen=True)
class _Run:
    """Words on one baseline that are one text so far."""

    pieces: tuple[int, ...]
    left: float
    right: float
    top: float
    baseline: float
    size: float
    space: float  # widest gap that is a space, em
    pitch: float  # px from letter to letter in monospaced text, 0 elsewhere
    last: float  # middle of the last letter

    @property
    def width(self) -> float:
        return self.right - self.left


def _merge_words(ground: Ground, pieces: Pieces, groups: list[list[int]]) -> list[list[int]]:
    """Join groups that continue each other on one baseline at the distance of a space."""
    runs = [run for group in groups if (run := _run(ground, pieces, group)) is not None]
    runs.sort(key=lambda run: (run.left, run.top))
    joined: list[_Run] = []
    for run in runs:
        for index, before in enumerate(joined):
            if _is_next(before, run, float(pieces.rects[run.pieces[0], [0, 2]].mean())):
                joined[index] = _both(before, run)
                break
        else:
            joined.append(run)
    return [list(run.pieces) for run in joined]


def _run(ground: Ground, pieces: Pieces, group: list[int]) -> _Run | None:
    strip = _strip(ground, pieces, group)
    metrics = measure_line(strip.coverage)
    if metrics is None:
        return None
    ordered = sorted(group, key=lambda piece: int(pieces.rects[piece, 0]))
    middles = pieces.rects[ordered][:, [0, 2]].mean(axis=1)
    return _Run(
        pieces=tuple(ordered),
        left=float(strip.x + metrics.left),
        right=float(strip.x + metrics.right),
        top=strip.y + metrics.top,
        baseline=strip.y + metrics.baseline,
        size=metrics.font_size,
        space=_widest_space(strip.coverage, metrics),
        pitch=_letter_pitch(middles, metrics.font_size),
        last=float(middles[-1]),
    )


def _is_next(before: _Run, run: _Run, middle: float) -> bool:
    """Whether the run goes on where `before` ends; `middle` is that of the run's first letter."""
    larger, smaller = (before, run) if before.size >= run.size else (run, before)
    gap = run.left - before.right
    pitch = before.pitch or run.pitch
    spaced = gap <= max(before.space, run.space) * larger.size
    spaced = spaced or (pitch > 0 and abs(middle - before.last - 2 * pitch) <= 0.25 * pitch)
    if gap < -0.5 * larger.size or not spaced:
        return False
    if smaller.size < 0.3 * larger.size or min(run.width, before.width) < 0.45 * larger.size:
        # A dash, a comma, a single letter: anywhere within the reach of the larger letters.
        low = smaller.baseline <= larger.baseline + 0.35 * larger.size
        return low and smaller.top >= larger.top - 0.15 * larger.size
    shared = min(before.baseline, run.baseline) - max(before.top, run.top)
    level = shared >= 0.5 * min(before.baseline - before.top, run.baseline - run.top)
    return level and _alike(before.size, run.size)


def _both(before: _Run, run: _Run) -> _Run:
    larger = before if before.size >= run.size else run
    return _Run(
        pieces=before.pieces + run.pieces,
        left=before.left,
        right=max(before.right, run.right),
        top=min(before.top, run.top),
        baseline=larger.baseline,
        size=larger.size,
        space=max(before.space, run.space),
        pitch=before.pitch or run.pitch,
        last=run.last if run.right >= before.right else before.last,
    )


def _letter_pitch(middles: np.ndarray, size: float) -> float:
    """Distance between letters when all are equally far apart, as in monospaced text; else 0."""
    steps = np.diff(middles)
    steps = steps[steps > 0.25 * size]  # the dot of an i stands over its stem
    if steps.size < 3:
        return 0.0
    pitch = float(np.median(steps))
    return pitch if np.abs(steps - pitch).max() <= 0.25 * pitch and pitch >= 0.5 * size else 0.0


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


def _strip(ground: Ground, pieces: Pieces, group: list[int]) -> Strip:
    """Coverage of the group's pieces and their anti-aliased rim, nothing of their neighbours."""
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
    return Strip(coverage, left, top)


def _measure(pixels: np.ndarray, ground: Ground, pieces: Pieces, group: list[int], fill: Colour) -> list[TextLine]:
    """The lines in a group: one, or several where the colour or the size changes between words."""
    strip = _strip(ground, pieces, group)
    underline = _underline(strip)
    if underline is not None:
        strip.coverage[underline[0] : underline[1]] = 0.0
    metrics = measure_line(strip.coverage)
    if metrics is None or metrics.bottom - metrics.top < MIN_INK_HEIGHT:
        return []
    if metrics.right - metrics.left < THINNEST * (metrics.bottom - metrics.top):
        return []
    rows = (underline[0] + strip.y, underline[1] + strip.y) if underline else None
    spans = word_spans(strip.coverage, metrics)
    bullet = _bullet(strip, metrics, spans)
    if bullet:
        spans = spans[1:]
    lines = []
    for part in _styles(pixels, strip, spans):
        part_metrics = metrics
        coverage = strip.coverage[:, part[0][0] : part[-1][1]]
        if len(part) < len(spans) or bullet:
            part_metrics = measure_line(coverage) or metrics
            part_metrics = replace(part_metrics, baseline=metrics.baseline)
        lines.append(_line(pixels, strip, part, coverage, part_metrics, fill, rows))
    if bullet and lines:
        lines[0] = replace(lines[0], bullet=True)
    return lines


def _line(
    pixels: np.ndarray,
    strip: Strip,
    spans: list[tuple[int, int]],
    coverage: np.ndarray,
    metrics: LineMetrics,
    fill: Colour,
    underline: tuple[int, int] | None,
) -> TextLine:
    rows = np.flatnonzero(coverage.max(axis=1) > 0.3)
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if rows.size else (0, 1)
    left, right = spans[0][0] + strip.x, spans[-1][1] + strip.x
    ink = Rect(left, top + strip.y, right - left, bottom - top)
    size = max(1, round(metrics.font_size))
    return TextLine(
        ink=ink,
        baseline=metrics.baseline + strip.y,
        ascender=metrics.ascender,
        font_size=size,
        bold=stroke_width(coverage) > BOLD_STROKE_EM * metrics.font_size + BOLD_STROKE_PX,
        colour=_extreme_colour(pixels[ink.y : ink.bottom, ink.x : ink.right], fill),
        background=fill,
        first_word=spans[0][1] - spans[0][0],
        underline=underline,
    )


def stroke_width(coverage: np.ndarray) -> float:
    """Mean stroke width in px: twice the area over the outline's length, which blur changes little."""
    area = float(coverage.sum())
    padded = np.pad(coverage, 1)
    across, down = np.diff(padded, axis=1)[:-1], np.diff(padded, axis=0)[:, :-1]
    outline = float(np.hypot(across, down).sum())
    return 2.0 * area / outline if outline else 0.0


def _extreme_colour(pixels: np.ndarray, fill: Colour) -> Colour:
    """The ink's own colour: the most frequent among the pixels farthest from the ground."""
    flat = pixels.reshape(-1, 3)
    distance = np.abs(flat.astype(np.int16) - np.array(fill, np.int16)).max(axis=1)
    far = flat[distance >= 0.94 * distance.max()]
    colours, counts = np.unique(far, axis=0, return_counts=True)
    if counts.max() == 1:
        colour = np.median(far, axis=0)
    else:
        colour = colours[counts.argmax()]
    return int(colour[0]), int(colour[1]), int(colour[2])


def _underline(strip: Strip) -> tuple[int, int] | None:
    """Rows of a stroke under most of the line, at or below the lower third of the ink."""
    share = (strip.coverage > 0.35).mean(axis=1)
    inked = np.flatnonzero(strip.coverage.max(axis=1) > 0.35)
    if inked.size < 6 or strip.coverage.shape[1] < 12:
        return None
    first = int(inked[0] + 0.62 * inked.size)
    rows = [row for row in range(first, len(share)) if share[row] >= 0.7]
    if not rows or rows[-1] - rows[0] + 1 > max(2, 0.15 * inked.size):
        return None
    # The foot of bold capitals is no underline: above a real one there is air.
    above = share[rows[0] - 1]
    if above > 0.6 * share[rows[0]]:
        return None
    return rows[0], rows[-1] + 1


def _bullet(strip: Strip, metrics: LineMetrics, spans: list[tuple[int, int]]) -> bool:
    """Whether the first word is a list dot: small, about as wide as high, in the middle of the letters."""
    if len(spans) < 2:
        return False
    (start, end), next_start = spans[0], spans[1][0]
    rows = np.flatnonzero(strip.coverage[:, start:end].max(axis=1) > 0.4)
    size = metrics.font_size
    if rows.size == 0 or not 0.12 * size <= rows.size <= 0.5 * size:
        return False
    middle = metrics.baseline - (rows[0] + rows[-1] + 1) / 2
    squarish = 0.7 <= (end - start) / rows.size <= 1.45
    return squarish and 0.15 * size <= middle <= 0.5 * size and next_start - end >= 0.25 * size


def _styles(pixels: np.ndarray, strip: Strip, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Words in runs of one colour."""
    runs: list[list[tuple[int, int]]] = []
    before: np.ndarray | None = None
    for start, end in spans:
        inked = strip.coverage[:, start:end]
        solid = inked > 0.85 * inked.max(initial=0.0)
        if solid.sum() < 3 or inked.max(initial=0.0) < 0.3:
            colour = before
        else:
            height, _ = strip.coverage.shape
            word = pixels[strip.y : strip.y + height, strip.x + start : strip.x + end]
            colour = np.median(word[solid].astype(np.float32), axis=0)
        changed = before is not None and colour is not None and np.abs(colour - before).max() > COLOUR_CHANGE
        if not runs or changed:
            runs.append([(start, end)])
        else:
            runs[-1].append((start, end))
        before = colour if colour is not None else before
    return runs
