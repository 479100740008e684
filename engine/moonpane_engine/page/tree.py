"""Which element of a page comes next: the elements follow the outline's tree, one for each of its nodes.

Of a page that is written in several answers each has the elements of its part and those around them. Nodes that another
answer writes are passed by, but count as neighbours, so that all answers together are the page.
"""

from enum import Enum, auto
from typing import NamedTuple, Self

from moonpane_engine.page.outline import OutlineNode

HEADINGS = ("h1", "h2", "h3")  # are bold by themselves
COLUMN_TAGS = ("p", "label", "a")  # of texts
ROW_TAGS = ("span", "label", "a")
CONTAINER_TAGS = ("div", "nav", "header", "main", "footer")
AVATAR = 64  # px
FIELD_PADDING, FIELD_HEIGHT = 20, 72  # px
GRID_SLACK = 2  # px between the widths of boxes that share a row equally


class Kind(Enum):
    """What an element holds."""

    TEXT = auto()
    CONTAINER = auto()
    LEAF = auto()  # nothing


class Element(NamedTuple):
    """An open element: what it is in the outline, and what has been said of it."""

    node: OutlineNode
    tag: str
    css_class: str = ""
    num_inside: int = 0  # children that were opened or passed by
    has_grown: bool = False  # the last child takes the spare width of its row

    @property
    def kind(self) -> Kind:
        if self.node.text is not None:
            return Kind.TEXT
        return Kind.CONTAINER if self.node.children or self.node.kind == "page" else Kind.LEAF


class PageTree:
    """The open elements, from the body on."""

    def __init__(self, page: OutlineNode) -> None:
        self._open: tuple[Element, ...] = (Element(page, "body", "col"),)

    def copy(self) -> Self:
        twin = object.__new__(type(self))  # see `PageSyntax.copy`
        twin.__dict__.update(self.__dict__)
        return twin

    @property
    def is_closed(self) -> bool:
        return not self._open

    @property
    def innermost(self) -> Element:
        return self._open[-1]

    @property
    def around(self) -> Element | None:
        """What the innermost element is in; None for the body."""
        return self._open[-2] if self._open[1:] else None

    @property
    def next_node(self) -> OutlineNode | None:
        """What comes next inside the innermost element; None: its end."""
        element, at = self.innermost, self._next_place()
        return element.node.children[at] if element.kind is Kind.CONTAINER and at is not None else None

    def allowed_tags(self) -> tuple[str, ...]:
        """Of the element that begins here."""
        node = self.next_node
        if node is None:
            return ()
        if node.text is not None:
            return _text_tags(node, node.text, in_row=self.innermost.css_class == "row")
        if not node.children:
            return ("div", "hr") if node.is_line else ("div",)
        return ("ul",) if node.is_bullet else CONTAINER_TAGS

    def classes(self) -> tuple[str, ...]:
        """Those that the innermost element may have."""
        node = self.innermost.node
        if node.text is not None or node.direction == "row":
            # Whose children are written apart is no grid: each answer would have to choose alike.
            is_whole = all(child.is_written for child in node.children)
            return ("row", "grid") if is_whole and may_be_grid(node) else ("row",)
        return ("col",)

    def open(self, tag: str) -> None:
        node, at = self.next_node, self._next_place()
        assert node is not None
        assert at is not None
        self._change(num_inside=at + 1)
        self._open = (*self._open, Element(node, tag))

    def name_class(self, css_class: str) -> None:
        self._change(css_class=css_class)

    def grow(self, has_grown: bool) -> None:
        """Whether the innermost element took the spare width; its neighbour asks."""
        outer = self._open[-2]._replace(has_grown=has_grown)
        self._open = (*self._open[:-2], outer, self._open[-1])

    def close(self) -> None:
        self._open = self._open[:-1]

    def _next_place(self) -> int | None:
        """Among the innermost element's children, of the next one that this answer writes."""
        children, begin = self.innermost.node.children, self.innermost.num_inside
        return next((at for at in range(begin, len(children)) if children[at].is_written), None)

    def _change(self, **what: object) -> None:
        self._open = (*self._open[:-1], self.innermost._replace(**what))


def _text_tags(node: OutlineNode, text: OutlineNode, *, in_row: bool) -> tuple[str, ...]:
    """Of an element that shows a text, with the box around it if it has one of its own."""
    if text.is_underlined:
        return ("a",)
    if node.kind == "text":
        if text.is_bullet:
            return ("li",)
        return (*(ROW_TAGS if in_row else COLUMN_TAGS), *(HEADINGS if text.is_bold else ()))
    if text.line_pitch:
        return ("p",)
    is_low = node.height <= FIELD_HEIGHT  # a field has its text in its middle
    if node.distribution != "center":
        return (*(["input"] * is_low), "p", "span")
    # The text of a field begins at its left, and a field does not shrink to its text.
    may_be_field = is_low and node.is_full and node.padding[3] <= FIELD_PADDING
    others = (["div"] * may_be_avatar(node)) + (["input"] * may_be_field)
    return ("button", "p", "span", "a", *others)


def may_be_avatar(node: OutlineNode) -> bool:
    """Whether a box around a centred text is small enough to have a fixed size."""
    return node.distribution == "center" and max(node.width, node.height) <= AVATAR


def may_be_grid(node: OutlineNode) -> bool:
    """Whether a row's boxes share its width in equal parts."""
    boxes, is_plain = node.children, node.is_full and not node.distribution
    if len(boxes) < 2 or not is_plain or any(box.kind != "box" or box.extra or box.offset for box in boxes):
        return False
    widths = [box.width for box in boxes]
    return max(widths) - min(widths) <= GRID_SLACK
