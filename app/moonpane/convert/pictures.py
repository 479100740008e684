"""Pictures of the mockup put into the embedded model's answer while it streams.

The model writes a box in its colour for each picture that was measured, and no two things on a page share a picture's
colour. So the colour tells which picture is meant: an empty box becomes an image, anything else gets a background.
"""

import re
from collections.abc import Sequence

from moonpane.outlined import Shown
from moonpane_resources.streamed import Streamed

_COLOURED = re.compile(r"<(\w+)([^<>]*)background:(#[0-9a-f]{6})([^<>]*)>")
_EMPTY = re.compile(r'<div style="([^<>"]*)background:(#[0-9a-f]{6});?([^<>"]*)"></div>')
_UNDECIDED = re.compile(r'<div style="[^<>]*>(?:<(?:/[a-z]*)?)?$|<[^<>]*$')
_WIDTH = re.compile(r"(?:^|;)width:")
_ALTS = {"photo": "Photo", "picture": "Picture", "avatar": "Avatar"}  # of an icon none: what it says stands beside it


class Pictured(Streamed):
    """Puts the pictures into an answer; a tag waits until it is whole, and an empty box for its end."""

    def __init__(self, shown: Sequence[Shown]) -> None:
        super().__init__(_UNDECIDED)
        self._shown = {each.color: each for each in shown}

    def changed(self, text: str) -> str:
        return _COLOURED.sub(self._painted, _EMPTY.sub(self._image, text))

    def _image(self, found: re.Match[str]) -> str:
        shown = self._shown.get(found[2])
        if shown is None or not shown.file:
            return found[0]
        style = found[1] + found[3]
        if not _WIDTH.search(style):  # it is as wide as what it is in
            style = f"width:100%;{style}"
        alt = _ALTS.get(shown.file.rpartition("/")[2].partition("-")[0], "")
        return f'<img src="{shown.file}" alt="{alt}" style="{style.rstrip(";")};object-fit:cover">'

    def _painted(self, found: re.Match[str]) -> str:
        shown = self._shown.get(found[3])
        if shown is None:
            return found[0]
        ground = shown.css or f"{shown.color} url({shown.file}) center/cover"
        return f"<{found[1]}{found[2]}background:{ground}{found[4]}>"
