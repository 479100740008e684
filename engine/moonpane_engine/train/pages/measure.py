"""Rough sizes of nodes before any rendering, so that pages are composed to fit; the renderer has the last word."""

from math import ceil

from moonpane_engine.train.pages.fonts import text_width
from moonpane_engine.train.pages.node import Node

_LINE = 1.25  # line-height of the house style


def natural_width(node: Node, family: str) -> float:
    """Return the estimated width in px of a node that does not stretch."""
    if "width" in node.style:
        return _px(node, "width")
    inner = 0.0
    if node.text:
        inner = text_width(node.text, int(_px(node, "font-size")), family, bold="font-weight" in node.style)
    elif node.direction == "row":
        inner = sum(natural_width(child, family) for child in node.children) + _gaps(node)
    elif node.children:
        inner = max(natural_width(child, family) for child in node.children)
    return inner + 2 * _padding(node)[1] + 2 * _border(node)


def estimated_height(node: Node, width: float, family: str) -> float:
    """Return the estimated height in px of a node that is `width` px wide."""
    if "height" in node.style:
        return _px(node, "height")
    vertical, horizontal = _padding(node)
    inside = width - 2 * horizontal - 2 * _border(node)
    inner = 0.0
    if node.text:
        size = int(_px(node, "font-size"))
        inner = size * _LINE
        if "line-height" in node.style:
            full = text_width(node.text, size, family, bold="font-weight" in node.style)
            inner = ceil(full * 1.04 / max(inside, 1)) * _px(node, "line-height")
    elif node.direction == "row":
        inner = _row_height(node, inside, family)
    else:
        inner = sum(estimated_height(child, inside, family) for child in node.children) + _gaps(node)
    return inner + 2 * vertical + 2 * _border(node)


def _row_height(node: Node, inside: float, family: str) -> float:
    fixed = sum(natural_width(child, family) for child in node.children if "flex" not in child.style)
    flexible = sum("flex" in child.style for child in node.children)
    share = (inside - fixed - _gaps(node)) / max(flexible, 1)
    return max(
        estimated_height(child, share if "flex" in child.style else natural_width(child, family), family)
        for child in node.children
    )


def _gaps(node: Node) -> float:
    return sum(node.gap if child.before is None else child.before for child in node.children[1:])


def _padding(node: Node) -> tuple[float, float]:
    values = [float(value.removesuffix("px")) for value in node.style.get("padding", "0px").split()]
    if len(values) == 4:  # a list: room for its bullets on the left only
        return (values[0] + values[2]) / 2, (values[1] + values[3]) / 2
    return values[0], values[-1]


def _border(node: Node) -> float:
    return float(node.style["border"].split("px")[0]) if node.style.get("border", "0") != "0" else 0.0


def _px(node: Node, name: str) -> float:
    return float(node.style.get(name, "0px").removesuffix("px"))
