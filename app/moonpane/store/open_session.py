"""One session that is open: its record, and what the screen needs of each exchange and version beside it.

It goes on when another session is looked at: an answer that grows is not lost by looking away.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

from PySide6.QtGui import QImage

from moonpane.answering import SoFar
from moonpane.session import Exchange as Record
from moonpane.session import Revision, Session, Status, Turn
from moonpane.store import notices
from moonpane.store.changes import Changed, What
from moonpane.store.edits import rewritten
from moonpane.store.model import ENDS, Exchange, Phase, Picture, Score, Version
from moonpane.store.refine_run import RefineRun, RunState
from moonpane.store.variants import Variant, VariantState

STATUS: dict[Phase, Status] = {Phase.DONE: "done", Phase.STOPPED: "stopped", Phase.FAILED: "failed"}
PARTS = (
    ("block_match", "Blocks"),
    ("text", "Text"),
    ("position", "Position"),
    ("color", "Colour"),
    ("ssim", "Structure"),
    ("edges", "Edges"),
    ("palette", "Palette"),
)


@dataclass
class OpenSession:
    """`live` and `versions` have the keys of the session's exchanges and revisions."""

    session: Session = field(default_factory=Session)
    live: dict[str, Exchange] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    left: str | None = None  # the version that was looked at when the last conversion began
    _begun: Exchange | None = None  # the last one; there are hundreds, and it is asked often which one runs

    @staticmethod
    def loaded(notice: notices.SessionLoaded) -> "OpenSession":
        """A session as it was left."""
        self = OpenSession(notice.session)
        for revision in notice.session.revisions.values():
            score, render = score_of(revision.figures), notice.renders.get(revision.id)
            if render is None:
                self.versions[revision.id] = Version(revision, score=score)
            else:
                self.versions[revision.id] = Version(revision, render.thumbnail, (render.shown,), score)
        brought = latest_of(self.versions.values())
        for record in notice.session.exchanges.values():
            pictures = tuple(notice.pictures[each.digest] for each in record.asked.attachments)
            exchange = Exchange(record, pictures, ENDS[record.answer.status], remarks=list(record.remarks))
            exchange.version = brought.get(record.id) or self._taken_up(record)
            exchange.files = exchange.version.revision.files if exchange.version else {}
            exchange.before = self._before(record)
            if len(beside := self._beside(record)) > 1:
                exchange.variants = tuple(
                    Variant(VariantState.READY, each.revision.score, each.thumbnail) for each in beside
                )
                exchange.variant_versions = tuple(each.id for each in beside)
            if exchange.version:
                self._complete_edits(exchange, exchange.version.revision)
            if record.course.refinement:
                exchange.refinement = RefineRun.of(record.course.refinement, self._refined_by(record))
            self.live[record.id] = exchange
            self._begun = exchange if not exchange.phase.ended else self._begun
        return self

    @property
    def exchanges(self) -> list[Exchange]:
        """The branch that is shown, from its beginning."""
        return [self.live[record.id] for record in self.session.branch()]

    @property
    def version(self) -> Version | None:
        """The version that is looked at."""
        return self.versions.get(self.session.shown or "")

    @property
    def running(self) -> Exchange | None:
        """The exchange whose answer is not complete; there is one at most."""
        return self._begun if self._begun and not self._begun.phase.ended else None

    def begin(self, record: Record, pictures: Sequence[Picture], so_far: SoFar | None) -> Exchange:
        """Adds what the person asked, with an empty answer. `so_far`: what it goes on from."""
        self.session.add(record)
        exchange = self.live[record.id] = self._begun = Exchange(record, tuple(pictures))
        if exchange.converts:
            self.left, self.session.shown = self.session.shown, None
            exchange.files = so_far.files if so_far is not None else {}
        exchange.before = self._before(record)
        return exchange

    def keep(self, revision: Revision, *, looks: bool = True) -> Version:
        """Adds a version and looks at it, unless another one stays."""
        shown = self.session.shown
        self.session.add_revision(revision)
        if not looks:
            self.session.shown = shown
        version = self.versions[revision.id] = Version(revision)
        return version

    def mockups(self, revision: Revision | None) -> tuple[Picture, ...]:
        """The pictures that a version is compared with."""
        known = {picture.attachment.digest: picture for each in self.live.values() for picture in each.pictures}
        return tuple(known[each.digest] for each in self.session.mockups(revision))

    def measured(self, notice: notices.RevisionMeasured) -> Changed:
        """Folds what a version looks like and how close it is."""
        revision = notice.revision
        self.session.revisions[revision.id] = revision
        return self._replace(Version(revision, notice.thumbnail, notice.renders, score_of(revision.figures)))

    def looked_at(self, notice: notices.SpotsFound) -> Changed:
        """Folds where a version differs."""
        return self._replace(replace(self.versions[notice.revision], spots=notice.spots))

    def _replace(self, version: Version) -> Changed:
        self.versions[version.id] = version
        exchange = self.live.get(version.revision.exchange or "")
        for each in self.live.values():
            if each.version and each.version.id == version.id:
                each.version = version
        return Changed(What.MEASURED, exchange.id if exchange else "", version=version.id)

    def fold(self, notice: notices.OfExchange) -> list[Changed]:
        """Folds a notice of one of its exchanges; what changed by it, in order."""
        exchange = self.live[notice.exchange]
        changed = Changed(What.PROGRESS, exchange.id)
        match notice:
            case notices.PhaseReached(phase=phase):
                exchange.reach(phase)
            case notices.LinesRead(done=done, total=total):
                exchange.reach(Phase.READING)
                exchange.course.lines_read, exchange.course.lines_total = done, total
            case notices.TextArrived():
                return _append(exchange, notice)
            case notices.Counted(prompt_tokens=prompt_tokens, tokens=tokens):
                exchange.answer.prompt_tokens = prompt_tokens
                exchange.answer.num_tokens = tokens or exchange.answer.num_tokens
            case notices.EditsTold(edits=edits):
                exchange.course.edits = edits
            case notices.RevisionMade(revision=revision):
                self._complete_edits(exchange, revision)
                exchange.version, exchange.files, exchange.growing = self.keep(revision), revision.files, ""
                changed = replace(changed, what=What.PAGE_FINISHED, version=revision.id)
            case notices.RefineTold(run=run):
                exchange.refinement, exchange.course.refinement = run, run.kept
                exchange.phase = Phase.REFINING if run.state is RunState.RUNNING else exchange.phase
            case notices.VariantsTold(variants=variants, versions=versions):
                exchange.variants, exchange.variant_versions = variants, versions
            case notices.VersionPreferred(revision=revision):
                exchange.version = self.versions[revision]
                exchange.files, self.session.shown = exchange.version.revision.files, revision
                changed = replace(changed, what=What.SHOWN)
            case notices.Remarked(sentence=sentence):
                exchange.remarks.append(sentence)
            case notices.ExchangeEnded():
                exchange.version = exchange.version or self._taken_up(exchange.record)
                _end(exchange, notice)
                if exchange.converts and not exchange.has_brought and self.session.head == exchange.id:
                    self.session.shown = self.session.shown or (exchange.version.id if exchange.version else self.left)
                changed = replace(changed, what=What.ENDED)
            case _:
                assert_never(notice)
        return [changed]

    def _taken_up(self, record: Record) -> Version | None:
        """The page that a conversion was to go on from."""
        return self.versions.get(record.base or "") if record.kind == "convert" else None

    def _beside(self, record: Record) -> list[Version]:
        """The pages that a conversion made of one picture, in the order of making: one writes only one by itself."""
        own = (each for each in self.versions.values() if each.revision.exchange == record.id)
        return [each for each in own if record.kind == "convert" and each.revision.origin == "model"]

    def _before(self, record: Record) -> Version | None:
        return None if record.kind == "convert" else self.versions.get(record.base or "")

    def _refined_by(self, record: Record) -> Iterator[QImage | None]:
        """What the versions look like that the refinement of an answer brought, in the order of making."""
        for version in self.versions.values():
            if version.revision.exchange == record.id and version.revision.origin == "refined":
                yield version.thumbnail

    def _complete_edits(self, exchange: Exchange, revision: Revision) -> None:
        """Where it was not told how talk came to a version, the files are compared."""
        if not exchange.converts and not exchange.course.edits:
            parent = self.session.revisions.get(revision.parent or "")
            exchange.course.edits = rewritten(parent.files if parent else {}, revision.files)

    def bringer(self, version: Version) -> Exchange | None:
        """The exchange that brought a version, or what a person made it from; None for one that was imported."""
        revision: Revision | None = version.revision
        while revision is not None and revision.exchange is None:
            revision = self.session.revisions.get(revision.parent or "")
        return self.live.get(revision.exchange or "") if revision else None

    def belongs(self, version: Version) -> bool:
        """Whether a version was made in the branch that is shown, or before anything was said."""
        brought = self.bringer(version)
        return brought is None or any(each is brought or each.version is version for each in self.exchanges)

    def look_at_latest(self, *, leaves: bool = False) -> Exchange | None:
        """Looks at the last page of the branch; what brought it, or was to.

        A version of the branch that is looked at stays, unless it is left: whoever goes to a branch means its end.
        Where all conversions of the branch brought nothing, what was looked at stays, or else what was made last.
        """
        tried = [each for each in self.exchanges if each.converts or each.version]
        found = [each for each in tried if each.version or not each.phase.ended]
        brings, version = next(reversed(found or tried), None), self.version
        if version is None or not self.belongs(version) or (leaves and found):
            stays = version or next(reversed(self.versions.values()), None)
            version = stays if tried and not found else self.latest(brings)
            self.session.shown = version.id if version else None
        return (self.bringer(version) if version else None) or brings

    def latest(self, exchange: Exchange | None) -> Version | None:
        """The version that an exchange brought, with what the person has made of it since."""
        version = exchange.version if exchange else None
        while version is not None:
            made = [each for each in self.session.children(version.revision) if each.origin == "person"]
            if not made:
                break
            version = self.versions[made[-1].id]
        return version


def latest_of(versions: Iterable[Version]) -> dict[str, Version]:
    """The version that each exchange brought: the last in a row of them, and of several beside each other the best."""
    found: dict[str, Version] = {}
    for version in versions:
        exchange = version.revision.exchange
        if exchange is None:
            continue
        before = found.get(exchange)
        is_worse = (
            before is not None
            and before.revision.parent == version.revision.parent
            and _worth(version.revision) < _worth(before.revision)
        )
        if not is_worse:
            found[exchange] = version
    return found


def _worth(revision: Revision) -> tuple[bool, float]:
    return revision.is_complete, revision.score or 0.0


def score_of(figures: Mapping[str, Any] | None) -> Score | None:
    """The figures of `moonpane_vision.compare` as the window shows them."""
    if figures is None:
        return None
    parts = tuple((name, figures[key]) for key, name in PARTS if figures.get(key) is not None)
    tiles = tuple(tuple(row) for row in figures["tiles"])
    widths = tuple((view["sizes"]["original"][0], view["overall"]) for view in figures.get("views", ()))
    return Score(figures["overall"], parts, tiles, figures["tile_size"], figures["summary"], widths)


def _append(exchange: Exchange, notice: notices.TextArrived) -> list[Changed]:
    answer: Turn = exchange.answer
    exchange.reach(Phase.WRITING)
    answer.text += notice.text
    answer.reasoning += notice.reasoning
    answer.reasoning_s = notice.reasoning_s or answer.reasoning_s
    answer.num_tokens = notice.tokens or answer.num_tokens
    exchange.course.tokens_per_s = notice.tokens_per_s
    changes = [Changed(What.TEXT, exchange.id, notice.text, notice.reasoning)]
    if notice.files is not None:
        before, exchange.files, exchange.growing = exchange.page, notice.files, notice.growing
        piece = exchange.page[len(before) :] if exchange.page.startswith(before) else ""
        changes.append(Changed(What.PAGE_GREW, exchange.id, piece))
    return changes


def _end(exchange: Exchange, notice: notices.ExchangeEnded) -> None:
    exchange.phase = notice.phase
    # What had grown and became no version is nothing that could be shown, or gone on with.
    exchange.files, exchange.growing = exchange.version.revision.files if exchange.version else {}, ""
    exchange.answer.status = STATUS[notice.phase]
    if notice.sentence:
        exchange.remarks.append(notice.sentence)
    exchange.record.remarks, exchange.record.replies = tuple(exchange.remarks), notice.replies
    if notice.phase is Phase.FAILED:
        exchange.answer.error = notice.sentence
