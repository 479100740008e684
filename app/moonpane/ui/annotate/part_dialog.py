"""The window in which a part of a picture is chosen, to be converted alone."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from moonpane.ui.annotate.dialog import USUAL_SIZE
from moonpane.ui.annotate.part_view import PartView
from moonpane.ui.annotate.sheet_view import ZOOM_STEP


class PartDialog(QDialog):
    """Asks for a part; modal to its window, never blocking.

    Signals:
        chosen: x, y, width, height in px of the picture; all of it, too, if that was selected.
    """

    chosen = Signal(object)

    def __init__(
        self, image: QImage, size: QSize, parent: QWidget, *, selected: QRect | None = None, has_marks: bool = False
    ) -> None:
        """`image`: the picture, or a smaller copy of one of `size` pixels. `has_marks`: something is drawn on it."""
        super().__init__(parent)
        self.view = PartView(image, size, selected or QRect())
        self.view.taken.connect(self.accept)
        self.setWindowTitle(self.tr("Choose a part of the picture"))
        self.setModal(True)
        self.resize(USUAL_SIZE.boundedTo(parent.screen().availableSize() * 0.95))
        said = [
            self.tr("Drag, or set two corners with arrow keys and Space; Ctrl+A is all of it."),
            self.tr("What almost frames an element is snapped to it."),
        ]
        if has_marks:
            said.append(self.tr("Marks stay with the whole picture."))
        self.hint = QLabel(" ".join(said))
        self.hint.setProperty("role", "faint")
        self.hint.setWordWrap(True)
        self.view.setAccessibleDescription(self.hint.text())
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.done_button = QPushButton(self.tr("Use this part"))
        self.done_button.setProperty("role", "primary")
        self.done_button.setAutoDefault(False)
        self.done_button.clicked.connect(self.accept)
        for keys, act in (
            ("Ctrl+Return", self.accept),
            ("Ctrl++", lambda: self.view.zoom(ZOOM_STEP)),
            ("Ctrl+=", lambda: self.view.zoom(ZOOM_STEP)),
            ("Ctrl+-", lambda: self.view.zoom(1 / ZOOM_STEP)),
            ("Ctrl+0", self.view.fit),
        ):
            QShortcut(QKeySequence(keys), self, act)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 12)
        foot.setSpacing(8)
        foot.addWidget(self.hint, 1)
        foot.addWidget(cancel, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.view.band.changed.connect(self._on_changed)
        self._on_changed()
        self.view.setFocus()

    def accept(self) -> None:
        box = self.view.band.selection
        if not box.isEmpty():
            self.chosen.emit((box.x(), box.y(), box.width(), box.height()))
            super().accept()

    def _on_changed(self) -> None:
        self.done_button.setEnabled(not self.view.band.selection.isEmpty())
