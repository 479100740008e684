"""The time for which something that goes by itself is seen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget


class Lingering(QTimer):
    """Runs out once, but not while the pointer is on the widget or the keys are on one of its buttons."""

    def __init__(self, widget: QWidget, buttons: Sequence[QAbstractButton], interval_ms: int) -> None:
        super().__init__(widget)
        self._widget, self._buttons = widget, buttons
        self.setSingleShot(True)
        self.setInterval(interval_ms)
        for each in (widget, *buttons):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind, is_widget = event.type(), watched is self._widget
        if kind is QEvent.Type.FocusIn or (kind is QEvent.Type.Enter and is_widget):
            self.stop()
        elif kind is QEvent.Type.FocusOut or (kind is QEvent.Type.Leave and is_widget):
            self._count_on(is_left=kind is QEvent.Type.Leave)
        return super().eventFilter(watched, event)

    def _count_on(self, *, is_left: bool) -> None:
        is_held = any(each.hasFocus() for each in self._buttons) or (self._widget.underMouse() and not is_left)
        if self._widget.isVisible() and not is_held:
            self.start()
