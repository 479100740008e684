"""What the pixel process finds in a screen, as far as a conversion needs it; and how alike two places in it are."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[int, int, int, int]  # x, y, width, height in a picture, px
AnyPlace = tuple[float, float, float, float]  # the same, where a page says it


def shared_area(a: AnyPlace, b: AnyPlace) -> float:
    """px² that two places have in common."""
    wide = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    high = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return max(wide, 0.0) * max(high, 0.0)


def likeness(a: AnyPlace, b: AnyPlace) -> float:
    """0…1, what two places share of what they cover together (intersection over union); 0 for two without area."""
    shared = shared_area(a, b)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared) if shared else 0.0


@dataclass(frozen=True)
class LinePicture:
    """One normalised piece of a text line, to be read by a model."""

    line: int  # index of the line in reading order; rows of listings stand behind all lines
    png: bytes  # 28 × 168, grey
    in_cells: bool = False  # it is a piece of a listing's row, whose place in that is known


@dataclass(frozen=True)
class Parsed:
    """The text lines of a screen."""

    num_lines: int
    crops: tuple[LinePicture, ...]  # pieces of one line stand in order


@dataclass(frozen=True)
class Shown:
    """What is seen of one element beyond an outline's words. A text is known by its ink, anything else by its fill.

    `looks` are further declarations, as in a `style` attribute; they hold instead of others of their names.
    """

    color: str  # "#rrggbb", by which that element is known
    file: str = ""  # of the picture in its place
    css: str = ""  # the gradient
    html: str = ""  # of the listing in its place, what is in its `<pre>`
    true_color: str = ""  # what it has where `color` is nothing but its name
    looks: str = ""
    is_text: bool = False


@dataclass(frozen=True)
class Outlined:
    """A measured screen in words, and the pictures in it."""

    outline: str
    font: str  # the CSS value of `font-family`, "" where it cannot be told
    places: tuple[Place, ...] = ()  # of the outline's lines, but for those that only close something
    shown: tuple[Shown, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)  # pictures by their paths
