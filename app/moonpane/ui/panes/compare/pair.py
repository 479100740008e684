"""What the comparison shows: two pictures, what was measured of them, and where they differ. Plain data, no store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage

from moonpane.refine.regions import Spot, Spotted

# In the order in which they are shown; `moonpane_vision.compare.Score` says what each means.
PART_KEYS = ("block_match", "text", "position", "color", "ssim", "edges", "palette")


@dataclass(frozen=True)
class Figures:
    """A measured score; every part lies in 0..1 with 1 for the same, None where it was not measured."""

    overall: float
    parts: tuple[tuple[str, float | None], ...]  # key of PART_KEYS, value
    tiles: tuple[tuple[float, ...], ...] = ()  # rows of squares from the top left; 0 equal .. 1 wholly different
    tile_size: int = 32  # pixels of the mockup
    note: str = ""  # what was measured and what was not

    @classmethod
    def of(cls, score: Mapping[str, Any]) -> "Figures":
        """From `Score.to_dict()`, as a revision keeps it."""
        return cls(
            score["overall"],
            tuple((key, score.get(key)) for key in PART_KEYS),
            tuple(tuple(row) for row in score["tiles"]),
            score["tile_size"],
            score["summary"],
        )


@dataclass(frozen=True)
class Place:
    """An element that lies in a region, and where it was written."""

    name: str  # `button “Sign in”`
    file: str
    line: int  # from 1


@dataclass(frozen=True)
class Region:
    """One of the places where the pictures differ, in pixels of the mockup."""

    rect: QRect
    difference: float  # 0 the same .. 1 wholly different
    kind: Literal["missing", "extra", "moved", "color", "shape"] = "shape"
    moved: tuple[int, int] = (0, 0)  # px that it would have to be moved; for "moved"
    crop: QImage | None = None  # both sides beside each other
    elements: tuple[Place, ...] = ()


def regions_of(spots: Sequence[Spot]) -> tuple[Region, ...]:
    """From what `moonpane.refine.regions` found; small pictures are decoded, so this is quick enough for any thread."""
    return tuple(
        Region(
            QRect(spot.x, spot.y, spot.width, spot.height),
            spot.difference,
            spot.kind,
            spot.moved,
            QImage.fromData(spot.crop),
            tuple(Place(_name(element), element.file, element.line) for element in spot.elements),
        )
        for spot in spots
    )


def _name(element: Spotted) -> str:
    return f"{element.tag} “{element.words[:24]}”" if element.words else element.tag


@dataclass(frozen=True)
class Side:
    """One picture. `image` may be a smaller copy; places are always those of the original of `natural` size."""

    image: QImage | None
    natural: QSize  # pixels
    caption: str
    empty: str = ""  # said where there is no picture yet

    @property
    def is_there(self) -> bool:
        return self.image is not None and not self.natural.isEmpty()


@dataclass(frozen=True)
class Pair:
    """Two pictures that are compared: mockup and page, or the pages of two revisions."""

    left: Side
    right: Side
    figures: Figures | None = None
    regions: Sequence[Region] = field(default=())
    tab: str = ""  # what it is called among several widths: `Phone · 390`


def pair_of(
    left: Side, right: Side, score: Mapping[str, Any] | None, regions: Sequence[Region] = (), tab: str = ""
) -> Pair:
    """With the figures of a score, and its worst regions where nothing more is known of them."""
    if score is None:
        return Pair(left, right, None, regions, tab)
    plain = [
        Region(QRect(worst["x"], worst["y"], worst["width"], worst["height"]), worst["difference"])
        for worst in score["worst"]
    ]
    return Pair(left, right, Figures.of(score), regions or plain, tab)
