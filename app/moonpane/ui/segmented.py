"""A row of exclusive buttons: which pane is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from moonpane.ui import icons
from moonpane.ui.theme import theme


class Segment(QAbstractButton):
    """One of the buttons: icon and word."""

    def __init__(self, icon: str, text: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 48, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        if self.isChecked():
            painter.setPen(QPen(QColor(colors.border), 1))
            painter.setBrush(QColor(colors.surface))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        strong = self.isChecked() or self.underMouse()
        color = colors.text if strong else colors.muted
        painter.drawPixmap(13, 7, icons.pixmap(self._icon, colors.accent if self.isChecked() else color, size=16))
        painter.setPen(QColor(color))
        painter.drawText(self.rect().adjusted(35, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


class Segmented(QWidget):
    """The row.

    Signals:
        chosen: the index of the button that the person pressed.
    """

    chosen = Signal(int)

    def __init__(self, segments: Sequence[tuple[str, str, str]]) -> None:
        """`segments`: icon, word and accessible name of each button."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self.buttons: list[Segment] = []
        self._group = QButtonGroup(self)
        for index, (icon, text, name) in enumerate(segments):
            button = Segment(icon, text, name)
            self._group.addButton(button, index)
            self.buttons.append(button)
            row.addWidget(button)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)
        theme.changed.connect(self.update)

    def choose(self, index: int) -> None:
        self.buttons[index].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colors.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
