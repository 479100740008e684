"""Files and texts that nothing in the archive refers to any more."""

import sqlite3

from moonpane.archive.backups import blobs_of
from moonpane.archive.database import transaction
from moonpane.archive.opening import Opened

_REFERENCES = (
    "SELECT png FROM attachment UNION SELECT marked FROM attachment WHERE marked IS NOT NULL"
    " UNION SELECT video FROM attachment WHERE video IS NOT NULL"
    " UNION SELECT render FROM revision WHERE render IS NOT NULL UNION SELECT blob FROM revision_picture"
)


def forget_unused(db: sqlite3.Connection) -> None:
    with transaction(db):
        db.execute("DELETE FROM text WHERE digest NOT IN (SELECT text FROM revision_file)")
        db.execute(f"DELETE FROM blob WHERE digest NOT IN ({_REFERENCES})")


def sweep(opened: Opened) -> int:
    """Removes files that neither the archive nor any copy of it refers to; returns how many went."""
    needed = {row[0] for row in opened.db.execute("SELECT digest FROM blob")}
    for copy in opened.backups.all():
        needed |= blobs_of(copy.path)
    return opened.blobs.sweep(needed)
