"""Whether SQLite's log of changes held more than could be read of it.

SQLite takes a log as ended where a checksum does not fit, because that is how a crash leaves it. A crash can only cut
off what was not committed, though: a commit behind that place means that something in between was damaged later.
"""

import sqlite3
import struct
from pathlib import Path

_HEADER = 32
_FRAME_HEADER = 24
_BIG_ENDIAN = 0x377F0683


def has_lost_commits(db: sqlite3.Connection, path: Path) -> bool:
    """Looks at the log of an archive that was just opened. Raises sqlite3.Error and OSError."""
    num_read = max(0, db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1])
    (page_size,) = db.execute("PRAGMA page_size").fetchone()
    log = path.with_name(f"{path.name}-wal")
    if not log.is_file():
        return False
    with log.open("rb") as file:
        header = file.read(_HEADER)
        if len(header) < _HEADER:
            return False
        salts = header[16:24] if _is_whole(header) else None
        file.seek(_HEADER + num_read * (_FRAME_HEADER + page_size))
        while len(frame := file.read(_FRAME_HEADER)) == _FRAME_HEADER:
            _, pages_after_commit = struct.unpack_from(">II", frame)
            # With a damaged header, the frames must agree among themselves.
            salts = salts or frame[8:16]
            if pages_after_commit and frame[8:16] == salts:
                return True
            file.seek(page_size, 1)
    return False


def _is_whole(header: bytes) -> bool:
    (magic,) = struct.unpack_from(">I", header)
    order = ">" if magic == _BIG_ENDIAN else "<"
    first = second = 0
    for one, two in struct.iter_unpack(f"{order}II", header[:24]):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return struct.unpack_from(">II", header, 24) == (first, second)
