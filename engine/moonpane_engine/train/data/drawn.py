"""A page that was drawn: its tree brought to what the drawing really shows, or why it must be left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from moonpane_engine.train.pages.node import Node, settled

Place = tuple[float, float, float, float]  # x, y, width, height; CSS px
_EDGE = 1.5  # px that rounding may add
_WRAP_ROOM = 4  # px that a text of several lines is wider than its longest line
_LINE = 1.25  # line-height of the house style


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page with its layout (the renderer's JSON, with elements) and its picture, (H, W, 3) uint8."""

    body: Node
    layout: Mapping[str, Any]
    pixels: np.ndarray


def places_of(layout: Mapping[str, Any]) -> dict[int, Place]:
    """Return where each node lies, by its number in document order."""
    places: dict[int, Place] = {}
    for element in layout["elements"]:
        if element["source"]:
            places[int(element["source"].split(":")[1])] = tuple(element["place"])
    return places


def fault(body: Node, layout: Mapping[str, Any], *, max_height: int) -> str:
    """Say in a word why a drawn page must be left out, empty if it is sound.

    Sound: everything inside the picture and each thing inside of what holds it, each text laid out as written, and no
    button or badge of several lines.
    """
    if not layout.get("complete", True):
        return "incomplete"
    if layout["height"] >= max_height or layout["content_height"] > layout["height"] + _EDGE:
        return "height"
    places = places_of(layout)
    nodes = list(body.walk())
    if len(places) != len(nodes):
        return "elements"
    numbers = {id(node): number for number, node in enumerate(nodes)}
    for node in nodes:
        if not all(_is_inside(places[numbers[id(child)]], places[numbers[id(node)]]) for child in node.children):
            return "overflow"
    if places[0][2] > layout["width"] + _EDGE:
        return "overflow"
    written = [node.text for node in nodes if node.text]
    if written != [block["text"] for block in layout["blocks"]]:
        return "texts"
    for block, node in _lines_of(body, layout):
        if len(block["lines"]) > 1 and "background" in node.style and "line-height" not in node.style:
            return "lines"
    return ""


def _is_inside(inner: Place, outer: Place) -> bool:
    return (
        inner[0] >= outer[0] - _EDGE
        and inner[1] >= outer[1] - _EDGE
        and inner[0] + inner[2] <= outer[0] + outer[2] + _EDGE
        and inner[1] + inner[3] <= outer[1] + outer[3] + _EDGE
    )


def tell_truth(drawn: Drawn) -> None:
    """Bring the tree to what is seen: places, line-heights for texts of several lines only, the colours of pictures.

    Columns of a table cannot be seen, so rows that had cells of one width say the distances that are seen instead.
    """
    places = places_of(drawn.layout)
    for number, node in enumerate(drawn.body.walk()):
        node.place = places[number]
        if node.is_seen:
            node.style["background"] = _mean_colour(drawn.pixels, node.place)
    for block, node in _lines_of(drawn.body, drawn.layout):
        if "background" not in node.style:
            node.place = (block["x"], block["y"], block["width"], block["height"])
        if len(block["lines"]) < 2:
            node.style.pop("line-height", None)
        elif "line-height" not in node.style:
            node.style["line-height"] = f"{round(int(node.style['font-size'].removesuffix('px')) * _LINE)}px"
    for node in drawn.body.walk():
        if node.direction == "row" and any(map(_is_cell, node.children)):
            _say_distances(node)
    settled(drawn.body)


def _is_cell(node: Node) -> bool:
    """Whether a node does nothing but give its only child a width."""
    return node.direction == "col" and len(node.children) == 1 and node.style.keys() == {"width"}


def _say_distances(row: Node) -> None:
    row.children = [child.children[0] if _is_cell(child) else child for child in row.children]
    end = 0.0
    for number, child in enumerate(row.children):
        if child.text:
            child.style.pop("flex", None)
            child.style.pop("align-self", None)
        if "line-height" in child.style:
            child.style["width"] = f"{round(child.place[2]) + _WRAP_ROOM}px"
        child.before = round(child.place[0] - end) if number else None
        end = child.place[0] + child.place[2]


def _lines_of(body: Node, layout: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], Node]]:
    return list(zip(layout["blocks"], (node for node in body.walk() if node.text), strict=True))


def _mean_colour(pixels: np.ndarray, place: Place) -> str:
    x, y, width, height = place
    left, top, right, bottom = round(x), round(y), round(x + width), round(y + height)
    shown = pixels[max(top, 0) : max(bottom, top + 1), max(left, 0) : max(right, left + 1)].reshape(-1, 3)
    red, green, blue = shown.mean(axis=0).round().astype(int) if len(shown) else (128, 128, 128)
    return f"#{red:02x}{green:02x}{blue:02x}"
