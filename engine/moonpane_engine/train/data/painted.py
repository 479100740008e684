"""Pages painted without a browser, some hundred a second: what is read on a page has to be seen in many pages.

A small twin of CSS for the house style alone (`train.pages.node`): columns, rows and grids of texts and boxes, drawn by
Pillow. Shadows, icons and photos are left out; the rendered pages have them. How near it comes to the product's own
renderer, `tests/train/test_painted.py` holds.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from moonpane_engine.train.data.drawn import Drawn, fault, tell_truth
from moonpane_engine.train.pages import Page, make_page
from moonpane_engine.train.pages.node import Node, is_grid
from moonpane_engine.train.pages.palette import draw_colour
from moonpane_resources.paths import fonts_dir

LINE = 1.25  # line-height of the house style
LEAST_HEIGHT = 200  # px, of the renderer's pictures
_PLAIN_SIZE = 16  # px, of what says no size
_SEEDS = range(20_000_000, 1 << 40)  # far from those of rendered pages, held-out ones included


def painted_page(rng: Random, *, level: int, width: int, max_height: int) -> tuple[np.ndarray, str]:
    """A picture (H, W, 3) uint8, at most so high, and its page in the house style as it is seen."""
    while True:
        page = make_page(rng.randrange(_SEEDS.start, _SEEDS.stop), level=level, width=width)
        for node in page.body.walk():
            if node.is_seen:
                node.style["background"] = draw_colour(rng, dark=rng.random() < 0.4)
        layout = Layout(page)
        told = layout.told()
        if not fault(page.body, told, max_height=max_height):
            pixels = layout.painted()
            tell_truth(Drawn(page.body, told, pixels))
            return pixels, page.html


Place = tuple[float, float, float, float]  # x, y, width, height in px; the border's outer edge


class Layout:
    """Where the elements of one page lie. It is laid out once: a change of its tree afterwards is not seen."""

    def __init__(self, page: Page) -> None:
        self._family = page.family.split(",")[0].strip("'\"").replace(" ", "")
        self._widths: dict[int, float] = {}
        self._heights: dict[tuple[int, float], float] = {}
        self._page = page

    @property
    def page_height(self) -> int:
        """In whole px, as a picture has it."""
        return max(math.ceil(self.height(self._page.body, self._page.width)), LEAST_HEIGHT)

    def told(self) -> dict[str, Any]:
        """The layout as the product's renderer tells it, as far as `drawn` asks."""
        elements, blocks = [], []
        for number, (node, place) in enumerate(self.placed()):
            elements.append({"source": f"page:{number}:1", "place": place})
            if node.text:
                lines = [{"text": line} for line in self.lines(node, place[2])]
                sides = dict(zip(("x", "y", "width", "height"), place, strict=True))
                blocks.append({"text": node.text, "lines": lines, **sides})
        height = self.page_height
        size = {"width": self._page.width, "height": height, "content_height": height}
        return {"elements": elements, "blocks": blocks, **size}

    def painted(self) -> np.ndarray:
        """The page's picture, (H, W, 3) uint8, as high as the page."""
        ground = self._page.body.style.get("background", "#ffffff")
        image = Image.new("RGB", (self._page.width, self.page_height), ground)
        draw = ImageDraw.Draw(image)
        for node, place in self.placed():
            _draw(draw, self, node, place)
        return np.asarray(image)

    def font(self, node: Node) -> ImageFont.FreeTypeFont:
        return _font(self._family, node.style.get("font-weight") == "700", _size(node))

    def lines(self, node: Node, width: float) -> list[str]:
        """The lines that a text has in a box of this width; one, unless the style has a line-height."""
        if "line-height" not in node.style:
            return [node.text]
        room, font, lines = width - _insets(node)[1], self.font(node), [""]
        for word in node.text.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and font.getlength(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def natural(self, node: Node) -> float:
        """The width that an element has where nothing bounds it."""
        if id(node) not in self._widths:
            self._widths[id(node)] = self._natural(node)
        return self._widths[id(node)]

    def _natural(self, node: Node) -> float:
        if "width" in node.style:
            return _px(node.style["width"])
        inner = self.font(node).getlength(node.text) if node.text else 0.0
        widths = [self.natural(child) + _margin(child, "margin-left") for child in node.children]
        if node.direction == "row":
            inner = sum(widths) + _gap(node) * (len(widths) - 1)
            if is_grid(node):
                inner = max(widths) * len(widths) + _gap(node) * (len(widths) - 1)
        elif widths:
            inner = max(widths)
        return inner + _insets(node)[1]

    def height(self, node: Node, width: float) -> float:
        """The height of an element that is so wide."""
        key = (id(node), width)
        if key not in self._heights:
            self._heights[key] = self._height(node, width)
        return self._heights[key]

    def _height(self, node: Node, width: float) -> float:
        if "height" in node.style:
            return _px(node.style["height"])
        vertical = _insets(node)[0]
        if not node.children:
            each = _px(node.style["line-height"]) if "line-height" in node.style else LINE * _size(node)
            return vertical + (each * len(self.lines(node, width)) if node.text else 0.0)
        inside = width - _insets(node)[1]
        if node.direction == "row":
            widths = self._shared(node, inside)
            return vertical + max(self.height(child, each) for child, each in zip(node.children, widths, strict=True))
        heights = [
            self.height(child, self._across(child, inside)) + _margin(child, "margin-top") for child in node.children
        ]
        return vertical + sum(heights) + _gap(node) * (len(heights) - 1)

    def _across(self, child: Node, inside: float) -> float:
        """The width of a column's child."""
        if "width" in child.style:
            return _px(child.style["width"])
        return min(self.natural(child), inside) if "align-self" in child.style else inside

    def _shared(self, row: Node, inside: float) -> list[float]:
        """The widths of a row's children."""
        gaps = _gap(row) * (len(row.children) - 1)
        if is_grid(row):
            return [(inside - gaps) / len(row.children)] * len(row.children)
        sharing = [number for number, child in enumerate(row.children) if child.style.get("flex") == "1"]
        widths = [0.0 if number in sharing else self.natural(child) for number, child in enumerate(row.children)]
        margins = sum(_margin(child, "margin-left") for child in row.children)
        spare = inside - gaps - margins - sum(widths)
        wrapping = [number for number, child in enumerate(row.children) if "line-height" in child.style]
        for number in sharing or (wrapping if spare < 0 else []):
            widths[number] = max(widths[number] + spare / len(sharing or wrapping), 1.0)
        return widths

    def placed(self) -> Iterator[tuple[Node, Place]]:
        """Yield every element with its place, in document order."""
        yield from self._placed(self._page.body, (0, 0, self._page.width, self.page_height))

    def _placed(self, node: Node, place: Place) -> Iterator[tuple[Node, Place]]:
        yield node, place
        if not node.children:
            return
        x, y, width, height = place
        top, right, bottom, left = _edges(node)
        inner = (x + left, y + top, width - left - right, height - top - bottom)
        placing = self._in_row if node.direction == "row" else self._in_column
        for child, its in placing(node, inner):
            yield from self._placed(child, its)

    def _in_column(self, node: Node, inner: Place) -> Iterator[tuple[Node, Place]]:
        x, y, inside, _ = inner
        for number, child in enumerate(node.children):
            width = self._across(child, inside)
            offset = {"center": (inside - width) / 2, "flex-end": inside - width}
            y += _margin(child, "margin-top") + (_gap(node) if number else 0)
            left = x + offset.get(child.style.get("align-self", ""), 0.0) + _margin(child, "margin-left")
            height = self.height(child, width)
            yield child, (left, y, width, height)
            y += height

    def _in_row(self, node: Node, inner: Place) -> Iterator[tuple[Node, Place]]:
        x, y, inside, room = inner
        widths, gap = self._shared(node, inside), _gap(node)
        margins = sum(_margin(child, "margin-left") for child in node.children)
        spare = inside - sum(widths) - margins - gap * (len(widths) - 1)
        spread = node.style.get("justify-content", "")
        if spread == "space-between" and len(widths) > 1:
            gap += max(spare, 0.0) / (len(widths) - 1)
        x += {"center": spare / 2, "flex-end": spare}.get(spread, 0.0)
        align = node.style.get("align-items", "")
        for number, (child, width) in enumerate(zip(node.children, widths, strict=True)):
            height = self.height(child, width) if align or "height" in child.style else room
            offset = {"center": (room - height) / 2, "flex-end": room - height}.get(align, 0.0)
            x += _margin(child, "margin-left") + (gap if number else 0)
            yield child, (x, y + offset + _margin(child, "margin-top"), width, height)
            x += width


def _draw(draw: ImageDraw.ImageDraw, layout: Layout, node: Node, place: Place) -> None:
    x, y, width, height = place
    style = node.style
    border, line = _border(node), None
    if border:
        line = style["border"].split()[-1]
    if "background" in style or border:
        shape = (round(x), round(y), max(round(x + width), round(x) + 1) - 1, max(round(y + height), round(y) + 1) - 1)
        radius = min(_px(style.get("border-radius", "0px")), (shape[2] - shape[0]) / 2, (shape[3] - shape[1]) / 2)
        draw.rounded_rectangle(shape, max(radius, 0), fill=style.get("background"), outline=line, width=border)
    if node.text:
        _draw_text(draw, layout, node, place)


def _draw_text(draw: ImageDraw.ImageDraw, layout: Layout, node: Node, place: Place) -> None:
    x, y, width, height = place
    top, right, bottom, left = _edges(node)
    font, lines, style = layout.font(node), layout.lines(node, width), node.style
    each = _px(style["line-height"]) if "line-height" in style else LINE * _size(node)
    ascent, descent = font.getmetrics()
    inside = width - left - right
    if node.tag in ("button", "input") or node.direction == "row":
        y += top + (height - top - bottom - each * len(lines)) / 2
    else:
        y += top
    is_centred = node.tag == "button" or style.get("justify-content") == "center" or style.get("text-align") == "center"
    for line in lines:
        spare = inside - font.getlength(line)
        offset = spare / 2 if is_centred else spare if style.get("text-align") == "right" else 0.0
        at = (x + left + offset, y + (each - ascent - descent) / 2)
        draw.text(at, line, font=font, fill=style.get("color", "#000000"))
        if "underline" in style.get("text-decoration", "") or (node.tag == "a" and "href" in node.attributes):
            under = round(at[1] + ascent + 1)
            draw.line((at[0], under, at[0] + font.getlength(line), under), fill=style.get("color", "#000000"))
        y += each


@lru_cache(maxsize=512)
def _font(family: str, is_bold: bool, size: int) -> ImageFont.FreeTypeFont:
    path = fonts_dir() / f"{family}-{'Bold' if is_bold else 'Regular'}.ttf"
    if not path.exists():  # a family of a Debian package
        path = fonts_dir() / f"Inter-{'Bold' if is_bold else 'Regular'}.ttf"
    return ImageFont.truetype(path, size)


def _px(value: str) -> float:
    return float(value.removesuffix("px"))


def _size(node: Node) -> int:
    return int(_px(node.style.get("font-size", f"{_PLAIN_SIZE}px")))


def _gap(node: Node) -> float:
    return _px(node.style.get("gap", "0px"))


def _margin(node: Node, name: str) -> float:
    return _px(node.style.get(name, "0px"))


def _border(node: Node) -> int:
    return int(_px(node.style["border"].split()[0])) if "border" in node.style else 0


def _edges(node: Node) -> tuple[float, float, float, float]:
    """Padding and border: top, right, bottom, left."""
    sides = [_px(side) for side in node.style.get("padding", "0px").split()]
    top, right, bottom, left = (sides * 4)[:4] if len(sides) != 3 else (*sides, sides[1])
    border = _border(node)
    return top + border, right + border, bottom + border, left + border


def _insets(node: Node) -> tuple[float, float]:
    """What padding and border add to an element's height and width."""
    top, right, bottom, left = _edges(node)
    return top + bottom, left + right
