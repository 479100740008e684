"""The pictures that pages show: blobs like those that were attached, however many versions show them."""

import sqlite3
from collections.abc import Mapping

from moonpane.archive.blobs import Blob, Blobs
from moonpane.archive.database import value
from moonpane.archive.pictures import Reader, keep_blob
from moonpane.archive.values import clean
from moonpane.artifact.pictures import content_of, is_picture, picture_text


def store(blobs: Blobs, files: Mapping[str, str]) -> dict[str, Blob]:
    """Brings the pictures among files to the disk, by their paths. Raises OSError.

    What would not come back as it is now is none of them, and is kept as the text that it is.
    """
    found = {path: content_of(path, text) for path, text in files.items() if is_picture(path, text)}
    same = {path: data for path, data in found.items() if picture_text(path, data) == files[path]}
    return {path: blobs.put(data, f".{path.rpartition('.')[2].lower()}") for path, data in same.items()}


def keep(db: sqlite3.Connection, revision: int, stored: Mapping[str, Blob]) -> None:
    """Makes these the pictures of a version."""
    for path, blob in stored.items():
        db.execute(
            "INSERT OR IGNORE INTO revision_picture (revision, path, blob) VALUES (?, ?, ?)",
            (revision, clean(path), keep_blob(db, blob)),
        )


def load(db: sqlite3.Connection, reader: Reader, known: dict[tuple[str, str], str], revision: int) -> dict[str, str]:
    """Those of a version, as the texts that stand for them; what the disk has lost is left out and noted in `missing`.

    `known`: texts by path and digest that were read before, of other versions; more are added.
    """
    if value(db, "SELECT 1 FROM sqlite_schema WHERE name = 'revision_picture'") is None:
        return {}  # an archive of an older version that can only be read
    rows = db.execute("SELECT path, blob FROM revision_picture WHERE revision = ? ORDER BY seq", (revision,)).fetchall()
    for path, digest in rows:
        data = None if (path, digest) in known else reader.bytes(digest)
        if data is not None and (text := picture_text(path, data)):
            known[path, digest] = text
        elif (path, digest) not in known:
            reader.missing.append(path)
    return {path: known[path, digest] for path, digest in rows if (path, digest) in known}
