"""Wishes as people say and type them: of all kinds, about what is meant, and never as what is held out is said."""

import re
from functools import cache
from random import Random

from moonpane_engine.train.data.edits import KINDS, Edit, Edits
from moonpane_engine.train.data.edits.alike import in_the_same_place, runs_alike
from moonpane_engine.train.data.edits.lists import sayings
from moonpane_engine.train.data.edits.phrased import PHRASINGS, split
from moonpane_engine.train.data.edits.places import Places
from moonpane_engine.train.data.edits.typed import dressed, hasty, slipped
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import written
from tests.train.drawn_edits import orders_of, targets_of

_NAME = re.compile(r"\{[a-z]\}")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


@cache
def drawn() -> tuple[Edit, ...]:
    edits = Edits(Random("free"), largest=60, free=1.0)
    return tuple(edits.drawn() for _ in range(4_000))


def forms(way: str) -> set[str]:
    """A phrasing in all of its choices."""
    choice = _CHOICE.search(way)
    if choice is None:
        return {way}
    ways = (way[: choice.start()] + each + way[choice.end() :] for each in choice[1].split("|"))
    return set[str]().union(*map(forms, ways))


def grown(role: str, *children: Entry, text: str = "") -> Entry:
    entry = Entry(role, "", text, children=list(children))
    for each in children:
        each.parent = entry
    return entry


def test_every_kind_and_every_list_of_sayings_occurs() -> None:
    assert {edit.kind for edit in drawn()} == {*KINDS, "two", "all", "absent"}
    assert {said for edit in drawn() for said in edit.said} >= set(sayings("freely"))
    assert set(sayings("bare")) <= set(sayings("freely"))
    assert all(written(orders_of(edit)) == edit.answer for edit in drawn())


def test_sayings_name_what_there_is_to_name() -> None:
    for name in ("freely", "bare"):
        for kind, ways in sayings(name).items():
            assert len(set(ways)) == len(ways), kind
            assert {mark for way in ways for mark in _NAME.findall(way)} <= {"{t}", "{v}", "{u}", "{o}"}, kind
    assert not [way for ways in sayings("bare").values() for way in ways if "{t}" in way]
    assert all(way.count("{}") == 1 for ways in sayings("around").values() for way in ways)


def test_nothing_that_is_held_out_is_said_freely() -> None:
    for kind, ways in sayings("freely").items():
        held_out = {form for way in split(PHRASINGS.get(kind, ()), held_out=True) for form in forms(way)}
        free = {form for way in ways for form in forms(way)}
        assert not free & {form.removeprefix("~") for form in held_out}, kind


def test_what_is_picked_is_mostly_meant_and_often_not_named() -> None:
    picked = [edit for edit in drawn() if any(" this " in line[:9] for line in edit.prompt.splitlines()[2:-1])]
    orders = [(edit, edit.prompt.splitlines()[2:-1]) for edit in picked if orders_of(edit)]
    meant = [edit for edit, lines in orders if " this " in lines[orders_of(edit)[0].target][:9]]
    assert len(meant) > 0.75 * len(orders) > 100
    assert sum(not re.search(r"\b(it|this|that|the)\b", edit.wish.lower()) for edit in meant) > 0.1 * len(meant)


def test_haste_leaves_names_and_values_and_the_first_letters() -> None:
    rng = Random("haste")
    for way in (way for ways in sayings("freely").values() for way in ways):
        assert _NAME.findall(hasty(way, rng)) == _NAME.findall(way)
    assert len({hasty("make the corners of {t} round", rng) for _ in range(300)}) > 20
    slips = {slipped("border", rng) for _ in range(50)}
    assert all(slip[0] == "b" and 5 <= len(slip) <= 7 for slip in slips)
    assert len(slips) > 10


def test_what_stands_around_a_wish_leaves_it_whole() -> None:
    rng = Random("around")
    said = [dressed("make the Save button red", rng) for _ in range(200)]
    assert all("make the Save button red" in each for each in said)
    assert 40 < said.count("make the Save button red") < 160


def test_parts_that_are_alike_are_those_in_one_place_of_all() -> None:
    cards = [
        grown("card", Entry("heading", "", name), Entry("paragraph", "", "$9"), Entry("button", "", "Buy"))
        for name in "ABC"
    ]
    page = grown("page", grown("grid", *cards))
    entries = list(page.all())
    assert list(runs_alike(cards[0].parent or page)) == [cards]
    groups = [group for seed in range(60) if (group := in_the_same_place(entries, Random(seed)))]
    assert {tuple(group.entries) for group in groups} == {tuple(card.children[at] for card in cards) for at in range(3)}
    for group in groups:
        word = {"heading": "title|heading|name|headline", "paragraph": "price|amount", "button": "button"}[
            group.entries[0].role
        ]
        assert re.search(word, group.name), group.name
    alone = [edit for edit in drawn() if edit.kind == "all"]
    assert all(len({each.role for each in targets_of(edit)}) == 1 for edit in alone)


def test_places_are_said_where_they_are_clear() -> None:
    links = [Entry("link", "", name) for name in ("Home", "Prices", "Help")]
    title, under = Entry("heading", "", "Hello"), Entry("paragraph", "", "How it works")
    cards = [grown("card", Entry("text", "", name)) for name in ("left", "right")]
    bar = grown("nav", *links, Entry("button", "", "Sign in"))
    page = grown("page", bar, title, under, grown("row", *cards))
    roles: dict[str, list[Entry]] = {}
    for each in page.all():
        roles.setdefault(each.role, []).append(each)
    places = Places(roles, Random("places"))
    called = {entry: {places.of(entry) for _ in range(80)} for entry in (*links, *cards, under, bar.children[-1])}
    assert all("left" in name or "top" in name or "first" in name or "upper" in name for name in called[cards[0]])
    assert called[under] & set(sayings("places")["subtitle"])
    assert {"the main button", "the top right button"} <= called[bar.children[-1]]
    assert called[links[1]]
    assert all("cent" in name or "middle" in name for name in called[links[1]])
