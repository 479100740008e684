"""The page's source: read-only, numbered, coloured while it streams; to be copied or saved."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from moonpane.store.model import Exchange
from moonpane.store.studio import Changed, Store, What
from moonpane.ui import icons
from moonpane.ui.panes.highlight import CodeColors, CodeHighlighter
from moonpane.ui.theme import code_font, theme


class CodeText(QPlainTextEdit):
    """Coloured read-only code with line numbers, growing at its end; follows the end unless scrolled up."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("codeText")
        self.setAccessibleName("Source code of the page")
        self.setReadOnly(True)
        self.setFont(code_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * 2)
        self.document().setDocumentMargin(12)
        self._highlighter = CodeHighlighter(self.document())
        self._numbers = LineNumbers(self)
        self.blockCountChanged.connect(self.on_block_count_changed)
        self.updateRequest.connect(self.on_update_requested)
        theme.changed.connect(self.on_theme_changed)
        self.on_block_count_changed()

    @property
    def code(self) -> str:
        return self._highlighter.source.text

    def show_code(self, text: str, *, language: str = "html") -> None:
        """Replaces everything."""
        self.clear()
        self._highlighter.source = CodeColors(language)
        self.append_code(text)
        self.verticalScrollBar().setValue(0)

    @property
    def _follows(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 4

    def return_to_top(self) -> None:
        """The page is complete: who watched its end grow reads it from the beginning now."""
        if self._follows:
            self.verticalScrollBar().setValue(0)

    def append_code(self, piece: str) -> None:
        if not piece:
            return
        bar = self.verticalScrollBar()
        follows = self._follows
        first = self._highlighter.source.append(piece)
        last_before = self.document().blockCount() - 1
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(piece)  # colours the lines it touches
        for number in range(first, last_before):
            self._highlighter.rehighlightBlock(self.document().findBlockByNumber(number))
        if follows:
            bar.setValue(bar.maximum())

    def number_width(self) -> int:
        digits = max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 24

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Called by the strip at the left."""
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), QColor(theme.colors.surface))
        painter.setFont(self.font())
        painter.setPen(QColor(theme.colors.faint))
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            if block.isVisible() and top + height >= event.rect().top():
                box = QRect(0, round(top), self._numbers.width() - 10, round(height))
                painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            top += height
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        box = self.contentsRect()
        self._numbers.setGeometry(QRect(box.left(), box.top(), self.number_width(), box.height()))

    def on_block_count_changed(self) -> None:
        self.setViewportMargins(self.number_width(), 0, 0, 0)

    def on_update_requested(self, rect: QRect, dy: int) -> None:
        if dy:
            self._numbers.scroll(0, dy)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())

    def on_theme_changed(self) -> None:
        self._highlighter.refresh_formats()
        self._highlighter.rehighlight()
        self._numbers.update()


class LineNumbers(QWidget):
    """The strip left of the code."""

    def __init__(self, code: CodeText) -> None:
        super().__init__(code)
        self._code = code

    def sizeHint(self) -> QSize:
        return QSize(self._code.number_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._code.paint_numbers(event)


class CodePane(QWidget):
    """The shown exchange's page as source.

    Signals:
        save_requested: the page is to be written to a file.
    """

    save_requested = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.text = CodeText()
        self._caption = QLabel()
        self._caption.setProperty("role", "caption")
        self.copy_button = QPushButton("Copy")
        self.copy_button.setAccessibleName("Copy the source code")
        self.copy_button.setToolTip("Copy the whole source")
        self.save_button = QPushButton("Save page")
        self.save_button.setAccessibleName("Save the page")
        self.save_button.setToolTip("Save the page as a file (Ctrl+S)")
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 10, 8)
        head.setSpacing(8)
        head.addWidget(self._caption, 1)
        head.addWidget(self.copy_button)
        head.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        store.changed.connect(self.on_store_changed)
        theme.changed.connect(self.on_theme_changed)
        self.copy_button.clicked.connect(self.on_copy_clicked)
        self.save_button.clicked.connect(self.save_requested)
        self.on_theme_changed()
        self._describe(store.shown)

    def on_store_changed(self, changed: Changed) -> None:
        shown = self._store.shown
        if shown is None or shown.id != changed.exchange:
            return
        if changed.what is What.PAGE_GREW:
            self.text.append_code(changed.text)
        elif changed.what is What.SHOWN or (changed.what is What.PAGE_FINISHED and shown.page != self.text.code):
            self.text.show_code(shown.page)
        elif changed.what is What.PAGE_FINISHED:
            self.text.return_to_top()
        self._describe(shown)

    def on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.code)
        self.copy_button.setText("Copied")

    def on_theme_changed(self) -> None:
        self.copy_button.setIcon(icons.icon("copy", theme.colors.muted, size=16))
        self.save_button.setIcon(icons.icon("save", theme.colors.muted, size=16))

    def _describe(self, exchange: Exchange | None) -> None:
        size = described_size(self.text.code)
        self._caption.setText(f"index.html  ·  {size}" if exchange and size else "index.html")
        self.copy_button.setText("Copy")
        for button in (self.copy_button, self.save_button):
            button.setEnabled(bool(size))


def described_size(code: str) -> str:
    """`92 lines · 3.1 kB`; empty for no code."""
    if not code:
        return ""
    num_bytes = len(code.encode())
    size = f"{num_bytes} bytes" if num_bytes < 1000 else f"{num_bytes / 1000:.1f} kB"
    num_lines = code.count("\n") + (not code.endswith("\n"))
    return f"{num_lines} line{'s' * (num_lines != 1)} · {size}"
