"""From logits to the next token: penalties, bias, constraints, temperature, top-k, top-p, min-p, seeds, and scores.

In this order: repetition, frequency and presence penalty and logit bias change the model's logits, a guide's mask
takes away what is not allowed, and from what is left the next token is drawn. Log-probabilities stay the model's.
"""

import math
import random
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from moonpane_engine.errors import GuideFailed
from moonpane_engine.request import Guide, SamplingParams, TokenLogprob

_GREEDY_BELOW = 1e-5
_FIRST_CANDIDATES = 512  # top-p looks at these before it sorts a whole vocabulary


@dataclass(frozen=True, slots=True)
class Choice:
    """The token drawn for one sequence, with log-probabilities where asked for."""

    token_id: int
    logprob: TokenLogprob | None


class Sampler:
    """One request's way of choosing: its parameters, its own random numbers, and what it has said so far.

    A seed gives the same tokens in every batch and on every platform, as far as the logits are the same.
    `num_begun` tokens at the end of the prompt are its own already. `failure` says why `choose_tokens` had nothing to
    choose from.
    """

    def __init__(
        self, params: SamplingParams, prompt_ids: Sequence[int] = (), guide: Guide | None = None, num_begun: int = 0
    ) -> None:
        self.params = params
        self.is_greedy = params.temperature < _GREEDY_BELOW
        self.failure = "the model's output holds NaN or infinity"
        self._random = random.Random(secrets.randbits(64) if params.seed is None else params.seed % 2**64)
        self._guide = guide
        self._counts: Counter[int] = Counter()  # of the tokens generated; kept only where a penalty asks for them
        self._is_penalised = bool(params.frequency_penalty or params.presence_penalty)
        if self._is_penalised:
            self._counts.update(prompt_ids[len(prompt_ids) - num_begun :])
        self._repeats = params.repetition_penalty != 1.0
        self._seen = dict.fromkeys(prompt_ids) if self._repeats else {}
        self._takes_what_comes = not (self._is_penalised or self._repeats or params.logit_bias or guide)

    def choose(self, row: Tensor, likeliest: int) -> int:
        """The next token for one row of finite logits (vocab,), the largest at `likeliest`. Raises GuideFailed."""
        if self._takes_what_comes:
            return likeliest if self.is_greedy else self.draw(row)
        token_id = None if self._guide is None else self._guide.forced()
        if token_id is None:
            token_id = self._choose_adjusted(self.adjust(row))
        self._note(token_id)
        return token_id

    def _choose_adjusted(self, row: Tensor) -> int:
        for token_id in self._likeliest_first(row) if self.is_greedy else self._drawn(row):
            if self._guide is None or self._guide.allows(token_id):
                return token_id
        raise GuideFailed("no token is allowed here")

    def _likeliest_first(self, row: Tensor) -> Iterator[int]:
        """Token ids of finite logits. The first one nearly always does; only behind it all are put in order."""
        peak, best = row.max(dim=-1)
        if math.isfinite(peak.item()):
            yield int(best)
            row[best] = -math.inf
            ordered, ids = row.sort(descending=True, stable=True)
            yield from ids[: int(ordered.isfinite().sum())].tolist()

    def _drawn(self, row: Tensor) -> Iterator[int]:
        while math.isfinite(row.max().item()):
            token_id = self.draw(row)
            yield token_id
            row[token_id] = -math.inf

    def adjust(self, row: Tensor) -> Tensor:
        """The logits (vocab,) that are drawn from, as a copy. Raises GuideFailed."""
        params = self.params
        row = row.float().clone()
        if self._repeats and self._seen:
            ids = torch.tensor(list(self._seen), device=row.device)
            seen = row[ids]
            row[ids] = torch.where(seen > 0, seen / params.repetition_penalty, seen * params.repetition_penalty)
        if self._is_penalised and self._counts:
            ids = torch.tensor(list(self._counts), device=row.device)
            counts = torch.tensor(list(self._counts.values()), device=row.device, dtype=row.dtype)
            row[ids] -= params.frequency_penalty * counts + params.presence_penalty
        if params.logit_bias:
            ids = torch.tensor(list(params.logit_bias), device=row.device)
            row[ids] += torch.tensor(list(params.logit_bias.values()), device=row.device, dtype=row.dtype)
        if self._guide is not None and (mask := self._guide.mask()) is not None:
            bits = np.unpackbits(mask.view(np.uint8), bitorder="little", count=len(row))
            row.masked_fill_(torch.from_numpy(bits == 0).to(row.device), -math.inf)
        return row

    def draw(self, logits: Tensor) -> int:
        """A token id from one row of logits (vocab,)."""
        weights, ids = _candidates(logits.float() / self.params.temperature, self.params)
        cumulative = weights.double().cumsum(0)
        point = self._random.random() * cumulative[-1].item()
        index = min(int(torch.searchsorted(cumulative, point, right=True)), len(weights) - 1)
        return index if ids is None else int(ids[index])

    def _note(self, token_id: int) -> None:
        if self._is_penalised:
            self._counts[token_id] += 1
        if self._repeats:
            self._seen[token_id] = None
        if self._guide is not None:
            self._guide.accept(token_id)


def choose_tokens(logits: Tensor, samplers: Sequence[Sampler]) -> list[Choice | None]:
    """Chooses one token per row of logits (n, vocab); None where there is none, and the sampler's `failure` says why.

    That is a row that holds NaN or infinity, or a guide that cannot go on; other rows are not concerned.
    """
    peaks, likeliest = logits.max(dim=-1)  # NaN wins a maximum, so the peak tells on the row
    choices: list[Choice | None] = []
    for row, sampler, peak, best in zip(logits, samplers, peaks.tolist(), likeliest.tolist(), strict=True):
        if not math.isfinite(peak):
            choices.append(None)
            continue
        try:
            token_id = sampler.choose(row, best)
        except GuideFailed as error:
            sampler.failure = str(error)
            choices.append(None)
            continue
        wanted = sampler.params.num_logprobs
        choices.append(Choice(token_id, None if wanted is None else _score(row, token_id, wanted)))
    return choices


def score_tokens(logits: Tensor, following: Sequence[int], num_top: int) -> list[TokenLogprob]:
    """Log-probability of the token that follows each row of logits (T, vocab); a last row may have none."""
    return [_score(row, token_id, num_top) for row, token_id in zip(logits, following, strict=False)]


def _candidates(scaled: Tensor, params: SamplingParams) -> tuple[Tensor, Tensor | None]:
    """Unnormalised weights and their token ids (None: all, in order), after top-k, then top-p and min-p."""
    ids: Tensor | None = None
    if params.top_k:
        scaled, ids = scaled.topk(min(params.top_k, len(scaled)))
    probabilities = scaled.softmax(dim=-1)
    if params.top_p < 1.0:
        probabilities, ids = _nucleus(probabilities, ids, params.top_p)
    if params.min_p > 0.0:
        probabilities = probabilities * (probabilities >= params.min_p * probabilities.max())
    return probabilities, ids


def _nucleus(probabilities: Tensor, ids: Tensor | None, top_p: float) -> tuple[Tensor, Tensor]:
    """The fewest likeliest tokens that together reach `top_p`; never none."""
    ranked, order = probabilities.topk(min(_FIRST_CANDIDATES, len(probabilities)))
    if len(ranked) < len(probabilities) and ranked.sum().item() < top_p:
        ranked, order = probabilities.sort(descending=True)
    before = ranked.cumsum(0) - ranked
    count = max(1, int((before < top_p).sum()))
    return ranked[:count], (order if ids is None else ids[order])[:count]


def _score(row: Tensor, token_id: int, num_top: int) -> TokenLogprob:
    logprobs = row.float().log_softmax(dim=-1)
    top: tuple[tuple[int, float], ...] = ()
    if num_top:
        values, ids = logprobs.topk(min(num_top, len(logprobs)))
        top = tuple(zip(ids.tolist(), values.tolist(), strict=True))
    return TokenLogprob(token_id, logprobs[token_id].item(), top)
