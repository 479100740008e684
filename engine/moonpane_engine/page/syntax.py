"""What a page of the embedded model's house style may say next, byte by byte, where its outline was measured.

Head and foot are always the same. Each node of the outline becomes one element, in its order; texts are shown as they
were read, and sizes, colours, paddings, distances and places are the measured ones. Which elements they are is the
model's: what is a heading, a link, a button, a field.
"""

import re
from collections.abc import Callable
from enum import Enum, auto
from html import escape, unescape
from typing import Self

from moonpane_engine.page import style
from moonpane_engine.page.head import AFTER_FONT, FOOT, HEAD
from moonpane_engine.page.outline import PageOutline
from moonpane_engine.page.place import Place, Rules
from moonpane_engine.page.tree import Kind, PageTree

_VOID = ("input", "hr")
_FONT = re.compile(r"[\w ,'-]{0,60}", re.ASCII)


class _At(Enum):
    """Where in the page the next byte falls."""

    FONT = auto()  # in the head, where it is the model's choice
    CONTENT = auto()
    TAG = auto()  # behind "<"
    NAME = auto()
    ATTRIBUTE = auto()
    EQUALS = auto()
    VALUE = auto()
    QUOTE = auto()  # behind a value
    END_TAG = auto()  # behind "</"
    END = auto()


class PageSyntax:
    """State of one page; `feed` it, and `copy` it to try something out. There is always a byte that fits."""

    def __init__(self, outline: PageOutline) -> None:
        self._colors = outline.colors
        self._tree = PageTree(outline.page)
        self._at = _At.FONT
        self._tags: tuple[str, ...] = ()  # that the one at hand may be
        self._word = ""  # of a name, a value, or a declaration
        self._attribute = ""  # the last one
        self._declared: tuple[str, ...] = ()  # properties of its style
        self._known_rules: Rules | None = None  # for what is still to be declared
        self.due = HEAD.encode()  # what has to be said next, whole
        self._is_new_line = False
        if outline.font:
            self.due += outline.font.encode()
            self._begin_body()

    @property
    def is_complete(self) -> bool:
        return self._at is _At.END and not self.due

    def copy(self) -> Self:
        twin = object.__new__(type(self))  # as `copy.copy` makes it, which takes five times as long
        twin.__dict__.update(self.__dict__)  # whatever changes is replaced, not altered
        twin._tree = self._tree.copy()
        return twin

    def feed(self, data: bytes) -> bool:
        """Goes on by these bytes; False where they do not fit, and then the state is worth nothing."""
        return all(self._take(data[i : i + 1]) for i in range(len(data)))

    def _take(self, byte: bytes) -> bool:
        if self.due:
            return self._take_due(byte)
        return _TAKES[self._at](self, byte.decode("latin-1"))

    def _take_due(self, byte: bytes) -> bool:
        due, self.due = self.due[:1], self.due[1:]
        if not self.due and self._at is _At.END_TAG:
            self._leave()
        return byte == due

    def _take_font(self, char: str) -> bool:
        self._word += char
        if char != ";":
            return _FONT.fullmatch(self._word) is not None
        self._begin_body()
        self.due = self.due[1:]
        return len(self._word) > 1

    def _begin_body(self) -> None:
        self.due += f"{AFTER_FONT}<body".encode()
        self._at = _At.QUOTE

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
            self.due, self._at = f"{self._tree.innermost.tag}>".encode(), _At.END_TAG
            return self._tree.next_node is None
        self._word, self._at, self._tags = char, _At.NAME, self._tree.allowed_tags()
        return _begins(char, self._tags)

    def _take_name(self, char: str) -> bool:
        if char == " ":
            if self._word not in self._tags:
                return False
            self._tree.open(self._word)
            self._attribute, self._declared, self._known_rules = "", (), None
            return self._after_attribute(char)
        self._word += char
        return _begins(self._word, self._tags)

    def _after_attribute(self, char: str) -> bool:
        names, may_end = self._next_attributes()
        if char == " ":
            self._word, self._at = "", _At.ATTRIBUTE
            return names != ()
        return char == ">" and may_end and self._enter()

    def _enter(self) -> bool:
        """The tag is whole: what does its element hold?"""
        self._at = _At.CONTENT
        element = self._tree.innermost
        if self._tree.around is not None:
            self._tree.grow("flex" in self._declared)
        if element.tag in _VOID:
            self._leave()
        elif element.node.text is not None:
            self.due, self._at = f"{element.node.text.said}</{element.tag}>".encode(), _At.END_TAG
        return True

    def _leave(self) -> None:
        self._tree.close()
        self._at = _At.CONTENT
        if self._tree.is_closed:
            self._at, self.due = _At.END, FOOT.encode()

    # Attributes

    def _next_attributes(self) -> tuple[tuple[str, ...], bool]:
        """Names that may come next, up to the first that has to; and whether the tag may end instead."""
        if self._attribute == "style":
            return (), True
        element = self._tree.innermost
        names: list[tuple[str, bool]] = []
        text = element.node.text
        if text is not None:
            names = [(text.label, True), ("placeholder", element.tag == "input"), ("href", text.is_underlined)]
            names = [each for each in (*names, ("class", element.tag == "div")) if each[1]]
        elif element.kind is Kind.CONTAINER and element.tag != "body":
            names = [("class", True)]
        said = [name for name, _ in names]
        if rules := self._rules():
            names.append(("style", any(rule.is_needed for rule in rules.values())))
        if self._attribute in said:
            names = names[said.index(self._attribute) + 1 :]
        end = next((place for place, (_, is_needed) in enumerate(names) if is_needed), None)
        return tuple(name for name, _ in names[: None if end is None else end + 1]), end is None

    def _take_attribute(self, char: str) -> bool:
        names, _ = self._next_attributes()
        text = self._tree.innermost.node.text
        is_label = text is not None and self._word == text.label and self._word in names
        if char in " >":
            self._attribute = self._word
            return is_label and self._after_attribute(char)
        if char == "=":
            self._attribute, self._word, self._at = self._word, "", _At.EQUALS
            return self._attribute in names and not is_label
        self._word += char
        return _begins(self._word, names)

    def _take_equals(self, char: str) -> bool:
        self._at = _At.VALUE
        text = self._tree.innermost.node.text
        if self._attribute == "placeholder" and text is not None:
            self.due = escape(unescape(text.said)).encode()
        elif self._attribute == "href":
            self.due = b"#"
        return char == '"'

    def _take_value(self, char: str) -> bool:
        is_style = self._attribute == "style"
        if char == '"':
            self._at = _At.QUOTE
            return self._ends_well() and not (is_style and self._is_lacking())
        if is_style and char == ";":
            return self._ends_well() and self._rules() != {}
        self._word += char
        if self._attribute == "class":
            return _begins(self._word, self._tree.classes())
        return is_style and style.may_become(self._word, self._rules())

    def _ends_well(self) -> bool:
        """Whether what was said of a class or a declaration can be all of it; a further declaration may follow."""
        if self._attribute == "class":
            is_one = self._word in self._tree.classes()
            self._tree.name_class(self._word)
            self._known_rules = None
            return is_one
        if self._attribute != "style":
            return True
        if not style.is_whole(self._word, self._rules()):
            return False
        self._declared, self._word = (*self._declared, self._word.partition(":")[0]), ""
        self._known_rules = None
        return True

    def _rules(self) -> Rules:
        """What may still be declared for the innermost element."""
        if self._known_rules is None:
            place = Place(self._tree.innermost, self._tree.around, self._declared)
            self._known_rules = style.rules(place, self._colors)
        return self._known_rules

    def _is_lacking(self) -> bool:
        return any(rule.is_needed for rule in self._rules().values())


_TAKES: dict[_At, Callable[[PageSyntax, str], bool]] = {
    _At.FONT: PageSyntax._take_font,
    _At.CONTENT: PageSyntax._take_content,
    _At.TAG: PageSyntax._take_tag,
    _At.NAME: PageSyntax._take_name,
    _At.ATTRIBUTE: PageSyntax._take_attribute,
    _At.EQUALS: PageSyntax._take_equals,
    _At.VALUE: PageSyntax._take_value,
    _At.QUOTE: PageSyntax._after_attribute,
    _At.END: lambda _, char: False,
}


def _begins(word: str, words: tuple[str, ...]) -> bool:
    return any(one.startswith(word) for one in words)
