"""Pictures as they are painted on the stage: sharp at every size, with the heat map of their difference over them."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from moonpane.ui.panes.compare.pair import Figures, Region, Side
from moonpane.ui.panes.compare.zoom import Zoom
from moonpane.ui.panes.picture_stage import heat_image, paint_shadow
from moonpane.ui.theme import theme

LABEL_PX = 18


class Layer:
    """One side's picture with halved copies, so that a small view of it neither flickers nor takes long."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self._levels: list[QImage] = [] if side.image is None else [side.image]

    @property
    def size(self) -> QSize:
        return self.side.natural if self.side.is_there else QSize()

    def paint(self, painter: QPainter, zoom: Zoom, *, shadow: bool = True) -> None:
        """At its place in the room; nothing where there is no picture."""
        if not self.side.is_there:
            return
        box = zoom.rect(QRectF(QPointF(0, 0), self.size.toSizeF()))
        if shadow:
            paint_shadow(painter, box)
        image = self._level(box.width() * zoom.ratio)
        sharp = image.width() * 0.999 <= box.width() * zoom.ratio
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sharp)
        painter.drawImage(box, image)

    def _level(self, width: float) -> QImage:
        """The smallest copy that is not smaller than it is shown."""
        level = 0
        while True:
            image = self._levels[level]
            if image.width() < 2 * width or min(image.width(), image.height()) < 4:
                return image
            level += 1
            if level == len(self._levels):
                half = QSize(image.width() // 2, image.height() // 2)
                kept = Qt.AspectRatioMode.IgnoreAspectRatio
                self._levels.append(image.scaled(half, kept, Qt.TransformationMode.SmoothTransformation))


class Heat:
    """Where the pictures differ, as red over one of them."""

    def __init__(self, figures: Figures | None) -> None:
        self._image = None if figures is None else heat_image(figures)
        self._side = 1 if figures is None else figures.tile_size

    @property
    def is_there(self) -> bool:
        return self._image is not None

    def paint(self, painter: QPainter, zoom: Zoom, size: QSize) -> None:
        """Over a picture of `size`."""
        if self._image is None or size.isEmpty():
            return
        painter.save()
        painter.setClipRect(zoom.rect(QRectF(QPointF(0, 0), size.toSizeF())), Qt.ClipOperation.IntersectClip)
        painter.fillRect(zoom.rect(QRectF(QPointF(0, 0), size.toSizeF())), QColor(255, 255, 255, 90))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(0, 0, self._image.width() * self._side, self._image.height() * self._side)
        painter.drawImage(zoom.rect(place), self._image)
        painter.restore()


def paint_region(painter: QPainter, zoom: Zoom, region: Region, number: int) -> None:
    """A frame around a region, with its number."""
    color = QColor(theme.colors.accent)
    box = zoom.rect(QRectF(region.rect)).adjusted(-3, -3, 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255, 190), 4))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(QPen(color, 2))
    painter.drawRoundedRect(box, 5, 5)
    label = QRectF(box.x() - LABEL_PX / 2 + 2, box.y() - LABEL_PX / 2 + 2, LABEL_PX, LABEL_PX)
    painter.setPen(QPen(QColor(255, 255, 255, 190), 1.5))
    painter.setBrush(color)
    painter.drawEllipse(label)
    painter.setPen(QColor(theme.colors.on_accent))
    font = QFont(painter.font())
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(number))


def paint_divider(painter: QPainter, x: float, height: float) -> None:
    """What is dragged between two pictures that lie over each other."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = QColor(theme.colors.accent)
    painter.setPen(QPen(QColor(255, 255, 255, 200), 4))
    painter.drawLine(QPointF(x, 0), QPointF(x, height))
    painter.setPen(QPen(color, 2))
    painter.drawLine(QPointF(x, 0), QPointF(x, height))
    knob = QPointF(x, height / 2)
    painter.setBrush(color)
    painter.setPen(QPen(QColor(255, 255, 255, 220), 2))
    painter.drawEllipse(knob, 13, 13)
    painter.setPen(QPen(QColor(theme.colors.on_accent), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for way in (-1, 1):
        arrow = QPainterPath(knob + QPointF(way * 3, -4))
        arrow.lineTo(knob + QPointF(way * 7, 0))
        arrow.lineTo(knob + QPointF(way * 3, 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(arrow)


def paint_empty(painter: QPainter, room: QRectF, words: Sequence[str]) -> None:
    painter.setPen(QColor(theme.colors.faint))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, "\n".join(words))
