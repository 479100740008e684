"""What a conversion tells while it runs.

Order: FirstFrame (of a recording, when the model sees pictures only), LinesRead* (when lines are read; the first has
done = 0), Measured (when grounded), Shortened (when the outline is too long for the model),
(Delta | FilesGrew | Continued)+, Finished.
A conversion that fails raises instead of finishing; what its deltas brought until then stays valid.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from moonpane.answering import Continued, Delta, FilesGrew
from moonpane.client.answer import Usage
from moonpane.outlined import Place, Shown
from moonpane.session import INDEX


@dataclass(frozen=True)
class FirstFrame:
    """The model sees pictures only: of a recording it is given the first frame."""

    recording: str  # its name


@dataclass(frozen=True)
class LinesRead:
    """The model has read so many lines of text of the picture."""

    done: int
    total: int


@dataclass(frozen=True)
class Measured:
    """The outline that goes into the prompt, and the pictures that were cut out."""

    outline: str
    font: str  # the CSS value of `font-family`, "" where it could not be told
    places: tuple[Place, ...] = ()  # of its lines in the picture, but for those that only close something
    shown: tuple[Shown, ...] = ()  # pictures and gradients in the outline
    pictures: Mapping[str, str] = field(default_factory=dict)  # path → text of a file, see `artifact.pictures`


@dataclass(frozen=True)
class Shortened:
    """The model's context is too small for the picture: only the upper elements of the outline were given to it."""

    kept: int
    total: int


@dataclass(frozen=True)
class Finished:
    """The page is there."""

    files: Mapping[str, str]  # relative path → text
    usage: Usage
    tokens_per_s: float
    is_complete: bool  # False when the model ran out of tokens before the end of the page
    answer: str  # as the model said it; the next page may be much like it
    talk: str = ""  # what it said around the files
    remark: str = ""  # one sentence, when it is not complete: why

    @property
    def html(self) -> str:
        """The page itself; "" for a project that has none."""
        return self.files.get(INDEX, "")


Event = FirstFrame | LinesRead | Measured | Shortened | Delta | FilesGrew | Continued | Finished
