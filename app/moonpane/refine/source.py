"""Where things stand in an HTML source: its start tags with what styles them, and the rules of its style sheets."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from moonpane.artifact.source_map import with_lines
from moonpane.artifact.tags import Tag, raw_text_end, start_tags

_SHEETS = ("", "text/css")  # what is of another type, as `text/tailwindcss`, is none to a browser
_GROUPS = ("@media", "@supports", "@layer", "@container", "@scope", "@starting-style")
# A string ends with its line, as in a browser; possessive, so that no sheet takes long.
STRING = r"""(?:"(?:\\.|[^"\\\n])*+"?|'(?:\\.|[^'\\\n])*+'?)"""
COMMENT = r"/\*.*?(?:\*/|\Z)"
_CSS = re.compile(rf"""{COMMENT}|{STRING}|[{{}};]|[^{{}};'"/]++|.""", re.S)

Edit = tuple[int, int, str]  # a span, and what is to stand there


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
        self._places = {(line, column): tag for tag, line, column in with_lines(html, start_tags(html))}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """In the order in which a browser has them."""
        styles = [tag for tag in self.tags if tag.name == "style" and tag.attributes.get("type", "") in _SHEETS]
        sheets = [(tag.end, raw_text_end(self.html, "style", tag.end)) for tag in styles]
        return tuple(rule for start, end in sheets for rule in _rules(self.html, start, end))

    @property
    def tags(self) -> tuple[Tag, ...]:
        return tuple(self._places.values())

    def tag_at(self, line: int, column: int) -> Tag | None:
        """Both from 1, as in `file:line:column`."""
        return self._places.get((line, column))

    def style_of(self, tag: Tag) -> str:
        """The declarations of its `style` attribute, "" without one."""
        return tag.attributes.get("style", "")

    def with_styles(
        self, styles: Mapping[Tag, str], rules: Mapping[Rule, str], classes: Mapping[Tag, str] | None = None
    ) -> str:
        """The source with other `style` and `class` attributes and other declarations of rules."""
        edits = [(rule.start, rule.end, text) for rule, text in rules.items()]
        edits += [self._edit(tag, "class", text) for tag, text in (classes or {}).items()]
        edits += [self._edit(tag, "style", text) for tag, text in styles.items()]
        return edited(self.html, edits)

    def _edit(self, tag: Tag, name: str, text: str) -> Edit:
        span = tag.value_span(name)
        if span is None:
            return tag.name_end, tag.name_end, f' {name}="{escape(text)}"'
        if (quote := self.html[span[0] - 1]) in "\"'":
            return *span, text.replace("&", "&amp;").replace(quote, "&quot;" if quote == '"' else "&#39;")
        return *span, f'"{escape(text)}"'


def edited(text: str, edits: Iterable[Edit]) -> str:
    """With what stands at these spans in place of what stood there; of two in one place the first is written first."""
    pieces, done = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (text[done:start], new)
        done = end
    return "".join([*pieces, text[done:]])


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
    if around and around[-1] != "group":  # within anything else nothing is a group
        return "other"
    if prelude.startswith("@"):
        return "group" if prelude.lower().startswith(_GROUPS) else "other"
    return "rule"
