"""The files of a page: tabs, editor, find, and the head with what can be done with them. It knows no store."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from moonpane.artifact.pictures import pictures_in, without_pictures
from moonpane.preview import clipboard
from moonpane.session import INDEX
from moonpane.ui.foreign_text import menu_text
from moonpane.ui.found_words import first_of
from moonpane.ui.panes.code.editor import CodeText
from moonpane.ui.panes.code.file_tabs import FileTabs
from moonpane.ui.panes.code.find_bar import FindBar
from moonpane.ui.panes.code.head import CodeHead
from moonpane.ui.panes.code.picture_list import PictureList
from moonpane.ui.panes.code.size import described_size

EDITED_MS = 700  # after the last key
MOST_EDITED_MS = 4_000  # after the first one: who types without a pause would have nothing kept
CARET_MS = 150
PICTURES = "assets/"  # what stands for a path at their tab; no file is called so


class CodeView(QWidget):
    """Shows files, one at a time.

    Signals:
        edited: the person has changed a file; its path and its whole text.
        caret_moved: the person has put the caret on a line; path and line, counted from 1.
        save_requested: the page is to be written to a file.
    """

    edited = Signal(str, str)
    caret_moved = Signal(str, int)
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts: dict[str, CodeText] = {}
        self._growing = ""
        self._chosen = ""  # by the person, so that growing files do not turn the page
        self._stack = QStackedWidget()
        self._empty = CodeText()
        self.pictures = PictureList()
        for widget in (self._empty, self.pictures):
            self._stack.addWidget(widget)
        self.head, self.tabs, self.find_bar, self.note = CodeHead(), FileTabs(), FindBar(), QLabel()
        self.copy_button, self.save_button = self.head.copy_button, self.head.save_button
        self.edit_button, self.wrap_button = self.head.edit_button, self.head.wrap_button
        self._lay_out()
        self._edited_soon = self._timer(EDITED_MS, self.tell_edited)
        self._edited_at_last = self._timer(MOST_EDITED_MS, self.tell_edited)
        self._caret_soon = self._timer(CARET_MS, self._tell_caret)
        self._connect()
        self._refresh()

    @property
    def text(self) -> CodeText:
        """The editor of the file that is shown."""
        return self._texts.get(self.path, self._empty)

    @property
    def path(self) -> str:
        """The file that is shown; empty for none."""
        return self.tabs.path

    @property
    def files(self) -> dict[str, str]:
        """As they are now, with what the person has changed."""
        return {path: text.code for path, text in self._texts.items()}

    def show_files(self, files: Mapping[str, str], *, growing: str = "") -> None:
        """Replaces all; a file that is the same stays as it is, with its place and what can be undone in it.

        growing: the path that `grow` will add to; no file can be edited until `show_files` says that none grows.
        """
        pictures, files = pictures_in(files), without_pictures(files)
        if self._growing and not growing and self._growing in files:
            self.text.return_to_top()
        self._growing = growing
        if growing:
            for text in self._texts.values():
                text.edit(False)
        for path in [path for path in self._texts if path not in files]:
            self._remove(path)
        for path, code in files.items():
            if path not in self._texts:
                self._add(path)
            if self._texts[path].code != code:
                self._texts[path].show_code(code)
        self._show_pictures(pictures)
        if self._chosen not in files and not (self._chosen == PICTURES and pictures):
            self._chosen = ""
        self._show_path(self._chosen or growing or self.path or next(iter(files), ""))
        self._refresh()

    def grow(self, path: str, piece: str) -> None:
        """A piece of a file was written; it is shown while it grows, unless the person looks at another."""
        if path not in self._texts:
            self._add(path)
        if path != self._growing:
            self._growing = path
            if not self._chosen:
                self._show_path(path)
        self._texts[path].append_code(piece)
        self.find_bar.text_changed()
        self._refresh()

    def show_place(self, path: str, line: int, column: int = 0) -> bool:
        """Goes to a line, counted from 1, and marks it; False when there is no such file."""
        if path not in self._texts:
            return False
        self._show_path(path)
        self.text.show_line(line, column)
        return True

    def show_found(self, path: str, words: tuple[str, ...]) -> bool:
        """Goes to the first of the words in a file; False when there is no such file."""
        code = self._texts[path].code if path in self._texts else ""
        start, _ = first_of(words, code) or (0, 0)
        return self.show_place(path, code.count("\n", 0, start) + 1, start - code.rfind("\n", 0, start))

    def edit(self, on: bool) -> None:
        """Whether the shown file may be changed by hand."""
        self.tell_edited()
        self.text.edit(on and self.can_edit)
        if self.text.is_editing:
            self.text.setFocus()
        self._refresh()

    @property
    def can_edit(self) -> bool:
        return self.path in self._texts and not self._growing and self.text.shown.is_faithful and self.text.is_settled

    def tell_edited(self) -> None:
        """What was typed and not told yet, without waiting for the hand to rest."""
        self._edited_soon.stop()
        self._edited_at_last.stop()
        for path, text in list(self._texts.items()):
            if text.take_change():
                self.edited.emit(path, text.code)

    def forget_undone(self) -> None:
        """The files are of another version: nothing that was typed before can be brought into it."""
        for text in self._texts.values():
            text.forget_undone()

    def on_tab_chosen(self, index: int) -> None:
        """Also told when tabs are made, so what the person wants is taken from clicks and keys only."""
        self.tell_edited()
        self._show_tab()
        self.find_bar.use(self.text)
        self._refresh()

    def on_tab_clicked(self, index: int) -> None:
        self._chosen = self.tabs.tabData(index) or ""

    def open_find(self) -> None:
        self.find_bar.open_find(self.text)

    def open_line(self) -> None:
        self.find_bar.open_line(self.text)

    def on_copy_clicked(self) -> None:
        clipboard.copy(self.text.code)
        self.copy_button.setText(self.tr("Copied"))

    def on_wrap_toggled(self, wraps: bool) -> None:
        mode = QPlainTextEdit.LineWrapMode.WidgetWidth if wraps else QPlainTextEdit.LineWrapMode.NoWrap
        for text in (*self._texts.values(), self._empty):
            text.setLineWrapMode(mode)

    def _show_path(self, path: str) -> None:
        if self.tabs.show_path(path):
            self._show_tab()

    def _show_tab(self) -> None:
        self._stack.setCurrentWidget(self.pictures if self.path == PICTURES else self.text)

    def _show_pictures(self, pictures: Mapping[str, str]) -> None:
        """All of them have one tab, behind the files of text."""
        self.pictures.show_pictures(pictures)
        self.tabs.remove_path(PICTURES)
        if pictures:
            self.tabs.add_path(PICTURES, self.tr("Pictures"))

    def _step(self, by: int) -> None:
        if self.tabs.count() > 1:
            index = (self.tabs.currentIndex() + by) % self.tabs.count()
            self.on_tab_clicked(index)
            self.tabs.setCurrentIndex(index)

    def _add(self, path: str) -> None:
        text = self._texts[path] = CodeText(path)
        if self.wrap_button.isChecked():
            text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        text.changed_by_hand.connect(self._tell_edited_soon)
        text.changed_by_hand.connect(self.find_bar.text_changed)
        text.applied.connect(self.tell_edited)
        text.line_chosen.connect(self._caret_soon.start)
        self._stack.addWidget(text)
        self.tabs.add_path(path, menu_text(path.rpartition("/")[2]))

    def _remove(self, path: str) -> None:
        text = self._texts.pop(path)
        self.tabs.remove_path(path)
        self._stack.removeWidget(text)
        text.deleteLater()
        self._stack.setCurrentWidget(self.text)

    def _tell_edited_soon(self) -> None:
        self._edited_soon.start()
        if not self._edited_at_last.isActive():
            self._edited_at_last.start()

    def _tell_caret(self) -> None:
        if self.path:
            self.caret_moved.emit(self.path, self.text.textCursor().blockNumber() + 1)

    def _refresh(self) -> None:
        text = self.text
        size = described_size(text.code)
        self.tabs.setVisible(self.tabs.count() > 1)
        self.head.describe(self.path or INDEX, size)
        self.edit_button.setEnabled(text.is_editing or self.can_edit)
        self.edit_button.setChecked(text.is_editing)
        self.note.setVisible(not text.shown.is_faithful)
        self.note.setText(self._note(text))

    def _note(self, text: CodeText) -> str:
        if text.shown.num_cut:
            return self.tr("A very long line is shown only in part. Copy and Save take all of it.")
        return self.tr("Signs that cannot be edited are shown as symbols.") if text.shown.num_odd else ""

    def _timer(self, interval: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        return timer

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.on_tab_chosen)
        self.tabs.tabBarClicked.connect(self.on_tab_clicked)
        self.copy_button.clicked.connect(self.on_copy_clicked)
        self.save_button.clicked.connect(self.save_requested)
        self.head.find_button.clicked.connect(self.open_find)
        self.wrap_button.toggled.connect(self.on_wrap_toggled)
        self.edit_button.clicked.connect(self.edit)
        for keys, act in (
            ("Ctrl+F", self.open_find),
            ("Ctrl+G", self.open_line),
            ("F3", self.find_bar.find_next),
            ("Shift+F3", self.find_bar.find_previous),
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
            ("Alt+Z", self.wrap_button.toggle),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _lay_out(self) -> None:
        self.note.setObjectName("codeNote")
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for widget in (self.head, self.tabs, self.find_bar, self.note):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
