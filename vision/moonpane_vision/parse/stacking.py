"""Layers among the nodes of one element: which of them lie on others, and which only overlap their neighbours."""

from collections.abc import Sequence
from itertools import pairwise

from moonpane_vision.parse.layers import edges_of, overlaps, pairs_across
from moonpane_vision.parse.model import Node


def upper_layer(items: Sequence[Node]) -> list[Node]:
    """Those that lie over others; empty where none does."""
    drawn = [item for item in items if item.kind in ("box", "picture")]
    pairs = ((drawn[a], drawn[b]) for a, b in pairs_across(edges_of(drawn)))
    upper = {id(one if one.layer > other.layer else other) for one, other in pairs if one.layer != other.layer}
    return [item for item in items if id(item) in upper]


def is_overlapping_row(ordered: Sequence[Node]) -> bool:
    """Whether items from left to right each reach over the one before, as the portraits of a team do."""
    return all(
        one.rect.x < other.rect.x and one.rect.right < other.rect.right and not _lies_on(one, other)
        for one, other in pairwise(ordered)
    )


def _lies_on(upper: Node, lower: Node) -> bool:
    """Whether two boxes or pictures overlap, and which of them is seen: texts that touch only stand close."""
    is_drawn = upper.kind in ("box", "picture") and lower.kind in ("box", "picture")
    return is_drawn and upper.layer > lower.layer and overlaps(upper.rect, lower.rect)
