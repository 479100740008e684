"""The strip of line numbers left of an editor."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from moonpane.ui.theme import theme


class LineNumbers(QWidget):
    """Numbers the lines that an editor shows.

    marked: the number of a line that stands out; 0 for none.
    """

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self.marked = 0

    def sizeHint(self) -> QSize:
        digits = max(3, len(str(self._editor.blockCount())))
        return QSize(self._editor.fontMetrics().horizontalAdvance("9") * digits + 24, 0)

    def follow(self, rect: QRect, dy: int) -> None:
        """The editor has scrolled, or a part of it has changed."""
        if dy:
            self.scroll(0, dy)
        else:
            self.update(0, rect.y(), self.width(), rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        editor, colors = self._editor, theme.colors
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(colors.surface))
        painter.setFont(editor.font())
        block = editor.firstVisibleBlock()
        top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
        line_height = editor.fontMetrics().lineSpacing()
        while block.isValid() and top <= event.rect().bottom():
            height = editor.blockBoundingRect(block).height()
            if block.isVisible() and top + height >= event.rect().top():
                number = block.blockNumber() + 1
                if number == self.marked:
                    painter.fillRect(0, round(top), 3, round(height), QColor(colors.accent))
                painter.setPen(QColor(colors.accent if number == self.marked else colors.faint))
                box = QRect(0, round(top), self.width() - 10, line_height)
                painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(number))
            top += height
            block = block.next()
