"""What the store tells the widgets: that something changed, and of which kind; the rest they read from the store."""

from dataclasses import dataclass
from enum import Enum, auto


class What(Enum):
    """Kinds of change. `exchange` is set where one is meant."""

    ENGINE = auto()
    DRAFT = auto()  # pictures waiting in the composer, or what is said about those that were turned away
    DRAFT_TEXT = auto()  # `text` is what was typed and not sent, when this session was left
    SESSIONS = auto()  # the list of sessions, or what a search found
    SESSION = auto()  # another session, or another branch of it, is open: everything is new
    SHOWN = auto()  # another exchange or version is looked at
    FOUND = auto()  # `Store.place` is to be seen, in the session that is shown
    EXCHANGE_ADDED = auto()
    PROGRESS = auto()  # phase, lines, tokens, remarks
    TEXT = auto()  # `text` and `reasoning` were appended to the answer
    PAGE_GREW = auto()  # `text` was appended to the page's main file; the others may have grown, too
    PAGE_FINISHED = auto()  # there is a new version
    MEASURED = auto()  # a version was drawn, and compared where there is a mockup
    ENDED = auto()
    TOLD = auto()  # a sentence for the person
    UNDER_WAY = auto()  # something beside the answers began or ended
    KEPT = auto()  # whether everything is on the disk


@dataclass(frozen=True)
class Changed:
    """One change of the store; read the rest from the store itself."""

    what: What
    exchange: str = ""
    text: str = ""
    reasoning: str = ""  # of TEXT: what was appended to the thoughts
    version: str = ""  # of PAGE_FINISHED and MEASURED
