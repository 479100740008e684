"""Wishes about a page and the orders that grant them: of many kinds, said in many ways, read back as meant."""

from random import Random

from moonpane_engine.train.data.edits import KINDS, Edits
from moonpane_engine.train.data.edits.draw import MOST_SHOWN
from moonpane_engine.train.data.edits.names import Names
from moonpane_engine.train.data.edits.phrased import PHRASINGS, split
from moonpane_resources.editing.listing import MAX_TEXT, listed
from moonpane_resources.editing.orders import MAX_ORDERS, NONE, VERBS, read_orders, written
from tests.train.drawn_edits import drawn, orders_of


def test_what_is_answered_is_read_back_as_the_same_orders() -> None:
    for edit in (*drawn(), *drawn(otherwise=True)):
        orders = orders_of(edit)
        assert written(orders) == edit.answer, edit.wish
        assert bool(orders) != (edit.kind in ("none", "absent")), edit.wish
        assert len(orders) <= MAX_ORDERS


def test_the_wish_stands_before_the_page_and_behind_it() -> None:
    for edit in drawn()[:300]:
        task, first, *lines, last = edit.prompt.split("\n")
        assert (task, first, last) == ("edit", edit.wish, edit.wish)
        marked = listed(edit.entries).split("\n")  # which one was picked is another one's for each wish
        assert [line.replace(" this ", " ") for line in lines] == [line.replace(" this ", " ") for line in marked]
        assert "\n" not in edit.wish
        assert edit.entries[0].role == "page"


def test_same_seed_gives_same_wishes() -> None:
    first, second = (Edits(Random("again")) for _ in range(2))
    assert [(one := first.drawn()).prompt + one.answer for _ in range(60)] == [
        (one := second.drawn()).prompt + one.answer for _ in range(60)
    ]


def test_every_kind_every_phrasing_and_every_verb_occurs_and_wishes_differ() -> None:
    edits = drawn() + drawn(otherwise=True)
    said_freely_only = {"nudge", "shade", "whole page"}  # tests/train/test_edits_free.py
    assert {edit.kind for edit in edits} == {*KINDS, "two", "all", "absent"} - said_freely_only
    assert len(KINDS) >= 30
    assert {said for edit in edits for said in edit.said} == set(PHRASINGS)
    assert {order.verb for edit in edits for order in orders_of(edit)} == set(VERBS)
    assert len({edit.wish for edit in drawn()}) > 0.97 * len(drawn())


def test_held_out_phrasings_are_about_a_sixth_and_never_trained_on() -> None:
    for kind, phrasings in PHRASINGS.items():
        trained, kept = split(phrasings, held_out=False), split(phrasings, held_out=True)
        assert not set(trained) & set(kept), kind
        assert len(trained) >= 5, kind
    kept = sum(len(split(each, held_out=True)) for each in PHRASINGS.values())
    assert 0.12 < kept / sum(map(len, PHRASINGS.values())) < 0.2
    assert any(" named " in edit.wish for edit in drawn(otherwise=True))
    assert not any("would you" in edit.wish.lower() for edit in drawn())


def test_pages_are_of_many_sizes_and_no_larger_than_is_wanted() -> None:
    sizes = sorted(len(edit.entries) for edit in drawn())
    assert sizes[0] < 12
    assert 15 < sizes[len(sizes) // 2] < 50
    assert sizes[-1] <= 60 + 9  # and what the shown ones lie in
    assert max(len(edit.entries) for edit in drawn(largest=MOST_SHOWN, count=600)) > 80
    assert max(len(edit.entries) for edit in drawn(largest=12, count=600)) < 12 + 12


def test_simple_wishes_are_one_thing_that_can_be_granted() -> None:
    edits = Edits(Random("simple"), largest=12, simple=1.0)
    found = [edits.drawn() for _ in range(400)]
    assert {edit.kind for edit in found} <= set(KINDS)
    assert sum(edit.answer != NONE for edit in found) > 370


def test_the_picked_entry_is_marked_and_spoken_of_as_what_was_picked() -> None:
    for edit in drawn():
        lines = edit.prompt.split("\n")[2:-1]
        assert sum(line.split()[1:2] == ["this"] for line in lines) <= 1
    entries = drawn()[0].entries
    for each in entries:
        each.is_picked = each is entries[1]
    names = Names(entries, Random("picked"))
    called = [names.of(entries[1]) for _ in range(200)]
    assert sum(name.split()[0] in ("it", "this", "that") for name in called) > 100
    others = {names.of(each) for each in entries[2:] for _ in range(5)}
    assert not others & {"it", "this", "that", "this element"}
    assert listed(entries).split("\n")[1].split()[1] == "this"


def test_long_texts_are_cut_where_they_are_shown() -> None:
    lines = [line for edit in drawn()[:400] for line in edit.prompt.splitlines()[2:-1]]
    assert any(line.endswith("…") for line in lines)
    assert max(map(len, lines)) < MAX_TEXT + 40


def test_orders_about_what_is_not_there_are_not_read() -> None:
    assert read_orders("A remove\nZ remove\nB paint red\nB swap B\nC swap Z\nB theme blue\nB remove", 3) == [
        *read_orders("A remove", 3),
        *read_orders("B remove", 3),
    ]
    assert read_orders(NONE, 3) == []
