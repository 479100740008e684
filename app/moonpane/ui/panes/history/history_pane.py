"""The history of the page: the tree of its versions, and what can be done with one or two of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from moonpane.ui.announce import announce
from moonpane.ui.panes.history.rows import VersionRow
from moonpane.ui.panes.history.version_list import VersionList
from moonpane.ui.panes.history.version_model import name_of
from moonpane.ui.quiet_button import QuietButton

HEAD_HEIGHT = 40


class HistoryPane(QFrame):
    """Plain data in, wishes out.

    Signals:
        show_requested: the id of the version that the panes are to show.
        branch_requested: the id of the version that the next request begins from.
        code_diff_requested, picture_diff_requested: ids of two versions, the older one first.
        undo_requested, redo_requested: one step, as said by `show_steps`.
    """

    show_requested = Signal(str)
    branch_requested = Signal(str)
    code_diff_requested = Signal(str, str)
    picture_diff_requested = Signal(str, str)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.list = VersionList()
        self.undo_button = QuietButton("undo", self.tr("Undo"))
        self.redo_button = QuietButton("redo", self.tr("Redo"))
        self.branch_button = QPushButton(self.tr("Go on from here"))
        self.branch_button.setToolTip(self.tr("The next request begins from the shown version; nothing is lost."))
        self.compare_button = QPushButton(self.tr("Compare with …"))
        self.code_button = QPushButton(self.tr("Code"))
        self.code_button.setAccessibleName(self.tr("Compare their code"))
        self.picture_button = QPushButton(self.tr("Picture"))
        self.picture_button.setAccessibleName(self.tr("Compare their pictures"))
        self.leave_button = QuietButton("close", self.tr("Stop comparing"))
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self._empty = QLabel(self.tr("Every version of the page is kept here, from the first one on."))
        self._empty.setProperty("role", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(32, 0, 32, 40)
        self._first: str | None = None  # chosen to be compared
        self._second: str | None = None
        self._lay_out()
        self._connect()
        self.show_steps(undo="", redo="")
        self._refresh()

    def show_versions(self, rows: Sequence[VersionRow], *, shown: str = "") -> None:
        """All versions of the page, and the id of the one that the panes show."""
        self.list.show_versions(rows, shown=shown)
        for id in (self._first, self._second):
            if id is not None and self.list.versions.by_id(id) is None:
                self._first = self._second = None  # another page's history
        self._refresh()

    def show_steps(self, *, undo: str, redo: str) -> None:
        """What the two buttons would do, in words such as “back to version 3”; "" when there is no such step."""
        for button, name, words, keys in (
            (self.undo_button, self.tr("Undo"), undo, "Ctrl+Z"),
            (self.redo_button, self.tr("Redo"), redo, "Ctrl+Shift+Z"),
        ):
            button.setEnabled(bool(words))
            said = f"{name}: {words}" if words else name
            button.setToolTip(f"{said} ({keys})")
            button.setAccessibleName(said)

    @property
    def is_comparing(self) -> bool:
        return self._first is not None

    def begin_comparing(self, id: str) -> None:
        """The next version that is chosen will be compared with this one."""
        self._first, self._second = id, None
        self._refresh()
        announce(self, self.sentence.text())
        self.list.setFocus()

    def stop_comparing(self) -> None:
        self._first = self._second = None
        self._refresh()

    def on_version_chosen(self, id: str) -> None:
        if self._first is None:
            self.show_requested.emit(id)
        elif id != self._first:
            self._second = id
            self._refresh()
            announce(self, self.sentence.text())

    def on_compare_clicked(self) -> None:
        if row := self._subject:
            self.begin_comparing(row.id)

    def on_branch_clicked(self) -> None:
        if row := self._subject:
            self.branch_requested.emit(row.id)

    @property
    def _subject(self) -> VersionRow | None:
        """What the buttons below are about: where the keys are, else the shown one."""
        return self.list.current or self.list.versions.by_id(self.list.versions.shown)

    @property
    def _pair(self) -> tuple[VersionRow, VersionRow] | None:
        rows = [self.list.versions.by_id(id or "") for id in (self._first, self._second)]
        found = sorted((row for row in rows if row is not None), key=lambda row: row.number)
        return (found[0], found[1]) if len(found) == 2 else None

    def on_code_clicked(self) -> None:
        if pair := self._pair:
            self.code_diff_requested.emit(pair[0].id, pair[1].id)

    def on_picture_clicked(self) -> None:
        if pair := self._pair:
            self.picture_diff_requested.emit(pair[0].id, pair[1].id)

    def _refresh(self) -> None:
        versions = self.list.versions
        some = bool(versions.rows)
        self._pages.setCurrentWidget(self.list if some else self._empty)
        self._foot.setVisible(some)
        first, pair = versions.by_id(self._first or ""), self._pair
        comparing = first is not None
        for widget in (self.branch_button, self.compare_button):
            widget.setVisible(not comparing)
        self.compare_button.setEnabled(len(versions.rows) > 1)
        for widget in (self.sentence, self.leave_button):
            widget.setVisible(comparing)
        for widget in (self.code_button, self.picture_button):
            widget.setVisible(pair is not None)
        if pair is not None:
            self.sentence.setText(f"{name_of(pair[0])}  ↔  {name_of(pair[1])}")
        elif first is not None:
            self.sentence.setText(self.tr("Choose what to compare {version} with.").format(version=name_of(first)))
        self.list.show_picked(*(id for id in (self._first, self._second) if id is not None))

    def _lay_out(self) -> None:
        title = QLabel(self.tr("History"))
        title.setProperty("role", "caption")
        head = QHBoxLayout()
        head.setContentsMargins(13, 4, 8, 4)
        head.setSpacing(2)
        head.addWidget(title, 1)
        head.addWidget(self.undo_button)
        head.addWidget(self.redo_button)
        strip = QWidget()
        strip.setFixedHeight(HEAD_HEIGHT)
        strip.setLayout(head)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        self._foot = QFrame()
        self._foot.setObjectName("historyFoot")
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(12, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1)
        for button in (self.branch_button, self.compare_button, self.code_button, self.picture_button):
            row.addWidget(button)
        row.addWidget(self.leave_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.list.chosen.connect(self.on_version_chosen)
        self.list.left.connect(self.stop_comparing)
        self.list.branch_requested.connect(self.branch_requested)
        self.list.compare_requested.connect(self.begin_comparing)
        self.branch_button.clicked.connect(self.on_branch_clicked)
        self.compare_button.clicked.connect(self.on_compare_clicked)
        self.code_button.clicked.connect(self.on_code_clicked)
        self.picture_button.clicked.connect(self.on_picture_clicked)
        self.leave_button.clicked.connect(self.stop_comparing)
        self.undo_button.clicked.connect(self.undo_requested)
        self.redo_button.clicked.connect(self.redo_requested)
