"""Pictures on a dotted ground, two at the same scale, with the heat map of their difference on one of them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from moonpane.store.model import Score
from moonpane.ui.theme import theme

DOT_STEP = 16
CORNER = 11
MARGIN = 28
MAX_SCALE = 1.5
HEAT = QColor("#f0384a")
FAINTEST = 0.04  # differences below this are noise of text rendering


def paint_ground(painter: QPainter, widget: QWidget) -> None:
    """The canvas that pages and pictures lie on; its lower corners are those of the frame around it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colors.canvas))
    painter.drawRoundedRect(widget.rect().adjusted(0, -2 * CORNER, 0, 0), CORNER, CORNER)
    pen = QPen(QColor(theme.colors.canvas_dot), 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    points = [
        QPointF(x, y)
        for x in range(DOT_STEP // 2, widget.width(), DOT_STEP)
        for y in range(DOT_STEP // 2, widget.height(), DOT_STEP)
    ]
    painter.drawPoints(points)


def paint_shadow(painter: QPainter, box: QRectF) -> None:
    """Lifts a page off its ground."""
    painter.setPen(Qt.PenStyle.NoPen)
    for spread, alpha in ((14, 2), (10, 2), (7, 3), (4, 5), (2, 7), (1, 10)):
        painter.setBrush(QColor(10, 14, 30, alpha))
        painter.drawRoundedRect(box.adjusted(-spread, -spread + 2, spread, spread + 2), 2 + spread, 2 + spread)


class PictureStage(QWidget):
    """One picture, fitted. `partner` is measured with it, so that both are shown at one scale."""

    def __init__(self, name: str, empty: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.partner: PictureStage | None = None
        self.image: QImage | None = None
        self.natural = QSize()  # pixels of the original; `image` may be a smaller copy
        self._empty = empty
        self._heat: Score | None = None
        self.setMinimumSize(160, 160)

    def show_image(self, image: QImage | None, natural: QSize) -> None:
        self.image, self.natural = image, natural
        for stage in (self, self.partner):
            if stage is not None:
                stage.update()

    def show_heat(self, score: Score | None) -> None:
        self._heat = score
        self.update()

    def scale(self) -> float:
        """Screen pixels per picture pixel, the same for both partners."""
        sizes = [each.natural for each in (self, self.partner) if each is not None and each.image is not None]
        width = max((size.width() for size in sizes), default=1)
        height = max((size.height() for size in sizes), default=1)
        room = self.size().boundedTo((self.partner or self).size()) - QSize(2 * MARGIN, 2 * MARGIN)
        return max(0.02, min(MAX_SCALE, room.width() / width, room.height() / height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_ground(painter, self)
        if self.image is None:
            painter.setPen(QColor(theme.colors.faint))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty)
            return
        scale = self.scale()
        width, height = self.natural.width() * scale, self.natural.height() * scale
        # Pages are compared from the top: a missing footer must not shift the header.
        tallest = max(each.natural.height() for each in (self, self.partner or self)) * scale
        box = QRectF(round((self.width() - width) / 2), round((self.height() - tallest) / 2), width, height)
        paint_shadow(painter, box)
        painter.drawImage(box, self.image)
        if self._heat is not None:
            self._paint_heat(painter, box, scale)

    def _paint_heat(self, painter: QPainter, box: QRectF, scale: float) -> None:
        assert self._heat is not None
        image = heat_image(self._heat)
        if image is None:
            return
        side = self._heat.tile_size * scale
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, QColor(255, 255, 255, 90))
        painter.drawImage(QRectF(box.x(), box.y(), image.width() * side, image.height() * side), image)
        painter.restore()


def heat_image(score: Score) -> QImage | None:
    """One pixel for each tile, to be drawn enlarged and smoothed; None where there are no tiles."""
    if not score.tiles or not score.tiles[0]:
        return None
    image = QImage(len(score.tiles[0]), len(score.tiles), QImage.Format.Format_ARGB32)
    for y, values in enumerate(score.tiles):
        for x, value in enumerate(values):
            color = QColor(HEAT)
            color.setAlphaF(0.0 if value < FAINTEST else min(0.8, 0.1 + value))
            image.setPixelColor(x, y, color)
    return image
