"""An element in its place, and what a declaration of it may say."""

from typing import NamedTuple

from moonpane_engine.page.outline import OutlineNode
from moonpane_engine.page.tree import Element, Kind


class Rule(NamedTuple):
    """Values that a property may have, the empty tuple for any colour; and whether it has to be declared."""

    values: tuple[str, ...]
    is_needed: bool = True


Rules = dict[str, Rule]


class Place(NamedTuple):
    """An element, what it is in, and the properties declared for it so far."""

    element: Element
    around: Element | None
    declared: tuple[str, ...]

    @property
    def node(self) -> OutlineNode:
        return self.element.node

    @property
    def is_in_row(self) -> bool:
        return self.around is not None and self.around.css_class == "row"

    @property
    def is_in_grid(self) -> bool:
        return self.around is not None and self.around.css_class == "grid"

    @property
    def is_in_column(self) -> bool:
        return not self.is_in_row and not self.is_in_grid

    @property
    def is_stretched(self) -> bool:
        return self.is_in_grid or (self.is_in_column and self.node.is_full)

    @property
    def is_avatar(self) -> bool:
        """A text in the middle of a box of fixed size."""
        return self.element.kind is Kind.TEXT and self.element.css_class == "row"

    @property
    def hugs(self) -> bool:
        """A box that is as wide as its text and its padding."""
        node = self.node
        is_centred = node.text is not None and node.text is not node and node.distribution == "center"
        return is_centred and not node.text.line_pitch and not self.is_avatar  # type: ignore[union-attr]


def px(length: int) -> str:
    """As the house style writes a length."""
    return f"{length}px" if length else "0"


def sides(top: int, right: int, bottom: int, left: int) -> str:
    """A padding in CSS's shortest form."""
    values = [top, right, bottom, left]
    for index, twin in ((3, 1), (2, 0), (1, 0)):
        if len(values) == index + 1 and values[index] == values[twin]:
            values.pop()
    return " ".join(map(px, values))
