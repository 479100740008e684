"""Pictures of the mockup put into the embedded model's answer while it streams.

The model writes a box in its colour for each picture that was measured, and no two things on a page share a picture's
colour. So the colour tells which picture is meant: an empty box becomes an image, anything else gets a background.
"""

import re
from collections.abc import Sequence

from moonpane.outlined import Shown

_COLOURED = re.compile(r"<(\w+)([^<>]*)background:(#[0-9a-f]{6})([^<>]*)>")
_EMPTY = re.compile(r'<div style="([^<>"]*)background:(#[0-9a-f]{6});?([^<>"]*)"></div>')
_UNDECIDED = re.compile(r'<div style="[^<>]*>(?:<(?:/[a-z]*)?)?$|<[^<>]*$')
_WIDTH = re.compile(r"(?:^|;)width:")
_ALTS = {"photo": "Photo", "picture": "Picture", "avatar": "Avatar"}  # of an icon none: what it says stands beside it


class Pictured:
    """Turns an answer piece by piece: `feed` it, then `rest`."""

    def __init__(self, shown: Sequence[Shown]) -> None:
        self._shown = {each.color: each for each in shown}
        self._held = ""

    def feed(self, text: str) -> str:
        """What can be passed on; a tag is held back until it is whole, and an empty box until its end."""
        self._held += text
        undecided = _UNDECIDED.search(self._held)
        cut = undecided.start() if undecided else len(self._held)
        decided, self._held = self._held[:cut], self._held[cut:]
        return _COLOURED.sub(self._painted, _EMPTY.sub(self._image, decided))

    def rest(self) -> str:
        """What is held back at the end of the answer."""
        held, self._held = self._held, ""
        return held

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
