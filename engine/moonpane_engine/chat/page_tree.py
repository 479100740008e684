"""Which elements a page may have where, so that each text and each box of its outline is there once."""

import copy
from enum import Enum, auto
from typing import NamedTuple, Self

from moonpane_engine.chat.page_outline import OutlineText, PageOutline

_ALWAYS_PAINTED = ("button", "input")
_NEVER_PAINTED = ("h1", "h2", "a", "label", "li")
TEXT_TAGS = (*_ALWAYS_PAINTED, *_NEVER_PAINTED, "h3", "p", "span", "div")
CONTAINER_TAGS = ("div", "nav", "ul", "header", "main", "footer")
LEAF_TAGS = ("div", "hr")


class Kind(Enum):
    """What an element holds; its first attribute tells."""

    UNKNOWN = auto()
    TEXT = auto()
    CONTAINER = auto()
    LEAF = auto()  # nothing


class Element(NamedTuple):
    """An open element; `box` is the one it paints, as far as its texts have told."""

    tag: str
    kind: Kind = Kind.UNKNOWN
    is_painted: bool = False
    is_empty: bool = True
    box: int | None = None


class PageTree:
    """The open elements, from the body on, and what of the outline is still to come."""

    def __init__(self, outline: PageOutline) -> None:
        self.text: OutlineText | None = None  # of the innermost element
        self._lone = outline.lone
        self._open: tuple[Element, ...] = (Element("body", Kind.CONTAINER),)
        self._unused = tuple(outline.texts)
        self._num_leaves = outline.num_empty  # that may still come
        self._num_containers = 3 * outline.num_groups + 8  # so that every page ends; generated ones have far fewer
        self._bound: frozenset[int] = frozenset()  # boxes that have their element

    def copy(self) -> Self:
        return copy.copy(self)  # whatever changes is replaced, not altered

    @property
    def is_closed(self) -> bool:
        return not self._open

    @property
    def innermost(self) -> Element:
        return self._open[-1]

    @property
    def is_body(self) -> bool:
        return len(self._open) == 1

    def allowed_tags(self) -> tuple[str, ...]:
        """Of an element that begins here."""
        if self.innermost.kind is not Kind.CONTAINER:
            return ()
        lacks = {self._lacks_box(text) for text in self._unused}
        texts = [tag for tag in TEXT_TAGS if any(_suits(tag, lack) for lack in lacks)]
        leaves = LEAF_TAGS if self._num_leaves else ()
        return (*texts, *leaves, *(CONTAINER_TAGS if self._has_room(self._open) else ()))

    def open(self, tag: str) -> None:
        self._open = (*self._open, Element(tag))

    def settle(self, kind: Kind) -> None:
        """What the innermost element is."""
        self._change(kind=kind)
        self._num_containers -= kind is Kind.CONTAINER

    def may_close(self) -> bool:
        """A box is left when all its texts were shown, the body when all were; or where nothing more can be said."""
        element = self.innermost
        if element.kind is not Kind.CONTAINER:
            return True
        missing = self._unused if self.is_body else [text for text in self._unused if element.box in text.boxes]
        return (not missing and not element.is_empty) or not self.allowed_tags()

    def close(self) -> None:
        self._num_leaves -= self.innermost.kind is Kind.LEAF
        self.text, self._open = None, self._open[:-1]
        if self._open:
            self._change(is_empty=False)

    @property
    def can_hold(self) -> bool:
        """Whether the element that begins here may be a container."""
        return self.innermost.tag in CONTAINER_TAGS and self._has_room(self._open[:-1])

    @property
    def can_be_leaf(self) -> bool:
        return self.innermost.tag in LEAF_TAGS and self._num_leaves > 0

    @property
    def can_paint(self) -> bool:
        """Whether the innermost element may be a box: a container only if there is one that it can be."""
        element = self.innermost
        is_free = element.kind is not Kind.CONTAINER or self.is_body or element.is_painted
        return is_free or self._has_room(self._open[:-1], is_painted=True)

    def paint(self) -> None:
        """The innermost element was painted; the body is no box."""
        self._change(is_painted=not self.is_body)

    @property
    def has_its_paint(self) -> bool:
        """Whether a text that is its own box was painted."""
        element = self.innermost
        return element.kind is not Kind.TEXT or element.is_painted == (element.box is not None)

    def labelled(self, label: str) -> OutlineText | None:
        """The next text of that label, where the innermost element may show it."""
        element = self.innermost
        text = next((text for text in self._unused if text.label == label), None)
        if text is None or element.kind is not Kind.UNKNOWN or element.tag not in TEXT_TAGS:
            return None
        return text if _suits(element.tag, self._lacks_box(text)) else None

    def show(self, text: OutlineText) -> None:
        """The innermost element shows the text, and now it is known which boxes are painted around it."""
        at = self._unused.index(text)
        self.text, self._unused = text, self._unused[:at] + self._unused[at + 1 :]
        boxes = list(text.boxes)
        around = [element._replace(box=boxes.pop(0)) if element.is_painted else element for element in self._open[:-1]]
        own = self.innermost._replace(kind=Kind.TEXT, box=boxes[0] if boxes else None)
        self._open, self._bound = (*around, own), self._bound | set(text.boxes)

    def _change(self, **what: object) -> None:
        self._open = (*self._open[:-1], self.innermost._replace(**what))

    def _has_room(self, around: tuple[Element, ...], *, is_painted: bool = False) -> bool:
        """Whether a further container would have a text to hold, and a box to be."""
        depth = sum(element.is_painted for element in around) + is_painted
        texts = [text for text in self._unused if len(text.boxes) >= depth and self._fits(around, text)]
        is_free = not is_painted or any(text.boxes[depth - 1] not in self._bound for text in texts)
        return self._num_containers > 0 and texts != [] and is_free

    def _fits(self, around: tuple[Element, ...], text: OutlineText) -> bool:
        """Whether the painted elements can be the outermost boxes of the text."""
        painted = [element for element in around if element.is_painted]
        return len(painted) <= len(text.boxes) and all(
            element.box == box or (element.box is None and box not in self._bound)
            for element, box in zip(painted, text.boxes, strict=False)
        )

    def _lacks_box(self, text: OutlineText) -> bool | None:
        """Whether only its own box is missing around the text if it stood here; None: it cannot stand here."""
        missing = len(text.boxes) - sum(element.is_painted for element in self._open)
        if missing not in (0, 1) or (missing and text.boxes[-1] not in self._lone):
            return None
        return missing == 1 if self._fits(self._open, text) else None


def _suits(tag: str, lacks_box: bool | None) -> bool:
    """Whether an element of that tag may show a text that lacks its box, or does not; None: nothing may."""
    return lacks_box is not None and tag not in (_NEVER_PAINTED if lacks_box else _ALWAYS_PAINTED)
