"""What the history shows, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QImage

from moonpane.session import Origin


@dataclass(frozen=True)
class VersionRow:
    """One version of the page."""

    id: str
    number: int  # from 1, in the order of making
    parent: str | None  # id of the version it was made from
    origin: Origin
    created_at: float  # seconds since 1970
    score: float | None = None  # 0..1 against the mockup, once measured
    thumbnail: QImage | None = None  # at most 320 px a side
    words: str = ""  # what was asked for
    is_complete: bool = True
    on_branch: bool = False  # it lies on the way to the version that is worked on
    num_widths: int = 0  # that the score is the mean of; 0 where there is one mockup


def best_of(rows: Iterable[VersionRow]) -> str:
    """The id of the version that measures best: a whole one, the earliest of equals; "" when none was measured."""
    measured = [row for row in rows if row.score is not None and row.is_complete]
    best = max(measured, key=lambda row: (row.score or 0.0, -row.number), default=None)
    return best.id if best is not None and len(measured) > 1 else ""
