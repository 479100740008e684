"""A page in the transcript: its last lines while they are written, its name and size when it is done."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from moonpane.store.model import Exchange
from moonpane.ui import icons
from moonpane.ui.panes.code import described_size
from moonpane.ui.theme import code_font, theme

PEEK_LINES = 6
NAME_WIDTH = 200  # px; a longer path is shortened in its middle


class CodePeek(QWidget):
    """The last lines of a growing text, fading out upwards; `side`: px that stay free at the sides and below."""

    def __init__(self, *, side: int = 0) -> None:
        super().__init__()
        self._lines: list[str] = []
        self.setFont(code_font(pixels=11))
        self._side = side
        self.setFixedHeight(self.fontMetrics().lineSpacing() * PEEK_LINES + side)
        self.setAccessibleName(self.tr("Last lines of the page"))

    def show_text(self, text: str) -> None:
        # A page of one endless line must not be walked through for every piece.
        self._lines = text[-4000:].split("\n")[-PEEK_LINES:]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(theme.colors.muted))
        line_height = self.fontMetrics().lineSpacing()
        top = self.height() - self._side - line_height * len(self._lines)
        width = self.width() - 2 * self._side
        for number, line in enumerate(self._lines):
            box = QRect(self._side, top + number * line_height, width, line_height)
            shown = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, width)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        fade = QLinearGradient(0, 0, 0, self.height() * 0.6)
        solid, clear = QColor(theme.colors.surface), QColor(theme.colors.surface)
        clear.setAlpha(0)
        fade.setColorAt(0, solid)
        fade.setColorAt(1, clear)
        painter.fillRect(self.rect(), fade)


class FileCard(QFrame):
    """The one file of an exchange, `index.html` or a component.

    Signals:
        opened: the person wants to see its source.
    """

    opened = Signal(object)

    def __init__(self, exchange: Exchange) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._exchange = exchange
        self._icon = QLabel()
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._size = QLabel()
        self._size.setProperty("role", "faint")
        self.code_button = QPushButton(self.tr("Code"))
        self.code_button.setProperty("role", "link")
        self.code_button.setAccessibleName(self.tr("Show the source of this page"))
        self.peek = CodePeek()
        # One below the other: side by side they do not fit into a narrow window.
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._size)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.code_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.peek)
        self.code_button.clicked.connect(lambda: self.opened.emit(self._exchange))
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.refresh()

    def refresh(self) -> None:
        page, path = self._exchange.page, self._exchange.page_path
        self.setVisible(bool(page))
        name = self.fontMetrics().elidedText(path, Qt.TextElideMode.ElideMiddle, NAME_WIDTH)
        self._name.setText(self.tr("{file}, unfinished").format(file=name) if self._exchange.page_is_partial else name)
        self._size.setText(described_size(page))
        writing = not self._exchange.phase.ended and not self._exchange.page_is_whole
        self.peek.setVisible(writing)
        if writing:
            self.peek.show_text(page)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._exchange)

    def on_theme_changed(self) -> None:
        self._icon.setPixmap(icons.pixmap("file", theme.colors.accent, size=18))
