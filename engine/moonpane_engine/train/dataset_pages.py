"""Generate pages, render them, measure the pictures, and store what the write and the read task are trained with.

    python -m moonpane_engine.train.dataset_pages --out .data/pages --seeds 0:6000
    python -m moonpane_engine.train.dataset_pages --out .data/pages --seeds 9000000:9000120 --held-out

Resumable: a shard whose `pages-*.jsonl` exists is done. Per shard of seeds, named by its first seed:

- `pages-FIRST.jsonl`: one page a line: seed, level, held_out, width, height, picture (PNG beside it), html (what the
  model shall write), outline (with true texts), outline_lines, lines (the true text of each measured line).
- `crops-FIRST.npz`: `pixels` uint8 (N, 28, 168) and `texts` (N,): pieces of measured lines with what they say.
- `left-out-FIRST.json`: how many pages were left out, by reason. Held-out shards say `held-pages-FIRST.jsonl` etc.
"""

import argparse
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from moonpane_engine.train.pages import Page, make_page
from moonpane_engine.train.render import render_folder
from moonpane_engine.train.truth import fault, piece_texts, truth_texts
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
        counts = make_shard(options.out, seeds, held_out=options.held_out)
        print(json.dumps({"first_seed": start, **counts}), flush=True)


def make_shard(out: Path, seeds: range, *, held_out: bool) -> dict[str, int]:
    """Make the pages of one shard unless they are there; returns how many were kept and left out, by reason."""
    kind, name = ("held-" if held_out else ""), f"{seeds[0]:07d}"
    target, reasons = out / f"{kind}pages-{name}.jsonl", out / f"{kind}left-out-{name}.json"
    if target.exists():
        return json.loads(reasons.read_text(encoding="utf-8"))
    folder = out / f"{kind}work-{name}"
    folder.mkdir(exist_ok=True)
    pages = {seed: make_page(seed, held_out=held_out) for seed in seeds}
    for seed, page in pages.items():
        (folder / f"{seed:07d}.html").write_text(page.picture_html, encoding="utf-8")
    render_folder(folder, pages=len(pages))
    counts: Counter[str] = Counter()
    pictures = out / f"{kind}pictures-{name}"
    pictures.mkdir(exist_ok=True)
    kept = list(_measured(pages, folder, pictures, counts))
    _store(out, f"{kind}crops-{name}.npz", [crop for measured in kept for crop in measured.crops])
    _write_whole(reasons, json.dumps(counts))
    _write_whole(target, "".join(json.dumps(measured.row, ensure_ascii=False) + "\n" for measured in kept))
    shutil.rmtree(folder)
    return dict(counts)


def measure_page(page: Page, picture: Path, layout: dict[str, Any]) -> Measured | str:
    """Measure a rendered page; returns in a word why it must be left out if so."""
    if reason := fault(page.html, layout, max_height=MAX_HEIGHT_PX):
        return reason
    with Image.open(picture) as image:
        pixels = np.asarray(image.convert("RGB"))
    screen = parse_screen(pixels)
    texts = truth_texts(screen, layout)
    if texts.count("") > _FALSE_LINES * max(len(texts), 4):
        return "false lines"
    outline = outline_text(screen, texts)
    row = {
        "seed": page.seed,
        "level": page.level,
        "width": pixels.shape[1],
        "height": pixels.shape[0],
        "html": page.html,
        "outline": outline,
        "outline_lines": outline.count("\n") + 1,
        "lines": texts,
    }
    return Measured(row, list(_crops(pixels, screen, texts)))


def _measured(pages: dict[int, Page], folder: Path, pictures: Path, counts: Counter[str]) -> Iterator[Measured]:
    for seed, page in pages.items():
        picture = folder / f"{seed:07d}.png"
        if not picture.exists():
            counts["not rendered"] += 1
            continue
        layout = json.loads(picture.with_suffix(".json").read_text(encoding="utf-8"))
        measured = measure_page(page, picture, layout)
        if isinstance(measured, str):
            counts[measured] += 1
            continue
        counts["kept"] += 1
        picture.replace(pictures / picture.name)
        measured.row["picture"] = f"{pictures.name}/{picture.name}"
        yield measured


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


def _store(out: Path, name: str, crops: list[tuple[np.ndarray, str]]) -> None:
    pixels = np.stack([crop for crop, _ in crops]) if crops else np.zeros((0, 28, 168), np.uint8)
    draft = out / f"draft-{name}"
    np.savez_compressed(draft, pixels=pixels, texts=np.array([text for _, text in crops], dtype=np.str_))
    draft.replace(out / name)


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
    return parser.parse_args()


if __name__ == "__main__":
    main()
