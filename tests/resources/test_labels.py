"""Labels: every text of an outline gets one, and an answer loses them again, however it is cut while it streams."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane_resources.labels import LABELS, Unlabelled, label, labelled

ANSWER = """<!DOCTYPE html>
<body style="background:#ffffff">
<h1 A style="font-size:24px">A < b &lt;p C style</h1>
<input B placeholder="B style">
<div class="row"><b C>x</b> A <p a></p></div>
<h2>D E</h2>
"""
PLAIN = """<!DOCTYPE html>
<body style="background:#ffffff">
<h1 style="font-size:24px">A < b &lt;p C style</h1>
<input placeholder="B style">
<div class="row"><b>x</b> A <p></p></div>
<h2>D E</h2>
"""


def unlabelled(pieces: list[str]) -> str:
    plain = Unlabelled()
    return "".join(plain.feed(piece) for piece in pieces) + plain.rest()


@given(st.lists(st.integers(0, len(ANSWER)), max_size=30))
def test_labels_are_taken_out_wherever_the_stream_is_cut(cuts: list[int]) -> None:
    ends = [0, *sorted(cuts), len(ANSWER)]
    pieces = [ANSWER[start:end] for start, end in pairwise(ends)]
    assert unlabelled(pieces) == PLAIN


@pytest.mark.parametrize("text", ["<", "a <", "<p", "<p ", "<p A", "x"])
def test_what_is_held_back_comes_at_the_end(text: str) -> None:
    assert unlabelled([text]) == text


def test_little_is_held_back() -> None:
    plain = Unlabelled()
    assert plain.feed('<p style="color:red">text <') == '<p style="color:red">text '
    assert plain.feed(" 3") == "< 3"


def test_each_text_of_an_outline_is_labelled_in_order() -> None:
    outline = 'page 9x9\ntext 12 #000000">text 12</t\nbox 3x3 p1,1,1,1\ntext 9 b #000000">text b</t\nend\n'
    assert re.findall(r"^text (\w) ", labelled(outline), re.MULTILINE) == ["A", "B"]
    assert labelled(outline).replace("text A ", "text ").replace("text B ", "text ") == outline


def test_labels_begin_again_after_the_last() -> None:
    many = 'text 12 #000000">x</t\n' * (len(LABELS) + 1)
    assert labelled(many).splitlines()[-1].startswith(f"text {LABELS[0]} ")
    assert label(len(LABELS)) == LABELS[0]
    assert len(set(LABELS)) == len(LABELS)
