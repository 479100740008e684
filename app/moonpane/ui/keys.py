"""Keys that a widget needs for itself although the window has an action on them, such as Escape in a field."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def claims(event: QEvent, key: Qt.Key) -> bool:
    """True when Qt asks whether `key` is wanted here rather than by the window; it is told yes.

    Called first in `event()`, which then returns True.
    """
    if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == key:
        event.accept()
        return True
    return False
