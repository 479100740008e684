"""Whether a plan of the layout before the code helps: two short runs that differ in the answer alone.

    python -m moonpane_engine.train.plan_ablation [--pages .data/pages] [--steps 150] [--out plan.json]

From the shipped weights one model goes on writing pages as it does, the other one says a plan (`data/layout_plan.py`)
in `<think>` first. Both take each step in turn, on the same pages: with their outline and picture, and from the
picture alone. Scored is what nobody trained on, with the weights as they are shipped. Small enough for two cores; it
goes on with the next of its parts where it was stopped: the runs, the likelihoods, the pages as they are written.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Any

import torch

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.config import read_json
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.model.moe import Experts
from moonpane_engine.runner import Runner
from moonpane_engine.train.data.layout_plan import num_planned, plan_given, with_plan
from moonpane_engine.train.data.page_batches import PageBatches, Pages, PageSamples, by_grid, filled, read_records
from moonpane_engine.train.data.samples import ChatSamples, Sample, collate
from moonpane_engine.train.optimizer import balance_routers, make_optimizers, scheduled_lr, set_lr
from moonpane_engine.train.plan_scores import Nats, compared, likeness, nats, written
from moonpane_engine.train.scores import ASKED
from moonpane_engine.train.shape import MEASURED_PATCHES
from moonpane_engine.train.trainer import train_step
from moonpane_engine.train.vocabulary import copy_tokenizer
from moonpane_engine.weights.export import export_checkpoint
from moonpane_engine.weights.load import load_model
from moonpane_resources.paths import embedded_checkpoint

SHIPPED, CODE, PLAN = "shipped", "code", "plan"  # the arms; the first is not trained
GIVEN = "plan, given the true one"  # the last arm, when it is asked for the code alone
WAYS = {"grounded": 0.0, "alone": 1.0}  # how a page is asked for, as `Pages.ungrounded`
_LR = 5e-4
_POOL = 32  # pages drawn at once, of one way


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=Path(".data/pages"), help="folder of rendered pages")
    parser.add_argument("--steps", type=int, default=150, help="of each run")
    parser.add_argument(
        "--tokens", type=int, default=2_048, help="of one way in one step, padded, and of a page at most"
    )
    parser.add_argument("--held", type=int, default=60, help="held-out pages whose likelihood is measured")
    parser.add_argument("--written", type=int, default=24, help="of these, pages that are written")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--work", type=Path, default=Path(".data/plan"), help="folder for the two models and their log")
    parser.add_argument("--out", type=Path, default=Path("plan.json"))
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    told: dict[str, Any] = json.loads(options.out.read_text("utf-8")) if options.out.exists() else {}

    def part(name: str, measure: Callable[[], Any]) -> None:
        if name not in told:
            began = time.monotonic()
            told[name] = measure() | {"seconds": round(time.monotonic() - began)}
            options.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
            print(name, json.dumps(told[name]), file=sys.stderr, flush=True)

    part("runs", lambda: train_both(options.pages, options.work, steps=options.steps, tokens=options.tokens))
    samples = {way: held_out(options.pages, way, most=options.held) for way in WAYS}
    for way, asked in samples.items():
        part(f"nats, {way}", lambda asked=asked: _likelihoods(asked, options.work))
    for way, asked in samples.items():
        few = asked[: options.written]
        for arm in (SHIPPED, CODE, PLAN, GIVEN):
            part(f"written by {arm}, {way}", lambda arm=arm, few=few: _writes(few, arm, options.work))
        for score in ("code", "layout"):
            for arm in (PLAN, GIVEN):
                ours, theirs = ([row[score] for row in told[f"written by {one}, {way}"]["each"]] for one in (arm, CODE))
                differences = [one - other for one, other in zip(ours, theirs, strict=True)]
                part(f"{score} by {arm}, less that without, {way}", lambda of=differences: compared(of))


def train_both(pages: Path, work: Path, *, steps: int, tokens: int) -> dict[str, Any]:
    """Trains the two arms from the shipped weights, each step on the same samples, and writes them into `work`."""
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    streams = [drawn(pages, way, tokens=tokens) for way in WAYS]
    models = {arm: _trained_on(load_model(embedded_checkpoint(), as_stored=False)) for arm in (CODE, PLAN)}
    optimizers = {arm: make_optimizers(model, with_muon=False) for arm, model in models.items()}
    work.mkdir(parents=True, exist_ok=True)
    with (work / "log.jsonl").open("w", encoding="utf-8") as log:
        for step in range(steps):
            samples = [next(stream) for stream in streams]
            for arm, model in models.items():
                began, asked = time.process_time(), [answered(tokenizer, each, arm) for each in samples]
                set_lr(optimizers[arm], _rate(step, steps))
                figures = train_step(model, optimizers[arm], [collate(each) for each in asked], bf16=False)
                balance_routers(model.modules())
                said = _logged(asked, figures[::2].tolist()) | {"cpu_s": round(time.process_time() - began, 2)}
                print(json.dumps({"step": step, "arm": arm} | said), file=log, flush=True)
    config = read_json(embedded_checkpoint() / "config.json")
    for arm, model in models.items():
        export_checkpoint(model, config, work / arm)
        copy_tokenizer(embedded_checkpoint(), work / arm)
    return {"steps": steps, "tokens": tokens, "lr": _LR, "threads": torch.get_num_threads()}


def _trained_on(model: KimiModel) -> KimiModel:
    for module in model.modules():
        if isinstance(module, Experts):
            module.quantization_aware = True
    return model


def _rate(step: int, steps: int) -> float:
    """Warm after a tenth of the steps, falling over the second half."""
    return scheduled_lr(_LR, max(2 * step / steps - 1, 0.0), decays=True) * min(1.0, 10 * (step + 1) / steps)


def _logged(asked: Sequence[Sequence[Sample]], losses: Sequence[float]) -> dict[str, float]:
    """Nats of all pages of a step, by way: what both arms can be compared by, since the plan follows from the code."""
    counts = [sum(len(sample.answer_ids) for sample in each) for each in asked]
    return {way: round(loss * count, 2) for way, loss, count in zip(WAYS, losses, counts, strict=True)}


def drawn(pages: Path, way: str, *, tokens: int) -> Iterator[list[Sample]]:
    """The samples of batches without end, always the same."""
    rng = random.Random(f"plan {way}")
    forms = Pages(tokens, body=0, ungrounded=WAYS[way], drills=0, max_tokens=tokens)
    forms = forms._replace(patch_limits=(MEASURED_PATCHES,))
    samples = PageBatches(embedded_checkpoint(), pages, forms, seed="").samples(rng)
    while True:
        pool = sorted(islice(samples, _POOL), key=lambda sample: sample.num_tokens)
        batches = list(filled(pool, tokens))
        rng.shuffle(batches)
        yield from (sorted(batch, key=by_grid) for batch in batches)


def answered(tokenizer: Tokenizer, samples: Sequence[Sample], arm: str) -> list[Sample]:
    """The samples as an arm is trained and asked: that is all the difference between the arms."""
    planned = [with_plan(tokenizer, sample) if arm in (PLAN, GIVEN) else sample for sample in samples]
    return [plan_given(tokenizer, sample) for sample in planned] if arm == GIVEN else planned


def held_out(pages: Path, way: str, *, most: int) -> list[Sample]:
    """Held-out pages as the product asks for them, without a plan, that fit with one, in the order of their seeds."""
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    limit = read_json(embedded_checkpoint() / "config.json")["text_config"]["max_position_embeddings"]
    asked = PageSamples(ChatSamples(tokenizer), random.Random(0), ASKED)
    found = []
    for record in read_records(pages, held_out=True):
        sample = asked.alone(record) if way == "alone" else asked.as_asked(record)
        if with_plan(tokenizer, sample).num_tokens <= limit and len(found) < most:
            found.append(sample)
    return found


def _checkpoint(arm: str, work: Path) -> Path:
    return embedded_checkpoint() if arm == SHIPPED else work / (CODE if arm == CODE else PLAN)


def _likelihoods(samples: Sequence[Sample], work: Path) -> dict[str, Any]:
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    rows: dict[str, list[Nats]] = {}
    for arm in (SHIPPED, CODE, PLAN):
        model = load_model(_checkpoint(arm, work), as_stored=False)
        asked = answered(tokenizer, samples, arm)
        counts = [num_planned(tokenizer, each.answer_ids) if arm == PLAN else 0 for each in asked]
        rows[arm] = [nats(model, each, count) for each, count in zip(asked, counts, strict=True)]
    pairs = list(zip(rows[PLAN], rows[CODE], strict=True))
    code_tokens = fmean(len(each.answer_ids) for each in samples)
    plans = [num_planned(tokenizer, each.answer_ids) for each in answered(tokenizer, samples, PLAN)]
    means = {
        arm: {"plan": fmean(e.plan for e in each), "code": fmean(e.code for e in each)} for arm, each in rows.items()
    }
    return {
        "pages": len(samples), "tokens of code": code_tokens, "tokens of plan": fmean(plans), "nats a page": means,
        "plan and code, less code without a plan": compared([ours.both - theirs.both for ours, theirs in pairs]),
        "code after the true plan, less code without": compared([ours.code - theirs.code for ours, theirs in pairs]),
    }  # fmt: skip


def _writes(samples: Sequence[Sample], arm: str, work: Path) -> dict[str, Any]:
    runner = Runner.load(_checkpoint(arm, work))
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    asked = answered(tokenizer, samples, arm)
    answers = written(runner, asked, stop=tokenizer.token_id("<|im_end|>"))
    rows = [likeness(tokenizer, ours, each.answer_ids) for ours, each in zip(answers, asked, strict=True)]
    means = {name: round(fmean(row[name] for row in rows), 4) for name in rows[0]}
    return {"pages": len(rows)} | means | {"each": rows}


if __name__ == "__main__":
    main()
