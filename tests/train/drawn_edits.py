"""Drawn wishes, the same ones for all tests."""

from functools import cache
from random import Random

from moonpane_engine.train.data.edits import Edit, Edits
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import Order, read_orders

NUM_EDITS = 4_000


@cache
def drawn(*, otherwise: bool = False, largest: int = 60, count: int = NUM_EDITS) -> tuple[Edit, ...]:
    edits = Edits(Random(f"tests {otherwise} {largest}"), held_out=otherwise, otherwise=otherwise, largest=largest)
    return tuple(edits.drawn() for _ in range(count))


def orders_of(edit: Edit) -> list[Order]:
    return read_orders(edit.answer, len(edit.entries))


def targets_of(edit: Edit) -> list[Entry]:
    return [edit.entries[order.target] for order in orders_of(edit)]
