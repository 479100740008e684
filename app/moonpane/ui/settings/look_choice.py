"""Light, dark or as the desktop: three small windows, of which one is chosen."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from moonpane.ui.theme import DARK, LIGHT, Colors, theme

TILE = QSize(132, 104)
PICTURE_HEIGHT = 76


class LookTile(QAbstractButton):
    """A window in the colours that it stands for; half and half for the desktop's."""

    def __init__(self, mode: str, words: str) -> None:
        super().__init__()
        self.mode = mode
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFixedSize(TILE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2, 2, self.width() - 4, PICTURE_HEIGHT)
        shape = QPainterPath()
        shape.addRoundedRect(box, 9, 9)
        painter.setClipPath(shape)
        for colors, part in self._halves(box):
            painter.save()
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            self._paint_window(painter, box, colors)
            painter.restore()
        painter.setClipping(False)
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(theme.colors.accent if strong else theme.colors.border_strong), 2 if strong else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(QColor(theme.colors.text if self.isChecked() else theme.colors.muted))
        below = QRectF(0, PICTURE_HEIGHT + 4, self.width(), self.height() - PICTURE_HEIGHT - 4)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():  # the chosen one looks chosen already
            painter.setPen(QPen(QColor(theme.colors.accent), 1))
            painter.drawRoundedRect(below.adjusted(6, 1.5, -6, -1.5), 6, 6)

    def _halves(self, box: QRectF) -> list[tuple[Colors, QRectF]]:
        if self.mode != "system":
            return [(DARK if self.mode == "dark" else LIGHT, box)]
        middle = box.center().x()
        left, right = QRectF(box), QRectF(box)
        left.setRight(middle)
        right.setLeft(middle)
        return [(LIGHT, left), (DARK, right)]

    def _paint_window(self, painter: QPainter, box: QRectF, colors: Colors) -> None:
        painter.fillRect(box, QColor(colors.window))
        side = QRectF(box.left(), box.top(), box.width() * 0.32, box.height())
        painter.fillRect(side, QColor(colors.panel))
        painter.setPen(QColor(colors.border))
        painter.drawLine(side.topRight(), side.bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.surface))
        page = box.adjusted(box.width() * 0.32 + 9, 9, -9, -9)
        painter.drawRoundedRect(page, 4, 4)
        painter.setBrush(QColor(colors.muted))
        for row in range(3):
            painter.drawRoundedRect(QRectF(page.left() + 7, page.top() + 9 + 10 * row, page.width() * 0.5, 4), 2, 2)
        painter.setBrush(QColor(colors.accent))
        painter.drawRoundedRect(QRectF(page.left() + 7, page.bottom() - 16, 24, 9), 4, 4)


class LookChoice(QWidget):
    """The three.

    Signals:
        chosen: `system`, `light` or `dark`.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._group = QButtonGroup(self)
        tiles = (
            LookTile("system", self.tr("As the desktop")),
            LookTile("light", self.tr("Light")),
            LookTile("dark", self.tr("Dark")),
        )
        self.tiles = {tile.mode: tile for tile in tiles}
        for tile in tiles:
            self._group.addButton(tile)
            row.addWidget(tile)
            tile.clicked.connect(lambda checked=False, mode=tile.mode: self.chosen.emit(mode))
        row.addStretch(1)

    def choose(self, mode: str) -> None:
        self.tiles[mode].setChecked(True)
