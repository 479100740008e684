"""Handles at the edges of a page: dragged, or moved with the arrow keys, they give it another size."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from moonpane.ui.theme import theme

THICK = 14  # logical px
LONG = 56
KEY_STEP = 10  # CSS px; 1 with Shift


class Grip(QWidget):
    """One handle.

    across, down: which sides it moves.

    Signals:
        grabbed: the mouse took it, or let it go.
        dragged: by so many logical px since it was grabbed.
        nudged: a key moved it by so many CSS px.
    """

    grabbed = Signal(bool)
    dragged = Signal(QPoint)
    nudged = Signal(QSize)

    def __init__(self, parent: QWidget, name: str, *, across: bool, down: bool) -> None:
        super().__init__(parent)
        self._across, self._down = across, down
        self._from: QPoint | None = None
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shape = Qt.CursorShape.SizeFDiagCursor if across and down else Qt.CursorShape.SizeHorCursor
        self.setCursor(shape if across else Qt.CursorShape.SizeVerCursor)

    def place(self, page: QRect) -> None:
        """Beside the page."""
        if self._across and self._down:
            box = QRect(page.right() + 2, page.bottom() + 2, THICK, THICK)
        elif self._across:
            long = min(LONG, page.height())
            box = QRect(page.right() + 3, page.center().y() - long // 2, THICK, long)
        else:
            long = min(LONG, page.width())
            box = QRect(page.center().x() - long // 2, page.bottom() + 3, long, THICK)
        self.setGeometry(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()
            self.grabbed.emit(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            moved = event.globalPosition().toPoint() - self._from
            self.dragged.emit(QPoint(moved.x() if self._across else 0, moved.y() if self._down else 0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._from = None
            self.grabbed.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = 1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else KEY_STEP
        keys = {
            Qt.Key.Key_Left: QSize(-step, 0),
            Qt.Key.Key_Right: QSize(step, 0),
            Qt.Key.Key_Up: QSize(0, -step),
            Qt.Key.Key_Down: QSize(0, step),
        }
        by = keys.get(Qt.Key(event.key()))
        if by is None or not ((self._across and by.width()) or (self._down and by.height())):
            super().keyPressEvent(event)
            return
        self.nudged.emit(by)

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.hasFocus() or self.underMouse() or self._from is not None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colors.accent if strong else theme.colors.border_strong))
        box = QRectF(self.rect())
        if self._across and self._down:
            painter.drawRoundedRect(QRectF(box.left() + 1, box.bottom() - 6, 9, 4), 2, 2)
            painter.drawRoundedRect(QRectF(box.right() - 6, box.top() + 1, 4, 9), 2, 2)
        elif self._across:
            painter.drawRoundedRect(QRectF(box.center().x() - 2, box.top(), 4, box.height()), 2, 2)
        else:
            painter.drawRoundedRect(QRectF(box.left(), box.center().y() - 2, box.width(), 4), 2, 2)
