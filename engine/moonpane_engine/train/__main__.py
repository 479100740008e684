"""`make tiny`: the embedded model from seed to weights. Every step resumes where it stopped.

    python -m moonpane_engine.train [--work .data/tiny] [--pages .data/pages]

pages → the phases of `recipe` → export → held-out scores beside the weights.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from moonpane_engine.train.export import export_run
from moonpane_engine.train.recipe import FIRST_HELD_OUT, NUM_HELD_OUT, NUM_PAGES, RECIPE
from moonpane_engine.train.run import train
from moonpane_resources.paths import embedded_checkpoint


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path(".data/tiny"), help="folder of the run's state and log")
    parser.add_argument("--pages", type=Path, default=Path(".data/pages"), help="folder of the rendered pages")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    options = parser.parse_args()
    pages = str(options.pages)
    held_out = f"{FIRST_HELD_OUT}:{FIRST_HELD_OUT + NUM_HELD_OUT}"
    _run("moonpane_engine.train.data.make_pages", "--out", pages, "--seeds", f"0:{NUM_PAGES}")
    _run("moonpane_engine.train.data.make_pages", "--out", pages, "--seeds", held_out, "--held-out")
    train(options.work, options.pages, RECIPE, device=options.device)
    export_run(options.work, embedded_checkpoint())
    suite = options.work / "held-out"
    write_suite(options.pages, suite)
    for name, grounding in (("held_out.json", "--grounding"), ("held_out_alone.json", "--no-grounding")):
        scores = _run("moonpane", "eval", str(suite), grounding, "--json", capture=True)
        (embedded_checkpoint() / "training" / name).write_text(scores)


def write_suite(pages: Path, suite: Path) -> None:
    """The held-out pages as they were rendered, photos included, with their size in the first line."""
    suite.mkdir(parents=True, exist_ok=True)
    for shard in sorted(pages.glob("held-pages-*.jsonl")):
        for line in shard.read_text(encoding="utf-8").splitlines():
            page = json.loads(line)
            rendered = (pages / page["picture"]).with_suffix(".html").read_text(encoding="utf-8")
            html = rendered.partition("\n")[2]  # without its own first line, whose height is "auto"
            sized = f"<!-- viewport: {page['width']}x{page['height']} -->\n{html}"
            (suite / f"{page['seed']}.html").write_text(sized, encoding="utf-8")


def _run(module: str, *arguments: str, capture: bool = False) -> str:
    """Run a module of ours as a child; its failure ends the recipe."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE if capture else None)
    return done.stdout or ""


if __name__ == "__main__":
    main()
