"""From logits to the next token: temperature, top-k, top-p, min-p, seeds and log-probabilities."""

import math
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from moonpane_engine.request import SamplingParams, TokenLogprob

_GREEDY_BELOW = 1e-5
_FIRST_CANDIDATES = 512  # top-p looks at these before it sorts a whole vocabulary


@dataclass(frozen=True, slots=True)
class Choice:
    """The token drawn for one sequence, with log-probabilities where asked for."""

    token_id: int
    logprob: TokenLogprob | None


class Sampler:
    """One request's way of choosing: its parameters and its own random numbers.

    A seed gives the same tokens in every batch and on every platform, as far as the logits are the same.
    """

    def __init__(self, params: SamplingParams) -> None:
        self.params = params
        self.is_greedy = params.temperature < _GREEDY_BELOW
        self._random = random.Random(secrets.randbits(64) if params.seed is None else params.seed)

    def draw(self, logits: Tensor) -> int:
        """A token id from one row of logits (vocab,)."""
        weights, ids = _candidates(logits.float() / self.params.temperature, self.params)
        cumulative = weights.double().cumsum(0)
        point = self._random.random() * cumulative[-1].item()
        index = min(int(torch.searchsorted(cumulative, point, right=True)), len(weights) - 1)
        return index if ids is None else int(ids[index])


def choose_tokens(logits: Tensor, samplers: Sequence[Sampler]) -> list[Choice | None]:
    """Chooses one token per row of logits (n, vocab); None where a row holds NaN or infinity."""
    peaks, likeliest = logits.max(dim=-1)  # NaN wins a maximum, so the peak tells on the row
    choices: list[Choice | None] = []
    for row, sampler, peak, best in zip(logits, samplers, peaks.tolist(), likeliest.tolist(), strict=True):
        if not math.isfinite(peak):
            choices.append(None)
            continue
        token_id = best if sampler.is_greedy else sampler.draw(row)
        wanted = sampler.params.num_logprobs
        choices.append(Choice(token_id, None if wanted is None else _score(row, token_id, wanted)))
    return choices


def score_prompt(logits: Tensor, token_ids: Sequence[int], num_top: int) -> tuple[TokenLogprob | None, ...]:
    """Log-probability of each prompt token given those before it; logits are (T, vocab) after each token."""
    scores = (_score(row, token_id, num_top) for row, token_id in zip(logits, token_ids[1:], strict=False))
    return (None, *scores)


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
