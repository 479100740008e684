"""Sampling: the distribution it draws from, its filters, its seeds, and the log-probabilities."""

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from moonpane_engine.request import SamplingParams
from moonpane_engine.sampler import Sampler, choose_tokens, score_tokens

LOGITS = torch.tensor([0.5, 2.0, -1.0, 1.0, 0.0, -3.0])


def _frequencies(params: SamplingParams, logits: Tensor = LOGITS, num_draws: int = 3000) -> Tensor:
    sampler = Sampler(params)
    draws = torch.tensor([sampler.draw(logits) for _ in range(num_draws)])
    return torch.bincount(draws, minlength=len(logits)) / num_draws


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_draws_follow_the_softmax(temperature: float) -> None:
    expected = (LOGITS / temperature).softmax(0)
    assert (_frequencies(SamplingParams(temperature, seed=1)) - expected).abs().max() < 0.04


@pytest.mark.parametrize(
    ("params", "allowed"),
    [
        (SamplingParams(top_k=2, seed=1), {1, 3}),
        (SamplingParams(top_p=0.7, seed=1), {1, 3}),
        (SamplingParams(top_p=1e-9, seed=1), {1}),
        (SamplingParams(min_p=0.2, seed=1), {0, 1, 3}),
        (SamplingParams(top_k=3, top_p=0.75, seed=1), {1, 3}),
        (SamplingParams(top_k=100, seed=1), {0, 1, 2, 3, 4, 5}),
        (SamplingParams(temperature=5.0, top_p=0.999999, seed=1), {0, 1, 2, 3, 4, 5}),
    ],
)
def test_filters_keep_exactly_the_likeliest(params: SamplingParams, allowed: set[int]) -> None:
    frequencies = _frequencies(params)
    assert {index for index, share in enumerate(frequencies.tolist()) if share > 0} == allowed
    weights = (LOGITS / params.temperature).softmax(0)
    weights = torch.tensor([w if index in allowed else 0.0 for index, w in enumerate(weights.tolist())])
    assert (frequencies - weights / weights.sum()).abs().max() < 0.04


def test_top_p_over_a_flat_large_vocabulary_looks_beyond_the_first_candidates() -> None:
    frequencies = _frequencies(SamplingParams(top_p=0.9, seed=3), torch.zeros(2000), num_draws=3000)
    assert 1200 < int((frequencies > 0).sum()) <= 1800


def test_zero_temperature_takes_the_likeliest() -> None:
    choices = choose_tokens(torch.stack([LOGITS, -LOGITS]), [Sampler(SamplingParams(0.0))] * 2)
    assert [choice and choice.token_id for choice in choices] == [1, 5]


def test_a_seed_repeats_and_no_seed_does_not() -> None:
    def draws(seed: int | None) -> list[int]:
        sampler = Sampler(SamplingParams(2.0, seed=seed))
        return [sampler.draw(torch.zeros(1000)) for _ in range(20)]

    assert draws(7) == draws(7)
    assert draws(7) != draws(8)
    assert draws(None) != draws(None)


def test_the_batch_does_not_change_what_a_seed_draws() -> None:
    rows = torch.randn(4, 50, generator=torch.Generator().manual_seed(1))
    alone = [choose_tokens(row.unsqueeze(0), [Sampler(SamplingParams(seed=9))])[0] for row in rows]
    together = choose_tokens(rows, [Sampler(SamplingParams(seed=9)) for _ in rows])
    assert alone == together


def test_logprobs_are_the_models_own_at_any_temperature() -> None:
    expected = LOGITS.log_softmax(0)
    (choice,) = choose_tokens(LOGITS.unsqueeze(0), [Sampler(SamplingParams(0.3, top_k=1, num_logprobs=3))])
    assert choice is not None
    assert choice.logprob is not None
    assert choice.logprob.logprob == pytest.approx(expected[1].item())
    assert [token_id for token_id, _ in choice.logprob.top] == [1, 3, 0]
    assert [value for _, value in choice.logprob.top] == pytest.approx(expected[[1, 3, 0]].tolist())
    (bare,) = choose_tokens(LOGITS.unsqueeze(0), [Sampler(SamplingParams(num_logprobs=0))])
    assert bare is not None
    assert bare.logprob is not None
    assert bare.logprob.top == ()


@pytest.mark.parametrize("poison", [math.nan, math.inf])
def test_a_poisoned_row_is_told_and_the_others_go_on(poison: float) -> None:
    sick = LOGITS.clone()
    sick[4] = poison
    choices = choose_tokens(torch.stack([LOGITS, sick, LOGITS]), [Sampler(SamplingParams(0.0))] * 3)
    assert [choice and choice.token_id for choice in choices] == [1, None, 1]


def test_prompt_scores_look_one_token_ahead() -> None:
    logits = torch.randn(3, 10, generator=torch.Generator().manual_seed(2))
    second, third = score_tokens(logits, [5, 6], 1)
    assert (second.token_id, third.token_id) == (5, 6)
    assert second.logprob == pytest.approx(logits[0].log_softmax(0)[5].item())
    assert third.logprob == pytest.approx(logits[1].log_softmax(0)[6].item())


def _penalised(params: SamplingParams, prompt: list[int], said: list[int]) -> list[float]:
    """The definitions, token by token: repetition over prompt and answer, the others over the answer alone."""
    adjusted = []
    for token_id, logit in enumerate(LOGITS.tolist()):
        if token_id in prompt + said:
            logit = logit / params.repetition_penalty if logit > 0 else logit * params.repetition_penalty
        count = said.count(token_id)
        logit -= params.frequency_penalty * count + params.presence_penalty * (count > 0)
        adjusted.append(logit + params.logit_bias.get(token_id, 0.0))
    return adjusted


@pytest.mark.parametrize(
    "fields",
    [
        {"frequency_penalty": 0.7},
        {"frequency_penalty": -1.5},
        {"presence_penalty": 2.0},
        {"repetition_penalty": 1.7},
        {"repetition_penalty": 0.4},
        {"logit_bias": {0: 3.5, 2: -100.0}},
        {"frequency_penalty": 0.3, "presence_penalty": 0.2, "repetition_penalty": 1.2, "logit_bias": {5: 6.0}},
    ],
)
def test_penalties_and_bias_as_defined(fields: dict[str, Any]) -> None:
    params = SamplingParams(1.5, seed=2, num_logprobs=0, **fields)
    prompt, said = [0, 2, 2, 5], []
    sampler = Sampler(params, prompt)
    for _ in range(25):
        assert sampler.adjust(LOGITS).tolist() == pytest.approx(_penalised(params, prompt, said), abs=1e-5)
        (choice,) = choose_tokens(LOGITS.unsqueeze(0), [sampler])
        assert choice is not None
        assert choice.logprob is not None
        assert choice.logprob.logprob == pytest.approx(LOGITS.log_softmax(0)[choice.token_id].item())
        said.append(choice.token_id)
    assert len(set(said)) > 1  # the penalties had something to count


def test_greedy_choices_obey_penalties_and_bias() -> None:
    samplers = [
        Sampler(SamplingParams(0.0, logit_bias={1: -100.0})),
        Sampler(SamplingParams(0.0, presence_penalty=2.0)),
        Sampler(SamplingParams(0.0)),
    ]
    rows = LOGITS.expand(3, -1)
    steps = [[choice and choice.token_id for choice in choose_tokens(rows, samplers)] for _ in range(2)]
    assert steps == [[3, 1, 1], [3, 3, 1]]


class _Scripted:
    """Allows what it is told to, step by step; a number is forced."""

    def __init__(self, *steps: set[int] | int) -> None:
        self._steps = list(steps)
        self.accepted: list[int] = []

    def forced(self) -> int | None:
        return step if isinstance(step := self._steps[0], int) else None

    def mask(self) -> np.ndarray | None:
        allowed = self._steps[0]
        assert isinstance(allowed, set)
        return np.array([sum(1 << token_id for token_id in allowed)], dtype=np.int32)

    def allows(self, token_id: int) -> bool:
        return True

    def goes_on(self, data: bytes) -> bool:
        return True

    def accept(self, token_id: int) -> None:
        self._steps.pop(0)
        self.accepted.append(token_id)

    def expected(self) -> list[int]:
        return []


class _Judge(_Scripted):
    """Lets everything pass and allows even tokens only."""

    def mask(self) -> None:
        return None

    def allows(self, token_id: int) -> bool:
        return token_id % 2 == 0


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_what_a_guide_does_not_allow_is_not_taken(temperature: float) -> None:
    guide = _Judge(*[set()] * 30)
    sampler = Sampler(SamplingParams(temperature=temperature, seed=1), guide=guide)
    row = torch.tensor([[0.0, 9.0, 1.0, 9.0, 2.0]])
    chosen = [choose_tokens(row, [sampler])[0] for _ in range(20)]
    assert {choice.token_id for choice in chosen if choice} == ({4} if temperature == 0.0 else {0, 2, 4})
    assert choose_tokens(torch.tensor([[-torch.inf, 1.0]]), [sampler]) == [None]
    assert sampler.failure == "no token is allowed here"


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_a_guide_masks_and_forces_and_hears_of_every_token(temperature: float) -> None:
    guide = _Scripted({2, 5}, 4, {0}, set())
    sampler = Sampler(SamplingParams(temperature, seed=1, num_logprobs=1), (), guide)
    tokens = []
    for _ in range(3):
        (choice,) = choose_tokens(LOGITS.unsqueeze(0), [sampler])
        assert choice is not None
        assert choice.logprob is not None
        assert choice.logprob.top[0][0] == 1  # the model's own opinion
        tokens.append(choice.token_id)
    assert tokens[0] in {2, 5}
    assert tokens[1:] == [4, 0]
    assert guide.accepted == tokens
    other = Sampler(SamplingParams(0.0))
    failed, going_on = choose_tokens(LOGITS.expand(2, -1), [sampler, other])
    assert failed is None
    assert sampler.failure == "no token is allowed here"
    assert going_on is not None


def test_a_negative_seed_is_another_seed() -> None:
    logits = torch.zeros(1000)
    drawn = [Sampler(SamplingParams(seed=seed)).draw(logits) for seed in (-5, 5, -1, 1)]
    assert len(set(drawn)) == 4
