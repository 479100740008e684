"""How much sets of pages are alike: the distribution of each feature, and its distance from that of a reference.

    python -m moonpane_engine.train.data diversity .data/pages suites/handmade

A set is a folder of HTML pages, or one of pieces, whose pages are written again from their seeds; both are drawn. The
last set is the reference. The distance is total variation: 0 for the same distribution, 1 for nothing in common; each
page counts the same.
"""

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from moonpane_engine.train.data.features import Counts, features_of
from moonpane_engine.train.data.pieces import read_pages
from moonpane_engine.train.data.render import render_folder
from moonpane_engine.train.pages import make_page

_SHOWN = 6  # commonest values of a feature


def print_table(sets: list[Path], fonts: Path) -> None:
    """Print a table in Markdown: for each feature its commonest values, and the distance from the reference."""
    found = [_shares(pages) for pages in (_features(folder, fonts) for folder in sets)]
    reference = found[-1]
    names = [folder.name for folder in sets]
    print(
        "| feature | " + " | ".join(names) + " | " + " | ".join(f"{name} to {names[-1]}" for name in names[:-1]) + " |"
    )
    print("|---|" + "---|" * (2 * len(sets) - 1))
    distances = [
        [total_variation(shares[feature], reference[feature]) for shares in found[:-1]] for feature in reference
    ]
    for feature, row in zip(reference, distances, strict=True):
        cells = [_said(feature, shares[feature]) for shares in found] + [f"{distance:.2f}" for distance in row]
        print(f"| {feature} | " + " | ".join(cells) + " |")
    means = [f"**{np.mean(column):.2f}**" for column in zip(*distances, strict=True)]
    print("| **mean** | " + " | " * len(sets) + " | ".join(means) + " |")


def total_variation(one: dict[str, float], other: dict[str, float]) -> float:
    """Half of the summed differences of two distributions."""
    return sum(abs(one.get(value, 0.0) - other.get(value, 0.0)) for value in {*one, *other}) / 2


def _shares(pages: list[Counts]) -> dict[str, dict[str, float]]:
    """The distribution of each feature, as the mean of those of the pages."""
    shares: dict[str, dict[str, float]] = {}
    for feature in pages[0]:
        sums: dict[str, float] = defaultdict(float)
        filled = [page[feature] for page in pages if page[feature].total()]
        for counts in filled:
            for value, count in counts.items():
                sums[value] += count / counts.total() / len(filled)
        shares[feature] = dict(sums)
    return shares


def _said(feature: str, shares: dict[str, float]) -> str:
    if feature.startswith("has "):
        return f"{shares.get('True', 0.0):.0%}"
    common = Counter(shares).most_common(_SHOWN)
    if feature == "pixel colours":
        return f"{sum(share >= 0.0005 for share in shares.values())} of 216 colours"
    return f"{len(shares)}: " + ", ".join(f"{value} {share:.0%}" for value, share in common)


def _features(folder: Path, fonts: Path) -> list[Counts]:
    """Draw all pages of a set and count what is on them. Raises FileNotFoundError for a folder without pages."""
    found = []
    with tempfile.TemporaryDirectory(prefix="moonpane-") as name:
        work = Path(name)
        for stem, html in _pages(folder):
            (work / f"{stem}.html").write_text(html, encoding="utf-8")
        render_folder(work, fonts=fonts if fonts.is_dir() else None)
        for picture in sorted(work.glob("*.png")):
            layout = json.loads(picture.with_suffix(".json").read_text(encoding="utf-8"))
            with Image.open(picture) as image:
                pixels = np.asarray(image.convert("RGB"))
            found.append(features_of(picture.with_suffix(".html").read_text(encoding="utf-8"), layout, pixels))
    return found


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    pages = sorted(folder.glob("*.html"))
    for page in pages:
        yield page.stem, page.read_text(encoding="utf-8")
    if not pages:
        for _, row in read_pages(folder):
            yield f"{row['seed']:07d}", make_page(row["seed"]).picture_html
