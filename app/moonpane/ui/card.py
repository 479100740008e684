"""A card with a caption: what dialogs are made of."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from moonpane.ui import icons
from moonpane.ui.theme import theme

BOX = 18
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

    def wheelEvent(self, event: QWheelEvent) -> None:
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


class Tick(QCheckBox):
    """A box to be ticked, whose frame can be seen in both schemes."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(BOX + 10 + self.fontMetrics().horizontalAdvance(self.text()), max(BOX + 4, 22))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        box = QRectF(0.5, (self.height() - BOX) / 2 + 0.5, BOX - 1, BOX - 1)
        edge = colors.accent if self.isChecked() or self.hasFocus() else colors.faint
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(colors.accent if self.isChecked() else colors.surface))
        painter.drawRoundedRect(box, 4.5, 4.5)
        if self.isChecked():
            painter.drawPixmap(box.topLeft() + QPointF(1, 1), icons.pixmap("check", colors.on_accent, size=BOX - 3))
        painter.setPen(QColor(colors.text if self.isEnabled() else colors.faint))
        words = self.rect().adjusted(BOX + 10, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


def wrapped(words: str = "", role: str = "") -> QLabel:
    """A sentence that may take several lines, and is never taken for rich text."""
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label
