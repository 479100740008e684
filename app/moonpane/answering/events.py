"""What an answer tells while it grows.

Order: (Delta | Continued)+, Ended. Whoever knows what the files are adds FilesGrew behind the deltas.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from moonpane.client.answer import Usage


@dataclass(frozen=True)
class Delta:
    """The next piece of the answer."""

    text: str  # as it was written, without what a continuation repeats; `moonpane.artifact.Artifact` finds files in it
    reasoning: str
    tokens: int  # of the answer so far, continuations included
    tokens_per_s: float  # while it spoke; 0 while there is too little to tell
    said: str = ""  # of a revision: what there is to read by now, without the files; the pieces together are the talk
    token_ids: tuple[int, ...] = ()  # that it was said in, where the endpoint tells


@dataclass(frozen=True)
class Continued:
    """The answer was cut off, and the model is asked to go on."""

    number: int  # from 1


@dataclass(frozen=True)
class FilesGrew:
    """Files as they are now; some hundred times a second at most, and whenever one of them ends."""

    files: Mapping[str, str]
    path: str | None  # the one that is being written


@dataclass(frozen=True)
class Ended:
    """The answer is over."""

    text: str  # all deltas together
    reasoning: str
    said: str  # as the model wrote it; the same for all but the embedded one
    usage: Usage  # tokens of the first prompt, and of all parts of the answer
    tokens_per_s: float
    is_complete: bool  # False when it was cut off and did not come to its end
    remark: str = ""  # why not, in one sentence
    logprobs: tuple[tuple[str, float], ...] = ()  # tokens and how sure they were, where that was asked for


@dataclass(frozen=True)
class SoFar:
    """What there is of an answer that was stopped or broken off, to go on from."""

    text: str
    thoughts: str = ""
    files: Mapping[str, str] = field(default_factory=dict)  # of the page as far as it came
    token_ids: tuple[int, ...] = ()  # that the beginning of the text was said in, where they are known

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.thoughts.strip())
