"""Carries out orders on the source of a page, whatever HTML it is; what came of each is one sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from moonpane.revise.orders import adding, linking, moving, sizing, styling, theming, wording
from moonpane.revise.orders.nodes import Impossible
from moonpane.revise.orders.telling import done, name_of, undone
from moonpane.revise.orders.work import Target, Work
from moonpane.revise.shown import shown_entries
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import Order, read_orders

Verb = Callable[[Work, Target, str], None]
ALONE: dict[str, Verb] = {
    "color": styling.color, "background": styling.background, "border": styling.border, "corners": styling.corners,
    "size": sizing.size, "weight": styling.weight, "slant": styling.slant, "line": styling.line,
    "padding": sizing.padding, "gap": sizing.gap, "width": sizing.width, "height": sizing.height,
    "align": styling.align, "case": wording.case, "font": styling.font, "shadow": styling.shadow, "text": wording.text,
    "replace": wording.replace, "remove": moving.remove, "copy": moving.copy, "before": adding.before,
    "after": adding.after, "first": moving.first, "last": moving.last, "link": linking.link, "theme": theming.theme,
}  # fmt: skip
WITH_ANOTHER: dict[str, Callable[[Work, Target, Target], None]] = {
    "swap": moving.swap, "over": moving.over, "under": moving.under,
}  # fmt: skip
_OF_TREE = ("remove", "copy", "swap", "over", "under", "first", "last")


@dataclass(frozen=True)
class CarriedOut:
    """What came of some orders."""

    html: str
    done: tuple[str, ...]  # one sentence for each that was carried out
    undone: tuple[str, ...]  # and for each that could not be


def carried_out(work: Work, entries: Sequence[Entry], orders: Sequence[Order]) -> CarriedOut:
    """Carries out orders one after the other; `entries` are those that the orders count, of `work`'s page."""
    told, untold = list[str](), list[str]()
    for order in orders:
        before, state, name = work.page.written(), work.page.state(), name_of(entries[order.target])
        try:
            _carry_out(work, entries, order)
            if work.page.written() == before:
                raise Impossible(moving.NOTHING_CHANGED)
        except Impossible as reason:
            work.page.restore(state)
            untold.append(undone(name, str(reason)))
        else:
            other = name_of(entries[order.other]) if order.other is not None else ""
            told.append(done(order, name, other))
    return CarriedOut(work.page.written(), tuple(dict.fromkeys(told)), tuple(dict.fromkeys(untold)))


def understood(entries: Sequence[Entry], orders: Sequence[Order]) -> tuple[str, ...]:
    """What orders would do, in one sentence each."""
    names = [(order, name_of(entries[order.target])) for order in orders]
    others = [name_of(entries[order.other]) if order.other is not None else "" for order in orders]
    return tuple(dict.fromkeys(done(order, name, other) for (order, name), other in zip(names, others, strict=True)))


def changed_page(html: str, wish: str, answer: str) -> str:
    """The page that an answer to a wish makes of a page, without asking anybody; as it was where it makes nothing."""
    work = Work(html)
    entries = shown_entries(work.entries(), wish)
    return carried_out(work, entries, read_orders(answer, len(entries))).html


def _carry_out(work: Work, entries: Sequence[Entry], order: Order) -> None:
    target = work.target(entries[order.target])
    if order.other is not None:
        WITH_ANOTHER[order.verb](work, target, work.target(entries[order.other]))
        return
    if order.verb not in _OF_TREE:
        work.check_there(target)
    ALONE[order.verb](work, target, order.how)
