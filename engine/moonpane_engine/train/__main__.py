"""`make tiny`: the embedded model from seed to weights. Every step resumes where it stopped.

    python -m moonpane_engine.train [--work .data/tiny] [--pages .data/pages]

pages → the phases of `recipe` → export → held-out scores beside the weights.

    python -m moonpane_engine.train --minutes 9 --pieces OUT [--of 18] [--begin CHECKPOINT]

by the clock: with the pages that are there, the phases for a GPU too, to WORK/checkpoint, and back in pieces of 16 MB
(docs/model.md).
"""

import argparse
from pathlib import Path

from moonpane_engine.train.begin import begin_with
from moonpane_engine.train.data.__main__ import FONTS
from moonpane_engine.train.export import export_run
from moonpane_engine.train.recipe import FIRST_HELD_OUT, NUM_HELD_OUT, NUM_PAGES, RECIPE
from moonpane_engine.train.run import train
from moonpane_engine.train.short_run import train_by_the_clock
from moonpane_resources.paths import embedded_checkpoint


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path(".data/tiny"), help="folder of the run's state and log")
    parser.add_argument("--pages", type=Path, default=Path(".data/pages"), help="folder of the rendered pages")
    parser.add_argument("--fonts", type=Path, default=FONTS, help="folder of fonts beside the product's own")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, help="products in bfloat16; as a GPU can")
    parser.add_argument("--muon", action=argparse.BooleanOptionalAction, help="Muon for the blocks' matrices; on a GPU")
    parser.add_argument("--minutes", type=float, help="stop after so many minutes, everything included")
    parser.add_argument("--of", type=float, help="minutes of the whole recipe, where one run does not reach its end")
    parser.add_argument("--begin", type=Path, help="checkpoint whose run is gone on with, where there is no state yet")
    parser.add_argument("--pieces", type=Path, help="folder for state and checkpoint in pieces")
    options = parser.parse_args()
    if options.begin:
        begin_with(options.begin, options.work)
    if options.minutes is None:
        _train_by_steps(options)
    else:
        given = {name: getattr(options, name) for name in ("device", "bf16", "muon", "minutes", "of", "pieces")}
        train_by_the_clock(options.work, options.pages, **given)


def _train_by_steps(options: argparse.Namespace) -> None:
    from moonpane_engine.train.data.make import make_pages
    from moonpane_engine.train.held_out import score_held_out

    held_out = range(FIRST_HELD_OUT, FIRST_HELD_OUT + NUM_HELD_OUT)
    make_pages(options.pages, range(NUM_PAGES), held_out=False, fonts=options.fonts)
    make_pages(options.pages, held_out, held_out=True, fonts=options.fonts)
    train(options.work, options.pages, RECIPE, device=options.device, bf16=options.bf16, muon=options.muon)
    export_run(options.work, embedded_checkpoint())
    score_held_out(options.pages, options.work / "held-out", embedded_checkpoint())


if __name__ == "__main__":
    main()
