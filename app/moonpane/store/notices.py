"""What the asyncio thread tells the store, as small messages. `Runtime` carries them, `Store.apply` folds them.

Order for one exchange that converts: PhaseReached(MEASURING), LinesRead*, TextArrived*, RevisionMade,
RevisionMeasured, and again for each better revision; at any point ExchangeEnded closes it. Talk is TextArrived*
and EditsTold*, with RevisionMade where the answer changes the page. The others come at any time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from moonpane.archive import Found, SessionHead, Unfinished
from moonpane.artifact.diff import Diff
from moonpane.course import FileEdits
from moonpane.refine.regions import Spot
from moonpane.session import Reply, Revision, Session, Stack
from moonpane.store.model import EngineStatus, Phase, Picture, Render
from moonpane.store.refine_run import RefineRun
from moonpane.store.variants import Variant


@dataclass(frozen=True)
class EngineChanged:
    status: EngineStatus


@dataclass(frozen=True)
class PictureOpened:
    """A picture was accepted for the composer, perhaps in the place of another."""

    picture: Picture
    replaces: Picture | None = None


@dataclass(frozen=True)
class PictureTurnedAway:
    """A picture was not accepted, and why, in one sentence."""

    sentence: str


@dataclass(frozen=True)
class PhaseReached:
    exchange: str
    phase: Phase


@dataclass(frozen=True)
class LinesRead:
    """Progress of reading; the first one, with `done` 0, says how many lines were found."""

    exchange: str
    done: int
    total: int


@dataclass(frozen=True)
class TextArrived:
    """The next piece of the answer; pieces that arrive between two frames of the window are one."""

    exchange: str
    text: str = ""
    reasoning: str = ""
    reasoning_s: float = 0.0  # so far
    files: Mapping[str, str] | None = None  # all files of the page as far as they are written, where they grew
    growing: str = ""  # the file that grows
    tokens: int = 0  # so far
    tokens_per_s: float = 0.0

    def merged(self, later: object) -> "TextArrived | None":
        if not isinstance(later, TextArrived) or later.exchange != self.exchange:
            return None
        return replace(
            later,
            text=self.text + later.text,
            reasoning=self.reasoning + later.reasoning,
            files=self.files if later.files is None else later.files,
        )


@dataclass(frozen=True)
class Counted:
    """The server has counted the tokens of an answer, and of everything that was sent for it."""

    exchange: str
    prompt_tokens: int
    tokens: int  # 0 where it did not say


@dataclass(frozen=True)
class EditsTold:
    """What an answer has done to the files so far, and what of it did not fit."""

    exchange: str
    edits: tuple[FileEdits, ...]

    def merged(self, later: object) -> "EditsTold | None":
        return later if isinstance(later, EditsTold) and later.exchange == self.exchange else None


@dataclass(frozen=True)
class RevisionMade:
    """There is a new version of the page, kept already; `exchange` brought it."""

    exchange: str
    revision: Revision


@dataclass(frozen=True)
class RevisionMeasured:
    """What a version looks like and, where there is a mockup, how close it is. Of any open session."""

    session: str
    revision: Revision  # with its figures
    renders: tuple[QImage, ...]  # one for each mockup
    thumbnail: QImage


@dataclass(frozen=True)
class SpotsFound:
    """Where a version differs from each of its mockups."""

    session: str
    revision: str
    spots: tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True)
class RefineTold:
    """How the refinement of an exchange goes."""

    exchange: str
    run: RefineRun

    def merged(self, later: object) -> "RefineTold | None":
        return later if isinstance(later, RefineTold) and later.exchange == self.exchange else None


@dataclass(frozen=True)
class VariantsTold:
    """How far each of several pages for one picture is, and the version that it became."""

    exchange: str
    variants: tuple[Variant, ...]
    versions: tuple[str, ...]  # ids of revisions; empty where there is none yet


@dataclass(frozen=True)
class VersionPreferred:
    """Of several versions that an exchange brought, this one is its answer."""

    exchange: str
    revision: str


@dataclass(frozen=True)
class DiffMade:
    """What is different between the files of two versions."""

    diff: Diff
    captions: tuple[str, str]


@dataclass(frozen=True)
class Remarked:
    """Something is to be said of an answer, one sentence."""

    exchange: str
    sentence: str


@dataclass(frozen=True)
class ExchangeEnded:
    """The last notice of an exchange: DONE, STOPPED or FAILED, with a sentence where something is to be said."""

    exchange: str
    phase: Phase
    sentence: str = ""
    replies: Mapping[str, Reply] = field(default_factory=dict)  # with which it can be continued


@dataclass(frozen=True)
class SessionLoaded:
    """A session was read from the archive: its pictures by digest, and those of its versions by id."""

    session: Session
    pictures: Mapping[str, Picture]
    renders: Mapping[str, Render]


@dataclass(frozen=True)
class OpeningFailed:
    """A session that was to be opened cannot be; why was told. None: whichever was to be opened next."""

    session: str | None


@dataclass(frozen=True)
class HandedOver:
    """Moonpane was started a second time: the window is to be seen, and the picture, if any, to be converted."""

    picture: Path | None


@dataclass(frozen=True)
class CodeRead:
    """A page or a project of the person's own was read."""

    name: str
    revision: Revision


@dataclass(frozen=True)
class Listed:
    """The sessions that there are, newest first, and those in the bin; the small pictures of both by their digest."""

    heads: tuple[SessionHead, ...]
    deleted: tuple[SessionHead, ...]
    thumbnails: Mapping[str, QImage]


@dataclass(frozen=True)
class SearchDone:
    """What was found for these words."""

    words: str
    found: Found


@dataclass(frozen=True)
class DraftFound:
    """What was typed and not sent, when a session was left; None: an empty one."""

    session: str | None
    text: str
    pictures: tuple[Picture, ...]
    stack: Stack | None = None  # what it is to become, where that was chosen for it


@dataclass(frozen=True)
class ReadyToOpen:
    """A copy of a page lies there, to be opened by the browser or by an editor."""

    path: Path
    in_browser: bool


@dataclass(frozen=True)
class Told:
    """A sentence for the person that belongs to no exchange: saved, exported, not possible."""

    sentence: str
    is_bad: bool = False


@dataclass(frozen=True)
class ArchiveOpened:
    """What was kept before; again after a repair."""

    heads: tuple[SessionHead, ...]
    sentences: tuple[str, ...]  # what the person has to know of the opening
    unfinished: tuple[Unfinished, ...]  # answers that were being written when the studio ended
    workplace: dict[str, Any]
    read_only: bool


@dataclass(frozen=True)
class Saved:
    """All that was to be kept is on the disk."""

    def merged(self, later: object) -> "Saved | None":
        return self if isinstance(later, Saved) else None


@dataclass(frozen=True)
class SavingFailed:
    """Something cannot be kept, and why; it holds until `Saved` is said."""

    sentence: str


OfExchange = (
    PhaseReached
    | LinesRead
    | TextArrived
    | Counted
    | EditsTold
    | RevisionMade
    | RefineTold
    | VariantsTold
    | VersionPreferred
    | Remarked
    | ExchangeEnded
)
