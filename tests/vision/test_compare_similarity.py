"""The batched text ratios against difflib, their slow twin."""

import difflib
import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from moonpane_vision.compare.similarity import RatioTable, ratios

LITTLE = st.text(alphabet="abc ", max_size=40)
ANYTHING = st.text(st.characters(), max_size=25)  # surrogates too


def slow_ratio(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


@given(st.lists(st.tuples(LITTLE | ANYTHING, LITTLE | ANYTHING), max_size=12))
def test_ratios_equal_difflib(pairs: list[tuple[str, str]]) -> None:
    assert ratios(pairs).tolist() == [slow_ratio(a, b) for a, b in pairs]


def test_ratios_equal_difflib_on_many_edited_texts_of_mixed_length() -> None:
    draw = random.Random(0)
    pairs = []
    for _ in range(1500):
        letters = draw.choice(["ab", "abcdefgh", "abcdefghijklmnop rstuvwxyz"])
        text = [draw.choice(letters) for _ in range(draw.choice([0, 1, 3, 10, 30, 70, 300]))]
        other = list(text)
        for _ in range(draw.randint(0, 12)):
            if other and draw.random() < 0.5:
                other.pop(draw.randrange(len(other)))
            else:
                other.insert(draw.randint(0, len(other)), draw.choice(letters))
        if draw.random() < 0.3:
            draw.shuffle(other)
        pairs.append(("".join(text), "".join(other)))
    assert ratios(pairs).tolist() == [slow_ratio(a, b) for a, b in pairs]


def test_frequent_characters_of_long_texts_count_unlike_in_difflibs_default() -> None:
    """By default difflib drops frequent characters from 200 characters on: one more in front, and nothing is alike."""
    text = "ab" * 150
    almost = "x" + text
    assert difflib.SequenceMatcher(None, almost, text).ratio() == 0.0
    assert ratios([(text, text), (almost, text)]).tolist() == [1.0, 600 / 601]


def test_table_keeps_the_order_of_the_texts() -> None:
    table = RatioTable()
    page, original = ["tide", "diet", ""], ["diet", "tide"]
    wanted = np.array([[slow_ratio(a, b) for b in original] for a in page])
    assert np.array_equal(table.matrix(page, original), wanted)
    assert np.array_equal(table.matrix(page, original), wanted)
    assert wanted[0, 0] != slow_ratio("diet", "tide"), "these two words must show that the order matters"
    assert table.matrix([], original).shape == (0, 2)
