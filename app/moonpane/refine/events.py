"""What a refinement tells while it runs.

Order: Began, then for each round RoundBegan and (Proposed, Measured?, Accepted | Rejected)* with GaveUp where a
proposer could not go on, then Ended. Whoever breaks it off has the best so far in the last Accepted, else in Began.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from moonpane.refine.bench import Views
from moonpane.refine.gate import Reason


@dataclass(frozen=True)
class Candidate:
    """A page that is proposed instead of the best so far."""

    files: Mapping[str, str]
    what: str  # was changed, in words
    why: str  # it was thought to be better
    proposer: str
    trials: int = 0  # changes that were measured one by one before this was proposed

    def __post_init__(self) -> None:
        object.__setattr__(self, "files", MappingProxyType(dict(self.files)))


class End(StrEnum):
    """Why a refinement is over."""

    NO_GAIN = "No gain for a round."
    HIGH = "The score is high already."
    STOPPED = "Stopped."
    DONE = "All rounds are done."


@dataclass(frozen=True)
class Began:
    """The page as it was given."""

    views: Views


@dataclass(frozen=True)
class RoundBegan:
    number: int  # from 1


@dataclass(frozen=True)
class Proposed:
    number: int  # of the candidate, from 1 over all rounds
    candidate: Candidate


@dataclass(frozen=True)
class Measured:
    number: int
    candidate: Candidate
    views: Views


@dataclass(frozen=True)
class Accepted:
    """The candidate is the best now."""

    number: int
    candidate: Candidate
    views: Views
    gain: float


@dataclass(frozen=True)
class Rejected:
    number: int
    candidate: Candidate
    gain: float
    reason: Reason
    sentence: str = ""  # what went wrong, where it could not be drawn


@dataclass(frozen=True)
class GaveUp:
    """A proposer failed; the others go on."""

    proposer: str
    sentence: str


@dataclass(frozen=True)
class Ended:
    """`files` is the best page; it never measures worse than the one that was given."""

    files: Mapping[str, str]
    views: Views
    reason: End
    gains: tuple[float, ...] = field(default=())  # of each round


Event = Began | RoundBegan | Proposed | Measured | Accepted | Rejected | GaveUp | Ended
