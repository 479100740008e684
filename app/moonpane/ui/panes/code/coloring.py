"""Puts colours into an editor's lines, only into those that are seen, and a few milliseconds at a time."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from moonpane.ui.panes.code.grammar import Language, Span, State
from moonpane.ui.panes.code.languages import KINDS, LANGUAGES
from moonpane.ui.theme import Colors, theme

SLICE_S = 0.008


class Coloring(QObject):
    """Colours one document.

    in_sight: the numbers of the first and the last line that are seen.
    """

    def __init__(self, document: QTextDocument, in_sight: Callable[[], tuple[int, int]]) -> None:
        super().__init__(document)
        self._document = document
        self._in_sight = in_sight
        self._language: Language = LANGUAGES["text"]
        self._states: list[State] = [self._language.start]  # that lines begin in, as far as they were read
        self._colored: dict[int, list[Span]] = {}  # what the lines have now
        self._formats = formats(theme.colors)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.color)
        document.contentsChange.connect(self.on_contents_changed)
        theme.changed.connect(self.on_theme_changed)

    def use(self, language: Language) -> None:
        self._language = language
        self._forget(0)
        self._states = [language.start]
        self.color_soon()

    def color_soon(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def color(self) -> None:
        """As much as the slice allows; the rest follows in the next ones."""
        first, last = self._in_sight()
        deadline = time.monotonic() + SLICE_S
        block = self._document.findBlockByNumber(len(self._states) - 1)
        while block.isValid() and len(self._states) <= last + 1:
            spans, state = self._language.spans(block.text(), self._states[-1])
            number = block.blockNumber()
            if number >= first:
                self._paint(block, number, spans)
            self._states.append(state)
            block = block.next()
            if time.monotonic() > deadline:
                self.color_soon()
                return
        block = self._document.findBlockByNumber(first)
        while block.isValid() and (number := block.blockNumber()) <= last and number < len(self._states) - 1:
            if number not in self._colored:
                self._paint(block, number, self._language.spans(block.text(), self._states[number])[0])
                if time.monotonic() > deadline:
                    self.color_soon()
                    return
            block = block.next()

    def on_contents_changed(self, position: int, removed: int, added: int) -> None:
        self._forget(self._document.findBlock(position).blockNumber())
        self.color_soon()

    def on_theme_changed(self) -> None:
        self._formats = formats(theme.colors)
        self._colored.clear()
        self.color_soon()

    def _forget(self, first: int) -> None:
        """Lines from a number on are to be read again."""
        del self._states[first + 1 :]
        if first == 0:
            self._colored.clear()
        else:
            for number in [number for number in self._colored if number >= first]:
                del self._colored[number]

    def _paint(self, block: QTextBlock, number: int, spans: list[Span]) -> None:
        self._colored[number] = spans
        ranges: list[QTextLayout.FormatRange] = []
        for span in spans:
            range_ = QTextLayout.FormatRange()
            range_.start, range_.length = span.start, span.length  # type: ignore[attr-defined]
            range_.format = self._formats[span.kind]  # type: ignore[attr-defined]
            ranges.append(range_)
        layout = block.layout()
        if layout.formats() != ranges:
            layout.setFormats(ranges)
            self._document.markContentsDirty(block.position(), block.length())


def formats(colors: Colors) -> dict[str, QTextCharFormat]:
    """How each kind looks."""
    made: dict[str, QTextCharFormat] = {}
    for kind in KINDS:
        made[kind] = QTextCharFormat()
        made[kind].setForeground(QColor(getattr(colors, kind)))
        made[kind].setFontItalic(kind == "code_comment")
    return made
