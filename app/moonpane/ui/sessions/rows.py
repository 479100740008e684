"""What the list of conversations shows, as plain data."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

from moonpane.store.found_place import Part


@dataclass(frozen=True)
class SessionRow:
    """One conversation in the list."""

    id: str
    title: str
    updated_at: float  # seconds since 1970
    num_exchanges: int
    thumbnail: QImage | None = None  # of its first picture or its page; at most 320 px a side
    is_running: bool = False  # an answer is growing in it


@dataclass(frozen=True)
class SearchHit:
    """One place where searched words were found."""

    session: str  # its id
    title: str
    snippet: str  # a line or two around the words
    marks: tuple[tuple[int, int], ...] = ()  # (start, length) of the words in `snippet`, in characters
    where: Part = "asked"
    exchange: str = ""  # its id; empty for a title
    version: str = ""  # its id, of code
    path: str = ""  # of code

    @property
    def words(self) -> tuple[str, ...]:
        """What was searched for, as it stands in the snippet."""
        return tuple(dict.fromkeys(self.snippet[start : start + length] for start, length in self.marks))
