"""Sampling: the distribution it draws from, its filters, its seeds, and the log-probabilities."""

import math

import pytest
import torch
from torch import Tensor

from moonpane_engine.request import SamplingParams
from moonpane_engine.sampler import Sampler, choose_tokens, score_prompt

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
    first, second, third = score_prompt(logits, [4, 5, 6], 1)
    assert first is None
    assert second is not None
    assert third is not None
    assert (second.token_id, third.token_id) == (5, 6)
    assert second.logprob == pytest.approx(logits[0].log_softmax(0)[5].item())
    assert third.logprob == pytest.approx(logits[1].log_softmax(0)[6].item())
