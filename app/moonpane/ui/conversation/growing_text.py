"""A plain text that grows in small pieces, shown at a steady price however long it gets."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from moonpane.ui.conversation.found_mark import MOMENT_MS
from moonpane.ui.foreign_text import utf16_ranges
from moonpane.ui.found_words import first_of
from moonpane.ui.panes.code.marks import marked
from moonpane.ui.theme import theme

PAUSE_MS = 60  # pieces that come closer together are shown together
MAX_LINE_CHARS = 2_000  # a longer line is broken where it is shown: each piece lays out its whole line again
MAX_HEIGHT = 320
AT_ONCE_CHARS = 20_000  # shown between two looks at what else the window has to do


class GrowingText(QPlainTextEdit):
    """As high as its text, up to a limit; then it scrolls and follows the end, unless somebody scrolled up."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.follows = True  # False for a text that is there already: its reader begins at its beginning
        self._waiting: list[str] = []
        self._sought: tuple[str, ...] = ()  # words that are to be seen as soon as they are put in
        self._line_chars = 0  # in the last line shown
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def append_piece(self, piece: str) -> None:
        self._waiting.append(piece)
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Shows what has come by now; of very much, the first part."""
        self._timer.stop()
        if not self._waiting:
            return
        waiting = "".join(self._waiting)
        text = self._broken(waiting[:AT_ONCE_CHARS])
        self._waiting = [waiting[AT_ONCE_CHARS:]] if len(waiting) > AT_ONCE_CHARS else []
        if self._waiting:
            self._timer.start()
        bar = self.verticalScrollBar()
        follows = self.follows and bar.value() >= bar.maximum() - 4
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text)
        if follows:
            bar.setValue(bar.maximum())
        self._look()

    def show_words(self, words: tuple[str, ...]) -> None:
        """Scrolls to the first of the words and marks it for a moment."""
        self._sought, self.follows = words, False
        self._look()

    def _look(self) -> None:
        text = self.toPlainText() if self._sought else ""
        if found := first_of(self._sought, text):
            self._sought = ()
            ((start, length),) = utf16_ranges(text, ((found[0], found[1] - found[0]),))
            caret = self.textCursor()
            caret.setPosition(start)
            self.setTextCursor(caret)
            self.centerCursor()
            caret.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            self.setExtraSelections([marked(caret, theme.colors.middling_soft)])
            QTimer.singleShot(MOMENT_MS, self, lambda: self.setExtraSelections([]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()  # other lines at another width

    def setFont(self, font: QFont) -> None:  # type: ignore[override]
        super().setFont(font)
        self._fit()

    def _broken(self, text: str) -> str:
        """The text with a line break wherever a line has got too long."""
        lines = []
        for number, line in enumerate(text.split("\n")):
            if number:
                self._line_chars = 0
            parts = []
            while self._line_chars + len(line) > MAX_LINE_CHARS:
                room = MAX_LINE_CHARS - self._line_chars
                at = line.rfind(" ", 0, room) + 1 or room
                parts.append(line[:at])
                line, self._line_chars = line[at:], 0
            self._line_chars += len(line)
            lines.append("\n".join([*parts, line]))
        return "\n".join(lines)

    def _fit(self) -> None:
        high = min(MAX_HEIGHT, text_height(self, MAX_HEIGHT) + 6)
        if high != self.height():
            self.setFixedHeight(high)


def text_height(edit: QPlainTextEdit, enough: int) -> int:
    """How high the lines of a text are, in px; of a long one no more are looked at than are `enough`."""
    high, block = 0.0, edit.document().firstBlock()
    while block.isValid() and high < enough:
        high += edit.blockBoundingRect(block).height()
        block = block.next()
    return max(round(high), edit.fontMetrics().lineSpacing())
