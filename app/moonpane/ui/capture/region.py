"""A region of one screen, chosen with mouse or keyboard to the pixel."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from moonpane.ui import icons
from moonpane.ui.capture.frozen import Frozen
from moonpane.ui.capture.magnifier import box_beside, paint_magnifier
from moonpane.ui.capture.overlay import GLASS, MARGIN, FrozenOverlay, paint_pill, pill_size
from moonpane.ui.capture.selection import HANDLES, Handle, handle_at, handle_place, moved, spanned, stretched
from moonpane.ui.theme import theme

REACH = 9  # widget pixels round a handle that count as it
LEAST = 2  # device pixels a side: less was a click
BIG_STEP = 10
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
}


class RegionOverlay(FrozenOverlay):
    """Drag a box, or set its corners with arrows and Space; then move it, pull its handles, take it.

    Attributes:
        selection: in device pixels of the screen's picture; empty before there is one.
        pointed: the pixel that the magnifier shows.
        is_meant: pointer and keys are here and on no other screen; elsewhere nothing is magnified.

    Signals:
        entered: the pointer has come to this screen.
        taken: the selected part of the picture.
        begun: a selection was begun here, so that those on other screens end.
    """

    entered = Signal()
    taken = Signal(QImage)
    begun = Signal()

    def __init__(self, frozen: Frozen) -> None:
        super().__init__(frozen)
        self.setAccessibleName(self.tr("Choose a region of the screen"))
        self.hint = self.tr("Drag or press Space · Arrows: 1 px, Shift: 10 px, Ctrl: size · Return takes · Esc cancels")
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.selection = QRect()
        self.pointed = self.bounds.center()
        self.is_meant = True
        self._anchor: QPoint | None = None  # the corner that stays, while a box is spanned
        self._handle: Handle | None = None  # that is pulled
        self._grip: QPoint | None = None  # the last pixel of a drag that moves or pulls
        self._looks_closely = True  # the magnifier is of use
        self._buttons = _Buttons(self)
        self._buttons.take.clicked.connect(self.take)
        self._buttons.cancel.clicked.connect(self.cancelled)

    def take(self) -> None:
        """Hands over what is selected, if anything is."""
        if not self.selection.isEmpty():
            self.taken.emit(self.frozen.image.copy(self.selection))

    def clear_selection(self) -> None:
        self._anchor = self._handle = self._grip = None
        self._select(QRect())

    def show_meant(self, is_meant: bool) -> None:
        self.is_meant = is_meant
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.entered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            if self.selection.isEmpty():
                self.cancelled.emit()
            else:
                self.clear_selection()
            return
        pixel = self.pixel_at(event.position())
        self._handle = None if self.selection.isEmpty() else handle_at(self.selection, pixel, REACH * self.scale)
        if self._handle is not None or self.selection.contains(pixel):
            self._grip = pixel
        else:
            self._anchor = pixel
            self._select(QRect())
        self.begun.emit()
        self._point(pixel)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pixel = self.pixel_at(event.position())
        if self._anchor is not None:
            self._select(spanned(self._anchor, pixel, self.bounds))
        elif self._grip is not None:
            dx, dy = pixel.x() - self._grip.x(), pixel.y() - self._grip.y()
            self._shift(dx, dy, self._handle)
            self._grip = pixel
        else:
            self._show_cursor(pixel)
        self._point(pixel)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._anchor = self._handle = self._grip = None
        if min(self.selection.width(), self.selection.height()) < LEAST:
            self._select(QRect())
        self._looks_closely = self.selection.isEmpty()
        self._place_buttons()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.selection.contains(self.pixel_at(event.position())):
            self.take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if key in ARROWS:
            step = BIG_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._on_arrow(ARROWS[key][0] * step, ARROWS[key][1] * step, resizes=control)
        elif key == Qt.Key.Key_Space:
            self._on_space()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif key == Qt.Key.Key_A and control:
            self.begun.emit()
            self._select(self.bounds)
            self._place_buttons()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.clear_selection()
        else:
            super().keyPressEvent(event)

    def _on_arrow(self, dx: int, dy: int, *, resizes: bool) -> None:
        if self.selection.isEmpty() or self._anchor is not None:
            bounds = self.bounds
            x = min(max(self.pointed.x() + dx, 0), bounds.right())
            y = min(max(self.pointed.y() + dy, 0), bounds.bottom())
            if self._anchor is not None:
                self._select(spanned(self._anchor, QPoint(x, y), bounds))
            self._point(QPoint(x, y))
        else:
            self._shift(dx, dy, (1, 1) if resizes else None)
            self._place_buttons()
            self._point(self.selection.bottomRight() if resizes else self.selection.topLeft())

    def _on_space(self) -> None:
        """The first corner, then the other one."""
        if self._anchor is None:
            self.begun.emit()
            self._anchor = self.pointed
            self._select(QRect(self.pointed, QSize(1, 1)))
        else:
            self._anchor = None
        self._place_buttons()

    def _shift(self, dx: int, dy: int, handle: Handle | None) -> None:
        if handle is None:
            self._select(moved(self.selection, dx, dy, self.bounds))
            return
        before = self.selection
        after = stretched(before, handle, dx, dy, self.bounds)
        if self._handle is not None:  # pulled past the other side: it is the other handle from now on
            flips_x = handle[0] and (after.left() == before.right() or after.right() == before.left())
            flips_y = handle[1] and (after.top() == before.bottom() or after.bottom() == before.top())
            self._handle = (-handle[0] if flips_x else handle[0], -handle[1] if flips_y else handle[1])
        self._select(after)

    def _select(self, box: QRect) -> None:
        self.selection = box
        self._buttons.hide()
        said = "" if box.isEmpty() else self.tr("{width} × {height} pixels at {x}, {y}")
        self.setAccessibleDescription(said.format(width=box.width(), height=box.height(), x=box.x(), y=box.y()))
        self.update()

    def _point(self, pixel: QPoint) -> None:
        self.pointed = pixel
        busy = self._anchor is not None or self._grip is not None
        self._looks_closely = busy or self.selection.isEmpty() or not self.selection.contains(pixel, proper=True)
        self.update()

    def _show_cursor(self, pixel: QPoint) -> None:
        handle = None if self.selection.isEmpty() else handle_at(self.selection, pixel, REACH * self.scale)
        inside = self.selection.contains(pixel)
        usual = Qt.CursorShape.SizeAllCursor if inside else Qt.CursorShape.CrossCursor
        self.setCursor(usual if handle is None else CURSORS[handle])

    def _place_buttons(self) -> None:
        if self.selection.isEmpty() or self._anchor is not None:
            self._buttons.hide()
            return
        box, size = self.on_widget(self.selection), self._buttons.sizeHint()
        below = box.bottom() + 10 + size.height() < self.height()
        y = box.bottom() + 10 if below else box.bottom() - 10 - size.height()
        x = min(max(box.right() - size.width(), 8.0), self.width() - size.width() - 8.0)
        self._buttons.setGeometry(round(x), round(y), size.width(), size.height())
        self._buttons.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter, self.selection)
        pointed = self.on_widget(QRect(self.pointed, QSize(1, 1)))
        if self.selection.isEmpty():
            if self.is_meant:
                self._paint_crosshair(painter, pointed.center())
        else:
            self._paint_size(painter)
            self._paint_handles(painter)
        magnifier = box_beside(pointed.center(), self.rect())
        if self._looks_closely and self.is_meant:
            paint_magnifier(painter, self.frozen.image, self.pointed, magnifier)
        self.paint_hint(painter, at_top=magnifier.bottom() > self.height() - 3 * MARGIN)

    def _paint_crosshair(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
        painter.drawLine(QPointF(at.x(), 0), QPointF(at.x(), self.height()))
        painter.drawLine(QPointF(0, at.y()), QPointF(self.width(), at.y()))

    def _paint_size(self, painter: QPainter) -> None:
        text = f"{self.selection.width()} × {self.selection.height()}"
        box, size = self.on_widget(self.selection), pill_size(text)
        y = box.top() - size.height() - 8
        x = min(box.left(), self.width() - size.width() - MARGIN)
        paint_pill(painter, QPointF(x, y if y > 4 else box.top() + 8), text)

    def _paint_handles(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colors.accent), 1.5))
        painter.setBrush(QColor(255, 255, 255))
        for handle in HANDLES:
            place = QPointF(handle_place(self.selection, handle)) / self.scale
            painter.drawEllipse(place, 4.5, 4.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


class _Buttons(QWidget):
    """Take and cancel, beside the selection, for the mouse; keys go to the overlay."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 4, 5, 4)
        row.setSpacing(2)
        self.cancel = self._button("close", self.tr("Cancel"))
        self.take = self._button("check", self.tr("Take this picture"))
        row.addWidget(self.cancel)
        row.addWidget(self.take)
        self.hide()

    def _button(self, icon: str, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icons.icon(icon, "#ffffff"))
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setStyleSheet("QToolButton:hover { background: rgba(255, 255, 255, 45); }")
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(255, 255, 255, 40), 1))
        painter.setBrush(GLASS)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
