"""Where things stand in an HTML source: its start tags with their `style`, and the rules of its style sheets.

`marked` gives a copy in which every start tag says where it stands, so that what is seen can be traced back to it.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from html.parser import HTMLParser

ATTRIBUTE = "data-moonpane-source"
_ATTRIBUTES = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_GROUPS = ("@media", "@supports", "@layer", "@container", "@scope", "@starting-style")
_CSS = re.compile(r"""/\*.*?(?:\*/|$)|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]|[^{};'"/]+|.""", re.S)


@dataclass(frozen=True)
class Tag:
    """A start tag; `line` and `column` count from 1, as in `file:line:column`."""

    name: str
    offset: int  # of its `<`
    end: int  # behind its `>`
    line: int
    column: int
    style: tuple[int, int] | None = None  # span of the attribute's value, without quotes
    quote: str = ""  # around that value


@dataclass(frozen=True)
class Rule:
    """A style rule of a `<style>` element; nested ones are not told."""

    selector: str
    start: int  # of what is between its braces
    end: int


class Source:
    """One HTML file, scanned once."""

    def __init__(self, html: str) -> None:
        self.html = html
        scan = _Scan(html)
        self.tags = tuple(scan.tags)
        self._sheets = tuple(scan.sheets)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """In the order in which a browser has them."""
        return tuple(rule for start, end in self._sheets for rule in _rules(self.html, start, end))

    def tag_at(self, line: int, column: int) -> Tag | None:
        return self._places.get((line, column))

    def style_of(self, tag: Tag) -> str:
        """The declarations of its `style` attribute, "" without one."""
        return "" if tag.style is None else unescape(self.html[slice(*tag.style)])

    def with_styles(self, styles: dict[Tag, str], rules: dict[Rule, str]) -> str:
        """The source with other `style` attributes and other declarations of rules."""
        edits: list[tuple[int, int, str]] = [(rule.start, rule.end, text) for rule, text in rules.items()]
        for tag, text in styles.items():
            if tag.style is None:
                at = tag.offset + 1 + len(tag.name)
                edits.append((at, at, f' style="{escape(text)}"'))
            else:
                quote = tag.quote or '"'
                value = text.replace("&", "&amp;").replace(quote, "&quot;" if quote == '"' else "&#39;")
                edits.append((*tag.style, value if tag.quote else f'"{value}"'))
        html = self.html
        for start, end, text in sorted(edits, reverse=True):
            html = html[:start] + text + html[end:]
        return html

    @cached_property
    def _places(self) -> dict[tuple[int, int], Tag]:
        return {(tag.line, tag.column): tag for tag in self.tags}


def marked(html: str, *, file: str = "index.html") -> str:
    """A copy of the page whose start tags say where they stand in the page itself."""
    pieces, done = [], 0
    for tag in Source(html).tags:
        at = tag.offset + 1 + len(tag.name)
        pieces += [html[done:at], f' {ATTRIBUTE}="{escape(file)}:{tag.line}:{tag.column}"']
        done = at
    return "".join([*pieces, html[done:]])


class _Scan(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.sheets: list[tuple[int, int]] = []
        self._html = html
        self._sheet_from = -1
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        offset, said = self._lines[line - 1] + column, self.get_starttag_text() or ""
        style, quote = _style_span(said, len(tag) + 1)
        span = None if style is None else (offset + style[0], offset + style[1])
        self.tags.append(Tag(tag, offset, offset + len(said), line, column + 1, span, quote))
        if tag == "style":
            self._sheet_from = offset + len(said)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "style" and self._sheet_from >= 0:
            line, column = self.getpos()
            self.sheets.append((self._sheet_from, self._lines[line - 1] + column))
            self._sheet_from = -1


def _style_span(tag: str, start: int) -> tuple[tuple[int, int] | None, str]:
    """Span of the first `style` value in a start tag, and the quote around it."""
    for found in _ATTRIBUTES.finditer(tag, start):
        if found[1].lower() == "style" and found[2] is not None:
            quoted = found[2][0] in "\"'"
            return (found.start(2) + quoted, found.end(2) - quoted), found[2][0] if quoted else ""
    return None, ""


def _rules(html: str, start: int, end: int) -> list[Rule]:
    """Style rules of a sheet, also those in `@media` and its like; what is nested in a rule belongs to the rule."""
    found: list[Rule] = []
    open_groups: list[str] = []  # "group", "rule" or "other", from the outside in
    prelude, body_at, selector = "", 0, ""
    for piece in _CSS.finditer(html, start, end):
        text = piece[0]
        if text.startswith("/*"):
            continue
        if text == "{":
            kind = _kind(prelude.strip(), open_groups)
            if kind == "rule":
                selector, body_at = " ".join(prelude.split()), piece.end()
            open_groups.append(kind)
            prelude = ""
        elif text == "}" and open_groups:
            if open_groups.pop() == "rule":
                found.append(Rule(selector, body_at, piece.start()))
            prelude = ""
        elif text == ";":
            prelude = ""
        else:
            prelude += text
    return found


def _kind(prelude: str, around: list[str]) -> str:
    if any(each != "group" for each in around):
        return "other"
    if prelude.startswith("@"):
        return "group" if prelude.lower().startswith(_GROUPS) else "other"
    return "rule"
