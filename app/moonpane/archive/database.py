"""One connection to the archive's SQLite file: how it is set up, how a change is made, what its errors mean."""

import contextlib
import errno
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from moonpane.errors import ArchiveDamaged, ArchiveError, ArchiveUnwritable

BUSY_TIMEOUT_S = 5.0
CACHE_KIB = 16_384
ROOM_BYTES = 1 << 16
LARGE_BYTES = 64 << 20  # a check of more cannot be ended in time
CHECK_OPCODES = 20_000  # between two looks at the clock, some milliseconds
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)


def connect(path: Path, *, read_only: bool = False, immutable: bool = False, wal: bool = True) -> sqlite3.Connection:
    """A connection with every safeguard on; it may be used by one thread after another. Raises sqlite3.Error.

    `immutable`: for a read-only disk, on which SQLite could not lay out what it needs beside the file.
    `wal`: not on network file systems, whose machines do not share memory.
    """
    connection = open_file(path, f"mode={'ro' if read_only else 'rw'}{'&immutable=1' if immutable else ''}")
    try:
        set_up(connection)
        if not read_only:
            prepare_to_write(connection, wal=wal)
    except BaseException:
        connection.close()
        raise
    return connection


def open_file(path: Path, options: str) -> sqlite3.Connection:
    """A connection that has not looked into the file yet. Raises sqlite3.Error."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        isolation_level=None,  # transactions are begun and ended in `transaction` and nowhere else
        check_same_thread=False,
        timeout=BUSY_TIMEOUT_S,
        cached_statements=256,
    )


def set_up(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.Error."""
    # A damaged byte in a text must not hide the rest of it.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    try:
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except UnicodeDecodeError:  # Python fails at SQLite's own sentence, which quotes what it found
        raise damage("The list of tables is damaged.") from None


def prepare_to_write(connection: sqlite3.Connection, *, wal: bool) -> None:
    """Raises sqlite3.Error."""
    connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'TRUNCATE'}")
    connection.execute("PRAGMA synchronous = FULL")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of the block or nothing; when it ends, the disk has it. Raises sqlite3.Error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have made SQLite roll back by itself.
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def plain_errors(folder: Path) -> Iterator[None]:
    """Errors of SQLite and of the file system, as sentences for the person."""
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, folder) from error
    except OSError as error:
        raise explained_os(error, folder) from error


def damage(sentence: str) -> sqlite3.DatabaseError:
    """The error that SQLite would have raised, had it looked."""
    error = sqlite3.DatabaseError(sentence)
    error.sqlite_errorname = "SQLITE_CORRUPT"
    return error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is not what SQLite wrote. Errors of Python's own module, such as for wrong use, are not that."""
    return getattr(error, "sqlite_errorname", "").startswith(_DAMAGE)


def explained(error: sqlite3.Error, folder: Path) -> ArchiveError:
    name = getattr(error, "sqlite_errorname", "")
    if is_damage(error):
        return ArchiveDamaged(f"The archive in {folder} is damaged; start Moonpane again to have it repaired.")
    if name.startswith("SQLITE_FULL"):
        return _full(folder)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return _forbidden(folder)
    if name.startswith("SQLITE_IOERR") and not has_room(folder):
        return _full(folder)
    if name.startswith(("SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_NOMEM", "SQLITE_PROTOCOL")):
        return ArchiveUnwritable(f"The archive in {folder} cannot be written just now: {error}. It is tried again.")
    return ArchiveError(f"The archive in {folder} cannot be used: {error}.")


def explained_os(error: OSError, folder: Path) -> ArchiveError:
    if error.errno in _FULL:
        return _full(folder)
    if error.errno in _FORBIDDEN:
        return _forbidden(folder)
    reason = error.strerror or error
    return ArchiveUnwritable(f"The archive in {folder} cannot be written just now: {reason}. It is tried again.")


def has_room(folder: Path) -> bool:
    """Whether anything worth mentioning could still be written; a full disk is not always named as the cause."""
    try:
        return shutil.disk_usage(folder).free >= ROOM_BYTES
    except OSError:
        return True


def _full(folder: Path) -> ArchiveUnwritable:
    return ArchiveUnwritable(f"The disk of {folder} is full: free some space, and what is not saved yet will be saved.")


def _forbidden(folder: Path) -> ArchiveUnwritable:
    return ArchiveUnwritable(f"{folder} cannot be written: give yourself the right to write there, and it is saved.")


def is_sound(connection: sqlite3.Connection, *, limit_s: float | None, tables: Sequence[str] = ()) -> bool:
    """Whether every page and index hold together, as far as can be seen within `limit_s`. Raises sqlite3.Error.

    `tables`: looked at one by one, in this order, where the file is too large to be looked at as a whole.
    """
    if limit_s is None:
        return _is_ok(connection, "quick_check(1)")
    end = time.monotonic() + limit_s
    is_large = value(connection, "PRAGMA page_count") * value(connection, "PRAGMA page_size") > LARGE_BYTES
    connection.set_progress_handler(lambda: time.monotonic() > end, CHECK_OPCODES)
    try:
        for check in [f"quick_check({table})" for table in tables] if is_large else ["integrity_check(1)"]:
            if not _is_ok(connection, check):
                return False
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_INTERRUPT":
            raise
        # Nothing was found in the time there was; every backup is checked to its end.
    finally:
        connection.set_progress_handler(None, 0)
    return True


def _is_ok(connection: sqlite3.Connection, check: str) -> bool:
    return connection.execute(f"PRAGMA {check}").fetchone() == ("ok",)


def value(connection: sqlite3.Connection, sql: str, *parameters: Any) -> Any:
    """The first column of the first row; None without rows. Raises sqlite3.Error."""
    row = connection.execute(sql, parameters).fetchone()
    return None if row is None else row[0]
