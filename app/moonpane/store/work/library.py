"""The sessions that there are, on the asyncio thread: list, open, search, rename, bin, carry away, back up."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from moonpane.archive import Archive, Part
from moonpane.errors import MoonpaneError
from moonpane.session import STACKS, Attachment, Session, Stack
from moonpane.store import notices
from moonpane.store.model import Picture, Render
from moonpane.store.models.engine_keeper import Post
from moonpane.store.under_way import under_way
from moonpane.store.work.keeper import Keeper
from moonpane.store.work.pictures import decoded, image_of, render_of

translate = QCoreApplication.translate

BACKUP_S = 600.0
SESSION = "session"  # of the workplace: the id of the one that is open
STACK = "stack"  # what the draft is to become, where that was chosen for it
MAX_RENDERED = 60  # pictures of versions that are read with a session, the newest; the others are drawn when looked at


class Library:
    """Every method ends with notices and raises nothing that a person could cause."""

    def __init__(self, keeper: Keeper, post: Post) -> None:
        self._keeper = keeper
        self._post = post
        self._thumbnails: dict[str, QImage] = {}

    async def list(self) -> None:
        """Tells which sessions there are."""
        with self._told():
            await self._list()

    async def open(self, session: str) -> None:
        """Reads a session with its pictures; what was typed into it comes first, so that it is there at once."""
        with self._opens(session):
            await self._open(session)

    async def open_last(self) -> None:
        """Reads the session that was open when the studio was left, if any; its draft, too."""
        await self._keeper.opened()
        with self._opens():
            workplace = await self._keeper.ask(Archive.workplace)
            session = workplace.get(SESSION)
            known = {head.id for head in await self._keeper.ask(Archive.sessions)}
            stack = wanted if (wanted := workplace.get(STACK)) in STACKS else None
            if isinstance(session, str) and session in known:
                await self._open(session, stack)
            else:
                await self._find_draft(None, stack)
            await self._list()

    async def search(self, words: str) -> None:
        with self._told():
            found = await self._keeper.ask(lambda archive: archive.search(words))
            self._post(notices.SearchDone(words, found))

    async def rename(self, session: str, title: str) -> None:
        with self._told():
            # In one call: between two, another state of it could be kept.
            await self._keeper.ask(lambda archive: archive.keep_session(replace(archive.load(session), title=title)))
            await self._list()

    async def delete(self, session: str) -> None:
        await self._change(lambda archive: archive.delete_session(session))

    async def restore(self, session: str) -> None:
        await self._change(lambda archive: archive.restore_session(session))

    async def empty_bin(self) -> None:
        await self._change(lambda archive: archive.empty_bin())

    async def carry_out(self, session: str, path: Path) -> None:
        """Writes a session as a zip file."""
        with self._told():
            with under_way(self._post, translate("Store", "Writing {name}").format(name=path.name)):
                await self._keeper.ask(lambda archive: archive.export_session(session, path))
            self._post(notices.Told(translate("Store", "Exported to {path}.").format(path=path)))

    async def bring_in(self, path: Path) -> None:
        """Reads a session from a zip file and opens it."""
        with self._opens():
            with under_way(self._post, translate("Store", "Reading {name}").format(name=path.name)):
                session = await self._keeper.ask(lambda archive: archive.import_session(path))
            await self._list()
            await self._open(session)

    async def care(self) -> None:
        """A verified copy every ten minutes; until cancelled."""
        while True:
            await asyncio.sleep(BACKUP_S)
            await self._keeper.back_up()

    async def _change(self, change: Callable[[Archive], object]) -> None:
        with self._told():
            await self._keeper.ask(change)
            await self._list()

    async def _list(self) -> None:
        heads = tuple(await self._keeper.ask(Archive.sessions))
        deleted = tuple(await self._keeper.ask(Archive.bin))
        for head in (*heads, *deleted):
            if head.picture and head.thumbnail and head.picture not in self._thumbnails:
                self._thumbnails[head.picture] = image_of(head.thumbnail)
        self._post(notices.Listed(heads, deleted, dict(self._thumbnails)))

    async def _open(self, id: str, stack: Stack | None = None) -> None:
        session = await self._keeper.ask(lambda archive: archive.load(id))
        await self._find_draft(id, stack)
        self._post(await self._loaded(session))

    async def _loaded(self, session: Session) -> notices.SessionLoaded:
        attachments = {each.digest: each for one in session.exchanges.values() for each in one.asked.attachments}
        pictures = {digest: await asyncio.to_thread(decoded, each) for digest, each in attachments.items()}
        renders: dict[str, Render] = {}
        for revision in list(session.revisions)[-MAX_RENDERED:]:
            render = await self._keeper.ask(lambda archive, revision=revision: archive.render_of(revision))
            if render:
                renders[revision] = await asyncio.to_thread(render_of, render)
        return notices.SessionLoaded(session, pictures, renders)

    async def find_draft(self, session: str | None) -> None:
        """Tells what was typed into a session and not sent; nothing, where that cannot be read."""
        try:
            await self._find_draft(session)
        except MoonpaneError as error:
            self._post(notices.Told(str(error), is_bad=True))
            self._post(notices.DraftFound(session, "", ()))

    async def _find_draft(self, session: str | None, stack: Stack | None = None) -> None:
        draft = await self._keeper.ask(lambda archive: archive.draft(session))
        pictures = [
            await asyncio.to_thread(_restored, each, draft.parts.get(index))
            for index, each in enumerate(draft.attachments)
        ]
        chosen = stack if draft.text or pictures else None
        self._post(notices.DraftFound(session, draft.text, tuple(pictures), chosen))

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except MoonpaneError as error:
            self._post(notices.Told(str(error), is_bad=True))

    @contextlib.contextmanager
    def _opens(self, session: str | None = None) -> Iterator[None]:
        try:
            yield
        except MoonpaneError as error:
            self._post(notices.Told(str(error), is_bad=True))
            self._post(notices.OpeningFailed(session))


def _restored(attachment: Attachment, part: Part | None) -> Picture:
    """A picture of a draft, with what it is a part of."""
    picture = decoded(attachment)
    return picture if part is None else replace(picture, whole=decoded(part.whole), place=part.place)
