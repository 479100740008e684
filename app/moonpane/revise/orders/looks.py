"""How an element looks by its source: its own style, style sheets, what is inherited, what browsers do."""

import re
from functools import lru_cache

from moonpane.artifact.declarations import declarations, with_value
from moonpane.revise.orders.lengths import pixels_of
from moonpane.revise.orders.nodes import Node
from moonpane.revise.orders.sheet import Sheet

ROOT_SIZE = 16.0  # px
_SIZES = {"h1": 32.0, "h2": 24.0, "h3": 18.72, "h4": 16.0, "h5": 13.28, "h6": 10.72, "small": 13.33,
          "button": 13.33, "input": 13.33, "select": 13.33, "textarea": 13.33}  # fmt: skip
_INHERITED = ("color", "font-size", "font-weight", "font-family", "text-align", "line-height")
_SHORTHANDS = ("background", "border", "padding", "border-radius", "font", "text-decoration", "flex")
_BOXES = ("button", "input", "select", "textarea", "img")  # by themselves
_KEPT = ("border-radius", "border-collapse", "border-spacing")  # no part of `border`
_GROUND = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\([^()]*\)|\b[a-zA-Z]+\b")


class Looks:
    """Reads and writes how the elements of one page look."""

    def __init__(self, html: str) -> None:
        self.sheet = Sheet(html)

    # -- what is ---------------------------------------------------------------------------------------

    def own(self, node: Node, name: str) -> str:
        """What its `style` says; "" for nothing."""
        return _values(style_of(node)).get(name, "")

    def said(self, node: Node, name: str) -> str:
        """The same, or what a style sheet says."""
        return self.own(node, name) or self.sheet.values(node).get(name, "")

    def all(self, node: Node) -> dict[str, str]:
        """All that its `style` and style sheets say."""
        return self.sheet.values(node) | _values(style_of(node))

    def value(self, node: Node, name: str) -> str:
        """The same, or what is inherited."""
        for each in node.up() if name in _INHERITED else (node,):
            if found := self.said(each, name):
                return found
        return ""

    def font_size(self, node: Node) -> float:
        """In px."""
        above = self.font_size(node.parent) if node.parent is not None else ROOT_SIZE
        said = self.said(node, "font-size")
        if not said and (font := re.search(r"[\d.]+(?:px|rem|em|%)", self.said(node, "font"))):
            said = font[0]
        found = pixels_of(said, above)
        return found if found is not None else _SIZES.get(node.tag, above)

    def ground(self, node: Node) -> str:
        """The colour that is seen behind what is on it, as it is written; "" where nobody says one."""
        for each in node.up():
            for name in ("background-color", "background"):
                said = self.sheet.filled(self.said(each, name)) or each.attributes.get("bgcolor", "")
                if said and said not in ("none", "transparent", "inherit"):
                    found = _GROUND.search(said)
                    return found[0] if found and "(" not in said.replace(found[0], "") else ""
        return ""

    def is_box(self, node: Node) -> bool:
        """Whether it is seen by itself: by its ground, border or shadow."""
        names = ("background", "background-color", "border", "box-shadow")
        return node.tag in _BOXES or any(
            self.said(node, name) not in ("", "none", "transparent", "0") for name in names
        )

    def direction(self, node: Node | None) -> str:
        """How what is in it lies, where that is known: "row", "column", "grid", or ""."""
        if node is None or not node.open:
            return ""
        display, classes = self.said(node, "display"), node.attributes.get("class", "").split()
        if display.endswith("flex"):
            return "column" if self.said(node, "flex-direction").startswith("column") else "row"
        if display.endswith("grid"):
            return "grid"
        known = {"row": "row", "col": "column", "column": "column", "grid": "grid"}
        return next((known[name] for name in classes if name in known), "")

    # -- what shall be ---------------------------------------------------------------------------------

    def set(self, node: Node, **values: str) -> None:
        """Has its `style` say properties (`font_size` for `font-size`); an empty value takes one away."""
        style = style_of(node)
        for name, value in values.items():
            style = styled(style, name.replace("_", "-"), value)
        if style != style_of(node):
            node.say("style", style) if style else node.unsay("style")


def style_of(node: Node) -> str:
    return node.attributes.get("style", "")


@lru_cache(maxsize=8192)
def _values(style: str) -> dict[str, str]:
    return {each.name: each.value for each in declarations(style)}


def styled(style: str, name: str, value: str) -> str:
    """Declarations with a property at a value, and without its parts, which would change it again; "" takes it away."""
    for each in reversed(declarations(style)):
        is_part = name in _SHORTHANDS and each.name.startswith(f"{name}-") and each.name not in _KEPT
        is_again = each.name == name and not value
        if is_part or is_again:
            style = without(style, each.start, each.end)
    return with_value(style, name, value) if value else style


def without(style: str, start: int, end: int) -> str:
    """Declarations without that of the value at this span."""
    begin = style.rfind(";", 0, start) + 1
    stop = style.find(";", end)
    rest = style[stop + 1 :] if stop >= 0 else ""
    before = style[:begin]
    return (before + (rest if before else rest.lstrip())).rstrip() if rest.strip() else before.rstrip().rstrip(";")
