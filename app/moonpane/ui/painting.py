"""What delegates paint again and again; icons are kept between paints."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPixmapCache

from moonpane.ui import icons
from moonpane.ui.theme import theme


def kept_icon(name: str, color: str, *, size: int = 16) -> QPixmap:
    key = f"moonpane-icon {name} {color} {size}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = icons.pixmap(name, color, size=size)
        QPixmapCache.insert(key, found)
    return found


def paint_row_ground(painter: QPainter, box: QRectF, *, chosen: bool, hovered: bool, focused: bool) -> None:
    """The rounded ground of a list's row: soft accent where it is the chosen one, a ring where the keys are."""
    colors = theme.colors
    painter.setPen(QPen(QColor(colors.accent), 1) if focused else Qt.PenStyle.NoPen)
    ground = colors.accent_soft if chosen else colors.raised if hovered else ""
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def paint_pill(painter: QPainter, box: QRectF, words: str, ink: str, ground: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
