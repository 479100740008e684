"""The search index: a file of its own that can be thrown away and is made again from the archive.

It holds no text, only which texts contain which three characters in a row (for all scripts, without accents) and which
two or one (for scripts whose words are that short); whether a text really holds what was searched for is seen in the
text itself. So it stays a fraction of the archive, is in no backup, and nothing that goes wrong in it can cost a word.

Row numbers are those of `turn`, with what was thought and attached, and of `text`. What was changed since is taken from
the table `unindexed`; what was there before the index was made is taken in from the newest to the oldest, in portions.
An index of an older form knows less: it is thrown away and made anew by the version that opens it.
"""

import contextlib
import os
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from moonpane.archive.database import connect, transaction, value
from moonpane.archive.folding import folded
from moonpane.archive.schema import setting
from moonpane.archive.writing import CODE, SAID

FORM = "3"  # of what is taken in; another one whenever that changes
PORTION = 400  # rows taken in at once: some 50 ms
MAX_TERMS = 24
_SHORT_SCRIPTS = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)
# Of a turn `t`: names of what was attached, each with what the person wrote onto it. No answer has any.
NAMES = (
    "iif(t.role = 'user', (SELECT coalesce(group_concat(trim(a.name || ' ' || a.notes), char(10)), '')"
    " FROM (SELECT name, notes FROM attachment WHERE turn = t.seq ORDER BY position) a), '')"
)
_SOURCES = {
    SAID: f"SELECT seq, text || char(10) || reasoning || char(10) || {NAMES} FROM turn t"
    " WHERE status <> 'growing' AND seq {} ORDER BY seq",
    CODE: "SELECT seq, content FROM text WHERE seq {} ORDER BY seq",
}
_COUNTS = {SAID: "SELECT max(seq) FROM turn", CODE: "SELECT max(seq) FROM text"}


class Index:
    """Which rows may hold a word. Its errors are its own: it is dropped and made anew, or does without.

    `path` is None where nothing may be written.
    """

    def __init__(self, path: Path | None, db: sqlite3.Connection) -> None:
        self._path = path
        self._db = db
        self._index: sqlite3.Connection | None = None

    def catch_up(self, *, limit_s: float | None = None) -> bool:
        """Takes in what is new, then what is old; True when everything is in."""
        end = None if limit_s is None else time.monotonic() + limit_s
        while True:
            try:
                work = self._portion()
                if work is None:
                    return self._index is not None
                self._take_in(*work)
            except sqlite3.Error as error:
                self._failed(error)
                return False
            if end is not None and time.monotonic() > end:
                return False

    def candidates(self, kind: str, words: Sequence[str]) -> Iterator[int] | None:
        """Rows that may hold all words, which are folded, newest first; None where the index cannot tell."""
        index = self._opened()
        if index is None:
            return None
        if terms := _triples(words):
            table = kind
        elif terms := [word.lower() for word in words if _SHORT_SCRIPTS.fullmatch(word)]:
            table = f"{kind}_short"
        else:
            return None
        query = " AND ".join(_quoted(term) for term in terms)
        return self._matches(index, f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC", query)

    def reaches_back(self) -> bool:
        """Whether all old rows have been taken in."""
        index = self._opened()
        return index is not None and all(_number(index, f"{kind}_below") <= 1 for kind in _SOURCES)

    def trim(self) -> None:
        """Lets the archive forget what the index safely holds. Raises sqlite3.Error."""
        index = self._opened()
        if index is None:
            return
        index.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        done = _number(index, "done")
        with transaction(self._db) as db:
            db.execute("DELETE FROM unindexed WHERE seq <= ?", (done,))

    def close(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def _matches(self, index: sqlite3.Connection, sql: str, query: str) -> Iterator[int]:
        try:
            for row in index.execute(sql, (query,)):
                yield row[0]
        except sqlite3.Error as error:
            self._failed(error)

    def _failed(self, error: sqlite3.Error) -> None:
        """A full disk passes; whatever else is wrong is not mended but made anew."""
        name = getattr(error, "sqlite_errorname", "")
        if not name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY")):
            self._drop()

    def _portion(self) -> tuple[dict[str, list[tuple[int, str]]], dict[str, int]] | None:
        """The next texts to take in, and what is then known to be in; None when there are none."""
        index = self._opened()
        if index is None:
            return None
        queued = self._db.execute(
            "SELECT seq, kind, ref FROM unindexed WHERE seq > ? ORDER BY seq LIMIT ?", (_number(index, "done"), PORTION)
        ).fetchall()
        if queued:
            rows = {kind: self._rows(kind, {ref for _, of, ref in queued if of == kind}) for kind in _SOURCES}
            return rows, {"done": queued[-1][0]}
        for kind in _SOURCES:
            below = _number(index, f"{kind}_below")
            if below > 1:
                start = max(1, below - PORTION)
                source = _SOURCES[kind].format("BETWEEN ? AND ?")
                return {kind: self._db.execute(source, (start, below - 1)).fetchall()}, {f"{kind}_below": start}
        return None

    def _rows(self, kind: str, refs: set[int]) -> list[tuple[int, str]]:
        marks = ", ".join("?" * len(refs))
        return self._db.execute(_SOURCES[kind].format(f"IN ({marks})"), sorted(refs)).fetchall()

    def _take_in(self, rows: dict[str, list[tuple[int, str]]], known: dict[str, int]) -> None:
        assert self._index is not None
        with transaction(self._index) as index:
            for kind, texts in rows.items():
                plain = [(seq, folded(text)) for seq, text in texts]
                index.executemany(f"INSERT INTO {kind} (rowid, text) VALUES (?, ?)", plain)
                short = [(seq, terms) for seq, text in texts if (terms := _short_terms(text))]
                index.executemany(f"INSERT INTO {kind}_short (rowid, text) VALUES (?, ?)", short)
            index.executemany("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", known.items())

    def _opened(self) -> sqlite3.Connection | None:
        """The index of this very archive, made anew where it is not; None where it cannot be written."""
        if self._index is None and self._path is not None:
            with contextlib.suppress(sqlite3.Error, OSError):
                self._index = self._open(self._path)
        return self._index

    def _open(self, path: Path) -> sqlite3.Connection:
        epoch = f"{FORM} {setting(self._db, 'epoch')}"
        for _ in range(2):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            try:
                index = connect(path)
            except sqlite3.Error:
                self._drop()
                continue
            try:
                index.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is taken in again, see `trim`
                if _said_epoch(index) == epoch:
                    return index
                if not value(index, "SELECT count(*) FROM sqlite_schema"):
                    self._lay_out(index, epoch)
                    return index
            except sqlite3.Error:
                pass
            index.close()
            self._drop()
        raise OSError("The search index cannot be made.")

    def _lay_out(self, index: sqlite3.Connection, epoch: str) -> None:
        with transaction(index):
            index.execute("CREATE TABLE state (key TEXT PRIMARY KEY, value) WITHOUT ROWID")
            for kind in _SOURCES:
                form = "text, content='', detail=none, columnsize=0, tokenize="
                index.execute(f"CREATE VIRTUAL TABLE {kind} USING fts5({form}'trigram')")
                index.execute(f"CREATE VIRTUAL TABLE {kind}_short USING fts5({form}'unicode61')")
                below = (value(self._db, _COUNTS[kind]) or 0) + 1
                index.execute("INSERT INTO state VALUES (?, ?)", (f"{kind}_below", below))
            done = value(self._db, "SELECT max(seq) FROM unindexed") or 0
            index.execute("INSERT INTO state VALUES ('done', ?)", (done,))
            index.execute("INSERT INTO state VALUES ('epoch', ?)", (epoch,))

    def _drop(self) -> None:
        self.close()
        if (path := self._path) is None:
            return
        for suffix in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                path.with_name(path.name + suffix).unlink(missing_ok=True)


def _said_epoch(index: sqlite3.Connection) -> str | None:
    try:
        return value(index, "SELECT value FROM state WHERE key = 'epoch'")
    except sqlite3.OperationalError:
        return None


def _number(index: sqlite3.Connection, key: str) -> int:
    found = value(index, "SELECT value FROM state WHERE key = ?", key)
    return found if isinstance(found, int) else 0


def _triples(words: Sequence[str]) -> list[str]:
    """Three characters in a row, of every word that has them: enough of them to leave few rows over."""
    found: dict[str, None] = {}
    for word in words:
        for start in range(len(word) - 2):
            found[word[start : start + 3]] = None
    return list(found)[:MAX_TERMS]


def _short_terms(text: str) -> str:
    """Single characters and pairs of the scripts in which they are words, as words."""
    found: dict[str, None] = {}
    for run in _SHORT_SCRIPTS.findall(text):
        for start in range(len(run)):
            found[run[start]] = None
            found[run[start : start + 2]] = None
    return " ".join(found)


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
