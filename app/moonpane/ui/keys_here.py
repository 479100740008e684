"""Where the keys are: a frame around what has none of its own, and an order in which Tab comes by what came later."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

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


class ReadingOrder:
    """Has Tab go from a pane to what takes keys in its parts, as one reads, and then to what followed the pane.

    Widgets that are made later stand at the end of a window's order, whatever they are in.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        self._area = area
        self._last: WeakKeyDictionary[QWidget, QWidget] = WeakKeyDictionary()  # of each part, what takes keys last

    def settle(self, parts: Iterable[QWidget]) -> None:
        """Called before the keys move. A long pane has too many widgets to look at all: far parts stay as they were."""
        before: QWidget = self._area
        for part in parts:
            last = self._last.get(part)
            if last is None or not shiboken6.isValid(last) or self._is_near(part):
                last = self._chain(before, part)
            before = last

    def _is_near(self, part: QWidget) -> bool:
        room = self._area.viewport()
        top = part.mapTo(room, QPoint()).y()
        return top < 2 * room.height() and top + part.height() > -room.height()

    def _chain(self, before: QWidget, part: QWidget) -> QWidget:
        takes_keys = [each for each in part.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        middles = {each: each.mapTo(part, each.rect().center()) for each in takes_keys}
        for each in sorted(takes_keys, key=lambda each: (middles[each].y(), middles[each].x())):
            QWidget.setTabOrder(before, each)
            before = self._last[part] = each
        return before
