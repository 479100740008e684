"""The score of a page against its original: what was measured, and only that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonpane_vision.compare.blocks import TextBlock, page_blocks
from moonpane_vision.compare.boxes import without_drawings
from moonpane_vision.compare.canvas import canvas
from moonpane_vision.compare.pixels import edge_agreement, palette_distance, palette_score, ssim, ssim_map
from moonpane_vision.compare.text import TextScore, compare_blocks
from moonpane_vision.compare.tiles import TILE, Region, difference_map, tile_means, worst_regions

HEIGHT_GATE = 0.9  # positions of pages whose heights differ more than this say little

_WITH_TEXT = "4 of 5 Design2Code components (CLIP is not available offline)"
_BY_PLACE = (
    "3 of 5 Design2Code components, against blocks measured from the original's picture and paired by place "
    "(texts are not compared, CLIP is not available offline)"
)
_WITHOUT_BLOCKS = "0 of 5 Design2Code components (they need the text blocks of both pages); pixels only"
_WITHOUT_TEXT = "0 of 5 Design2Code components (neither page has text); pixels only"


@dataclass(frozen=True, slots=True)
class Score:
    """How close a page is to its original; every figure is 0..1 with 1 for the same, None where not measured.

    Neither with text: no figure for texts, and the pixels are all there is. Text on one side only, or no two alike:
    `block_match`, `text`, `position` and `color` are 0, as in Design2Code. Without the latter three, a page would gain
    by leaving out the last text that is badly placed.
    `tiles` and `worst` are the other way round: 0 the same, 1 wholly different.
    """

    overall: float  # mean of block_match, text, position, color, ssim, edges, palette, as far as measured
    pixels: float  # mean of ssim, edges, palette
    design2code: float | None  # mean of block_match, text, position, color; None where blocks were paired by place
    block_match: float | None
    text: float | None
    position: float | None  # each page measured by its own size, so see height_ratio
    color: float | None
    color_tight: float | None  # like color, but 0 from a difference of 20 on rather than 100; in no mean
    ssim: float
    edges: float
    palette: float
    height_ratio: float  # smaller height / larger height; in no mean
    width_ratio: float
    sizes: tuple[tuple[int, int], tuple[int, int]]  # (width, height) of the original and of the page
    missing: tuple[str, ...]  # texts of the original that the page does not have, lower case
    extra: tuple[str, ...]  # texts of the page that the original does not have, lower case
    tiles: tuple[tuple[float, ...], ...]  # rows of squares of tile_size pixels
    tile_size: int
    worst: tuple[Region, ...]  # regions that differ, worst first
    components: str  # what was measured of Design2Code's five components

    @property
    def height_gate(self) -> bool:
        """Whether the heights are close enough for the positions to mean what they say."""
        return self.height_ratio >= HEIGHT_GATE

    def to_dict(self) -> dict[str, object]:
        """All figures as plain values for JSON, rounded to four digits."""
        measured = {name: None if value is None else _rounded(value) for name, value in self._figures(_FIGURES)}
        return {
            **measured,
            "height_gate": self.height_gate,
            "components": self.components,
            "summary": self.summary(),
            "sizes": {"original": list(self.sizes[0]), "page": list(self.sizes[1])},
            "missing": list(self.missing),
            "extra": list(self.extra),
            "tile_size": self.tile_size,
            "tiles": [[round(value, 3) for value in row] for row in self.tiles],
            "worst": [
                {"x": r.x, "y": r.y, "width": r.width, "height": r.height, "difference": r.difference}
                for r in self.worst
            ],
        }

    def summary(self) -> str:
        """One sentence: the overall figure, its parts, and what was not measured."""
        measured = self._figures(_LABELS)
        parts = ", ".join(f"{_LABELS[name]} {_rounded(value, 2):.2f}" for name, value in measured if value is not None)
        sentence = f"{_rounded(self.overall, 2):.2f} overall ({parts}), {self.components}"
        if not self.height_gate:
            original, page = self.sizes[0][1], self.sizes[1][1]
            sentence += f"; the page is {page} px tall instead of {original}, so its positions say little"
        return sentence + "."

    def _figures(self, names: Iterable[str]) -> list[tuple[str, float | None]]:
        return [(name, getattr(self, name)) for name in names]


_LABELS = {
    "block_match": "block match",
    "text": "text",
    "position": "position",
    "color": "colour",
    "ssim": "structure",
    "edges": "edges",
    "palette": "palette",
}
_SAME = 1 - 1e-12  # as far as sums of floats tell
_FIGURES = ("overall", "pixels", "design2code", *_LABELS, "color_tight", "height_ratio", "width_ratio")


def compare(
    a: NDArray[np.uint8],
    b: NDArray[np.uint8],
    *,
    blocks_a: Sequence[TextBlock] | None = None,
    blocks_b: Sequence[TextBlock] | None = None,
    by_place: bool = False,
) -> Score:
    """Measures page `b` against its original `a`.

    `a`, `b`: RGB uint8 (H, W, 3), of any two sizes. `blocks_a`, `blocks_b`: the text blocks of both pages in pixels
    of their picture; without both only pixels are measured. `by_place`: `blocks_a` were measured in the picture and
    their texts are not known, so blocks are paired by where they are. Raises CompareError for what cannot be measured.
    """
    pictures = canvas(a, b)
    local = ssim_map(*pictures.common)
    difference = difference_map(pictures, local)
    tiles = tile_means(difference)
    distance = palette_distance(pictures.first, pictures.second)
    seen = (ssim(pictures, local), edge_agreement(pictures), palette_score(distance))
    said, components = TextScore(), _WITHOUT_BLOCKS
    if blocks_a is not None and blocks_b is not None:
        blocks_a = without_drawings(blocks_a, blocks_b, difference, pictures.factor) if by_place else blocks_a
        original = page_blocks(blocks_a, a.shape[1], a.shape[0], side="original", unread=by_place)
        page = page_blocks(blocks_b, b.shape[1], b.shape[0], side="page", unread=by_place)
        said = compare_blocks(page, original, by_place=by_place)
        known = _BY_PLACE if by_place else _WITH_TEXT
        components = _WITHOUT_TEXT if said.block_match is None else known + said.note
    text = [value for value in (said.block_match, said.text, said.position, said.color) if value is not None]
    return Score(
        overall=_mean([*text, *seen]),
        pixels=_mean(seen),
        design2code=_mean(text) if text and not by_place else None,
        block_match=said.block_match,
        text=said.text,
        position=said.position,
        color=said.color,
        color_tight=said.color_tight,
        ssim=seen[0],
        edges=seen[1],
        palette=seen[2],
        height_ratio=min(a.shape[0], b.shape[0]) / max(a.shape[0], b.shape[0]),
        width_ratio=min(a.shape[1], b.shape[1]) / max(a.shape[1], b.shape[1]),
        sizes=((a.shape[1], a.shape[0]), (b.shape[1], b.shape[0])),
        missing=said.missing,
        extra=said.extra,
        tiles=tuple(tuple(row) for row in tiles.tolist()),
        tile_size=TILE * pictures.factor,
        worst=worst_regions(tiles, pictures),
        components=components,
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _rounded(value: float, digits: int = 4) -> float:
    """1 only where nothing differs."""
    return 1.0 if value >= _SAME else min(round(value, digits), 1 - 10**-digits)
