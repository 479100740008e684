"""Small pictures for lists: made once, kept beside the rows."""

import io
import sqlite3

from moonpane.archive.blobs import Blobs
from moonpane.archive.database import transaction, value

BOX_PX = (128, 96)
NUM_COLORS = 64
AT_ONCE = 20


def make_missing(db: sqlite3.Connection, blobs: Blobs, *, at_most: int = AT_ONCE) -> bool:
    """Makes thumbnails of first pictures that have none; True when none is missing. Raises sqlite3.Error.

    A picture that cannot be shown small gets an empty one, so that it is not tried for ever.
    """
    rows = db.execute(
        "SELECT DISTINCT b.digest, b.suffix FROM session s JOIN blob b ON b.digest = s.picture"
        " LEFT JOIN thumbnail t ON t.digest = b.digest WHERE t.digest IS NULL LIMIT ?",
        (at_most + 1,),
    ).fetchall()
    for digest, suffix in rows[:at_most]:
        data = blobs.read(digest, suffix)
        small = thumbnail(data) if data else b""
        with transaction(db):
            if value(db, "SELECT 1 FROM blob WHERE digest = ?", digest):
                db.execute("INSERT OR IGNORE INTO thumbnail (digest, png) VALUES (?, ?)", (digest, small))
    return len(rows) <= at_most


def thumbnail(png: bytes) -> bytes:
    """A PNG of few colours that fits into 128 × 96 px; empty for what is not a PNG."""
    # A start without pictures does without Pillow.
    from PIL import Image

    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
            small = image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""
    small.thumbnail(BOX_PX, reducing_gap=3.0)
    buffer = io.BytesIO()
    small.quantize(NUM_COLORS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
