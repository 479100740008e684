"""What the person gave: pictures and text, which can be edited in its place."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from moonpane.store.model import Exchange
from moonpane.ui.conversation.asked_text import AskedText
from moonpane.ui.conversation.found_mark import LabelWords, words_in
from moonpane.ui.conversation.message_actions import AskedActions
from moonpane.ui.conversation.thumbnail import Thumbnail

MAX_SIDE = 180


class Bubble(QWidget):
    """At the right; below it, what can be done with it.

    Signals:
        edited: the exchange, and the text that is to be asked in the place of its own.
        opened: as of `AskedText`.
    """

    edited = Signal(object, str)
    opened = Signal()

    def __init__(self, exchange: Exchange) -> None:
        super().__init__()
        ground = QFrame()
        ground.setObjectName("bubble")
        column = QVBoxLayout(ground)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for picture in exchange.pictures:
            size = QSize(picture.thumbnail.size())
            size.scale(MAX_SIDE, MAX_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
            column.addWidget(Thumbnail(picture, size=size.expandedTo(QSize(24, 24))))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        # Not aligned by the column: that would take the height at the column's width, not at the bubble's own.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(ground)
        whole.addLayout(row)
        self.actions_row: AskedActions | None = None
        if not exchange.asked.text:
            whole.addSpacing(8)
        if exchange.asked.text:
            self.text = AskedText(exchange.asked.text)
            column.addWidget(self.text)
            self.actions_row = AskedActions(self)
            self.text.follow(self.actions_row)
            self.text.opened.connect(self.opened)
            self.text.edited.connect(lambda text: self.edited.emit(exchange, text))
            below = QHBoxLayout()
            below.addStretch(1)
            below.addWidget(self.actions_row)
            whole.addLayout(below)

    def find(self, words: tuple[str, ...]) -> LabelWords | None:
        """Where the first of the words is to be read."""
        return words_in([self.text.label], words) if self.actions_row is not None else None

    def set_can_edit(self, can: bool) -> None:
        """Not while an answer grows, whichever it is."""
        if self.actions_row is not None:
            self.actions_row.set_can_edit(can, "" if can else self.tr("An answer is still growing"))
