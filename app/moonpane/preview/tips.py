"""Keeps a page's markup out of the tips that Qt shows for its elements."""

import html
import re

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWebEngineWidgets import QWebEngineView

MAX_CHARS = 1_000
_LONG = re.compile(r"(\S{40})(?=\S)")  # of a word, where it may go on in the next line


class PlainTips(QObject):
    """Guards one view, for as long as that lives.

    Qt takes a text with a tag for a document of its own, whose pictures are any files of this machine: also such as
    never end, which would hold up the whole studio as soon as the pointer rests on the page.
    """

    def __init__(self, view: QWebEngineView) -> None:
        super().__init__(view)
        self._view = view
        self._tip = ""  # as we have put it
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTipChange and self._view.toolTip() != self._tip:
            text = html.escape(_LONG.sub("\\1\u200b", self._view.toolTip()[:MAX_CHARS]))
            self._tip = f'<qt style="white-space:pre-wrap">{text}</qt>' if text else ""
            self._view.setToolTip(self._tip)
        return super().eventFilter(watched, event)
