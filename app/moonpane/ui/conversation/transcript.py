"""The conversation: what was asked and answered in the branch that is shown, the newest at the bottom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from moonpane.store.model import Exchange
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.conversation.answer_view import AnswerView
from moonpane.ui.conversation.bubble import Bubble


class Transcript(QScrollArea):
    """Follows the end unless the person scrolled up.

    Signals:
        code_requested, again_requested, continue_requested, fork_requested, sibling_chosen: as of `AnswerView`.
        edited: as of `Bubble`.
    """

    code_requested = Signal(object)
    again_requested = Signal(object)
    continue_requested = Signal(object)
    fork_requested = Signal(object)
    sibling_chosen = Signal(object, int)
    edited = Signal(object, str)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.answers: list[AnswerView] = []
        self.bubbles: list[Bubble] = []
        self._by_exchange: dict[str, AnswerView] = {}
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Conversation"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("transcriptBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(6)
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
        elif changed.what is What.EXCHANGE_ADDED:
            self._add(self._store.exchange(changed.exchange))
        elif changed.what is not What.SHOWN and (answer := self._by_exchange.get(changed.exchange)):
            answer.append(changed.text if changed.what is What.TEXT else "", changed.reasoning)
            self._refresh(self._store.exchange(changed.exchange), answer)
        if changed.what in (What.EXCHANGE_ADDED, What.ENDED, What.SESSION, What.SESSIONS):
            self._refresh_all()

    def on_range_changed(self, minimum: int, maximum: int) -> None:
        if self._follows:
            self.verticalScrollBar().setValue(maximum)

    def on_value_changed(self, value: int) -> None:
        self._follows = value >= self.verticalScrollBar().maximum() - 8

    def _show_branch(self) -> None:
        """Everything anew: another session, or another branch of it."""
        for widget in (*self.answers, *self.bubbles):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.answers, self.bubbles, self._by_exchange = [], [], {}
        for exchange in self._store.exchanges:
            self._add(exchange)

    def _add(self, exchange: Exchange) -> None:
        bubble, answer = Bubble(exchange), AnswerView(exchange)
        bubble.edited.connect(self.edited)
        answer.code_requested.connect(self.code_requested)
        answer.again_requested.connect(self.again_requested)
        answer.continue_requested.connect(self.continue_requested)
        answer.fork_requested.connect(self.fork_requested)
        answer.sibling_chosen.connect(self.sibling_chosen)
        self.answers.append(answer)
        self.bubbles.append(bubble)
        self._by_exchange[exchange.id] = answer
        for widget in (bubble, answer):
            self._column.insertWidget(self._column.count() - 1, widget)
        self._follows = True

    def _refresh_all(self) -> None:
        is_free = self._store.running is None
        for exchange, bubble in zip(self._store.exchanges, self.bubbles, strict=True):
            bubble.set_can_edit(is_free)
            self._refresh(exchange, self._by_exchange[exchange.id])

    def _refresh(self, exchange: Exchange, answer: AnswerView) -> None:
        siblings = self._store.session.siblings(exchange.record)
        place = ([each.id for each in siblings].index(exchange.id), len(siblings))
        answer.refresh(place=place, is_free=self._store.running is None)
