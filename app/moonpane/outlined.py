"""What the pixel process finds in a screen, as far as a conversion needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[int, int, int, int]  # x, y, width, height in a picture, px


@dataclass(frozen=True)
class LinePicture:
    """One normalised piece of a text line, to be read by a model."""

    line: int  # index of the line in reading order
    png: bytes  # 28 × 168, grey


@dataclass(frozen=True)
class Parsed:
    """The text lines of a screen."""

    num_lines: int
    crops: tuple[LinePicture, ...]  # pieces of one line stand in order


@dataclass(frozen=True)
class Shown:
    """What is to be seen in the place of one element of an outline: a picture's file, or a gradient in CSS."""

    color: str  # "#rrggbb", by which that element is known
    file: str = ""
    css: str = ""


@dataclass(frozen=True)
class Outlined:
    """A measured screen in words, and the pictures in it."""

    outline: str
    font: str  # the CSS value of `font-family`, "" where it cannot be told
    places: tuple[Place, ...] = ()  # of the outline's lines, but for those that only close something
    shown: tuple[Shown, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)  # pictures by their paths
