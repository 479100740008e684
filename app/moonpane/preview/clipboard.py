"""Keeps a page's words from the clipboard and from X11's selection, unless the person copies or selects them.

Chromium lets a page copy for some seconds after every click, and sets the selection whenever the page selects something
while the pointer moves. `copying.js` stops the copying; as a page can get around any script, what it has
put there all the same is taken away at once. What was there before is lost then: it was another program's to keep.
"""

import time

from PySide6.QtCore import QChildEvent, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

ACTIVE_S = 6.0  # a little more than Chromium lets a click count
DONE_S = 1.0  # from the person's hand to what it does, on a machine that is busy
COPIED_S = 5.0  # likewise, where a page is slow to hear of the person's keys
_SELECTION = QClipboard.Mode.Selection
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class ClipboardGuard(QObject):
    """Takes back what the page in one view wrote, told by what the person did there just before."""

    def __init__(self, view: QWebEngineView) -> None:
        super().__init__(view)
        self._view = view
        self._clipboard = QGuiApplication.clipboard()
        self._touched_at = -ACTIVE_S  # pressed or typed in the page
        self._copied_at, self._selected_at = -COPIED_S, -DONE_S
        self._double_at = -DONE_S
        self._pressed_at: QPoint | None = None  # the place, while a button is down
        self._is_drawing = False  # a selection, with the button down
        view.installEventFilter(self)
        self._clipboard.dataChanged.connect(self._on_data_changed)
        self._clipboard.selectionChanged.connect(self._on_selection_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            event.child().installEventFilter(self)  # it takes keys and clicks, also anew
        elif isinstance(event, QKeyEvent):
            self._on_key(event)
        elif isinstance(event, QMouseEvent):
            self._on_mouse(event)
        elif event.type() in (QEvent.Type.TouchBegin, QEvent.Type.TouchEnd):
            self._touched_at = time.monotonic()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> None:
        now = self._touched_at = time.monotonic()
        if event.modifiers() & _COMMANDS or event.matches(QKeySequence.StandardKey.Cut):
            self._copied_at = now
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.matches(QKeySequence.StandardKey.SelectAll):
            self._selected_at = now

    def _on_mouse(self, event: QMouseEvent) -> None:
        now, place = time.monotonic(), event.position().toPoint()
        if event.type() is QEvent.Type.MouseMove:
            far = QApplication.startDragDistance() // 2
            if self._pressed_at is not None and (place - self._pressed_at).manhattanLength() >= far:
                self._is_drawing = True
            return
        self._touched_at = now
        if event.type() is QEvent.Type.MouseButtonDblClick:
            self._double_at = now
        is_third = now - self._double_at <= QApplication.doubleClickInterval() / 1_000
        if self._is_drawing or is_third or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._selected_at = now
        self._is_drawing = False
        self._pressed_at = None if event.type() is QEvent.Type.MouseButtonRelease else place

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

    def _on_selection_changed(self) -> None:
        words = self._view.page().selectedText()
        is_pages = bool(words) and self._clipboard.ownsSelection() and self._clipboard.text(_SELECTION) == words
        if is_pages and not self._selects():
            self._clipboard.clear(_SELECTION)

    def _selects(self) -> bool:
        return self._is_drawing or time.monotonic() - self._selected_at < DONE_S


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
