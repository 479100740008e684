"""Lines between the rows of a table or the items of a list: the lower edges of these, as people write them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from moonpane_engine.page.distances import beyond, usual

if TYPE_CHECKING:
    from moonpane_engine.page.outline import OutlineNode

THICKEST = 2  # px
LEAST_LINES = 2  # of one colour in one column; a single line stands for itself


def with_edges(node: "OutlineNode") -> "OutlineNode":
    """A column without the lines that part its rows; each row has its line, and the room up to it, itself.

    The room below a line belongs to the next row that has one. No element is put around others: a page that is written
    in several answers may be cut between any two of them, and all answers have to see the same column.
    """
    children, distances = node.children, [node.gap + child.extra for child in node.children]
    lines = {at for at in range(1, len(children)) if _is_edge(children[at - 1], children[at], distances[at])}
    lines = {at for at in lines if sum(children[at].color == children[other].color for other in lines) >= LEAST_LINES}
    if not lines:
        return node
    found: list[tuple[OutlineNode, int]] = []  # with its distance from the one before
    for at, child in enumerate(children):
        if at in lines:
            continue
        distance = distances[at]
        if at + 1 in lines:
            takes_room = at - 1 in lines and distance > 0 and child.kind != "box"
            child = _edged(child, children[at + 1], distance if takes_room else 0, distances[at + 1])
            distance = 0 if takes_room else distance
        found.append((child, distance))
    inner = [distance for _, distance in found[1:]]
    apart = [0, *beyond(inner, gap := usual(inner))]
    whole = [replace(child, extra=extra) for (child, _), extra in zip(found, apart, strict=True)]
    return replace(node, children=tuple(whole), gap=gap)


def _is_edge(above: "OutlineNode", line: "OutlineNode", room: int) -> bool:
    """Whether a line across its column can be the edge of what stands above it, so far away."""
    is_line = line.kind == "box" and not line.children and line.is_full and line.height <= THICKEST < line.width
    if not is_line or not line.color or line.border or line.radius or room < 0:
        return False
    if above.kind == "box":  # room below its fill would be filled, too
        is_plain = above.is_full and above.text is None and not (above.is_line or above.border or above.radius)
        return is_plain and not room
    return above.kind == "row" or (above.kind == "text" and not (above.line_pitch or above.place or above.is_bullet))


def _edged(node: "OutlineNode", line: "OutlineNode", above: int, below: int) -> "OutlineNode":
    edge = f"{line.height}px solid {line.color}"
    if node.kind == "box":
        return replace(node, edge=edge)
    right = node.indent if node.distribution == "between" else 0
    return replace(node, edge=edge, padding=(above, right, below, node.indent), indent=0)
