"""A run by the clock on a machine that is there for minutes: no page is drawn there, the result leaves in pieces."""

import json
import shutil
import sys
from pathlib import Path

from moonpane_engine.train.carry import cut
from moonpane_engine.train.export import export_run
from moonpane_engine.train.recipe import FREELY, RECIPE, SIGHT, WISHES
from moonpane_engine.train.run import Run, train
from moonpane_engine.train.scores import token_scores
from moonpane_engine.train.state import save_state
from moonpane_engine.train.vocabulary import copy_tokenizer

SCORES_FILE = "token_scores.json"


def train_by_the_clock(
    work: Path,
    pages: Path,
    *,
    device: str,
    bf16: bool | None,
    muon: bool | None,
    minutes: float,
    of: float | None,
    pieces: Path | None,
) -> None:
    """Train for `minutes` with the pages that are there, score, export to `work`/checkpoint, cut into `pieces`.

    A run that was joined into `work` goes on from there.
    """
    run = train(
        work, pages, (*RECIPE, *SIGHT, *WISHES, *FREELY), device=device, bf16=bf16, muon=muon, minutes=minutes, of=of
    )
    run.save()  # also where there was no time for a step
    export_run(work, work / "checkpoint")
    write_scores(run, pages, work / "checkpoint" / "training" / SCORES_FILE)
    if pieces is not None:
        carry_back(run, work, pieces)


def write_scores(run: Run, pages: Path, target: Path) -> None:
    """The token scores on held-out pages, where there are such pages."""
    try:
        scores = token_scores(run.model, run.vocabulary, pages, bf16=run.bf16)
    except FileNotFoundError as error:
        print(f"Not scored: {error}", file=sys.stderr)
        return
    print(json.dumps(scores), file=sys.stderr)
    target.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


def carry_back(run: Run, work: Path, pieces: Path) -> None:
    """What a run needs to go on elsewhere, and its checkpoint, in pieces.

    The optimisers' moments stay: they are twice as large as the weights, and are there again after the warm-up.
    """
    carried = work / "carried"
    shutil.rmtree(carried, ignore_errors=True)
    save_state(carried, run.model, (), run.counters)
    copy_tokenizer(run.vocabulary, carried / "vocabulary")
    shutil.copytree(work / "checkpoint", carried / "checkpoint")
    shutil.copyfile(work / "log.jsonl", carried / "log.jsonl")
    cut(carried, pieces)
    shutil.rmtree(carried)
