"""The files of one answer in one card: whole ones with their size, changed ones with what fitted and what did not."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from moonpane.sentences import translated
from moonpane.ui.conversation.file_card import CodePeek
from moonpane.ui.conversation.file_line import FileLine, Part
from moonpane.ui.conversation.file_rows import EditRow, FileRow
from moonpane.ui.foreign_text import one_line
from moonpane.ui.panes.code import described_extent

FEW = 8  # lines that are shown before somebody asks for all


class FileEntry(QWidget):
    """One line, and below it one sentence for each change that failed.

    Signals:
        opened: the path of the file that is to be shown.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.path = ""
        self.line = FileLine()
        self.failures = QLabel()
        self.failures.setProperty("role", "failures")
        self.failures.setWordWrap(True)
        self.failures.setTextFormat(Qt.TextFormat.PlainText)
        self.failures.setAccessibleName(self.tr("Changes that did not fit"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self.failures)
        self.line.clicked.connect(lambda: self.opened.emit(self.path))

    def show_row(self, row: FileRow | EditRow) -> None:
        self.path = row.path
        if isinstance(row, FileRow):
            self.line.show_line(row.path, icon="file", parts=self._size_of(row), growing=row.is_growing)
            self.failures.hide()
            return
        before = self.tr("Editing") if row.is_growing else self.tr("Edited")
        self.line.show_line(row.path, icon="pencil", before=before, parts=self._changes_of(row), growing=row.is_growing)
        self.failures.setText("\n".join(self._failures_of(row)))
        self.failures.setVisible(bool(row.failed))

    def _size_of(self, row: FileRow) -> tuple[Part, ...]:
        cut = ((self.tr("unfinished"), "middling"),) if row.is_cut_off else ()
        return (*cut, (described_extent(row.num_lines, row.num_bytes), "muted"))

    def _changes_of(self, row: EditRow) -> tuple[Part, ...]:
        changes = self.tr("1 change") if row.num_done == 1 else self.tr("{count} changes")
        parts: list[Part] = [(changes.format(count=row.num_done), "muted")]
        if row.added:
            parts.append((f"+{row.added}", "good"))
        if row.removed:
            parts.append((f"−{row.removed}", "bad"))
        return tuple(parts)

    def _failures_of(self, row: EditRow) -> list[str]:
        said = []
        for change in row.failed:
            again = " " + self.tr("Asked again.") if change.asked_again else ""
            said.append(f"{one_line(translated(change.reason))}{again}")
        return said


class FileCards(QFrame):
    """Keeps its lines while the files grow; hidden while there is none.

    Signals:
        opened: the path of the file that is to be shown.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._entries: list[FileEntry] = []
        self._rows: list[FileRow | EditRow] = []
        self._shows_all = False
        self.peek = CodePeek(side=8)
        self.more_button = QPushButton()
        self.more_button.setProperty("role", "link")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 4, 4)
        self._column.setSpacing(1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(1)
        self._column.addLayout(self._lines)
        self._column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.peek)
        self.more_button.clicked.connect(self.on_more_clicked)
        self.show_rows([])

    def show_rows(self, rows: Sequence[FileRow | EditRow]) -> None:
        """All files of the answer, in its order."""
        self._rows = list(rows)
        self.setVisible(bool(rows))
        shown = self._shown_rows()
        while len(self._entries) < len(shown):
            entry = FileEntry()
            entry.opened.connect(self.opened)
            self._entries.append(entry)
            self._lines.addWidget(entry)
        for entry, row in zip(self._entries, shown, strict=False):
            entry.show_row(row)
        for number, entry in enumerate(self._entries):
            entry.setVisible(number < len(shown))
        hidden = len(rows) - len(shown)
        self.more_button.setText(self.tr("Show {count} more").format(count=hidden))
        self.more_button.setVisible(hidden > 0)
        growing = next((row for row in rows if isinstance(row, FileRow) and row.is_growing), None)
        self.peek.setVisible(growing is not None)
        if growing is not None:
            self.peek.show_text(growing.tail)

    def on_more_clicked(self) -> None:
        self._shows_all = True
        self.show_rows(self._rows)

    def _shown_rows(self) -> list[FileRow | EditRow]:
        """The first few, and whatever grows or failed: that is never folded away."""
        if self._shows_all or len(self._rows) <= FEW:
            return self._rows
        rest = [row for row in self._rows[FEW:] if row.is_growing or (isinstance(row, EditRow) and row.failed)]
        return self._rows[:FEW] + rest
