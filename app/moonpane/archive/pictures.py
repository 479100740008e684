"""Attachments as rows: their pixels and recordings are blobs, which are safe on the disk before a row names them."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from moonpane.archive.blobs import Blob, Blobs
from moonpane.archive.values import clean, real, whole
from moonpane.session import Attachment, Video

Owner = Literal["turn", "draft"]


@dataclass(frozen=True)
class Stored:
    """An attachment whose files are on the disk."""

    attachment: Attachment
    png: Blob
    marked: Blob | None
    video: Blob | None

    @property
    def blobs(self) -> list[Blob]:
        return [blob for blob in (self.png, self.marked, self.video) if blob is not None]

    @property
    def row(self) -> tuple[object, ...]:
        of, video = self.attachment, self.attachment.video
        return (
            clean(of.name),
            self.png.digest,
            whole(of.width),
            whole(of.height),
            clean(of.notes),
            self.marked and self.marked.digest,
            self.video and self.video.digest,
            clean(str(video.path)) if video and not self.video else None,
            real(video.seconds) if video else 0.0,
        )


def store(blobs: Blobs, attachments: Iterable[Attachment]) -> list[Stored]:
    """Brings the files of attachments to the disk. Raises OSError.

    A recording that has been removed since is left where it was said to be: its first frame and the words count more.
    """
    return [
        Stored(
            each,
            blobs.put(each.png),
            blobs.put(each.marked) if each.marked else None,
            blobs.put_file(each.video.path) if each.video else None,
        )
        for each in attachments
    ]


def keep_blob(db: sqlite3.Connection, blob: Blob) -> str:
    """Makes a blob known, so that rows may refer to it."""
    db.execute(
        "INSERT INTO blob (digest, suffix, size) VALUES (?, ?, ?)"
        " ON CONFLICT (digest) DO UPDATE SET suffix = excluded.suffix, size = excluded.size",
        (blob.digest, blob.suffix, blob.size),
    )
    return blob.digest


def keep(db: sqlite3.Connection, owner: Owner, seq: int, stored: Sequence[Stored]) -> bool:
    """Makes these the attachments of a turn or draft; writes nothing, and is False, where they are that already."""
    columns = "name, png, width, height, notes, marked, video, video_path, video_s"
    before = db.execute(f"SELECT {columns} FROM attachment WHERE {owner} = ? ORDER BY position", (seq,)).fetchall()
    rows = [each.row for each in stored]
    if before == rows:
        return False
    for each in stored:
        for blob in each.blobs:
            keep_blob(db, blob)
    db.execute(f"DELETE FROM attachment WHERE {owner} = ?", (seq,))
    db.executemany(
        f"INSERT INTO attachment ({owner}, position, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(seq, position, *row) for position, row in enumerate(rows)],
    )
    return True


class Reader:
    """Attachments from rows; equal pictures of one reading are one object in memory."""

    def __init__(self, db: sqlite3.Connection, blobs: Blobs) -> None:
        self._db = db
        self._blobs = blobs
        self._read: dict[str, bytes | None] = {}
        self.missing: list[str] = []  # names of pictures that were not there since the last look

    def told_missing(self) -> list[str]:
        """One sentence for each of `missing`, which is empty then."""
        told = [f"{name} is missing or damaged in the archive." for name in self.missing]
        self.missing.clear()
        return told

    def attachments(self, owner: Owner, seq: int) -> tuple[Attachment, ...]:
        """In their order; those whose picture is missing or damaged are left out and noted in `missing`."""
        return tuple(self.by_position(owner, seq).values())

    def by_position(self, owner: Owner, seq: int) -> dict[int, Attachment]:
        """The same, by their position."""
        rows = self._db.execute(
            f"SELECT position, name, png, width, height, notes, marked, video, video_path, video_s FROM attachment"
            f" WHERE {owner} = ? ORDER BY position",
            (seq,),
        ).fetchall()
        found = ((position, self._attachment(*row)) for position, *row in rows)
        return {position: each for position, each in found if each is not None}

    def _attachment(
        self,
        name: str,
        png: str,
        width: int,
        height: int,
        notes: str,
        marked: str | None,
        video: str | None,
        video_path: str | None,
        video_s: float,
    ) -> Attachment | None:
        pixels = self.bytes(png)
        if pixels is None:
            self.missing.append(name)
            return None
        path = self.path(video) if video else Path(video_path) if video_path else None
        return Attachment(
            name,
            pixels,
            width,
            height,
            notes,
            marked=(self.bytes(marked) or b"") if marked else b"",
            video=Video(path, video_s) if path else None,
        )

    def bytes(self, digest: str) -> bytes | None:
        """A blob; None where it is missing or damaged."""
        if digest not in self._read:
            self._read[digest] = self._blobs.read(digest, self._suffix(digest))
        return self._read[digest]

    def path(self, digest: str) -> Path:
        return self._blobs.path(digest, self._suffix(digest))

    def _suffix(self, digest: str) -> str:
        row = self._db.execute("SELECT suffix FROM blob WHERE digest = ?", (digest,)).fetchone()
        return row[0] if row else ".png"
