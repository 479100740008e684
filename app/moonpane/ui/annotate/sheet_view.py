"""A picture or a blank sheet, zoomed and panned; what is drawn on it is its subclass's."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from moonpane.ui.annotate.marks import Point
from moonpane.ui.theme import theme

MARGIN = 28
MIN_SCALE, MAX_SCALE = 0.05, 16.0
ZOOM_STEP = 1.25


class SheetView(QAbstractScrollArea):
    """Shows all of the picture until it is zoomed; the middle button pans, Ctrl with the wheel zooms.

    Signals:
        zoomed: screen pixels for one of the picture's.
    """

    zoomed = Signal(float)

    def __init__(self, image: QImage | None, size: QSize) -> None:
        """`image` may be a smaller copy of the picture; `size` is that of the picture itself, or of a blank sheet."""
        super().__init__()
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.size_px = size
        self.scale = 1.0
        self._picture = QPixmap() if image is None else QPixmap.fromImage(image)
        self._shown = QPixmap()  # the picture at the scale of the screen
        self._pan: QPointF | None = None
        self._fits = True
        theme.changed.connect(self.viewport().update)

    @property
    def is_panned(self) -> bool:
        """The picture is being moved with the middle button."""
        return self._pan is not None

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """`around`: a point of the viewport that stays where it is; its middle without one."""
        self._fits = False
        self._scale_to(self.scale * factor, around)

    def zoom_to(self, scale: float) -> None:
        self._fits = False
        self._scale_to(scale, None)

    def fit(self) -> None:
        """All of the picture, not enlarged, also when the window changes its size."""
        self._fits = True
        room = self.viewport().size() - QSize(2 * MARGIN, 2 * MARGIN)
        scale = min(room.width() / self.size_px.width(), room.height() / self.size_px.height())
        self._scale_to(min(1.0, scale), None)

    def place_at(self, point: QPointF) -> Point:
        """The picture's pixel below a point of the viewport."""
        origin = self._origin()
        return (point.x() - origin.x()) / self.scale, (point.y() - origin.y()) / self.scale

    def on_viewport(self, place: Point) -> QPointF:
        return self._origin() + QPointF(place[0], place[1]) * self.scale

    def within(self, place: Point) -> Point:
        """The nearest place in the picture."""
        return min(max(place[0], 0.0), float(self.size_px.width())), min(max(place[1], 0.0), self.size_px.height())

    def show_place(self, place: Point) -> None:
        """Scrolls until it can be seen."""
        at, room = self.on_viewport(place), self.viewport().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        for bar, value, low, high in (
            (self.horizontalScrollBar(), at.x(), room.left(), room.right()),
            (self.verticalScrollBar(), at.y(), room.top(), room.bottom()),
        ):
            bar.setValue(bar.value() + round(min(0.0, value - low) + max(0.0, value - high)))

    def paint_marks_on(self, painter: QPainter) -> None:
        """What lies on the picture; the painter's units are its pixels. For subclasses."""

    def paint_over(self, painter: QPainter) -> None:
        """What lies above everything, in the viewport's units. For subclasses."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None:
            moved = event.position() - self._pan
            self._pan = event.position()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - round(moved.x()))
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round(moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()
        else:
            self._update_bars()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.colors.canvas))
        sheet = QRectF(self._origin(), self._scaled_size())
        painter.fillRect(sheet, QColor("#ffffff"))
        if not self._picture.isNull():
            self._paint_picture(painter, sheet)
        painter.setPen(QPen(QColor(theme.colors.border_strong), 1))
        painter.drawRect(sheet.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(sheet.topLeft())
        painter.scale(self.scale, self.scale)
        self.paint_marks_on(painter)
        painter.restore()
        self.paint_over(painter)

    def _paint_picture(self, painter: QPainter, sheet: QRectF) -> None:
        if self.scale >= 1:
            painter.drawPixmap(sheet, self._picture, QRectF(self._picture.rect()))
            return
        wanted = (sheet.size() * self.devicePixelRatio()).toSize().expandedTo(QSize(1, 1))
        if self._shown.size() != wanted:  # once for each scale: made anew with every stroke it would stutter
            smooth = Qt.TransformationMode.SmoothTransformation
            self._shown = self._picture.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        painter.drawPixmap(sheet, self._shown, QRectF(self._shown.rect()))

    def _scale_to(self, scale: float, around: QPointF | None) -> None:
        point = around if around is not None else QPointF(self.viewport().rect().center())
        place = self.place_at(point)
        self.scale = min(max(scale, MIN_SCALE), MAX_SCALE)
        self._update_bars()
        moved = self.on_viewport(place) - point
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(moved.x()))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(moved.y()))
        self.viewport().update()
        self.zoomed.emit(self.scale)

    def _update_bars(self) -> None:
        size, room = self._scaled_size().toSize(), self.viewport().size()
        for bar, length, seen in (
            (self.horizontalScrollBar(), size.width(), room.width()),
            (self.verticalScrollBar(), size.height(), room.height()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, length + 2 * MARGIN - seen))

    def _scaled_size(self) -> QSizeF:
        return QSizeF(round(self.size_px.width() * self.scale), round(self.size_px.height() * self.scale))

    def _origin(self) -> QPointF:
        """Where the picture's corner is in the viewport: in the middle where there is room, else as it is scrolled."""
        size, room = self._scaled_size().toSize(), self.viewport().size()
        x = (room.width() - size.width()) // 2
        y = (room.height() - size.height()) // 2
        x = x if x >= MARGIN else MARGIN - self.horizontalScrollBar().value()
        y = y if y >= MARGIN else MARGIN - self.verticalScrollBar().value()
        return QPointF(x, y)
