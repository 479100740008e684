"""What was asked, as text, and as an editor in the same place."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from moonpane.preview import clipboard
from moonpane.ui.conversation.asked_label import WIDTH, AskedLabel
from moonpane.ui.conversation.growing_text import text_height
from moonpane.ui.conversation.message_actions import AskedActions
from moonpane.ui.keys import claims

MAX_HEIGHT = 220  # px of text; then it scrolls
OWN_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InPlaceEdit(QPlainTextEdit):
    """Grows with its text. Return sends, with Ctrl too, Shift+Return breaks the line, Escape leaves.

    Signals:
        sent: Return was pressed, or Ctrl+Return.
        left: Escape was pressed.
    """

    sent = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("inPlaceEdit")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def event(self, event: QEvent) -> bool:
        # Elsewhere in the window Escape stops an answer, and Ctrl+Return sends the draft.
        return any(claims(event, key) for key in OWN_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if plain:
                self.sent.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()  # other lines at another width

    def _fit(self) -> None:
        needed = text_height(self, MAX_HEIGHT)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > MAX_HEIGHT else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(min(MAX_HEIGHT, needed) + 14)


class AskedText(QWidget):
    """The text of one message.

    Signals:
        edited: the changed text, which is to be sent in the place of this one.
        opened: the editor takes the place of the text.
    """

    edited = Signal(str)
    opened = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.label = AskedLabel(text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.label)
        self.edit: InPlaceEdit | None = None
        self._buttons = QWidget()

    def follow(self, actions: AskedActions) -> None:
        """Does what the row of buttons below asks for."""
        actions.edit_requested.connect(self.begin_editing)
        actions.copy_requested.connect(self.copy)

    def copy(self) -> None:
        clipboard.copy(self.text)

    def begin_editing(self) -> None:
        if self.edit is not None:
            return
        self.edit = InPlaceEdit(self.tr("Edit what was asked"))
        self.edit.setPlainText(self.text)
        self.edit.setMinimumWidth(WIDTH)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        cancel, send = QPushButton(self.tr("Cancel")), QPushButton(self.tr("Send"))
        send.setProperty("role", "primary")
        send.setToolTip(self.tr("Return sends, Shift+Return breaks the line, Esc leaves"))
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(send)
        self.label.hide()
        self._column.addWidget(self.edit)
        self._column.addWidget(self._buttons)
        self.edit.sent.connect(self.on_sent)
        self.edit.left.connect(self.end_editing)
        cancel.clicked.connect(self.end_editing)
        send.clicked.connect(self.on_sent)
        self.opened.emit()
        self.edit.show()  # a widget takes the focus once it can be seen
        self.edit.setFocus()

    def end_editing(self) -> None:
        """Shows the text again, as it was."""
        if self.edit is None:
            return
        for widget in (self.edit, self._buttons):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.edit = None
        self.label.show()

    def on_sent(self) -> None:
        """An empty message is not sent; the same one again is, as asking once more."""
        assert self.edit is not None
        text = self.edit.toPlainText().strip()
        if text:
            self.end_editing()
            self.edited.emit(text)
