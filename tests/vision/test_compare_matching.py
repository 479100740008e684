"""Merging and pairing of text blocks against slow, obvious twins written from Design2Code's definition."""

import difflib
import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from moonpane_vision.compare.blocks import PageBlock
from moonpane_vision.compare.matching import context_costs, improvement, match, merge_neighbors
from moonpane_vision.compare.similarity import RatioTable
from tests.cost import once

WORDS = ["sign in", "sign up", "save", "cancel", "total", "total price", "42", "welcome back", "back"]
Texts = list[str]


def blocks(texts: Texts, *, left: float = 0.0) -> list[PageBlock]:
    """Blocks one below the other, each of a different area."""
    step = 1 / max(1, len(texts))
    return [
        PageBlock(text, left, i * step, left + 0.1 + 0.01 * i, (i + 0.5) * step, (10.0 * i, 0.0, 0.0))
        for i, text in enumerate(texts)
    ]


def ratio(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def best_assignments(cost: list[list[float]]) -> list[list[tuple[int, int]]]:
    """All assignments of least total cost, by trying each one."""
    rows, columns = len(cost), len(cost[0])
    if rows > columns:
        turned = [[cost[i][j] for i in range(rows)] for j in range(columns)]
        return [[(i, j) for j, i in pairs] for pairs in best_assignments(turned)]
    options = [list(enumerate(choice)) for choice in itertools.permutations(range(columns), rows)]
    totals = [sum(cost[i][j] for i, j in option) for option in options]
    return [option for option, total in zip(options, totals, strict=True) if total <= min(totals) + 1e-9]


def slow_context(cost: list[list[float]]) -> list[list[float]]:
    rows, columns = len(cost), len(cost[0])
    adjusted = [list(row) for row in cost]
    for i, j in itertools.product(range(rows), range(columns)):
        if cost[i][j] < -0.5:
            around = [
                cost[k][m]
                for k in range(max(0, i - 1), min(rows, i + 2))
                for m in range(max(0, j - 1), min(columns, j + 2))
                if (k, m) != (i, j)
            ]
            adjusted[i][j] += 0.1 * sum(sorted(around)[:2])
    return adjusted


def costs(page: Texts, original: Texts) -> list[list[float]]:
    return [[-ratio(a, b) for b in original] for a in page]


def changed_costs(before: list[float], after: list[float]) -> tuple[list[float], list[float]]:
    gone, come = list(before), []
    for value in after:
        if value in gone:
            gone.remove(value)
        else:
            come.append(value)
    return gone, come


def slow_gain(before: list[float], after: list[float]) -> float:
    gone, come = changed_costs(before, after)
    gain = (sum(gone) / len(gone) if gone else 0.0) - (sum(come) / len(come) if come else 0.0)
    if gain > 0 and gone and come:
        return gain if min(come) < min(gone) else 0.0
    return gain


def slow_merge(page: Texts, original: Texts) -> tuple[Texts, Texts, bool]:
    """Merged texts of both sides, and whether a tie between assignments made the outcome a matter of luck."""
    lucky = False

    def assigned(first: Texts, second: Texts) -> list[float]:
        nonlocal lucky
        cost = costs(first, second)
        found = [sorted(cost[i][j] for i, j in option) for option in best_assignments(cost)]
        lucky = lucky or any(np.abs(np.subtract(one, found[0])).max() > 1e-12 for one in found)
        return found[0]

    def one_side(texts: Texts, assign) -> Texts:
        before, gains = assign(texts), []
        for i in range(len(texts) - 1):
            gain = slow_gain(before, assign([*texts[:i], f"{texts[i]} {texts[i + 1]}", *texts[i + 2 :]]))
            if gain > 0.05:
                gains.append((-gain, i))
        chosen: list[int] = []
        for _, i in sorted(gains):
            if all(abs(i - other) > 1 for other in chosen):
                chosen.append(i)
        for i in sorted(chosen, reverse=True):
            texts = [*texts[:i], f"{texts[i]} {texts[i + 1]}", *texts[i + 2 :]]
        return texts

    while True:
        size = len(page) + len(original)
        page = one_side(page, lambda texts, other=original: assigned(texts, other))
        original = one_side(original, lambda texts, other=page: assigned(other, texts))
        if len(page) + len(original) == size:
            return page, original, lucky


SMALL = st.lists(st.sampled_from(WORDS) | st.text("abc ", min_size=1, max_size=8), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(SMALL, SMALL)
def test_merging_equals_the_slow_twin(page: Texts, original: Texts) -> None:
    wanted_page, wanted_original, lucky = slow_merge(page, original)
    if lucky:
        return
    got_page, got_original = merge_neighbors(blocks(page), blocks(original), RatioTable())
    assert [block.text for block in got_page] == wanted_page
    assert [block.text for block in got_original] == wanted_original


@settings(max_examples=150, deadline=None)
@given(SMALL, SMALL)
def test_pairing_is_an_optimal_assignment_with_context(page: Texts, original: Texts) -> None:
    matching = match(blocks(page), blocks(original, left=0.2))
    texts, original_texts = [block.text for block in matching.page], [block.text for block in matching.original]
    cost = costs(texts, original_texts)
    wanted = [
        sorted((texts[i], original_texts[j]) for i, j in option if cost[i][j] <= -0.5)
        for option in best_assignments(slow_context(cost))
    ]
    assert sorted((texts[i], original_texts[j]) for i, j, _ in matching.pairs) in wanted
    assert all(value == -cost[i][j] for i, j, value in matching.pairs)


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_context_bonus_equals_the_slow_twin(rows: int, columns: int, seed: int) -> None:
    cost = -np.random.default_rng(seed).integers(0, 11, (rows, columns)) / 10
    assert np.allclose(context_costs(cost), slow_context(cost.tolist()), atol=1e-12)


COSTS = st.lists(st.sampled_from([-1.0, -0.8, -0.5, -0.2, 0.0]), max_size=6)


@given(COSTS, COSTS)
def test_improvement_equals_the_slow_twin(before: list[float], after: list[float]) -> None:
    assert abs(improvement(before, after) - slow_gain(before, after)) < 1e-12


def test_a_sentence_cut_in_two_is_merged_on_either_side() -> None:
    whole, cut = ["your total price is high", "save"], ["your total", "price is high", "save"]
    for page, original in ((whole, cut), (cut, whole)):
        matching = match(blocks(page), blocks(original))
        assert [block.text for block in matching.page] == [block.text for block in matching.original] == whole
        assert [pair[2] for pair in matching.pairs] == [1.0, 1.0]


def test_a_merged_block_spans_both_and_averages_their_colours() -> None:
    left = PageBlock("a", 0.1, 0.2, 0.3, 0.4, (0.0, 100.0, 10.0))
    merged = left.merged(PageBlock("b", 0.0, 0.3, 0.2, 0.9, (255.0, 0.0, 10.0)))
    assert merged == PageBlock("a b", 0.0, 0.2, 0.3, 0.9, (127.5, 50.0, 10.0))


def test_texts_less_than_half_alike_are_no_pair() -> None:
    assert match(blocks(["abcd"]), blocks(["abxy"])).pairs == ((0, 0, 0.5),)
    assert match(blocks(["abcde"]), blocks(["abxyz"])).pairs == ()


def test_neighbours_decide_between_equal_texts() -> None:
    """The page says "save" twice, the original once, with neighbours that tell which one is meant."""
    page = ["save", "total", "save", "42", "cancel"]
    matching = match(blocks(page), blocks(page[2:]))
    assert {(i, j) for i, j, _ in matching.pairs} == {(2, 0), (3, 1), (4, 2)}


REPEATED = st.lists(st.sampled_from(["item 1", "item 2", "item", "a", "b"]), min_size=1, max_size=12)


@given(REPEATED, st.sampled_from([0.0, 0.01]))
def test_repeated_texts_are_paired_with_the_nearest(texts: Texts, shift: float) -> None:
    matching = match(blocks(texts, left=shift), blocks(texts))
    assert matching.pairs == tuple((i, i, 1.0) for i in range(len(texts)))


def test_the_plain_assignment_would_pair_a_page_wrongly_with_itself() -> None:
    """The control: with context alone, a page that repeats a text need not be assigned to itself."""
    draw, wrong = np.random.default_rng(0), 0
    for _ in range(200):
        texts = [["item 1", "item 2", "item", "a", "b"][k] for k in draw.integers(0, 5, 10)]
        rows, columns = linear_sum_assignment(context_costs(np.array(costs(texts, texts))))
        wrong += rows.tolist() != columns.tolist()
    assert wrong > 0


def test_huge_lists_take_bounded_time_and_pair_what_is_equal() -> None:
    texts = [f"row {i} of the table with words" for i in range(5000)]
    changed = [*texts[:2500], *(f"{text} changed" for text in texts[2500:])]
    taken, matching = once(lambda: match(blocks(texts), blocks(changed)))
    assert taken < 2400
    assert matching.shortened
    assert len(matching.pairs) >= 2500
    assert len(matching.page) == len(matching.original) == 5000
    assert not match(blocks(texts[:50]), blocks(texts[:50])).shortened
