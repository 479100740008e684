"""Colours of a piece of code in a conversation: any language that Pygments knows, whole at a time."""

import functools

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String, _TokenType
from pygments.util import ClassNotFound

from moonpane.ui.panes.code.grammar import Span

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


# What answers are full of.
LANGUAGES = ("text", "html", "css", "javascript", "jsx", "typescript", "tsx", "json", "bash", "python")


def warm_up() -> None:
    """Makes the lexers of the usual languages, off the Qt thread: each takes up to a tenth of a second, once."""
    for language in LANGUAGES:
        lexer_for(language)


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
