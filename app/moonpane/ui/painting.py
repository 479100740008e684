"""What delegates paint again and again, kept between paints: icons, and pictures cut to size."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

from moonpane.ui import icons
from moonpane.ui.cover import fitted
from moonpane.ui.theme import theme


def kept_icon(name: str, color: str, *, size: int = 16) -> QPixmap:
    key = f"moonpane-icon {name} {color} {size}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = icons.pixmap(name, color, size=size)
        QPixmapCache.insert(key, found)
    return found


def kept_cover(image: QImage, size: QSize) -> QPixmap:
    """The part of a picture that says most, filling `size` logical pixels."""
    key = f"moonpane-cover {image.cacheKey()} {size.width()}x{size.height()}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = QPixmap.fromImage(fitted(image, size, ratio=2.0))
        found.setDevicePixelRatio(2.0)
        QPixmapCache.insert(key, found)
    return found


def paint_cover(
    painter: QPainter, box: QRectF, image: QImage | None, *, radius: float = 6, empty: str = "page"
) -> None:
    """A rounded thumbnail with a hairline around it; an icon on plain ground where there is no picture."""
    colors = theme.colors
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    if image is None or image.isNull():
        painter.fillRect(box, QColor(colors.raised))
        sign = kept_icon("page", colors.faint)
        painter.drawPixmap(round(box.center().x() - 8), round(box.center().y() - 8), sign)
    else:
        painter.drawPixmap(box.topLeft(), kept_cover(image, box.size().toSize()))
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colors.border_strong), 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


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
