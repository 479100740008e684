"""Answers while they are written: only what was added since the last time is kept, and what a crash left is settled."""

import sqlite3
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from moonpane.archive import shown_pictures, writing
from moonpane.archive.blobs import Blobs
from moonpane.archive.database import transaction, value
from moonpane.archive.reading import grown
from moonpane.archive.values import REPLY, TOKENS, clean, one_of, real, sum_of, whole
from moonpane.artifact.pictures import without_pictures
from moonpane.errors import ArchiveError
from moonpane.session import Exchange, Revision, Stack

NOT_MEASURED = "Stopped before it was measured."

FILE = "file:"
VARIANT = "variant:"  # its number, another colon, and the path
Variants = Mapping[int, Mapping[str, str]]  # the files of each, by its number
NO_VARIANTS: Variants = MappingProxyType({})


@dataclass(frozen=True)
class Unfinished:
    """An answer that was being written when the app ended; what there was of it is kept and can be continued."""

    session_id: str
    exchange_id: str
    revision_id: str | None  # of the page so far, which is not complete; None without a page


class Growth:
    """What is known to be kept of the answers of this run."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, str]] = {}  # exchange → what → text so far

    def is_growing(self, exchange_id: str) -> bool:
        return exchange_id in self._kept

    def took(self, exchange: Exchange) -> None:
        """The exchange has just been kept as a whole."""
        self._kept.pop(exchange.id, None)
        if exchange.answer.status == "growing":
            self._kept[exchange.id] = _said(exchange)

    def checkpoint(
        self, db: sqlite3.Connection, exchange: Exchange, files: Mapping[str, str], variants: Variants
    ) -> None:
        """Keeps what an answer gained. Nothing, when it has ended meanwhile. Raises ArchiveError, sqlite3.Error."""
        answer = exchange.answer
        row = db.execute(
            "SELECT e.seq, t.seq, t.status FROM exchange e JOIN turn t ON t.exchange = e.seq AND t.role = 'assistant'"
            " WHERE e.id = ?",
            (exchange.id,),
        ).fetchone()
        if row is None:
            raise ArchiveError("The answer that is being written belongs to no question in the archive.")
        seq, turn, status = row
        if status != "growing":
            return
        before = self._kept[exchange.id] if exchange.id in self._kept else grown(db, seq)
        now = _said(exchange) | {FILE + path: text for path, text in files.items()}
        for number, each in variants.items():
            now |= {f"{VARIANT}{number}:{path}": text for path, text in each.items()}
        with transaction(db):
            for what in before.keys() - now.keys():
                db.execute("DELETE FROM growth WHERE exchange = ? AND what = ?", (seq, clean(what)))
            for what, text in now.items():
                if not text.startswith(known := before.get(what, "")):
                    db.execute("DELETE FROM growth WHERE exchange = ? AND what = ?", (seq, clean(what)))
                    known = ""
                writing.grow(db, seq, clean(what), clean(text[len(known) :]))
            db.execute(
                "UPDATE turn SET num_tokens = ?, prompt_tokens = ?, reasoning_s = ? WHERE seq = ?",
                (whole(answer.num_tokens), whole(answer.prompt_tokens), real(answer.reasoning_s), turn),
            )
            course = writing.course_text(exchange.course)
            db.execute("UPDATE exchange SET course = ? WHERE seq = ?", (course, seq))
        self._kept[exchange.id] = now


def _said(exchange: Exchange) -> dict[str, str]:
    """What `writing.keep_exchange` keeps of a growing answer."""
    answer = exchange.answer
    return {"text": answer.text, "reasoning": answer.reasoning, **writing.reply_texts(exchange)}


def settle(db: sqlite3.Connection, blobs: Blobs) -> list[Unfinished]:
    """Ends what was being written when the last run ended: text and page so far become what there is. One transaction.

    Raises sqlite3.Error.
    """
    left = db.execute(
        "SELECT t.seq, e.seq, e.id, e.kind, e.base, e.stack, s.id FROM turn t JOIN exchange e ON e.seq = t.exchange"
        " JOIN session s ON s.seq = e.session WHERE t.status = 'growing'"
    ).fetchall()
    if not left:
        return []
    with transaction(db):
        return [_settle(db, blobs, *each) for each in left]


def _settle(
    db: sqlite3.Connection,
    blobs: Blobs,
    turn: int,
    exchange: int,
    exchange_id: str,
    kind: str,
    base: str | None,
    stack: str,
    session_id: str,
) -> Unfinished:
    parts = grown(db, exchange)
    text, reasoning = parts.get("text", ""), parts.get("reasoning", "")
    # Its page may have been kept, and only the last word that the answer is done may be missing: it was measured then.
    is_whole = value(db, "SELECT 1 FROM revision WHERE exchange = ? AND is_complete", exchange_id) is not None
    status = "done" if is_whole and kind != "refine" else "stopped"  # a refinement has a whole page from the start
    db.execute(
        "UPDATE turn SET text = ?, reasoning = ?, sum = ?, status = ? WHERE seq = ?",
        (text, reasoning, sum_of(text, reasoning), status, turn),
    )
    if status == "done":
        writing.add_remark(db, exchange, NOT_MEASURED)
    writing.want_indexed(db, writing.SAID, turn)
    db.execute(
        "DELETE FROM growth WHERE exchange = ? AND (? OR what NOT GLOB ? AND what NOT GLOB ?)",
        (exchange, is_whole, f"{REPLY}*", f"{TOKENS}*"),
    )
    shown = {what.removeprefix(FILE): text for what, text in parts.items() if what.startswith(FILE)}
    left = [each for each in _variants(parts) if not _is_kept(db, exchange_id, each)]
    is_there = _is_kept(db, exchange_id, shown) or _is_same(db, base, shown)  # one of several, or what was gone on from
    if shown and not is_whole and not is_there:
        left = [*(each for each in left if each != shown), shown]
    parent = base if value(db, "SELECT 1 FROM revision WHERE id = ?", base) else None
    page: Revision | None = None
    for files in left:
        page = Revision(
            files,
            uuid.uuid4().hex,
            exchange_id,
            parent,
            stack=one_of(stack, Stack, "html"),
            is_complete=False,
            created_at=time.time(),
        )
        writing.keep_revision(db, session_id, page, None, shown_pictures.store(blobs, files))
    if page is None or is_whole:
        return Unfinished(session_id, exchange_id, None)
    db.execute("UPDATE session SET shown = ? WHERE id = ?", (page.id, session_id))
    return Unfinished(session_id, exchange_id, page.id)


def _variants(parts: Mapping[str, str]) -> list[dict[str, str]]:
    """The files of each variant that was being written."""
    found: dict[str, dict[str, str]] = {}
    for what, text in parts.items():
        if what.startswith(VARIANT):
            number, _, path = what.removeprefix(VARIANT).partition(":")
            found.setdefault(number, {})[path] = text
    return list(found.values())


def _is_kept(db: sqlite3.Connection, exchange_id: str, files: Mapping[str, str]) -> bool:
    """Whether a variant had just become a version, which is what it had grown to or more."""
    begun = (
        "SELECT 1 FROM revision r JOIN revision_file f ON f.revision = r.seq JOIN text x ON x.digest = f.text"
        " WHERE r.exchange = ? AND f.path = ? AND substr(x.content, 1, ?) = ?"
    )
    texts = without_pictures(files)
    return all(value(db, begun, exchange_id, path, len(text), text) for path, text in texts.items())


def _is_same(db: sqlite3.Connection, revision_id: str | None, files: Mapping[str, str]) -> bool:
    """Whether a page that was to be continued is what it was."""
    same = (
        "SELECT 1 FROM revision r JOIN revision_file f ON f.revision = r.seq JOIN text x ON x.digest = f.text"
        " WHERE r.id = ? AND f.path = ? AND x.content = ?"
    )
    return all(value(db, same, revision_id, path, text) for path, text in without_pictures(files).items())
