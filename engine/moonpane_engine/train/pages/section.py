"""The registry of sections: parts of a page as wide as their column, from a search row to a price list."""

from collections.abc import Callable
from dataclasses import dataclass

from moonpane_engine.train.pages.design import Design
from moonpane_engine.train.pages.node import Node

Make = Callable[[Design, float], Node]


@dataclass(frozen=True, slots=True)
class Section:
    """A maker of nodes with what a page needs to know to choose it."""

    make: Make
    group: str  # "marketing", "data", "form", "content", "bar"
    weight: float
    least: int  # px, the narrowest column it fits


SECTIONS: dict[str, Section] = {}


def section(group: str, *, weight: float = 1.0, least: int = 200) -> Callable[[Make], Make]:
    """Register a function under its own name."""

    def register(make: Make) -> Make:
        SECTIONS[make.__name__] = Section(make, group, weight, least)
        return make

    return register


def any_section(design: Design, width: float, *groups: str) -> Node:
    """Return a section of one of the groups that fits `width` px, drawn by weight."""
    fitting = [one for one in SECTIONS.values() if one.group in groups and one.least <= width]
    return design.rng.choices(fitting, [one.weight for one in fitting])[0].make(design, width)
