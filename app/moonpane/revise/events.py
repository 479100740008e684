"""What a revision tells while it runs.

Order: LeftOut* (when the history is too long for the model; the last one counts),
(Delta | FilesGrew | Changed | Continued)+, then for changes that could not be applied
(Rejected, AskingAgain, (Delta | FilesGrew | Changed | Continued)*)*, Rejected (when some are still refused), Finished.
A revision whose first request fails raises; whatever goes wrong later leaves what was applied until then.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from moonpane.answering import Continued, Delta, FilesGrew
from moonpane.artifact import Done, Refused
from moonpane.client.answer import Usage
from moonpane.sentences import phrase


@dataclass(frozen=True)
class LeftOut:
    """The model's context is too small for all that was said: the oldest exchanges were not sent."""

    exchanges: int
    pictures: int  # that went with them

    @property
    def sentence(self) -> str:
        match self.exchanges == 1, self.pictures > 0:
            case True, True:
                what = phrase("The oldest exchange was left out with its picture")
            case True, False:
                what = phrase("The oldest exchange was left out")
            case False, True:
                what = phrase(f"The {self.exchanges} oldest exchanges were left out with their pictures")
            case _:
                what = phrase(f"The {self.exchanges} oldest exchanges were left out")
        return f"{what}, because the model's context is too small for all of the conversation."


@dataclass(frozen=True)
class Changed:
    """More of the changes are in the files."""

    done: tuple[Done, ...]  # all of them until now


@dataclass(frozen=True)
class Rejected:
    """Changes that could not be applied, each with its reason; the files are as they were at these places."""

    changes: tuple[Refused, ...]


@dataclass(frozen=True)
class AskingAgain:
    """The model is asked for the rejected changes once more, and for nothing else."""

    number: int  # from 1


@dataclass(frozen=True)
class Finished:
    """The answer is over."""

    files: Mapping[str, str]  # all of them, as they are now
    talk: str  # what the model said around its changes, with a line `⟦path⟧` where each stood
    applied: tuple[Done, ...]  # () when the answer was prose only
    rejected: tuple[Refused, ...]  # what the model could not mend either
    usage: Usage  # the first prompt, and everything that was answered
    tokens_per_s: float
    is_complete: bool  # False when the answer was cut off, or changes are missing
    answer: str  # all that was written, as deltas brought it
    remarks: tuple[str, ...] = ()  # one sentence each: what was left out, refused, cut off


Event = LeftOut | Delta | FilesGrew | Changed | Continued | Rejected | AskingAgain | Finished
