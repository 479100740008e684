"""The ways to begin: tiles with a sign, words and keys, as many in a row as fit."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from moonpane.ui import icons
from moonpane.ui.theme import theme, ui_font

TILE_WIDTH, TILE_HEIGHT, GAP = 184, 58, 10


@dataclass(frozen=True)
class Way:
    """One way to begin; ids are the welcome page's signals."""

    id: str
    icon: str
    words: str
    hint: str = ""  # its keys, or what it is good for


class WayTile(QAbstractButton):
    """One of the tiles."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self.way = way
        self.setText(way.words)
        self.setAccessibleName(f"{way.words} ({way.hint})" if way.hint else way.words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(TILE_WIDTH, TILE_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(TILE_WIDTH, TILE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        lively = self.underMouse() or self.isDown()
        painter.setPen(QPen(QColor(colors.accent if self.hasFocus() else colors.border_strong), 1))
        painter.setBrush(QColor(colors.raised if lively else colors.surface))
        painter.drawRoundedRect(box, 11, 11)
        sign = QRectF(11, (self.height() - 34) / 2, 34, 34)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.accent_soft))
        painter.drawRoundedRect(sign, 9, 9)
        painter.drawPixmap(sign.topLeft() + QPointF(7, 7), icons.pixmap(self.way.icon, colors.accent, size=20))
        words = QRectF(56, 0, self.width() - 66, self.height())
        if self.way.hint:
            upper, lower = words.adjusted(0, 11, 0, 0), words.adjusted(0, 0, 0, -10)
            self._line(painter, lower, self.way.hint, colors.faint, ui_font(pixels=11), Qt.AlignmentFlag.AlignBottom)
            words, edge = upper, Qt.AlignmentFlag.AlignTop
        else:
            edge = Qt.AlignmentFlag.AlignVCenter
        self._line(painter, words, self.text(), colors.text, ui_font(weight=QFont.Weight.DemiBold), edge)

    def _line(self, painter: QPainter, box: QRectF, text: str, color: str, font: QFont, edge: Qt.AlignmentFlag) -> None:
        painter.setFont(font)
        painter.setPen(QColor(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
        painter.drawText(box, edge | Qt.AlignmentFlag.AlignLeft, shown)


class Ways(QWidget):
    """All tiles.

    Signals:
        chosen: the id of the way.
    """

    chosen = Signal(str)

    def __init__(self, ways: tuple[Way, ...]) -> None:
        super().__init__()
        self.tiles = [WayTile(way) for way in ways]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._columns = 0
        for tile in self.tiles:
            tile.clicked.connect(lambda checked=False, id=tile.way.id: self.chosen.emit(id))
        self._arrange(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = max(1, min(3, (self.width() + GAP) // (TILE_WIDTH + GAP)))
        if fitting != self._columns:
            self._arrange(fitting)

    def minimumSizeHint(self) -> QSize:
        """Narrow: the tiles go below each other."""
        rows = -(-len(self.tiles) // max(1, self._columns))
        return QSize(TILE_WIDTH, rows * (TILE_HEIGHT + GAP) - GAP)

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for tile in self.tiles:
            self._grid.removeWidget(tile)
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()
