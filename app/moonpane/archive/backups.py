"""Copies of the archive's file, made while it is in use: the last ten are kept, and one of each of the last seven days.

A copy counts only after it was opened and checked to its end. What is on disk as blobs is not copied: it never
changes, and stays as long as any copy needs it.
"""

import contextlib
import os
import re
import sqlite3
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from moonpane.archive import schema
from moonpane.archive.database import connect, damage, is_sound
from moonpane.archive.files import private_folder, whole_file

NUM_RECENT = 10
NUM_DAYS = 7
NUM_BEFORE_UPGRADES = 2
ROOM_BYTES = 2 << 30  # together; a large archive has fewer copies, but never fewer than two
LEAST = 2
_NAME = re.compile(r"(\d{8}-\d{6})(?:-\d+)?(-before-\d+)?\.db")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Backup:
    """One verified copy."""

    path: Path
    made_at: datetime  # local time
    size: int  # bytes
    before_upgrade: bool  # made before the tables were changed to a newer form


class Backups:
    """The folder of copies of one archive file."""

    def __init__(self, folder: Path, original: Path) -> None:
        self._folder = folder
        self._original = original

    def all(self) -> list[Backup]:
        """Newest first. Raises OSError."""
        found: list[Backup] = []
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if name := _NAME.fullmatch(path.name):
                with contextlib.suppress(ValueError, FileNotFoundError):
                    made_at = datetime.strptime(name[1], _STAMP)
                    found.append(Backup(path, made_at, path.stat().st_size, name[2] is not None))
        return sorted(found, key=lambda each: (each.made_at, each.path.stat().st_mtime_ns), reverse=True)

    def make(self, *, before_version: int | None = None) -> Backup | None:
        """Copies the archive as it is now, checks the copy and lets go of old ones; None where nothing has changed.

        Uses a connection of its own, so that work goes on meanwhile. Raises sqlite3.Error and OSError; a
        sqlite3.DatabaseError that is damage also where the copy does not hold together.
        """
        private_folder(self._folder)
        newest = next(iter(self.all()), None)
        if before_version is None and newest is not None and not self._changed_since(newest):
            return None
        note = "" if before_version is None else f"-before-{before_version + 1}"
        path = _free(self._folder, datetime.now().strftime(_STAMP), note)
        with whole_file(path) as draft:
            os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            as_of_s = self._copy(draft)
            check(draft)
            os.utime(draft, (as_of_s, as_of_s))  # what was written meanwhile is a change since
        self._let_go()
        return next(each for each in self.all() if each.path == path)

    def _copy(self, draft: Path) -> float:
        """Returns since when changes may not be in the copy."""
        source = connect(self._original)
        try:
            # What the copy holds is then in the file itself: losing its log later loses nothing that a copy has.
            source.execute("PRAGMA wal_checkpoint(FULL)")
            as_of_s = time.time()
            copy = sqlite3.connect(draft, isolation_level=None)
            try:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
        finally:
            source.close()
        return as_of_s

    def _changed_since(self, backup: Backup) -> bool:
        made = backup.path.stat().st_mtime
        log = self._original.with_name(self._original.name + "-wal")
        return any(path.exists() and path.stat().st_mtime > made for path in (self._original, log))

    def _let_go(self) -> None:
        """Removes the copies that nobody would go back to."""
        copies = self.all()
        upgrades = [each for each in copies if each.before_upgrade]
        rolling = [each for each in copies if not each.before_upgrade]
        days: dict[object, Backup] = {}
        for each in rolling:
            days.setdefault(each.made_at.date(), each)  # the last one of each day
        kept = {each.path for each in (*rolling[:NUM_RECENT], *list(days.values())[:NUM_DAYS])}
        kept |= {each.path for each in upgrades[:NUM_BEFORE_UPGRADES]}
        room = ROOM_BYTES
        for number, each in enumerate(copy for copy in copies if copy.path in kept):
            room -= each.size
            if room < 0 and number >= LEAST:
                kept.discard(each.path)
        for each in copies:
            if each.path not in kept:
                each.path.unlink(missing_ok=True)


def check(path: Path) -> None:
    """Opens a copy and checks all of it. Raises sqlite3.DatabaseError for one that cannot be gone back to."""
    copy = connect(path, read_only=True, immutable=True)
    try:
        if not is_sound(copy, limit_s=None) or not schema.version(copy):
            raise damage("The copy does not hold together.")
        copy.execute("SELECT count(*) FROM session").fetchone()
    finally:
        copy.close()


def blobs_of(path: Path) -> set[str]:
    """Digests of the blobs that a copy refers to; none for one that cannot be read."""
    try:
        copy = connect(path, read_only=True, immutable=True)
        try:
            return {row[0] for row in copy.execute("SELECT digest FROM blob")}
        finally:
            copy.close()
    except sqlite3.Error:
        return set()


def _free(folder: Path, stamp: str, note: str) -> Path:
    path, number = folder / f"{stamp}{note}.db", 1
    while path.exists():
        path, number = folder / f"{stamp}-{number}{note}.db", number + 1
    return path
