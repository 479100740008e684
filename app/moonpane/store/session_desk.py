"""What a person wants of the sessions: another one, a new one, none of an old one any more; each wish a method."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from moonpane.store.jobs import Jobs
from moonpane.store.keeper import Keeper
from moonpane.store.library import SESSION, Library
from moonpane.store.studio import Store

Spawn = Callable[[Coroutine[Any, Any, None]], None]


class SessionDesk:
    """The part of the desk where sessions lie."""

    def __init__(self, store: Store, jobs: Jobs, keeper: Keeper, library: Library, spawn: Spawn) -> None:
        self.store = store
        self._jobs = jobs
        self._keeper = keeper
        self._library = library
        self._spawn = spawn

    def note_text(self, text: str) -> None:
        """What is typed and not sent; `keep_draft` brings it to the disk."""
        self.store.draft_text = text

    def keep_draft(self) -> None:
        store = self.store
        session = store.session.id if store.session.exchanges else None
        attachments = [picture.attachment for picture in store.draft]
        self._keeper.keep_draft(session, store.draft_text, attachments)

    def new_session(self) -> None:
        """An empty session, with what was typed into the last empty one."""
        if self.store.session.exchanges:
            self._leave()
            self.store.open_new()
            self._spawn(self._library.find_draft(None))
            self._keeper.keep_workplace({SESSION: ""})

    def open_session(self, id: str) -> None:
        if id == self.store.session.id:
            return
        self._leave()
        self._spawn(self._library.find_draft(id) if self.store.enter(id) else self._library.open(id))
        self._keeper.keep_workplace({SESSION: id})

    def rename(self, id: str, title: str) -> None:
        if place := self.store.opened(id):
            place.session.title = title
            self._keeper.keep_session(place.session)
            self._spawn(self._library.list())
        else:
            self._spawn(self._library.rename(id, title))

    def delete(self, id: str) -> None:
        """Into the bin. An answer that grows in it is stopped."""
        place = self.store.opened(id)
        if place and place.running:
            self._spawn(self._jobs.stop(place.running.id))
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
        self._leave()
        self._spawn(self._library.bring_in(path))

    def _leave(self) -> None:
        self.keep_draft()
        self.store.draft_text = ""
        self.store.keep_in_draft([])

    def _keep(self) -> None:
        """The session's head; what is written is a copy, because the window goes on."""
        session = self.store.session
        if session.exchanges or session.revisions:
            self._keeper.keep_session(session)
            self._keeper.keep_workplace({SESSION: session.id})
            self._spawn(self._library.list())
