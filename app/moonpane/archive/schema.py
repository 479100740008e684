"""The tables of the archive, and the way from each older form of them to the newest.

    session ── exchange ── turn ── attachment ── blob          what was said; blobs are files named by their digest
            └─ revision ── revision_file ── text               what was made; equal files of all versions are one text
                        └─ revision_picture ── blob            and the pictures that pages show
    growth       the pieces of answers that are being written, and of those that can be continued what is not said again
    draft        what is typed and not sent, with its attachments
    part         which of these is a part of which other one, that it was cut from
    setting      small things by name
    unindexed    what the search index has still to take in

SQLite sees damage of its structure, not within a text: `turn.sum` and `text.digest` are for that.

`user_version` and the setting `schema` both hold the version: where they differ, the file is damaged, not newer.
"""

import contextlib
import sqlite3
import uuid
from collections.abc import Callable, Sequence

from moonpane.archive.database import damage, transaction, value

APPLICATION_ID = 0x4D50414E  # "MPAN": tells our files from other people's
Statements = tuple[str, ...]

_FIRST: Statements = (
    """CREATE TABLE setting (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE session (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        created_at REAL NOT NULL,
        updated_at REAL NOT NULL,
        head TEXT,
        shown TEXT,
        num_exchanges INTEGER NOT NULL DEFAULT 0,
        picture TEXT,
        deleted_at REAL
    ) STRICT""",
    "CREATE INDEX session_by_update ON session (updated_at)",
    """CREATE TABLE blob (
        seq INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        suffix TEXT NOT NULL,
        size INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE thumbnail (
        seq INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE REFERENCES blob (digest) ON DELETE CASCADE,
        png BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE exchange (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        session INTEGER NOT NULL REFERENCES session (seq) ON DELETE CASCADE,
        parent TEXT,
        base TEXT,
        kind TEXT NOT NULL,
        stack TEXT NOT NULL,
        thinking INTEGER NOT NULL,
        model TEXT NOT NULL,
        created_at REAL NOT NULL,
        remarks TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX exchange_by_session ON exchange (session)",
    """CREATE TABLE turn (
        seq INTEGER PRIMARY KEY,
        exchange INTEGER NOT NULL REFERENCES exchange (seq) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
        text TEXT NOT NULL,
        reasoning TEXT NOT NULL,
        reasoning_s REAL NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('growing', 'done', 'stopped', 'failed')),
        error TEXT,
        num_tokens INTEGER NOT NULL,
        prompt_tokens INTEGER NOT NULL,
        sum INTEGER NOT NULL,
        UNIQUE (exchange, role)
    ) STRICT""",
    "CREATE INDEX turn_growing ON turn (status) WHERE status = 'growing'",
    """CREATE TABLE draft (
        seq INTEGER PRIMARY KEY,
        session TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE attachment (
        seq INTEGER PRIMARY KEY,
        turn INTEGER REFERENCES turn (seq) ON DELETE CASCADE,
        draft INTEGER REFERENCES draft (seq) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        png TEXT NOT NULL REFERENCES blob (digest),
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        notes TEXT NOT NULL,
        marked TEXT REFERENCES blob (digest),
        video TEXT REFERENCES blob (digest),
        video_path TEXT,
        video_s REAL NOT NULL DEFAULT 0,
        CHECK ((turn IS NULL) <> (draft IS NULL))
    ) STRICT""",
    "CREATE INDEX attachment_by_turn ON attachment (turn)",
    "CREATE INDEX attachment_by_draft ON attachment (draft)",
    "CREATE INDEX attachment_by_png ON attachment (png)",
    "CREATE INDEX attachment_by_marked ON attachment (marked)",
    "CREATE INDEX attachment_by_video ON attachment (video)",
    """CREATE TABLE growth (
        seq INTEGER PRIMARY KEY,
        exchange INTEGER NOT NULL REFERENCES exchange (seq) ON DELETE CASCADE,
        what TEXT NOT NULL,
        piece TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX growth_by_exchange ON growth (exchange, what)",
    """CREATE TABLE text (
        seq INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE revision (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        session INTEGER NOT NULL REFERENCES session (seq) ON DELETE CASCADE,
        exchange TEXT,
        parent TEXT,
        origin TEXT NOT NULL,
        stack TEXT NOT NULL,
        is_complete INTEGER NOT NULL,
        figures TEXT,
        render TEXT REFERENCES blob (digest),
        created_at REAL NOT NULL
    ) STRICT""",
    "CREATE INDEX revision_by_session ON revision (session)",
    "CREATE INDEX revision_by_render ON revision (render)",
    """CREATE TABLE revision_file (
        seq INTEGER PRIMARY KEY,
        revision INTEGER NOT NULL REFERENCES revision (seq) ON DELETE CASCADE,
        path TEXT NOT NULL,
        text TEXT NOT NULL REFERENCES text (digest),
        UNIQUE (revision, path)
    ) STRICT""",
    "CREATE INDEX revision_file_by_text ON revision_file (text)",
    """CREATE TABLE unindexed (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        ref INTEGER NOT NULL
    ) STRICT""",
)

_COURSE: Statements = ("ALTER TABLE exchange ADD COLUMN course TEXT NOT NULL DEFAULT ''",)

_PICTURES: Statements = (
    """CREATE TABLE revision_picture (
        seq INTEGER PRIMARY KEY,
        revision INTEGER NOT NULL REFERENCES revision (seq) ON DELETE CASCADE,
        path TEXT NOT NULL,
        blob TEXT NOT NULL REFERENCES blob (digest),
        UNIQUE (revision, path)
    ) STRICT""",
    "CREATE INDEX revision_picture_by_blob ON revision_picture (blob)",
)

_PARTS: Statements = (
    """CREATE TABLE part (
        seq INTEGER PRIMARY KEY,
        attachment INTEGER NOT NULL UNIQUE REFERENCES attachment (seq) ON DELETE CASCADE,
        whole INTEGER NOT NULL UNIQUE REFERENCES attachment (seq) ON DELETE CASCADE,
        x INTEGER NOT NULL,
        y INTEGER NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL
    ) STRICT""",
)

# Each step leads from the version before it to its own: the first makes an empty file version 1. What has been
# released is never changed again; a new version is a new step, whose tables read the same whoever makes it.
MIGRATIONS: list[Statements] = [_FIRST, _COURSE, _PICTURES, _PARTS]

# In an order in which no row comes before one that it refers to.
TABLES = (
    "setting",
    "session",
    "blob",
    "thumbnail",
    "exchange",
    "turn",
    "draft",
    "attachment",
    "part",
    "growth",
    "text",
    "revision",
    "revision_file",
    "revision_picture",
)


def newest() -> int:
    """The version that this program writes."""
    return len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int | None:
    """0 for an empty file, None for one that is damaged or not ours. Raises sqlite3.Error."""
    said = value(connection, "PRAGMA user_version")
    if not value(connection, "SELECT count(*) FROM sqlite_schema"):
        return 0 if said == 0 else None
    if value(connection, "PRAGMA application_id") != APPLICATION_ID:
        return None
    return said if value(connection, "SELECT value FROM setting WHERE key = 'schema'") == str(said) else None


def migrate(
    connection: sqlite3.Connection, steps: Sequence[Statements] | None = None, *, before: Callable[[int], object]
) -> None:
    """Brings the tables to the newest version, in one transaction. Raises sqlite3.Error.

    `before`: called with the old version before anything is changed, to keep a copy.
    """
    steps = MIGRATIONS if steps is None else steps
    old = value(connection, "PRAGMA user_version")
    if old >= len(steps):
        return
    if old:
        before(old)
    with transaction(connection):
        for step in steps[old:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        keep_setting(connection, "schema", str(len(steps)))
        if not old:
            renew_epoch(connection)


def probe(connection: sqlite3.Connection) -> None:
    """Compares every table and index with what their version says, to the letter. Raises sqlite3.Error."""
    if value(connection, "PRAGMA user_version") != newest():
        return
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as sound:
        migrate(sound, before=lambda old: None)
        if _shape(connection) != _shape(sound):
            raise damage("The list of tables is damaged.")
    for table in TABLES:
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()


def _shape(connection: sqlite3.Connection) -> list[tuple]:
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def renew_epoch(connection: sqlite3.Connection) -> None:
    """What was derived from the tables before, such as the search index, does not belong to them any more."""
    keep_setting(connection, "epoch", uuid.uuid4().hex)


def setting(connection: sqlite3.Connection, key: str) -> str | None:
    return value(connection, "SELECT value FROM setting WHERE key = ?", key)


def keep_setting(connection: sqlite3.Connection, key: str, text: str) -> None:
    connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, text))
