"""A drawn page measured in its picture: what the write and the read task are trained with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from moonpane_engine.train.data.drawn import Drawn, fault, tell_truth
from moonpane_engine.train.data.noise import shoot
from moonpane_engine.train.data.render import MAX_HEIGHT_PX
from moonpane_engine.train.data.truth import piece_texts, truth_texts
from moonpane_engine.train.pages import Page, written
from moonpane_vision.normalise import ink_coverage, measure_line, word_spans
from moonpane_vision.outline import outline_text
from moonpane_vision.parse import line_crops, parse_screen
from moonpane_vision.parse.model import Screen

_MAX_CROPS = 8  # of a page, drawn among all of its lines
_FALSE_LINES = 0.4  # pages where more of the measured lines are no text are left out


@dataclass(frozen=True, slots=True)
class Measured:
    """A page with what was measured in its picture."""

    row: dict[str, Any]
    name: str  # of its picture
    picture: bytes
    crops: list[tuple[np.ndarray, str]]


def measure_page(page: Page, picture: Path, *, held_out: bool) -> Measured | str:
    """Measure a page that was drawn to `picture`, its layout beside it; in a word why it must be left out if so.

    Held-out pages have no noise, and are not chosen by how well the parser does.
    """
    layout = json.loads(picture.with_suffix(".json").read_text(encoding="utf-8"))
    if reason := fault(page.body, layout, max_height=MAX_HEIGHT_PX):
        return reason
    with Image.open(picture) as image:
        drawn = Drawn(page.body, layout, np.asarray(image.convert("RGB")))
    tell_truth(drawn)
    shot = shoot(drawn, Random(f"noise {page.seed}"), is_clean=held_out)
    pixels = shot.drawn.pixels
    screen = parse_screen(pixels)
    texts = truth_texts(screen, shot.drawn.layout)
    if not held_out and texts.count("") > _FALSE_LINES * max(len(texts), 4):
        return "false lines"
    name = f"pictures/{page.seed:07d}.{shot.ending}"
    row = {
        "seed": page.seed,
        "level": page.level,
        "kind": page.kind,
        "language": page.language,
        "noises": shot.noises,
        "width": pixels.shape[1],
        "height": pixels.shape[0],
        "picture": name,
        "html": written(shot.drawn.body, page.family),
        "outline": outline_text(screen, texts),
        "lines": texts,
    }
    crops = list(_crops(pixels, screen, texts))
    some = Random(f"crops {page.seed}").sample(crops, min(len(crops), _MAX_CROPS))
    return Measured(row, name, shot.encoded, some)


def _crops(pixels: np.ndarray, screen: Screen, texts: list[str]) -> Iterator[tuple[np.ndarray, str]]:
    """Yield the pieces whose text is certain."""
    by_line: dict[int, list[Any]] = {}
    for crop in line_crops(pixels, screen):
        by_line.setdefault(crop.line, []).append(crop)
    for index, crops in by_line.items():
        parts = piece_texts(texts[index], [_words_shown(crop.pixels) for crop in crops])
        if parts is not None:
            yield from zip((crop.pixels for crop in crops), parts, strict=True)


def _words_shown(piece: np.ndarray) -> int:
    coverage = ink_coverage(piece, background=np.array([255], np.uint8))
    metrics = measure_line(coverage)
    return len(word_spans(coverage, metrics)) if metrics else 0
