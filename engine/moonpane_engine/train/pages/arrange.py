"""How nodes are put together: distances, centring, the room that a row leaves, cards, bars, lists with dividers."""

from collections.abc import Sequence

from moonpane_engine.train.pages.design import ROUND, Design
from moonpane_engine.train.pages.measure import natural_width
from moonpane_engine.train.pages.node import Node, column, filled, padding, row
from moonpane_engine.train.pages.palette import mixed


def spaced(nodes: list[Node], gap: int) -> list[Node]:
    """Put `gap` px between nodes that do not know their distance yet."""
    for node in nodes[1:]:
        if node.before is None:
            node.before = gap
    return nodes


def after(node: Node, gap: int) -> Node:
    """Put a node `gap` px behind what comes before it."""
    node.before = gap
    return node


def hugged(node: Node, side: str = "flex-start") -> Node:
    """Keep a visible child of a column as narrow as its content."""
    if "width" not in node.style or side != "flex-start":
        node.style["align-self"] = side
    return node


def centred(nodes: list[Node]) -> list[Node]:
    """Centre the nodes of a column, each in its own way; stretched ones stay."""
    for node in nodes:
        if node.direction == "row" and "background" not in node.style:
            if "justify-content" not in node.style and not any("flex" in child.style for child in node.children):
                node.style["justify-content"] = "center"
        elif node.text and "background" not in node.style:
            node.style["text-align"] = "center"
        elif "align-self" in node.style or "width" in node.style:
            node.style["align-self"] = "center"
        elif node.direction == "col" and node.is_invisible:
            centred(node.children)
    return nodes


def spare(design: Design, width: float, *others: Node, gap: int) -> float:
    """Return what a row of `width` px leaves for one more child beside the others."""
    return width - sum(natural_width(other, design.family) + gap for other in others)


def rounded(node: Node, radius: int) -> Node:
    """Give a node its corners; none are said for 0."""
    if radius:
        node.style["border-radius"] = f"{radius}px"
    return node


def panel(design: Design, nodes: list[Node], *, pad: int, fill: str = "", **style: str) -> Node:
    """Return a card around nodes that were made for its surface, which is `fill` or that of cards."""
    surface = fill or design.palette.surface
    node = column(nodes, gap=design.space(2), **style)
    node.style |= {"background": surface, "padding": f"{pad}px"}
    if fill:
        return rounded(node, design.card_radius)
    if design.card_border or (surface == design.surface and not design.shadow):
        node.style["border"] = f"1px solid {design.palette.line}"
    if design.shadow:
        node.paint = f"box-shadow:{design.shadow}"
    node.role = "article" if design.chance(0.4) else ""
    return rounded(node, design.card_radius)


def strong(design: Design, node: Node) -> Node:
    """Give a node the accent as its ground, which is a gradient on some pages."""
    one, other = design.palette.gradient
    node.style["background"] = one
    if design.is_graded:
        node.style["background"] = mixed(one, other, 0.5)
        angle = design.rng.choice((90, 120, 135, 160, 180))
        node.paint = f"background-image:linear-gradient({angle}deg,{one},{other})"
    return node


def pushed_apart(left: Sequence[Node], right: Sequence[Node], *, gap: int, **style: str) -> Node:
    """Return a row with some nodes at its left and some at its right."""
    if len(left) == len(right) == 1:
        return row([*left, *right], gap=gap, justify_content="space-between", **style)
    if "background" not in left[-1].style and (left[-1].text or left[-1].direction == "col"):
        left[-1].style["flex"] = "1"
        return row([*left, *right], gap=gap, **style)
    ends = [side[0] if len(side) == 1 else row(list(side), gap=gap) for side in (left, right)]
    return row(ends, gap=gap, justify_content="space-between", **style)


def divider(design: Design) -> Node:
    """Return a line of one pixel across the column."""
    return Node("hr", {"height": "1px", "background": design.palette.line})


def lined(design: Design, rows: list[Node], *, gap: int = 0, is_lined: bool | None = None) -> list[Node]:
    """Put dividers or plain distance between rows."""
    near = gap or design.space(design.rng.choice((2, 2.5, 3)))
    if not (design.chance(0.5) if is_lined is None else is_lined):
        return spaced(rows, near)
    nodes = [rows[0]]
    for one in rows[1:]:
        nodes += [divider(design), one]
    return spaced(nodes, near)


def grid(design: Design, cells: list[Node], columns: int, *, gap: int) -> Node:
    """Return equal cells in rows of `columns`; those that would fill no row are left out."""
    rows = []
    for start in range(0, len(cells) - len(cells) % columns or len(cells), columns):
        part = cells[start : start + columns]
        for cell in part if len(part) > 1 else ():
            cell.style["flex"] = "1"
        align = "flex-start" if any(cell.is_invisible or cell.text for cell in part) else ""
        rows.append(row(part, gap=gap, align=align) if len(part) > 1 else part[0])
    if len(rows) == 1:
        return rows[0]
    return column(rows, gap=gap)


def columns_in(width: float, least: float, most: int) -> int:
    """Return into how many columns of `least` px or more a width can be cut."""
    return max(1, min(most, int(width // least)))


def share(width: float, columns: int, gap: int) -> float:
    """Return the width of each of some equal columns."""
    return (width - gap * (columns - 1)) / columns


def middle(nodes: list[Node], width: float, full: float) -> list[Node]:
    """Have centred nodes in a column `full` px wide take `width` px of it: those say so that are as wide as they may.

    Boxes are put into the middle, too.
    """
    if width >= full - 1:
        return nodes
    for node in nodes:
        is_stretched = "width" not in node.style and "align-self" not in node.style
        if is_stretched and ("line-height" in node.style or "background" in node.style):
            node.style |= {"width": f"{round(width)}px", "align-self": "center"}
    return nodes


def narrow(nodes: list[Node], width: float, full: float) -> list[Node]:
    """Have nodes at the left of a column `full` px wide take `width` px of it at most."""
    if width < full - 1:
        for node in nodes:
            if "line-height" in node.style or ("background" in node.style and "align-self" not in node.style):
                node.style.setdefault("width", f"{round(width)}px")
            elif node.is_invisible and node.direction == "col":
                narrow(node.children, width, full)
    return nodes


def sized(node: Node, **style: str) -> Node:
    """Return a node with a width or a share of its row; a group or text that cannot say it itself gets a column."""
    if node.direction == "row" and node.is_invisible:
        node = column([node])
    node.style |= style
    return node


def dot(colour: str, size: int = 8) -> Node:
    """Return a small disc."""
    return filled(size, size, colour, radius=ROUND)


def inset(vertical: int, horizontal: int) -> dict[str, str]:
    """Return the style of a padding."""
    return {"padding": padding(vertical, horizontal)}
