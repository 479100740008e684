"""The list of conversations at the window's left edge: by day, searched, in the bin, or put away to a strip."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from moonpane.ui.foreign_text import one_line
from moonpane.ui.quiet_button import QuietButton, action_button
from moonpane.ui.sessions.hit_list import HitList
from moonpane.ui.sessions.rows import SearchHit, SessionRow
from moonpane.ui.sessions.search_field import SearchField
from moonpane.ui.sessions.session_list import SessionList
from moonpane.ui.sessions.undo_bar import UndoBar

MIN_WIDTH, MAX_WIDTH, STRIP_WIDTH = 236, 420, 52
HEAD_HEIGHT = 56


class Sidebar(QFrame):
    """Plain data in, wishes out. `new_action`, `search_action` and `collapse_action` carry its keys.

    Signals:
        opened: the id of the conversation that is to be shown.
        created: a new conversation is wanted.
        renamed: (id, title).
        deleted: the id of what goes to the bin.
        restored: the id of what comes back from it.
        exported: the id of what is to be saved as a file.
        import_requested: a file of a conversation is to be chosen.
        searched: the words that are looked for, once typing pauses; "" ends the search. Answer with `show_hits`.
        hit_opened: the `SearchHit` that is to be shown.
        bin_opened: the bin will be looked at. Answer with `show_bin`.
        bin_emptied: everything in the bin is to go for good; the person has confirmed it.
        collapsed: True when the list was put away, False when it is back.
    """

    opened = Signal(str)
    created = Signal()
    renamed = Signal(str, str)
    deleted = Signal(str)
    restored = Signal(str)
    exported = Signal(str)
    import_requested = Signal()
    searched = Signal(str)
    hit_opened = Signal(object)
    bin_opened = Signal()
    bin_emptied = Signal()
    collapsed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.field = SearchField()
        self.list, self.bin, self.hits = SessionList(), SessionList(is_bin=True), HitList()
        self.undo_bar = UndoBar()
        self.new_action = self._action(self.tr("New conversation"), "Ctrl+N")
        self.search_action = self._action(self.tr("Search in all conversations"), "Ctrl+Shift+F")
        self.collapse_action = self._action(self.tr("Hide or show the conversations"), "Ctrl+B")
        self.back_button = QuietButton("left", self.tr("Back to the conversations"))
        self.bin_button = QuietButton("bin", self.tr("Bin"), shows_words=True)
        self.import_button = QuietButton("import", self.tr("Import …"), shows_words=True)
        self.empty_button = QuietButton("close", self.tr("Empty the bin …"), shows_words=True)
        self._title = QLabel()
        self._title.setProperty("role", "caption")
        self._note = QLabel()
        self._note.setProperty("role", "faint")
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._note.setContentsMargins(18, 28, 18, 0)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._titles: dict[str, str] = {}
        self._is_known = False  # what conversations there are
        self._in_bin = False
        self._found = ""  # the words that the shown hits belong to
        self._lay_out()
        self._connect()
        self._show_right_page()

    @property
    def is_collapsed(self) -> bool:
        return self._whole.isHidden()

    def show_sessions(self, rows: Sequence[SessionRow]) -> None:
        self._titles, self._is_known = {row.id: row.title for row in rows}, True
        self.list.sessions.show_sessions(rows)
        self._show_right_page()

    def show_open(self, id: str) -> None:
        """Marks the conversation that the window shows."""
        self.list.show_open(id)

    def show_bin(self, rows: Sequence[SessionRow]) -> None:
        self.bin.sessions.show_sessions(rows)
        self._show_right_page()

    def show_hits(self, words: str, hits: Sequence[SearchHit]) -> None:
        """What was found for `words`; nothing happens when others are looked for by now."""
        if words == self.field.words:
            self._found = words
            self.hits.hits.show_hits(hits)
            self._show_right_page()

    def set_collapsed(self, away: bool) -> None:
        if away is not self.is_collapsed:
            self._whole.setVisible(not away)
            self._strip.setVisible(away)
            self._keep_width()
            self.collapsed.emit(away)

    def focus_search(self) -> None:
        self.set_collapsed(False)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def on_session_deleted(self, id: str) -> None:
        self.undo_bar.show_deleted(id, self._titles.get(id, ""))
        self.deleted.emit(id)

    def on_field_left_downwards(self) -> None:
        if self._pages.currentWidget() is self.hits:
            self.hits.setCurrentIndex(self.hits.hits.index(0))
            self.hits.setFocus()
        else:
            self.list.setFocus()

    def show_in_bin(self, in_bin: bool) -> None:
        """Shows the bin, or the conversations again."""
        self._in_bin = in_bin
        self._show_right_page()
        if in_bin:
            self.bin_opened.emit()
        (self.bin if in_bin else self.list).setFocus()

    def ask_to_empty(self) -> None:
        question = QMessageBox(QMessageBox.Icon.Warning, self.tr("Empty the bin?"), "", parent=self)
        question.setText(self.tr("Everything in the bin is deleted for good. This cannot be undone."))
        empty = question.addButton(self.tr("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        empty.clicked.connect(self.bin_emptied)
        question.open()

    def _show_right_page(self) -> None:
        """The hits while words are looked for, else the bin or the list; a sentence where there is nothing."""
        words = self.field.words
        shown = self.hits if words else self.bin if self._in_bin else self.list
        note = ""
        if words and self._found != words:
            note = self.tr("Searching …")
        elif shown.model().rowCount() == 0:
            note = self._empty_note(words)
        self._note.setText(note)
        # Hits of the words before stay until the new ones are there: nothing flickers while somebody types.
        waiting = bool(words) and self._found != words and shown.model().rowCount() > 0
        self._pages.setCurrentWidget(shown if waiting or not note else self._note)
        self.field.setVisible(not self._in_bin)
        self.back_button.setVisible(self._in_bin)
        self._title.setText(self.tr("Bin") if self._in_bin else self.tr("Conversations"))
        for button in (self.bin_button, self.import_button, self._new_button):
            button.setVisible(not self._in_bin)
        self.empty_button.setVisible(self._in_bin and self.bin.sessions.rowCount() > 0)

    def _empty_note(self, words: str) -> str:
        if words:
            return self.tr("Nothing was found for “{words}”.").format(words=one_line(words, limit=60))
        if not self._is_known:
            return self.tr("Opening the conversations …")
        if self._in_bin:
            return self.tr("The bin is empty. What is deleted stays here for 30 days.")
        return self.tr("No conversations yet. Drop a picture, or write something, to begin the first.")

    def _keep_width(self) -> None:
        away = self.is_collapsed
        self.setMinimumWidth(STRIP_WIDTH if away else MIN_WIDTH)
        self.setMaximumWidth(STRIP_WIDTH if away else MAX_WIDTH)

    def _action(self, words: str, keys: str) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{words} ({shown})")
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        self._new_button = action_button(self.new_action, "plus")
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 10, 0)
        head.setSpacing(2)
        head.addWidget(self.back_button)
        head.addWidget(self._title, 1)
        head.addWidget(self._new_button)
        head.addWidget(action_button(self.collapse_action, "sidebar"))
        strip_of_head = QWidget()
        strip_of_head.setFixedHeight(HEAD_HEIGHT)
        strip_of_head.setLayout(head)
        self._pages = QStackedWidget()
        for page in (self.list, self.bin, self.hits, self._note):
            self._pages.addWidget(page)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 6, 10, 8)
        foot.setSpacing(4)
        for button in (self.bin_button, self.import_button, self.empty_button):
            foot.addWidget(button)
        foot.addStretch(1)
        around_field, around_bar = QHBoxLayout(), QHBoxLayout()
        around_field.setContentsMargins(12, 0, 12, 6)
        around_field.addWidget(self.field)
        around_bar.setContentsMargins(10, 0, 10, 0)
        around_bar.addWidget(self.undo_bar)
        self._whole, self._strip = QWidget(), QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip_of_head)
        column.addLayout(around_field)
        column.addWidget(self._pages, 1)
        column.addLayout(around_bar)
        column.addLayout(foot)
        tools = QVBoxLayout(self._strip)
        tools.setContentsMargins(0, 10, 0, 10)
        tools.setSpacing(4)
        for action, icon in (
            (self.collapse_action, "sidebar"),
            (self.new_action, "plus"),
            (self.search_action, "search"),
        ):
            tools.addWidget(action_button(action, icon), 0, Qt.AlignmentFlag.AlignHCenter)
        tools.addStretch(1)
        self._strip.hide()
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, 0, 1, 0)
        sides.setSpacing(0)
        sides.addWidget(self._whole, 1)
        sides.addWidget(self._strip, 1)
        self._keep_width()

    def _connect(self) -> None:
        self.new_action.triggered.connect(self.created)
        self.search_action.triggered.connect(self.focus_search)
        self.collapse_action.triggered.connect(lambda: self.set_collapsed(not self.is_collapsed))
        self.field.searched.connect(self.searched)
        self.field.edited.connect(self._show_right_page)
        self.field.left_downwards.connect(self.on_field_left_downwards)
        self.list.opened.connect(self.opened)
        self.list.exported.connect(self.exported)
        self.list.deleted.connect(self.on_session_deleted)
        self.list.sessions.renamed.connect(self.renamed)
        self.bin.restored.connect(self.restored)
        self.hits.opened.connect(self.hit_opened)
        self.undo_bar.undone.connect(self.restored)
        self.bin_button.clicked.connect(lambda: self.show_in_bin(True))
        self.back_button.clicked.connect(lambda: self.show_in_bin(False))
        self.empty_button.clicked.connect(self.ask_to_empty)
        self.import_button.clicked.connect(self.import_requested)
