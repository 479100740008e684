"""The files of a page: tabs, editor, find, and the head with what can be done with them. It knows no store."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from moonpane.ui import icons
from moonpane.ui.panes.code.editor import CodeText
from moonpane.ui.panes.code.find_bar import FindBar
from moonpane.ui.panes.code.size import described_size
from moonpane.ui.theme import theme

EDITED_MS = 700  # after the last key
CARET_MS = 150


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
        self._stack.addWidget(self._empty)
        self.find_bar = FindBar()
        self._lay_out()
        self._edited_soon = self._timer(EDITED_MS, self._tell_edited)
        self._caret_soon = self._timer(CARET_MS, self._tell_caret)
        self._connect()
        self.on_theme_changed()
        self._refresh()

    @property
    def text(self) -> CodeText:
        """The editor of the file that is shown."""
        return self._texts.get(self.path, self._empty)

    @property
    def path(self) -> str:
        """The file that is shown; empty for none."""
        return self.tabs.tabData(self.tabs.currentIndex()) or ""

    @property
    def files(self) -> dict[str, str]:
        """As they are now, with what the person has changed."""
        return {path: text.code for path, text in self._texts.items()}

    def show_files(self, files: Mapping[str, str], *, growing: str = "") -> None:
        """Replaces all; a file that is the same stays as it is, with its place and what can be undone in it.

        growing: the path that `grow` will add to; no file can be edited until `show_files` says that none grows.
        """
        if self._growing and not growing and self._growing in files:
            self.text.return_to_top()
        self._growing = growing
        for path in [path for path in self._texts if path not in files]:
            self._remove(path)
        for path, text in files.items():
            if path not in self._texts:
                self._add(path)
            if self._texts[path].code != text:
                self._texts[path].show_code(text)
        if self._chosen not in files:
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

    def edit(self, on: bool) -> None:
        """Whether the shown file may be changed by hand."""
        self._tell_edited()
        self.text.edit(on and self.can_edit)
        if self.text.is_editing:
            self.text.setFocus()
        self._refresh()

    @property
    def can_edit(self) -> bool:
        return bool(self.path) and not self._growing and self.text.shown.is_faithful and self.text.is_settled

    def on_tab_chosen(self, index: int) -> None:
        """Also told when tabs are made, so what the person wants is taken from clicks and keys only."""
        self._tell_edited()
        if text := self._texts.get(self.path):
            self._stack.setCurrentWidget(text)
        self.find_bar.use(self.text)
        self._refresh()

    def on_tab_clicked(self, index: int) -> None:
        self._chosen = self.tabs.tabData(index) or ""

    def on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.code)
        self.copy_button.setText(self.tr("Copied"))

    def on_wrap_toggled(self, wraps: bool) -> None:
        mode = QPlainTextEdit.LineWrapMode.WidgetWidth if wraps else QPlainTextEdit.LineWrapMode.NoWrap
        for text in (*self._texts.values(), self._empty):
            text.setLineWrapMode(mode)

    def on_theme_changed(self) -> None:
        colors = theme.colors
        for button, name in ((self.copy_button, "copy"), (self.save_button, "save"), (self.find_button, "search")):
            button.setIcon(icons.icon(name, colors.muted, size=16))
        for button, name in ((self.edit_button, "edit"), (self.wrap_button, "wrap")):
            button.setIcon(icons.icon(name, colors.accent if button.isChecked() else colors.muted, size=16))

    def _show_path(self, path: str) -> None:
        for index in range(self.tabs.count()):
            if self.tabs.tabData(index) == path:
                self.tabs.setCurrentIndex(index)
                self._stack.setCurrentWidget(self._texts[path])

    def _step(self, by: int) -> None:
        if self.tabs.count() > 1:
            index = (self.tabs.currentIndex() + by) % self.tabs.count()
            self.on_tab_clicked(index)
            self.tabs.setCurrentIndex(index)

    def _add(self, path: str) -> None:
        text = self._texts[path] = CodeText(path)
        if self.wrap_button.isChecked():
            text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        text.changed_by_hand.connect(self._edited_soon.start)
        text.changed_by_hand.connect(self.find_bar.text_changed)
        text.applied.connect(self._tell_edited)
        text.line_chosen.connect(self._caret_soon.start)
        self._stack.addWidget(text)
        index = self.tabs.addTab(path.rpartition("/")[2])
        self.tabs.setTabData(index, path)
        self.tabs.setTabToolTip(index, path)

    def _remove(self, path: str) -> None:
        for index in range(self.tabs.count()):
            if self.tabs.tabData(index) == path:
                self.tabs.removeTab(index)
                break
        text = self._texts.pop(path)
        self._stack.removeWidget(text)
        text.deleteLater()
        self._stack.setCurrentWidget(self.text)

    def _tell_edited(self) -> None:
        self._edited_soon.stop()
        for path, text in self._texts.items():
            if text.take_change():
                self.edited.emit(path, text.code)

    def _tell_caret(self) -> None:
        if self.path:
            self.caret_moved.emit(self.path, self.text.textCursor().blockNumber() + 1)

    def _refresh(self) -> None:
        text = self.text
        code = text.code
        size = described_size(code)
        self.tabs.setVisible(self.tabs.count() > 1)
        name = self.path or "index.html"
        self.caption.setText(f"{name}  ·  {size}" if size else name)
        self.copy_button.setText(self.tr("Copy"))
        for button in (self.copy_button, self.save_button, self.find_button, self.wrap_button):
            button.setEnabled(bool(size))
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
        self.find_button.clicked.connect(lambda: self.find_bar.open_find(self.text))
        self.wrap_button.toggled.connect(self.on_wrap_toggled)
        self.edit_button.clicked.connect(self.edit)
        for button in (self.edit_button, self.wrap_button):
            button.toggled.connect(self.on_theme_changed)
        theme.changed.connect(self.on_theme_changed)
        for keys, act in (
            ("Ctrl+F", lambda: self.find_bar.open_find(self.text)),
            ("Ctrl+G", lambda: self.find_bar.open_line(self.text)),
            ("F3", self.find_bar.find_next),
            ("Shift+F3", self.find_bar.find_previous),
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
            ("Alt+Z", self.wrap_button.toggle),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _lay_out(self) -> None:
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
        self.wrap_button.setCheckable(True)
        self.edit_button.setCheckable(True)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy the source code"))
        self.copy_button.setToolTip(self.tr("Copy the whole file"))
        self.save_button = QPushButton(self.tr("Save page"))
        self.save_button.setAccessibleName(self.tr("Save the page"))
        self.save_button.setToolTip(self.tr("Save the page as a file (Ctrl+S)"))
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 10, 8)
        head.setSpacing(6)
        head.addWidget(self.caption, 1)
        for widget in (self.find_button, self.wrap_button, self.edit_button, self.copy_button, self.save_button):
            head.addWidget(widget)
        self.tabs = QTabBar()
        self.tabs.setObjectName("fileTabs")
        self.tabs.setAccessibleName(self.tr("Files of the page"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.note = QLabel()
        self.note.setObjectName("codeNote")
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(self.find_bar)
        column.addWidget(self.note)
        column.addWidget(self._stack, 1)
