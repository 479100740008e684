"""Keys that a widget needs for itself although the window has an action on them, such as Escape in a field."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def claims(event: QEvent, key: Qt.Key) -> bool:
    """True when Qt asks whether `key` is wanted here rather than by the window; it is told yes.

    Called first in `event()`, which then returns True.
    """
    if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == key:
        event.accept()
        return True
    return False


def leaves_undo(event: QEvent, *, undoes: bool, redoes: bool) -> bool:
    """True when Qt asks whether undo or redo is wanted here and a field has no such step; the window is left it.

    Called first in `event()`, which then returns True.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    steps = (QKeySequence.StandardKey.Undo, undoes), (QKeySequence.StandardKey.Redo, redoes)
    if any(event.matches(key) and not has_step for key, has_step in steps):
        event.ignore()
        return True
    return False
