"""How well a parsed screen agrees with the layout that the renderer saw in the page."""

import os
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from moonpane_resources.paths import fonts_conf
from moonpane_vision.parse import Node, Rect, Screen, TextLine
from tests.vision.seen import (
    SeenBox,
    above_veil,
    cut_lines,
    drawings,
    edges,
    hidden_blocks,
    is_hidden,
    seen_boxes,
    through_veil,
    veil_order,
)

BOX_IOU = 0.8
LINE_IOU = 0.7


@dataclass
class Agreement:
    """Counts and errors of one page, or of several added up."""

    truth_lines: int = 0
    found_lines: int = 0
    hits: int = 0
    truth_boxes: int = 0
    found_boxes: int = 0
    box_hits: int = 0
    text_colour: list[float] = field(default_factory=list)  # CIE76 distances
    fill_colour: list[float] = field(default_factory=list)
    size_error: list[float] = field(default_factory=list)  # relative
    bold: list[bool] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Agreement") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def row(self, name: str) -> str:
        def share(part: int, whole: int) -> str:
            return f"{part / whole:6.3f}" if whole else "     -"

        def mean(values: list) -> float:
            return float(np.mean(values)) if values else 0.0

        return (
            f"{name:16s} lines {self.truth_lines:4d} R {share(self.hits, self.truth_lines)} "
            f"P {share(self.hits, self.found_lines)}  boxes {self.truth_boxes:4d} "
            f"R {share(self.box_hits, self.truth_boxes)} P {share(self.box_hits, self.found_boxes)}  "
            f"dE text {mean(self.text_colour):5.2f} fill {mean(self.fill_colour):5.2f}  "
            f"size {mean(self.size_error):5.3f} bold {mean(self.bold):5.3f}"
        )


@dataclass(frozen=True)
class TrueLine:
    """A line of one text block as laid out."""

    text: str
    x: float
    y: float
    width: float
    height: float
    colour: tuple[int, int, int]
    font_size: float
    weight: int

    @property
    def right(self) -> float:
        return self.x + self.width

    def holds(self, line: TextLine) -> bool:
        """Whether the line's letters stand at this height."""
        middle = line.baseline - 0.36 * line.font_size
        return self.y <= middle <= self.y + self.height


def draw_pages(pages: Path, target: Path) -> None:
    """Draw a folder of HTML pages to NAME.png, with the layout that the renderer saw in NAME.json."""
    subprocess.run(
        [sys.executable, "-m", "moonpane.preview.headless", str(pages), "-o", str(target), "--boxes"],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts_conf())},
        check=True,
        capture_output=True,
        timeout=240,
    )


def agreement(screen: Screen, layout: dict[str, Any]) -> Agreement:
    """Compare texts and boxes; `layout` is the renderer's JSON."""
    result = Agreement()
    _compare_lines(screen, _true_lines(layout), result, cut_lines(layout))
    _compare_boxes(screen, seen_boxes(layout), result, drawings(layout), edges(layout))
    return result


def _true_lines(layout: dict[str, Any]) -> list[TrueLine]:
    """Lines as they are seen: elements within a sentence are one line while colour and size stay the same."""
    lines = sorted(_laid_out(layout), key=lambda line: (line.y + line.height / 2, line.x))
    merged: list[TrueLine] = []
    for line in sorted(lines, key=lambda line: line.x):
        for at, other in enumerate(merged):
            gap = line.x - other.right
            level = abs(line.y + line.height / 2 - other.y - other.height / 2) <= 3
            alike = line.font_size == other.font_size and _colour_distance(line.colour, other.colour) < 15
            if level and alike and gap <= 0.45 * line.font_size and gap > -other.width - 1:
                right = max(line.right, other.right)
                merged[at] = replace(other, text=f"{other.text} {line.text}", width=right - other.x)
                break
        else:
            merged.append(line)
    return merged


def _laid_out(layout: dict[str, Any]) -> list[TrueLine]:
    """Lines that no box hides, in the colours they have below a veil."""
    hidden, veil = hidden_blocks(layout), veil_order(layout)
    above = above_veil(layout, veil)
    return [
        TrueLine(
            text=line["text"],
            x=line["x"],
            y=line["y"],
            width=line["width"],
            height=line["height"],
            colour=tuple(block["color"]) if index in above else through_veil(tuple(block["color"]), layout, veil),
            font_size=block["font_size"],
            weight=block["font_weight"],
        )
        for index, block in enumerate(layout["blocks"])
        for line in block["lines"]
        if line["width"] >= 2 and not is_hidden(line, hidden.get(index))
    ]


def _iou(start: float, end: float, other_start: float, other_end: float) -> float:
    shared = min(end, other_end) - max(start, other_start)
    return max(0.0, shared) / (max(end, other_end) - min(start, other_start))


def _compare_lines(screen: Screen, truth: list[TrueLine], result: Agreement, cut: list[Rect]) -> None:
    """What is found of a line that is partly covered, and matches no other, is not judged."""
    free = list(screen.lines)
    result.truth_lines, result.found_lines = len(truth), len(free)
    for line in truth:
        near = [item for item in free if line.holds(item)]
        best = max(near, key=lambda item: _iou(line.x, line.right, item.ink.x, item.ink.right), default=None)
        # One narrow letter or digit fills less of its advance width than a word does.
        least = LINE_IOU if len(line.text) > 2 else 0.4
        if best is None or _iou(line.x, line.right, best.ink.x, best.ink.right) < least:
            result.notes.append(f"missed line {line.text!r} at {line.x:.0f},{line.y:.0f}")
            continue
        free.remove(best)
        result.hits += 1
        result.text_colour.append(_colour_distance(line.colour, best.colour))
        result.size_error.append(abs(best.font_size - line.font_size) / line.font_size)
        result.bold.append(best.bold == (line.weight >= 600))
        if result.size_error[-1] > 0.12:
            result.notes.append(f"size {best.font_size} for {line.font_size} of {line.text!r}")
        if not result.bold[-1]:
            result.notes.append(f"bold {best.bold} for weight {line.weight} of {line.text!r}")
        if result.text_colour[-1] > 5:
            result.notes.append(f"colour {best.colour} for {line.colour} of {line.text!r}")
    judged = [item for item in free if not any(rect.contains(item.ink, slack=2) for rect in cut)]
    result.found_lines -= len(free) - len(judged)
    for item in judged:
        result.notes.append(f"extra line at {item.ink} size {item.font_size}")


def _boxes(node: Node) -> list[Node]:
    own = [node] if node.kind in ("box", "picture") and min(node.rect.width, node.rect.height) >= 5 else []
    return own + [box for child in node.children for box in _boxes(child)]


def _compare_boxes(
    screen: Screen, truth: list[SeenBox], result: Agreement, drawn: list[Rect], edges: list[Rect]
) -> None:
    """What is found within a vector drawing and matches no box is not judged: the document does not list it.

    Nor is the thick border of a box on one side, which is seen as a box, but is none in the document.
    """
    # The ground of a page is no box of the truth; where it is a gradient, the parser says so with a box of its size.
    free = [node for node in _boxes(screen.root) if node.rect != screen.root.rect]
    result.truth_boxes, result.found_boxes = len(truth), len(free)
    for rect, fill in ((box.rect, box.fill) for box in truth):
        best = max(free, key=lambda node: _area_iou(node.rect, rect), default=None)
        if best is None or _area_iou(best.rect, rect) < BOX_IOU:
            result.notes.append(f"missed box {rect} {fill}, nearest {best.rect if best else None}")
            continue
        free.remove(best)
        result.box_hits += 1
        if best.fill is not None and fill is not None:
            result.fill_colour.append(_colour_distance(fill, best.fill))
    judged = [node for node in free if not any(rect.contains(node.rect, slack=2) for rect in (*drawn, *edges))]
    result.found_boxes -= len(free) - len(judged)
    for node in judged:
        result.notes.append(f"extra box {node.rect} {node.fill}")


def _area_iou(one: Rect, other: Rect) -> float:
    shared = one.overlap(other)
    return shared / (one.area + other.area - shared)


def _colour_distance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """CIE76 distance of two sRGB colours; 2.3 is just noticeable."""
    return float(np.linalg.norm(_lab(one) - _lab(other)))


def _lab(colour: tuple[int, ...]) -> np.ndarray:
    channel = np.array(colour, np.float64) / 255.0
    linear = np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = matrix @ linear / np.array([0.9505, 1.0, 1.089])
    fx, fy, fz = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])
