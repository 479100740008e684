"""The archive: everything that was said and made, on the disk before anybody is told that it is kept.

One process writes, one call at a time; which thread makes the call does not matter. Every `keep_…` returns when a
power cut could not take it away any more, or raises ArchiveError and leaves everything as it was.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from moonpane.archive import growth, pictures, reading, schema, shown_pictures, thumbnails, writing
from moonpane.archive.backups import Backup
from moonpane.archive.bundle import write_bundle
from moonpane.archive.database import plain_errors, transaction
from moonpane.archive.foreign import read_bundle
from moonpane.archive.growth import NO_VARIANTS, Growth, Unfinished, Variants
from moonpane.archive.index import Index
from moonpane.archive.opening import Opened, open_folder
from moonpane.archive.parts import NO_PARTS, Parts, beside
from moonpane.archive.places import default_folder
from moonpane.archive.reading import Draft, SessionHead
from moonpane.archive.search import Found, search
from moonpane.archive.sweeping import forget_unused, sweep
from moonpane.archive.values import from_json, to_json
from moonpane.errors import ArchiveDamaged, ArchiveError
from moonpane.session import Attachment, Exchange, Revision, Session

BIN_S = 30 * 24 * 3600.0  # what was deleted can be brought back so long
INDEX_S = 0.05  # what a call may spend on the search index
SEARCH_LIMIT = 50
WORKPLACE_BYTES = 1 << 20


class Archive:
    """An open archive. Made by `open`, which is slow after a crash: call it off the Qt thread.

    Attributes:
        notices: what a person has to know of the opening, one sentence each.
        unfinished: answers that were being written when the last run ended; `load` gives them as stopped.
        read_only: nothing can be kept; `notices` says why.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._db = opened.db
        self._growth = Growth()
        self._index = Index(None if opened.read_only else opened.folder / "search.db", opened.db)
        self._has_thumbnails = False
        self._is_sound = True
        self.folder = opened.folder
        self.read_only = opened.read_only
        self.notices = tuple(opened.notices)
        self.unfinished: tuple[Unfinished, ...] = ()

    @classmethod
    def open(cls, folder: Path | None = None) -> "Archive":
        """The archive in `folder`, by default where this person's data belong; an empty one where there is none.

        Raises ArchiveInUse where another process has it, and ArchiveError where it can neither be made nor read.
        """
        folder = default_folder() if folder is None else folder
        with plain_errors(folder):
            archive = cls(open_folder(folder))
            try:
                if not archive.read_only:
                    archive.unfinished = tuple(growth.settle(archive._db, archive._opened.blobs))
            except BaseException:
                archive.close()
                raise
        return archive

    def close(self) -> None:
        """Lets another process have the archive. Nothing waits to be written."""
        self._index.close()
        with contextlib.suppress(sqlite3.Error):
            self._opened.close(is_sound=self._is_sound)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # -- looking ---------------------------------------------------------------------------------

    def sessions(self) -> list[SessionHead]:
        """All conversations, the one that was last worked on first."""
        with self._plain_errors():
            return reading.heads(self._db, deleted=False)

    def bin(self) -> list[SessionHead]:
        """What was deleted within the last 30 days."""
        with self._plain_errors():
            return reading.heads(self._db, deleted=True)

    def load(self, session_id: str) -> Session:
        """A whole conversation. A picture that the disk has lost is left out, and a remark says so."""
        with self._plain_errors():
            return reading.load(
                self._db,
                self._opened.blobs,
                session_id,
                is_growing=self._growth.is_growing,
                on_damage=self._met_damage,
            )

    def render_of(self, revision_id: str) -> bytes | None:
        """The picture of a version's page, as PNG."""
        with self._plain_errors():
            return reading.render_of(self._db, self._opened.blobs, revision_id)

    def draft(self, session_id: str | None) -> Draft:
        """What was typed and not sent in a conversation, or in none yet."""
        with self._plain_errors():
            return reading.draft(self._db, self._opened.blobs, session_id)

    def workplace(self) -> dict[str, Any]:
        """What `keep_workplace` was given last; empty where there is nothing."""
        with self._plain_errors():
            kept = from_json(schema.setting(self._db, "workplace"))
        return kept if isinstance(kept, dict) else {}

    def search(self, text: str, limit: int = SEARCH_LIMIT) -> Found:
        """Where all words of `text` are found, see `Hit`; of code only that which is looked at."""
        with self._plain_errors():
            return search(self._db, self._index, text, limit)

    # -- keeping ---------------------------------------------------------------------------------

    def keep_session(self, session: Session) -> None:
        """Title, times, head and shown; its exchanges and revisions are kept by themselves."""
        with self._writing() as db, transaction(db):
            writing.keep_session(db, session)

    def keep_exchange(self, session_id: str, exchange: Exchange) -> None:
        """A new exchange, or one that has changed, as a whole and with its pictures and recordings."""
        with self._writing() as db:
            asked = pictures.store(self._opened.blobs, exchange.asked.attachments)
            answered = pictures.store(self._opened.blobs, exchange.answer.attachments)
            with transaction(db):
                writing.keep_exchange(db, session_id, exchange, asked, answered)
            self._growth.took(exchange)
            self._has_thumbnails &= not asked
        self.catch_up(limit_s=INDEX_S)

    def checkpoint(self, exchange: Exchange, files: Mapping[str, str], variants: Variants = NO_VARIANTS) -> None:
        """What there is of a growing answer, its course and its files; only what came since the last call is written.

        `variants`: pages that are written beside each other for the same picture.
        """
        with self._writing() as db:
            self._growth.checkpoint(db, exchange, files, variants)

    def keep_revision(self, session_id: str, revision: Revision, render: bytes | None = None) -> None:
        """A version of the page and its picture; of one that is there, what was measured since."""
        with self._writing() as db:
            blob = self._opened.blobs.put(render) if render else None
            shown = shown_pictures.store(self._opened.blobs, revision.files)
            with transaction(db):
                writing.keep_revision(db, session_id, revision, blob, shown)
            self._has_thumbnails &= not blob
        self.catch_up(limit_s=INDEX_S)

    def keep_draft(
        self, session_id: str | None, text: str, attachments: Sequence[Attachment], parts: Parts = NO_PARTS
    ) -> None:
        """What is typed and not sent; nothing typed and nothing attached takes it away.

        `parts`: which of the attachments were cut from another picture, and where.
        """
        wholes, links = beside(attachments, parts)
        with self._writing() as db:
            stored = pictures.store(self._opened.blobs, [*attachments, *wholes])
            with transaction(db):
                writing.keep_draft(db, session_id, text, stored, links)

    def keep_workplace(self, workplace: Mapping[str, Any]) -> None:
        """What is open and where the window stands: plain data, at most 1 MiB as JSON."""
        text = to_json(workplace)
        if len(text) > WORKPLACE_BYTES:
            raise ValueError("A workplace is small: where the window is and what is open in it.")
        with self._writing() as db, transaction(db):
            schema.keep_setting(db, "workplace", text)

    def delete_session(self, session_id: str) -> None:
        """Puts a conversation into the bin, from which it can be restored for 30 days."""
        self._set_deleted(session_id, time.time())

    def restore_session(self, session_id: str) -> None:
        """Takes a conversation out of the bin."""
        self._set_deleted(session_id, None)

    def empty_bin(self, *, older_than_s: float = 0.0) -> int:
        """Deletes what is in the bin for good; returns how many conversations. Its pictures go with `tidy`."""
        before = time.time() - older_than_s
        with self._writing() as db, transaction(db):
            db.execute("DELETE FROM draft WHERE session IN (SELECT id FROM session WHERE deleted_at <= ?)", (before,))
            return db.execute("DELETE FROM session WHERE deleted_at <= ?", (before,)).rowcount

    # -- carrying away and caring for ------------------------------------------------------------

    def export_session(self, session_id: str, path: Path) -> None:
        """One conversation as a zip file; `docs/archive.md` describes it."""
        session = self.load(session_id)
        write_bundle(path, session, self.render_of)

    def import_session(self, path: Path) -> str:
        """The id of a new conversation, read from a zip file. Raises BundleRefused for what is not a safe one."""
        with self._writing() as db, read_bundle(path, self._opened.folder) as (session, renders):
            blobs = self._opened.blobs
            exchanges = [
                (each, pictures.store(blobs, each.asked.attachments), pictures.store(blobs, each.answer.attachments))
                for each in session.exchanges.values()
            ]
            drawn = {id: blobs.put(render) for id, render in renders.items()}
            shown = {each.id: shown_pictures.store(blobs, each.files) for each in session.revisions.values()}
            with transaction(db):
                writing.keep_session(db, session)
                for exchange, asked, answered in exchanges:
                    writing.keep_exchange(db, session.id, exchange, asked, answered)
                for revision in session.revisions.values():
                    writing.keep_revision(db, session.id, revision, drawn.get(revision.id), shown[revision.id])
        self._has_thumbnails = False
        self.catch_up(limit_s=INDEX_S)
        return session.id

    def backup(self) -> Backup | None:
        """A verified copy of the archive's file as it is now; None where nothing has changed since the last one.

        May run beside other calls, on another thread.
        """
        if self.read_only:
            return None
        with self._plain_errors():
            return self._opened.backups.make()

    def backups(self) -> list[Backup]:
        """The copies that there are, newest first."""
        with plain_errors(self.folder):
            return self._opened.backups.all()

    def catch_up(self, *, limit_s: float) -> bool:
        """Goes on with thumbnails and the search index; True when there is nothing left to do. Raises nothing."""
        if self.read_only:
            return True
        with contextlib.suppress(sqlite3.Error, OSError):
            if not self._has_thumbnails:
                self._has_thumbnails = thumbnails.make_missing(self._db, self._opened.blobs, at_most=1)
            return self._index.catch_up(limit_s=limit_s) and self._has_thumbnails
        return False

    def tidy(self) -> int:
        """Lets go of what nobody can get back any more; returns how many files went. For idle minutes."""
        self.empty_bin(older_than_s=BIN_S)
        with self._writing() as db:
            forget_unused(db)
            self._index.trim()
            return sweep(self._opened)

    def _set_deleted(self, session_id: str, when: float | None) -> None:
        with self._writing() as db, transaction(db):
            if not db.execute("UPDATE session SET deleted_at = ? WHERE id = ?", (when, session_id)).rowcount:
                raise ArchiveError("This conversation is not in the archive any more.")

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self.read_only:
            raise ArchiveError(" ".join(self.notices))
        with self._plain_errors():
            yield self._db

    @contextlib.contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            with plain_errors(self.folder):
                yield
        except ArchiveDamaged:
            self._met_damage()
            raise

    def _met_damage(self) -> None:
        """The next start repairs it, from the newest copy."""
        self._is_sound = False
