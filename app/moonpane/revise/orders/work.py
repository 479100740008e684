"""What an order is carried out on: a page, and the parts of it that the order is about."""

from dataclasses import dataclass

from moonpane.revise.orders.looks import Looks
from moonpane.revise.orders.nodes import UNREAD, Node, Page
from moonpane.sentences import phrase
from moonpane_resources.editing.listing import Entry, entries_of, whole_text
from moonpane_resources.editing.page import Element

NO_TEXT = phrase("nothing is written on it")
# Parts of a text that may look different.
INLINE = frozenset(
    ("a", "b", "strong", "em", "i", "u", "s", "small", "mark", "code", "sub", "sup", "abbr", "span", "font")
)
DRAWN = frozenset(("svg", "img", "video", "canvas", "picture", "iframe", "object"))


@dataclass(frozen=True)
class Target:
    """One entry of the listing: `box` is what it is about, `leaf` has its text; often both are one."""

    entry: Entry
    box: Node
    leaf: Node | None

    @property
    def text_node(self) -> Node:
        """What says how its text looks."""
        return self.leaf or self.box

    @property
    def is_page(self) -> bool:
        return self.entry.parent is None

    @property
    def is_one_text(self) -> bool:
        """Whether all that can be read on `leaf` is its text, and nothing in it has a line of its own."""
        element = self.entry.leaf
        return element is not None and self.entry.text == whole_text(element)


class Work:
    """A page while orders are carried out on it."""

    def __init__(self, html: str) -> None:
        self.page = Page(html)
        self.looks = Looks(html)

    def entries(self, picked: Element | None = None) -> Entry:
        """The page as the model sees it, with what its style sheets say of it."""
        nodes, looks = self.page.nodes, self.looks
        return entries_of(self.page.body, picked, lambda each: looks.all(nodes[each]) if each in nodes else each.style)

    def sheets_changed(self) -> None:
        """What style sheets say is read anew."""
        self.looks = Looks(self.page.written())

    def check_there(self, target: Target) -> None:
        """Raises Impossible for what an earlier order took away."""
        if not target.is_page:
            target.box.check_place(self.page.root)

    def target(self, entry: Entry) -> Target:
        """Raises Impossible for a page that cannot be given a body."""
        nodes = self.page.nodes
        assert entry.element is not None
        box = self.page.page_node() if entry.parent is None else nodes[entry.element]
        return Target(entry, box, nodes[entry.leaf] if entry.leaf is not None else None)


def text_parts(node: Node) -> list[Node]:
    """It and all in it that a text may look different by."""
    return [each for each in node.all() if each.tag not in UNREAD and each.open]
