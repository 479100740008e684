"""A screen's frozen picture over that screen, dimmed: the ground on which a region or a window is chosen."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from moonpane.ui.capture.frozen import Frozen
from moonpane.ui.theme import theme, ui_font

DIM = QColor(8, 10, 18, 130)
GLASS = QColor(18, 20, 28, 225)
INK = QColor(255, 255, 255)
MARGIN = 16
PILL = QRectF(0, 0, 0, 30)


class FrozenOverlay(QWidget):
    """Covers one screen; its subclasses say what is chosen on it.

    Coordinates of events are Qt's, those of pictures are device pixels; `pixel_at` and `on_widget` lead from one to the
    other.

    Signals:
        cancelled: the person wants no picture.
        left: the keyboard goes on to the next screen.
    """

    cancelled = Signal()
    left = Signal()

    def __init__(self, frozen: Frozen) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        if QGuiApplication.platformName() == "xcb":
            # A window manager would keep panels above, and choose the screen itself.
            flags |= Qt.WindowType.X11BypassWindowManagerHint
        super().__init__(None, flags)
        self.frozen = frozen
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setScreen(frozen.screen)
        self.setGeometry(frozen.screen.geometry())
        self.hint = ""  # what can be done here; filled by the subclass
        self.bright = QPixmap.fromImage(frozen.image)
        self.dimmed = _dimmed(frozen.image)

    @property
    def bounds(self) -> QRect:
        """All pixels of the picture."""
        return self.frozen.image.rect()

    @property
    def scale(self) -> float:
        """Device pixels for one of the widget's."""
        return self.frozen.image.width() / max(1, self.width())

    def take_keyboard(self) -> None:
        """Keys come here from now on; a window that no window manager knows gets none by itself."""
        self.activateWindow()
        self.setFocus()
        if QGuiApplication.platformName() == "xcb":
            self.grabKeyboard()

    def pixel_at(self, place: QPointF) -> QPoint:
        """The device pixel below a point of the widget; the nearest one for points outside."""
        x, y = int(place.x() * self.scale), int(place.y() * self.scale)
        bounds = self.bounds
        return QPoint(min(max(x, 0), bounds.right()), min(max(y, 0), bounds.bottom()))

    def on_widget(self, box: QRect) -> QRectF:
        """Where device pixels are in the widget."""
        scale = self.scale
        return QRectF(box.x() / scale, box.y() / scale, box.width() / scale, box.height() / scale)

    def paint_ground(self, painter: QPainter, chosen: QRect) -> None:
        """The picture: as it is within `chosen`, dimmed elsewhere."""
        painter.drawPixmap(QRectF(self.rect()), self.dimmed, QRectF(self.bounds))
        if not chosen.isEmpty():
            painter.drawPixmap(self.on_widget(chosen), self.bright, QRectF(chosen))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.colors.accent), 1.5))
            painter.drawRect(self.on_widget(chosen).adjusted(-0.75, -0.75, 0.75, 0.75))

    def paint_hint(self, painter: QPainter, *, at_top: bool) -> None:
        """What can be done here, in a line at the edge of the screen that is not in the way."""
        size = pill_size(self.hint)
        y = MARGIN if at_top else self.height() - MARGIN - size.height()
        paint_pill(painter, QPointF((self.width() - size.width()) / 2, y), self.hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.cancelled.emit()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab is ours

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter, QRect())


def pill_font() -> QFont:
    return ui_font(pixels=12, weight=QFont.Weight.Medium)


def pill_size(text: str) -> QRectF:
    return QRectF(0, 0, QFontMetricsF(pill_font()).horizontalAdvance(text) + 24, PILL.height())


def paint_pill(painter: QPainter, corner: QPointF, text: str) -> None:
    """White words on dark glass."""
    box = pill_size(text).translated(corner)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(255, 255, 255, 40), 1))
    painter.setBrush(GLASS)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(INK)
    painter.setFont(pill_font())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _dimmed(image: QImage) -> QPixmap:
    made = QPixmap.fromImage(image)
    painter = QPainter(made)
    painter.fillRect(made.rect(), DIM)
    painter.end()
    return made
