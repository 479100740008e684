"""What is drawn for training is what the product carries out: each wish makes of a page what it says."""

from functools import cache
from random import Random

import pytest

from moonpane.revise.doubts import num_trusted
from moonpane.revise.orders import CarriedOut, Work, carried_out
from moonpane_engine.train.data.edits import Edit, Edits
from moonpane_engine.train.pages import generate_page
from moonpane_resources.editing.colors import color_of
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import Order, read_orders

NUM_PAGES, PER_PAGE = 120, 6


@cache
def drawn() -> tuple[tuple[str, Edit, tuple[Order, ...], CarriedOut], ...]:
    """(page, wish, its orders, what came of them)"""
    found = []
    for seed in range(NUM_PAGES):
        html, rng = generate_page(seed, level=seed % 4), Random(f"carried {seed}")
        edits = Edits(rng)
        for _ in range(PER_PAGE):
            work = Work(html)
            entries = list(work.entries().all())
            if edit := edits.about(entries):
                orders = tuple(read_orders(edit.answer, len(entries)))
                found.append((html, edit, orders, carried_out(work, entries, orders)))
    return tuple(found)


def after(html: str) -> list[Entry]:
    return list(Work(html).entries().all())


def test_nearly_all_orders_can_be_carried_out() -> None:
    num_orders = sum(len(orders) for _, _, orders, _ in drawn())
    undone = [sentence for _, _, _, result in drawn() for sentence in result.undone]
    assert num_orders > 700
    assert len(undone) < 0.06 * num_orders
    allowed = ("it is so already", "it is not on the page any more")  # a drawn wish may want what there is
    assert all(any(reason in sentence for reason in allowed) for sentence in undone), undone


def test_a_wish_that_is_none_changes_nothing() -> None:
    none = [(html, result.html) for html, _, orders, result in drawn() if not orders]
    assert len(none) > 10
    assert all(before == made for before, made in none)


def test_what_is_drawn_is_hardly_ever_doubted() -> None:
    """Doubts are there for a model that misreads; a wish and its own orders belong together."""
    asked = [(edit, orders) for _, edit, orders, _ in drawn() if orders]
    doubted = [edit.wish for edit, orders in asked if num_trusted(edit.wish, edit.entries, orders) < len(orders)]
    assert len(doubted) < 0.03 * len(asked), doubted


@pytest.mark.parametrize("kind", ["text", "text color", "background", "remove", "swap", "add item", "add button"])
def test_the_page_becomes_what_was_wished(kind: str) -> None:
    cases = [each for each in drawn() if each[1].kind == kind and each[3].done]
    assert len(cases) > 4
    for html, edit, (order,), result in cases:
        before, made = after(html), after(result.html)
        target = before[order.target]
        texts, now = [each.text for each in before], [each.text for each in made]
        match kind:
            case "text":
                assert now.count(order.how) == texts.count(order.how) + 1, edit.wish
            case "text color" | "background":
                color = color_of(order.how)
                assert result.html.count(color) > html.count(color), edit.wish
                assert [text for text in now if text] == [text for text in texts if text]
            case "remove":
                inside = sum(1 for _ in target.all())
                assert len(made) <= len(before) - inside, edit.wish
            case "swap":
                assert sorted(now) == sorted(texts)
                assert order.other is not None
                assert now != texts or target.text == before[order.other].text, edit.wish
            case _:
                added = order.how.removeprefix("button ")
                assert now.count(added) == texts.count(added) + 1, edit.wish
