"""Whether SQLite's log of changes held more than could be read of it.

SQLite takes a log as ended where a checksum does not fit, because that is how a crash leaves it. A crash leaves
nothing behind that place, though: whole frames, and a commit among them, mean that it was damaged later.
"""

import sqlite3
import struct
from pathlib import Path
from typing import BinaryIO

_HEADER = 32
_FRAME_HEADER = 24
_BIG_ENDIAN = 0x377F0683
Sum = tuple[int, int]


def has_lost_commits(db: sqlite3.Connection, path: Path) -> bool:
    """Looks at the log of an archive that was just opened. Raises sqlite3.Error and OSError."""
    is_busy, num_read, _ = db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    (page_size,) = db.execute("PRAGMA page_size").fetchone()
    log = path.with_name(f"{path.name}-wal")
    if is_busy or not log.is_file():
        return False
    with log.open("rb") as file:
        return _is_cut_in_the_middle(file, max(0, num_read), page_size)


def _is_cut_in_the_middle(file: BinaryIO, num_read: int, page_size: int) -> bool:
    header = file.read(_HEADER)
    if len(header) < _HEADER:
        return False
    order = ">" if header[:4] == _BIG_ENDIAN.to_bytes(4, "big") else "<"
    is_whole = _sum(header[:24], order, (0, 0)) == _said_sum(header)
    # With a damaged header, the frames must agree among themselves.
    salts, so_far = (header[16:24], _said_sum(header)) if is_whole else (None, None)
    if num_read:
        file.seek(_HEADER + (num_read - 1) * (_FRAME_HEADER + page_size))
        so_far = _said_sum(file.read(_FRAME_HEADER))
        file.seek(page_size, 1)
    while len(frame := file.read(_FRAME_HEADER)) == _FRAME_HEADER:
        page = file.read(page_size)
        salts = salts or frame[8:16]
        if frame[8:16] != salts:
            return False  # left from before the log was begun anew
        if so_far is None:
            if frame[4:8] != bytes(4):  # the size after a commit
                return True
            continue
        so_far = _sum(page, order, _sum(frame[:8], order, so_far))
        if so_far != _said_sum(frame):
            so_far = None  # a crash would have been here, in the middle of this frame
    return False


def _said_sum(header: bytes) -> Sum:
    """The last eight bytes of a header of the log or of a frame."""
    first, second = struct.unpack(">II", header[-8:])
    return first, second


def _sum(data: bytes, order: str, before: Sum) -> Sum:
    first, second = before
    if len(data) % 8:  # cut off
        return -1, -1
    for one, two in struct.iter_unpack(f"{order}II", data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second
