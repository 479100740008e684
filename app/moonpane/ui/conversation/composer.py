"""Where a person says what they want: text, and pictures that were dropped, pasted or opened."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from moonpane.sentences import translated
from moonpane.store.models.limits import unused_of
from moonpane.store.studio import Changed, Store, What
from moonpane.ui import icons, intake
from moonpane.ui.actions import key_words
from moonpane.ui.conversation.add_menu import AddMenu
from moonpane.ui.conversation.context_meter import ContextMeter
from moonpane.ui.conversation.options_row import OptionsRow
from moonpane.ui.conversation.thumbnail import Thumbnail
from moonpane.ui.keys import leaves_undo
from moonpane.ui.theme import set_role, theme

THUMBNAIL = QSize(64, 64)
GAP = 8  # px between pictures
MAX_LINES = 6

_REFRESHING = (
    What.DRAFT, What.EXCHANGE_ADDED, What.ENDED, What.SESSION, What.SESSIONS, What.ENGINE, What.SHOWN,
)  # fmt: skip


class DraftEdit(QPlainTextEdit):
    """The text of the draft: grows with it, sends on Return, hands pasted pictures on.

    Signals:
        pasted: something with pictures or files was pasted, as list of `Offer`.
        sent: Return was pressed.
    """

    pasted = Signal(list)
    sent = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("composerText")
        self.setAccessibleName(self.tr("Message"))
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # a drop anywhere belongs to the window
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self.on_document_size_changed)
        # Of lines that wrap, Qt knows later than it says how large the document is.
        self.verticalScrollBar().rangeChanged.connect(self.on_document_size_changed)
        self.on_document_size_changed()

    def on_document_size_changed(self) -> None:
        # QPlainTextEdit counts its document's height in lines.
        lines = min(MAX_LINES, max(1, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 8)

    def event(self, event: QEvent) -> bool:
        """Where nothing was typed since the last message, undo and redo mean the versions of the page."""
        typed = self.document().isUndoAvailable() or self.document().isRedoAvailable()
        return leaves_undo(event, undoes=typed, redoes=typed) or super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return intake.has_offers(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if intake.has_offers(source):
            self.pasted.emit(intake.offers(source))
        else:
            self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if plain_return and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
        else:
            super().keyPressEvent(event)


class Composer(QFrame):
    """The draft and its buttons.

    Signals:
        offered: pictures or files were given, as list of `Offer`.
        open_requested: the person wants to choose a file.
        submitted: the draft is to be sent, with this text.
        stop_requested: the running answer is to end.
        mark_requested, part_requested: a picture of the draft is to be drawn on, or only a part of it to be taken.
        typed: the text of the draft.
    """

    offered = Signal(list)
    open_requested = Signal()
    submitted = Signal(str)
    stop_requested = Signal()
    mark_requested = Signal(object)
    part_requested = Signal(object)
    typed = Signal(str)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.setObjectName("composer")
        self.edit = DraftEdit()
        self._pictures = QGridLayout()
        self._pictures.setSpacing(GAP)
        self._pictures.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._thumbnails: list[Thumbnail] = []
        self.sentence = QLabel()
        self.sentence.setProperty("role", "notice")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setAccessibleName(self.tr("Why the picture was not accepted"))
        # Without a parent: a menu with menus takes what comes after it out of the window's tab order (Qt 6.11).
        self.add_menu = AddMenu()
        self.add_button = QToolButton()
        self.add_button.setAccessibleName(self.tr("Add a picture, a screenshot, a recording"))
        self.add_button.setToolTip(self.tr("Add a picture, a screenshot, a recording"))
        self.add_button.setMenu(self.add_menu)
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.options_row = OptionsRow()
        self.meter = ContextMeter()
        self.hint = QLabel()
        self.hint.setProperty("role", "faint")
        self.send_button = QPushButton()
        self.send_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lay_out()
        self._connect()
        self.refresh()

    def take(self, mime: QMimeData) -> bool:
        """Takes pictures and files of a drop or of the clipboard; False when there are none."""
        found = intake.offers(mime) if intake.has_offers(mime) else []
        if found:
            self.offered.emit(found)
        return bool(found)

    def show_dropping(self, dropping: bool) -> None:
        """Says with its frame that a drop would land here."""
        self.setProperty("dropping", dropping)
        self.style().unpolish(self)
        self.style().polish(self)

    def submit(self) -> None:
        """Sends the draft if there is one and nothing runs."""
        text = self.edit.toPlainText().strip()
        if self._store.running is None and not self._store.opening and (text or self._store.draft):
            self.submitted.emit(text)

    def clear_text(self) -> None:
        self.edit.clear()

    def set_text(self, text: str) -> None:
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    def add_words(self, words: str) -> None:
        """After what is there, in a paragraph of their own; one Ctrl+Z takes them back."""
        text = self.edit.toPlainText()
        caret = self.edit.textCursor()
        caret.movePosition(QTextCursor.MoveOperation.End)
        caret.insertText(words if not text.strip() or text.endswith("\n\n") else f"\n\n{words}")
        self.edit.setTextCursor(caret)

    def on_button_clicked(self) -> None:
        if self._store.running is not None:
            self.stop_requested.emit()
        else:
            self.submit()

    def on_store_changed(self, changed: Changed) -> None:
        if changed.what is What.DRAFT:
            has_more = len(self._store.draft) > len(self._thumbnails)
            self._show_pictures()
            if has_more and self.isAncestorOf(self.focusWidget()):
                self.edit.setFocus()  # Return converts, as is said there, not what was pressed to get the picture
        if changed.what is What.DRAFT_TEXT:
            self.set_text(changed.text)
        if changed.what in _REFRESHING:
            self.refresh()

    def refresh(self) -> None:
        """Brings buttons, hint and sentence in line with store and text."""
        store = self._store
        running = store.running is not None
        label, icon, role = self.tr("Convert") if store.draft else self.tr("Send"), "send", "primary"
        if running:
            label, icon, role = self.tr("Stop"), "stop", "stop"
        color = theme.colors.window if running else theme.colors.on_accent
        ready = bool(store.draft or self.edit.toPlainText().strip()) and not store.opening
        self.send_button.setEnabled(running or ready)
        if not self.send_button.isEnabled():
            color = theme.colors.faint
        self.send_button.setText(label)
        self.send_button.setIcon(icons.icon(icon, color, size=16))
        self.send_button.setAccessibleName(label)
        self.send_button.setToolTip(f"{label} ({key_words('Esc' if running else 'Ctrl+Return')})")
        set_role(self.send_button, role)
        self.add_button.setIcon(icons.icon("plus", theme.colors.muted, size=18))
        self.hint.setText(self.tr("Opening …") if store.opening else "")
        self.hint.setVisible(bool(store.opening))
        self.edit.setPlaceholderText(self._placeholder())
        self.edit.viewport().update()  # Qt paints other words only where the text was empty and is not, or the reverse
        unused = unused_of(store.engine, store.draft, self.edit.toPlainText())
        said = dict.fromkeys(filter(None, (*map(translated, store.refusals), unused)))
        self.sentence.setText("\n".join(said))
        self.sentence.setVisible(bool(said))

    def _placeholder(self) -> str:
        store = self._store
        if not store.engine.chats:
            if not store.draft:
                return self.tr("Say what is to change") if store.version else self.tr("Drop, paste or capture a mockup")
            moves = store.draft[0].attachment.video is not None
            return self.tr("Return converts its first picture") if moves else self.tr("Return converts the picture")
        if store.draft:
            return self.tr("Say what matters, or press Return")
        return self.tr("Say what is to change") if store.version else self.tr("Drop a mockup, or ask something")

    def _show_pictures(self) -> None:
        for thumbnail in self._thumbnails:
            self._pictures.removeWidget(thumbnail)
            thumbnail.hide()
            thumbnail.deleteLater()
        self._thumbnails = []
        for picture in self._store.draft:
            thumbnail = Thumbnail(picture, size=THUMBNAIL, removable=True)
            if thumbnail.has_parts:
                thumbnail.offer(self.tr("Draw on it (Return), choose a part (C), take it away (Delete)"))
            else:
                thumbnail.offer(self.tr("Draw on it (Return), take it away (Delete)"))
            thumbnail.part_requested.connect(self.part_requested)
            thumbnail.removed.connect(self._store.drop_draft)
            thumbnail.clicked.connect(self.mark_requested)
            self._thumbnails.append(thumbnail)
        self._place_pictures()

    def _place_pictures(self) -> None:
        """In as many rows as they need."""
        margins = self.contentsMargins() + self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        per_row = max(1, (room + GAP) // (THUMBNAIL.width() + GAP))
        for at, thumbnail in enumerate(self._thumbnails):
            self._pictures.addWidget(thumbnail, at // per_row, at % per_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_pictures()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for widget in (self.add_button, self.options_row, self.hint):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        buttons.addWidget(self.meter)
        buttons.addWidget(self.send_button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        column.addLayout(self._pictures)
        column.addWidget(self.edit)
        column.addLayout(buttons)
        self.setFocusProxy(self.edit)
        # Else a layout counts the lines of a sentence at the width that the buttons would like.
        self.setMinimumWidth(1)

    def _connect(self) -> None:
        self._store.changed.connect(self.on_store_changed)
        theme.changed.connect(self.refresh)
        self.edit.textChanged.connect(self.refresh)
        self.edit.pasted.connect(self.offered)
        self.edit.sent.connect(self.submit)
        self.edit.textChanged.connect(lambda: self.typed.emit(self.edit.toPlainText()))
        self.add_menu.open_requested.connect(self.open_requested)
        self.send_button.clicked.connect(self.on_button_clicked)
