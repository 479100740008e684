"""What a measured outline demands of the page: its texts in order, their colours, and what is around them.

The outline is one of `moonpane_vision.outline`, with the labels of `moonpane_resources.labels`.
"""

import re
from dataclasses import dataclass, replace

MAX_DEPTH = 64
_TEXT = re.compile(r'text (\S) (\d{1,3})((?: [^"]*)?)">(.*)</t')
_SIZE = re.compile(r"[a-z]+ (\d{1,4})x(\d{1,4})")
_COLOR = re.compile(r"#[0-9a-f]{6}\b")


@dataclass(frozen=True, slots=True)
class Group:
    """A box, which is painted, or a row or column, by its number; `color` is a box's fill, empty where it has none."""

    number: int
    is_box: bool
    direction: str  # "row", "col"; empty for a box that does not say
    width: int  # px
    height: int
    color: str = ""
    is_lone: bool = False  # a box with nothing but one text: one element may be both


@dataclass(frozen=True, slots=True)
class OutlineText:
    """One text: `said` is HTML-escaped, quotes aside; the size in px, `color` empty where none was measured."""

    label: str
    said: str
    font_size: int
    color: str
    is_bold: bool
    is_wrapped: bool  # it has several lines
    is_underlined: bool
    is_bullet: bool  # an item of a list
    path: tuple[Group, ...]  # what it is in, the outermost first

    @property
    def boxes(self) -> tuple[Group, ...]:
        return tuple(group for group in self.path if group.is_box)

    def groups_inside(self, num_boxes: int) -> tuple[Group, ...]:
        """The rows and columns between so many of its boxes and the next one, or itself."""
        inside: list[list[Group]] = [[]]
        for group in self.path:
            if group.is_box:
                inside.append([])
            else:
                inside[-1].append(group)
        return tuple(inside[num_boxes])


class PageOutline:
    """Texts in order, and how much else there is. Lines that are no outline are ignored.

    Raises:
        ValueError: it is nested deeper than any page that was measured, and than its texts could be told apart in time.
    """

    def __init__(self, outline: str) -> None:
        self.texts: list[OutlineText] = []
        self.colors = tuple(sorted(set(_COLOR.findall(outline))))
        self.num_pictures = 0  # whose colours only the picture shows
        self._children: list[int] = []  # of each group
        self._boxes: set[int] = set()
        path: list[Group] = []
        for line in outline.splitlines():
            kind = line.partition(" ")[0]
            text = _TEXT.fullmatch(line)
            if line == "end" and path:
                path.pop()
            elif kind == "page" and "row" in line.split():
                path.append(self._new_group(line))  # all of it
            elif text or kind in ("box", "row", "col", "picture"):
                if path:
                    self._children[path[-1].number] += 1
                if text:
                    self.texts.append(_text(text, tuple(path)))
                elif kind == "picture":
                    self.num_pictures += 1
                elif len(path) < MAX_DEPTH:
                    path.append(self._new_group(line))
                else:
                    raise ValueError(f"it is nested more than {MAX_DEPTH} deep")
        self.texts = [self._in_lone_box(text) for text in self.texts]

    @property
    def num_empty(self) -> int:
        """Boxes with nothing in them, and pictures: places for elements without a text."""
        return self.num_pictures + sum(self._children[box] == 0 for box in self._boxes)

    def _new_group(self, line: str) -> Group:
        kind, *marks = line.split()
        number = len(self._children)
        self._children.append(0)
        size = _SIZE.match(line)
        width, height = (int(size[1]), int(size[2])) if size else (0, 0)
        if kind != "box":
            return Group(number, False, "col" if kind == "col" else "row", width, height)
        self._boxes.add(number)
        direction = next((mark for mark in marks if mark in ("row", "col")), "")
        color = _COLOR.search(line.partition(" line")[0])
        return Group(number, True, direction, width, height, color[0] if color else "")

    def _in_lone_box(self, text: OutlineText) -> OutlineText:
        """The text with its box marked as lone, where it is."""
        if not text.path or not text.path[-1].is_box or self._children[text.path[-1].number] > 1:
            return text
        return replace(text, path=(*text.path[:-1], replace(text.path[-1], is_lone=True)))


def _text(line: re.Match[str], path: tuple[Group, ...]) -> OutlineText:
    label, size, marks, said = line.groups()
    color, words = _COLOR.search(marks), marks.split()
    return OutlineText(
        label,
        said,
        int(size),
        color[0] if color else "",
        is_bold="b" in words,
        is_wrapped=any(word.startswith("lh") for word in words),
        is_underlined="u" in words,
        is_bullet="bullet" in words,
        path=path,
    )
