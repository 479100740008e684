"""What a page answers about its elements, read as what it is: words of a stranger.

The scripts that ask (`picking.js`) run where the page's own cannot reach them, but their answers are made in the page's
process of the page's own names, texts and attributes. So nothing is believed: an answer is bounded, every field has
its type and its limit, and what does not fit is no answer.
"""

import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from moonpane.artifact.names import is_harmless
from moonpane.artifact.page_json import number_in
from moonpane.artifact.source_map import split_place

MAX_ANSWER_CHARS = 64 << 10
MAX_BOXES = 50
MAX_TAG_CHARS = 60
MAX_NAME_CHARS = 120
MAX_TEXT_CHARS = 200
MAX_PATH_CHARS = 600
MAX_HTML_CHARS = 4 << 10
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))  # controls, direction marks, halves of pairs
_JOINERS = "\u200c\u200d"  # but these make words of some scripts, and families of emoji


@dataclass(frozen=True)
class Place:
    """Where something is written."""

    path: str  # of a file of the project
    line: int  # from 1
    column: int = 0  # from 1; 0 when unknown

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Box:
    """A rectangle in CSS px, from the upper left corner of what is seen of the page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Seen:
    """Elements as far as they have to be known to be outlined: one, or all that one line of code makes."""

    name: str  # for people: `button#save.primary`
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Picked:
    """One element that a person chose."""

    tag: str
    name: str  # for people: `button#save.primary`
    path: str  # from an ancestor down, as a selector: `main > ul > li:nth-of-type(2)`
    text: str  # the beginning of what is written in it
    box: Box
    html: str  # its own HTML; cut at MAX_HTML_CHARS
    source: str = ""  # "file:line:column" of it or of its nearest ancestor that has one; "" when unknown
    source_is_own: bool = False  # False when `source` is an ancestor's

    @property
    def place(self) -> Place | None:
        return place_of(self.source)


def place_of(source: str) -> Place | None:
    """`file:line:column` taken apart; None for anything else, and for what no file of a project may be called."""
    found = split_place(source)
    return Place(*found) if found is not None and is_harmless(found[0]) else None


def seen_in(answer: object) -> Seen | None:
    """Reads an answer of `look`, `step`, `follow` or `find`."""
    fields = _fields(answer)
    if fields is None:
        return None
    name = _text(fields.get("name"), MAX_NAME_CHARS)
    boxes = fields.get("boxes")
    if name is None or type(boxes) is not list or len(boxes) > MAX_BOXES:
        return None
    read = [box for box in map(_box, boxes) if box is not None]
    return Seen(name, tuple(read)) if read and len(read) == len(boxes) else None


def picked_in(answer: object) -> Picked | None:
    """Reads an answer of `choose`."""
    fields = _fields(answer)
    if fields is None:
        return None
    tag = _text(fields.get("tag"), MAX_TAG_CHARS)
    name = _text(fields.get("name"), MAX_NAME_CHARS)
    path = _text(fields.get("path"), MAX_PATH_CHARS)
    text = _text(fields.get("text"), MAX_TEXT_CHARS)
    html = _text(fields.get("html"), MAX_HTML_CHARS, lines=True)
    source = fields.get("source")
    own = fields.get("own")
    box = _box(fields.get("box"))
    if not tag or name is None or path is None or text is None or html is None or box is None:
        return None
    if type(source) is not str or type(own) is not bool:
        return None
    known = source if place_of(source) else ""
    return Picked(tag, name, path, text, box, html, known, own and bool(known))


def plain(text: str, limit: int, *, lines: bool = False) -> str:
    """Text of a stranger as one line, or with its line ends and tabs; nothing in it moves other text about."""
    kept = text[: 4 * limit]
    kept = kept.replace("\r\n", "\n").replace("\r", "\n") if lines else " ".join(kept.split())
    if not kept.isprintable():
        allowed = _JOINERS + ("\n\t" if lines else "")
        kept = "".join(sign for sign in kept if sign in allowed or unicodedata.category(sign) not in _UNSEEN)
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


def _fields(answer: object) -> dict[str, Any] | None:
    if type(answer) is not str or not 0 < len(answer) <= MAX_ANSWER_CHARS:
        return None
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError):
        return None
    return read if type(read) is dict else None


def _text(value: object, limit: int, *, lines: bool = False) -> str | None:
    """None for what is no text or is longer than a script of ours would have sent."""
    return plain(value, limit, lines=lines) if type(value) is str and len(value) <= 2 * limit else None


def _box(value: object) -> Box | None:
    if type(value) is not list or len(value) != 4:
        return None
    sides = [side for side in map(number_in, value) if side is not None]
    if len(sides) != 4:
        return None
    x, y, width, height = sides
    return Box(x, y, width, height) if width >= 0 and height >= 0 else None
