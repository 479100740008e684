"""Two states of a page's code compared: a list of files, and the differences of one of them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from moonpane.artifact.diff import Diff, FileDiff
from moonpane.ui import icons
from moonpane.ui.keys_here import KeysHere
from moonpane.ui.panes.code.diff_lines import DiffLines
from moonpane.ui.theme import theme

SIGNS = {"added": "+", "removed": "−", "changed": "●", "equal": ""}


class DiffView(QWidget):
    """Shows a `Diff`, which was made elsewhere: a large one takes longer than a window may stall.

    Signals:
        file_shown: the path of the file that is looked at.
    """

    file_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.diff: Diff | None = None
        self.lines = DiffLines()
        KeysHere(self.lines)
        self.files = QListWidget()
        self.files.setObjectName("diffFiles")
        self.files.setAccessibleName(self.tr("Files that differ"))
        self.files.setMinimumWidth(120)
        self.left_caption, self.right_caption = QLabel(), QLabel()
        for label in (self.left_caption, self.right_caption):
            label.setProperty("role", "caption")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.summary = QLabel()
        self.summary.setProperty("role", "faint")
        self.position = QLabel()
        self.position.setProperty("role", "faint")
        self.note = QLabel(self.tr("This file is too large to be compared line by line everywhere."))
        self.note.setObjectName("codeNote")
        self.note.hide()
        self.unified_button = self._button(self.tr("One column"), self.tr("Show both in one column (U)"))
        self.unified_button.setCheckable(True)
        self.previous_button = self._button(self.tr("Previous change"), self.tr("Previous change (P)"))
        self.next_button = self._button(self.tr("Next change"), self.tr("Next change (N)"))
        self._lay_out()
        self.unified_button.toggled.connect(self.on_unified_toggled)
        self.previous_button.clicked.connect(lambda: self.lines.go_to(self.lines.current - 1))
        self.next_button.clicked.connect(lambda: self.lines.go_to(self.lines.current + 1))
        self.lines.change_reached.connect(self.on_change_reached)
        self.files.currentRowChanged.connect(self.on_file_chosen)
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def show_diff(self, diff: Diff, captions: tuple[str, str]) -> None:
        """`captions`: what the left and the right side are."""
        before = self.path
        self.diff = diff
        self.left_caption.setText(captions[0])
        self.right_caption.setText(captions[1])
        differing = [file for file in diff.files if file.status != "equal"]
        self.summary.setText(
            self.tr("Files that differ: {}").format(len(differing)) + f"  ·  +{diff.num_added}  −{diff.num_removed}"
            if differing
            else self.tr("There is no difference")
        )
        self.files.blockSignals(True)
        self.files.clear()
        for file in diff.files:
            self.files.addItem(self._item(file))
        paths = [file.path for file in diff.files]
        row = paths.index(before) if before in paths else 0 if paths else -1
        self.files.setCurrentRow(row)
        self.files.blockSignals(False)
        self.files.setVisible(len(diff.files) > 1)
        self.on_file_chosen(row)

    @property
    def path(self) -> str:
        """The file that is looked at; empty for none."""
        return self.lines.file.path if self.lines.file else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_U:
            self.unified_button.toggle()
        else:
            super().keyPressEvent(event)

    def on_file_chosen(self, row: int) -> None:
        file = self.diff.files[row] if self.diff is not None and 0 <= row < len(self.diff.files) else None
        self.note.setVisible(file is not None and file.is_coarse)
        self.lines.show_file(file)
        if file is not None:
            self.file_shown.emit(file.path)

    def on_unified_toggled(self, unified: bool) -> None:
        self.lines.show_unified(unified)
        self.on_theme_changed()

    def on_change_reached(self, change: int) -> None:
        total = len(self.lines.changes)
        self.position.setText(self.tr("{} of {}").format(change + 1, total) if total else "")
        self.previous_button.setEnabled(change > 0)
        self.next_button.setEnabled(change < total - 1)

    def on_theme_changed(self) -> None:
        colors = theme.colors
        split = colors.muted if self.unified_button.isChecked() else colors.accent
        self.unified_button.setIcon(icons.icon("split", split, size=16))
        self.previous_button.setIcon(icons.icon("up", colors.muted, size=16))
        self.next_button.setIcon(icons.icon("down", colors.muted, size=16))

    def _item(self, file: FileDiff) -> QListWidgetItem:
        counts = f"   +{file.num_added} −{file.num_removed}" if file.status != "equal" else ""
        item = QListWidgetItem(f"{SIGNS[file.status]} {file.path}{counts}".strip())
        item.setSizeHint(QSize(0, 28))
        words = {
            "added": self.tr("added"),
            "removed": self.tr("removed"),
            "changed": self.tr("changed"),
            "equal": self.tr("equal"),
        }
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{file.path}, {words[file.status]}")
        return item

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(tip)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 10, 8)
        head.setSpacing(6)
        head.addWidget(self.summary, 1)
        head.addWidget(self.position)
        for button in (self.previous_button, self.next_button, self.unified_button):
            head.addWidget(button)
        captions = QHBoxLayout()
        captions.setContentsMargins(14, 0, 14, 6)
        captions.addWidget(self.left_caption, 1)
        captions.addWidget(self.right_caption, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(captions)
        column.addWidget(self.note)
        column.addWidget(self.lines, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.files)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([200, 800])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(split, 1)
