"""Start tags of HTML where they stand in the text, as a browser's tokenizer finds them.

Python's own parser reads and repairs; here nothing may move, because a page is changed inside its tags only and its
lines must stay what they are. So this knows just enough of the standard's tokenizer to tell a tag from what looks like
one: comments, declarations, quoted values with `>` in them, and the elements whose content is text.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Elements in which a browser that runs scripts sees no tags until their own end tag.
RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"})

# Possessive throughout: what does not match is given up at once, however long the page is.
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+|(?=>)))?+"""
_START_TAG = re.compile(rf"<([a-zA-Z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE})*+)>")
_ONE_ATTRIBUTE = re.compile(r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+)|(?=>)))?+""")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
# Where something begins that may hold a `<` of its own; plain end tags are passed over.
_OTHER = re.compile(r"<[a-zA-Z!?]|</(?:[^a-zA-Z]|[a-zA-Z][^\s/>]*+[\s/])")
_END_TAG = re.compile(rf"</[a-zA-Z][^\s/>]*+(?:[\s/]++|{_ATTRIBUTE})*+>")
_IN_SCRIPT = re.compile(r"<!--(?!-*>)|-->|</?script(?=[\s/>])", re.IGNORECASE)
_BOGUS = re.compile(r"<[!?/][^>]*+>")

Edit = tuple[int, int, str]  # a span, and what is to stand there


class Tag(NamedTuple):
    """One start tag: `text[start:end]` is all of it, from `<` to `>`."""

    name: str  # in small letters
    start: int
    end: int
    words: str  # everything between name and `>`

    @property
    def name_end(self) -> int:
        return self.end - 1 - len(self.words)  # a name in small letters may be longer than it is written

    @property
    def attributes(self) -> dict[str, str]:
        """Names in small letters → values, decoded; of two with one name the first counts."""
        found: dict[str, str] = {}
        for name, double, single, bare in _ONE_ATTRIBUTE.findall(self.words):
            found.setdefault(name.lower(), html.unescape(double or single or bare))
        return found

    def span(self, name: str) -> tuple[int, int] | None:
        """Where in the text an attribute stands, the space before it included; None where it is not said."""
        for found in _ONE_ATTRIBUTE.finditer(self.words):
            if found[1].lower() == name:
                space = len(self.words[: found.start()]) - len(self.words[: found.start()].rstrip())
                return self.name_end + found.start() - space, self.name_end + found.end()
        return None

    def value_span(self, name: str) -> tuple[int, int] | None:
        """Where in the text an attribute's value stands, without its quotes; None for one that has none."""
        for found in _ONE_ATTRIBUTE.finditer(self.words):
            if found[1].lower() == name:
                group = found.lastindex or 1
                return None if group == 1 else (self.name_end + found.start(group), self.name_end + found.end(group))
        return None


def start_tags(text: str) -> Iterator[Tag]:
    """All whole start tags, in their order."""
    at = 0
    while found := _OTHER.search(text, at):
        at = found.start()
        if text.startswith("<!--", at):
            at = _end(_COMMENT, text, at)
        elif text[at + 1] in "!?/":
            is_end = text[at + 1] == "/" and text[at + 2 : at + 3].isalpha()
            at = _end(_END_TAG if is_end else _BOGUS, text, at)
        elif tag := _START_TAG.match(text, at):
            name = tag[1].lower()
            yield Tag(name, at, tag.end(), tag[2])
            if name == "plaintext":
                return
            at = raw_text_end(text, name, tag.end()) if name in RAW_TEXT else tag.end()
        else:
            return  # a tag that the text ends in is none


def written_attribute(text: str, tag: Tag, name: str, value: str) -> Edit:
    """Has a tag say an attribute: where it says it already, in the quotes that are there, else behind its name."""
    span = tag.value_span(name)
    if span is None:
        return tag.name_end, tag.name_end, f' {name}="{html.escape(value)}"'
    if (quote := text[span[0] - 1]) in "\"'":
        return *span, value.replace("&", "&amp;").replace(quote, "&quot;" if quote == '"' else "&#39;")
    return *span, f'"{html.escape(value)}"'


def edited(text: str, edits: Iterable[Edit]) -> str:
    """With what stands at these spans in place of what stood there; of two in one place the first is written first."""
    pieces, done = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (text[done:start], new)
        done = end
    return "".join([*pieces, text[done:]])


def raw_text_end(text: str, name: str, start: int) -> int:
    """Where the text inside a RAW_TEXT element ends: at its end tag, or with everything."""
    if name == "script":
        return _script_end(text, start)
    found = _end_of(name).search(text, start)
    return found.start() if found else len(text)


def _script_end(text: str, start: int) -> int:
    """`<!-- <script> … </script>`: inside such a comment the first end tag only ends the inner script."""
    depth = 0  # 1 in a comment, 2 in a script in one
    for found in _IN_SCRIPT.finditer(text, start):
        match found[0].lower():
            case "<!--" if depth == 0:
                depth = 1
            case "<script" if depth == 1:
                depth = 2
            case "</script" if depth == 2:
                depth = 1
            case "</script":
                return found.start()
            case "-->":
                depth = 0
    return len(text)


def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)  # the cache of `re` keeps it


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else len(text)
