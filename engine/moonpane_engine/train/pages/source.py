"""How a page is drawn: the same boxes as in the house style, written the many ways in which people write HTML.

A node's drawing has its role as tag, says its style inline or in classes of a stylesheet named in one of several ways,
and has in addition what the house style cannot say. `data-moonpane-source="page:N:1"` names the node, in document
order, so that the renderer's layout tells where each one lies.
"""

import re
from html import escape
from random import Random

from moonpane_engine.train.pages.node import Node, css_of, is_grid

_RESET = (
    "*{margin:0;box-sizing:border-box}button,input,hr,fieldset{font:inherit;border:0;min-width:0;padding:0}"
    "ul,ol{padding:0;list-style:none}ul.bulleted,ol.bulleted{list-style:disc}td,th{padding:0;font-weight:400;"
    "text-align:left}a{color:inherit;text-decoration:none}figure,dd{margin:0}::placeholder{color:inherit;opacity:1}"
    "tbody{display:contents}h1,h2,h3,h4{font-weight:400}svg{display:block;width:100%;height:100%}"
)
_NAMES = ("inline", "inline", "semantic", "utility", "hashed", "mixed")
_VOID = ("input", "hr", "img")


class Source:
    """Writes one page."""

    def __init__(self, rng: Random, family: str, language: str) -> None:
        self._rng, self._family, self._language = rng, family, language
        self._naming = rng.choice(_NAMES)
        self._soup = rng.random() < 0.3  # div and span for everything
        self._has_lists = not self._soup and rng.random() < 0.6
        self._hashes = rng.randrange(1 << 30)
        self._classes: dict[str, str] = {}  # CSS to name
        self._number = 0

    def html(self, body: Node, *, min_height: int = 0) -> str:
        """Return the whole document."""
        lines: list[str] = []
        self._write(body, lines, None, around="html", is_in_nav=False)
        # What says more counts after what says less: background-image after background.
        ordered = sorted(self._classes.items(), key=lambda item: item[0].partition(":")[0].count("-"))
        rules = "".join(f".{name}{{{css}}}" for css, name in ordered)
        page = f"body{{font:16px/1.25 {self._family};display:flex;flex-direction:column;min-height:{min_height}px}}"
        head = f'<!DOCTYPE html>\n<html lang="{self._language}"><head><meta charset="utf-8">'
        style = f"<style>{_RESET}{page}{rules}</style></head>"
        return "\n".join([head, style, *lines, "</html>\n"])

    def _write(self, node: Node, lines: list[str], parent: Node | None, *, around: str, is_in_nav: bool) -> None:
        is_in_nav = is_in_nav or node.tag == "nav" or node.role == "nav"
        tag = self._tag(node, parent, around, is_in_nav=is_in_nav)
        marks = [tag, *self._look(node, parent, tag), f'data-moonpane-source="page:{self._number}:1"']
        self._number += 1
        if tag == "input":
            marks.append(f'placeholder="{escape(node.text)}"')
        if tag == "a":
            marks.append('href="#"')
        opening = f"<{' '.join(marks)}>"
        if tag in _VOID:
            lines.append(opening)
            return
        lines.append(opening + node.drawing + escape(node.text, quote=False))
        for child in node.children:
            self._write(child, lines, node, around=tag, is_in_nav=is_in_nav)
        lines.append(f"</{tag}>")

    def _tag(self, node: Node, parent: Node | None, around: str, *, is_in_nav: bool) -> str:
        if around in ("table", "tr"):  # nothing else may be in a table
            return "td" if around == "tr" else "caption" if node.text else "tr"
        if node.tag in ("body", "input", "hr", "li", "ul"):
            return node.tag
        if around == "ul":
            return "li"
        if self._has_lists and _is_list(node):
            return "ul"
        if self._soup:
            return node.tag if node.tag in ("button", "a") else "span" if node.text and not node.direction else "div"
        if node.role:
            return node.role
        if node.tag and node.tag != "div":
            return node.tag
        if node.text and not node.direction:
            if is_in_nav:
                return "a"
            if parent is not None and parent.direction == "row":
                return "span"
            if "font-weight" in node.style:
                size = int(node.style["font-size"].removesuffix("px"))
                return (
                    "h1" if size >= 26 else "h2" if size >= 20 else "h3" if size >= 16 else "h4" if size == 15 else "p"
                )
            return "p"
        return "div"

    def _look(self, node: Node, parent: Node | None, tag: str) -> list[str]:
        """The class and style of an element."""
        hidden = ("flex",) if parent is not None and is_grid(parent) else ()
        is_screen = (
            parent is not None and parent.tag == "body" and node.direction == "row" and "padding" not in node.style
        )
        stretched = "flex:1" if is_screen and "align-items" not in node.style else ""  # down to the screen's lower edge
        parts = [self._display(node, tag), css_of(node, hidden=hidden), stretched, node.paint]
        css = ";".join(part for part in parts if part)
        bulleted = ["bulleted"] if tag == "ul" and any(child.tag == "li" for child in node.children) else []
        is_named = self._naming not in ("inline", "mixed") or (self._naming == "mixed" and self._rng.random() < 0.5)
        if not css or not is_named or tag == "body":
            names = f'class="{bulleted[0]}"' if bulleted else ""
            return [word for word in (names, f'style="{css.replace(chr(34), chr(39))}"' if css else "") if word]
        names = self._utilities(css) if self._naming == "utility" else [self._name(css, node, tag)]
        return [f'class="{" ".join([*bulleted, *names])}"']

    def _display(self, node: Node, tag: str) -> str:
        if is_grid(node):
            if self._hashes % 2:
                return f"display:grid;grid-template-columns:repeat({len(node.children)},minmax(0,1fr))"
            return "display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr)"
        if node.direction == "row":
            return "display:flex"
        if node.direction == "col":
            return "display:flex;flex-direction:column"
        return "" if tag in ("li", *_VOID) else "display:block"

    def _utilities(self, css: str) -> list[str]:
        """One class for each declaration; of those for one property the last one counts."""
        last = {part.partition(":")[0]: part for part in _declarations(css)}
        for part in last.values():
            if part not in self._classes:
                name = _utility(part)
                self._classes[part] = name if name not in self._classes.values() else f"{name}-{len(self._classes)}"
        return [self._classes[part] for part in last.values()]

    def _name(self, css: str, node: Node, tag: str) -> str:
        if css not in self._classes:
            kind = node.role or node.tag or ("text" if node.text else "box")
            number = len(self._classes)
            is_hashed = self._naming == "hashed"
            self._classes[css] = (
                f"css-{(self._hashes + number * 7919) % (1 << 28):x}" if is_hashed else f"{kind}-{number}"
            )
        return self._classes[css]


def _is_list(node: Node) -> bool:
    """Whether a group holds three or more things of one kind that have no tag of their own."""
    shapes = {(child.direction, child.text != "", child.tag, child.role) for child in node.children}
    is_plain = node.tag == "div" and not node.role and len(node.children) > 2 and len(shapes) == 1
    return is_plain and {(tag, role) for _, _, tag, role in shapes} <= {("", ""), ("div", "")}


def _declarations(css: str) -> list[str]:
    """Cut at semicolons, but not at those inside of brackets or quotes."""
    return re.findall(r"(?:[^;(\"']|\([^)]*\)|\"[^\"]*\"|'[^']*')+", css)


def _utility(declaration: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", declaration.lower()).strip("-")
