"""Colours of an answer that are none, and the measured ones that were meant: a small model runs two together.

For the embedded model only, whose house style has the colour last in a declaration; other models may know better.
"""

import re

_COLOR = re.compile(r"#[0-9a-f]{6}\b")
_OPEN_STYLE = re.compile(r'style="[^"]*$|s(?:t(?:y(?:l(?:e=?)?)?)?)?$')
_STYLE = re.compile(r'style="[^"]*"')
_COLOURED = re.compile(r"(#[0-9a-z]*)[^;\"]*")


class MeasuredColors:
    """Mends the colours of an answer, piece by piece: `feed` it, then `rest`."""

    def __init__(self, outline: str) -> None:
        self._known = sorted(set(_COLOR.findall(outline)))
        self._held = ""

    def feed(self, text: str) -> str:
        """What can be passed on; a style is held back until it is complete."""
        if not self._known:
            return text
        self._held += text
        undecided = _OPEN_STYLE.search(self._held)
        cut = undecided.start() if undecided else len(self._held)
        decided, self._held = self._held[:cut], self._held[cut:]
        return _STYLE.sub(self._mended_style, decided)

    def rest(self) -> str:
        """What is held back at the end of the answer."""
        held, self._held = self._held, ""
        return held

    def _mended_style(self, style: re.Match[str]) -> str:
        return _COLOURED.sub(lambda match: self._meant(match[1]), style[0])

    def _meant(self, color: str) -> str:
        """A colour of its own is left alone: it may be right although it was not measured."""
        if _COLOR.fullmatch(color):
            return color
        return max(self._known, key=lambda known: _common_prefix(known, color))


def _common_prefix(left: str, right: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
