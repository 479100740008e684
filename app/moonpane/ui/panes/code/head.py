"""The head of the code: which file it is, and what can be done with it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from moonpane.ui import icons
from moonpane.ui.foreign_text import tooltip_of
from moonpane.ui.theme import theme

ROOMY_PX = 520


class Caption(QLabel):
    """The name of a file and its size; the size is the first to go where there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "caption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._name, self._size = "", ""

    def describe(self, name: str, size: str) -> None:
        self._name, self._size = name, size
        whole = f"{name}  ·  {size}" if size else name
        self.setAccessibleName(whole)
        self.setToolTip(tooltip_of(whole))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        whole, metrics = self.accessibleName(), self.fontMetrics()
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, self.width())
        self.setText(whole if metrics.horizontalAdvance(whole) <= self.width() else name)


class CodeHead(QWidget):
    """Caption and buttons; who owns it connects them."""

    def __init__(self) -> None:
        super().__init__()
        self.caption = Caption()
        self.find_button, self.wrap_button, self.edit_button = QToolButton(), QToolButton(), QToolButton()
        for button, name, tip in (
            (self.find_button, self.tr("Find in this file"), self.tr("Find (Ctrl+F)")),
            (self.wrap_button, self.tr("Wrap long lines"), self.tr("Wrap long lines (Alt+Z)")),
            (self.edit_button, self.tr("Edit this file"), self.tr("Edit by hand; Ctrl+Return applies")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tip)
        for button in (self.wrap_button, self.edit_button):
            button.setCheckable(True)
            button.toggled.connect(self.on_theme_changed)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy the source code"))
        self.copy_button.setToolTip(self.tr("Copy the whole file"))
        self.save_button = QPushButton(self.tr("Save page"))
        self.save_button.setAccessibleName(self.tr("Save the page"))
        self.save_button.setToolTip(self.tr("Save the page as a file (Ctrl+S)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 10, 8)
        row.setSpacing(6)
        row.addWidget(self.caption, 1)
        for button in (self.find_button, self.wrap_button, self.edit_button, self.copy_button, self.save_button):
            row.addWidget(button)
        self._words = {button: button.text() for button in (self.copy_button, self.save_button)}
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def describe(self, path: str, size: str) -> None:
        """`size` is empty for a file without text, with which nothing can be done."""
        self.caption.describe(path, size)
        self._show_words()
        for button in (self.copy_button, self.save_button, self.find_button, self.wrap_button):
            button.setEnabled(bool(size))

    def _show_words(self) -> None:
        """Where there is little room, the two buttons are icons; their tooltips say the rest."""
        for button, words in self._words.items():
            button.setText(words if self.width() >= ROOMY_PX else "")

    def on_theme_changed(self) -> None:
        colors = theme.colors
        for button, name in ((self.copy_button, "copy"), (self.save_button, "save"), (self.find_button, "search")):
            button.setIcon(icons.icon(name, colors.muted, size=16))
        for button, name in ((self.edit_button, "edit"), (self.wrap_button, "wrap")):
            button.setIcon(icons.icon(name, colors.accent if button.isChecked() else colors.muted, size=16))
