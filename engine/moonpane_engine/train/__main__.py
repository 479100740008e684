"""`make tiny`: the embedded model from seed to weights. Every step resumes where it stopped.

    python -m moonpane_engine.train [--work .data/tiny] [--pages .data/pages]

pages → the phases of `recipe` → export → held-out scores beside the weights.
"""

import argparse
from pathlib import Path

from moonpane_engine.train.data.__main__ import FONTS
from moonpane_engine.train.data.make import make_pages
from moonpane_engine.train.export import export_run
from moonpane_engine.train.held_out import score_held_out
from moonpane_engine.train.recipe import FIRST_HELD_OUT, NUM_HELD_OUT, NUM_PAGES, RECIPE
from moonpane_engine.train.run import train
from moonpane_resources.paths import embedded_checkpoint


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path(".data/tiny"), help="folder of the run's state and log")
    parser.add_argument("--pages", type=Path, default=Path(".data/pages"), help="folder of the rendered pages")
    parser.add_argument("--fonts", type=Path, default=FONTS, help="folder of fonts beside the product's own")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    options = parser.parse_args()
    held_out = range(FIRST_HELD_OUT, FIRST_HELD_OUT + NUM_HELD_OUT)
    make_pages(options.pages, range(NUM_PAGES), held_out=False, fonts=options.fonts)
    make_pages(options.pages, held_out, held_out=True, fonts=options.fonts)
    train(options.work, options.pages, RECIPE, device=options.device)
    export_run(options.work, embedded_checkpoint())
    score_held_out(options.pages, options.work / "held-out", embedded_checkpoint())


if __name__ == "__main__":
    main()
