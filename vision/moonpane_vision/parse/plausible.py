"""Which ink cannot be writing: bars, curves of charts, areas of maps, bar codes."""

import numpy as np

WIDE = 2.5  # width over height from which several strokes must stand side by side
STROKES = 0.55  # strokes that a row of letters has at least, per width over height
LARGE = 26  # px of height from which the stroke tells a shape or a curve from letters
HEAVIEST, FINEST = 0.42, 0.035  # of its height, the stroke of the boldest and of the thinnest letters
MIN_CAPTION, CAPTION_LEVEL = 4, 0.55  # letters on a photograph; share of them that stand on the baseline
NUM_BARS, BAR_ASPECT = 8, 0.4  # bars side by side that are no figures; width over height


def is_writing(coverage: np.ndarray, rects: np.ndarray, stroke: float) -> bool:
    """Whether ink can be a line of text: coverage (h, w), edges (N, 4) of its pieces, px that its strokes are wide."""
    sizes = rects[:, 2:] - rects[:, :2]
    width = int(rects[:, 2].max() - rects[:, 0].min())
    height = int(rects[:, 3].max() - rects[:, 1].min())
    if width >= WIDE * height and _strokes(coverage) < STROKES * width / height:
        return False
    if height >= LARGE and not FINEST * height <= stroke <= HEAVIEST * height:
        return False
    return not _is_bar_code(sizes)


def is_caption(rects: np.ndarray) -> bool:
    """Whether pieces with edges (N, 4) stand on a line as letters do; the lights of a photograph lie scattered."""
    heights, feet = rects[:, 3] - rects[:, 1], rects[:, 3]
    if len(rects) < MIN_CAPTION:
        return False
    tall = heights >= 0.5 * np.percentile(heights, 75)
    level = np.abs(feet - np.median(feet[tall])) <= 1 + 0.08 * float(np.median(heights[tall]))
    return bool((tall & level).sum() >= max(MIN_CAPTION - 1, CAPTION_LEVEL * len(rects)))


def _strokes(coverage: np.ndarray) -> int:
    """The most strokes that stand side by side in a row."""
    inked = (coverage > 0.5).astype(np.int8)
    return int((np.diff(inked, axis=1, prepend=0) == 1).sum(axis=1).max(initial=0))


def _is_bar_code(sizes: np.ndarray) -> bool:
    alike = np.ptp(sizes[:, 1]) <= 2
    return bool(len(sizes) >= NUM_BARS and alike and (sizes[:, 0] <= BAR_ASPECT * sizes[:, 1]).all())
