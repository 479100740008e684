"""The small pictures of lists: cut to size once, and few at a time."""

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

from moonpane.ui.cover import fitted
from moonpane.ui.painting import kept_icon
from moonpane.ui.theme import theme

AT_ONCE = 3  # cut in one turn of the event loop: each takes one to two milliseconds
RATIO = 2.0  # pixels for each logical one, so that it is sharp on any screen
RADIUS = 6.0


class Covers(QObject):
    """What a list's delegate paints covers with. A list that is painted for the first time shows the rest a turn later.

    Signals:
        came: there is more to be painted than was.
    """

    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = AT_ONCE
        self._is_short = False  # some were not painted
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self.on_turn)

    def on_turn(self) -> None:
        is_short, self._is_short, self._left = self._is_short, False, AT_ONCE
        if is_short:
            self.came.emit()

    def paint(self, painter: QPainter, box: QRectF, image: QImage | None) -> None:
        """A rounded thumbnail with a hairline around it; an icon on plain ground where there is no picture."""
        colors = theme.colors
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        has_picture = image is not None and not image.isNull()
        cover = self._kept(image, box.size().toSize()) if image is not None and has_picture else None
        if cover is not None:
            painter.drawPixmap(box.topLeft(), cover)
        else:
            painter.fillRect(box, QColor(colors.raised))
        if not has_picture:
            sign = kept_icon("page", colors.faint)
            painter.drawPixmap(round(box.center().x() - 8), round(box.center().y() - 8), sign)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.border_strong), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _kept(self, image: QImage, size: QSize) -> QPixmap | None:
        """The part of a picture that says most, filling `size` logical pixels; None where it is not its turn yet."""
        key = f"moonpane-cover {image.cacheKey()} {size.width()}x{size.height()}"
        found = QPixmap()
        if QPixmapCache.find(key, found):
            return found
        self._turn.start(0)
        if self._left == 0:
            self._is_short = True
            return None
        self._left -= 1
        made = QPixmap.fromImage(fitted(image, size, ratio=RATIO))
        made.setDevicePixelRatio(RATIO)
        QPixmapCache.insert(key, made)
        return made
