"""How a page's elements are put together where the outline leaves it open: lists, edges, pages that are one row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from moonpane_engine.page.distances import beyond, usual
from moonpane_engine.page.edges import with_edges

if TYPE_CHECKING:
    from moonpane_engine.page.outline import OutlineNode

ALIKE_SLACK = 3  # px between the indents of one list


def shaped(node: "OutlineNode") -> "OutlineNode":
    """The tree with an element for each list and the row that a page may be, and with none for lines that are edges."""
    children = tuple(shaped(child) for child in node.children)
    if node.kind == "page" and node.direction == "row":
        row = replace(node, kind="row", children=children, padding=(0, 0, 0, 0), color="")
        return replace(node, direction="col", distribution="", gap=0, children=(row,) if children else ())
    node = replace(node, children=children)
    return with_edges(_with_lists(node)) if node.direction == "col" else node


def _with_lists(node: "OutlineNode") -> "OutlineNode":
    """Items of a list that stand below each other are in one element, which stands in for all of them."""
    runs: list[list[int]] = []
    for at, child in enumerate(node.children):
        before = node.children[runs[-1][-1]] if runs else None
        if child.is_bullet and before is not None and before.is_bullet:
            runs[-1].append(at)
        else:
            runs.append([at])
    if not any(node.children[run[0]].is_bullet for run in runs):
        return node
    distances = [node.gap + child.extra for child in node.children]
    inner = [distances[run[0]] for run in runs[1:]]
    apart = [0, *beyond(inner, gap := usual(inner))]
    grouped = []
    for run, extra in zip(runs, apart, strict=True):
        items = [node.children[at] for at in run]
        head = _list([*items], [distances[at] for at in run[1:]]) if items[0].is_bullet else items[0]
        grouped.append(replace(head, extra=extra))
    return replace(node, children=tuple(grouped), gap=gap)


def _list(items: "Sequence[OutlineNode]", distances: Sequence[int]) -> "OutlineNode":
    gap, indent = usual(distances), items[0].indent
    apart = [0, *beyond(distances, gap)]
    inside = tuple(
        replace(item, extra=extra, indent=item.indent - indent if abs(item.indent - indent) > ALIKE_SLACK else 0)
        for item, extra in zip(items, apart, strict=True)
    )
    return replace(
        items[0],
        kind="col",
        children=inside,
        color="",
        gap=gap,
        padding=(0, 0, 0, indent),
        direction="col",
        indent=0,
        place="",
        is_full=True,
        label="",
        said="",
        wrap_width=0,
        line_pitch=0,
        is_written=any(item.is_written for item in items),
    )
