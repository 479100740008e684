"""What the workspace says before there is a page."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from moonpane.ui import icons
from moonpane.ui.theme import theme

SENTENCES = (
    "A mockup or a screenshot of an interface.",
    "Moonpane measures it, reads its text and writes the page: here, on this computer.",
)


class Welcome(QWidget):
    """A large place to drop a picture on.

    Signals:
        open_requested: the person wants to choose a file.
        sample_requested: the person wants to see a sample converted.
    """

    open_requested = Signal()
    sample_requested = Signal()

    def __init__(self, *, has_sample: bool) -> None:
        super().__init__()
        self._dropping = False
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        heading = QLabel("Drop a picture of a screen")
        heading.setProperty("role", "heading")
        sentences = [QLabel(sentence) for sentence in SENTENCES]
        for label in sentences:
            label.setProperty("role", "lead")
        shortcuts = QLabel("Ctrl+O to open  ·  Ctrl+V to paste  ·  Ctrl+Return to convert")
        shortcuts.setProperty("role", "faint")
        self.open_button = QPushButton("Open a picture")
        self.open_button.setProperty("role", "primary")
        self.sample_button = QPushButton("Try a sample")
        self.sample_button.setVisible(has_sample)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for button in (self.open_button, self.sample_button):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAccessibleName(button.text())
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addSpacing(14)
        for label in (heading, *sentences):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
            column.addSpacing(2 if label in sentences else 8)
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addStretch(3)
        shortcuts.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(shortcuts)
        self.open_button.clicked.connect(self.open_requested)
        self.sample_button.clicked.connect(self.sample_requested)
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def show_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.update()

    def on_theme_changed(self) -> None:
        self._icon.setPixmap(icons.pixmap("picture", theme.colors.accent, size=52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        pen = QPen(QColor(colors.accent if self._dropping else colors.border_strong), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(colors.accent_soft if self._dropping else colors.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 16, 16)
