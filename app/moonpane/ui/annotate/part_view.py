"""A picture of which a part is chosen, zoomed and panned."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen

from moonpane.ui.annotate.sheet_view import SheetView
from moonpane.ui.capture.overlay import DIM
from moonpane.ui.capture.rubber_band import REACH, RubberBand, paint_handles, paint_size
from moonpane.ui.theme import theme

CROSS = 11  # px of each arm


class PartView(SheetView):
    """A `RubberBand` on a picture; what is not chosen is dimmed.

    Signals:
        taken: the selection is meant.
    """

    taken = Signal()

    def __init__(self, image: QImage, size: QSize, chosen: QRect) -> None:
        """`image`, `size` as in `SheetView`; `chosen`: what is selected at first, which may be nothing."""
        super().__init__(image, size)
        self.setAccessibleName(self.tr("Part of the picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self.band = RubberBand(QRect(QPoint(), size), self)
        self.band.select(chosen)
        self.band.changed.connect(self._on_changed)
        self._has_cross = False  # it is pointed with the arrows

    def pixel_at(self, point: QPointF) -> QPoint:
        """The picture's pixel below a point of the viewport; the nearest one for points outside."""
        x, y = self.place_at(point)
        bounds = self.band.bounds
        return QPoint(min(max(int(x), 0), bounds.right()), min(max(int(y), 0), bounds.bottom()))

    def box_on_viewport(self, box: QRect) -> QRectF:
        """Where pixels of the picture are seen."""
        return QRectF(self.on_viewport((box.x(), box.y())), QRectF(box).size() * self.scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._has_cross = False
        if event.button() == Qt.MouseButton.LeftButton:
            self.band.press(self.pixel_at(event.position()), REACH / self.scale)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.is_panned:
            super().mouseMoveEvent(event)
            return
        self._has_cross = False
        pixel = self.pixel_at(event.position())
        if not self.band.is_busy:
            self.viewport().setCursor(self.band.cursor_at(pixel, REACH / self.scale))
        self.band.move(pixel)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.band.release()
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.band.selection.contains(self.pixel_at(event.position())):
            self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif self.band.key(event):
            self._has_cross = True
            self.show_place((self.band.pointed.x(), self.band.pointed.y()))
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    def paint_over(self, painter: QPainter) -> None:
        chosen = self.band.selection
        if not chosen.isEmpty():
            box = self.box_on_viewport(chosen)
            whole, inside = QPainterPath(), QPainterPath()
            whole.addRect(self.box_on_viewport(self.band.bounds))
            inside.addRect(box)
            painter.fillPath(whole - inside, DIM)
            painter.setPen(QPen(QColor(theme.colors.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            paint_size(painter, box, chosen.size(), self.viewport().width())
            paint_handles(painter, box)
        if self._has_cross and (chosen.isEmpty() or self.band.is_busy):
            self._paint_cross(painter, self.box_on_viewport(QRect(self.band.pointed, QSize(1, 1))).center())

    def _paint_cross(self, painter: QPainter, at: QPointF) -> None:
        for color, width in ((QColor("#ffffff"), 4.0), (QColor(theme.colors.accent), 1.6)):
            painter.setPen(QPen(color, width))
            painter.drawLine(at - QPointF(CROSS, 0), at + QPointF(CROSS, 0))
            painter.drawLine(at - QPointF(0, CROSS), at + QPointF(0, CROSS))

    def _on_changed(self) -> None:
        self.setAccessibleDescription(self.band.words())
        self.viewport().update()
