"""A change of some lines of a page, and what makers of changes are given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from moonpane_engine.train.data.edits.names import Names
from moonpane_engine.train.data.edits.shown_page import Element, ShownPage
from moonpane_engine.train.data.texts import Texts
from moonpane_resources.prompts.editing import MAX_SEARCH_LINES

Line = tuple[str, int | None]  # a line, and which one of the page it was


@dataclass(slots=True)
class Change:
    """Lines `first` to `last` become `lines`; `names` fill the phrasing, whose kind is `said`."""

    said: str
    first: int
    last: int
    lines: list[Line]
    names: dict[str, str] = field(default_factory=dict)
    must_name: bool = False  # {t}, as there are several that could be meant


@dataclass(frozen=True, slots=True)
class Scene:
    """What a change is drawn from."""

    page: ShownPage
    names: Names
    texts: Texts
    rng: Random

    def shuffled(self, fits: Callable[[Element], object]) -> list[Element]:
        """The shown elements that fit, a few of them, in random order."""
        fitting = [each for each in self.page.elements[1:] if fits(each)]
        return self.rng.sample(fitting, min(len(fitting), 4))

    def kept(self, first: int, last: int) -> list[Line]:
        """Lines as they are."""
        return [(self.page.lines.lines[number], number) for number in range(first, last + 1)]


Maker = Callable[[Scene], Change | None]


def is_short(element: Element) -> bool:
    """Whether all its lines fit into a block."""
    return element.last - element.first < MAX_SEARCH_LINES


def px(value: str) -> int:
    """A length in px, 0 for anything else."""
    number = value.removesuffix("px")
    return int(number) if number.isdecimal() else 0
