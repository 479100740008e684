"""Where the keys are: a frame around what has none of its own, and an order in which Tab comes by what came later."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from moonpane.ui.theme import theme

BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class KeysHere(QWidget):
    """Frames a widget that the keyboard came to, and not one that was clicked: a whole pane would flash."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self._came_by_keys = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        around.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._came_by_keys = event.gotFocus() and event.reason() in BY_KEYS
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Resize):
            self.setGeometry(self._around.rect())
            self.raise_()
            self.setVisible(self._came_by_keys and event.type() is not QEvent.Type.FocusOut and self._around.hasFocus())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colors.accent), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)


def put_in_order(first: QWidget, parts: Iterable[QWidget]) -> None:
    """Tab goes from `first` to what takes keys in each part, as one reads, and then to what followed `first`.

    Widgets that are made later stand at the end of a window's order, whatever they are in.
    """
    before = first
    for part in parts:
        takes_keys = [each for each in part.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        middles = {each: each.mapTo(part, each.rect().center()) for each in takes_keys}
        for each in sorted(takes_keys, key=lambda each: (middles[each].y(), middles[each].x())):
            QWidget.setTabOrder(before, each)
            before = each
