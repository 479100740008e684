"""Keeps a page's words from the clipboard, unless the person copies them.

Chromium lets a page copy for some seconds after every click. `copying.js` stops that; as a page can get around any
script, what it has put there all the same is taken away at once. What was there before is lost then: it was another
program's to keep.
"""

import time

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

ACTIVE_S = 6.0  # a little more than Chromium lets a click count
COPIED_S = 5.0  # from the person's keys to what they do, where a page is slow to hear of them
_Kind = QEvent.Type
_TOUCHES = {
    _Kind.MouseButtonPress,
    _Kind.MouseButtonRelease,
    _Kind.MouseButtonDblClick,
    _Kind.TouchBegin,
    _Kind.TouchEnd,
}
_COPYING = {Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Insert}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class ClipboardGuard(QObject):
    """Takes back what the page in one view wrote, told by what the person did there just before."""

    def __init__(self, view: QWebEngineView) -> None:
        super().__init__(view)
        self._view = view
        self._clipboard = QGuiApplication.clipboard()
        self._touched_at = -ACTIVE_S  # pressed or typed in the page
        self._copied_at = -COPIED_S
        view.installEventFilter(self)
        self._clipboard.dataChanged.connect(self._on_data_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            event.child().installEventFilter(self)  # it takes keys and clicks, also anew
        elif isinstance(event, QKeyEvent):
            self._on_key(event)
        elif event.type() in _TOUCHES:
            self._touched_at = time.monotonic()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> None:
        now = self._touched_at = time.monotonic()
        key = event.key()
        may_copy = key in _COPYING or 0x80 <= key < Qt.Key.Key_Escape  # or a letter of another script
        if (event.modifiers() & _COMMANDS and may_copy) or event.matches(QKeySequence.StandardKey.Cut):
            self._copied_at = now

    def _on_data_changed(self) -> None:
        now = time.monotonic()
        if (
            not self._clipboard.ownsClipboard()
            or now - self._touched_at >= ACTIVE_S
            or now - self._copied_at < COPIED_S
        ):
            return
        if not _studio_copies and not self._is_selected_elsewhere():
            self._clipboard.clear()

    def _is_selected_elsewhere(self) -> bool:
        """Whether the words are those selected where the person's keys go, which is not the page."""
        focused = QApplication.focusWidget()
        if focused is None or self._view.isAncestorOf(focused):
            return False
        words = _selected(focused)
        return bool(words) and words == _letters(self._clipboard.text())


_studio_copies: list[str] = []  # what is just being copied by the studio's own code


def copy(text: str) -> None:
    """Put words of the studio's own on the clipboard: what else comes there after a click in a page is the page's."""
    _studio_copies.append(text)
    try:
        QGuiApplication.clipboard().setText(text)
    finally:
        _studio_copies.pop()


def _selected(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit | QLabel):
        return _letters(widget.selectedText())
    return _letters(widget.textCursor().selectedText()) if isinstance(widget, QTextEdit | QPlainTextEdit) else ""


def _letters(text: str) -> str:
    """Without spaces and ends of lines, which are other ones on the clipboard."""
    return "".join(text.split())
