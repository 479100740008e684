"""From a region that differs to the elements that lie there, and to the lines that these were written in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from moonpane.artifact.source_map import parse_place
from moonpane.pixels import PixelWorker
from moonpane.refine.bench import Files, View, Views
from moonpane.refine.measured.seen import Place, place_of

Kind = Literal["missing", "extra", "moved", "color", "shape"]
MAX_ELEMENTS = 4  # that are named for one region
MAX_WORDS = 80
MAX_LINE_CHARS = 400
AROUND = 4.0  # an element so many times as large as the region is not what differs there


@dataclass(frozen=True)
class Spotted:
    """An element of the page, and where it was written."""

    tag: str
    words: str
    place: Place
    file: str
    line: int  # from 1
    column: int  # from 1
    code: str  # that line


@dataclass(frozen=True)
class Spot:
    """A region in which page and mockup differ, the worst of a view first."""

    x: int
    y: int
    width: int
    height: int
    difference: float  # 0 the same, 1 wholly different
    kind: Kind
    moved: tuple[int, int]  # px that it would have to be moved to lie where it is in the mockup; for "moved"
    crop: bytes  # PNG: mockup at the left, page at the right
    elements: tuple[Spotted, ...]


async def worst_spots(files: Files, views: Views, worker: PixelWorker) -> tuple[tuple[Spot, ...], ...]:
    """The worst regions of each view. Raises MeasureError."""
    return tuple([await spots_of(view, files, worker) for view in views.each])


async def spots_of(view: View, files: Files, worker: PixelWorker) -> tuple[Spot, ...]:
    regions = view.score["worst"]
    if not regions:
        return ()
    corners = [(region["x"], region["y"], region["width"], region["height"]) for region in regions]
    told = await worker.explain(view.mockup.png, view.drawn.png, corners)
    return tuple(
        Spot(
            *corner,
            region["difference"],
            cast(Kind, kind),
            (x, y),
            crop,
            elements_at(Place(*corner), view.drawn.layout, files),
        )
        for corner, region, (kind, x, y, crop) in zip(corners, regions, told, strict=True)
    )


def elements_at(region: Place, layout: Mapping[str, Any], files: Files) -> tuple[Spotted, ...]:
    """The elements that are seen in a region, those that fit it best first; what cannot be traced back is left out."""
    found: dict[tuple[str, int, int], tuple[float, Spotted]] = {}
    words: dict[tuple[str, int, int], str] = {}  # a box says nothing, its text may
    for name in ("blocks", "boxes"):
        for said in layout.get(name, []):
            spotted = _spotted(said, files)
            if spotted is None or spotted.place.area <= 0:
                continue
            key = (spotted.file, spotted.line, spotted.column)
            words.setdefault(key, spotted.words)
            fit = region.likeness(spotted.place)
            if not fit or spotted.place.area > AROUND * region.area:
                continue
            if key not in found or found[key][0] < fit:
                found[key] = (fit, spotted)
    ranked = sorted(found.items(), key=lambda item: -item[1][0])
    return tuple(replace(spotted, words=words[key]) for key, (_, spotted) in ranked[:MAX_ELEMENTS])


def _spotted(said: object, files: Files) -> Spotted | None:
    """A block or box of the renderer's JSON, which the page had a hand in."""
    if not isinstance(said, dict) or (place := place_of(said)) is None:
        return None
    if (where := parse_place(said.get("source"), files)) is None:
        return None
    file, line, column = where
    code = line_of(files[file], line)
    if code is None:
        return None
    words, tag = said.get("text", ""), said.get("tag", "")
    return Spotted(
        tag if isinstance(tag, str) else "",
        " ".join(words.split())[:MAX_WORDS] if isinstance(words, str) else "",
        place,
        file,
        line,
        column,
        code,
    )


def line_of(text: str, number: int) -> str | None:
    """A line of a file, from 1; None where it has not so many."""
    lines: Sequence[str] = text.split("\n")
    return lines[number - 1].strip()[:MAX_LINE_CHARS] if 1 <= number <= len(lines) else None
