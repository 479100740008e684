"""How alike two texts are: `difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()`, for many pairs at once.

Matching the blocks of two pages asks for some ten thousand ratios; difflib needs about a second for that.
Here all pairs advance together: one numpy pass finds the longest common piece of every open pair of
spans, the parts left and right of it are the open spans of the next pass. Ties go to the piece that starts
first in `a`, then first in `b`, as in difflib, which is the slow twin in the tests.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Cells of one numpy pass: bounds its memory (a few megabytes).
_CHUNK_CELLS = 1 << 19

# Open spans, one a row: pair, start and end in a, start and end in b.
_Spans = NDArray[np.int32]


class RatioTable:
    """Ratios of text pairs, each computed once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], float] = {}

    def matrix(self, texts_a: Sequence[str], texts_b: Sequence[str]) -> NDArray[np.float64]:
        """Ratio of each pair, shape (len(texts_a), len(texts_b)), in 0..1."""
        known = self._known
        new = [pair for pair in dict.fromkeys((a, b) for a in texts_a for b in texts_b) if pair not in known]
        if new:
            known.update(zip(new, ratios(new).tolist(), strict=True))
        flat = [known[a, b] for a in texts_a for b in texts_b]
        return np.array(flat, dtype=np.float64).reshape(len(texts_a), len(texts_b))


def ratios(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
    """2M/T of each pair of texts, shape (len(pairs),): M matching characters of T in both; two empty texts give 1."""
    matching = np.zeros(len(pairs), dtype=np.int64)
    total = np.array([len(a) + len(b) for a, b in pairs], dtype=np.int64)
    same = np.array([a == b for a, b in pairs], dtype=bool)
    matching[same] = total[same] // 2
    codes, starts = _encode(pairs)
    lengths = np.array([(len(a), len(b)) for a, b in pairs], dtype=np.int32).reshape(-1, 2)
    rows = np.flatnonzero(~same & (lengths > 0).all(axis=1)).astype(np.int32)
    origin, size = starts[rows], lengths[rows]
    spans = np.column_stack([rows, origin[:, 0], origin[:, 0] + size[:, 0], origin[:, 1], origin[:, 1] + size[:, 1]])
    while len(spans):
        spans = _advance(codes, spans, matching)
    return np.where(total == 0, 1.0, 2.0 * matching / np.maximum(total, 1))


def _encode(pairs: Sequence[tuple[str, str]]) -> tuple[NDArray[np.uint8 | np.uint16 | np.uint32], NDArray[np.int32]]:
    """All distinct texts as one array of small character numbers, and where each pair's two texts start, (P, 2).

    The numbers are at least 2: 0 and 1 pad.
    """
    where: dict[str, int] = {}
    position = 0
    for pair in pairs:
        for text in pair:
            if text not in where:
                where[text] = position
                position += len(text)
    # surrogatepass: a page may hold half a surrogate pair.
    points = np.frombuffer("".join(where).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    distinct, codes = np.unique(points, return_inverse=True)
    starts = np.array([(where[a], where[b]) for a, b in pairs], dtype=np.int32).reshape(-1, 2)
    return (codes + 2).astype(np.min_scalar_type(len(distinct) + 1)), starts


def _advance(codes: NDArray, spans: _Spans, matching: NDArray[np.int64]) -> _Spans:
    """Adds the longest common piece of every span pair to `matching`; returns the spans left and right of them."""
    width_a, width_b = spans[:, 2] - spans[:, 1], spans[:, 4] - spans[:, 3]
    # Spans of like length go together, so that padding stays small.
    order = np.lexsort((width_b, width_a))
    spans, width_a, width_b = spans[order], width_a[order], width_b[order]
    open_spans = []
    start = 0
    while start < len(spans):
        stop = _chunk_end(width_a, width_b, start)
        part = spans[start:stop]
        length, first_a, first_b = _longest_common(codes, part)
        np.add.at(matching, part[:, 0], length)
        left, right = part.copy(), part.copy()
        left[:, 2], left[:, 4] = first_a, first_b
        right[:, 1], right[:, 3] = first_a + length, first_b + length
        both = np.concatenate([left[length > 0], right[length > 0]])
        open_spans.append(both[(both[:, 2] > both[:, 1]) & (both[:, 4] > both[:, 3])])
        start = stop
    return np.concatenate(open_spans)


def _chunk_end(width_a: NDArray, width_b: NDArray, start: int) -> int:
    """End of the run from `start` whose padded tables hold at most _CHUNK_CELLS; at least one span pair."""
    width = int(width_a[start])
    limit = int(np.searchsorted(width_a, width + max(3, width // 4), side="right"))
    cells = np.arange(1, limit - start + 1) * np.maximum.accumulate(width_b[start:limit]) * width_a[start:limit]
    return start + max(1, int(np.searchsorted(cells, _CHUNK_CELLS, side="right")))


def _longest_common(codes: NDArray, spans: _Spans) -> tuple[NDArray, NDArray, NDArray]:
    """Longest common piece of each span pair: its length and its starts in `codes`; length 0 where there is none."""
    text_a = _padded(codes, spans[:, 1], spans[:, 2], 0)
    text_b = _padded(codes, spans[:, 3], spans[:, 4], 1)
    count, wide_a, wide_b = len(spans), text_a.shape[1], text_b.shape[1]
    # run[p, i + 1, j + 1]: length of the common piece of pair p that ends at character i of a and j of b
    run = np.zeros((count, wide_a + 1, wide_b + 1), dtype=np.min_scalar_type(min(wide_a, wide_b)))
    one = run.dtype.type(1)
    for i in range(wide_a):
        np.multiply(run[:, i, :-1] + one, text_a[:, i, None] == text_b, out=run[:, i + 1, 1:])
    flat = run.reshape(count, -1)
    length = flat.max(axis=1)
    end_a, end_b = np.divmod((flat == length[:, None]).argmax(axis=1), wide_b + 1)
    length = length.astype(np.int32)
    return length, spans[:, 1] + end_a.astype(np.int32) - length, spans[:, 3] + end_b.astype(np.int32) - length


def _padded(codes: NDArray, start: NDArray[np.int32], end: NDArray[np.int32], padding: int) -> NDArray:
    """The characters of each span as rows of equal length."""
    at = start[:, None] + np.arange(int((end - start).max()))
    return np.where(at < end[:, None], codes[np.minimum(at, len(codes) - 1)], codes.dtype.type(padding))
