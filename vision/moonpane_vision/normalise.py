"""One line of text, whatever its size and colours, as small pictures a reader learns in minutes.

A *piece* is (28, 168) uint8, grey: dark ink on white, baseline on row 21, ascenders 17 px high, ink from column 2 on,
never beyond column 166. A line too long for one piece is cut at word gaps.
"""

from dataclasses import dataclass

import cv2
import numpy as np

PIECE_HEIGHT = 28
PIECE_WIDTH = 168
BASELINE_ROW = 21
ASCENDER_PX = 17.0
LEFT_PX = 2
INK_WIDTH = 164  # what may be filled between the left edge and the right margin
MIN_SCALE, MAX_SCALE = 0.3, 3.0
CAP_EM = 0.735  # capitals and ascenders of common fonts stand between 0.70 and 0.76 em
WORD_GAP_EM = 0.2  # a space is 0.25 to 0.32 em plus side bearings, letters stand at most 0.15 em apart
LETTER_GAPS = 1.6  # times the usual gap between solid letters, from which a gap in a span that is too long is a space
NOISE = 0.08  # coverage below this is compression noise or a shadow
TALL = 0.86  # share of the highest ink from which a column counts as that of a tall letter
STANDING = 0.82  # share of the highest ink that some sign-free letter must reach for signs to be left out
SOLID = 0.5  # coverage from which a row or column counts as inked
LOWEST = 0.25  # of a line's height, that its pale letters take up
PALE = 0.3  # least coverage of a word that stands beside a far darker one


@dataclass(frozen=True)
class LineMetrics:
    """Where the ink of one line lies; px in the strip, `top` and `baseline` are row *edges*, not row indices."""

    left: int  # first inked column
    right: int  # one past the last inked column
    top: float  # upper edge of ascenders or capitals, with the part covered by anti-aliasing
    baseline: float  # lower edge of letters that have no descender
    bottom: int  # one past the last inked row

    @property
    def ascender(self) -> float:
        return self.baseline - self.top

    @property
    def font_size(self) -> float:
        return self.ascender / CAP_EM


def ink_coverage(strip: np.ndarray, *, background: np.ndarray | None = None) -> np.ndarray:
    """Coverage by ink, float32 (H, W) in 0..1, of a strip (H, W) or (H, W, 3) uint8 on one flat background.

    The background is the most frequent grey level unless given as (3,) uint8; full ink is the extreme, so faint text
    becomes as dark as black text.
    """
    colours = np.ascontiguousarray(strip if strip.ndim == 3 else strip[:, :, None])
    if background is None:
        background = _most_frequent(colours)
    distance = cv2.absdiff(colours, np.broadcast_to(background.astype(np.uint8), colours.shape))
    if distance.ndim == 3:
        distance = cv2.max(cv2.max(distance[:, :, 0], distance[:, :, 1]), distance[:, :, 2])
    peak = int(distance.max(initial=0))
    if peak == 0:
        return np.zeros(distance.shape, np.float32)
    inked = distance[distance > peak * 0.25]
    full = float(np.partition(inked, int(0.95 * (inked.size - 1)))[int(0.95 * (inked.size - 1))])
    coverage = np.minimum(distance.astype(np.float32) / full, 1.0)
    coverage[coverage < NOISE] = 0.0
    return coverage


def measure_line(coverage: np.ndarray) -> LineMetrics | None:
    """Ink box, baseline and ascender of a line given as coverage (H, W); None when there is no ink."""
    columns = np.flatnonzero(coverage.max(axis=0, initial=0.0) > SOLID)
    peaks = cv2.reduce(coverage, 1, cv2.REDUCE_MAX).ravel()  # numpy is slow along the last axis
    rows = np.flatnonzero(peaks > SOLID)
    if columns.size == 0:
        return None
    first, bottom = int(rows[0]), int(rows[-1]) + 1
    baseline = _baseline(coverage.sum(axis=1), first, bottom)
    top = _top(coverage, columns, baseline)
    left, right = _soft_ends(coverage, *_pale_ends(coverage, int(columns[0]), int(columns[-1]) + 1, bottom - first))
    return LineMetrics(left=left, right=right, top=top, baseline=float(baseline), bottom=bottom)


def word_spans(coverage: np.ndarray, metrics: LineMetrics) -> list[tuple[int, int]]:
    """Column spans [start, end) of the words, left to right."""
    starts, ends = _inked_spans(coverage, metrics.left, metrics.right, NOISE * 2)
    if starts.size <= 1:
        return [(metrics.left, metrics.right)]
    gaps = starts[1:] - ends[:-1]
    limit = max(2.0, WORD_GAP_EM * metrics.font_size)
    spread = float(np.median(gaps))
    if spread > 0.14 * metrics.font_size:  # letter-spaced text: a word gap is wide beside its own letters
        limit = max(limit, 1.8 * spread)
    cuts = np.flatnonzero(gaps >= limit)
    return list(
        zip(
            [int(starts[0]), *starts[cuts + 1].tolist()],
            [*ends[cuts].tolist(), int(ends[-1])],
            strict=True,
        )
    )


def normalise_line(
    strip: np.ndarray, *, background: np.ndarray | None = None, metrics: LineMetrics | None = None
) -> list[np.ndarray]:
    """Pieces (28, 168) uint8 of the one line of text in `strip` (H, W) or (H, W, 3) uint8; [] when there is no ink.

    `metrics` overrides the measured baseline and ascender where the caller knows better, as from neighbouring lines.
    """
    coverage = ink_coverage(strip, background=background)
    metrics = metrics or measure_line(coverage)
    if metrics is None:
        return []
    scale = min(max(ASCENDER_PX / max(metrics.ascender, 1.0), MIN_SCALE), MAX_SCALE)
    spans: list[tuple[int, int]] = []
    for start, end in word_spans(coverage, metrics):
        fits = (end - start) * scale <= INK_WIDTH
        spans += [(start, end)] if fits else _narrow_spans(coverage, start, end, metrics.font_size)
    return [_piece(coverage, start, end, scale, metrics.baseline) for start, end in _pack(spans, scale)]


def whole_piece(coverage: np.ndarray, metrics: LineMetrics) -> np.ndarray:
    """All of a coverage (H, W) in one piece (28, 168) uint8, narrower where it would not fit."""
    scale = min(max(ASCENDER_PX / max(metrics.ascender, 1.0), MIN_SCALE), MAX_SCALE)
    return _piece(coverage, metrics.left, metrics.right, scale, metrics.baseline)


def _most_frequent(colours: np.ndarray) -> np.ndarray:
    """The background (C,) uint8: median colour of the pixels in the fullest grey level."""
    grey = colours[:, :, 0] if colours.shape[2] == 1 else cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)
    level = int(np.bincount(grey.ravel(), minlength=256).argmax())
    places = np.flatnonzero(grey == level)
    places = places[:: 1 + places.size // 64]  # a sample is enough for a median
    return np.median(colours.reshape(-1, colours.shape[2])[places], axis=0).astype(np.uint8)


def _baseline(profile: np.ndarray, first: int, bottom: int) -> int:
    """The row edge in the lower part of the ink where most of it ends: tails of g, p, y and commas are narrow."""
    height = bottom - first
    reach = max(1, round(0.1 * height))
    cumulated = np.concatenate(([0.0], np.cumsum(profile)))
    edges = np.arange(first + max(1, int(0.58 * height)), bottom + 1)
    last = len(profile)
    above = cumulated[edges] - cumulated[np.maximum(edges - reach, 0)]
    below = cumulated[np.minimum(edges + reach, last)] - cumulated[edges]
    return int(edges[np.argmax(above - below)])


def _top(coverage: np.ndarray, columns: np.ndarray, baseline: int) -> float:
    """Upper edge of the tall letters: the middle one of the columns that reach nearly as high as the highest.

    Signs that also reach below the baseline do not count where others do: a $ or bracket towers over capitals.
    """
    inked = coverage[:, columns]
    solid = inked > SOLID
    first = solid.argmax(axis=0)
    edges = first - np.where(first > 0, inked[first - 1, np.arange(columns.size)], 0.0)
    heights = baseline - edges
    descends = solid[baseline + int(0.06 * float(heights.max())) :].any(axis=0)
    starts = np.flatnonzero(np.diff(columns, prepend=-2) > 1)  # a run of neighbouring columns is about one letter
    signs = np.repeat(np.maximum.reduceat(descends, starts), np.diff(starts, append=columns.size))
    standing = ~signs & (heights >= STANDING * heights.max())
    heights = np.sort(heights[~signs] if standing.any() else heights)
    tall = heights[heights >= TALL * heights[-1]]
    return baseline - float(tall[tall.size // 2])


def _pale_ends(coverage: np.ndarray, left: int, right: int, reach: int) -> tuple[int, int]:
    """The inked columns with those beyond them that are solid beside the darkest ink within `reach` px.

    A grey word beside a black one has letters that are half as dark as the line's darkest ink, or less. What is lower
    than a letter is none: the end of a frame's edge is as pale.
    """
    peaks = coverage.max(axis=0)
    nearby = cv2.dilate(peaks[None], np.ones((1, 2 * reach + 1), np.uint8))[0]
    inked = np.flatnonzero(peaks > np.maximum(PALE, SOLID * nearby))
    first, end = min(left, int(inked[0])), max(right, int(inked[-1]) + 1)
    before, behind = (
        np.count_nonzero((part > PALE).any(axis=1)) for part in (coverage[:, first:left], coverage[:, right:end])
    )
    return first if before > LOWEST * reach else left, end if behind > LOWEST * reach else right


def _soft_ends(coverage: np.ndarray, left: int, right: int) -> tuple[int, int]:
    """The inked columns including a faint anti-aliased one at each end."""
    if left > 0 and coverage[:, left - 1].max() > NOISE * 2:
        left -= 1
    if right < coverage.shape[1] and coverage[:, right].max() > NOISE * 2:
        right += 1
    return left, right


def _narrow_spans(coverage: np.ndarray, left: int, right: int, size: float) -> list[tuple[int, int]]:
    """Columns [left, right) cut at spaces that pass for the distance of spaced letters where these touch each other.

    A word that is too long for a piece has no such gap and stays whole.
    """
    starts, ends = _inked_spans(coverage, left, right, NOISE * 2)
    solid_starts, solid_ends = _inked_spans(coverage, left, right, SOLID)
    gaps, usual = starts[1:] - ends[:-1], solid_starts[1:] - solid_ends[:-1]
    if not usual.size:
        return [(left, right)]
    cuts = np.flatnonzero(gaps >= max(WORD_GAP_EM * size, LETTER_GAPS * float(np.median(usual))))
    return list(zip([left, *starts[cuts + 1].tolist()], [*ends[cuts].tolist(), right], strict=True))


def _inked_spans(coverage: np.ndarray, left: int, right: int, least: float) -> tuple[np.ndarray, np.ndarray]:
    """Where columns with more than the least coverage begin, and where they end."""
    starts, ends = stretches(coverage[:, left:right].max(axis=0) > least)
    return starts + left, ends + left


def stretches(row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where runs of True in a row (W,) begin, and behind where they end, in order."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(np.int8)))
    return edges[0::2], edges[1::2]


def _pack(words: list[tuple[int, int]], scale: float) -> list[tuple[int, int]]:
    """Join neighbouring words greedily while they fit into one piece."""
    packed = [words[0]]
    for start, end in words[1:]:
        if (end - packed[-1][0]) * scale <= INK_WIDTH:
            packed[-1] = (packed[-1][0], end)
        else:
            packed.append((start, end))
    return packed


def _piece(coverage: np.ndarray, start: int, end: int, scale: float, baseline: float) -> np.ndarray:
    """Columns [start, end) of the coverage drawn into one piece."""
    ink = coverage[:, start:end]
    scale_x = min(scale, INK_WIDTH / (end - start))
    row_scale, column_scale = scale, scale_x
    if min(scale, scale_x) < 0.8:  # shrink by area first: sampling alone would lose thin strokes
        height = max(1, round(ink.shape[0] * min(scale, 1.0)))
        width = max(1, round(ink.shape[1] * min(scale_x, 1.0)))
        row_scale = scale * ink.shape[0] / height
        column_scale = scale_x * ink.shape[1] / width
        baseline = baseline * height / ink.shape[0]
        ink = cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA)
    # warpAffine maps pixel centres; ours are pixel edges, half a pixel apart on both sides.
    shift_x = LEFT_PX + 0.5 * column_scale - 0.5
    shift_y = BASELINE_ROW + (0.5 - baseline) * row_scale - 0.5
    matrix = np.array([[column_scale, 0.0, shift_x], [0.0, row_scale, shift_y]], np.float64)
    drawn = cv2.warpAffine(
        ink, matrix, (PIECE_WIDTH, PIECE_HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    return (255.5 - 255.0 * drawn).astype(np.uint8)
