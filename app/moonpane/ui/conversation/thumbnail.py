"""A small rounded picture, with buttons that take it away or a part of it where that is wanted."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolButton, QWidget

from moonpane.store.model import Picture
from moonpane.ui import icons
from moonpane.ui.cover import fitted
from moonpane.ui.foreign_text import one_line, tooltip_of
from moonpane.ui.theme import theme

RADIUS = 9
SIGN = 26  # px across, of what says that it moves


class Thumbnail(QWidget):
    """One picture, cut to the size given.

    Signals:
        removed: the person took the picture away.
        clicked: the picture itself was clicked, or chosen with a key.
        part_requested: only a part of the picture is wanted.
    """

    removed = Signal(object)
    clicked = Signal(object)
    part_requested = Signal(object)

    def __init__(self, picture: Picture, *, size: QSize, removable: bool = False) -> None:
        super().__init__()
        self.picture = picture
        self._image = fitted(picture.thumbnail, size, ratio=2.0)
        self.setFixedSize(size)
        attachment = picture.attachment
        name = one_line(attachment.name)
        kind = self.tr("Recording {name}") if attachment.video else self.tr("Picture {name}")
        self.setAccessibleName(kind.format(name=name))
        size_words = self.tr("{width} × {height} pixels").format(width=attachment.width, height=attachment.height)
        self._about = f"{name}\n{size_words}"
        self.setToolTip(tooltip_of(self._about))
        self.has_parts = removable and attachment.video is None
        self._remove = self._button(self.tr("Remove {name}").format(name=name), self.tr("Remove"))
        self._remove.setVisible(removable)
        self._remove.clicked.connect(lambda: self.removed.emit(self.picture))
        self._part = self._button(self.tr("Choose a part of {name}").format(name=name), self.tr("Choose a part …"))
        self._part.setVisible(self.has_parts)
        self._part.clicked.connect(lambda: self.part_requested.emit(self.picture))
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def offer(self, what: str) -> None:
        """Says what a click does, and takes the same from the keyboard."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for button in (self._remove, self._part):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a key does the same, one step earlier
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tooltip_of(f"{self._about}\n{what}"))
        self.setAccessibleDescription(what)

    def on_theme_changed(self) -> None:
        self._remove.setIcon(icons.icon("close", theme.colors.window, size=14))
        self._part.setIcon(icons.icon("crop", theme.colors.window, size=14))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.clicked.emit(self.picture)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit(self.picture)
            case Qt.Key.Key_C if self.has_parts and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.part_requested.emit(self.picture)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._remove.move(self.width() - self._remove.width() - 3, 3)
        self._part.move(3, 3)

    def mouseReleaseEvent(self, event: object) -> None:
        self.clicked.emit(self.picture)

    def _button(self, name: str, tip: str) -> QToolButton:
        made = QToolButton(self)
        made.setProperty("role", "remove")
        made.setIconSize(QSize(14, 14))
        made.setFixedSize(18, 18)
        made.setAccessibleName(name)
        made.setToolTip(tip)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS, RADIUS)
        painter.setClipPath(path)
        painter.drawImage(self.rect(), self._image)
        painter.setClipping(False)
        if self.picture.attachment.video:
            _paint_moving(painter, box.center())
        color, width = (theme.colors.accent, 2) if self.hasFocus() else (theme.colors.border_strong, 1)
        painter.setPen(QPen(QColor(color), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


def _paint_moving(painter: QPainter, middle: QPointF) -> None:
    """A recording is not taken for its first picture."""
    painter.setPen(QPen(QColor(255, 255, 255, 200), 1))
    painter.setBrush(QColor(10, 12, 20, 190))
    painter.drawEllipse(middle, SIGN / 2, SIGN / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    corners = [QPointF(x, y) * (SIGN / 26) + middle for x, y in ((-4, -6), (-4, 6), (7, 0))]
    painter.drawPolygon(QPolygonF(corners))
