"""Several pages made for one picture: where each stands, as plain data."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtGui import QImage


class VariantState(Enum):
    """Where a variant stands."""

    WRITING = auto()
    MEASURING = auto()
    READY = auto()
    FAILED = auto()
    CANCELLED = auto()


@dataclass(frozen=True)
class Variant:
    """One of them."""

    state: VariantState
    score: float | None = None
    thumbnail: QImage | None = None
    sentence: str = ""  # what failed
