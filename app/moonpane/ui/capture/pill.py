"""The sign that the screen is being recorded, with its buttons: always on top, to be moved out of the way."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from moonpane.ui import icons
from moonpane.ui.capture.overlay import GLASS
from moonpane.ui.theme import ui_font

HEIGHT = 40
EDGE = 24
RED = QColor("#ff4d4f")
GREY = QColor("#a2a7b8")


class RecordingPill(QWidget):
    """A red dot, the time, the size, Pause and Stop.

    Signals:
        pause_asked: pause it, or go on.
        stop_asked: end it.
    """

    pause_asked = Signal()
    stop_asked = Signal()

    def __init__(self) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self.setAccessibleName(self.tr("Screen recording"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFixedHeight(HEIGHT)
        self._is_paused = False
        self._is_lit = True
        self._grip: QPoint | None = None
        self.state = QLabel(self.tr("Starting…"))
        self.state.setFont(ui_font(pixels=13, weight=ui_font().Weight.DemiBold))
        self.state.setStyleSheet("color: white;")
        self._pause = self._button("pause", self.tr("Pause"))
        self._stop = self._button("stop", self.tr("Stop recording"))
        self._pause.clicked.connect(self.pause_asked)
        self._stop.clicked.connect(self.stop_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self.state)
        row.addSpacing(8)
        row.addWidget(self._pause)
        row.addWidget(self._stop)

    def show_beside(self, recorded: QScreen) -> None:
        """On another screen if there is one, since what is on the recorded one is in the recording."""
        others = [each for each in QGuiApplication.screens() if each is not recorded]
        room = (others[0] if others else recorded).availableGeometry()
        self.adjustSize()
        self.move(room.right() - self.width() - EDGE, room.bottom() - self.height() - EDGE)
        self.show()
        self.raise_()

    def show_state(self, seconds: float, num_bytes: int) -> None:
        whole = int(seconds)
        self._is_lit = not self._is_lit
        self.state.setText(f"{whole // 60:d}:{whole % 60:02d} · {num_bytes / 2**20:.1f} MB")
        self.setAccessibleDescription(self.state.text())
        grown = max(0, self.sizeHint().width() - self.width())
        self.setGeometry(self.x() - grown, self.y(), self.width() + grown, HEIGHT)  # its right end stays
        self.update()

    def show_paused(self, paused: bool) -> None:
        self._is_paused = paused
        name = self.tr("Go on") if paused else self.tr("Pause")
        self._pause.setIcon(icons.icon("record" if paused else "pause", "#ffffff"))
        self._pause.setAccessibleName(name)
        self._pause.setToolTip(name)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where nothing composes windows, what is transparent would be black."""
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), HEIGHT / 2, HEIGHT / 2)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(255, 255, 255, 50), 1))
        painter.setBrush(GLASS)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), HEIGHT / 2, HEIGHT / 2)
        dot = QColor(GREY if self._is_paused else RED)
        if not self._is_lit and not self._is_paused:
            dot = dot.darker(140)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dot)
        painter.drawEllipse(QRectF(16, HEIGHT / 2 - 5.5, 11, 11))

    def _button(self, icon: str, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icons.icon(icon, "#ffffff"))
        made.setIconSize(QSize(18, 18))
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setStyleSheet("QToolButton:hover { background: rgba(255, 255, 255, 45); }")
        return made
