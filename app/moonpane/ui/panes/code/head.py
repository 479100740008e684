"""The head of the code: which file it is, and what can be done with it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from moonpane.ui import icons
from moonpane.ui.theme import theme


class CodeHead(QWidget):
    """Caption and buttons; who owns it connects them."""

    def __init__(self) -> None:
        super().__init__()
        self.caption = QLabel()
        self.caption.setProperty("role", "caption")
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
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def describe(self, path: str, size: str) -> None:
        """`size` is empty for a file without text, with which nothing can be done."""
        self.caption.setText(f"{path}  ·  {size}" if size else path)
        self.copy_button.setText(self.tr("Copy"))
        for button in (self.copy_button, self.save_button, self.find_button, self.wrap_button):
            button.setEnabled(bool(size))

    def on_theme_changed(self) -> None:
        colors = theme.colors
        for button, name in ((self.copy_button, "copy"), (self.save_button, "save"), (self.find_button, "search")):
            button.setIcon(icons.icon(name, colors.muted, size=16))
        for button, name in ((self.edit_button, "edit"), (self.wrap_button, "wrap")):
            button.setIcon(icons.icon(name, colors.accent if button.isChecked() else colors.muted, size=16))
