"""The studio's store: the one place where what was said, written and measured is kept. Lives on the Qt thread.

Widgets read its attributes and listen to one signal, `changed`; none of them knows another widget.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import assert_never

from PySide6.QtCore import QObject, Signal

from moonpane.session import Exchange as Record
from moonpane.session import Session, Status, Turn
from moonpane.store import notices
from moonpane.store.model import EngineState, EngineStatus, Exchange, Phase, Picture

MAX_REFUSALS = 4  # said at once, the latest ones: many must not push the draft away
STATUS: dict[Phase, Status] = {Phase.DONE: "done", Phase.STOPPED: "stopped", Phase.FAILED: "failed"}


class What(Enum):
    """Kinds of change. `exchange` is set from EXCHANGE_ADDED on."""

    ENGINE = auto()
    DRAFT = auto()  # pictures waiting in the composer, or what is said about those that were turned away
    SHOWN = auto()  # another exchange is looked at
    EXCHANGE_ADDED = auto()
    PROGRESS = auto()  # phase, lines, tokens
    TEXT = auto()  # `text` was appended to the answer
    PAGE_GREW = auto()  # `text` was appended to the page
    PAGE_FINISHED = auto()
    RENDERED = auto()
    SCORED = auto()
    ENDED = auto()


@dataclass(frozen=True)
class Changed:
    """One change of the store; read the rest from the store itself."""

    what: What
    exchange: int = -1
    text: str = ""


class Store(QObject):
    """Everything the window shows.

    Signals:
        changed: a `Changed`, after the store holds the new state.
    """

    changed = Signal(object)

    def __init__(self, *, model: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = Session()
        self.exchanges: list[Exchange] = []
        self.shown: Exchange | None = None  # the one that preview, code and comparison show
        self.draft: list[Picture] = []
        self.refusals: list[str] = []  # why something could not be done, below the draft
        self.opening = 0  # pictures that are being opened for the draft
        self.engine = EngineStatus(EngineState.STARTING, model)

    @property
    def running(self) -> Exchange | None:
        """The exchange whose answer is not complete; there is one at most."""
        last = self.exchanges[-1] if self.exchanges else None
        return last if last is not None and not last.phase.ended else None

    def exchange(self, id: int) -> Exchange:
        return self.exchanges[id]

    def begin(self, text: str, pictures: Sequence[Picture], *, converts: bool) -> Exchange:
        """Adds what the person asked, with an empty answer, and shows it."""
        asked = Turn("user", text, tuple(picture.attachment for picture in pictures))
        answer = Turn("assistant", status="growing")
        self.session.add(Record("convert" if converts else "talk", asked, answer, parent=self.session.head))
        exchange = Exchange(len(self.exchanges), asked, answer, tuple(pictures), converts)
        self.exchanges.append(exchange)
        self._emit(What.EXCHANGE_ADDED, exchange)
        if converts:
            self.show(exchange)
        return exchange

    def show(self, exchange: Exchange) -> None:
        """Makes an exchange the one that the panes show."""
        if self.shown is not exchange:
            self.shown = exchange
            self._emit(What.SHOWN, exchange)

    def await_pictures(self, count: int) -> None:
        """Pictures were given and are being opened."""
        self.opening += count
        self.refusals = []
        self._emit(What.DRAFT)

    def drop_draft(self, picture: Picture) -> None:
        """Takes one picture out of the composer."""
        self.draft = [each for each in self.draft if each is not picture]
        self._emit(What.DRAFT)

    def keep_in_draft(self, pictures: Sequence[Picture]) -> None:
        """What is left in the composer after it was sent."""
        self.draft = list(pictures)
        self.refusals = []
        self._emit(What.DRAFT)

    def refuse(self, sentence: str) -> None:
        """Says below the composer why something cannot be done."""
        self.refusals = [sentence]
        self._emit(What.DRAFT)

    def apply(self, batch: Sequence[object]) -> None:
        """Folds notices of the asyncio thread into the state, in their order."""
        for notice in batch:
            if isinstance(notice, notices.EngineChanged):
                self.engine = notice.status
                self._emit(What.ENGINE)
            elif isinstance(notice, notices.PictureOpened | notices.PictureTurnedAway):
                self._apply_to_draft(notice)
            elif isinstance(notice, notices.OfExchange):
                self._apply_to_exchange(notice)
            else:
                raise TypeError(f"The store knows no notice of type {type(notice).__name__}.")

    def _apply_to_draft(self, notice: notices.PictureOpened | notices.PictureTurnedAway) -> None:
        self.opening -= 1
        if isinstance(notice, notices.PictureOpened):
            self.draft.append(notice.picture)
        else:
            self.refusals = [*self.refusals, notice.sentence][-MAX_REFUSALS:]
        self._emit(What.DRAFT)

    def _apply_to_exchange(self, notice: notices.OfExchange) -> None:
        exchange = self.exchanges[notice.exchange]
        match notice:
            case notices.PhaseReached(phase=phase):
                exchange.phase = phase
                self._emit(What.PROGRESS, exchange)
            case notices.LinesRead(done=done, total=total):
                exchange.phase = Phase.READING
                exchange.lines_read, exchange.lines_total = done, total
                self._emit(What.PROGRESS, exchange)
            case notices.TextArrived():
                self._append(exchange, notice)
            case notices.PageFinished():
                exchange.page, exchange.page_is_whole = notice.html, notice.is_whole
                exchange.answer.num_tokens, exchange.tokens_per_s = notice.tokens, notice.tokens_per_s
                self._emit(What.PAGE_FINISHED, exchange)
            case notices.PageRendered(rendered=rendered):
                exchange.rendered = rendered
                self._emit(What.RENDERED, exchange)
            case notices.Scored(score=score):
                exchange.score = score
                self._emit(What.SCORED, exchange)
            case notices.ExchangeEnded():
                self._end(exchange, notice)
            case _:
                assert_never(notice)

    def _append(self, exchange: Exchange, notice: notices.TextArrived) -> None:
        exchange.phase = Phase.WRITING
        exchange.answer.text += notice.text
        exchange.answer.reasoning += notice.reasoning
        exchange.answer.num_tokens = notice.tokens or exchange.answer.num_tokens
        exchange.tokens_per_s = notice.tokens_per_s
        exchange.page += notice.page
        self._emit(What.TEXT, exchange, notice.text)
        if notice.page:
            self._emit(What.PAGE_GREW, exchange, notice.page)

    def _end(self, exchange: Exchange, notice: notices.ExchangeEnded) -> None:
        exchange.phase = notice.phase
        exchange.answer.status = STATUS[notice.phase]
        if notice.sentence:
            exchange.remarks.append(notice.sentence)
        if notice.phase is Phase.FAILED:
            exchange.answer.error = notice.sentence
        self._emit(What.ENDED, exchange)

    def _emit(self, what: What, exchange: Exchange | None = None, text: str = "") -> None:
        self.changed.emit(Changed(what, exchange.id if exchange else -1, text))
