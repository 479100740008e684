"""What a plan before the code is worth: nats of each held-out page, and pages as they are written."""

import random
from collections.abc import Sequence
from statistics import fmean
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional as F

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.prompt import MediaItem, Prompt
from moonpane_engine.runner import Runner
from moonpane_engine.train.data.layout_plan import layout_plan, num_planned
from moonpane_engine.train.data.samples import IGNORED, Sample, collate

_AT_ONCE = 8  # pages that are written side by side
_RESAMPLED = 10_000


class Nats(NamedTuple):
    """What it costs a model to say an answer, with the true tokens before each."""

    plan: float  # with its end
    code: float  # after the true plan, where there is one

    @property
    def both(self) -> float:
        return self.plan + self.code


@torch.no_grad()
def nats(model: KimiModel, sample: Sample, num_plan: int) -> Nats:
    """The answer's negative log-likelihood: of the plan, its first `num_plan` tokens, and of the rest."""
    model.eval()
    batch = collate([sample])
    features = None if batch.patches is None else model.encode_media(batch.patches, batch.grids)
    chosen = batch.labels != IGNORED
    logits = model.logits(model(model.embed(batch.token_ids, features))[chosen])
    each = F.cross_entropy(logits, batch.labels[chosen], reduction="none")
    return Nats(each[:num_plan].sum().item(), each[num_plan:].sum().item())


def compared(differences: Sequence[float]) -> dict[str, Any]:
    """Mean over pages, an interval that holds 95 % of the means of pages drawn again, and how many are below 0."""
    rng, count = random.Random(0), len(differences)
    means = sorted(fmean(rng.choices(differences, k=count)) for _ in range(_RESAMPLED))
    low, high = means[_RESAMPLED // 40], means[-_RESAMPLED // 40 - 1]
    mean, below = fmean(differences), sum(each < 0 for each in differences)
    return {"mean": round(mean, 2), "from": round(low, 2), "to": round(high, 2), "below": below, "pages": count}


def written(runner: Runner, samples: Sequence[Sample], *, stop: int) -> list[list[int]]:
    """The greedy answer to each question up to `stop`, that among them; at most half as long again as the true one."""
    answers: list[list[int]] = [[] for _ in samples]
    for start in range(0, len(samples), _AT_ONCE):
        _write(runner, samples[start : start + _AT_ONCE], answers[start : start + _AT_ONCE], stop)
    return answers


def _write(runner: Runner, samples: Sequence[Sample], answers: Sequence[list[int]], stop: int) -> None:
    most = runner.config.text.max_position_embeddings
    limits = [min(len(each.answer_ids) * 3 // 2, most - len(each.prompt_ids)) for each in samples]
    running = []
    for sample, answer, limit in zip(samples, answers, limits, strict=True):
        media = [] if sample.patches is None or sample.grid is None else [MediaItem(sample.patches, sample.grid)]
        sequence = runner.start(Prompt(sample.prompt_ids, media))
        (logits,) = runner.prefill([sequence], [sequence.num_missing])
        assert logits is not None, "the whole prompt was computed"
        answer.append(int(logits.argmax()))
        running.append((sequence, answer, limit))
    while running:
        for sequence, answer, limit in running:
            if answer[-1] == stop or len(answer) >= limit:
                runner.release(sequence)
        running = [each for each in running if each[1][-1] != stop and len(each[1]) < each[2]]
        if running:
            logits = runner.decode([each[0] for each in running], [[each[1][-1]] for each in running])
            for (_, answer, _), row in zip(running, logits[:, 0], strict=True):
                answer.append(int(row.argmax()))


def likeness(tokenizer: Tokenizer, answer: list[int], truth: list[int]) -> dict[str, float]:
    """How near an answer is to the true code (both may have a plan): its code, its layout, and what it took."""
    has_plan = tokenizer.token_id("</think>") in truth
    ours, true = (each[num_planned(tokenizer, each) if has_plan else 0 :] for each in (answer, truth))
    layouts = [layout_plan(tokenizer.decode(code)).split() for code in (ours, true)]
    return {
        "complete": float(answer[-1] == truth[-1]),
        "code": nearness(ours, true),
        "layout": nearness(*layouts),
        "tokens": float(len(answer)),
    }


def nearness(ours: Sequence[Any], true: Sequence[Any]) -> float:
    """1 minus the edits (Levenshtein) that make one of the other, by the length of the longer one."""
    if not ours or not true:
        return float(len(ours) == len(true))
    known = {each: number for number, each in enumerate(dict.fromkeys([*ours, *true]))}
    across = np.array([known[each] for each in true])
    places = np.arange(len(true) + 1)
    row = places
    for number, each in enumerate(ours, 1):
        changed = np.minimum(row[:-1] + (across != known[each]), row[1:] + 1)
        row = np.minimum.accumulate(np.concatenate(([number], changed)) - places) + places
    return 1 - int(row[-1]) / max(len(ours), len(true))
