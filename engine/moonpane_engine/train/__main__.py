"""`make tiny`: the embedded model from seed to weights. Every step resumes where it stopped.

    python -m moonpane_engine.train [--work .data/tiny] [--pages .data/pages]

pages → the phases of `recipe` → export → held-out scores beside the weights.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from moonpane_engine.train.export import export_run
from moonpane_engine.train.held_out import score_held_out
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
    score_held_out(options.pages, options.work / "held-out", embedded_checkpoint())


def _run(module: str, *arguments: str) -> None:
    """Run a module of ours as a child; its failure ends the recipe."""
    subprocess.run([sys.executable, "-m", module, *arguments], check=True)


if __name__ == "__main__":
    main()
