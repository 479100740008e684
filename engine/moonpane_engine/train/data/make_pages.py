"""Generate pages, render them, measure the pictures, and store what the write and the read task are trained with.

    python -m moonpane_engine.train.data.make_pages --out .data/pages --seeds 0:6000
    python -m moonpane_engine.train.data.make_pages --out .data/pages --seeds 9000000:9000120 --held-out

Resumable: a shard of seeds, named by its first seed, is done when its `pages-*.jsonl` exists. `--measure-again` keeps
the pictures and makes the rest anew, after a change of the parser. Files of a shard (held-out ones begin with `held-`):

- `pictures-FIRST/SEED-LEVEL.png` with the rendered `.html` and the renderer's layout `.json`.
- `pages-FIRST.jsonl`: one page a line: seed, level, width, height, picture, html (what the model shall write), outline
  (with true texts), outline_lines, lines (the true text of each measured line), layout (path of the JSON).
- `crops-FIRST.npz`: `pixels` uint8 (N, 28, 168) and `texts` (N,): pieces of measured lines with what they say.
- `left-out-FIRST.json`: how many pages were kept and left out, by reason.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from moonpane_engine.train.data.render import render_folder
from moonpane_engine.train.data.truth import fault, piece_texts, truth_texts
from moonpane_engine.train.pages import make_page, plain_html
from moonpane_vision.normalise import ink_coverage, measure_line, word_spans
from moonpane_vision.outline import outline_text
from moonpane_vision.parse import line_crops, parse_screen
from moonpane_vision.parse.model import Screen

PAGES_PER_SHARD = 100
MAX_HEIGHT_PX = 500
_FALSE_LINES = 0.25  # pages where more of the measured lines are no text are left out


@dataclass(frozen=True, slots=True)
class Measured:
    """A page with what was measured in its picture."""

    row: dict[str, Any]
    crops: list[tuple[np.ndarray, str]]


def main() -> None:
    """Make all shards of a range of seeds."""
    options = _parse()
    first, last = (int(part) for part in options.seeds.split(":"))
    options.out.mkdir(parents=True, exist_ok=True)
    for start in range(first, last, PAGES_PER_SHARD):
        seeds = range(start, min(start + PAGES_PER_SHARD, last))
        shard = Shard(options.out, seeds, held_out=options.held_out)
        shard.render()
        if not options.render_only:
            counts = shard.measure(again=options.measure_again)
            print(json.dumps({"first_seed": start, **counts}), flush=True)


class Shard:
    """The pages of some seeds, in one folder of datasets."""

    def __init__(self, out: Path, seeds: range, *, held_out: bool) -> None:
        self._out, self._seeds, self._held_out = out, seeds, held_out
        self._prefix, self._name = ("held-" if held_out else ""), f"{seeds[0]:07d}"
        self._pictures = self._path("pictures")

    def render(self) -> None:
        """Write and render the pages, unless all of that was done before."""
        done = self._pictures / "rendered"
        if done.exists():
            return
        self._pictures.mkdir(exist_ok=True)
        for seed in self._seeds:
            page = make_page(seed, held_out=self._held_out)
            target = self._pictures / f"{seed:07d}-{page.level}.html"
            if not target.exists():
                _write_whole(target, page.picture_html)
        render_folder(self._pictures, pages=len(self._seeds))
        done.touch()

    def measure(self, *, again: bool) -> dict[str, int]:
        """Measure the pictures; returns how many pages were kept and left out, by reason."""
        target, reasons = self._path("pages", ".jsonl"), self._path("left-out", ".json")
        if target.exists() and not again:
            return json.loads(reasons.read_text(encoding="utf-8"))
        counts: Counter[str] = Counter()
        kept = list(self._measured(counts))
        _store(self._path("crops", ".npz"), [crop for measured in kept for crop in measured.crops])
        _write_whole(reasons, json.dumps(counts))
        _write_whole(target, "".join(json.dumps(measured.row, ensure_ascii=False) + "\n" for measured in kept))
        return dict(counts)

    def _measured(self, counts: Counter[str]) -> Iterator[Measured]:
        for source in sorted(self._pictures.glob("*.html")):
            picture = source.with_suffix(".png")
            if not picture.exists():
                counts["not rendered"] += 1
                continue
            measured = measure_page(source, any_parse=self._held_out)
            if isinstance(measured, str):
                counts[measured] += 1
                continue
            counts["kept"] += 1
            seed, level = source.stem.split("-")
            paths = {"picture": picture, "layout": source.with_suffix(".json")}
            names = {name: str(path.relative_to(self._out)) for name, path in paths.items()}
            yield Measured({"seed": int(seed), "level": int(level)} | measured.row | names, measured.crops)

    def _path(self, what: str, ending: str = "") -> Path:
        return self._out / f"{self._prefix}{what}-{self._name}{ending}"


def measure_page(source: Path, *, any_parse: bool = False) -> Measured | str:
    """Measure a page that was rendered beside its source; returns in a word why it must be left out if so.

    `any_parse`: also where the parser took much for text that is none; held-out pages are not chosen by that.
    """
    painted = source.read_text(encoding="utf-8")
    layout = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
    if reason := fault(plain_html(painted), layout, max_height=MAX_HEIGHT_PX):
        return reason
    with Image.open(source.with_suffix(".png")) as image:
        pixels = np.asarray(image.convert("RGB"))
    html = plain_html(painted, _picture_colours(pixels, layout))
    screen = parse_screen(pixels)
    texts = truth_texts(screen, layout)
    if not any_parse and texts.count("") > _FALSE_LINES * max(len(texts), 4):
        return "false lines"
    outline = outline_text(screen, texts)
    row = {
        "width": pixels.shape[1],
        "height": pixels.shape[0],
        "html": html,
        "outline": outline,
        "outline_lines": outline.count("\n"),
        "lines": texts,
    }
    return Measured(row, list(_crops(pixels, screen, texts)))


def _picture_colours(pixels: np.ndarray, layout: dict[str, Any]) -> list[str]:
    """Return the mean colour of each picture: the one colour that can be measured, so the one to be written."""
    colours = []
    for box in layout["boxes"]:
        if box["background_image"]:
            left, top = round(box["x"] + 0.1 * box["width"]), round(box["y"] + 0.1 * box["height"])
            right, bottom = round(box["x"] + 0.9 * box["width"]), round(box["y"] + 0.9 * box["height"])
            red, green, blue = pixels[top:bottom, left:right].reshape(-1, 3).mean(axis=0).round().astype(int)
            colours.append(f"#{red:02x}{green:02x}{blue:02x}")
    return colours


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


def _store(target: Path, crops: list[tuple[np.ndarray, str]]) -> None:
    pixels = np.stack([crop for crop, _ in crops]) if crops else np.zeros((0, 28, 168), np.uint8)
    draft = target.with_name(f"draft-{target.name}")
    np.savez_compressed(draft, pixels=pixels, texts=np.array([text for _, text in crops], dtype=np.str_))
    draft.replace(target)


def _write_whole(target: Path, text: str) -> None:
    """A shard that was interrupted must not look finished."""
    draft = target.with_name(f"draft-{target.name}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(target)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder of the shards")
    parser.add_argument("--seeds", required=True, metavar="A:B", help="seeds A to B-1")
    parser.add_argument("--held-out", action="store_true", help="half of the words are never trained on")
    parser.add_argument("--render-only", action="store_true", help="make pictures and layouts, measure nothing")
    parser.add_argument("--measure-again", action="store_true", help="measure pictures that were measured before")
    return parser.parse_args()


if __name__ == "__main__":
    main()
