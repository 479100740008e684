"""What is on the stage, painted in each of the ways in which two pictures can be compared."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter

from moonpane.ui.panes.compare.layers import Heat, Layer, paint_divider, paint_empty, paint_region
from moonpane.ui.panes.compare.pair import Pair, Region, Side
from moonpane.ui.panes.compare.zoom import Zoom
from moonpane.ui.theme import theme

NOTHING = Side(None, QSize(), "")


class Mode(Enum):
    """How the two are shown."""

    SIDE = auto()
    OVERLAY = auto()
    SWIPE = auto()
    BLINK = auto()


class HeatOver(Enum):
    """What the heat map lies over, where both pictures are seen."""

    NONE = auto()
    LEFT = auto()
    RIGHT = auto()
    BOTH = auto()


class Scene:
    """Two layers, their heat map, and the region that is framed on both."""

    def __init__(self) -> None:
        self.left, self.right, self._heat = Layer(NOTHING), Layer(NOTHING), Heat(None)
        self.region: tuple[int, Region] | None = None  # with its number
        self.heat_over = HeatOver.NONE

    @property
    def size(self) -> QSize:
        """Large enough for both; pages are compared from the top left."""
        return self.left.size.expandedTo(self.right.size)

    def show(self, pair: Pair) -> None:
        self.left, self.right, self._heat = Layer(pair.left), Layer(pair.right), Heat(pair.figures)
        self.region = None

    def paint(
        self, painter: QPainter, zoom: Zoom, rooms: Sequence[QRectF], *, mode: Mode, mix: float, shows_right: bool
    ) -> None:
        """`rooms`: the parts of the widget that pictures are seen in, two for Mode.SIDE."""
        room = rooms[0]
        if mode is Mode.SIDE:
            for layer, part in zip((self.left, self.right), rooms, strict=True):
                self._paint_part(painter, zoom, layer, part, origin=part.topLeft())
            painter.fillRect(QRectF(room.right(), 0, 1, room.height()), QColor(theme.colors.border))
        elif not (self.left.side.is_there or self.right.side.is_there):
            paint_empty(painter, room, [self.right.side.empty or self.left.side.empty])
        elif mode is Mode.SWIPE:
            at = round(mix * room.width())
            parts = QRectF(0, 0, at, room.height()), QRectF(at, 0, room.width() - at, room.height())
            for layer, part in zip((self.left, self.right), parts, strict=True):
                self._paint_part(painter, zoom, layer, part, origin=QPointF(0, 0))
            paint_divider(painter, at, room.height())
        elif mode is Mode.OVERLAY:
            self.left.paint(painter, zoom)
            painter.setOpacity(mix)
            self.right.paint(painter, zoom, shadow=False)
            painter.setOpacity(1.0)
            self._paint_over(painter, zoom, self.right, self.heat_over is not HeatOver.NONE)
        else:
            layer = self.right if shows_right else self.left
            layer.paint(painter, zoom)
            self._paint_over(painter, zoom, layer, self.heat_over is not HeatOver.NONE)

    def _paint_part(self, painter: QPainter, zoom: Zoom, layer: Layer, part: QRectF, *, origin: QPointF) -> None:
        painter.save()
        painter.setClipRect(part)
        painter.translate(origin)
        if layer.side.is_there:
            layer.paint(painter, zoom)
            mine = HeatOver.LEFT if layer is self.left else HeatOver.RIGHT
            self._paint_over(painter, zoom, layer, self.heat_over in (mine, HeatOver.BOTH))
        else:
            paint_empty(painter, part.translated(-origin), [layer.side.empty])
        painter.restore()

    def _paint_over(self, painter: QPainter, zoom: Zoom, layer: Layer, heat: bool) -> None:
        if heat:
            self._heat.paint(painter, zoom, layer.size)
        if self.region is not None:
            number, region = self.region
            paint_region(painter, zoom, region, number)
