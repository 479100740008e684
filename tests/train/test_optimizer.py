"""Learning rate, and the rule that keeps experts evenly used."""

import dataclasses
import itertools

import pytest
import torch

from moonpane_engine.model.moe import MoE
from moonpane_engine.train.optimizer import WARMUP_STEPS, balance_routers, scheduled_lr, warmth
from tests.engine.checkpoints import CONFIG


def test_the_rate_stays_or_falls_to_a_twentieth() -> None:
    assert scheduled_lr(2.0, 0.7, decays=False) == 2.0
    rates = [scheduled_lr(1.0, step / 100, decays=True) for step in range(101)]
    assert rates[0] == 1.0
    assert all(later < earlier for earlier, later in itertools.pairwise(rates))
    assert rates[-1] == pytest.approx(0.05)


def test_an_optimiser_without_moments_warms_up() -> None:
    assert warmth(0) == 1 / WARMUP_STEPS
    assert warmth(WARMUP_STEPS - 1) == warmth(10 * WARMUP_STEPS) == 1.0


def test_a_step_of_two_batches_counts_the_load_of_both() -> None:
    moe = MoE(CONFIG.text).train()
    for size in (3, 5):
        moe(torch.randn(1, size, CONFIG.text.hidden_size))
    assert moe.load is not None
    assert moe.load.sum() == 8 * CONFIG.text.num_experts_per_tok
    balance_routers([moe])
    assert not moe.load.any()


def test_the_bias_rule_evens_a_skewed_router_out() -> None:
    torch.manual_seed(0)
    moe = MoE(dataclasses.replace(CONFIG.text, n_group=1, topk_group=1)).train()
    moe.gate.weight.data[0] += 0.5  # expert 0 likes positive inputs, which is all there are
    x = torch.rand(1, 256, CONFIG.text.hidden_size)
    skews = []
    for _ in range(200):
        moe(x)
        skews.append(balance_routers([moe], rate=5e-3))
    assert skews[-1] < 0.7 * skews[0]
