"""Two pictures compared: beside each other, over each other, one after the other; zoomed and moved together.

Keys: + and - zoom, 0 fits, 1 and 2 show 100 % and 200 %, arrows move what is seen.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from moonpane.ui.keys_here import KeysHere
from moonpane.ui.panes.compare.pair import Pair, Region
from moonpane.ui.panes.compare.scene import HeatOver, Mode, Scene
from moonpane.ui.panes.compare.zoom import Zoom
from moonpane.ui.panes.picture_stage import paint_ground
from moonpane.ui.theme import theme

BLINK_MS = 500
GRAB_PX = 12  # on both sides of the divider
ARROW_PX = 48
KEY_NOTCHES = 1.0


class Stage(QWidget):
    """The pictures.

    Signals:
        zoomed: another zoom is in force; percent, and whether it is fitted.
        mixed: the person moved the divider; how far, 0..1.
        blinked: the other picture is seen now; whether it is the right one.
    """

    zoomed = Signal(int, bool)
    mixed = Signal(float)
    blinked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.zoom = Zoom()
        self.mode = Mode.SIDE
        self.mix = 0.5  # of the right picture: its opacity, or where the divider is
        self.shows_right = False  # while blinking
        self._scene = Scene()
        self._dragged: QPointF | None = None
        self._drags_divider = False
        self._clock = QTimer(self, interval=BLINK_MS)
        self._clock.timeout.connect(self.flip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        KeysHere(self)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def blinks(self) -> bool:
        return self._clock.isActive()

    def show_pair(self, pair: Pair, *, keep_zoom: bool = False) -> None:
        """`keep_zoom`: the pictures are others of the same thing, so what is looked at stays."""
        self._scene.show(pair)
        if not keep_zoom:
            self.zoom.is_fitted = True
        self._adapt()

    def set_mode(self, mode: Mode) -> None:
        self.mode = mode
        self.blink(False)
        self._adapt()

    def set_heat(self, over: HeatOver) -> None:
        self._scene.heat_over = over
        self.update()

    def set_mix(self, mix: float) -> None:
        self.mix = min(1.0, max(0.0, mix))
        self.update()

    def blink(self, on: bool) -> None:
        """Starts or ends the change of pictures; it never starts by itself, for moving things disturb many people."""
        if on and self.mode is Mode.BLINK:
            self._clock.start()
        else:
            self._clock.stop()

    def flip(self) -> None:
        """The other picture."""
        self.shows_right = not self.shows_right
        self.blinked.emit(self.shows_right)
        self.update()

    def show_region(self, number: int, region: Region) -> None:
        """Brings one of the regions into the middle and frames it."""
        self._scene.region = (number, region)
        self.zoom.show(QRectF(region.rect))
        self._changed()

    def fit(self) -> None:
        self.zoom.fit()
        self._changed()

    def set_percent(self, percent: float) -> None:
        self.zoom.set_percent(percent)
        self._changed()

    def zoom_by(self, notches: float) -> None:
        self.zoom.zoom_at(QPointF(self.zoom.room.width() / 2, self.zoom.room.height() / 2), notches)
        self._changed()

    def rooms(self) -> list[QRectF]:
        """The one or two parts of the widget in which pictures are seen."""
        if self.mode is not Mode.SIDE:
            return [QRectF(self.rect())]
        half = (self.width() - 1) / 2
        return [QRectF(0, 0, half, self.height()), QRectF(self.width() - half, 0, half, self.height())]

    def _adapt(self) -> None:
        self.zoom.adapt(self._scene.size, QSizeF(self.rooms()[0].size()), self.devicePixelRatioF())
        self._changed()

    def _changed(self) -> None:
        self.zoomed.emit(self.zoom.percent, self.zoom.is_fitted)
        self.update()

    def _in_room(self, point: QPointF) -> QPointF:
        """A point of the widget in the part that it lies in."""
        return point - next((room for room in self.rooms() if room.contains(point)), self.rooms()[0]).topLeft()

    def _near_divider(self, point: QPointF) -> bool:
        return self.mode is Mode.SWIPE and abs(point.x() - self.mix * self.width()) <= GRAB_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._scene.paint(painter, self.zoom, self.rooms(), mode=self.mode, mix=self.mix, shows_right=self.shows_right)

    # -- moving ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._adapt()

    def hideEvent(self, event: QHideEvent) -> None:
        self.blink(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._adapt()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom.zoom_at(self._in_room(event.position()), event.angleDelta().y() / 120)
        else:
            pixels = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            across = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not pixels.x()
            self.zoom.pan(QPointF(pixels.y(), 0) if across else QPointF(pixels))
        event.accept()
        self._changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._dragged, self._drags_divider = event.position(), self._near_divider(event.position())
        self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None and self._drags_divider:
            self.set_mix(event.position().x() / max(1, self.width()))
            self.mixed.emit(self.mix)
        elif self._dragged is not None:
            self.zoom.pan(event.position() - self._dragged)
            self._dragged = event.position()
            self._changed()
        self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        self._point(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.zoom.is_fitted:
            self.zoom.set_percent(100, self._in_room(event.position()))
            self._changed()
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: QPointF(ARROW_PX, 0),
            Qt.Key.Key_Right: QPointF(-ARROW_PX, 0),
            Qt.Key.Key_Up: QPointF(0, ARROW_PX),
            Qt.Key.Key_Down: QPointF(0, -ARROW_PX),
        }
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key in moves:
            self.zoom.pan(moves[key])
            self._changed()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-KEY_NOTCHES if key is Qt.Key.Key_Minus else KEY_NOTCHES)
        elif key is Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_1, Qt.Key.Key_2):
            self.set_percent(100 if key is Qt.Key.Key_1 else 200)
        elif key is Qt.Key.Key_Space and self.mode is Mode.BLINK:
            self.flip()
        else:
            super().keyPressEvent(event)

    def _point(self, at: QPointF) -> None:
        """The pointer says what dragging would do."""
        if self._near_divider(at) or (self._dragged is not None and self._drags_divider):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif self._dragged is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
