"""Pictures of the mockup, and looks that its outline has no word for, put into the model's answer while it streams.

The model writes a box in its colour for each picture that was measured, and no two things on a page share a picture's
colour. So the colour tells which picture is meant: an empty box becomes an image, or the listing that it stands for,
anything else gets a background.
Shadows, uneven corners and fonts are known in the same way, those of a text by the colour of its ink.
"""

import json
import re
from collections.abc import Sequence

from moonpane.outlined import Shown
from moonpane_resources.streamed import Streamed

_STYLED = re.compile(r'(<\w+[^<>]* style=")([^<>"]*)("[^<>]*>)')
_EMPTY = re.compile(r'<div style="([^<>"]*)background:(#[0-9a-f]{6});?([^<>"]*)"></div>')
_TAG = re.compile(f"{_EMPTY.pattern}|{_STYLED.pattern}")
_UNDECIDED = re.compile(r'<div style="[^<>]*>(?:<(?:/[a-z]*)?)?$|<[^<>]*$')
_WIDTH = re.compile(r"(?:^|;)width:")
_ALTS = {"photo": "Photo", "picture": "Picture", "avatar": "Avatar"}  # of an icon none: what it says stands beside it


class Pictured(Streamed):
    """Puts the pictures into an answer; a tag waits until it is whole, and an empty box for its end."""

    def __init__(self, shown: Sequence[Shown]) -> None:
        super().__init__(_UNDECIDED)
        self._by_place = {("color" if each.is_text else "background", each.color): each for each in shown}

    def changed(self, text: str) -> str:
        return _TAG.sub(self._shown, text)

    def _shown(self, tag: re.Match[str]) -> str:
        """What is put in is not looked at again: a listing may have any colours."""
        empty = _EMPTY.fullmatch(tag[0])
        return (empty and self._image(empty)) or _STYLED.sub(self._dressed, tag[0])

    def _image(self, found: re.Match[str]) -> str:
        """In place of an empty box; "" where nothing is."""
        shown = self._by_place.get(("background", found[2]))
        if shown is None or not (shown.file or shown.html):
            return ""
        style = found[1] + found[3]
        if shown.html:  # as large as its text
            kept = ";".join("".join(each) for each in _declarations(style) if each[0] not in ("width", "height"))
            return f'<pre style="margin:0;{_with_looks(kept, shown.looks)}">{shown.html}</pre>'
        if not _WIDTH.search(style):  # it is as wide as what it is in
            style = f"width:100%;{style}"
        alt = _ALTS.get(shown.file.rpartition("/")[2].partition("-")[0], "")
        style = f"{style.rstrip(';')};object-fit:cover"
        return f'<img src="{shown.file}" alt="{alt}" style="{_with_looks(style, shown.looks)}">'

    def _dressed(self, found: re.Match[str]) -> str:
        style = found[2]
        for name, _, value in _declarations(found[2]):
            shown = self._by_place.get((name, value))
            if shown is not None:
                true = f"{name}:{_value(shown)}"
                style = ";".join(true if each == f"{name}:{value}" else each for each in style.split(";"))
                style = _with_looks(style, shown.looks)
        return f"{found[1]}{style}{found[3]}"


def code_told(shown: Shown) -> str:
    """The listing in an element's place, in one line of an outline; "" where there is none."""
    return "<pre> with " + json.dumps(shown.html, ensure_ascii=False) if shown.html else ""


def _value(shown: Shown) -> str:
    color = shown.true_color or shown.color
    if shown.is_text or not (shown.css or shown.file):
        return color
    return shown.css or f"{color} url({shown.file}) center/cover"


def _with_looks(style: str, looks: str) -> str:
    """The declarations with these at their end, and no others of their names."""
    if not looks:
        return style
    names = {name for name, _, _ in _declarations(looks)}
    return ";".join([*("".join(each) for each in _declarations(style) if each[0] not in names), looks])


def _declarations(style: str) -> list[tuple[str, str, str]]:
    """Name, colon and value of each."""
    return [each.partition(":") for each in style.split(";") if each]
