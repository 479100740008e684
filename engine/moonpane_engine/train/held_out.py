"""The embedded model on pages nobody trained on: the suite, and its scores beside the weights."""

import json
import subprocess
import sys
from pathlib import Path

from moonpane_engine.train.data.pieces import read_pages
from moonpane_engine.train.export import weights_digest
from moonpane_engine.train.pages import make_page


def score_held_out(pages: Path, suite: Path, checkpoint: Path) -> None:
    """Measure `checkpoint` with and without grounding; scores go into its `training` folder with its weights' digest.

    `pages` is the folder that `data make --held-out` filled; the pages to convert are written into `suite`.
    """
    write_suite(pages, suite)
    for name, grounding in (("held_out.json", "--grounding"), ("held_out_alone.json", "--no-grounding")):
        words = ("eval", str(suite), grounding, "--model", str(checkpoint), "--json")
        said = subprocess.run([sys.executable, "-m", "moonpane", *words], check=True, stdout=subprocess.PIPE).stdout
        scores = {"weights": weights_digest(checkpoint)} | json.loads(said)
        (checkpoint / "training" / name).write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


def write_suite(pages: Path, suite: Path) -> None:
    """The held-out pages as they were rendered, photos included, with their size in the first line."""
    suite.mkdir(parents=True, exist_ok=True)
    for old in suite.glob("*.html"):
        old.unlink()
    for _, page in read_pages(pages, held_out=True):
        html = make_page(page["seed"], held_out=True).picture_html.partition("\n")[2]  # without "auto" as its height
        sized = f"<!-- viewport: {page['width']}x{page['height']} -->\n{html}"
        (suite / f"{page['seed']}.html").write_text(sized, encoding="utf-8")
