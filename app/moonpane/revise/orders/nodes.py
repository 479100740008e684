"""A page as a tree of pieces of its source: what is not changed is written again as it was read, sign for sign."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape

from moonpane.artifact.tags import Tag, edited, start_tags, written_attribute
from moonpane.sentences import phrase
from moonpane_resources.editing.page import VOID, Element, in_order, read_page

ODD_TAG = phrase("its tag is written in a way that is not understood")
GONE = phrase("it is not on the page any more")
WHOLE_PAGE = phrase("it is the page itself")
# What in here is no text of the page.
UNREAD = frozenset(("head", "script", "style", "template", "noscript", "title", "iframe"))
_HEAD = frozenset(("head", "title", "meta", "link", "style", "script", "base"))
_LINE = re.compile(r"[ \t]*\r?\n[ \t]*\Z")
_INDENT = re.compile(r"(?<=\n)[ \t]*\Z")
_REST_OF_LINE = re.compile(r"[ \t]*\r?\n")


# What between tags is no text: comments, declarations, closing tags of nothing.
MARKUP = re.compile(r"(<!--.*?(?:-->|\Z)|<[!?/][^>]*>?)", re.DOTALL)


def says_something(text: str) -> bool:
    """Whether there is more in a text than spaces and comments."""
    return bool(text.strip()) and bool(MARKUP.sub("", text).strip())


class Impossible(Exception):
    """An order cannot be carried out; the message says why, as what follows a colon."""


@dataclass(eq=False, repr=False, slots=True)
class Node:
    """An element: its tags as they are written, and between them texts and other nodes."""

    tag: str
    open: str
    close: str = ""
    content: list["str | Node"] = field(default_factory=list)
    parent: "Node | None" = None

    def written(self) -> str:
        pieces, waiting = list[str](), list[str | Node]([self])
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                pieces.append(part)
            else:
                pieces.append(part.open)
                waiting += (part.close, *reversed(part.content))
        return "".join(pieces)

    def all(self) -> Iterator["Node"]:
        """It and everything in it, in the order of the page."""
        return in_order(self, _parts)

    def up(self) -> Iterator["Node"]:
        """It and everything around it, from the inside out."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    @property
    def children(self) -> list["Node"]:
        return [part for part in self.content if isinstance(part, Node)]

    @property
    def has_own_text(self) -> bool:
        return any(isinstance(part, str) and says_something(part) for part in self.content)

    @property
    def text(self) -> str:
        """All that can be read on it."""
        return " ".join(unescape("".join(self._texts())).split())

    def _texts(self) -> Iterator[str]:
        for part in self.content:
            if isinstance(part, str):
                yield MARKUP.sub("", part)
            elif part.tag not in UNREAD:
                yield from part._texts()

    # -- its tag -------------------------------------------------------------------------------------

    @property
    def _tag(self) -> Tag:
        found = next(start_tags(self.open), None)
        if found is None or (found.start, found.end) != (0, len(self.open)):
            raise Impossible(ODD_TAG)
        return found

    @property
    def attributes(self) -> dict[str, str]:
        """Decoded; none of a tag that browsers read otherwise. Not to be changed."""
        return _attributes(self.open)

    @property
    def names(self) -> frozenset[str]:
        """What style sheets may call it by: its `.classes` and its `#id`."""
        attributes = self.attributes
        named = [f".{each}" for each in attributes.get("class", "").split()]
        return frozenset([*named, f"#{attributes.get('id', '')}"])

    def say(self, name: str, value: str) -> None:
        """Writes an attribute; all others stay as they are written."""
        self.open = edited(self.open, [written_attribute(self.open, self._tag, name, value)])

    def unsay(self, *names: str) -> None:
        """Takes attributes away."""
        for name in names:
            if span := self._tag.span(name):
                self.open = edited(self.open, [(*span, "")])

    def rename(self, tag: str) -> None:
        """Makes an element of another kind of it."""
        self.tag, self.open = tag, f"<{tag}{self.open[self._tag.name_end :]}"
        self.close = f"</{tag}>"

    # -- its place -----------------------------------------------------------------------------------

    def check_place(self, root: "Node") -> "Node":
        """What it stands in. Raises Impossible for the page, and for what was taken away."""
        if self.parent is None or self.tag == "body":
            raise Impossible(WHOLE_PAGE if self is root or self.tag == "body" else GONE)
        if not any(each is root for each in self.up()):
            raise Impossible(GONE)
        return self.parent

    def index(self) -> int:
        assert self.parent is not None
        return next(at for at, part in enumerate(self.parent.content) if part is self)

    def end_here(self) -> None:
        """Has an element that nobody closes end where it ends now, whatever comes behind it."""
        if self.close or self.tag in VOID or not self.open or self.open.endswith("/>") or self.parent is None:
            return
        self.close = f"</{self.tag}>"
        last = self.content[-1] if self.content else ""
        if isinstance(last, str) and last != last.rstrip():
            self.content[-1] = last.rstrip()
            self.parent.content.insert(self.index() + 1, last[len(last.rstrip()) :])
            self.parent.join_texts()

    def take_out(self) -> None:
        """Takes it from where it stands; a line that it leaves empty goes with it."""
        around = self.parent
        assert around is not None
        self.end_here()
        around.end_before(self.index())
        at = self.index()
        before, after = str(around.content[at - 1]), str(around.content[at + 1])
        rest, indent = _REST_OF_LINE.match(after), _INDENT.search(before)
        if rest and indent:
            before, after = before[: indent.start()], after[rest.end() :]
        around.content[at - 1 : at + 2] = [before + after]
        self.parent = None

    def put(self, node: "Node", beside: "Node", *, behind: bool) -> None:
        """Puts a node before or behind one of its own, on a line of its own where that one has such."""
        if behind:
            beside.end_here()
        else:
            self.end_before(beside.index())
        at = beside.index()
        before, after = self._space_before(at), str(self.content[at + 1])
        found = _LINE.search(before)
        gap = found[0].lstrip(" \t") if found else " " if before[-1:].isspace() or after[:1].isspace() else ""
        self.content[at + behind : at + behind] = [gap, node] if behind else [node, gap]
        node.parent = self
        self.join_texts()

    def _space_before(self, at: int) -> str:
        """The text before a place; where nobody closed what is before it, that has it as its own end."""
        before, previous = str(self.content[at - 1]), self.content[at - 2] if at > 1 else None
        while not before and isinstance(previous, Node) and not previous.close and previous.content:
            before = str(previous.content[-1])
            previous = previous.content[-2] if len(previous.content) > 1 else None
        return before

    def end_before(self, at: int) -> None:
        """What comes to stand at a place must not get into what nobody closed before it."""
        previous = self.content[at - 2] if at > 1 and not str(self.content[at - 1]).strip() else None
        if isinstance(previous, Node):
            previous.end_here()

    def join_texts(self) -> None:
        """One text, if only an empty one, before, between and behind all nodes."""
        joined = [""]
        parts = list[str | Node]()
        for part in self.content:
            if isinstance(part, str):
                joined.append(part)
            else:
                parts += ("".join(joined), part)
                joined = [""]
        self.content[:] = [*parts, "".join(joined)]

    def replace(self, node: "Node") -> None:
        """Puts another one where it stands."""
        assert self.parent is not None
        self.parent.content[self.index()], node.parent, self.parent = node, self.parent, None

    def twin(self) -> "Node":
        """The same once more, without names that only one element may have."""
        twin = Node(self.tag, self.open, self.close)
        twin.content = [part if isinstance(part, str) else part.twin() for part in self.content]
        for each in twin.children:
            each.parent = twin
        if twin.open:
            twin.unsay("id")
        return twin


def _parts(node: Node) -> list[Node]:
    return node.children


@lru_cache(maxsize=8192)
def _attributes(opening: str) -> dict[str, str]:
    found = next(start_tags(opening), None)
    return found.attributes if found else {}


def new(tag: str, text: str, **attributes: str) -> Node:
    """An element that was not there."""
    said = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return Node(tag, f"<{tag}{said}>", f"</{tag}>", [escape(text, quote=False)])


State = tuple[Node, str, str, str, list[str | Node], Node | None]


class Page:
    """A page's tree, and which node in it stands for which element."""

    def __init__(self, html: str) -> None:
        self.body = read_page(html)
        self.before, self.behind = html[: self.body.start], html[self.body.end :]
        self.nodes: dict[Element, Node] = {}
        self.root = self._node(html, self.body)

    def written(self) -> str:
        return self.before + self.root.written() + self.behind

    def state(self) -> tuple[str, list[State]]:
        """All of it as it is, for `restore`."""
        nodes = dict.fromkeys((*self.nodes.values(), *self.root.all()))
        return self.before, [(node, node.tag, node.open, node.close, [*node.content], node.parent) for node in nodes]

    def restore(self, state: tuple[str, list[State]]) -> None:
        self.before, nodes = state
        for node, tag, opening, close, content, parent in nodes:
            node.tag, node.open, node.close, node.content, node.parent = tag, opening, close, content, parent

    def page_node(self) -> Node:
        """The one whose tag says how the page looks; a page that has none is given one. Raises Impossible."""
        if self.root.open:
            return self.root
        if made := next((each for each in self.root.children if each.tag == "body"), None):
            return made
        content = self.root.content
        at = next((at for at, part in enumerate(content) if isinstance(part, Node) and part.tag not in _HEAD), None)
        if at is None:
            raise Impossible(ODD_TAG)
        body = Node("body", "<body>", "</body>", ["", *content[at:]], self.root)
        for each in body.children:
            each.parent = body
        content[at:] = [body, ""]
        return body

    def _node(self, html: str, element: Element) -> Node:
        """Of an element and all in it; as deep as `read_page` reads, which is not deep."""
        content: list[str | Node] = []
        node = Node(element.tag, html[element.start : element.inner], html[element.inner_end : element.end], content)
        at = element.inner
        for child in element.children:
            content += [html[at : child.start], made := self._node(html, child)]
            made.parent, at = node, child.end
        content.append(html[at : element.inner_end])
        self.nodes[element] = node
        return node
