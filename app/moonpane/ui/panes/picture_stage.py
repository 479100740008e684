"""What pages and pictures lie on: a dotted ground and a shadow; and the heat map of a measured difference."""

from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from moonpane.ui.theme import theme

DOT_STEP = 16
DOT = 0.85  # px, radius
CORNER = 11
HEAT = 0xF0384A
FAINTEST = 0.04  # differences below this are noise of text rendering


def paint_ground(painter: QPainter, widget: QWidget) -> None:
    """The canvas that pages and pictures lie on; its lower corners are those of the frame around it."""
    ratio = widget.devicePixelRatioF()
    brush = QBrush(_tile(theme.colors.canvas, theme.colors.canvas_dot, ratio))
    brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(widget.rect().adjusted(0, -2 * CORNER, 0, 0), CORNER, CORNER)


@lru_cache(maxsize=8)
def _tile(ground: str, dot: str, ratio: float) -> QPixmap:
    """One dot with the ground around it: thousands of them, painted one by one, would take longer than a frame has."""
    side = round(DOT_STEP * ratio)
    tile = QPixmap(side, side)
    tile.fill(QColor(ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(dot))
    painter.drawEllipse(QPointF(side / 2, side / 2), DOT * ratio, DOT * ratio)
    painter.end()
    return tile


def paint_shadow(painter: QPainter, box: QRectF) -> None:
    """Lifts a page off its ground."""
    painter.setPen(Qt.PenStyle.NoPen)
    for spread, alpha in ((14, 2), (10, 2), (7, 3), (4, 5), (2, 7), (1, 10)):
        painter.setBrush(QColor(10, 14, 30, alpha))
        painter.drawRoundedRect(box.adjusted(-spread, -spread + 2, spread, spread + 2), 2 + spread, 2 + spread)


class Tiled(Protocol):
    """A score with its tiles: rows of squares from the top left; 0 equal .. 1 wholly different."""

    @property
    def tiles(self) -> tuple[tuple[float, ...], ...]: ...


def heat_image(score: Tiled) -> QImage | None:
    """One pixel for each tile, to be drawn enlarged and smoothed; None where there are no tiles."""
    if not score.tiles or not score.tiles[0]:
        return None
    image = QImage(len(score.tiles[0]), len(score.tiles), QImage.Format.Format_ARGB32)
    for y, values in enumerate(score.tiles):
        for x, value in enumerate(values):
            alpha = 0.0 if value < FAINTEST else min(0.8, 0.1 + value)
            image.setPixel(x, y, round(255 * alpha) << 24 | HEAT)
    return image
