"""The training loop of the embedded model: the phases of a recipe, resumable, with progress and a log.

The state is saved every `SEGMENT` steps, and the data of each segment come from a seed of its own: a run that was
stopped and taken up again sees the same batches in the same order as one that was not (tests/train/test_run.py).
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.moe import Experts
from moonpane_engine.train.data.endless import SEGMENT, Endless, in_background
from moonpane_engine.train.data.line_batches import LineBatches
from moonpane_engine.train.data.page_batches import PageBatches
from moonpane_engine.train.initial import fresh_model
from moonpane_engine.train.optimizer import balance_routers, make_optimizer, scheduled_lr, set_lr
from moonpane_engine.train.recipe import SEED, Phase
from moonpane_engine.train.state import load_state, save_state
from moonpane_engine.train.trainer import train_step
from moonpane_engine.train.vocabulary import write_vocabulary

WARMUP_STEPS = 150
LOG_EVERY = 25  # steps


def train(work: Path, pages: Path, phases: Sequence[Phase], *, device: str = "auto") -> None:
    """Go through the phases from where the state in `work` stands; returns when the last one is done.

    `pages` is the folder of rendered pages. `device`: "cpu", "cuda" (bfloat16 products), or "auto" for a GPU where
    there is one. A stop (Ctrl-C, kill) loses the steps since the last save.
    """
    run = Run(work, device=device)
    for phase in phases:
        run.go_through(phase, pages)


class Run:
    """A model in training with its optimiser, and how far it has come."""

    def __init__(self, work: Path, *, device: str) -> None:
        self._work = work
        self._device = ("cuda" if torch.cuda.is_available() else "cpu") if device == "auto" else device
        self.vocabulary = work / "vocabulary"
        if not (self.vocabulary / "tiktoken.model").exists():
            write_vocabulary(self.vocabulary)
        torch.manual_seed(SEED)
        self.model = fresh_model(Tokenizer.from_dir(self.vocabulary)).to(self._device)
        for module in self.model.modules():
            if isinstance(module, Experts):  # trained as they are shipped: rounded to four bits in every pass
                module.quantization_aware = True
        self._optimizer = make_optimizer(self.model, lr=1e-3)
        self.counters = load_state(work, self.model, self._optimizer) or {"steps": {}, "starts": []}
        self._forget_lost_steps()

    def go_through(self, phase: Phase, pages: Path) -> None:
        """Take the steps of `phase` that are still to be taken."""
        taken = self.counters["steps"].get(phase.name, 0)
        if taken >= phase.steps:
            return
        self.counters["starts"].append({"at": taken, "device": self._device, **phase.to_dict()})
        seed = f"{SEED} {phase.name}"
        tasks: tuple[Endless, ...] = (
            LineBatches(self.vocabulary, pages, phase.lines, seed=seed, start=taken),
            PageBatches(self.vocabulary, pages, phase.pages, seed=seed, start=taken),
        )
        streams = [in_background(task) for task in tasks]
        figures: list[list[float]] = []
        began = time.monotonic()
        for step in range(taken, phase.steps):
            set_lr(self._optimizer, self._lr(phase, step))
            batches = [next(stream).to(self._device) for stream in streams]
            figures.append(train_step(self.model, self._optimizer, batches, bf16=self._device == "cuda"))
            skew = balance_routers(self.model.modules())
            self.counters["steps"][phase.name] = step + 1
            if (step + 1) % LOG_EVERY == 0:
                self._log(phase, figures, skew, (time.monotonic() - began) / (step + 1 - taken))
                figures = []
            if (step + 1) % SEGMENT == 0 or step + 1 == phase.steps:
                save_state(self._work, self.model, self._optimizer, self.counters)

    def _forget_lost_steps(self) -> None:
        """Drop the log's lines of steps after the last save: they are taken, and logged, again."""
        log = self._work / "log.jsonl"
        if log.exists():
            taken = self.counters["steps"]
            lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if (entry := json.loads(line))["step"] <= taken.get(entry["phase"], 0)]
            log.write_text("".join(kept), encoding="utf-8")

    def _lr(self, phase: Phase, step: int) -> float:
        before = sum(steps for name, steps in self.counters["steps"].items() if name != phase.name)
        return scheduled_lr(
            phase.lr, step, phase.steps, warmup=0 if before else WARMUP_STEPS, decay_share=1.0 if phase.decays else 0.0
        )

    def _log(self, phase: Phase, figures: list[list[float]], skew: float, seconds_per_step: float) -> None:
        """One line into the log, and one for a person: losses and accuracies of both tasks, and how long it takes."""
        step = self.counters["steps"][phase.name]
        mean = [round(sum(column) / len(figures), 4) for column in zip(*figures, strict=True)]
        entry = {"phase": phase.name, "step": step, "figures": mean, "skew": round(skew, 2)}
        with (self._work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry | {"seconds_per_step": round(seconds_per_step, 3)}) + "\n")
        read_loss, read_right, write_loss, write_right = mean
        print(
            f"{phase.name} {step}/{phase.steps}  reading {read_loss:.3f} ({read_right:.1%} right)  "
            f"writing {write_loss:.3f} ({write_right:.1%})  "
            f"{(phase.steps - step) * seconds_per_step / 60:.0f} min left in this phase",
            file=sys.stderr,
            flush=True,
        )
