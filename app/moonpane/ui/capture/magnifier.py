"""The pixels round the pointer, enlarged, with their grid, and the colour and place of the middle one."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from moonpane.ui.capture.overlay import GLASS, INK
from moonpane.ui.theme import code_font, theme

ACROSS, DOWN = 17, 13  # pixels that are seen; odd, so that one is in the middle
CELL = 9  # of the widget's pixels for one of the picture's
FOOT = 40
AWAY = 22  # from the pointer
CORNER = 10


def box_beside(place: QPointF, room: QRect) -> QRectF:
    """Where the magnifier goes: right below the pointer, or on another side where there is no room."""
    width, height = ACROSS * CELL, DOWN * CELL + FOOT
    x = place.x() + AWAY if place.x() + AWAY + width < room.width() else place.x() - AWAY - width
    y = place.y() + AWAY if place.y() + AWAY + height < room.height() else place.y() - AWAY - height
    return QRectF(max(0.0, x), max(0.0, y), width, height)


def paint_magnifier(painter: QPainter, image: QImage, pixel: QPoint, box: QRectF) -> None:
    """`pixel` of `image` is in the middle of the grid; beyond the edges of the picture it is empty."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QPainterPath()
    frame.addRoundedRect(box, CORNER, CORNER)
    painter.fillPath(frame, GLASS)
    painter.setClipPath(frame)
    grid = QRectF(box.x(), box.y(), ACROSS * CELL, DOWN * CELL)
    _paint_pixels(painter, image, pixel, grid)
    painter.setClipping(False)
    painter.setPen(QPen(QColor(255, 255, 255, 70), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(frame)
    _paint_words(painter, image.pixelColor(pixel), pixel, QRectF(box.x(), grid.bottom(), box.width(), FOOT))
    painter.restore()


def _paint_pixels(painter: QPainter, image: QImage, pixel: QPoint, grid: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    seen = QRect(pixel.x() - ACROSS // 2, pixel.y() - DOWN // 2, ACROSS, DOWN)
    there = seen.intersected(image.rect())
    shift = there.topLeft() - seen.topLeft()
    target = QRectF(shift.x() * CELL, shift.y() * CELL, there.width() * CELL, there.height() * CELL)
    painter.drawImage(target.translated(grid.topLeft()), image, QRectF(there))
    painter.setPen(QPen(QColor(128, 128, 128, 70), 1))
    for column in range(1, ACROSS):
        x = grid.x() + column * CELL
        painter.drawLine(QPointF(x, grid.top()), QPointF(x, grid.bottom()))
    for row in range(1, DOWN):
        y = grid.y() + row * CELL
        painter.drawLine(QPointF(grid.left(), y), QPointF(grid.right(), y))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = QRectF(grid.x() + ACROSS // 2 * CELL, grid.y() + DOWN // 2 * CELL, CELL, CELL)
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3))
    painter.drawRect(middle)
    painter.setPen(QPen(QColor(theme.colors.accent), 1.5))
    painter.drawRect(middle)


def _paint_words(painter: QPainter, color: QColor, pixel: QPoint, foot: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    swatch = QRectF(foot.x() + 10, foot.y() + 9, 22, 22)
    painter.setPen(QPen(QColor(255, 255, 255, 120), 1))
    painter.setBrush(color)
    painter.drawRoundedRect(swatch, 5, 5)
    font = code_font(pixels=11)
    painter.setFont(font)
    painter.setPen(QColor(255, 255, 255, 170))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    words = QRectF(swatch.right() + 9, foot.y() + 4, foot.width(), 16)
    painter.drawText(words.translated(0, 16), left, f"{pixel.x()}, {pixel.y()}")
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(INK)
    painter.drawText(words, left, color.name())
