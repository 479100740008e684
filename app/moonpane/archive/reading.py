"""Rows into sessions. What a damaged file may have lost is left out, so that the rest can be looked at."""

import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from moonpane.archive import parts, shown_pictures
from moonpane.archive.blobs import Blobs
from moonpane.archive.database import value
from moonpane.archive.parts import Part, Parts
from moonpane.archive.pictures import Reader
from moonpane.archive.values import REPLY, TOKENS, digest_of, from_json, one_of, sum_of
from moonpane.course import Course
from moonpane.errors import ArchiveError
from moonpane.session import Attachment, Exchange, Kind, Origin, Reply, Revision, Session, Stack, Status, Turn

_TOKEN_IDS = re.compile(r"([0-9]{1,9} )+")


@dataclass(frozen=True)
class SessionHead:
    """What a list of conversations shows of one."""

    id: str
    title: str
    created_at: float
    updated_at: float
    num_exchanges: int
    picture: str | None = None  # digest of the first one
    thumbnail: bytes | None = None  # of that picture: a PNG of at most 128 × 96 px
    deleted_at: float | None = None  # when it was put into the bin


@dataclass(frozen=True)
class Draft:
    """What was typed and not sent."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    parts: Parts = field(default_factory=dict)  # which of these are parts, and of what


class _Reader(Reader):
    def __init__(self, db: sqlite3.Connection, blobs: Blobs) -> None:
        super().__init__(db, blobs)
        self.damaged: list[bool] = []  # for each text that was read
        self.shown: dict[tuple[str, str], str] = {}  # (path, digest) → text of a picture that versions show


def heads(db: sqlite3.Connection, *, deleted: bool) -> list[SessionHead]:
    """All conversations, or all in the bin; the one that was last worked on first."""
    rows = db.execute(
        "SELECT s.id, s.title, s.created_at, s.updated_at, s.num_exchanges, s.picture, t.png, s.deleted_at"
        " FROM session s LEFT JOIN thumbnail t ON t.digest = s.picture"
        f" WHERE s.deleted_at IS {'NOT NULL' if deleted else 'NULL'} ORDER BY s.updated_at DESC, s.seq DESC"
    )
    return [SessionHead(*row) for row in rows]


def load(
    db: sqlite3.Connection,
    blobs: Blobs,
    session_id: str,
    *,
    is_growing: Callable[[str], bool],
    on_damage: Callable[[], None],
) -> Session:
    """The whole conversation. Answers that nobody writes any more are "stopped". Raises ArchiveError, sqlite3.Error.

    `on_damage`: called where words are not what they were; they are returned as they are now.
    """
    row = db.execute(
        "SELECT seq, title, created_at, updated_at, head, shown FROM session WHERE id = ?", (session_id,)
    ).fetchone()
    if row is None:
        raise ArchiveError("This conversation is not in the archive any more.")
    seq, title, created_at, updated_at, head, shown = row
    session = Session(session_id, title, created_at, updated_at)
    reader = _Reader(db, blobs)
    for exchange in db.execute(
        "SELECT seq, id, kind, parent, base, stack, thinking, model, created_at, remarks, course FROM exchange"
        " WHERE session = ? ORDER BY seq",
        (seq,),
    ).fetchall():
        if found := _exchange(db, reader, exchange, session, is_growing):
            session.exchanges[found.id] = found
    for revision in db.execute(
        "SELECT seq, id, exchange, parent, origin, stack, is_complete, figures, created_at FROM revision"
        " WHERE session = ? ORDER BY seq",
        (seq,),
    ).fetchall():
        found = _revision(db, reader, revision, session)
        session.revisions[found.id] = found
        _tell_of_lost_pictures(reader, found, session)
    for each in session.exchanges.values():
        each.base = each.base if each.base in session.revisions else None
    if any(reader.damaged):
        on_damage()
    session.head = head if head in session.exchanges else _last(session.exchanges)
    session.shown = shown if shown in session.revisions else _last(session.revisions)
    return session


def render_of(db: sqlite3.Connection, blobs: Blobs, revision_id: str) -> bytes | None:
    """The picture of a version's page, as PNG, where there is one."""
    digest = value(db, "SELECT render FROM revision WHERE id = ?", revision_id)
    return Reader(db, blobs).bytes(digest) if digest else None


def draft(db: sqlite3.Connection, blobs: Blobs, session_id: str | None) -> Draft:
    row = db.execute("SELECT seq, text FROM draft WHERE session = ?", (session_id or "",)).fetchone()
    if row is None:
        return Draft()
    seq, text = row
    found = Reader(db, blobs).by_position("draft", seq)
    links = parts.load(db, seq)
    wholes = {whole for part, whole, *_ in links if part in found}  # of a part that is lost the whole is shown
    listed = [position for position in found if position not in wholes]
    known = {
        listed.index(part): Part(found[whole], (x, y, width, height))
        for part, whole, x, y, width, height in links
        if part in listed and whole in found
    }
    return Draft(text, tuple(found[position] for position in listed), known)


def grown(db: sqlite3.Connection, exchange: int) -> dict[str, str]:
    """What there is of an answer that is being written: its text, its reasoning, and files by `file:` and path.

    Of one that has ended, but not with a whole page, the replies by `reply:` and key.
    """
    parts: dict[str, list[str]] = {}
    for what, piece in db.execute("SELECT what, piece FROM growth WHERE exchange = ? ORDER BY seq", (exchange,)):
        parts.setdefault(what, []).append(piece)
    return {what: "".join(pieces) for what, pieces in parts.items()}


def _exchange(
    db: sqlite3.Connection, reader: _Reader, row: tuple[Any, ...], session: Session, is_growing: Callable[[str], bool]
) -> Exchange | None:
    seq, id, kind, parent, base, stack, thinking, model, created_at, remarks, course = row
    asked, answer = _turn(db, reader, seq, "user"), _turn(db, reader, seq, "assistant")
    if asked is None:
        return None
    answer = answer or Turn("assistant", status="stopped")
    parts = grown(db, seq)
    if answer.status == "growing":
        answer.text += parts.get("text", "")
        answer.reasoning += parts.get("reasoning", "")
        answer.status = "growing" if is_growing(id) else "stopped"
    said = from_json(remarks)
    lost = reader.told_missing()
    return Exchange(
        one_of(kind, Kind, "talk"),
        asked,
        answer,
        id,
        parent=parent if parent in session.exchanges else None,
        base=base,
        stack=one_of(stack, Stack, "html"),
        thinking=bool(thinking),
        model=model,
        created_at=created_at,
        remarks=(*(str(each) for each in (said if isinstance(said, list) else ())), *lost),
        course=Course.of(from_json(course)),
        replies=_replies(parts),
    )


def _replies(parts: Mapping[str, str]) -> dict[str, Reply]:
    """Of what `grown` found; one whose words are not what they were is not whole any more."""
    found = dict[str, Reply]()
    for what, text in parts.items():
        if what.startswith(REPLY):
            key, _, sum = what.removeprefix(REPLY).partition(":")
            tokens = parts.get(f"{TOKENS}{key}", "")
            token_ids = tuple(map(int, tokens.split())) if _TOKEN_IDS.fullmatch(tokens) else ()
            found[key] = Reply(text, sum == str(sum_of(text, "")), token_ids)
    return found


def _turn(db: sqlite3.Connection, reader: _Reader, exchange: int, role: str) -> Turn | None:
    row = db.execute(
        "SELECT seq, text, reasoning, reasoning_s, status, error, num_tokens, prompt_tokens, sum FROM turn"
        " WHERE exchange = ? AND role = ?",
        (exchange, role),
    ).fetchone()
    if row is None:
        return None
    seq, text, reasoning, reasoning_s, status, error, num_tokens, prompt_tokens, sum = row
    reader.damaged.append(sum != sum_of(text, reasoning))
    return Turn(
        "user" if role == "user" else "assistant",
        text,
        reader.attachments("turn", seq),
        reasoning,
        reasoning_s,
        one_of(status, Status, "stopped"),
        error,
        num_tokens,
        prompt_tokens,
    )


def _revision(db: sqlite3.Connection, reader: _Reader, row: tuple[Any, ...], session: Session) -> Revision:
    seq, id, exchange, parent, origin, stack, is_complete, figures, created_at = row
    files = db.execute(
        "SELECT f.path, t.content, t.digest FROM revision_file f JOIN text t ON t.digest = f.text WHERE f.revision = ?"
        " ORDER BY f.seq",
        (seq,),
    ).fetchall()
    reader.damaged += (digest != digest_of(content) for _, content, digest in files)
    measured = from_json(figures)
    return Revision(
        {path: content for path, content, _ in files} | shown_pictures.load(db, reader, reader.shown, seq),
        id,
        exchange if exchange in session.exchanges else None,
        parent if parent in session.revisions else None,
        one_of(origin, Origin, "model"),
        one_of(stack, Stack, "html"),
        bool(is_complete),
        measured if isinstance(measured, dict) and "overall" in measured else None,
        created_at,
    )


def _tell_of_lost_pictures(reader: _Reader, revision: Revision, session: Session) -> None:
    """Beside the question that the version answers, or the last one: many versions may have lost the same picture."""
    if not (lost := reader.told_missing()):
        return
    known = {remark for each in session.exchanges.values() for remark in each.remarks}
    if told := session.exchanges.get(revision.exchange or _last(session.exchanges) or ""):
        told.remarks = (*told.remarks, *(sentence for sentence in lost if sentence not in known))


def _last(things: dict[str, Any]) -> str | None:
    return next(reversed(things), None)
