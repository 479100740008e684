"""One file as source: numbered, coloured while it grows, with marks; read-only until it is opened for editing."""

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from moonpane.ui.panes.code.coloring import Coloring
from moonpane.ui.panes.code.find import Found
from moonpane.ui.panes.code.languages import language_of
from moonpane.ui.panes.code.line_numbers import LineNumbers
from moonpane.ui.panes.code.marks import caret_on, marked_finds, marked_line
from moonpane.ui.panes.code.shown_text import ShownText
from moonpane.ui.theme import code_font, theme

SLICE_CHARS = 24_000  # put in at a time: as much as takes some milliseconds
_READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class CodeText(QPlainTextEdit):
    """The editor. Follows the end of growing text unless scrolled up.

    Signals:
        changed_by_hand: the person has changed the text.
        applied: Ctrl+Return was pressed while editing.
        line_chosen: the person has put the caret on a line, counted from 1.
    """

    changed_by_hand = Signal()
    applied = Signal()
    line_chosen = Signal(int)

    def __init__(self, path: str = "index.html") -> None:
        super().__init__()
        self.setObjectName("codeText")
        self.setAccessibleName(self.tr("Source code of the page"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFont(code_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTextInteractionFlags(_READING)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * 2)
        self.document().setDocumentMargin(12)
        self.shown = ShownText()
        self._own: str | None = None  # the text, once it was changed by hand
        self._is_changed = False
        self._waiting: deque[str] = deque()  # to be put in
        self._is_putting = False
        self._marked = 0  # line, from 1
        self._found: Sequence[Found] = ()
        self._current: Found | None = None
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._put_some)
        self._numbers = LineNumbers(self)
        self._coloring = Coloring(self.document(), self._in_sight)
        self._coloring.use(language_of(path))
        self._caret_line = 1
        self.blockCountChanged.connect(self.on_block_count_changed)
        self.updateRequest.connect(self.on_update_requested)
        self.textChanged.connect(self.on_text_changed)
        self.cursorPositionChanged.connect(self.on_caret_moved)
        theme.changed.connect(self.on_theme_changed)
        self.on_block_count_changed()

    @property
    def code(self) -> str:
        """The whole text, also what is not put in yet."""
        if self._own is None:
            return self.shown.text
        text = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return text.replace("\n", "\r\n") if self.shown.crlf else text

    @property
    def is_editing(self) -> bool:
        return not self.isReadOnly()

    @property
    def is_settled(self) -> bool:
        """Whether all of the text is put in."""
        return not self._waiting

    def show_code(self, text: str) -> None:
        """Replaces everything, also what could be undone; a text that can be edited at once stays open for it."""
        was_editing = self.is_editing
        self.edit(False)
        self._more.stop()
        self._waiting.clear()
        self.shown, self._own, self._is_changed = ShownText(), None, False
        self._marked, self._found, self._current = 0, (), None
        self._is_putting = True
        self.clear()
        self._is_putting = False
        self._put(self.shown.add(text) + self.shown.finish())
        self.verticalScrollBar().setValue(0)
        self._decorate()
        self.edit(was_editing and self.shown.is_faithful and self.is_settled)

    def append_code(self, piece: str) -> None:
        if piece and not self.is_editing:
            self._put(self.shown.add(piece))

    def take_change(self) -> bool:
        """Whether the person has changed the text since this was asked last."""
        changed, self._is_changed = self._is_changed, False
        return changed

    def forget_undone(self) -> None:
        """What was typed before is of another version."""
        self.document().clearUndoRedoStacks()

    def return_to_top(self) -> None:
        """The text is complete: who watched its end grow reads it from the beginning now."""
        if self._follows:
            self.verticalScrollBar().setValue(0)

    def edit(self, on: bool) -> None:
        """Whether the person may change the text; there must be nothing to be put in, and nothing cut."""
        if on == self.is_editing:
            return
        caret = self.textCursor()
        self.setReadOnly(not on)
        self.setUndoRedoEnabled(on)
        if not on:
            self.setTextInteractionFlags(_READING)
        self.setTextCursor(caret)

    def show_line(self, line: int, column: int = 0, *, marks: bool = True) -> None:
        """Goes to a line, counted from 1, and marks it."""
        while self._waiting and self.blockCount() < line + 100:
            self._put_some()
        block = self.document().findBlockByNumber(max(0, min(line, self.blockCount()) - 1))
        caret = QTextCursor(block)
        if column > 1:
            caret.setPosition(block.position() + min(column - 1, block.length() - 1))
        self._caret_line = block.blockNumber() + 1
        self.setTextCursor(caret)
        self.centerCursor()
        self._marked = self._caret_line if marks else 0
        self._decorate()

    def show_found(self, found: Sequence[Found], current: Found | None) -> None:
        """Marks what was found; `current` is brought into sight."""
        self._found, self._current = found, current
        if current is not None:
            self.show_line(current.line + 1, marks=False)
            self.setTextCursor(caret_on(self.document(), current))
            self.ensureCursorVisible()
        self._decorate()

    def event(self, event: QEvent) -> bool:
        # Elsewhere in the window Ctrl+Return sends what is written there.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._applies(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._applies(event):
            self.applied.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        box = self.contentsRect()
        self._numbers.setGeometry(QRect(box.left(), box.top(), self._numbers.sizeHint().width(), box.height()))
        self._coloring.color_soon()

    def on_block_count_changed(self) -> None:
        self.setViewportMargins(self._numbers.sizeHint().width(), 0, 0, 0)

    def on_update_requested(self, rect: QRect, dy: int) -> None:
        self._numbers.follow(rect, dy)
        if dy:
            self._coloring.color_soon()
            if self._found:
                self._decorate()

    def on_text_changed(self) -> None:
        if not self._is_putting and self.is_editing:
            self._own = ""  # what it is, the document knows
            self._is_changed = True
            self.changed_by_hand.emit()

    def on_caret_moved(self) -> None:
        line = self.textCursor().blockNumber() + 1
        if line != self._caret_line and not self._is_putting:
            self._caret_line = line
            self.line_chosen.emit(line)

    def on_theme_changed(self) -> None:
        self._decorate()
        self._numbers.update()

    @property
    def _follows(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 4

    def _put(self, text: str) -> None:
        """In slices, so that a large text stalls nothing; a small one is there at once."""
        self._waiting.extend(text[at : at + SLICE_CHARS] for at in range(0, len(text), SLICE_CHARS))
        if not self._more.isActive():
            self._put_some()

    def _put_some(self) -> None:
        if self._waiting:
            bar, follows = self.verticalScrollBar(), self._follows
            at_top = bar.value() == 0 and self._more.isActive()
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            was_empty = self.document().isEmpty()
            self._is_putting = True
            cursor.insertText(self._waiting.popleft())
            if was_empty:  # or the caret would be pushed along by what is put in
                self.moveCursor(QTextCursor.MoveOperation.Start)
                self._caret_line = 1
            self._is_putting = False
            if follows and not at_top:
                bar.setValue(bar.maximum())
        if not self._waiting:
            self._more.stop()
        elif not self._more.isActive():
            self._more.start()

    def _applies(self, event: QKeyEvent) -> bool:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return self.is_editing and is_return and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)

    def _in_sight(self) -> tuple[int, int]:
        first = self.firstVisibleBlock().blockNumber()
        return first, first + self.viewport().height() // max(1, self.fontMetrics().lineSpacing()) + 2

    def _decorate(self) -> None:
        document, (first, last) = self.document(), self._in_sight()
        marks = [marked_line(document, self._marked)] if self._marked else []
        seen = (each for each in self._found if first <= each.line <= last and each != self._current)
        self.setExtraSelections([*marks, *marked_finds(document, seen)])
        self._numbers.marked = self._marked
        self._numbers.update()
