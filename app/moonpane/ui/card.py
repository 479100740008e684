"""A card with a caption: what dialogs are made of."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from moonpane.ui.theme import theme

LABEL_WIDTH = 118


class Card(QFrame):
    """Caption above, whatever is added below."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.caption = QLabel(caption)
        self.caption.setProperty("role", "caption")
        self.head = QHBoxLayout()
        self.head.addWidget(self.caption, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 14, 18, 16)
        self.body.setSpacing(11)
        self.body.addLayout(self.head)

    def add_field(self, words: str, field: QWidget, *more: QWidget) -> QLabel:
        """A labelled field; the label names it for screen readers, too."""
        label = QLabel(words)
        label.setProperty("role", "muted")
        label.setMinimumWidth(LABEL_WIDTH)
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(words)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(field, 1)
        for widget in more:
            row.addWidget(widget)
        self.body.addLayout(row)
        return label


class Choice(QComboBox):
    """One of several values, each with its words; a wheel that passes over it changes nothing."""

    def __init__(self, choices: tuple[tuple[object, str], ...] = ()) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for value, words in choices:
            self.addItem(words, value)
        theme.changed.connect(self.update)

    def choose(self, value: object) -> None:
        """Without a signal: the value comes from elsewhere."""
        self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(value)))
        self.blockSignals(False)

    def wheelEvent(self, event: QPaintEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.colors.muted if self.isEnabled() else theme.colors.faint), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle = QRectF(self.width() - 24, self.height() / 2 - 2, 8, 4)
        painter.drawPolyline([middle.topLeft(), middle.center() + (middle.bottomLeft() - middle.topLeft()) / 2,
                              middle.topRight()])  # fmt: skip


def wrapped(words: str = "", role: str = "") -> QLabel:
    """A sentence that may take several lines, and is never taken for rich text."""
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label
