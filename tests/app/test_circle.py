"""Models that say the same over and over are stopped; code that repeats itself by rights is not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.answering.circle import (
    WITH_TEXT,
    WITH_THOUGHTS,
    Circle,
    Patience,
    period_at_end,
    without_circle,
)

SENTENCES = [
    "Wait, the button is blue, so the header must be blue as well. ",
    "Let me look at the picture again. Let me look at the picture again, more closely this time. ",
    "Hm. ",
    "x",
]
SMALL = Patience(times=4, chars=60)


def slowly(text: str, patience: Patience) -> int:
    """The twin of `period_at_end`: every length is tried."""
    for period in range(1, len(text)):
        length = max(patience.chars, patience.times * period)
        if length > len(text):
            break
        end = text[-length:]
        if all(end[at] == end[at - period] for at in range(period, length)):
            return period
    return 0


@given(
    st.text("ab", max_size=60), st.text("abc", min_size=1, max_size=30), st.integers(0, 12), st.text("ab", max_size=4)
)
def test_the_period_is_what_trying_all_lengths_finds(before: str, circle: str, times: int, after: str) -> None:
    text = before + circle * times + after
    found = period_at_end(text, SMALL)
    assert bool(found) == bool(slowly(text, SMALL))
    if found:
        assert found % slowly(text, SMALL) == 0, "the same circle, perhaps several rounds of it"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_thoughts_in_a_circle_are_noticed_soon(sentence: str) -> None:
    circle, thoughts = Circle(WITH_THOUGHTS), "The user wants a login page. It has a title. "
    while not circle.feed(sentence):
        thoughts += sentence
        assert len(thoughts) < 45 + 2_000 + 8 * len(sentence) + 600, "not noticed"
    shortened = without_circle(thoughts + sentence, WITH_THOUGHTS)
    assert len(shortened) <= 45 + 2 * len(sentence)
    assert shortened.startswith("The user wants a login page. It has a title. ")


def test_a_long_circle_is_noticed_wherever_the_pieces_end() -> None:
    rng = random.Random(1)
    paragraph = "".join(rng.choice("abcdefgh ") for _ in range(3_000))
    circle, text = Circle(WITH_THOUGHTS), paragraph * 12
    ends = [circle.feed(text[at : at + 7]) for at in range(0, len(text), 7)]
    assert any(ends)
    assert 7 * ends.index(True) < 9 * 3_000


def test_code_that_repeats_itself_by_rights_goes_on() -> None:
    row = '<tr class="row"><td class="cell">–</td><td class="cell">–</td><td class="cell">–</td></tr>\n'
    circle = Circle(WITH_TEXT)
    assert not any(circle.feed(row) for _ in range(200)), "an empty table of 200 rows"
    counted = Circle(WITH_TEXT)
    assert not any(counted.feed(row.replace("–", str(number))) for number in range(5_000))
    assert any(circle.feed(row) for _ in range(200))
