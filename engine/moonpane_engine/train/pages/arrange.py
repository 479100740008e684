"""How nodes are put together: distances, centring, the room that a row leaves, cards, rows with dividers."""

from moonpane_engine.train.pages import parts
from moonpane_engine.train.pages.look import ROUND, Look
from moonpane_engine.train.pages.measure import natural_width
from moonpane_engine.train.pages.node import Node, column, styled


def spaced(nodes: list[Node], gap: int) -> list[Node]:
    """Put `gap` px between nodes that do not know their distance yet."""
    for node in nodes[1:]:
        if node.before is None:
            node.before = gap
    return nodes


def stack(blocks: list[list[Node]], gap: int) -> list[Node]:
    """Return the nodes of all blocks, with `gap` px between blocks."""
    for block in blocks[1:]:
        block[0].before = gap
    return [node for block in blocks for node in block]


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
    return nodes


def spare(look: Look, width: float, *others: Node, gap: int) -> float:
    """Return what a row of `width` px leaves for one more child beside the others."""
    return width - sum(natural_width(other, look.family) + gap for other in others)


def panel(look: Look, nodes: list[Node], *, pad: int, **style: str) -> Node:
    """Return a card around nodes that were made for its surface.

    A card of nothing but one text or one invisible row is that text or that row.
    """
    style |= {"background": look.palette.surface, "padding": f"{pad}px"}
    only = nodes[0] if len(nodes) == 1 else None
    if (
        only is not None
        and "background" not in only.style
        and (only.direction == "row" or (only.text and not only.tag))
    ):
        node = styled(only, style)
    else:
        node = styled(column(nodes), style)
    if look.card_border or look.palette.surface == look.surface:
        node.style["border"] = f"1px solid {look.palette.line}"
    return parts.rounded(node, look.card_radius if look.card_radius < ROUND else 16)


def lined(look: Look, rows: list[Node], *, near: int = 0) -> list[Node]:
    """Put dividers or plain distance between rows."""
    gap = near or look.rng.choice((8, 10, 12))
    if not look.chance(0.3):
        return spaced(rows, gap)
    nodes = [rows[0]]
    for one in rows[1:]:
        nodes += [parts.divider(look), one]
    return spaced(nodes, gap)


def after(nodes: list[Node], gap: int) -> list[Node]:
    """Put the first node `gap` px behind what comes before it."""
    nodes[0].before = gap
    return nodes
