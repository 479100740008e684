"""The nouns of the studio: a picture ready to be shown, an exchange and what came of it, how the engine is.

Only `Store` changes them, on the Qt thread; widgets read them. What is kept for ever is in `moonpane.session`; here is
what the screen needs beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from PySide6.QtGui import QImage

from moonpane.course import Course
from moonpane.outlined import Place
from moonpane.refine.regions import Spot
from moonpane.session import INDEX, Attachment, Revision, Turn
from moonpane.session import Exchange as Record
from moonpane.store.refine_run import RefineRun
from moonpane.store.variants import Variant


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
    plain: QImage | None = None  # as `shown`, without the marks that were drawn; None where there are none
    whole: "Picture | None" = None  # what this is a part of, until it is sent
    place: Place | None = None  # of the part in that


@dataclass(frozen=True)
class Render:
    """The picture of a version, decoded for the screen."""

    shown: QImage
    thumbnail: QImage  # at most 320 px a side


class Phase(Enum):
    """Where an exchange stands, in the order in which a conversion passes through."""

    WAITING = auto()  # for the engine
    MEASURING = auto()  # the pixel worker takes the picture apart
    READING = auto()  # the model reads the lines of text
    WRITING = auto()  # the model writes
    RENDERING = auto()  # the finished page is rendered and compared
    REFINING = auto()  # better pages are looked for
    DONE = auto()
    STOPPED = auto()  # by the person
    FAILED = auto()

    @property
    def ended(self) -> bool:
        return self in (Phase.DONE, Phase.STOPPED, Phase.FAILED)


ENDS = {"growing": Phase.WAITING, "done": Phase.DONE, "stopped": Phase.STOPPED, "failed": Phase.FAILED}


def reached(course: Course) -> Phase:
    """The furthest phase that is known of it."""
    return Phase.__members__.get(course.reached, Phase.WAITING)


def reach(course: Course, phase: Phase) -> None:
    """Keeps the furthest phase before the end."""
    if reached(course).value < phase.value and not phase.ended:
        course.reached = phase.name


@dataclass(frozen=True)
class Score:
    """How close a page is to its mockup; every part lies in 0..1, and 1 is identity."""

    overall: float  # the mean of `widths`, where there are several
    parts: tuple[tuple[str, float], ...]  # (name for people, value)
    tiles: tuple[tuple[float, ...], ...]  # rows of squares from the top left; 0 equal .. 1 wholly different
    tile_size: int  # pixels of the mockup
    note: str = ""  # what was measured and what was not, one sentence
    widths: tuple[tuple[int, float], ...] = ()  # px of each of several mockups, and how close the page is to it


@dataclass(frozen=True)
class Version:
    """A revision of the page with what the screen shows of it; the rest comes once it was drawn and measured."""

    revision: Revision
    thumbnail: QImage | None = None
    renders: tuple[QImage, ...] = ()  # one for each mockup; one of the page where there is none
    score: Score | None = None
    spots: tuple[tuple[Spot, ...], ...] | None = None  # where it differs from each mockup; None: not looked for yet

    @property
    def id(self) -> str:
        return self.revision.id

    @property
    def rendered(self) -> QImage | None:
        return self.renders[0] if self.renders else None


@dataclass
class Exchange:
    """One request and its answer, as they are now."""

    record: Record
    pictures: tuple[Picture, ...] = ()
    phase: Phase = Phase.WAITING
    files: Mapping[str, str] = field(default_factory=dict)  # of the page as far as they are known; grow meanwhile
    growing: str = ""  # the file that grows
    version: Version | None = None  # the latest that it brought, or the one that it was to go on from
    before: Version | None = None  # what talk was to change
    refinement: RefineRun | None = None
    variants: tuple[Variant, ...] = ()
    variant_versions: tuple[str, ...] = ()  # the version that each became; empty where there is none yet
    remarks: list[str] = field(default_factory=list)  # one sentence each: what failed, what was restarted

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def asked(self) -> Turn:
        return self.record.asked

    @property
    def answer(self) -> Turn:
        return self.record.answer

    @property
    def course(self) -> Course:
        return self.record.course

    @property
    def reached(self) -> Phase:
        """The furthest phase before the end; where that was not kept, as far as its words tell."""
        written = Phase.WRITING if self.answer.text else Phase.WAITING
        return max(reached(self.course), written, key=lambda phase: phase.value)

    def reach(self, phase: Phase) -> None:
        self.phase = phase
        reach(self.course, phase)

    @property
    def converts(self) -> bool:
        """A picture becomes a page; otherwise the answer is talk, which may change the page."""
        return self.record.kind == "convert"

    @property
    def refines(self) -> bool:
        """What was measured decides what is changed; there are no words that could be asked again."""
        return self.record.kind == "refine"

    @property
    def page(self) -> str:
        """The source of the page that grows or has grown."""
        return self.files.get(self.page_path, "")

    @property
    def page_path(self) -> str:
        """What that file is called: index.html, or the first one where there is none."""
        return INDEX if self.files.get(INDEX) else next(iter(self.files), INDEX)

    def text_of(self, path: str) -> str:
        """Of a file as the answer left it: one that was written as it had been brings no version."""
        before = self.before.revision.files if self.before else {}
        return self.files.get(path, before.get(path, ""))

    @property
    def has_brought(self) -> bool:
        """Whether its version is its own, and not the one that it went on from and added nothing to."""
        return self.version is not None and self.version.revision.exchange == self.id

    @property
    def page_is_whole(self) -> bool:
        return self.version is not None and self.version.revision.is_complete

    @property
    def page_is_partial(self) -> bool:
        return self.phase.ended and bool(self.page) and not self.page_is_whole

    @property
    def fell_short(self) -> bool:
        """Whether it came to its end with less than was asked for: nothing, half a page, or one without its score."""
        if self.phase is not Phase.DONE:
            return self.phase is Phase.FAILED
        has_nothing = not self.answer.text and not self.has_brought
        return has_nothing or self.page_is_partial or (self.converts and self.score is None)

    @property
    def rendered(self) -> QImage | None:
        return self.version.rendered if self.version else None

    @property
    def score(self) -> Score | None:
        return self.version.score if self.version else None


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
    context: int = 0  # tokens that prompt and answer may have together; 0 when unknown
    chats: bool = True  # False for the model that turns one picture into a page, and changes it by single wishes
