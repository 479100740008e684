"""From a folder to an archive that can be used, whatever the last run, the disk or another version left there.

1. The folder is made private, and locked against other processes.
2. An archive of a newer version is only read. One that is damaged, or gone while its copies are there, is rescued.
3. Its tables are brought to the newest form, after a copy was made.
4. A mark says that it is in use; it stays where the process dies, and the next start looks more closely.
"""

import contextlib
import errno
import os
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from moonpane.archive import schema, wal_log
from moonpane.archive.backups import Backups
from moonpane.archive.blobs import Blobs
from moonpane.archive.database import connect, is_damage, is_sound, open_file, prepare_to_write, set_up
from moonpane.archive.files import private_folder, sync_folder
from moonpane.archive.places import DATABASE, network_file_system
from moonpane.archive.rescue import rescue, set_aside
from moonpane.errors import ArchiveInUse
from moonpane.file_lock import FileLock

CHECK_S = 0.2  # a large archive is checked to its end whenever a copy is made
CLOSER_CHECK_S = 1.0  # after a run that did not end in order
SMALL_FIRST = (
    "setting", "session", "draft", "attachment", "revision", "revision_file", "text", "exchange", "turn",
    "revision_picture", "part",  # last, for an archive that is still to be upgraded has none
)  # fmt: skip
MARK = "in-use"
DAMAGED = "damaged"
NO_RIGHT = (errno.EROFS, errno.EACCES, errno.EPERM)


@dataclass
class Opened:
    """An archive that is open, and what is to be said about it."""

    folder: Path
    db: sqlite3.Connection
    lock: FileLock | None  # None where nothing may be written
    backups: Backups
    blobs: Blobs
    read_only: bool = False
    notices: list[str] = field(default_factory=list)

    def close(self, *, is_sound: bool) -> None:
        """`is_sound`: no damage was met; else the next start repairs it, however well the file looks."""
        mark = self.folder / MARK
        # The mark goes first: where it is, the log of changes must be there, too.
        if self.lock is not None:
            with contextlib.suppress(OSError):
                mark.unlink(missing_ok=True) if is_sound else mark.write_text(DAMAGED, encoding="utf-8")
        self.db.close()
        if self.lock is not None:
            self.lock.release()


def open_folder(folder: Path) -> Opened:
    """Raises ArchiveInUse, sqlite3.Error and OSError."""
    try:
        private_folder(folder)
        lock = FileLock.take(folder / "lock")
    except OSError as error:
        if error.errno not in NO_RIGHT or not (folder / DATABASE).is_file():
            raise
        return _look_at(folder, f"{folder} cannot be written: what you do now is not saved.", lock=None)
    if lock is None:
        raise ArchiveInUse(f"Another window of Moonpane works in {folder}; close it first.")
    try:
        return _open_locked(folder, lock)
    except BaseException:
        lock.release()
        raise


def _open_locked(folder: Path, lock: FileLock) -> Opened:
    path = folder / DATABASE
    network = network_file_system(folder)
    backups, blobs = Backups(folder / "backups", path), Blobs(private_folder(folder / "blobs"))
    notices = [
        f"{folder} lies on another machine ({network}), where the archive is slower and less safe: keep it on a disk"
        " of this one."
    ] * bool(network)
    left = _mark_left(folder)
    lost_log = left is not None and not path.with_name(f"{path.name}-wal").is_file() and not network
    found = _examine(path, backups, wal=not network, left=left)
    if isinstance(found, _Newer):
        sentence = (
            "This archive was written by a newer version of Moonpane and is only shown: what you do now is not saved."
            " Update Moonpane to go on working in it."
        )
        return _look_at(folder, sentence, lock=lock)
    if isinstance(found, Path):
        notices.append(rescue(path, found, backups, blobs).sentence())
        db = connect(path, wal=not network)
    else:
        db = found
        if lost_log or (left is not None and wal_log.has_lost_commits(db, path)):
            notices.append(
                "What was kept last before Moonpane ended could not be read: its log was removed or damaged."
            )
    try:
        schema.migrate(db, before=lambda old: backups.make(before_version=old))
        # The main file itself holds all that there is, should the log beside it be removed.
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _mark(folder)
    except BaseException:
        db.close()
        raise
    return Opened(folder, db, lock, backups, blobs, notices=notices)


def _examine(path: Path, backups: Backups, *, wal: bool, left: str | None) -> "sqlite3.Connection | Path | _Newer":
    """A connection to an archive that can be worked in, a new and empty one included.

    The folder in which a damaged one was put aside; or what says that it is newer. Raises sqlite3.Error and OSError.
    """
    if not path.is_file() or path.stat().st_size == 0:
        if backups.all() or any(path.with_name(path.name + log).is_file() for log in ("-wal", "-journal")):
            return set_aside(path)  # it was there: an empty one in its place would look as if everything were lost
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        sync_folder(path.parent)
    db = open_file(path, "mode=rw")
    try:
        set_up(db)
        version = schema.version(db)
        if version is not None and version > schema.newest():
            db.close()
            return _Newer()
        prepare_to_write(db, wal=wal)
        limit_s = CHECK_S if left is None else CLOSER_CHECK_S
        if version is not None and left != DAMAGED and is_sound(db, limit_s=limit_s, tables=SMALL_FIRST):
            schema.probe(db)
            return db
    except UnicodeDecodeError:
        pass  # a name in the list of tables is damaged
    except sqlite3.DatabaseError as error:
        if not (is_damage(error) or _is_disagreement(error)):
            db.close()
            raise
    # While the connection is open, nothing is written into the damaged file: closing it would.
    try:
        return set_aside(path)
    finally:
        db.close()


class _Newer:
    """Written by a version that is newer than this one."""


def _is_disagreement(error: sqlite3.Error) -> bool:
    """Whether the file is readable, but does not hold the tables that its version says: only damage does that."""
    return getattr(error, "sqlite_errorname", "") == "SQLITE_ERROR"


def _look_at(folder: Path, sentence: str, *, lock: FileLock | None) -> Opened:
    path = folder / DATABASE
    try:
        db = connect(path, read_only=True)
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        db = connect(path, read_only=True, immutable=True)
    backups, blobs = Backups(folder / "backups", path), Blobs(folder / "blobs")
    return Opened(folder, db, lock, backups, blobs, read_only=True, notices=[sentence])


def _mark(folder: Path) -> None:
    os.close(os.open(folder / MARK, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))


def _mark_left(folder: Path) -> str | None:
    """What a run that did not end in order has left; None after one that did."""
    try:
        return (folder / MARK).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None
