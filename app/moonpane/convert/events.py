"""What a conversion tells while it runs.

Order: LinesRead* (when lines are read; the first has done = 0), Measured (when grounded), Shortened (when the
outline is too long for the model), Delta+, Finished.
A conversion that fails raises instead of finishing; what its deltas brought until then stays valid.
"""

from dataclasses import dataclass

from moonpane.client.answer import Usage


@dataclass(frozen=True)
class LinesRead:
    """The model has read so many lines of text of the picture."""

    done: int
    total: int


@dataclass(frozen=True)
class Measured:
    """The outline that goes into the prompt."""

    outline: str
    font: str  # the CSS value of `font-family`, "" where it could not be told


@dataclass(frozen=True)
class Shortened:
    """The model's context is too small for the picture: only the upper elements of the outline were given to it."""

    kept: int
    total: int


@dataclass(frozen=True)
class Delta:
    """The next piece of the answer."""

    text: str  # content as the model wrote it; `moonpane.artifact.Artifact` finds the page in it
    reasoning: str
    tokens: int  # of the answer so far
    tokens_per_s: float  # since its first token; 0 while there is too little to tell


@dataclass(frozen=True)
class Finished:
    """The page is there."""

    html: str
    usage: Usage
    tokens_per_s: float
    is_complete: bool  # False when the model ran out of tokens before the end of the page
    answer: str  # as the model said it; the next page may be much like it


Event = LinesRead | Measured | Shortened | Delta | Finished
