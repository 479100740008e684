"""Keeps a page's words from the clipboard, unless the person copies them.

Chromium lets a page copy for some seconds after every click. `copying.js` stops that; as a page can get around any
script, what it has put there all the same is taken away at once: after the person's keys, all but what was selected
when they went down. What was there before is lost then: it was another program's to keep.
"""

import html
import re
import time

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

ACTIVE_S = 6.0  # a little more than Chromium lets a click count
COPIED_S = 5.0  # from the person's keys to what they do, where a page is slow to hear of them
SETTLED_S = 1.0  # from the person's hand to when we hear what it selected
_Kind = QEvent.Type
_TOUCHES = {
    _Kind.MouseButtonPress,
    _Kind.MouseButtonRelease,
    _Kind.MouseButtonDblClick,
    _Kind.TouchBegin,
    _Kind.TouchEnd,
}
_COPYING = {Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Insert}
MAX_MARKUP = 2_000_000  # letters; reading more would hold the window up
_MOVES = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
_FIELD = "\ufffc"  # a field or a picture in what is selected
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class ClipboardGuard(QObject):
    """Takes back what the page in one view wrote, told by what the person did there just before."""

    def __init__(self, view: QWebEngineView) -> None:
        super().__init__(view)
        self._view = view
        self._clipboard = QGuiApplication.clipboard()
        self._touched_at = -ACTIVE_S  # pressed or typed in the page
        self._copied_at = -COPIED_S
        self._copies: str | None = ""  # what the person's keys copy; None where it is not known
        self._selecting_at = -SETTLED_S  # the hand selected, and the page has not said what
        view.installEventFilter(self)
        view.selectionChanged.connect(self._on_selection_changed)
        self._clipboard.dataChanged.connect(self._on_data_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            event.child().installEventFilter(self)  # it takes keys and clicks, also anew
        elif isinstance(event, QKeyEvent):
            self._on_key(event)
        elif event.type() in _TOUCHES:
            self._touched_at = time.monotonic()
            if event.type() is not _Kind.MouseButtonRelease:
                self._selecting_at = self._touched_at
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> None:
        now = self._touched_at = time.monotonic()
        key = event.key()
        is_move = key in _MOVES and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.type() is _Kind.KeyPress and (is_move or event.matches(QKeySequence.StandardKey.SelectAll)):
            self._selecting_at = now
        may_copy = key in _COPYING or 0x80 <= key < Qt.Key.Key_Escape  # or a letter of another script
        if (event.modifiers() & _COMMANDS and may_copy) or event.matches(QKeySequence.StandardKey.Cut):
            self._copied_at = now
            if event.type() is not _Kind.KeyRelease and not event.isAutoRepeat():
                self._copies = None if now - self._selecting_at < SETTLED_S else self._view.selectedText()

    def _on_selection_changed(self) -> None:
        self._selecting_at = -SETTLED_S

    def _on_data_changed(self) -> None:
        now = time.monotonic()
        if not self._clipboard.ownsClipboard() or now - self._touched_at >= ACTIVE_S:
            return
        if now - self._copied_at < COPIED_S and self._is_copied():
            return
        if not _studio_copies and not self._is_selected_elsewhere():
            self._clipboard.clear()

    def _is_copied(self) -> bool:
        """Whether it is what the person's keys copy; where not all of that is known, the first one is taken for it."""
        copies, words, markup = self._copies, self._clipboard.text(), self._clipboard.mimeData().html()
        if not words or max(len(words), len(markup)) > MAX_MARKUP:
            return False
        if copies is not None and not (is_part(words, copies) and is_part(words_of(markup), copies)):
            return False
        self._copies = words.replace(_FIELD, "")
        return True

    def _is_selected_elsewhere(self) -> bool:
        """Whether the words are those selected where the person's keys go, which is not the page."""
        focused = QApplication.focusWidget()
        if focused is None or self._view.isAncestorOf(focused):
            return False
        words = _selected(focused)
        return bool(words) and words == _letters(self._clipboard.text())


def is_part(copied: str, selected: str) -> bool:
    """Whether words copied may be those selected, of which fields and pictures are not known.

    What cannot be selected is not copied, so some letters may be missing, and a page's style may change their case.
    """
    letters = iter(_letters(selected).casefold())
    return _FIELD in selected or all(letter in letters for letter in _letters(copied).casefold())


def words_of(markup: str) -> str:
    """The words of a piece of HTML, as a reader sees them who knows no styles."""
    first, *rest = markup.split("<")
    return html.unescape(first + "".join(_after_tag(each) for each in rest))


def _after_tag(text: str) -> str:
    """Of what follows a `<`; a tag that a `<` cuts off goes on behind that."""
    return text.partition(">")[2] if re.match("[a-zA-Z/!]", text) else "<" + text


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
