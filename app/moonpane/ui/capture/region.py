"""A region of one screen, chosen with mouse or keyboard to the pixel."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from moonpane.ui import icons
from moonpane.ui.capture.frozen import Frozen
from moonpane.ui.capture.magnifier import box_beside, paint_magnifier
from moonpane.ui.capture.overlay import GLASS, MARGIN, FrozenOverlay
from moonpane.ui.capture.rubber_band import REACH, RubberBand, paint_handles, paint_size


class RegionOverlay(FrozenOverlay):
    """A `RubberBand` on a screen, a magnifier, and buttons beside the selection.

    Attributes:
        band: in device pixels of the screen's picture.
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
        self.band = RubberBand(self.bounds, self)
        self.is_meant = True
        self._looks_closely = True  # the magnifier is of use
        self._buttons = _Buttons(self)
        self._buttons.take.clicked.connect(self.take)
        self._buttons.cancel.clicked.connect(self.cancelled)
        self.band.changed.connect(self._on_changed)
        self.band.begun.connect(self.begun)

    @property
    def selection(self) -> QRect:
        """Empty before there is one."""
        return self.band.selection

    @property
    def pointed(self) -> QPoint:
        """The pixel that the magnifier shows."""
        return self.band.pointed

    def take(self) -> None:
        """Hands over what is selected, if anything is."""
        if not self.selection.isEmpty():
            self.taken.emit(self.frozen.image.copy(self.selection))

    def clear_selection(self) -> None:
        self.band.select(QRect())

    def show_meant(self, is_meant: bool) -> None:
        self.is_meant = is_meant
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.entered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.RightButton:
            self.band.press(self.pixel_at(event.position()), REACH * self.scale)
        elif self.selection.isEmpty():
            self.cancelled.emit()
        else:
            self.clear_selection()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pixel = self.pixel_at(event.position())
        if not self.band.is_busy:
            self.setCursor(self.band.cursor_at(pixel, REACH * self.scale))
        self.band.move(pixel)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.band.release()
        self._looks_closely = self.selection.isEmpty()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.selection.contains(self.pixel_at(event.position())):
            self.take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif not self.band.key(event):
            super().keyPressEvent(event)

    def _on_changed(self) -> None:
        chosen = self.selection
        is_inside = not chosen.isEmpty() and chosen.contains(self.pointed, proper=True)
        self._looks_closely = self.band.is_busy or not is_inside
        self.setAccessibleDescription(self.band.words())
        self._place_buttons()
        self.update()

    def _place_buttons(self) -> None:
        if self.selection.isEmpty() or self.band.is_busy:
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
            box = self.on_widget(self.selection)
            paint_size(painter, box, self.selection.size(), self.width())
            paint_handles(painter, box)
        magnifier = box_beside(pointed.center(), self.rect())
        if self._looks_closely and self.is_meant:
            paint_magnifier(painter, self.frozen.image, self.pointed, magnifier)
        self.paint_hint(painter, at_top=magnifier.bottom() > self.height() - 3 * MARGIN)

    def _paint_crosshair(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
        painter.drawLine(QPointF(at.x(), 0), QPointF(at.x(), self.height()))
        painter.drawLine(QPointF(0, at.y()), QPointF(self.width(), at.y()))


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
