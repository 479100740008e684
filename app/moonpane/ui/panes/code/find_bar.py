"""A strip below the code's head: find with count, next and previous; or go to a line."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from moonpane.ui import icons
from moonpane.ui.panes.code.editor import CodeText
from moonpane.ui.panes.code.find import MAX_FOUND, Found, find_all, nearest
from moonpane.ui.theme import theme

SEARCH_MS = 120  # after the last key


class FindBar(QWidget):
    """Acts on the editor that it was given last.

    Signals:
        closed: the person put it away.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._editor: CodeText | None = None
        self.found: list[Found] = []
        self.index = -1
        self.field, self.line_field = QLineEdit(), QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in this file"))
        self.field.setAccessibleName(self.tr("Find in this file"))
        self.line_field.setPlaceholderText(self.tr("Line"))
        self.line_field.setAccessibleName(self.tr("Go to line"))
        self.line_field.setValidator(QIntValidator(1, 9_999_999, self))
        self.line_field.setFixedWidth(84)
        self.count = QLabel()
        self.count.setProperty("role", "faint")
        self.count.setMinimumWidth(84)
        self.previous_button = self._button(self.tr("Previous (Shift+Return)"), self.find_previous)
        self.next_button = self._button(self.tr("Next (Return)"), self.find_next)
        self.case_button = self._button(self.tr("Mind capital letters"), self.search)
        self.case_button.setText("Aa")
        self.case_button.setCheckable(True)
        self.close_button = self._button(self.tr("Close (Esc)"), self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 8)
        row.setSpacing(4)
        for widget in (self.field, self.line_field):
            widget.setObjectName("findField")
            widget.installEventFilter(self)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for button in (self.previous_button, self.next_button, self.case_button):
            row.addWidget(button)
        row.addWidget(self.line_field)
        row.addStretch(0)
        row.addWidget(self.close_button)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SEARCH_MS)
        self._soon.timeout.connect(self.search)
        self.field.textEdited.connect(lambda _: self._soon.start())
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.hide()

    def open_find(self, editor: CodeText) -> None:
        """With what is selected, if that is part of a line."""
        self._editor = editor
        self._show(line=False)
        selected = editor.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.field.setText(selected)
        self.field.selectAll()
        self.field.setFocus()
        self.search()

    def open_line(self, editor: CodeText) -> None:
        self._editor = editor
        self._show(line=True)
        self.line_field.clear()
        self.line_field.setFocus()

    def use(self, editor: CodeText) -> None:
        """Another file is shown."""
        if self._editor is not None and self._editor is not editor:
            self._editor.show_found((), None)
        self._editor = editor
        if self.isVisible() and self.field.isVisible():
            self.search(keeps_place=True)

    def text_changed(self) -> None:
        """The file has grown or was edited."""
        if self.isVisible() and self.field.text():
            self._soon.start()

    def search(self, *, keeps_place: bool = False) -> None:
        """Looks again; goes to the first occurrence from the caret on."""
        self._soon.stop()
        editor = self._editor
        if editor is None or not self.isVisible():
            return
        case = self.case_button.isChecked()
        self.found = find_all(editor.code, self.field.text(), case=case)
        caret = editor.textCursor()
        start = min(caret.position(), caret.anchor())
        block = editor.document().findBlock(start)
        self.index = nearest(self.found, block.blockNumber(), start - block.position()) if self.found else -1
        focused = self.field.hasFocus() and not keeps_place
        editor.show_found(self.found, self.found[self.index] if self.found and focused else None)
        self._describe()

    def find_next(self) -> None:
        self._go(1)

    def find_previous(self) -> None:
        self._go(-1)

    def put_away(self) -> None:
        self.hide()
        self.found, self.index = [], -1
        if self._editor is not None:
            self._editor.show_found((), None)
            self._editor.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or is_return:
                if event.type() is QEvent.Type.ShortcutOverride:
                    event.accept()
                    return True
                if event.type() is QEvent.Type.KeyPress:
                    self._on_key(watched, event, is_return=is_return)
                    return True
        return super().eventFilter(watched, event)

    def on_theme_changed(self) -> None:
        for button, name in (
            (self.previous_button, "up"),
            (self.next_button, "down"),
            (self.close_button, "close"),
        ):
            button.setIcon(icons.icon(name, theme.colors.muted, size=15))

    def _on_key(self, watched: QObject, event: QKeyEvent, *, is_return: bool) -> None:
        if not is_return:
            self.put_away()
        elif watched is self.line_field:
            if self._editor is not None and self.line_field.text():
                line = int(self.line_field.text())
                self.put_away()
                self._editor.show_line(line)
        elif self._soon.isActive():
            self.search()
        else:
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)

    def _go(self, step: int) -> None:
        if self._editor is None or not self.found:
            return
        self.index = (self.index + step) % len(self.found)
        self._editor.show_found(self.found, self.found[self.index])
        self._describe()

    def _describe(self) -> None:
        if not self.field.text():
            said = ""
        elif not self.found:
            said = self.tr("Nothing found")
        else:
            total = f"{len(self.found):,}" + ("+" if len(self.found) == MAX_FOUND else "")
            said = self.tr("{} of {}").format(self.index + 1, total)
        self.count.setText(said)
        self.count.setAccessibleName(said)

    def _show(self, *, line: bool) -> None:
        self.show()
        for widget in (self.field, self.count, self.previous_button, self.next_button, self.case_button):
            widget.setVisible(not line)
        self.line_field.setVisible(line)

    def _button(self, name: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda _=False: act())  # type: ignore[operator]
        return button
