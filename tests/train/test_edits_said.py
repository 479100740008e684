"""What a drawn wish orders is what it says."""

import re

import pytest

from moonpane_engine.train.data.edits import Edit
from moonpane_engine.train.data.edits.names import PLURALS
from moonpane_resources.editing.colors import color_of
from moonpane_resources.editing.orders import WITH
from tests.train.drawn_edits import drawn, orders_of, targets_of


def _of_kind(*kinds: str) -> list[Edit]:
    found = [edit for edit in drawn() if edit.kind in kinds]
    assert len(found) > 15
    return found


@pytest.mark.parametrize(
    ("kind", "verb"),
    [
        ("text color", "color"),
        ("color of its text", "color"),
        ("background", "background"),
        ("page background", "background"),
    ],
)
def test_a_colour_is_the_one_that_was_named_and_is_known(kind: str, verb: str) -> None:
    for edit in _of_kind(kind):
        (order,) = orders_of(edit)
        if order.verb == "theme":
            assert order.how in edit.wish.lower() or (order.how == "light" and "bright" in edit.wish)
            continue
        assert order.verb == verb
        assert order.how.lower() in edit.wish.lower()
        assert color_of(order.how), order.how


@pytest.mark.parametrize("kind", ["font size", "width", "height", "padding", "gap", "corners"])
def test_a_length_is_the_one_that_was_named(kind: str) -> None:
    given = [order for edit in _of_kind(kind) for order in orders_of(edit) if order.how[:1].isdigit()]
    assert given
    for edit in _of_kind(kind):
        (order,) = orders_of(edit)
        assert not order.how[:1].isdigit() or order.how in edit.wish


def test_a_new_text_stands_in_the_wish_as_it_was_said() -> None:
    for edit in _of_kind("text", "add item", "add between", "add text", "add button"):
        (order,) = orders_of(edit)
        text = order.how.removeprefix("text " if order.verb in ("before", "after") else "")
        text = text.removeprefix("button ") if edit.kind == "add button" else text
        assert text.casefold().rstrip(".!?") in edit.wish.casefold(), (edit.wish, edit.answer)


def test_what_is_replaced_stands_in_one_text_and_both_words_in_the_wish() -> None:
    for edit in _of_kind("replace"):
        (order,) = orders_of(edit)
        old, new = order.how.split(WITH)
        assert edit.entries[order.target].text.count(old) == 1
        assert old.casefold() in edit.wish.casefold()
        assert new.casefold().rstrip(".") in edit.wish.casefold()


def test_who_is_named_by_a_text_in_quotes_has_it_or_holds_it() -> None:
    """Of wishes with one quoted text: who is meant says it, or something in it or beside it does."""
    checked = 0
    for edit in _of_kind("text color", "background", "size", "weight", "remove", "corners", "padding", "border"):
        quoted = re.findall(r'"([^"]{4,})"', edit.wish)
        if len(quoted) != 1:
            continue
        (target,) = targets_of(edit)
        around = [target, *(target.parent.children if target.parent else ())]
        near = [said for each in around for one in each.all() if (said := one.text.casefold())]
        outer = target
        while outer.parent is not None:
            outer = outer.parent
            near += [each.text.casefold() for each in outer.children]
        if outer is not target and any(word in edit.wish for word in (" in ", " of ", " inside ", " on ")):
            near += [each.text.casefold() for each in edit.entries]  # what it is part of is named
        assert any(quoted[0].casefold() in text for text in near), edit.wish
        checked += 1
    assert checked > 60


def test_a_name_means_nobody_else() -> None:
    """What is called by a text alone is the only one with it."""
    for edit in _of_kind("text color", "background", "weight"):
        (target,) = targets_of(edit)
        if not target.text or target.is_picked or len(target.text) < 6:
            continue
        alike = [each for each in edit.entries if each.text.casefold() == target.text.casefold()]
        if len(alike) > 1 and f'"{target.text}"' in edit.wish and " in " not in edit.wish and "'s" not in edit.wish:
            assert sum(each.role == target.role for each in alike) == 1 or "th " in edit.wish or "st " in edit.wish


def test_all_of_a_kind_are_all_that_are_shown() -> None:
    whole = 0
    for edit in (edit for edit in drawn() if edit.kind == "all"):
        targets = list(dict.fromkeys(targets_of(edit)))
        assert len({target.role for target in targets}) == 1
        assert len(targets) > 1
        alike = [each for each in edit.entries if each.role == targets[0].role]
        assert any(
            word.removesuffix("es").removesuffix("s") in edit.wish.lower() for word in PLURALS[targets[0].role]
        ), edit.wish
        whole += len(alike) == len(targets)
    assert whole > 60


def test_second_wishes_about_it_are_about_the_first_ones() -> None:
    pairs = [
        edit
        for edit in drawn()
        if edit.kind == "two" and re.search(r"(and|also|then|[.;,]) make it [^,]*$", edit.wish, re.I)
    ]
    pairs = [edit for edit in pairs if "hard to read" not in edit.wish and "too much room" not in edit.wish]
    assert len(pairs) > 20
    same = [edit for edit in pairs if len({order.target for order in orders_of(edit)}) == 1]
    assert len(same) == len(pairs)


def test_swaps_and_moves_are_about_two_that_stand_together() -> None:
    for edit in _of_kind("swap", "move to"):
        (order,) = orders_of(edit)
        assert order.other is not None
        assert edit.entries[order.target].parent is edit.entries[order.other].parent
        assert order.target != order.other
