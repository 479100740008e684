"""What came of one case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TEXT = ("block_match", "text", "position", "color")  # of Design2Code
PIXELS = ("ssim", "edges", "palette", "height_ratio")
LAYOUT = ("boxes", "lines", "overlap", "fill", "border", "pictures", "radius")
FIGURES = ("overall", *TEXT, *PIXELS, "layout", *LAYOUT)
NOTHING: dict[str, float | None] = dict.fromkeys(FIGURES, 0.0)  # a failed conversion gets a score, not an excuse


def nothing(layout: Mapping[str, Any] | None) -> dict[str, float | None]:
    """0 for a case without an answer; None for what its true page has not, or nobody knows without its layout."""
    missing = ("text", "layout", *LAYOUT) if layout is None else () if layout["blocks"] else TEXT
    return NOTHING | dict.fromkeys(missing)


@dataclass(frozen=True)
class Row:
    """Figures are 0..1 with 1 for the same, None where there was nothing to measure; a case without a page has 0."""

    name: str
    score: dict[str, float | None]  # of FIGURES
    tokens: int = 0
    seconds: float = 0.0  # from the picture to the whole page, refinement included
    is_complete: bool = False
    is_drawn: bool = False
    has_truth: bool = True  # its true page is known; else only the picture
    error: str = ""  # why there is no page
    before: dict[str, float | None] | None = None  # the figures before it was refined, where it was
    absolute: float | None = None  # share of its elements that are placed absolutely
    html: str = ""  # the page as one document, with its pictures in it
    mockup: bytes = b""  # PNG
    render: bytes = b""  # PNG
    tiles: tuple[tuple[float, ...], ...] = ()  # where they differ, 0..1, rows of squares of `tile_size` px
    tile_size: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Without pictures, for a report in JSON."""
        row = {
            "name": self.name,
            "tokens": self.tokens,
            "seconds": round(self.seconds, 2),
            "complete": self.is_complete,
            "drawn": self.is_drawn,
            "absolute": self.absolute,
            "score": self.score,
        }
        for name, value in (("error", self.error), ("before", self.before)):
            row |= {name: value} if value else {}
        return row if self.has_truth else row | {"truth": False}
