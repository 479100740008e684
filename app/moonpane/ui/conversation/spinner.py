"""The sign before a step: waiting, at work (turning, unless things shall not move), done, or failed."""

from enum import Enum, auto

from PySide6.QtCore import QRectF, Qt, QTimerEvent
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from moonpane.ui import icons
from moonpane.ui.motion import motion
from moonpane.ui.theme import theme

SIZE = 18
FRAME_MS = 50
STEP_DEGREES = 18


class Sign(Enum):
    WAITING = auto()
    AT_WORK = auto()
    DONE = auto()
    FAILED = auto()


class StepSign(QWidget):
    """Turns only while it is seen and at work, so that an idle window wakes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(SIZE, SIZE)
        self.sign = Sign.WAITING
        self._angle = 0
        self._timer = 0
        motion.changed.connect(self._keep_time)

    def show_sign(self, sign: Sign) -> None:
        if sign is not self.sign:
            self.sign = sign
            self._keep_time()
            self.update()

    def showEvent(self, event: object) -> None:
        self._keep_time()

    def hideEvent(self, event: QHideEvent) -> None:
        self._stop()

    def timerEvent(self, event: QTimerEvent) -> None:
        self._angle = (self._angle + STEP_DEGREES) % 360
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        if self.sign is Sign.DONE:
            painter.drawPixmap(1, 1, icons.pixmap("check", colors.good, size=16))
        elif self.sign is Sign.FAILED:
            painter.drawPixmap(1, 1, icons.pixmap("close", colors.bad, size=16))
        else:
            box = QRectF(3, 3, SIZE - 6, SIZE - 6)
            painter.setPen(QPen(QColor(colors.border_strong), 2))
            painter.drawEllipse(box)
            if self.sign is Sign.AT_WORK:
                pen = QPen(QColor(colors.accent), 2)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawArc(box, -self._angle * 16, 100 * 16)

    def _keep_time(self) -> None:
        turning = self.sign is Sign.AT_WORK and self.isVisible() and not motion.reduced
        if turning and not self._timer:
            self._timer = self.startTimer(FRAME_MS)
        elif not turning:
            self._stop()

    def _stop(self) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0
