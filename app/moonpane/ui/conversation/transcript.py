"""The conversation: what was asked, how far the answer is, and the answer as it streams."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from moonpane.store.model import Exchange, Phase
from moonpane.store.studio import Changed, Store, What
from moonpane.ui import icons
from moonpane.ui.conversation.file_card import FileCard
from moonpane.ui.conversation.markdown_view import MarkdownView
from moonpane.ui.conversation.steps import StepList
from moonpane.ui.conversation.thumbnail import Thumbnail
from moonpane.ui.theme import theme

MAX_SIDE = 180
BUBBLE_WIDTH = 260


class Bubble(QFrame):
    """What the person gave: pictures and text."""

    def __init__(self, exchange: Exchange) -> None:
        super().__init__()
        self.setObjectName("bubble")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for picture in exchange.pictures:
            size = QSize(picture.thumbnail.size())
            size.scale(MAX_SIDE, MAX_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
            column.addWidget(Thumbnail(picture, size=size.expandedTo(QSize(24, 24))))
        if exchange.asked.text:
            text = QLabel(exchange.asked.text)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            text.setContentsMargins(4, 0, 4, 0)
            # A label that may wrap prefers to be square; a bubble is as wide as its text, up to a limit.
            text.setMinimumWidth(min(BUBBLE_WIDTH, text.fontMetrics().horizontalAdvance(exchange.asked.text) + 10))
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text)


class AnswerView(QWidget):
    """The answer of one exchange.

    Signals:
        code_requested: the source of the exchange's page is to be shown.
        retry_requested: the exchange is to be asked again.
    """

    code_requested = Signal(object)
    retry_requested = Signal(object)

    def __init__(self, exchange: Exchange) -> None:
        super().__init__()
        self._exchange = exchange
        self.steps = StepList(exchange) if exchange.converts else None
        self.file_card = FileCard(exchange) if exchange.converts else None
        self.text = None if exchange.converts else MarkdownView()
        self._state = QLabel()
        self._state.setProperty("role", "muted")
        self._remarks = QLabel()
        self._remarks.setWordWrap(True)
        self._remarks.setTextFormat(Qt.TextFormat.PlainText)
        self._remarks.setAccessibleName(self.tr("What went wrong"))
        self._remarks.setProperty("role", "remark")
        self.retry_button = QPushButton(self.tr("Try again"))
        self.retry_button.setAccessibleName(self.tr("Ask again"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 0, 0, 0)
        self._column.setSpacing(10)
        for widget in (self.steps, self._state, self.text, self.file_card, self._remarks):
            if widget is not None:
                self._column.addWidget(widget)
        self._column.addWidget(self.retry_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.retry_button.clicked.connect(lambda: self.retry_requested.emit(self._exchange))
        if self.file_card is not None:
            self.file_card.opened.connect(self.code_requested)
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.refresh()

    @property
    def remarks(self) -> str:
        """What is said about the exchange, beside its answer."""
        return self._remarks.text() or self._state.text()

    def append_text(self, piece: str) -> None:
        if self.text is not None:
            self.text.append_text(piece)

    def refresh(self) -> None:
        exchange = self._exchange
        if self.steps is not None:
            self.steps.refresh(exchange)
        if self.file_card is not None:
            self.file_card.refresh()
        waiting, stopped = self.tr("Waiting for the model …"), self.tr("Stopped.")
        said = {Phase.WAITING: waiting, Phase.STOPPED: stopped}.get(exchange.phase, "")
        self._state.setText(said)
        self._state.setVisible(bool(said))
        self._remarks.setText("\n".join(exchange.remarks))
        self._remarks.setVisible(bool(exchange.remarks))
        self.retry_button.setVisible(exchange.phase in (Phase.FAILED, Phase.STOPPED))

    def on_theme_changed(self) -> None:
        self.retry_button.setIcon(icons.icon("again", theme.colors.muted, size=16))


class Transcript(QScrollArea):
    """All exchanges, the newest at the bottom; follows the end unless the person scrolled up.

    Signals:
        code_requested, retry_requested: as of `AnswerView`.
    """

    code_requested = Signal(object)
    retry_requested = Signal(object)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.answers: list[AnswerView] = []
        self._by_exchange: dict[str, AnswerView] = {}
        self._shown: list[QWidget] = []  # everything in the column
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Conversation"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("transcriptBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(16)
        self._column.addStretch(1)
        self.setWidget(body)
        self._follows = True
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self.on_range_changed)
        bar.valueChanged.connect(self.on_value_changed)
        store.changed.connect(self.on_store_changed)

    def on_store_changed(self, changed: Changed) -> None:
        if changed.what is What.SESSION:
            self._show_branch()
            return
        if not changed.exchange or changed.what is What.SHOWN:
            return
        if changed.what is What.EXCHANGE_ADDED:
            self._add(self._store.exchange(changed.exchange))
            return
        answer = self._by_exchange.get(changed.exchange)
        if answer is None:  # of another branch
            return
        if changed.what is What.TEXT:
            answer.append_text(changed.text)
        answer.refresh()

    def _show_branch(self) -> None:
        """Everything anew: another session, or another branch of it."""
        for widget in self._shown:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        self.answers, self._by_exchange = [], {}
        for exchange in self._store.exchanges:
            self._add(exchange)

    def on_range_changed(self, minimum: int, maximum: int) -> None:
        if self._follows:
            self.verticalScrollBar().setValue(maximum)

    def on_value_changed(self, value: int) -> None:
        self._follows = value >= self.verticalScrollBar().maximum() - 8

    def _add(self, exchange: Exchange) -> None:
        asked = QWidget()
        row = QHBoxLayout(asked)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(Bubble(exchange))
        answer = AnswerView(exchange)
        if exchange.answer.text:
            answer.append_text(exchange.answer.text)
        answer.code_requested.connect(self.code_requested)
        answer.retry_requested.connect(self.retry_requested)
        self.answers.append(answer)
        self._by_exchange[exchange.id] = answer
        for widget in (asked, answer):
            self._column.insertWidget(self._column.count() - 1, widget)
            self._shown.append(widget)
        self._follows = True
