"""The vocabulary of generated pages: one kind of node, and how it is written as HTML in the house style.

Conventions (a small model learns them, so the same look always gives the same HTML):

- One element per line. Inline style in the order of `STYLE_ORDER`. Colours are `#rrggbb`.
- A container is `class="row"` or `class="col"`; children of a column stretch. A stretched child has no width.
  A container exists only if it is visible or if its direction differs from its parent's.
- The gap of a container is the (lower) median of the distances between its children; a child at another distance
  says so with `margin-top` (in a column) or `margin-left` (in a row). Invisible groups never repeat the direction
  of their parent.
- Rows say `align-items:center`, or `flex-start` where children of unequal height share their top edge.
- Boxes side by side that share the width in equal parts stand in a `class="grid"`, and stretch; they say nothing of it.
- Columns of texts whose distance cannot be seen (`flex:1` cells of tables, numbers side by side) have `gap:8px`.
- Spare width of a row: two children are pushed apart by `justify-content:space-between`; of more children, the one
  before the spare width says `flex:1`.
- In a column, a centred text says `text-align:center`, a centred row `justify-content:center`, any other centred
  child `align-self:center`. A visible child as narrow as its content says `align-self:flex-start`, one with a fixed
  size says `width` and `height` and nothing else.
- A box that holds a single text is one element with both styles: `button` (text centred), `span` (badge: padding of
  at most 5 px above), `input` (muted text), `p` (notice), `div class="row"` with fixed width and height (avatar).
  A stretched button has one padding for all sides, because only the vertical one can be seen.
- Text: `font-size` and `color` always, `font-weight:700` if bold, `line-height` in px if and only if it has several
  lines. Bold texts of a column are `h1` from 22 px, `h2` from 18 px and `h3` from 15 px; other texts of a column are
  `p`; texts of a row are `span`; texts inside `nav` are `a`; underlined texts are `a href="#"`.
- The text right above an input is its `label`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from moonpane_engine.page.style import STYLE_ORDER

_RANK = {name: place for place, name in enumerate(STYLE_ORDER)}

_DISTANCES = {"gap", "margin-top", "margin-left"}
_VISIBLE = {"background", "border", "padding", "width", "height"}

Direction = Literal["row", "col"]


@dataclass(slots=True)
class Node:
    """One element. A `text` node without tag gets its tag from where it stands."""

    tag: str = ""
    style: dict[str, str] = field(default_factory=dict)
    text: str = ""
    direction: Direction | None = None
    children: list[Node] = field(default_factory=list)
    attributes: str = ""
    before: int | None = None  # distance to the element before, where it is not the container's usual one
    gap: int = 0  # the usual distance of its children
    role: str = ""  # tag that its drawing has instead: "section", "td", ...
    paint: str = ""  # CSS that only the drawing has: shadows, gradients, weights, photos
    drawing: str = ""  # SVG inside its drawing
    is_seen: bool = False  # of many colours: the page says the one that its drawing has on average
    place: tuple[float, float, float, float] = (0, 0, 0, 0)  # x, y, width, height in px; set when it was drawn

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_invisible(self) -> bool:
        """Whether it only puts its children together."""
        return self.direction is not None and not self.style.keys() & _VISIBLE and not self.paint


def text(content: str, size: int, colour: str, *, bold: bool = False, tag: str = "", **style: str) -> Node:
    """Return a text of one line; further properties are given with underscores for hyphens."""
    own = {"font-size": f"{size}px", "color": colour} | {name.replace("_", "-"): value for name, value in style.items()}
    if bold:
        own["font-weight"] = "700"
    return Node(tag, own, content)


def container(direction: Direction, children: list[Node], *, gap: int = 8, tag: str = "div", **style: str) -> Node:
    """Return a row or column whose children stand `gap` px apart unless they say otherwise."""
    own = {name.replace("_", "-"): value for name, value in style.items()}
    return Node(tag, own, "", direction, children, gap=gap)


def row(children: list[Node], *, gap: int = 8, align: str = "center", tag: str = "div", **style: str) -> Node:
    """Return a row; `align` is its `align-items`, empty for children that stretch."""
    if align:
        style["align_items"] = align
    return container("row", children, gap=gap, tag=tag, **style)


def column(children: list[Node], *, gap: int = 8, tag: str = "div", **style: str) -> Node:
    """Return a column."""
    return container("col", children, gap=gap, tag=tag, **style)


def styled(node: Node, style: dict[str, str]) -> Node:
    """Add properties, named as in CSS, to a node and return it."""
    node.style |= style
    return node


def filled(width: int, height: int, colour: str, *, radius: int = 0, tag: str = "div") -> Node:
    """Return an empty box of fixed size; a width of 0 is that of its column."""
    style = {"width": f"{width}px"} if width else {}
    style |= {"height": f"{height}px", "background": colour}
    if radius:
        style["border-radius"] = f"{radius}px"
    return Node(tag, style)


def padding(vertical: int, horizontal: int) -> str:
    """Return the shortest value of `padding`."""
    return f"{vertical}px" if vertical == horizontal else f"{vertical}px {horizontal}px"


def settled(node: Node) -> Node:
    """Return the tree as the house style has it: no group that says nothing, one gap and the margins of exceptions.

    Call it once, on a whole page.
    """
    node.children = [kept for child in node.children for kept in _dissolved(settled(child), node)]
    _space(node)
    return node


def _dissolved(child: Node, parent: Node) -> list[Node]:
    """What stands for a child in its parent: its own children, if it is a group that changes nothing."""
    if not child.is_invisible:
        return [child]
    if not child.children:
        return []
    is_lone = len(child.children) == 1
    if not is_lone and not _is_more_of(parent, child):
        return [child]
    if is_lone:
        _take_place(child.children[0], child, parent)
    for place, one in enumerate(child.children):
        one.before = child.before if place == 0 else child.gap if one.before is None else one.before
    return [kept for one in child.children for kept in _dissolved(one, parent)]


def _is_more_of(parent: Node, child: Node) -> bool:
    """Whether a group puts its children together just as its parent does."""
    said = {name: value for name, value in child.style.items() if name not in _DISTANCES}
    is_alike = child.direction == parent.direction and said.items() <= parent.style.items()
    return is_alike and said.keys() <= {"align-items"} and "justify-content" not in parent.style


def _take_place(only: Node, group: Node, parent: Node) -> None:
    """The only child of a group stands where the group stood."""
    only.style |= {name: group.style[name] for name in ("flex", "align-self") if name in group.style}
    if parent.direction == "col":
        only.style.pop("flex", None)
    side = group.style.get("justify-content", "")
    if parent.direction == "col" and group.direction == "row" and side in ("center", "flex-end"):
        if only.text and "background" not in only.style:
            only.style["text-align"] = "center" if side == "center" else "right"
        else:
            only.style["align-self"] = side
    elif parent.direction == "col" and group.direction == "row" and not only.text and only.tag != "input":
        only.style.setdefault("align-self", "flex-start")


def _space(node: Node) -> None:
    """Turn wanted distances into one gap and the margins of the exceptions."""
    node.style.pop("gap", None)
    wanted = [node.gap if child.before is None else child.before for child in node.children[1:]]
    if node.children:
        node.children[0].style.pop("margin-top", None)
        node.children[0].style.pop("margin-left", None)
    if not wanted:
        return
    usual = sorted(wanted)[(len(wanted) - 1) // 2]
    if usual and not _spreads(node):
        node.style["gap"] = f"{usual}px"
    margin = "margin-top" if node.direction == "col" else "margin-left"
    for child, distance in zip(node.children[1:], wanted, strict=True):
        for name in ("margin-top", "margin-left"):
            child.style.pop(name, None)
        if distance != usual:
            child.style[margin] = f"{distance - usual}px"


def _spreads(node: Node) -> bool:
    """Say whether the distance of the children comes from the spare width alone."""
    return node.style.get("justify-content") == "space-between" and len(node.children) == 2


def write(node: Node, lines: list[str], *, parent: Node | None = None, in_nav: bool = False) -> None:
    """Append the HTML of a settled node in the house style, one line per element."""
    in_nav = in_nav or node.tag == "nav"
    tag = node.tag or _text_tag(node, parent, in_nav=in_nav)
    opening = tag
    if node.direction and tag != "body":
        opening += f' class="{"grid" if is_grid(node) else node.direction}"'
    if tag == "input":
        opening += f' placeholder="{escape(node.text)}"'
    if node.attributes:
        opening += f" {node.attributes}"
    hidden = ("flex",) if parent is not None and is_grid(parent) else ()
    if css := css_of(node, hidden=hidden):
        opening += f' style="{css}"'
    if tag == "input" or tag == "hr":
        lines.append(f"<{opening}>")
    elif not node.children:
        lines.append(f"<{opening}>{escape(node.text, quote=False)}</{tag}>")
    else:
        lines.append(f"<{opening}>")
        for child in node.children:
            write(child, lines, parent=node, in_nav=in_nav)
        lines.append(f"</{tag}>")


def is_grid(node: Node) -> bool:
    """Say whether the children share the node's width in equal parts and stretch to its height."""
    stretched = node.direction == "row" and "align-items" not in node.style
    return stretched and len(node.children) > 1 and all(child.style.get("flex") == "1" for child in node.children)


def css_of(node: Node, *, hidden: Collection[str] = ()) -> str:
    """Return a node's properties in the house style's order."""
    ordered = sorted(node.style.items(), key=lambda item: _RANK[item[0]])
    return ";".join(f"{name}:{value}" for name, value in ordered if name not in hidden)


def _text_tag(node: Node, parent: Node | None, *, in_nav: bool) -> str:
    if in_nav:
        return "a"
    if parent is not None and parent.direction == "row":
        return "span"
    size = int(node.style["font-size"].removesuffix("px"))
    if "font-weight" not in node.style or size < 15:
        return "p"
    return "h1" if size >= 22 else "h2" if size >= 18 else "h3"
