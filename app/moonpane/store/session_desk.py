"""Which session is worked in, and what is typed into it and not sent. Lives on the Qt thread, see `Desk`.

While another session is on its way, what the composer holds is nobody's: it is kept for neither, and joins the draft
that comes.
"""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from moonpane.archive import Part
from moonpane.session import Session, Stack
from moonpane.store import notices
from moonpane.store.awaited import Awaited
from moonpane.store.found_place import FoundPlace
from moonpane.store.options import Options
from moonpane.store.studio import Store
from moonpane.store.work.jobs import Jobs
from moonpane.store.work.keeper import Keeper
from moonpane.store.work.library import SESSION, STACK, Library

Spawn = Callable[[Coroutine[Any, Any, None]], None]


class SessionDesk:
    """Each wish is a method; it changes the store at once and starts the work that follows."""

    def __init__(self, store: Store, jobs: Jobs, keeper: Keeper, library: Library, spawn: Spawn) -> None:
        self.store = store
        self._jobs = jobs
        self._keeper = keeper
        self._library = library
        self._spawn = spawn
        self.options = Options()  # what the next message is sent with
        self.new_stack: Stack | None = None  # chosen since the last message

    # -- what is typed -----------------------------------------------------------------------------

    def note_text(self, text: str) -> None:
        """What is typed and not sent; `keep_draft` brings it to the disk."""
        self.store.draft_text = text

    def keep_draft(self) -> None:
        """Text and pictures of the composer, unless they are nobody's."""
        store = self.store
        if store.awaited is None:
            attachments = [picture.attachment for picture in store.draft]
            parts = {
                index: Part(picture.whole.attachment, picture.place)
                for index, picture in enumerate(store.draft)
                if picture.whole and picture.place
            }
            self._keeper.keep_draft(self._draft_key, store.draft_text, attachments, parts)

    def wish_for(self, options: Options) -> None:
        """What the next messages are sent with."""
        if self.has_new_stack or options.stack != self.options.stack:
            self.new_stack = options.stack
        self.options = options
        if self.store.awaited is None:
            self._keep_workplace(self._draft_key or "")

    @property
    def has_new_stack(self) -> bool:
        """Whether a person has chosen it since the last message."""
        return self.new_stack is not None

    def take_draft(self, found: notices.DraftFound) -> bool:
        """What was typed and not sent, unless the person has gone elsewhere since; whether options come with it."""
        is_awaited = self.store.awaited is not None and self.store.awaited.fits(found.session)
        self.store.apply([found])
        if not is_awaited or found.stack is None:
            return False
        self.options, self.new_stack = replace(self.options, stack=found.stack), found.stack
        return True

    def _settle(self) -> bool:
        """Work begins here, nothing else is waited for. Whether the composer held the draft of empty sessions."""
        held_it = self.store.awaited is None and self.store.session.is_empty
        self.store.awaited = None
        return held_it

    def _move_in(self, held_it: bool) -> None:
        """The draft of empty sessions was sent, or belongs to what this one has become."""
        if held_it:
            self._keeper.keep_draft(None, "", ())
        self.keep_draft()

    @property
    def _draft_key(self) -> str | None:
        """What drafts are kept under: all empty sessions have one together."""
        return None if self.store.session.is_empty else self.store.session.id

    # -- which session -----------------------------------------------------------------------------

    def open_last(self) -> None:
        """Goes on where the studio was left."""
        self.store.expect(Awaited(whichever=True))
        self._spawn(self._library.open_last())

    def make_room(self) -> None:
        """An empty session and an empty composer, for a picture that is converted at once; drafts stay on the disk."""
        if not self.store.session.is_empty:
            self._keep_workplace("")
        self._leave(Awaited(nothing=True))
        if not self.store.session.is_empty:
            self.store.open_new()

    def new_session(self) -> None:
        """An empty session, with what was typed into the last empty one."""
        if not self.store.session.is_empty or self.store.awaited is not None:
            self._leave(Awaited())
            if not self.store.session.is_empty:
                self.store.open_new()
            self._spawn(self._library.find_draft(None))
            self._keep_workplace("")

    def open_session(self, id: str) -> None:
        if id != self.store.session.id or self.store.awaited is not None:
            self._open(Awaited(id))

    def open_place(self, place: FoundPlace) -> None:
        """A session, and in it what a search found."""
        if place.session != self.store.session.id or self.store.awaited is not None:
            self._open(Awaited(place.session, place=place))
        else:
            self.store.show_place(place)

    def _open(self, awaited: Awaited) -> None:
        id = awaited.session or ""
        self._leave(awaited)
        if self.store.enter(id):
            self._spawn(self._library.find_draft(id))
            self.store.show_place(awaited.place)
        else:
            self._spawn(self._library.open(id))
        self._keep_workplace(id)

    def stay(self, failed: str | None) -> None:
        """A session could not be opened (None: whichever it was): what was typed here comes back."""
        awaited = self.store.awaited
        if awaited and ((failed is None and awaited.whichever) or (failed and awaited.session == failed)):
            key = self._draft_key
            self.store.expect(Awaited(key))
            self._spawn(self._library.find_draft(key))
            self._keep_workplace(key or "")

    def find_draft(self) -> None:
        """Nothing was begun after `make_room`."""
        if self.store.awaited and self.store.awaited.nothing:
            self.store.awaited = Awaited(self._draft_key)
            self._spawn(self._library.find_draft(self._draft_key))

    def rename(self, id: str, title: str) -> None:
        if place := self.store.opened(id):
            place.session.title = title
            self._keeper.keep_session(place.session)
            self._spawn(self._library.list())
        else:
            self.store.renamed[id] = title  # it may just be read, with the former title
            self._spawn(self._library.rename(id, title))

    def delete(self, id: str) -> None:
        """Into the bin. An answer that grows in it is stopped."""
        place = self.store.opened(id)
        if place and place.running:
            self._spawn(self._jobs.stop(place.running.id))
        if id == self.store.session.id:
            self._leave(Awaited())
            self._spawn(self._library.find_draft(None))
        else:
            self.stay(id)  # it may just be read
        self.store.forget(id)
        self._spawn(self._library.delete(id))

    def restore(self, id: str) -> None:
        self._spawn(self._library.restore(id))

    def empty_bin(self) -> None:
        self._spawn(self._library.empty_bin())

    def search(self, words: str) -> None:
        self._spawn(self._library.search(words))

    def export_session(self, id: str, path: Path) -> None:
        self._spawn(self._library.carry_out(id, path))

    def import_session(self, path: Path) -> None:
        self._leave(Awaited(whichever=True))
        self._spawn(self._library.bring_in(path))

    def keep_progress(self, batch: Sequence[object]) -> None:
        """Which version is looked at changes when an answer brings one, in whichever session; after it was folded."""
        moved: dict[str, Session] = {}
        for notice in batch:
            match notice:
                case notices.RevisionMade() | notices.VersionPreferred() | notices.ExchangeEnded():
                    if place := self.store.place_of(notice.exchange):
                        moved[place.session.id] = place.session
                case notices.RevisionMeasured(session=id):
                    place = self.store.opened(id)
                    if place and not any(each.asked.attachments for each in place.session.exchanges.values()):
                        self._spawn(self._library.list())  # without a mockup it is known by its page
        for session in moved.values():
            self._keeper.keep_session(session)

    def keep_looked_at(self) -> None:
        """Another branch or version of the shown session is looked at."""
        self._keep()

    def _keep_workplace(self, session: str) -> None:
        chosen = {STACK: self.new_stack} if self.new_stack else {}
        self._keeper.keep_workplace({SESSION: session} | chosen)

    def _leave(self, awaited: Awaited) -> None:
        self.keep_draft()
        if not awaited.nothing:
            self.new_stack = None  # it was chosen for what is said here
        self.store.expect(awaited)

    def _keep(self) -> None:
        """The session's head; what is written is a copy, because the window goes on."""
        session = self.store.session
        if not session.is_empty:
            self._keeper.keep_session(session)
            self._keep_workplace(session.id)
            if self._is_news(session):
                self._spawn(self._library.list())

    def _is_news(self, session: Session) -> bool:
        """Whether the list of sessions shows anything else of it by now: which version is looked at it does not say."""
        head = next((head for head in self.store.listed.heads if head.id == session.id), None)
        return (
            head is None
            or (head.title, head.num_exchanges) != (session.title, len(session.exchanges))
            or head.updated_at < session.updated_at
            or (head.picture is not None and head.thumbnail is None)  # it was not made yet
        )
