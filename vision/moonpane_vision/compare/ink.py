"""Text blocks found by colour injection, the way Design2Code finds them: no OCR, no access to the live page.

In two copies of a page every element paints its own text in a colour of its own, the second copy shifted by 50
levels; where the pictures of both differ by just that, there is text, and its colour says whose it is.

    for copy in ink_copies(html):
        ... render copy.first and copy.second at the size of the page ...
    blocks = blocks_from_ink(picture, [(copy, first_picture, second_picture), ...])

Differences to the original: any element may hold text, not seventeen tags; only elements with text of their own take
a colour; list markers are no text; where 4096 colours are too few there are more copies; copies of different size
are compared where both are.
"""

import html as markup
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

import numpy as np
from numpy.typing import NDArray

from moonpane_vision.compare.blocks import TextBlock

_LEVELS = 16  # per channel: 10, 26, ... 250
_FIRST_LEVEL = 10
_SHIFT = 50
_SHIFT_TOLERANCE = 8
_COLOR_TOLERANCE = 4
_COLORS = _LEVELS**3

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_NEVER_SHOWN = frozenset(["head", "title", "style", "script", "template", "noscript"])

# The id that no element has lends the rules the weight to win over classes.
_PLAIN = (
    "<style>*:not(#moonpane-ink),*:not(#moonpane-ink)::before,*:not(#moonpane-ink)::after"
    "{background:transparent!important;text-shadow:none!important;transition:none!important;"
    "-webkit-text-fill-color:currentcolor!important}*::marker{color:transparent!important}%s</style>"
)


@dataclass(frozen=True, slots=True)
class InkCopy:
    """Two instrumented copies of a page and the texts to find in them: texts[i] is painted in the i-th colour."""

    first: str
    second: str
    texts: tuple[str, ...]


@dataclass(slots=True)
class _Element:
    """A start tag in the page's source, and the text directly inside of it."""

    tag: str
    offset: int
    style: str | None
    texts: list[str]
    placeholder: bool = False  # the text is a placeholder, which takes its colour from a rule of its own


def ink_copies(html: str) -> list[InkCopy]:
    """The copies of a page whose pictures tell where its texts are; several only if colours run out."""
    scan = _Scan(html)
    elements = [element for element in scan.elements if element.texts]
    copies = []
    for start in range(0, max(1, len(elements)), _COLORS):
        inked = elements[start : start + _COLORS]
        first, second = (_painted(html, scan, inked, shift) for shift in (0, _SHIFT))
        copies.append(InkCopy(first, second, tuple(" ".join(element.texts) for element in inked)))
    return copies


def blocks_from_ink(
    picture: NDArray[np.uint8], copies: Sequence[tuple[InkCopy, NDArray[np.uint8], NDArray[np.uint8]]]
) -> list[TextBlock]:
    """Blocks of a page from its picture and the pictures of its copies (first, second), all RGB uint8 (H, W, 3).

    A block is the rectangle around an element's painted pixels, its colour their mean in the true picture;
    elements of which nothing is painted are left out.
    """
    blocks = []
    for copy, first, second in copies:
        rows, columns, owner = _ink(picture, first, second, len(copy.texts))
        count = np.bincount(owner, minlength=len(copy.texts))
        color = [np.bincount(owner, picture[rows, columns, channel], len(copy.texts)) for channel in range(3)]
        left, top, right, bottom = _bounds(rows, columns, owner, len(copy.texts))
        for index in np.flatnonzero(count):
            mean = tuple(float(channel[index] / count[index]) for channel in color)
            box = (left[index], top[index], right[index] - left[index] + 1, bottom[index] - top[index] + 1)
            x, y, width, height = (float(value) for value in box)
            blocks.append(TextBlock(copy.texts[index], x, y, width, height, (mean[0], mean[1], mean[2])))
    return blocks


def _ink(
    picture: NDArray[np.uint8], first: NDArray[np.uint8], second: NDArray[np.uint8], count: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the pixels painted in one of the first `count` colours, and in which."""
    height, width = np.min([image.shape[:2] for image in (picture, first, second)], axis=0)
    first, second = first[:height, :width], second[:height, :width]
    off = (second - first - np.uint8(_SHIFT)).astype(np.int8)  # wraps around on purpose
    rows, columns = np.nonzero((np.abs(off.astype(np.int16)) <= _SHIFT_TOLERANCE).all(axis=2))
    color = first[rows, columns].astype(np.intp)
    step = 256 // _LEVELS
    level = np.clip((color - _FIRST_LEVEL + step // 2) // step, 0, _LEVELS - 1)
    exact = (np.abs(color - (_FIRST_LEVEL + step * level)) <= _COLOR_TOLERANCE).all(axis=1)
    owner = (level[:, 0] * _LEVELS + level[:, 1]) * _LEVELS + level[:, 2]
    known = exact & (owner < count)
    return rows[known], columns[known], owner[known]


def _bounds(rows: NDArray, columns: NDArray, owner: NDArray, count: int) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """First and last column and row of each owner's pixels: left, top, right, bottom."""
    far = np.iinfo(np.intp).max
    left, top = np.full(count, far, dtype=np.intp), np.full(count, far, dtype=np.intp)
    right, bottom = np.full(count, -1, dtype=np.intp), np.full(count, -1, dtype=np.intp)
    np.minimum.at(left, owner, columns)
    np.minimum.at(top, owner, rows)
    np.maximum.at(right, owner, columns)
    np.maximum.at(bottom, owner, rows)
    return left, top, right, bottom


def _color(index: int, shift: int) -> str:
    step = 256 // _LEVELS
    levels = (index // _LEVELS**2, index // _LEVELS % _LEVELS, index % _LEVELS)
    red, green, blue = ((_FIRST_LEVEL + step * level + shift) % 256 for level in levels)
    return f"rgb({red},{green},{blue})"


def _painted(html: str, scan: "_Scan", inked: Sequence[_Element], shift: int) -> str:
    """The page with a colour for each of `inked`; other texts are not to be seen."""
    number = {id(element): index for index, element in enumerate(inked)}
    pieces, rules, done = [], [], 0
    for element in scan.elements:
        index = number.get(id(element))
        if element.texts or element.style is not None:
            color = ""
            if element.texts:
                paint = "transparent" if index is None else _color(index, shift)
                color = f"color:{paint}!important;opacity:1!important"
            style = f"{element.style or ''};background:transparent!important;{color}"
            mark = ""
            if element.placeholder:
                mark = f' data-moonpane-ink="{element.offset}"'
                rules.append(f'[data-moonpane-ink="{element.offset}"]::placeholder{{{color}!important}}')
            name_end = element.offset + 1 + len(element.tag)
            # Put before the tag's own attributes: of two style attributes the first counts.
            pieces += [html[done:name_end], f' style="{markup.escape(style)}"{mark}']
            done = name_end
    page = "".join([*pieces, html[done:]])
    at = scan.style_offset  # lies before every tag, so nothing has moved it
    return page[:at] + _PLAIN % "".join(rules) + page[at:]


class _Scan(HTMLParser):
    """Start tags of a page in source order, each with the texts directly inside; nesting as the source says it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[_Element] = []
        self.style_offset = 0  # where a style element may stand
        self._open: list[_Element] = []
        self._line_starts = [0]
        for line in html.split("\n"):
            self._line_starts.append(self._line_starts[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def handle_decl(self, decl: str) -> None:
        """The style goes after the document type, for before it the page would be in quirks mode."""
        if not self.elements:
            self.style_offset = self._offset() + len(decl) + 3

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the tag; inputs say what they hold or their placeholder."""
        values = dict(reversed(attrs))  # of two equal attributes the first counts
        element = _Element(tag, self._offset(), values.get("style"), [])
        self.elements.append(element)
        if tag == "input" and values.get("type") not in ("hidden", "checkbox", "radio", "password"):
            shown = values.get("value") or values.get("placeholder") or ""
            element.texts = [shown] if shown.strip() else []
            element.placeholder = bool(shown.strip()) and not values.get("value")
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<div/>` opens a div; only in SVG would it be closed, where no text of ours is."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Closes the innermost element of this name and all inside of it."""
        for index in reversed(range(len(self._open))):
            if self._open[index].tag == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        """Text belongs to the innermost open element; text of a page without tags has nowhere to go."""
        text = " ".join(data.split())
        if text and self._open and not any(element.tag in _NEVER_SHOWN for element in self._open):
            self._open[-1].texts.append(text)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column
