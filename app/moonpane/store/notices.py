"""What the asyncio thread tells the store, as small messages. `Runtime` carries them, `Store.apply` folds them.

Order for one exchange that converts: PhaseReached(MEASURING), LinesRead*, TextArrived*, PageFinished,
PageRendered, Scored; at any point ExchangeEnded closes it. A chat is TextArrived*, ExchangeEnded.
EngineChanged and the attachment notices come at any time.
"""

from dataclasses import dataclass, replace

from PySide6.QtGui import QImage

from moonpane.store.model import EngineStatus, Phase, Picture, Score


@dataclass(frozen=True)
class EngineChanged:
    status: EngineStatus


@dataclass(frozen=True)
class PictureOpened:
    """A picture was accepted for the composer."""

    picture: Picture


@dataclass(frozen=True)
class PictureTurnedAway:
    """A picture was not accepted, and why, in one sentence."""

    sentence: str


@dataclass(frozen=True)
class PhaseReached:
    exchange: int
    phase: Phase


@dataclass(frozen=True)
class LinesRead:
    """Progress of reading; the first one, with `done` 0, says how many lines were found."""

    exchange: int
    done: int
    total: int


@dataclass(frozen=True)
class TextArrived:
    """The next piece of the answer; pieces that arrive between two frames of the window are one."""

    exchange: int
    text: str  # as the model wrote it
    page: str = ""  # what it adds to the page's source
    reasoning: str = ""
    tokens: int = 0  # so far
    tokens_per_s: float = 0.0

    def merged(self, later: object) -> "TextArrived | None":
        if not isinstance(later, TextArrived) or later.exchange != self.exchange:
            return None
        return replace(
            later,
            text=self.text + later.text,
            page=self.page + later.page,
            reasoning=self.reasoning + later.reasoning,
        )


@dataclass(frozen=True)
class PageFinished:
    exchange: int
    html: str
    tokens: int
    tokens_per_s: float
    is_whole: bool = True  # False when the model ran out of tokens before the end


@dataclass(frozen=True)
class PageRendered:
    exchange: int
    rendered: QImage


@dataclass(frozen=True)
class Scored:
    exchange: int
    score: Score


@dataclass(frozen=True)
class ExchangeEnded:
    """The last notice of an exchange: DONE, STOPPED or FAILED, with a sentence where something is to be said."""

    exchange: int
    phase: Phase
    sentence: str = ""


OfExchange = PhaseReached | LinesRead | TextArrived | PageFinished | PageRendered | Scored | ExchangeEnded
Notice = EngineChanged | PictureOpened | PictureTurnedAway | OfExchange
