"""What the choices of training are worth: short runs that differ in one of them and see the same batches.

    python -m moonpane_engine.train.ablations [--steps 700] [--pages .data/pages] [--out ablations.json]

From nothing the model learns wishes about a few things, which are text alone; then the shipped weights go on writing
pages with pictures of other sizes. Scored is what nobody trained on, with experts rounded to INT4 as they are shipped.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.model.moe import Experts
from moonpane_engine.train.data.edit_batches import EditBatches, Wishes, edit_sample
from moonpane_engine.train.data.edits import Edits
from moonpane_engine.train.data.endless import in_background
from moonpane_engine.train.data.page_batches import PageBatches, Pages, PageSamples, read_records
from moonpane_engine.train.data.samples import ChatSamples
from moonpane_engine.train.fixed.batch import FixedBatch, FixedBatches, Source
from moonpane_engine.train.fixed.graphs import FixedSteps
from moonpane_engine.train.fixed.streams import EDITING, WRITING, Task
from moonpane_engine.train.initial import fresh_model
from moonpane_engine.train.optimizer import balance_routers, make_optimizers, scheduled_lr, set_lr, warmth
from moonpane_engine.train.recipe import SEED
from moonpane_engine.train.scores import ASKED, sample_scores
from moonpane_engine.train.shape import tiny_config
from moonpane_engine.weights.load import load_model
from moonpane_resources.paths import embedded_checkpoint

_WISHES = Wishes(largest=12, simple=0.8)
_NUM_SCORED = 400
_SIZES = (128, 256)  # patches of a measured page's picture


@dataclass(frozen=True)
class Choice:
    """One way to train."""

    name: str
    muon: bool = False
    rounded: bool = True  # experts, in every pass
    balance: float = 1e-3  # of the routers' bias, a step
    laid_in: bool = True  # heads that copy, before the first step
    lr: float = 1e-3


CHOICES = (
    Choice("as it is done"), Choice("Muon", muon=True), Choice("rounded only at the end", rounded=False),
    Choice("routers left alone", balance=0.0), Choice("random first weights", laid_in=False),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=700, help="of each run from nothing; the others take a third")
    parser.add_argument("--pages", type=Path, default=Path(".data/pages"), help="folder of rendered pages")
    parser.add_argument("--workers", type=int, default=14, help="processes that draw")
    parser.add_argument("--out", type=Path, default=Path("ablations.json"))
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for measure in (_from_nothing, _sizes):
        for row in measure(options.steps, options.pages, options.workers):
            rows.append(row)
            print(json.dumps(row), file=sys.stderr, flush=True)
            options.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _from_nothing(steps: int, pages: Path, workers: int) -> Iterator[dict[str, Any]]:
    vocabulary = embedded_checkpoint()
    tokenizer = Tokenizer.from_dir(vocabulary)
    edits = Edits(random.Random("ablations"), held_out=True, largest=_WISHES.largest, simple=_WISHES.simple)
    scored = [edit_sample(ChatSamples(tokenizer), edits.drawn()) for _ in range(_NUM_SCORED)]
    for choice in CHOICES:
        torch.manual_seed(SEED)
        model = fresh_model(tokenizer) if choice.laid_in else KimiModel(tiny_config(tokenizer))
        stream = EditBatches(vocabulary, _WISHES, seed="ablations")
        told = _trained(model, choice, stream, EDITING, steps=steps, workers=workers)
        yield told | {"wishes": sample_scores(model, scored, bf16=_is_gpu())}


def _sizes(steps: int, pages: Path, workers: int) -> Iterator[dict[str, Any]]:
    vocabulary = embedded_checkpoint()
    chat = ChatSamples(Tokenizer.from_dir(vocabulary))
    for sizes in (_SIZES, *((each,) for each in _SIZES)):
        model = load_model(vocabulary, as_stored=False)
        choice = Choice(f"pictures of {' or '.join(map(str, sizes))} patches", lr=3e-4)
        mixture = Pages(2_048, ungrounded=0, drills=0, body=0, patch_limits=sizes)
        stream = PageBatches(vocabulary, pages, mixture, seed="ablations")
        told = _trained(model, choice, stream, WRITING, steps=steps // 3, workers=workers)
        for size in _SIZES:
            asked = PageSamples(chat, random.Random(0), ASKED._replace(patch_limits=(size,)))
            samples = [asked.as_asked(record) for record in read_records(pages, held_out=True)]
            samples = [one for one in samples if one.num_tokens <= model.config.text.max_position_embeddings]
            told |= {f"written at {size}": sample_scores(model, samples, bf16=_is_gpu())}
        yield told


def _trained(
    model: KimiModel, choice: Choice, source: Source, task: Task, *, steps: int, workers: int
) -> dict[str, Any]:
    """Trains a model in place, its rate falling over the second half, and leaves it as it is shipped: rounded."""
    model.to("cuda" if _is_gpu() else "cpu")
    experts = [module for module in model.modules() if isinstance(module, Experts)]
    for each in experts:
        each.quantization_aware = choice.rounded
    optimizers = make_optimizers(model, with_muon=choice.muon)
    fixed = FixedSteps(model, optimizers, bf16=_is_gpu())
    stream = in_background(FixedBatches(source, task.shapes, seed="ablations"), num_workers=workers)
    began, skews, figures = time.monotonic(), list[torch.Tensor](), list[torch.Tensor]()
    for step in range(steps):
        progress = max(2 * step / steps - 1, 0.0)
        set_lr(optimizers, scheduled_lr(choice.lr, progress, decays=True) * warmth(step))
        batch: FixedBatch = next(stream).to("cuda" if _is_gpu() else "cpu")
        figures.append(fixed.step([batch]))
        skews.append(balance_routers(model.modules(), rate=choice.balance))
    last = slice(-max(steps // 10, 1), None)
    loss, right = torch.stack(figures[last]).mean(0).tolist()
    told = {"choice": choice.name, "steps": steps, "loss": round(loss, 4), "right": round(right, 4)}
    for each in experts:
        each.quantization_aware = True
    return told | {"skew": round(torch.stack(skews[last]).mean().item(), 2), "seconds": time.monotonic() - began}


def _is_gpu() -> bool:
    return torch.cuda.is_available()


if __name__ == "__main__":
    main()
