"""Train the embedded model from scratch: first reading, then reading and writing together.

    python -m moonpane_engine.train.tiny --work .data/tiny --stage read --steps 4000
    python -m moonpane_engine.train.tiny --work .data/tiny --stage both --steps 9000 --pages .data/pages

Resumable: the same command goes on where the state in `--work` stopped. `make tiny` runs the whole recipe.
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.moe import Experts
from moonpane_engine.train.data.line_batches import LineBatches, in_background
from moonpane_engine.train.data.page_batches import Mixture, PageBatches
from moonpane_engine.train.data.samples import Batch
from moonpane_engine.train.initial import fresh_model
from moonpane_engine.train.optimizer import balance_routers, make_optimizer, scheduled_lr, set_lr
from moonpane_engine.train.state import load_state, save_state
from moonpane_engine.train.trainer import train_step
from moonpane_engine.train.vocabulary import copy_tokenizer, write_vocabulary
from moonpane_engine.weights.load import load_model

SEED = 20261123
LOG_EVERY, SAVE_EVERY = 25, 100


def main() -> None:
    options = _parse()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    vocabulary = options.work / "vocabulary"
    if options.init and not vocabulary.exists():
        copy_tokenizer(options.init, vocabulary)
    if not (vocabulary / "tiktoken.model").exists():
        write_vocabulary(vocabulary)
    model = fresh_model(Tokenizer.from_dir(vocabulary))
    optimizer = make_optimizer(model, lr=options.lr)
    counters: dict[str, Any] = load_state(options.work, model, optimizer)
    if not counters:
        counters = {"read": 0, "both": 0}
        if options.init:
            model.load_state_dict(load_model(options.init).state_dict())
    done = counters[options.stage]
    given = {name: str(value) if isinstance(value, Path) else value for name, value in vars(options).items()}
    counters.setdefault("runs", []).append({"from_step": done, **given})
    for module in model.modules():
        if isinstance(module, Experts):
            module.quantization_aware = options.stage == "both"
    streams = list(_streams(options, vocabulary, SEED + done))
    log = (options.work / "log.jsonl").open("a")
    started, figures = time.monotonic(), []
    for step in range(done, options.steps):
        set_lr(optimizer, scheduled_lr(options.lr, step, options.steps, decay_share=options.decay))
        figures.append(train_step(model, optimizer, [next(stream) for stream in streams], bf16=False))
        skew = balance_routers(model.modules())
        counters[options.stage] = step + 1
        if (step + 1) % LOG_EVERY == 0:
            mean = [round(sum(column) / len(figures), 4) for column in zip(*figures, strict=True)]
            pace = round((time.monotonic() - started) / (step + 1 - done), 3)
            entry = {"stage": options.stage, "step": step + 1, "figures": mean, "skew": round(skew, 2)}
            print(json.dumps(entry | {"seconds_per_step": pace}), file=log, flush=True)
            figures = []
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == options.steps:
            save_state(options.work, model, optimizer, counters)


def _streams(options: argparse.Namespace, vocabulary: Path, seed: int) -> Iterator[Iterator[Batch]]:
    """One stream of batches per task of the stage."""
    lines = LineBatches(
        vocabulary,
        seed=seed,
        batch_size=options.lines,
        short=options.short,
        easy=options.easy,
        pages=options.pages,
        rendered=options.rendered,
    )
    yield in_background(lines)
    if options.stage == "both":
        mixture = Mixture(
            copies=options.copies,
            drills=options.drills,
            drill_size=options.drill_size,
            body=options.body,
            max_level=options.max_level,
        )
        pages = options.pages or Path()
        yield in_background(PageBatches(vocabulary, pages, seed=seed, tokens=options.tokens, mixture=mixture))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder of the run's state and log")
    parser.add_argument("--stage", choices=("read", "both"), required=True)
    parser.add_argument("--steps", type=int, required=True, help="steps of this stage in all")
    parser.add_argument("--lines", type=int, default=64, help="line crops per step")
    parser.add_argument("--short", type=float, default=0.8, help="share of single words among the drawn lines")
    parser.add_argument("--pages", type=Path, help="folder of rendered pages")
    parser.add_argument("--easy", type=float, default=0.0, help="share of plain words in few fonts among the lines")
    parser.add_argument("--rendered", type=float, default=0.0, help="share of line crops cut from rendered pages")
    parser.add_argument("--tokens", type=int, default=4096, help="padded tokens of pages per step")
    parser.add_argument("--drills", type=float, default=0.1, help="share of drills among the pages")
    parser.add_argument("--drill-size", type=int, default=5, help="elements of the largest drill")
    parser.add_argument("--copies", type=float, default=0.0, help="share of plain repetition among the pages")
    parser.add_argument("--body", type=float, default=0.5, help="share of pages without picture and preamble")
    parser.add_argument("--max-level", type=int, default=3, help="largest pages taken")
    parser.add_argument("--init", type=Path, help="checkpoint to start from where there is no state yet")
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.0, help="share of the stage over which the rate decays")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
