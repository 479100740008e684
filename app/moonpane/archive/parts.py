"""What the parts of pictures in a draft were cut from: pictures of that draft, too, which are not shown in it."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from moonpane.archive.database import value
from moonpane.session import Attachment


@dataclass(frozen=True)
class Part:
    """The whole picture, and where in it the part lies: x, y, width, height in px."""

    whole: Attachment
    place: tuple[int, int, int, int]


Parts = Mapping[int, Part]  # by the index of the part among the draft's attachments
Link = tuple[int, int, int, int, int, int]  # positions of part and whole, place
NO_PARTS: Parts = {}

_LINKS = (
    "SELECT a.position, w.position, p.x, p.y, p.width, p.height FROM part p JOIN attachment a ON a.seq = p.attachment"
    " JOIN attachment w ON w.seq = p.whole WHERE a.draft = ? AND w.draft = ? ORDER BY a.position"
)


def beside(attachments: Sequence[Attachment], parts: Parts) -> tuple[list[Attachment], list[Link]]:
    """The wholes, which stand behind the attachments, and what belongs together."""
    known = sorted(parts.items())
    links = [(index, len(attachments) + nth, *part.place) for nth, (index, part) in enumerate(known)]
    return [part.whole for _, part in known], links


def keep(db: sqlite3.Connection, draft: int, links: list[Link]) -> None:
    """Says of a draft's attachments which are parts of which; writes nothing where that is known."""
    if load(db, draft) == links:
        return
    db.execute("DELETE FROM part WHERE attachment IN (SELECT seq FROM attachment WHERE draft = ?)", (draft,))
    at = "(SELECT seq FROM attachment WHERE draft = ? AND position = ?)"
    db.executemany(
        f"INSERT INTO part (attachment, whole, x, y, width, height) VALUES ({at}, {at}, ?, ?, ?, ?)",
        [(draft, part, draft, whole, *place) for part, whole, *place in links],
    )


def load(db: sqlite3.Connection, draft: int) -> list[Link]:
    """None in an archive that is older than parts and only read."""
    if value(db, "SELECT 1 FROM sqlite_schema WHERE name = 'part'") is None:
        return []
    return db.execute(_LINKS, (draft, draft)).fetchall()
