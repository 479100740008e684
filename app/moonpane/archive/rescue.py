"""What is done with a damaged archive: the newest good copy comes back, and what only the damaged file has joins it.

The damaged file itself is kept aside as it was. Rows are carried over one by one with all checks of the tables on, so
that what was damaged in them stays out.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from moonpane.archive import schema, writing
from moonpane.archive.backups import Backup, Backups, check
from moonpane.archive.blobs import Blobs
from moonpane.archive.database import connect, transaction, value
from moonpane.archive.files import private_folder, settle
from moonpane.archive.values import digest_of, sum_of
from moonpane.sentences import phrase

LOG_SUFFIXES = ("-wal", "-shm", "-journal")
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)  # the latter for names in a damaged list of tables
MAX_GAP = 20_000  # rows that are tried one by one where a page is damaged
LOST_TITLE = "Recovered conversation"
DAMAGED = "Some of these words were damaged and could not be restored."

# What the damaged file may have newer than the copy; everything else never changes once it is written.
_NEWER = {
    "session": "excluded.updated_at > session.updated_at",
    "turn": "turn.status = 'growing' AND excluded.status <> 'growing'",
    "draft": "1",
}


@dataclass(frozen=True)
class Rescued:
    """What came of it."""

    aside: Path  # the folder with the damaged file
    backup: Backup | None  # that came back
    num_exchanges: int  # that were read from the damaged file beyond the copy
    could_read: bool = True  # False where there was no room to try

    def sentence(self) -> str:
        told = ["The archive was damaged."]
        if self.backup:
            told.append(f"It was restored from the backup of {self.backup.made_at:%Y-%m-%d %H:%M}.")
        if self.num_exchanges:
            one = self.num_exchanges == 1
            what = phrase("1 question with its answer" if one else f"{self.num_exchanges} questions")
            told.append(f"Beyond that, {what} could be read from the damaged file.")
        elif not self.backup:
            told.append("Nothing in it could be read.")
        return " ".join([*told, f"The damaged file is kept in {self.aside}."])


def rescue(path: Path, aside: Path, backups: Backups, blobs: Blobs) -> Rescued:
    """Puts a sound archive in the place of a damaged one, of which `aside` holds a copy.

    Raises sqlite3.Error and OSError; then nothing is lost.
    """
    draft = path.with_name(f"{path.name}.rescue")
    for suffix in ("", *LOG_SUFFIXES):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)
    backup = _newest_good(backups)
    if backup is not None:
        shutil.copyfile(backup.path, draft)
    else:
        draft.touch(0o600)
    draft.chmod(0o600)
    with contextlib.closing(connect(draft, wal=False)) as db:
        schema.migrate(db, before=lambda old: None)
        before = value(db, "SELECT count(*) FROM exchange")
        could_read = _salvage(aside / path.name, db, blobs)
        with transaction(db):
            schema.renew_epoch(db)
        gained = value(db, "SELECT count(*) FROM exchange") - before
    # The log of the damaged file must be gone before there is another file that it could be taken to belong to.
    for suffix in LOG_SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    settle(draft, path)
    return Rescued(aside, backup, gained, could_read)


def set_aside(path: Path) -> Path:
    """Copies what is damaged to a folder of its own; the files stay where they are until there is a sound one.

    Raises OSError.
    """
    shelf = private_folder(path.parent / "damaged")
    stamp, number = datetime.now().strftime("%Y%m%d-%H%M%S"), 0
    while (folder := shelf / (f"{stamp}-{number}" if number else stamp)).exists():
        number += 1
    private_folder(folder)
    for suffix in ("", *LOG_SUFFIXES):
        source = path.with_name(path.name + suffix)
        if source.is_file() and not suffix.startswith("-shm"):
            shutil.copy2(source, folder / source.name)
            (folder / source.name).chmod(0o600)
    return folder


def _newest_good(backups: Backups) -> Backup | None:
    for each in backups.all():
        with contextlib.suppress(sqlite3.Error):
            check(each.path)
            return each
    return None


def _salvage(damaged: Path, db: sqlite3.Connection, blobs: Blobs) -> bool:
    """Carries over what can be read; False where even the attempt was not possible."""
    if not damaged.is_file():
        return True
    db.execute("PRAGMA foreign_keys = OFF")
    work = private_folder(damaged.parent / "attempt")  # SQLite changes what it opens: the original stays as it was
    try:
        for each in damaged.parent.iterdir():
            if each.is_file():
                shutil.copyfile(each, work / each.name)
        with contextlib.suppress(*UNREADABLE):
            _carry_all(work / damaged.name, db)
    except OSError:
        return False
    finally:
        shutil.rmtree(work, ignore_errors=True)
    with transaction(db):
        _join(db, blobs)
    db.execute("PRAGMA foreign_keys = ON")
    return True


def _carry_all(damaged: Path, db: sqlite3.Connection) -> None:
    with contextlib.closing(connect(damaged)) as source, transaction(db):
        for table in schema.TABLES:
            _carry_over(source, db, table)


def _carry_over(source: sqlite3.Connection, db: sqlite3.Connection, table: str) -> None:
    columns = _columns(db, table)
    with contextlib.suppress(*UNREADABLE):  # a file of an older version has fewer
        columns = [each for each in columns if each in _columns(source, table)] or columns
    conflict = "DO NOTHING"
    if table in _NEWER:
        sets = ", ".join(f"{each} = excluded.{each}" for each in columns if each not in ("seq", "id"))
        conflict = f"(seq) DO UPDATE SET {sets} WHERE {_NEWER[table]}"
    marks = ", ".join("?" * len(columns))
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT {conflict}"
    known = ("schema", "epoch")
    for row in _readable(source, table, columns):
        if table == "setting" and row[0] in known:
            continue
        with contextlib.suppress(sqlite3.Error):  # a row that breaks a rule of its table
            db.execute(insert, row)


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def _readable(source: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[tuple]:
    """Rows in order, from both ends towards what is damaged, and then what lies between them one by one."""
    names = ", ".join(columns)
    first, last = 0, None
    select = f"SELECT rowid, {names} FROM {table} WHERE rowid"
    # A damaged tree may lead in circles: rows that do not come in order are the end of what can be read of it.
    with contextlib.suppress(*UNREADABLE):
        for row in source.execute(f"{select} > 0 ORDER BY rowid"):
            if row[0] <= first:
                break
            first = row[0]
            yield row[1:]
        else:
            return
    with contextlib.suppress(*UNREADABLE):
        for row in source.execute(f"{select} > ? ORDER BY rowid DESC", (first,)):
            if last is not None and row[0] >= last:
                break
            last = row[0]
            yield row[1:]
    for rowid in range(first + 1, min(first + MAX_GAP, last or first + MAX_GAP)):
        with contextlib.suppress(*UNREADABLE):
            if row := source.execute(f"{select} = ?", (rowid,)).fetchone():
                yield row[1:]


def _join(db: sqlite3.Connection, blobs: Blobs) -> None:
    """Gives everything that was carried over what it refers to; what refers to nothing goes."""
    for blob in blobs.found():
        row = (blob.digest, blob.suffix, blob.size)
        db.execute("INSERT OR IGNORE INTO blob (digest, suffix, size) VALUES (?, ?, ?)", row)
    for table, column in (("revision", "render"), ("attachment", "marked"), ("attachment", "video")):
        db.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} NOT IN (SELECT digest FROM blob)")
    for table in ("exchange", "revision"):
        db.execute(
            "INSERT INTO session (seq, id, title, created_at, updated_at)"
            f" SELECT session, lower(hex(randomblob(16))), ?, min(created_at), max(created_at) FROM {table}"
            " WHERE session NOT IN (SELECT seq FROM session) GROUP BY session",
            (LOST_TITLE,),
        )
    _accept(db)
    while broken := db.execute("PRAGMA foreign_key_check").fetchall():
        for table, rowid, *_ in broken:
            db.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
    db.execute(
        "UPDATE session SET num_exchanges = (SELECT count(*) FROM exchange WHERE exchange.session = session.seq)"
    )


def _accept(db: sqlite3.Connection) -> None:
    """Takes words that are damaged in both files as they are now, and says so beside them."""
    for seq, exchange, text, reasoning, sum in db.execute("SELECT seq, exchange, text, reasoning, sum FROM turn"):
        if sum != (now := sum_of(text, reasoning)):
            db.execute("UPDATE turn SET sum = ? WHERE seq = ?", (now, seq))
            writing.add_remark(db, exchange, DAMAGED)
    for seq, digest, content in db.execute("SELECT seq, digest, content FROM text").fetchall():
        if digest != (now := digest_of(content)):
            db.execute("UPDATE revision_file SET text = ? WHERE text = ?", (now, digest))
            db.execute("UPDATE OR IGNORE text SET digest = ? WHERE seq = ?", (now, seq))
