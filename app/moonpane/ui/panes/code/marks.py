"""What stands out in an editor: a marked line, and of what was found that which is in sight."""

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextEdit

from moonpane.ui.panes.code.find import Found
from moonpane.ui.panes.code.grammar import in_qt_units
from moonpane.ui.theme import theme


def marked_line(document: QTextDocument, line: int) -> QTextEdit.ExtraSelection:
    """The whole width of a line, counted from 1."""
    caret = QTextCursor(document.findBlockByNumber(line - 1))
    return marked(caret, theme.colors.accent_soft, whole_line=True)


def marked_finds(document: QTextDocument, found: Iterable[Found]) -> list[QTextEdit.ExtraSelection]:
    return [marked(caret_on(document, each), theme.colors.middling_soft) for each in found]


def caret_on(document: QTextDocument, found: Found) -> QTextCursor:
    """Something found, selected; as far as it is shown."""
    block = document.findBlockByNumber(found.line)
    span = in_qt_units(block.text(), [(found.start, found.end, "")])[0]
    last = block.position() + block.length() - 1
    caret = QTextCursor(block)
    caret.setPosition(min(last, block.position() + span.start))
    caret.setPosition(min(last, block.position() + span.start + span.length), QTextCursor.MoveMode.KeepAnchor)
    return caret


def marked(caret: QTextCursor, color: str, *, whole_line: bool = False) -> QTextEdit.ExtraSelection:
    """What is selected, on a ground of its own."""
    made = QTextEdit.ExtraSelection()
    made.cursor = caret  # type: ignore[attr-defined]
    made.format.setBackground(QColor(color))  # type: ignore[attr-defined]
    made.format.setProperty(QTextFormat.Property.FullWidthSelection, whole_line)  # type: ignore[attr-defined]
    return made
