"""A change that somebody wants, and what makers of changes are given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from moonpane_engine.train.data.texts import Texts
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import Order


@dataclass(slots=True)
class Change:
    """The orders that grant a wish; `names` fill the phrasing, whose kind is `said`."""

    said: str
    orders: list[Order]
    names: dict[str, str] = field(default_factory=dict)
    must_name: bool = False  # {t}, as there are several that could be meant


class Naming(Protocol):
    """Finds a name for an entry, "" where it has none that is clear."""

    def of(self, entry: Entry) -> str: ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """One name for whatever is spoken of: "it", "all buttons"."""

    name: str

    def of(self, entry: Entry) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Scene:
    """What a change is drawn from."""

    entries: list[Entry]
    names: Naming
    texts: Texts
    rng: Random
    only: Entry | None = None  # that is spoken of
    is_free: bool = False  # said by somebody who does not think of what can be understood

    def shuffled(self, fits: Callable[[Entry], object]) -> list[Entry]:
        """The entries but the page that fit, a few of them, in random order."""
        fitting = [each for each in (self.entries[1:] if self.only is None else [self.only]) if fits(each)]
        return self.rng.sample(fitting, min(len(fitting), 4))

    def order(self, entry: Entry, verb: str, how: str = "", *, other: Entry | None = None) -> Order:
        """An order about an entry."""
        number = None if other is None else self.entries.index(other)
        return Order(self.entries.index(entry), verb, how, number)


Maker = Callable[[Scene], Change | None]
