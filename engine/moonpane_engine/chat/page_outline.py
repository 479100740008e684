"""What a measured outline demands of the page: its texts, their colours, and the boxes around them.

The outline is one of `moonpane_vision.outline`, with the labels of `moonpane_resources.labels`.
"""

import re
from dataclasses import dataclass
from functools import cached_property

_TEXT = re.compile(r'text (\S) ([^"]*)">(.*)</t')
_GROUPS = ("box", "row", "col")
_COLOR = re.compile(r"#[0-9a-f]{6}\b")


@dataclass(frozen=True, slots=True)
class OutlineText:
    """One text: `said` is HTML-escaped, quotes aside; `color` empty where none was measured."""

    label: str
    said: str
    color: str
    boxes: tuple[int, ...]  # numbers of the boxes around it, the outermost first


class PageOutline:
    """Texts in order, and what is known of the boxes. Lines that are no outline are ignored."""

    def __init__(self, outline: str) -> None:
        self.texts: list[OutlineText] = []
        self.colors = tuple(sorted(set(_COLOR.findall(outline))))
        self.num_groups = 0  # boxes, rows and columns
        self.num_pictures = 0  # whose colours only the picture shows
        self._parents: list[int | None] = []  # of each box
        open_groups: list[int | None] = []  # numbers of boxes, None for rows and columns
        for line in outline.splitlines():
            kind = line.partition(" ")[0]
            boxes = tuple(box for box in open_groups if box is not None)
            if line == "end" and open_groups:
                open_groups.pop()
            elif kind in _GROUPS:
                self.num_groups += 1
                open_groups.append(len(self._parents) if kind == "box" else None)
                if kind == "box":
                    self._parents.append(boxes[-1] if boxes else None)
            elif kind == "picture":
                self.num_pictures += 1
            elif match := _TEXT.fullmatch(line):
                color = _COLOR.search(match[2])
                self.texts.append(OutlineText(match[1], match[3], color[0] if color else "", boxes))

    @cached_property
    def lone(self) -> frozenset[int]:
        """Boxes that hold nothing but one text: an element may be both."""
        inner = [text.boxes[-1] for text in self.texts if text.boxes]
        return frozenset(box for box in set(inner) if inner.count(box) == 1 and box not in self._parents)

    @cached_property
    def num_empty(self) -> int:
        """Boxes with nothing in them, and pictures: places for elements without a text."""
        full = {box for text in self.texts for box in text.boxes}
        boxes = range(len(self._parents))
        return self.num_pictures + sum(box not in full and box not in self._parents for box in boxes)
