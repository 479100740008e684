"""What a page of the embedded model's house style may say next, byte by byte, where its outline was measured.

Elements close in the order in which they were opened. The texts of the outline are shown once and in its order, as they
were read, in the size and colour that they have there, inside painted elements that are the boxes around them, and in
its rows and columns as far as these were begun. Tags, wrappers, paddings and distances stay the model's. What was
measured is nearly always what the generated pages are: of their texts and boxes 99 in 100 fit.
"""

import copy
from collections.abc import Callable
from enum import Enum, auto
from html import escape, unescape
from typing import Self

from moonpane_engine.chat import page_style
from moonpane_engine.chat.page_outline import PageOutline
from moonpane_engine.chat.page_tree import Kind, PageTree

_VOID = ("input", "hr")


class _At(Enum):
    """Where in the page the next byte falls."""

    HEAD = auto()  # before the body, which is free
    CONTENT = auto()
    TAG = auto()  # behind "<"
    NAME = auto()
    ATTRIBUTE = auto()
    EQUALS = auto()
    VALUE = auto()
    QUOTE = auto()  # behind a value
    END_TAG = auto()  # behind "</"
    END = auto()  # behind the body, which is free again


class PageSyntax:
    """State of one page; `feed` it, and `copy` it to try something out. There is always a byte that fits."""

    def __init__(self, outline: PageOutline) -> None:
        self._outline = outline
        self._tree = PageTree(outline)
        self._at = _At.HEAD
        self._tags: tuple[str, ...] = ()  # that the one at hand may be
        self._word = ""  # of a name, a value, or a declaration
        self._attribute = ""
        self._attributes: tuple[str, ...] = ()  # of the innermost element, so far
        self._declared: tuple[str, ...] = ()  # properties of its style
        self._due = b""  # what has to be said next, whole
        self._is_new_line = False

    @property
    def is_complete(self) -> bool:
        return self._at is _At.END

    def copy(self) -> Self:
        twin = copy.copy(self)  # whatever changes is replaced, not altered
        twin._tree = self._tree.copy()
        return twin

    def feed(self, data: bytes) -> bool:
        """Goes on by these bytes; False where they do not fit, and then the state is worth nothing."""
        return all(self._take(data[i : i + 1]) for i in range(len(data)))

    def _take(self, byte: bytes) -> bool:
        if self._due:
            return self._take_due(byte)
        return _TAKES[self._at](self, byte.decode("latin-1"))

    def _take_due(self, byte: bytes) -> bool:
        due, self._due = self._due[:1], self._due[1:]
        if not self._due and self._at is _At.END_TAG:
            self._leave()
        return byte == due

    def _take_head(self, char: str) -> bool:
        self._word = (self._word + char)[-5:]
        if self._word == "<body":
            self._at = _At.QUOTE
        return True

    # Elements

    def _take_content(self, char: str) -> bool:
        if char == "<":
            self._at = _At.TAG
            return True
        is_second, self._is_new_line = self._is_new_line, True
        return char == "\n" and self._tree.innermost.kind is Kind.CONTAINER and not is_second

    def _take_tag(self, char: str) -> bool:
        self._is_new_line = False
        if char == "/":
            self._due, self._at = f"{self._tree.innermost.tag}>".encode(), _At.END_TAG
            return self._tree.may_close()
        self._word, self._at, self._tags = char, _At.NAME, self._tree.allowed_tags()
        return _begins(char, self._tags)

    def _take_name(self, char: str) -> bool:
        if char == " ":
            self._tree.open(self._word)
            self._attributes, self._declared = (), ()
            return self._word in self._tags and self._after_attribute(char)
        self._word += char
        return _begins(self._word, self._tags)

    def _after_attribute(self, char: str) -> bool:
        if char == " ":
            self._word, self._at = "", _At.ATTRIBUTE
            return self._tree.innermost.kind is Kind.UNKNOWN or self._possible_attributes() != ()
        return char == ">" and self._enter()

    def _enter(self) -> bool:
        """The tag is whole: what does its element hold?"""
        self._at = _At.CONTENT
        element, text = self._tree.innermost, self._tree.text
        is_whole = not self._needed() and (element.tag != "input" or "placeholder" in self._attributes)
        if element.tag in _VOID:
            self._leave()
        elif text is not None:
            self._due = text.said.encode()
        return is_whole

    def _leave(self) -> None:
        self._tree.close()
        self._at = _At.END if self._tree.is_closed else _At.CONTENT

    # Attributes

    def _take_attribute(self, char: str) -> bool:
        if char in " >":
            text = self._tree.labelled(self._word)
            if text is not None:
                self._tree.show(text)
            return text is not None and self._after_attribute(char)
        if char == "=":
            return self._begin_value()
        self._word += char
        return self._tree.labelled(self._word) is not None or _begins(self._word, self._possible_attributes())

    def _possible_attributes(self) -> tuple[str, ...]:
        element = self._tree.innermost
        names: tuple[str, ...] = ("style",)
        match element.kind:
            case Kind.TEXT if element.tag == "input" and "placeholder" not in self._attributes:
                names = ("placeholder",)
            case Kind.TEXT:
                is_link = self._tree.text is not None and self._tree.text.is_underlined
                names = ("href",) * is_link + ("class",) * (element.tag == "div") + ("style",)
            case Kind.UNKNOWN:  # or a label
                names = ("class",) * self._tree.can_hold + ("style",) * self._tree.can_be_leaf
            case _:
                pass
        return tuple(name for name in names if name not in self._attributes)

    def _begin_value(self) -> bool:
        """The first attribute tells what the element is, where it is no label."""
        is_possible = self._word in self._possible_attributes()
        self._attribute, self._word, self._at = self._word, "", _At.EQUALS
        self._attributes = (*self._attributes, self._attribute)
        if self._tree.innermost.kind is Kind.UNKNOWN:
            self._tree.settle(Kind.CONTAINER if self._attribute == "class" else Kind.LEAF)
        return is_possible

    def _take_equals(self, char: str) -> bool:
        self._at = _At.VALUE
        if self._attribute == "placeholder" and self._tree.text is not None:
            self._due = escape(unescape(self._tree.text.said)).encode()
        elif self._attribute == "href":
            self._due = b"#"
        return char == '"'

    def _take_value(self, char: str) -> bool:
        is_style = self._attribute == "style"
        if char == '"':
            self._at = _At.QUOTE
            return self._ends_well() and not (is_style and self._needed())
        if is_style and char == ";":
            return self._ends_well() and self._properties() != ()
        self._word += char
        if self._attribute == "class":
            return _begins(self._word, self._tree.classes())
        return is_style and page_style.may_become(self._word, self._limits())

    def _ends_well(self) -> bool:
        """Whether what was said of a class or a declaration can be all of it; a further declaration may follow."""
        if self._attribute == "class":
            is_one = self._word in self._tree.classes()
            self._tree.name_class(self._word)
            return is_one
        if self._attribute != "style":
            return True
        is_whole = page_style.is_whole(self._word, self._limits())
        box = self._tree.innermost.box
        if page_style.paints(self._word, filled=box is None or box.color != ""):
            self._tree.paint()
        self._declared, self._word = (*self._declared, self._word.partition(":")[0]), ""
        return is_whole

    def _properties(self) -> tuple[str, ...]:
        element, text = self._tree.innermost, self._tree.text
        if text is not None:
            names = (page_style.BOXED_TEXT if element.box else page_style.TEXT) - page_style.text_excludes(text)
        elif element.kind is Kind.LEAF:
            names = page_style.LEAF
        elif self._tree.is_body:
            names = page_style.BODY
        else:
            names = page_style.BOXED_CONTAINER if element.box else page_style.CONTAINER
        return page_style.following(self._declared[-1] if self._declared else None, names, self._needed())

    def _needed(self) -> set[str]:
        """Properties that the innermost element still lacks."""
        element, text = self._tree.innermost, self._tree.text
        needed = set() if text is None else page_style.text_needs(text)
        if self._tree.must_paint and element.box:
            needed = {*needed, "background" if element.box.color else "border"}
        return needed - set(self._declared)

    def _limits(self) -> page_style.Limits:
        element, text = self._tree.innermost, self._tree.text
        values = {} if text is None else page_style.text_values(text)
        if element.box:
            values |= page_style.box_values(element.box)
        is_picture = element.kind is Kind.LEAF and self._outline.num_pictures
        return page_style.Limits(self._properties(), values, None if is_picture else self._outline.colors or None)


_TAKES: dict[_At, Callable[[PageSyntax, str], bool]] = {
    _At.HEAD: PageSyntax._take_head,
    _At.CONTENT: PageSyntax._take_content,
    _At.TAG: PageSyntax._take_tag,
    _At.NAME: PageSyntax._take_name,
    _At.ATTRIBUTE: PageSyntax._take_attribute,
    _At.EQUALS: PageSyntax._take_equals,
    _At.VALUE: PageSyntax._take_value,
    _At.QUOTE: PageSyntax._after_attribute,
    _At.END: lambda _, char: True,
}


def _begins(word: str, words: tuple[str, ...]) -> bool:
    return any(one.startswith(word) for one in words)
