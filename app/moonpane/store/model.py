"""The nouns of the studio: a picture ready to be shown, an exchange and what came of it, how the engine is.

Only `Store` changes them, on the Qt thread; widgets read them.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from PySide6.QtGui import QImage

from moonpane.session import Attachment, Turn


@dataclass(frozen=True)
class Offer:
    """Something a person dropped, pasted or opened, not looked at yet: a file, or bytes from the clipboard."""

    name: str
    path: Path | None = None
    data: bytes | None = None


@dataclass(frozen=True)
class Picture:
    """An attachment decoded for the screen, made off the Qt thread so that a large one never stalls the window."""

    attachment: Attachment
    shown: QImage  # at most 2,400 px a side
    thumbnail: QImage  # at most 320 px a side


class Phase(Enum):
    """Where an exchange stands, in the order in which a conversion passes through."""

    WAITING = auto()  # for the engine
    MEASURING = auto()  # the pixel worker takes the picture apart
    READING = auto()  # the model reads the lines of text
    WRITING = auto()  # the model writes
    RENDERING = auto()  # the finished page is rendered and compared
    DONE = auto()
    STOPPED = auto()  # by the person
    FAILED = auto()

    @property
    def ended(self) -> bool:
        return self in (Phase.DONE, Phase.STOPPED, Phase.FAILED)


@dataclass(frozen=True)
class Score:
    """How close a page is to its mockup; every part lies in 0..1, and 1 is identity."""

    overall: float
    parts: tuple[tuple[str, float], ...]  # (name for people, value)
    tiles: tuple[tuple[float, ...], ...]  # rows of squares from the top left; 0 equal .. 1 wholly different
    tile_size: int  # pixels of the mockup
    note: str = ""  # what was measured and what was not, one sentence


@dataclass
class Exchange:
    """One request and its answer."""

    id: int
    asked: Turn
    answer: Turn  # grows while the model writes
    pictures: tuple[Picture, ...]
    converts: bool  # a picture becomes a page; otherwise the answer is chat
    phase: Phase = Phase.WAITING
    lines_total: int = 0  # of text found in the picture
    lines_read: int = 0
    tokens_per_s: float = 0.0
    page: str = ""  # the page's source as far as it is known; grows while the model writes
    page_is_whole: bool = False
    rendered: QImage | None = None  # picture of the finished page
    score: Score | None = None
    remarks: list[str] = field(default_factory=list)  # one sentence each: what failed, what was restarted

    @property
    def page_is_partial(self) -> bool:
        return self.phase.ended and bool(self.page) and not self.page_is_whole


class EngineState(Enum):
    STARTING = auto()
    READY = auto()
    RESTARTING = auto()
    STOPPED = auto()  # for good: it failed too often


@dataclass(frozen=True)
class EngineStatus:
    """What the status strip says about the engine."""

    state: EngineState
    model: str = ""
    sentence: str = ""
    done: int = 0  # steps of loading, of `total`; 0 of 0 when unknown
    total: int = 0
    chats: bool = True  # False for a model that only knows how to turn a picture into a page
