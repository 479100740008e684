"""Sessions, exchanges and revisions into rows. Every function works inside a transaction that its caller began."""

import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from moonpane.archive import parts, pictures, shown_pictures
from moonpane.archive.blobs import Blob
from moonpane.archive.database import value
from moonpane.archive.parts import Link
from moonpane.archive.pictures import Stored
from moonpane.archive.values import REPLY, TOKENS, clean, digest_of, from_json, real, sum_of, to_json, whole
from moonpane.course import Course
from moonpane.session import NEW_TITLE, Exchange, Revision, Session, Turn

SAID, CODE = "said", "code"  # what the search index tells apart: turns with all their words, texts of files


def keep_session(db: sqlite3.Connection, session: Session) -> None:
    """Title, times, which branch and version is looked at; neither exchanges nor revisions."""
    db.execute(
        "INSERT INTO session (id, title, created_at, updated_at, head, shown) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, created_at = excluded.created_at,"
        " updated_at = max(updated_at, excluded.updated_at), head = excluded.head, shown = excluded.shown",
        (
            session.id,
            clean(session.title),
            real(session.created_at),
            real(session.updated_at),
            session.head,
            session.shown,
        ),
    )


def add_remark(db: sqlite3.Connection, exchange: int, sentence: str) -> None:
    """One sentence more beside an answer."""
    said = from_json(value(db, "SELECT remarks FROM exchange WHERE seq = ?", exchange))
    remarks = [*(said if isinstance(said, list) else ()), sentence]
    db.execute("UPDATE exchange SET remarks = ? WHERE seq = ?", (to_json(remarks), exchange))


def keep_exchange(
    db: sqlite3.Connection, session_id: str, exchange: Exchange, asked: Sequence[Stored], answered: Sequence[Stored]
) -> None:
    """The whole exchange as it is now. A growing answer's text goes into pieces, see `growth`."""
    session = _session(db, session_id)
    seq = value(
        db,
        "INSERT INTO exchange (id, session, parent, base, kind, stack, thinking, model, created_at, remarks, course)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET parent = excluded.parent,"
        " base = excluded.base, kind = excluded.kind, stack = excluded.stack, thinking = excluded.thinking,"
        " model = excluded.model, remarks = excluded.remarks, course = excluded.course RETURNING seq",
        exchange.id,
        session,
        exchange.parent,
        exchange.base,
        exchange.kind,
        exchange.stack,
        bool(exchange.thinking),
        clean(exchange.model),
        real(exchange.created_at),
        to_json(list(exchange.remarks)),
        course_text(exchange.course),
    )
    _keep_turn(db, seq, exchange.asked, asked)
    _keep_turn(db, seq, exchange.answer, answered)
    for what, text in reply_texts(exchange).items():
        grow(db, seq, what, text)
    db.execute(
        "UPDATE session SET updated_at = max(updated_at, ?), picture = coalesce(picture, ?),"
        " num_exchanges = (SELECT count(*) FROM exchange WHERE session = ?) WHERE seq = ?",
        (real(exchange.created_at), asked[0].png.digest if asked else None, session, session),
    )


def keep_revision(
    db: sqlite3.Connection, session_id: str, revision: Revision, render: Blob | None, shown: Mapping[str, Blob]
) -> None:
    """A version with its files, or what was measured of one that is there. Without `render` the old one stays.

    `shown`: those of its files that are pictures.
    """
    if render is not None:
        pictures.keep_blob(db, render)
    session = _session(db, session_id)
    was_there = value(db, "SELECT seq FROM revision WHERE id = ?", revision.id) is not None
    seq = value(
        db,
        "INSERT INTO revision (id, session, exchange, parent, origin, stack, is_complete, figures, render, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " is_complete = excluded.is_complete, figures = coalesce(excluded.figures, figures),"
        " render = coalesce(excluded.render, render) RETURNING seq",
        revision.id,
        session,
        revision.exchange,
        revision.parent,
        revision.origin,
        revision.stack,
        bool(revision.is_complete),
        None if revision.figures is None else to_json(revision.figures),
        render.digest if render else None,
        real(revision.created_at),
    )
    if render:
        _know_by_page(db, session, seq, render)
    if not was_there:
        _keep_files(db, seq, {path: text for path, text in revision.files.items() if path not in shown})
        shown_pictures.keep(db, seq, shown)


def _know_by_page(db: sqlite3.Connection, session: int, revision: int, render: Blob) -> None:
    """A conversation without a mockup is known by its page, as it was made last."""
    db.execute(
        "UPDATE session SET picture = ? WHERE seq = ? AND (picture IS NULL OR picture NOT IN (SELECT a.png"
        " FROM attachment a JOIN turn t ON a.turn = t.seq JOIN exchange e ON t.exchange = e.seq WHERE e.session = ?))"
        " AND NOT EXISTS (SELECT 1 FROM revision WHERE session = ? AND seq > ? AND render IS NOT NULL)",
        (render.digest, session, session, session, revision),
    )


def keep_draft(
    db: sqlite3.Connection, session_id: str | None, text: str, stored: Sequence[Stored], links: list[Link]
) -> None:
    """What is typed and not sent; nothing typed and nothing attached leaves no row.

    `links`: which of `stored` are the wholes of which others.
    """
    if not text and not stored:
        db.execute("DELETE FROM draft WHERE session = ?", (session_id or "",))
        return
    seq = value(
        db,
        "INSERT INTO draft (session, text) VALUES (?, ?)"
        " ON CONFLICT (session) DO UPDATE SET text = excluded.text RETURNING seq",
        session_id or "",
        clean(text),
    )
    pictures.keep(db, "draft", seq, stored)
    parts.keep(db, seq, links)


def want_indexed(db: sqlite3.Connection, kind: str, ref: int) -> None:
    db.execute("INSERT INTO unindexed (kind, ref) VALUES (?, ?)", (kind, ref))


def _session(db: sqlite3.Connection, session_id: str) -> int:
    """Its row; one without a title yet where what is in it is kept before it, so that nothing can be lost."""
    if (seq := value(db, "SELECT seq FROM session WHERE id = ?", session_id)) is None:
        now = time.time()
        db.execute(
            "INSERT INTO session (id, title, created_at, updated_at) VALUES (?, ?, ?, ?)",
            (session_id, NEW_TITLE, now, now),
        )
        seq = value(db, "SELECT seq FROM session WHERE id = ?", session_id)
    return seq


def _keep_turn(db: sqlite3.Connection, exchange: int, turn: Turn, stored: Sequence[Stored]) -> None:
    grows = turn.status == "growing"
    text, reasoning = ("", "") if grows else (clean(turn.text), clean(turn.reasoning))
    before = db.execute(
        "SELECT text, reasoning FROM turn WHERE exchange = ? AND role = ?", (exchange, turn.role)
    ).fetchone()
    seq = value(
        db,
        "INSERT INTO turn (exchange, role, text, reasoning, reasoning_s, status, error, num_tokens, prompt_tokens, sum)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (exchange, role) DO UPDATE SET text = excluded.text,"
        " reasoning = excluded.reasoning, reasoning_s = excluded.reasoning_s, status = excluded.status,"
        " error = excluded.error, num_tokens = excluded.num_tokens, prompt_tokens = excluded.prompt_tokens,"
        " sum = excluded.sum RETURNING seq",
        exchange,
        turn.role,
        text,
        reasoning,
        real(turn.reasoning_s),
        turn.status,
        None if turn.error is None else clean(turn.error),
        whole(turn.num_tokens),
        whole(turn.prompt_tokens),
        sum_of(text, reasoning),
    )
    has_others = pictures.keep(db, "turn", seq, stored)
    if turn.role == "assistant":
        db.execute("DELETE FROM growth WHERE exchange = ?", (exchange,))
        if grows:
            grow(db, exchange, "text", clean(turn.text))
            grow(db, exchange, "reasoning", clean(turn.reasoning))
    if has_others or (text, reasoning) not in (before, ("", "")):
        want_indexed(db, SAID, seq)


def course_text(course: Course) -> str:
    """What `Course.of` makes a course of again, by way of JSON."""
    return to_json(asdict(course))


def reply_texts(exchange: Exchange) -> dict[str, str]:
    """As `growth` keeps what was said to the requests of an answer; `reading.replies` makes the same of it again."""
    texts = {
        f"{REPLY}{key}:{sum_of(text, '')}" if reply.is_whole else f"{REPLY}{key}": text
        for key, reply in exchange.replies.items()
        if (text := clean(reply.text))
    }
    for key, reply in exchange.replies.items():
        if reply.token_ids:  # a blank behind each, so that more of them only adds to the text
            texts[f"{TOKENS}{key}"] = "".join(f"{token_id} " for token_id in reply.token_ids)
    return texts


def grow(db: sqlite3.Connection, exchange: int, what: str, piece: str) -> None:
    """The next piece of an answer that is being written."""
    if piece:
        db.execute("INSERT INTO growth (exchange, what, piece) VALUES (?, ?, ?)", (exchange, what, piece))


def _keep_files(db: sqlite3.Connection, revision: int, files: Mapping[str, str]) -> None:
    for path, content in files.items():
        text = clean(content)
        digest = digest_of(text)
        seq = value(
            db, "INSERT INTO text (digest, content) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING seq", digest, text
        )
        if seq is not None:
            want_indexed(db, CODE, seq)
        db.execute(
            "INSERT OR IGNORE INTO revision_file (revision, path, text) VALUES (?, ?, ?)",
            (revision, clean(path), digest),
        )
