"""Learning rate, and the rule that keeps experts evenly used."""

import dataclasses
import itertools

import pytest
import torch

from moonpane_engine.model.moe import MoE
from moonpane_engine.train.optimizer import balance_routers, scheduled_lr
from tests.engine.checkpoints import CONFIG


def test_the_rate_warms_up_stays_and_falls_to_a_twentieth() -> None:
    rates = [scheduled_lr(1.0, step, 100, warmup=10, decay_share=0.5) for step in range(100)]
    assert rates[0] == pytest.approx(0.1)
    assert rates[9:51] == [1.0] * 42
    assert all(later < earlier for earlier, later in itertools.pairwise(rates[50:]))
    assert scheduled_lr(1.0, 100, 100, warmup=10, decay_share=0.5) == pytest.approx(0.05)


def test_a_step_of_two_batches_counts_the_load_of_both() -> None:
    moe = MoE(CONFIG.text).train()
    for size in (3, 5):
        moe(torch.randn(1, size, CONFIG.text.hidden_size))
    assert moe.load is not None
    assert moe.load.sum() == 8 * CONFIG.text.num_experts_per_tok
    balance_routers([moe])
    assert moe.load is None


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
