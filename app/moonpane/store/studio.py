"""The studio's store: the one place where what was said, written and measured is known. Lives on the Qt thread.

Widgets read its attributes and listen to one signal, `changed`; none of them knows another widget. What a person wants
goes through `moonpane.store.desk`; what was done is told by notices.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from moonpane.answering import SoFar
from moonpane.session import Exchange as Record
from moonpane.session import Revision, Session
from moonpane.store import notices
from moonpane.store.changes import Changed, What
from moonpane.store.draft_store import DraftStore
from moonpane.store.found_place import FoundPlace
from moonpane.store.model import EngineState, EngineStatus, Exchange, Picture, Version
from moonpane.store.open_session import OpenSession
from moonpane.store.under_way import UnderWay

MAX_OPEN = 6  # sessions that stay in memory, beside one whose answer grows


class Store(DraftStore):
    """Everything the window shows.

    Signals:
        changed: a `Changed`, after the store holds the new state.
    """

    def __init__(self, *, model: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current = OpenSession()
        self.shown: Exchange | None = None  # the one whose page the panes show
        self.engine = EngineStatus(EngineState.STARTING, model)
        self.listed = notices.Listed((), (), {})
        self.found: notices.SearchDone | None = None
        self.place: FoundPlace | None = None  # that was looked for and is to be seen
        self.told: notices.Told | None = None  # the last sentence that belongs to no exchange
        self.under_way: UnderWay | None = None  # what began or ended last beside the answers
        self.unkept = ""  # why something is not on the disk yet; empty while all is
        self.renamed: dict[str, str] = {}  # titles of sessions that were not in memory
        self._open: dict[str, OpenSession] = {self.current.session.id: self.current}

    @property
    def session(self) -> Session:
        return self.current.session

    @property
    def exchanges(self) -> list[Exchange]:
        """The branch that is shown, from its beginning."""
        return self.current.exchanges

    @property
    def version(self) -> Version | None:
        """The version that is looked at; None while the first one grows."""
        return self.current.version

    @property
    def undone(self) -> Version | None:
        """What undo would show."""
        version = self.version
        return self.current.versions.get(version.revision.parent or "") if version else None

    @property
    def redone(self) -> Version | None:
        """What redo would show: what was made last from what is shown."""
        version = self.version
        made = self.session.children(version.revision) if version else []
        return self.current.versions[made[-1].id] if made else None

    @property
    def files(self) -> Mapping[str, str]:
        """Of the page that is looked at: of the version, or as far as they have grown."""
        if version := self.version:
            return version.revision.files
        return self.shown.files if self.shown else {}

    @property
    def mockups(self) -> tuple[Picture, ...]:
        """What the shown page is compared with."""
        version = self.version
        if self.shown is not None and not self.shown.phase.ended and self.shown.pictures:
            return self.shown.pictures
        return self.current.mockups(version.revision) if version else self.shown.pictures if self.shown else ()

    @property
    def running(self) -> Exchange | None:
        """The exchange whose answer is not complete, in whichever session; there is one at most."""
        return next((found for each in self._open.values() if (found := each.running)), None)

    def exchange(self, id: str) -> Exchange:
        """Of the session that is shown."""
        return self.current.live[id]

    def is_here(self, exchange: Exchange) -> bool:
        """Whether an exchange belongs to the session that is shown."""
        return exchange.id in self.current.live

    def opened(self, session: str) -> OpenSession | None:
        """A session that is in memory."""
        return self._open.get(session)

    def place_of(self, exchange: str) -> OpenSession | None:
        """The session in memory that an exchange belongs to."""
        return next((each for each in self._open.values() if exchange in each.live), None)

    def home_of(self, version: str) -> OpenSession | None:
        """The session in memory that a version belongs to."""
        return next((each for each in self._open.values() if version in each.versions), None)

    def is_running_in(self, session: str) -> bool:
        """Whether an answer grows in a session."""
        return session in self._open and self._open[session].running is not None

    def begin(self, record: Record, pictures: Sequence[Picture], so_far: SoFar | None = None) -> Exchange:
        """Adds what the person asked, with an empty answer, and shows it where it will be a page.

        `so_far`: what the answer goes on from; its page is there at once.
        """
        exchange = self.current.begin(record, pictures, so_far)
        if len(self.session.siblings(record)) == 1:
            self._emit(What.EXCHANGE_ADDED, exchange)
        else:
            self._emit(What.SESSION)
        if exchange.converts:
            self.shown = exchange
            self._emit(What.SHOWN, exchange)
        elif record.base != self.session.shown and (base := self.current.versions.get(record.base or "")):
            self.show_version(base)  # asked in the place of something earlier: of the page that was there then
        return exchange

    def show(self, exchange: Exchange) -> None:
        """Makes an exchange, with the version that it brought, the one that the panes show."""
        if exchange.version is None and exchange.phase.ended:
            return  # it has nothing to show
        version = exchange.version.id if exchange.version else None
        if self.shown is not exchange or self.session.shown != version:
            self.shown = exchange
            self.session.shown = version
            self._emit(What.SHOWN, exchange)

    def show_version(self, version: Version) -> None:
        """Makes any version the one that the panes show."""
        self.session.shown = version.id
        self.shown = self.current.bringer(version) or self.shown
        self._emit(What.SHOWN, self.shown)

    def add_revision(self, revision: Revision) -> Version:
        """Keeps a version that a person made and shows it."""
        version = self.current.keep(revision)
        self._emit(What.SHOWN, self.shown)
        return version

    def go_to(self, end: str | None) -> None:
        """Shows the branch that ends with an exchange, and its page; None: the beginning, before anything was said."""
        self.session.head = end
        self._show_latest(leaves=True)

    def open_new(self) -> OpenSession:
        """An empty session; nothing is kept of it until something is said."""
        return self._enter(OpenSession())

    def enter(self, session: str) -> bool:
        """Shows a session that is open already; False when it has to be loaded first."""
        if session in self._open and session != self.session.id:
            self._enter(self._open[session])
        return session in self._open

    def show_place(self, place: FoundPlace | None) -> None:
        """A place in the session that is shown, and the branch that it belongs to."""
        if place is None:
            return
        version = self.current.versions.get(place.version)
        brought = self.current.live.get(place.exchange) or (self.current.bringer(version) if version else None)
        if brought and not any(each is brought for each in self.exchanges):
            self.go_to(self.session.newest_end(brought.record))
        if version and version is not self.version:
            self.show_version(version)
        self.place = place
        self._emit(What.FOUND)

    def forget(self, session: str) -> None:
        """A session was deleted."""
        self._open.pop(session, None)
        if session == self.session.id:
            self.open_new()

    def apply(self, batch: Sequence[object]) -> None:
        """Folds notices of the asyncio thread into the state, in their order."""
        for notice in batch:
            match notice:
                case notices.EngineChanged(status=status):
                    self.engine = status
                    self._emit(What.ENGINE)
                case notices.PictureOpened() | notices.PictureTurnedAway():
                    self._apply_to_draft(notice)
                case notices.SessionLoaded(session=session):
                    if self.awaited and self.awaited.fits(session.id):  # else the person has gone elsewhere since
                        place, self.awaited = self.awaited.place, None
                        session.title = self.renamed.pop(session.id, session.title)
                        self._enter(self._open.get(session.id) or OpenSession.loaded(notice))
                        self.show_place(place)
                case notices.Listed():
                    self.listed = notice
                    self._emit(What.SESSIONS)
                case notices.SearchDone():
                    self.found = notice
                    self._emit(What.SESSIONS)
                case notices.DraftFound():
                    if self.awaited and self.awaited.fits(notice.session):
                        self._take_draft(notice, is_here=notice.session is None or notice.session in self._open)
                case notices.Saved() | notices.SavingFailed():
                    self.unkept = notice.sentence if isinstance(notice, notices.SavingFailed) else ""
                    self._emit(What.KEPT)
                case notices.ArchiveOpened(sentences=sentences):
                    self.unkept = sentences[-1] if notice.read_only else ""
                    self._emit(What.KEPT)
                    for sentence in sentences:
                        self.told = notices.Told(sentence, is_bad=True)
                        self._emit(What.TOLD)
                case notices.Told():
                    self.told = notice
                    self._emit(What.TOLD)
                case UnderWay():
                    self.under_way = notice
                    self._emit(What.UNDER_WAY)
                case notices.RevisionMeasured(session=session):
                    if place := self._open.get(session):
                        self._tell(place, [place.measured(notice)])
                case notices.SpotsFound(session=session):
                    if place := self._open.get(session):
                        self._tell(place, [place.looked_at(notice)])
                case _:
                    self._apply_to_exchange(notice)

    def _apply_to_exchange(self, notice: object) -> None:
        if not isinstance(notice, notices.OfExchange):
            raise TypeError(f"The store knows no notice of type {type(notice).__name__}.")
        # A session that was deleted meanwhile hears nothing more.
        if place := self.place_of(notice.exchange):
            self._tell(place, place.fold(notice))

    def _tell(self, place: OpenSession, changes: Sequence[Changed]) -> None:
        for changed in changes:
            if place is not self.current:
                if changed.what is What.ENDED:  # the composer is free again
                    self._emit(What.SESSIONS)
                continue
            exchange = place.live.get(changed.exchange)
            begins = changed.what is What.PAGE_GREW and self.version is None  # a first page that talk brings
            # A conversion brought nothing, and what was looked at before it is looked at again.
            came_back = self.version if exchange and exchange is self.shown and not exchange.has_brought else None
            if (begins or changed.what is What.PAGE_FINISHED) and self.shown is not exchange:
                self.shown = exchange
                self._emit(What.SHOWN, self.shown)
            elif changed.what is What.ENDED and came_back:
                self.show_version(came_back)
            self.changed.emit(changed)

    def _enter(self, place: OpenSession) -> OpenSession:
        self._open[place.session.id] = self._open.pop(place.session.id, place)
        for id in [each for each, it in self._open.items() if it is not place and not it.running][:-MAX_OPEN]:
            del self._open[id]
        self.current = place
        self._show_latest()
        return place

    def _show_latest(self, *, leaves: bool = False) -> None:
        self.shown = self.current.look_at_latest(leaves=leaves)
        self._emit(What.SESSION)
        self._emit(What.SHOWN, self.shown)
