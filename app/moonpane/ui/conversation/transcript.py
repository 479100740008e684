"""The conversation: what was asked and answered in the branch that is shown, the newest at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from moonpane.store.found_place import FoundPlace
from moonpane.store.model import Exchange
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.conversation.answer_view import AnswerView
from moonpane.ui.conversation.bubble import Bubble
from moonpane.ui.conversation.found_mark import FoundMark
from moonpane.ui.conversation.room import lay_out, put

AT_ONCE = 1  # exchange at the end that is there as soon as its session is
TRIES = 10
SETTLE_MS = 30  # until a new exchange has its height
TOP = 16  # px above what was found
SPARE = 8  # px around what was opened
AHEAD = 1.5  # heights of the view: so much is made above what is seen
GROWS = (What.TEXT, What.PAGE_GREW)  # of which there are many: one look at the exchange is enough for those of a batch


class Transcript(QScrollArea):
    """Follows the end unless the person scrolled up. What lies far above is made when it is scrolled to.

    After a search it may begin with what was found: then what lies far below comes in the same way.

    Signals:
        code_requested, again_requested, continue_requested, fork_requested, rest_requested, sibling_chosen: as of
            `AnswerView`.
        edited: as of `Bubble`.
    """

    code_requested = Signal(object)
    again_requested = Signal(object)
    continue_requested = Signal(object)
    fork_requested = Signal(object)
    rest_requested = Signal(object)
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
        self._first = 0  # of the branch: the ones before have no widgets yet
        self._end = 0  # of the branch: those from there on have none yet, either
        self._branch: Sequence[Exchange] = ()
        self._growth = QTimer(self, singleShot=True)
        self._growth.timeout.connect(self.on_growth_due)
        self._grown: set[str] = set()  # exchanges that are to be looked at
        self._look = QTimer(self, singleShot=True)
        self._look.timeout.connect(self.on_look_due)
        self._end_distance: int | None = None  # kept while heights above change; None while an answer grows at the end
        self._is_placing = self._is_settling = False
        self._read: QWidget | None = None  # what is seen while something is put above, and how far down
        self._read_y = 0
        self._follows = True
        self._was_free = True  # nothing was being answered when the answers were looked at last
        self._tries = 0  # to bring what was found to its place, before heights are what they will be
        self._mark = FoundMark(body)
        self._sought: FoundPlace | None = None  # to be seen as soon as its exchange has widgets
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self.on_range_changed)
        bar.valueChanged.connect(self.on_value_changed)
        store.changed.connect(self.on_store_changed)

    def on_store_changed(self, changed: Changed) -> None:
        if changed.what is What.SESSION:
            self._show_branch()
        elif changed.what is What.EXCHANGE_ADDED:
            self._append(self._store.exchange(changed.exchange))
        elif changed.what is not What.SHOWN and (answer := self._by_exchange.get(changed.exchange)):
            self._end_distance = None
            if changed.what in GROWS:
                answer.append(changed.text if changed.what is What.TEXT else "", changed.reasoning)
                self._grown.add(changed.exchange)
                self._look.start(0)
            else:
                refresh(self._store, self._store.exchange(changed.exchange), answer)
        is_free = self._store.running is None  # an answer may grow in another session
        was_free, self._was_free = self._was_free, is_free
        # All that is shown anew knows it.
        if changed.what is not What.SESSION and (changed.what is What.EXCHANGE_ADDED or is_free is not was_free):
            self._refresh_all()

    @property
    def is_whole(self) -> bool:
        """Whether all that can be seen from here is there."""
        return not self._is_settling and not self._growth.isActive()

    def on_range_changed(self, minimum: int, maximum: int) -> None:
        bar = self.verticalScrollBar()
        if self._follows:
            bar.setValue(maximum)
        elif self._end_distance is not None:
            self._is_placing = True
            bar.setValue(maximum - self._end_distance)
            self._is_placing = False

    def on_value_changed(self, value: int) -> None:
        if self._is_placing:
            return
        maximum = self.verticalScrollBar().maximum()
        self._follows = value >= maximum - 8 and self._end == len(self._branch)
        self._end_distance = maximum - value
        self._read_y = self._y_of(self._read)
        self._grow_soon()

    def on_look_due(self) -> None:
        """What grew since the last look; who was not asked then has nothing new to do."""
        grown, self._grown = self._grown, set()
        for id in grown:
            if answer := self._by_exchange.get(id):
                answer.grow()

    def on_growth_due(self) -> None:
        """One more exchange above or below; what is seen stays where it is."""
        if self._first == 0 and self._end == len(self._branch):
            return
        bar, follows = self.verticalScrollBar(), self._follows
        self._end_distance = bar.maximum() - bar.value()
        self._is_settling = True
        if self._read is None and self.bubbles:
            self._read = self.bubbles[0]
            self._read_y = self._y_of(self._read)
        if self._first and not (self._lacks_below and not self._lacks_above):
            self._first, at = self._first - 1, 0
            exchange = self._branch[self._first]
        else:
            exchange, at = self._branch[self._end], len(self.answers)
            self._end += 1
        self._add(exchange, at=at)
        refresh(self._store, exchange, self._by_exchange[exchange.id])
        self.bubbles[at].set_can_edit(self._store.running is None)
        self._follows = follows
        QTimer.singleShot(SETTLE_MS, self, self.on_grown)

    def on_grown(self) -> None:
        lay_out()
        value = (bar := self.verticalScrollBar()).value()
        if self._read and not self._follows and (moved := self._y_of(self._read) - self._read_y):
            self._is_placing = True  # what lies below has got another height, too
            bar.setValue(value + moved)
            self._is_placing = False
            if bar.value() != value or self._tries:  # until nothing moves any more
                self._tries = max(0, self._tries - 1)
                QTimer.singleShot(SETTLE_MS, self, self.on_grown)
                return
        self._is_settling, self._tries = False, 0
        self.on_value_changed(value)
        if not self._growth.isActive():
            self._read = None
            self._reveal()

    def show_found(self, place: FoundPlace) -> None:
        """Scrolls to what was found in an exchange of the branch, and marks it for a moment."""
        self._mark.leave()
        at = next((at for at, each in enumerate(self._branch) if each.id == place.exchange), None)
        if at is None:
            return
        if place.exchange not in self._by_exchange:  # what lies between would take long to make
            self._show_part(at, at + 1)
        self._sought = place
        self._grow_soon()
        if self.is_whole:
            self._reveal()

    def _reveal(self) -> None:
        answer = self._by_exchange.get(self._sought.exchange) if self._sought else None
        if self._sought is None or answer is None:
            return
        place, self._sought = self._sought, None
        widget, found = answer, None
        if place.part in ("asked", "attachment"):
            widget = self.bubbles[self.answers.index(answer)]
        if place.part == "reasoning":
            answer.reasoning.show_found(place.words)
        elif place.part != "attachment":
            found = widget.find(place.words)
        self._mark.show_around(widget, found)
        self._is_settling, self._follows, self._tries = True, False, TRIES
        self._read, self._read_y = widget, TOP
        if found is not None:
            self._read, self._read_y = found.label, self.viewport().height() // 3 - found.depth_px
        self.on_grown()

    def _open_below(self, widget: QWidget) -> None:
        """The person opens something: it grows downwards, and what was clicked stays under the pointer."""
        if self._store.running is None:
            self._follows, self._end_distance = False, None
            QTimer.singleShot(SETTLE_MS, widget, lambda: self.ensureWidgetVisible(widget, 0, SPARE))

    def _y_of(self, widget: QWidget | None) -> int:
        return widget.mapTo(self, QPoint()).y() if widget is not None else 0

    def _grow_soon(self) -> None:
        if self.is_whole and (self._lacks_above or self._lacks_below):
            self._growth.start(0)

    @property
    def _lacks_above(self) -> bool:
        return self._first > 0 and self.verticalScrollBar().value() < AHEAD * self.viewport().height()

    @property
    def _lacks_below(self) -> bool:
        bar = self.verticalScrollBar()
        return self._end < len(self._branch) and bar.maximum() - bar.value() < AHEAD * self.viewport().height()

    def _show_branch(self) -> None:
        """Everything anew: another session, or another branch of it."""
        self._branch = self._store.exchanges
        self._show_part(max(0, len(self._branch) - AT_ONCE), len(self._branch))

    def _show_part(self, first: int, end: int) -> None:
        """Of the branch; the rest comes when it is scrolled to."""
        self._growth.stop()
        self._read = self._sought = None
        for widget in (*self.answers, *self.bubbles):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.answers, self.bubbles, self._by_exchange = [], [], {}
        self._first, self._end = first, end
        for exchange in self._branch[first:end]:
            self._add(exchange)
        self._refresh_all()
        if self._first:
            self._growth.start(SETTLE_MS)  # the other panes show the session first

    def _append(self, exchange: Exchange) -> None:
        """What was just asked. Where the end is not there, all begins anew from it."""
        if self._end < len(self._branch):
            self._show_branch()
            return
        self._branch = self._store.exchanges
        self._end = len(self._branch)
        self._add(exchange)

    def _add(self, exchange: Exchange, at: int | None = None) -> None:
        """At the end, or at a place among those that are there."""
        bubble, answer = Bubble(exchange), AnswerView(exchange)
        bubble.edited.connect(self.edited)
        bubble.opened.connect(lambda: self._open_below(bubble))
        answer.reasoning.head.clicked.connect(lambda: self._open_below(answer.reasoning))
        pass_on(answer, self)
        at = len(self.answers) if at is None else at
        self.answers.insert(at, answer)
        self.bubbles.insert(at, bubble)
        self._by_exchange[exchange.id] = answer
        put(self._column, 2 * at, bubble)
        put(self._column, 2 * at + 1, answer)
        self._follows = True

    def _refresh_all(self) -> None:
        is_free = self._store.running is None
        for exchange, bubble in zip(self._branch[self._first : self._end], self.bubbles, strict=True):
            bubble.set_can_edit(is_free)
            refresh(self._store, exchange, self._by_exchange[exchange.id])


def refresh(store: Store, exchange: Exchange, answer: AnswerView) -> None:
    """What an answer says of its place among others and of what can be done with it."""
    siblings = store.session.siblings(exchange.record)
    place = ([each.id for each in siblings].index(exchange.id), len(siblings))
    is_end = store.session.head == exchange.id
    has_rest = is_end and any(each.parent == exchange.id for each in store.session.exchanges.values())
    answer.refresh(place=place, is_free=store.running is None, has_rest=has_rest)


def pass_on(answer: AnswerView, transcript: Transcript) -> None:
    """What is asked for at an answer is asked for at the conversation."""
    answer.code_requested.connect(transcript.code_requested)
    answer.again_requested.connect(transcript.again_requested)
    answer.continue_requested.connect(transcript.continue_requested)
    answer.fork_requested.connect(transcript.fork_requested)
    answer.rest_requested.connect(transcript.rest_requested)
    answer.sibling_chosen.connect(transcript.sibling_chosen)
