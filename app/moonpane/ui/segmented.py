"""A row of exclusive buttons: which pane is looked at. Where there is little room, only the chosen one has its word."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from moonpane.ui import icons
from moonpane.ui.theme import theme

ICON_WIDTH = 42  # px of a button without its word
SIDE, GAP = 3, 2


class Segment(QAbstractButton):
    """One of the buttons: icon and word, or only the icon, whose tooltip then is its name."""

    def __init__(self, icon: str, text: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self._shows_words = True
        self.setText(text)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def width_with_words(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text()) + 48

    def show_words(self, shows: bool) -> None:
        if shows is not self._shows_words:
            self._shows_words = shows
            self.setToolTip("" if shows else self.accessibleName())
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.width_with_words if self._shows_words else ICON_WIDTH, 30)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

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
        left = 13 if self._shows_words else (self.width() - 16) // 2
        painter.drawPixmap(left, 7, icons.pixmap(self._icon, colors.accent if self.isChecked() else color, size=16))
        if not self._shows_words:
            return
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
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, SIDE, SIDE, SIDE)
        row.setSpacing(GAP)
        self.buttons: list[Segment] = []
        self._group = QButtonGroup(self)
        for index, (icon, text, name) in enumerate(segments):
            button = Segment(icon, text, name)
            self._group.addButton(button, index)
            self.buttons.append(button)
            row.addWidget(button)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)
        self._group.idToggled.connect(lambda *_: self._fit())
        theme.changed.connect(self.update)

    def choose(self, index: int) -> None:
        self.buttons[index].setChecked(True)

    def focus_chosen(self) -> None:
        self.buttons[self._group.checkedId()].setFocus()

    def sizeHint(self) -> QSize:
        return self._size(sum(button.width_with_words for button in self.buttons))

    def minimumSizeHint(self) -> QSize:
        widest = max(button.width_with_words for button in self.buttons)
        return self._size(widest + ICON_WIDTH * (len(self.buttons) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        has_room = self.width() >= self.sizeHint().width()
        for button in self.buttons:
            button.show_words(has_room or button.isChecked())

    def _size(self, width_of_buttons: int) -> QSize:
        return QSize(width_of_buttons + GAP * (len(self.buttons) - 1) + 2 * SIDE, 30 + 2 * SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colors.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
