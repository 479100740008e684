"""The training loop of the embedded model: the phases of a recipe, resumable, with progress and a log.

The state is saved every `SEGMENT` steps, and the data of each segment come from a seed of its own: where one worker
draws them, a run that was stopped and taken up again sees the same batches in the same order as one that was not
(tests/train/test_run.py).
"""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.moe import Experts
from moonpane_engine.train.cost import Meter, has_bf16
from moonpane_engine.train.data.edit_batches import EditBatches
from moonpane_engine.train.data.endless import SEGMENT, Endless, in_background
from moonpane_engine.train.data.line_batches import LineBatches
from moonpane_engine.train.data.page_batches import PageBatches
from moonpane_engine.train.data.samples import Batch
from moonpane_engine.train.data.seen_batches import SeenBatches
from moonpane_engine.train.fixed.graphs import FixedSteps
from moonpane_engine.train.fixed.pool import Pool
from moonpane_engine.train.fixed.streams import Turns, pools
from moonpane_engine.train.initial import fresh_model
from moonpane_engine.train.optimizer import balance_routers, make_optimizers, scheduled_lr, set_lr, warmth
from moonpane_engine.train.pace import Pace
from moonpane_engine.train.recipe import SEED, Phase
from moonpane_engine.train.state import load_state, save_state
from moonpane_engine.train.trainer import train_step
from moonpane_engine.train.vocabulary import write_vocabulary

LOG_EVERY = 25  # steps
NEARLY = 1 - 1e-6  # of a phase is all of it: its steps are added up
FIXED_SEGMENT = 1_000  # steps between saves on a GPU, which takes them ten times as fast


def train(
    work: Path,
    pages: Path,
    phases: Sequence[Phase],
    *,
    device: str = "auto",
    bf16: bool | None = None,
    muon: bool | None = None,
    minutes: float | None = None,
    of: float | None = None,
) -> "Run":
    """Go through the phases from where the state in `work` stands; returns when the last one is done, or time is up.

    `pages` is the folder of rendered pages. `device`: "cpu", "cuda", or "auto" for a GPU where there is one. `bf16`:
    products in bfloat16, None for those of a GPU that has them. `muon`: for the matrices of the blocks, None for those
    of a GPU. `minutes` and `of` are those of `Pace`; without them the recipe's steps are taken. A stop (Ctrl-C, kill)
    loses the steps since the last save.
    """
    began = time.monotonic()
    run = Run(work, device=device, bf16=bf16, muon=muon)
    pace = Pace(phases, run.share_left(phases), minutes=minutes, of=of, began=began)
    for phase in phases:
        run.go_through(phase, pages, pace)
    return run


class Run:
    """A model in training with its optimisers, and how far it has come."""

    def __init__(self, work: Path, *, device: str, bf16: bool | None = None, muon: bool | None = None) -> None:
        self._work = work
        self.device = ("cuda" if torch.cuda.is_available() else "cpu") if device == "auto" else device
        # On a CPU it is not the default: what it gains differs from chip to chip (docs/model.md).
        self.bf16 = self.device == "cuda" and has_bf16("cuda") if bf16 is None else bf16
        # cuDNN's attention makes a plan for every new shape, which each batch has: seconds a step instead of 0.2.
        torch.backends.cuda.enable_cudnn_sdp(False)
        self.vocabulary = work / "vocabulary"
        if not (self.vocabulary / "tiktoken.model").exists():
            write_vocabulary(self.vocabulary)
        torch.manual_seed(SEED)
        self.model = fresh_model(Tokenizer.from_dir(self.vocabulary)).to(self.device)
        for module in self.model.modules():
            if isinstance(module, Experts):  # trained as they are shipped: rounded to four bits in every pass
                module.quantization_aware = True
        self.muon = self.device == "cuda" if muon is None else muon
        self._optimizers = make_optimizers(self.model, with_muon=self.muon)
        self.counters = {"steps": {}, "progress": {}, "starts": [], "warm": 0} | load_state(
            work, self.model, self._optimizers
        )
        if not all(optimizer.state for optimizer in self._optimizers):
            self.counters["warm"] = 0
        # A GPU is given batches of fixed shapes, whose passes are recorded.
        self._fixed = FixedSteps(self.model, self._optimizers, bf16=self.bf16) if self.device == "cuda" else None
        self._forget_lost_steps()

    def share_left(self, phases: Sequence[Phase]) -> float:
        """How much of the recipe is still to be done, from 0 to 1."""
        left = sum(phase.steps * (1 - self.counters["progress"].get(phase.name, 0.0)) for phase in phases)
        return left / sum(phase.steps for phase in phases)

    def go_through(self, phase: Phase, pages: Path, pace: Pace) -> None:
        """Take the steps of `phase` that are still to be taken, as long as there is time."""
        taken, progress = (self.counters[what].get(phase.name, 0) for what in ("steps", "progress"))
        if progress > NEARLY or pace.is_over:
            return
        how = {"device": self.device, "bf16": self.bf16, "muon": self.muon}
        self.counters["starts"].append({"at": taken, **how, **phase.to_dict()})
        streams = self._streams(phase, pages, taken)
        log_every, save_every = (FIXED_SEGMENT // 4, FIXED_SEGMENT) if self._fixed else (LOG_EVERY, SEGMENT)
        figures: list[Tensor] = []
        meter = Meter(self.model, self.device, bf16=self.bf16)
        while progress <= NEARLY and not pace.is_over:
            set_lr(self._optimizers, scheduled_lr(phase.lr, progress, decays=phase.decays) * self._warmth())
            batches = [next(stream) for stream in streams]
            meter.count(batches)
            figures.append(self._step(batches))
            skew = balance_routers(self.model.modules())
            taken, progress = taken + 1, progress + pace.progress(phase)
            self._count(phase, taken, progress)
            if taken % log_every == 0:
                mean = torch.stack(figures).mean(0).tolist()  # a GPU is waited for here
                speed = meter.read() | _newness(streams)
                self._log(phase, mean, skew.item(), speed, pace)
                figures = []
            if taken % save_every == 0:
                self.save()
        for stream in streams:
            if isinstance(stream, Pool | Turns):
                stream.close()
        self.save()

    def save(self) -> None:
        save_state(self._work, self.model, self._optimizers, self.counters)

    def _step(self, batches: Sequence[Any]) -> Tensor:
        if self._fixed:
            return self._fixed.step(batches)
        return train_step(self.model, self._optimizers, batches, bf16=self.bf16)

    def _streams(self, phase: Phase, pages: Path, taken: int) -> list[Iterator[Batch]] | list[Pool | Turns]:
        seed = f"{SEED} {phase.name}"
        if self._fixed:
            num_workers = max((os.cpu_count() or 1) - 2, 4)
            how = {"seed": seed, "start": taken, "device": self.device, "num_workers": num_workers}
            return pools(phase, self.vocabulary, pages, **how)
        tasks: list[Endless[Batch]] = [
            LineBatches(self.vocabulary, pages, phase.lines, seed=seed, start=taken),
            PageBatches(self.vocabulary, pages, phase.pages, seed=seed, start=taken),
        ]
        if phase.seen:
            tasks.append(SeenBatches(self.vocabulary, pages, phase.seen, seed=seed, start=taken))
        if phase.wishes:
            tasks.append(EditBatches(self.vocabulary, phase.wishes, seed=seed, start=taken))
        return [in_background(task, num_workers=1) for task in tasks]

    def _count(self, phase: Phase, taken: int, progress: float) -> None:
        self.counters["steps"][phase.name] = taken
        self.counters["progress"][phase.name] = progress
        self.counters["warm"] += 1

    def _warmth(self) -> float:
        return warmth(self.counters["warm"])

    def _forget_lost_steps(self) -> None:
        """Drop the log's lines of steps after the last save: they are taken, and logged, again."""
        log = self._work / "log.jsonl"
        log.touch()  # a run too short for a line has a log too
        taken = self.counters["steps"]
        lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if (entry := json.loads(line))["step"] <= taken.get(entry["phase"], 0)]
        log.write_text("".join(kept), encoding="utf-8")

    def _log(self, phase: Phase, figures: list[float], skew: float, speed: dict[str, Any], pace: Pace) -> None:
        """One line into the log, and one for a person: losses and accuracies of all tasks, and how fast it goes."""
        step, progress = (self.counters[what][phase.name] for what in ("steps", "progress"))
        mean = [round(figure, 4) for figure in figures]
        entry = {"phase": phase.name, "step": step, "figures": mean, "skew": round(skew, 2), **speed}
        with (self._work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")
        names = ("reading", "writing", "seeing", "wishes" if phase.wishes else "pages")
        if phase.wishes and self._fixed:
            names = ("repeated", "wishes")
        tasks = zip(names, mean[::2], mean[1::2], strict=False)
        told = "  ".join(f"{task} {loss:.3f} ({right:.1%} right)" for task, loss, right in tasks)
        print(
            f"{phase.name} {progress:.0%}, step {step}  {told}  {speed['steps_per_s']:.2f} steps/s, "
            f"{speed['tokens_per_s']:,} tokens/s ({speed['useful_tokens_per_s']:,} without padding), "
            f"{speed['share_of_peak']:.2%} of the peak, {speed.get('new', 'all')} new  "
            f"{pace.minutes_left(phase, progress, speed['steps_per_s']):.0f} min left in this phase",
            file=sys.stderr,
            flush=True,
        )


def _newness(streams: Sequence[Any]) -> dict[str, list[float]]:
    """How many of the batches of each task were new, where some are used again."""
    drawn = [stream for stream in streams if isinstance(stream, Pool | Turns)]
    return {"new": [round(pool.num_new / max(pool.num_used, 1), 2) for pool in drawn]} if drawn else {}
