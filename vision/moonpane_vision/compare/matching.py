"""Which block of a page is which block of its original, as Design2Code defines it.

Pages cut the same text into different elements, so neighbours (in list order) are first merged where that makes the
two pages more alike; then an optimal assignment pairs the blocks, with a bonus for pairs whose neighbours agree too;
pairs whose texts are less than half alike are dropped. Where several assignments are equally good because a text
occurs more than once, the nearest blocks are paired; Design2Code leaves that to luck, so that a page need not even
match itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from moonpane_vision.compare.blocks import PageBlock
from moonpane_vision.compare.similarity import RatioTable

MERGE_GAIN = 0.05  # a merge must improve the changed costs by more than this
CONTEXT_BONUS = 0.1  # weight of the two best neighbouring costs
CONTEXT_COST = -0.5  # only cells better than this get the bonus
MIN_RATIO = 0.5  # pairs less alike than this are no pairs
_SAME_COST = -10.0  # of blocks with equal text at the same place: below what context can add up to

# Above either limit the whole procedure would take minutes; then blocks with equal texts are paired beforehand.
MAX_BLOCKS = 200
MAX_PAGE_CHARACTERS = 12_000


@dataclass(frozen=True, slots=True)
class Matching:
    """Blocks of both pages after merging, and the pairs (index in `page`, index in `original`, ratio of the texts)."""

    page: tuple[PageBlock, ...]
    original: tuple[PageBlock, ...]
    pairs: tuple[tuple[int, int, float], ...]
    shortened: bool  # some blocks were paired by equal text, or left unpaired, to bound the time


def match(page: Sequence[PageBlock], original: Sequence[PageBlock]) -> Matching:
    """Merges and pairs the blocks of a page and of the original it imitates."""
    table = RatioTable()
    if _fits(page) and _fits(original):
        merged_page, merged_original = merge_neighbors(list(page), list(original), table)
        pairs = _assign(merged_page, merged_original, table)
        return Matching(tuple(merged_page), tuple(merged_original), tuple(pairs), False)
    equal, rest_page, rest_original = _pair_equal_texts(page, original)
    small_page, left_page = _largest([page[i] for i in rest_page])
    small_original, left_original = _largest([original[j] for j in rest_original])
    inner_page, inner_original = merge_neighbors(small_page, small_original, table)
    pairs = _assign(inner_page, inner_original, table)
    start_page, start_original = len(inner_page), len(inner_original)
    pairs += [(start_page + k, start_original + k, 1.0) for k in range(len(equal))]
    return Matching(
        (*inner_page, *(page[i] for i, _ in equal), *left_page),
        (*inner_original, *(original[j] for _, j in equal), *left_original),
        tuple(pairs),
        True,
    )


def merge_neighbors(
    page: list[PageBlock], original: list[PageBlock], table: RatioTable
) -> tuple[list[PageBlock], list[PageBlock]]:
    """Merges neighbours on either side until no merge makes the assignment better."""
    while True:
        size = len(page) + len(original)
        page = _merge_one_side(page, original, table)
        original = _merge_one_side(original, page, table, transposed=True)
        if len(page) + len(original) == size:
            return page, original


def _merge_one_side(
    blocks: list[PageBlock], others: list[PageBlock], table: RatioTable, *, transposed: bool = False
) -> list[PageBlock]:
    """Applies every merge of two neighbours that gains enough, best first, each block in at most one merge."""
    if len(blocks) < 2 or not others:
        return blocks
    cost = _costs(blocks, others, table, transposed)
    before = _assigned_costs(cost)
    if max(before) == -1.0:
        return blocks  # every pair is equal already: no mean can fall below that
    joined = [left.merged(right) for left, right in pairwise(blocks)]
    joined_cost = _costs(joined, others, table, transposed)
    gains: dict[int, float] = {}
    for i in range(len(joined)):
        changed = np.delete(cost, i + 1, axis=0)
        changed[i] = joined_cost[i]
        gain = improvement(before, _assigned_costs(changed))
        if gain > MERGE_GAIN:
            gains[i] = gain
    taken: set[int] = set()
    for i in sorted(gains, key=lambda index: -gains[index]):
        if i - 1 not in taken and i + 1 not in taken:
            taken.add(i)
    return [joined[i] if i in taken else block for i, block in enumerate(blocks) if i - 1 not in taken]


def improvement(before: Sequence[float], after: Sequence[float]) -> float:
    """How much lower the mean of the costs that changed is; 0 if their smallest did not fall as well."""
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    old, new = list(gone.elements()), list(come.elements())
    gain = _mean(old) - _mean(new)
    if gain > 0 and old and new and min(old) <= min(new):
        return 0.0
    return gain


def context_costs(cost: NDArray[np.float64]) -> NDArray[np.float64]:
    """Costs with the context bonus: 0.1 x the two best costs among the up to eight cells around, shape kept."""
    rows, columns = cost.shape
    wide = np.pad(cost, 1, constant_values=np.inf)
    around = np.stack(
        [
            wide[1 + down : 1 + down + rows, 1 + right : 1 + right + columns]
            for down in (-1, 0, 1)
            for right in (-1, 0, 1)
            if (down, right) != (0, 0)
        ]
    )
    best = np.sort(around, axis=0)[:2]
    bonus = np.where(np.isfinite(best), best, 0.0).sum(axis=0)
    return np.where(cost < CONTEXT_COST, cost + CONTEXT_BONUS * bonus, cost)


def _assign(page: list[PageBlock], original: list[PageBlock], table: RatioTable) -> list[tuple[int, int, float]]:
    if not page or not original:
        return []
    cost = _costs(page, original, table)
    adjusted = context_costs(cost)
    places = {(block.text, block.left, block.top, block.right, block.bottom): j for j, block in enumerate(original)}
    for i, block in enumerate(page):
        j = places.get((block.text, block.left, block.top, block.right, block.bottom))
        if j is not None:
            adjusted[i, j] = _SAME_COST
    rows, columns = linear_sum_assignment(adjusted)
    kept = [(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if -cost[i, j] >= MIN_RATIO]
    return [(i, j, float(-cost[i, j])) for i, j in _nearest(kept, page, original)]


def _nearest(
    pairs: list[tuple[int, int]], page: Sequence[PageBlock], original: Sequence[PageBlock]
) -> list[tuple[int, int]]:
    """The pairs, with those of equal texts exchanged so that their blocks lie as near to each other as can be."""
    alike: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for i, j in pairs:
        alike[page[i].text, original[j].text].append((i, j))
    nearest = []
    for group in alike.values():
        left, right = [i for i, _ in group], [j for _, j in group]
        here, there = np.array([page[i].center for i in left]), np.array([original[j].center for j in right])
        apart = np.abs(here[:, None] - there[None]).max(axis=2)
        rows, columns = linear_sum_assignment(apart)
        nearest += [(left[row], right[column]) for row, column in zip(rows, columns, strict=True)]
    return sorted(nearest)


def _costs(
    blocks: Sequence[PageBlock], others: Sequence[PageBlock], table: RatioTable, transposed: bool = False
) -> NDArray[np.float64]:
    """Negative ratios, shape (blocks, others). Ratios depend on the order of their texts: the page's comes first."""
    texts, other_texts = [block.text for block in blocks], [block.text for block in others]
    if transposed:
        return -table.matrix(other_texts, texts).T
    return -table.matrix(texts, other_texts)


def _assigned_costs(cost: NDArray[np.float64]) -> list[float]:
    rows, columns = linear_sum_assignment(cost)
    return cost[rows, columns].tolist()


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _fits(blocks: Sequence[PageBlock]) -> bool:
    return len(blocks) <= MAX_BLOCKS and sum(len(block.text) for block in blocks) <= MAX_PAGE_CHARACTERS


def _pair_equal_texts(
    page: Sequence[PageBlock], original: Sequence[PageBlock]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pairs the k-th block of each text with the k-th of the same text; also the indices left over on both sides."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j in reversed(range(len(original))):
        places[original[j].text].append(j)
    pairs = [(i, places[block.text].pop()) for i, block in enumerate(page) if places[block.text]]
    return pairs, _others(len(page), (i for i, _ in pairs)), _others(len(original), (j for _, j in pairs))


def _others(count: int, taken: Iterable[int]) -> list[int]:
    without = set(taken)
    return [index for index in range(count) if index not in without]


def _largest(blocks: Sequence[PageBlock]) -> tuple[list[PageBlock], list[PageBlock]]:
    """The blocks of largest area that fit the limits, in their order, and the others."""
    chosen: set[int] = set()
    characters = 0
    for index in sorted(range(len(blocks)), key=lambda i: -blocks[i].area)[:MAX_BLOCKS]:
        characters += len(blocks[index].text)
        if characters > MAX_PAGE_CHARACTERS:
            break
        chosen.add(index)
    inside = [block for index, block in enumerate(blocks) if index in chosen]
    return inside, [block for index, block in enumerate(blocks) if index not in chosen]
