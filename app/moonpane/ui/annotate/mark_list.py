"""The marks by number, each with what the person says about it."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QToolButton, QVBoxLayout, QWidget

from moonpane.ui import icons
from moonpane.ui.annotate.canvas import Canvas
from moonpane.ui.annotate.marks import MAX_TEXT_CHARS, Mark
from moonpane.ui.keys import leaves_undo
from moonpane.ui.theme import theme, ui_font

WIDTH = 300


class MarkList(QScrollArea):
    """One row for each mark of a canvas.

    Signals:
        done: Return was pressed in a comment, or its mark is gone: the person wants to draw on.
    """

    done = Signal()

    def __init__(self, canvas: Canvas, *, is_sketch: bool) -> None:
        super().__init__()
        self._canvas = canvas
        self._is_sketch = is_sketch
        self.rows: list[MarkRow] = []
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("markList")
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(14, 14, 14, 14)
        self._column.setSpacing(8)
        caption = QLabel(self.tr("Marks"))
        caption.setProperty("role", "caption")
        self._empty = QLabel(self._empty_words())
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._column.addWidget(caption)
        self._column.addWidget(self._empty)
        self._column.addStretch()
        self.setWidget(body)
        canvas.changed.connect(self.show_marks)
        canvas.selected.connect(self._on_selected)
        self.show_marks()

    def show_marks(self) -> None:
        """The rows as the canvas has its marks; those that stay keep their cursor."""
        marks = self._canvas.history.now
        while len(self.rows) > len(marks):
            row = self.rows.pop()
            if row.comment.hasFocus():  # else Qt passes it to the comment before
                self.done.emit()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(marks):
            self._add_row(len(self.rows))
        for row, mark in zip(self.rows, marks, strict=True):
            row.show_mark(mark)
        self._empty.setVisible(not marks)

    def ask_comment(self, index: int) -> None:
        """The person may say at once what a new mark is about."""
        self.rows[index].comment.setFocus()
        self.ensureWidgetVisible(self.rows[index])

    def _add_row(self, index: int) -> None:
        row = MarkRow(index + 1, is_sketch=self._is_sketch)
        row.comment.textEdited.connect(lambda text: self._on_comment_edited(index, text))
        row.comment.returnPressed.connect(self.done)
        row.entered.connect(lambda: self._canvas.select(index))
        row.removed.connect(lambda: self._canvas.remove(index))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)

    def _on_comment_edited(self, index: int, text: str) -> None:
        self._canvas.amend(index, replace(self._canvas.history.now[index], comment=text))

    def _on_selected(self, index: int) -> None:
        for number, row in enumerate(self.rows):
            row.show_selected(number == index)

    def _empty_words(self) -> str:
        if self._is_sketch:
            return self.tr("Draw the page that you have in mind. What you draw is what will be built.")
        return self.tr(
            "Draw on the picture, then say here what should be different. The picture itself stays as it is."
        )


class MarkRow(QWidget):
    """Number, comment, and a button that takes the mark away.

    Signals:
        entered: the comment has the cursor.
        removed: the mark is not wanted.
    """

    entered = Signal()
    removed = Signal()

    def __init__(self, number: int, *, is_sketch: bool) -> None:
        super().__init__()
        self._number = number
        self._color = QColor()
        self._is_selected = False
        self.comment = _Comment()
        self.comment.setObjectName("markComment")
        self.comment.setMaxLength(MAX_TEXT_CHARS)
        self.comment.setAccessibleName(self.tr("What mark {number} is about").format(number=number))
        self.comment.setPlaceholderText(self.tr("What is this?") if is_sketch else self.tr("What should change here?"))
        self.comment.entered.connect(self.entered)
        self._remove = QToolButton()
        self._remove.setIconSize(QSize(16, 16))
        self._remove.setAccessibleName(self.tr("Remove mark {number}").format(number=number))
        self._remove.setToolTip(self.tr("Remove"))
        self._remove.clicked.connect(self.removed)
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        row = QHBoxLayout(self)
        row.setContentsMargins(34, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.comment)
        row.addWidget(self._remove)

    def on_theme_changed(self) -> None:
        self._remove.setIcon(icons.icon("close", theme.colors.muted, size=16))

    def show_mark(self, mark: Mark) -> None:
        self._color = QColor(mark.color)
        is_text = mark.kind == "text"
        shown = mark.text if is_text else mark.comment
        self.comment.setReadOnly(is_text)
        if self.comment.text() != shown:
            self.comment.setText(shown)
        self.update()

    def show_selected(self, selected: bool) -> None:
        self._is_selected = selected
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(2, self.height() / 2 - 12, 24, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._is_selected:
            painter.setBrush(QColor(theme.colors.accent_soft))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setBrush(self._color)
        painter.drawEllipse(disc)
        painter.setPen(QColor("#1a1d29") if self._color.lightness() > 170 else QColor("#ffffff"))
        painter.setFont(ui_font(pixels=12, weight=QFont.Weight.Bold))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))


class _Comment(QLineEdit):
    """A line that tells when it has the cursor.

    Signals:
        entered: it has.
    """

    entered = Signal()

    def event(self, event: QEvent) -> bool:
        """Of undo and redo, a line takes only what it has itself: the rest means the marks."""
        steps = {"undoes": self.isUndoAvailable(), "redoes": self.isRedoAvailable()}
        return leaves_undo(event, **steps) or super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # it must not reach the dialog's buttons
