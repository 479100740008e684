"""A measured outline read back into a tree: what is on the page, where it lies, and how it looks.

The outline is one of `moonpane_vision.outline`, with the labels of `moonpane_resources.labels`; a line
`font Inter,sans-serif` may stand before it. Where a page is written in several answers, the lines of the one at hand
stand between a line `part` and a line `rest`.
"""

import re
from dataclasses import dataclass, field, replace

from moonpane_engine.page.shape import shaped

MAX_DEPTH = 64
MAX_THICKNESS = 5  # px; a thinner empty box is a line
_TEXT = re.compile(r'text (\S) (\d{1,3})((?: [^"]*)?)">(.*)</t')
_FONT = re.compile(r"font ([\w ,'-]{1,80})", re.ASCII)
_SIZE = re.compile(r"[a-z]+ (\d{1,5})x(\d{1,5})")
_COLOR = re.compile(r"#[0-9a-f]{6}\b")
_BORDER = re.compile(r" line(\d) (#[0-9a-f]{6})\b")
_PADDING = re.compile(r" p(\d{1,4}),(\d{1,4}),(\d{1,4}),(\d{1,4})\b")


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """One line of an outline and what is in it; lengths in px, 0 and "" where the line says nothing.

    `said` is a text as HTML, quotes aside. `extra` is how much farther from the one before it stands than its parent's
    `gap`; `indent` and `offset` how far it stands in and down; `place` is "mid" or "right" in its column.
    """

    kind: str  # "page", "box", "row", "col", "picture", "text"
    children: "tuple[OutlineNode, ...]" = ()
    width: int = 0
    height: int = 0
    color: str = ""
    border: str = ""  # as in CSS
    edge: str = ""  # likewise, of its lower side alone
    radius: int = 0
    padding: tuple[int, int, int, int] = (0, 0, 0, 0)  # top, right, bottom, left
    gap: int = 0
    extra: int = 0
    direction: str = "col"  # of its children
    distribution: str = ""  # "between", "center", "end"
    is_top: bool = False  # children of a row share their top edge
    place: str = ""
    indent: int = 0
    offset: int = 0  # below the top of its row
    is_full: bool = False
    label: str = ""
    said: str = ""
    font_size: int = 0
    is_bold: bool = False
    is_underlined: bool = False
    is_bullet: bool = False  # an item of a list
    wrap_width: int = 0  # of a text with several lines
    line_pitch: int = 0
    is_written: bool = True  # in the answer at hand: it is of this part, or something in it is

    @property
    def text(self) -> "OutlineNode | None":
        """The text that one element shows: its own, or the only thing in a box, which then is the text's element."""
        if self.kind == "text":
            return self
        is_lone = self.kind == "box" and len(self.children) == 1 and self.children[0].kind == "text"
        return self.children[0] if is_lone else None

    @property
    def is_line(self) -> bool:
        return min(self.width, self.height) <= MAX_THICKNESS


@dataclass(frozen=True, slots=True)
class PageOutline:
    """The page, every colour that was measured, and the `font-family`, "" where it is the model's choice."""

    page: OutlineNode
    colors: tuple[str, ...]
    font: str = ""


def read_outline(outline: str) -> PageOutline:
    """Lines that are no outline are ignored.

    Raises:
        ValueError: it is nested deeper than any page that was measured, and than its texts could be told apart in time.
    """
    opened, font = [_Opened(OutlineNode("page"))], ""
    lines = outline.splitlines()
    is_written = "part" not in lines
    for line in lines:
        kind = line.partition(" ")[0]
        if line in ("part", "rest"):
            is_written = line == "part"
        elif kind == "page":
            opened[0].node = _node(line)
        elif family := _FONT.fullmatch(line):
            font = family[1]
        elif text := _TEXT.fullmatch(line):
            opened[-1].children.append(replace(_text(text), is_written=is_written))
        elif kind == "picture":
            opened[-1].children.append(replace(_node(line), is_written=is_written))
        elif kind in ("box", "row", "col"):
            if len(opened) > MAX_DEPTH:
                raise ValueError(f"it is nested more than {MAX_DEPTH} deep")
            opened.append(_Opened(replace(_node(line), is_written=is_written)))
        elif line == "end" and opened[1:]:
            _close(opened)
    while opened[1:]:
        _close(opened)
    return PageOutline(shaped(opened[0].whole()), tuple(sorted(set(_COLOR.findall(outline)))), font)


@dataclass(slots=True)
class _Opened:
    """A node whose children are still to come."""

    node: OutlineNode
    children: list[OutlineNode] = field(default_factory=list)

    def whole(self) -> OutlineNode:
        is_written = self.node.is_written or any(child.is_written for child in self.children)
        return replace(self.node, children=tuple(self.children), is_written=is_written)


def _close(opened: list[_Opened]) -> None:
    whole = opened.pop().whole()
    if whole.kind == "box" or whole.children:  # a row of nothing is nothing
        opened[-1].children.append(whole)


def _node(line: str) -> OutlineNode:
    words, size, border, padding = line.split(), _SIZE.match(line), _BORDER.search(line), _PADDING.search(line)
    kind, fill = words[0], _COLOR.search(line.partition(" line")[0])
    return OutlineNode(
        kind,
        width=int(size[1]) if size else 0,
        height=int(size[2]) if size else 0,
        color=fill[0] if fill else "",
        border=f"{border[1]}px solid {border[2]}" if border else "",
        padding=(int(padding[1]), int(padding[2]), int(padding[3]), int(padding[4])) if padding else (0, 0, 0, 0),
        direction="row" if "row" in words else "col",
        distribution=next((word for word in words if word in ("between", "center", "end")), ""),
        is_top="top" in words,
        radius=_number(words, "r"),
        gap=_number(words, "g"),
        extra=_extra(words),
        place=_place(words),
        indent=_number(words, "x"),
        offset=_number(words, "y"),
        is_full="full" in words,
    )


def _text(line: re.Match[str]) -> OutlineNode:
    label, size, marks, said = line.groups()
    color, words = _COLOR.search(marks), marks.split()
    return OutlineNode(
        "text",
        label=label,
        said=said,
        font_size=int(size),
        color=color[0] if color else "",
        is_bold="b" in words,
        is_underlined="u" in words,
        is_bullet="bullet" in words,
        wrap_width=_number(words, "w"),
        line_pitch=_number(words, "lh"),
        extra=_extra(words),
        place=_place(words),
        indent=_number(words, "x"),
        offset=_number(words, "y"),
        is_full="full" in words,
    )


def _extra(words: list[str]) -> int:
    return int(next((word for word in words if re.fullmatch(r"[+-]\d{1,4}", word)), "0"))


def _place(words: list[str]) -> str:
    return next((word for word in words if word in ("mid", "right")), "")


def _number(words: list[str], sign: str) -> int:
    """What stands behind a sign: 12 for "g12"."""
    found = next((match for word in words if (match := re.fullmatch(rf"{sign}(\d{{1,4}})", word))), None)
    return int(found[1]) if found else 0
