"""What the text lines that were measured in a picture really say, taken from the renderer's layout of the same page.

A measured line may be a part of a laid-out line, or several of them; so truth is assigned word by word, by place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moonpane_engine.train.pages.fonts import text_width
from moonpane_vision.parse.model import Screen

_SHARE = 0.35  # of a word's area that a measured line must cover
_LARGEST = 1.5  # measured font size against the height of a laid-out line, which is about 1.2 em


@dataclass(frozen=True, slots=True)
class Word:
    """A laid-out word; its place inside its line is estimated from the widths of letters. CSS px."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def truth_texts(screen: Screen, layout: Mapping[str, Any]) -> list[str]:
    """Return the text of each of `screen.lines`, empty where the page has none.

    `layout` is the renderer's JSON of the page.
    """
    found: list[list[str]] = [[] for _ in screen.lines]
    for word in words_of(layout):
        best, best_area = -1, _SHARE * (word.right - word.left) * (word.bottom - word.top)
        for index, line in enumerate(screen.lines):
            box, ink = line.box, line.ink
            if line.font_size > _LARGEST * (word.bottom - word.top):
                continue  # a picture that was taken for letters
            width = min(word.right, ink.right) - max(word.left, ink.x)
            height = min(word.bottom, box.bottom) - max(word.top, box.y)
            if width > 0 and height > 0 and width * height > best_area:
                best, best_area = index, width * height
        if best >= 0:
            found[best].append(word.text)
    return [" ".join(words) for words in found]


def words_of(layout: Mapping[str, Any]) -> list[Word]:
    """Return the words of a layout in document order."""
    return [word for block in layout["blocks"] for line in block["lines"] for word in _words_of_line(line)]


def _words_of_line(line: Mapping[str, Any]) -> list[Word]:
    text = line["text"]
    full = text_width(text, 100, "Inter,sans-serif") or 1.0
    words, start = [], 0
    for part in text.split():
        place = text.index(part, start)
        start = place + len(part)
        left = text_width(text[:place], 100, "Inter,sans-serif") / full
        right = text_width(text[:start], 100, "Inter,sans-serif") / full
        x, width = line["x"], line["width"]
        words.append(Word(part, x + left * width, x + right * width, line["y"], line["y"] + line["height"]))
    return words


def piece_texts(text: str, word_counts: Sequence[int]) -> list[str] | None:
    """Split a line's text over its pieces by the words that each shows, None where the numbers do not agree."""
    words = text.split()
    if len(word_counts) == 1 and words:
        return [" ".join(words)]
    if not words or sum(word_counts) != len(words):
        return None
    starts = [sum(word_counts[:place]) for place in range(len(word_counts))]
    return [" ".join(words[start : start + count]) for start, count in zip(starts, word_counts, strict=True)]
