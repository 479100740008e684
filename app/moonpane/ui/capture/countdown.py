"""Seconds until a picture is taken, on the screen but not in the picture."""

import math
import time

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen, QScreen
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from moonpane.ui.capture.overlay import GLASS, INK
from moonpane.ui.theme import theme, ui_font

SIZE = QSize(148, 176)
RING = 104
STEP_MS = 50  # of the ring


class Countdown(QWidget):
    """A ring that closes; it stays in the upper part of a screen, where menus seldom open.

    Signals:
        elapsed: the time is over and this is hidden.
        cancelled: by Esc or the button, which reach it while it has the keyboard.
    """

    elapsed = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self.setAccessibleName(self.tr("Countdown to the screenshot"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFixedSize(SIZE)
        self._total_s = self._ends_at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_step_passed)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the screenshot"))
        self._cancel.setStyleSheet("QPushButton { background: transparent; color: white; border-color: #80ffffff; }")
        self._cancel.clicked.connect(self._on_cancel_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 0, 22, 14)
        column.addStretch()
        column.addWidget(self._cancel)

    @property
    def seconds_left(self) -> int:
        """As it is shown: rounded up."""
        return max(0, math.ceil(self._ends_at - time.monotonic()))

    def start(self, seconds: float, screen: QScreen | None = None) -> None:
        """Shows itself and counts."""
        self._total_s, self._ends_at = seconds, time.monotonic() + seconds
        room = (screen or QGuiApplication.primaryScreen()).availableGeometry()
        self.move(room.center().x() - self.width() // 2, room.top() + room.height() // 6)
        self.show()
        self.raise_()
        self.activateWindow()
        self._cancel.setFocus()
        self._timer.start()

    def stop(self) -> None:
        """Without a signal."""
        self._timer.stop()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel_asked()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(255, 255, 255, 40), 1))
        painter.setBrush(GLASS)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 18, 18)
        ring = QRectF((self.width() - RING) / 2, 16, RING, RING).adjusted(4, 4, -4, -4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 45), 6))
        painter.drawEllipse(ring)
        pen = QPen(QColor(theme.colors.accent).lighter(125), 6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        share = (self._ends_at - time.monotonic()) / self._total_s if self._total_s else 0.0
        painter.drawArc(ring, 90 * 16, round(max(0.0, share) * 360 * 16))
        painter.setPen(INK)
        painter.setFont(ui_font(pixels=40, weight=ui_font().Weight.DemiBold))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self.seconds_left))

    def _on_step_passed(self) -> None:
        if time.monotonic() < self._ends_at:
            self.update()
            return
        self.stop()
        self.elapsed.emit()

    def _on_cancel_asked(self) -> None:
        self.stop()
        self.cancelled.emit()
