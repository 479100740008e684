"""Which elements a page may have where, so that each text and each box of its outline is there once, in its order."""

import copy
from enum import Enum, auto
from typing import NamedTuple, Self

from moonpane_engine.chat.page_outline import Group, OutlineText, PageOutline

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
    """An open element; `box` is the one that it has to paint, or may."""

    tag: str
    kind: Kind = Kind.UNKNOWN
    css_class: str = ""
    box: Group | None = None
    is_painted: bool = False
    is_empty: bool = True


class PageTree:
    """The open elements, from the body on, and what of the outline is still to come."""

    def __init__(self, outline: PageOutline) -> None:
        self.text: OutlineText | None = None  # of the innermost element
        self._texts = tuple(outline.texts)
        self._num_shown = 0
        self._num_leaves = outline.num_empty  # that may still come
        self._open: tuple[Element, ...] = (Element("body", Kind.CONTAINER),)

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

    # What may come

    def allowed_tags(self) -> tuple[str, ...]:
        """Of an element that begins here."""
        if self.innermost.kind is not Kind.CONTAINER:
            return ()
        texts = [tag for tag in TEXT_TAGS if self._suits(tag, self._open)]
        leaves = LEAF_TAGS if self._num_leaves else ()
        return (*texts, *leaves, *(CONTAINER_TAGS if self._has_room(self._open) else ()))

    def may_close(self) -> bool:
        """A group is left when all its texts were shown, the body when all were; or where nothing more can be said."""
        element = self.innermost
        if element.kind is not Kind.CONTAINER:
            return True
        return (not element.is_empty and not self._is_needed(element)) or not self.allowed_tags()

    def _is_needed(self, element: Element) -> bool:
        """Whether the next text has to be shown inside this container."""
        text = self._next
        if text is None or self.is_body:
            return text is not None
        if element.is_painted:
            return any(element.box and box.number == element.box.number for box in text.boxes)
        num_boxes, inner = self._level(self._open)
        if self._missing(self._open) is None or not self._num_shown:
            return False  # a box around it is left first
        before = {group.number for group in self._texts[self._num_shown - 1].path}
        return len(inner) <= sum(group.number in before for group in text.groups_inside(num_boxes))

    @property
    def can_hold(self) -> bool:
        """Whether the element that begins here may be a container."""
        return self.innermost.tag in CONTAINER_TAGS and self._has_room(self._open[:-1])

    @property
    def can_be_leaf(self) -> bool:
        return self.innermost.tag in LEAF_TAGS and self._num_leaves > 0

    @property
    def must_paint(self) -> bool:
        """Whether the innermost element is a box that has no paint yet, and cannot do without."""
        element = self.innermost
        if element.box is None or element.is_painted:
            return False
        return element.kind is Kind.TEXT or element.css_class not in self._group_classes(self._open[:-1])

    def labelled(self, label: str) -> OutlineText | None:
        """The next text, if that is its label and the innermost element may show it."""
        element, text = self.innermost, self._next
        if text is None or text.label != label or element.kind is not Kind.UNKNOWN or element.tag not in TEXT_TAGS:
            return None
        return text if self._suits(element.tag, self._open[:-1]) else None

    # What came

    def open(self, tag: str) -> None:
        self._open = (*self._open, Element(tag))

    def classes(self) -> tuple[str, ...]:
        """Those that the innermost element may have."""
        if self.text is not None:
            return ("row",)
        box, groups = self.innermost.box, self._group_classes(self._open[:-1])
        directions = {"row": ("row", "grid"), "col": ("col",)}
        return groups if box is None else (*groups, *directions.get(box.direction, ("row", "col", "grid")))

    def settle(self, kind: Kind) -> None:
        """What the innermost element is, if it shows no text."""
        box = self._next_box(self._open[:-1]) if kind is Kind.CONTAINER else None
        self._change(kind=kind, box=None if box and box.is_lone else box)

    def show(self, text: OutlineText) -> None:
        """The innermost element shows the next text."""
        box = self._next_box(self._open[:-1])
        self.text, self._num_shown = text, self._num_shown + 1
        self._change(kind=Kind.TEXT, box=box)

    def name_class(self, css_class: str) -> None:
        self._change(css_class=css_class)

    def paint(self) -> None:
        """The innermost element is the box that it may be."""
        self._change(is_painted=self.innermost.box is not None)

    def close(self) -> None:
        self._num_leaves -= self.innermost.kind is Kind.LEAF
        self.text, self._open = None, self._open[:-1]
        if self._open:
            self._change(is_empty=False)

    def _change(self, **what: object) -> None:
        self._open = (*self._open[:-1], self.innermost._replace(**what))

    # The next text, and what is around it

    @property
    def _next(self) -> OutlineText | None:
        return self._texts[self._num_shown] if self._num_shown < len(self._texts) else None

    def _missing(self, around: tuple[Element, ...]) -> tuple[Group, ...] | None:
        """The boxes of the next text that are not painted yet; None: it cannot be shown inside these elements."""
        painted = [element.box for element in around if element.is_painted]
        if self._next is None or [box and box.number for box in painted] != [
            box.number for box in self._next.boxes[: len(painted)]
        ]:
            return None
        return self._next.boxes[len(painted) :]

    def _next_box(self, around: tuple[Element, ...]) -> Group | None:
        missing = self._missing(around)
        return missing[0] if missing else None

    def _lacks_box(self, around: tuple[Element, ...]) -> bool | None:
        """Whether only its own box is missing around the next text; None: it cannot stand here."""
        missing = self._missing(around)
        if missing is None or len(missing) > 1 or (missing and not missing[0].is_lone):
            return None
        return bool(missing)

    def _suits(self, tag: str, around: tuple[Element, ...]) -> bool:
        """Whether an element of that tag may show the next text here."""
        lacks_box = self._lacks_box(around)
        if lacks_box is None or self._next is None or tag in (_NEVER_PAINTED if lacks_box else _ALWAYS_PAINTED):
            return False
        return lacks_box or (tag == "li") == self._next.is_bullet

    def _has_room(self, around: tuple[Element, ...]) -> bool:
        """Whether a further container would have a text to hold: as a box that is missing, or as a group."""
        missing = self._missing(around)
        is_box = bool(missing) and not missing[0].is_lone  # a lone one is its text's element
        return missing is not None and (is_box or self._group_classes(around) != ())

    def _group_classes(self, around: tuple[Element, ...]) -> tuple[str, ...]:
        """What a container may be that is no box: rows and columns as there are, and a column more for the meaning."""
        if self._next is None or self._missing(around) is None:
            return ()
        num_boxes, inner = self._level(around)
        groups = self._next.groups_inside(num_boxes)
        num_rows = sum(group.direction == "row" for group in groups)
        is_row_left = sum(element.css_class != "col" for element in inner) < num_rows
        return (("row", "grid") if is_row_left else ()) + (("col",) if len(inner) <= len(groups) else ())

    @staticmethod
    def _level(around: tuple[Element, ...]) -> tuple[int, list[Element]]:
        """How many elements are painted, and the containers that are open since the innermost of them."""
        num_boxes, inner = 0, list[Element]()
        for element in around[1:]:
            num_boxes, inner = (num_boxes + 1, []) if element.is_painted else (num_boxes, [*inner, element])
        return num_boxes, inner
