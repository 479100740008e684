"""The rules of a page's style sheets, each with the place that it has in the source."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from moonpane.artifact.declarations import COMMENT, STRING
from moonpane.artifact.tags import Tag, raw_text_end

_SHEETS = ("", "text/css")  # what is of another type, as `text/tailwindcss`, is none to a browser
_GROUPS = ("@media", "@supports", "@layer", "@container", "@scope", "@starting-style")
_CSS = re.compile(rf"""{COMMENT}|{STRING}|[{{}};]|[^{{}};'"/]++|.""", re.S)


@dataclass(frozen=True)
class Rule:
    """A style rule of a `<style>` element; nested ones are not told."""

    selector: str
    start: int  # of what is between its braces
    end: int


def rules_of(html: str, tags: Iterable[Tag]) -> tuple[Rule, ...]:
    """Those of the `<style>` elements among these start tags, in the order in which a browser has them."""
    styles = [tag for tag in tags if tag.name == "style" and tag.attributes.get("type", "") in _SHEETS]
    sheets = [(tag.end, raw_text_end(html, "style", tag.end)) for tag in styles]
    return tuple(rule for start, end in sheets for rule in _rules(html, start, end))


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
