"""Colours for code that is still being written: Pygments over the part that can still change, nothing twice."""

import functools
import re
from dataclasses import dataclass

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String, _TokenType
from pygments.util import ClassNotFound
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from moonpane.ui.theme import Colors, theme

# First match wins; a token belongs to a kind when it is that token or below it.
KINDS: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "code_comment"),
    (Name.Tag, "code_tag"),
    (Name.Attribute, "code_name"),
    (Name.Property, "code_name"),
    (Name.Function, "code_tag"),
    (Name.Class, "code_tag"),
    (Name.Builtin, "code_keyword"),
    (Keyword.Constant, "code_number"),
    (Keyword.Type, "code_name"),
    (Keyword, "code_keyword"),
    (Number, "code_number"),
    (String, "code_string"),
    (Literal, "code_string"),
    (Operator, "muted"),
    (Punctuation, "muted"),
)

# HTML that stands open at the end of a text: what follows belongs to it, so nothing after its start is settled.
OPENED = re.compile(r"<!--|<style\b|<script\b|<[a-zA-Z/!]")
CLOSED_BY = {"<!--": "-->", "<style": "</style>", "<script": "</script>"}


@dataclass(frozen=True)
class Span:
    """A coloured stretch of one line, in UTF-16 units as Qt counts."""

    start: int
    length: int
    kind: str  # a field of `Colors`


class CodeColors:
    """Text that grows by appending, and the coloured spans of each of its lines."""

    def __init__(self, language: str) -> None:
        self._lexer = lexer_for(language)
        self._settles = language in ("html", "htm", "xml", "svg")
        self.text = ""
        self.lines: list[list[Span]] = [[]]
        self._settled = 0  # characters whose colours are final; always the start of a line
        self._settled_lines = 0

    def append(self, piece: str) -> int:
        """Takes in the next piece; returns the first line whose colours may have changed."""
        self.text += piece
        first_changed = self._settled_lines
        tail = self.text[self._settled :]
        self.lines[first_changed:] = spans_by_line(self._lexer, tail)
        settled = settled_length(tail) if self._settles else 0
        self._settled += settled
        self._settled_lines += tail.count("\n", 0, settled)
        return first_changed


class CodeHighlighter(QSyntaxHighlighter):
    """Shows `CodeColors` in a document."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.source = CodeColors("html")
        self._formats: dict[str, QTextCharFormat] = {}
        self.refresh_formats()

    def refresh_formats(self) -> None:
        self._formats = formats(theme.colors)

    def highlightBlock(self, text: str) -> None:
        number = self.currentBlock().blockNumber()
        if number < len(self.source.lines):
            for span in self.source.lines[number]:
                self.setFormat(span.start, span.length, self._formats[span.kind])


def formats(colors: Colors) -> dict[str, QTextCharFormat]:
    made: dict[str, QTextCharFormat] = {}
    for _, kind in KINDS:
        made[kind] = QTextCharFormat()
        made[kind].setForeground(QColor(getattr(colors, kind)))
        made[kind].setFontItalic(kind == "code_comment")
    return made


def lexer_for(language: str) -> Lexer:
    try:
        return get_lexer_by_name(language or "text", stripnl=False, ensurenl=False)
    except ClassNotFound:
        return get_lexer_by_name("text", stripnl=False, ensurenl=False)


def spans_by_line(lexer: Lexer, text: str) -> list[list[Span]]:
    """The coloured spans of each line of `text`; one list more than it has line ends."""
    lines: list[list[Span]] = [[]]
    column = 0
    for token, value in lexer.get_tokens(text):
        kind = kind_of(token)
        for index, part in enumerate(value.split("\n")):
            if index:
                lines.append([])
                column = 0
            length = utf16_length(part)
            if kind and length:
                lines[-1].append(Span(column, length, kind))
            column += length
    return lines


@functools.cache
def kind_of(token: _TokenType) -> str | None:
    return next((kind for above, kind in KINDS if token in above), None)


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def settled_length(html: str) -> int:
    """How many leading characters, up to the start of a line, keep their colours whatever follows."""
    settled = position = 0
    while True:
        opened = OPENED.search(html, position)
        outside_until = opened.start() if opened else len(html)
        # A line that begins inside an element, a comment or a tag is no place to start from.
        line_start = html.rfind("\n", position, outside_until) + 1
        settled = line_start or settled
        if opened is None:
            return settled
        closing = CLOSED_BY.get(opened.group().lower(), ">")
        end = html.find(closing, opened.end())
        if end < 0:
            return settled
        position = end + len(closing)
