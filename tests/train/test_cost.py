"""The cost of a step as a counter of torch finds it."""

import dataclasses

import pytest
import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from moonpane_engine.train.cost import peak_flops, step_flops
from moonpane_engine.train.data.samples import Sample, collate
from moonpane_engine.train.fixed.batch import Shape, filled_up
from moonpane_engine.train.fixed.loss import fixed_loss
from moonpane_engine.train.fixed.sight import stretches
from moonpane_engine.train.trainer import answer_loss
from tests.engine.checkpoints import CONFIG, random_model


def test_a_forward_pass_costs_what_torch_counts() -> None:
    text = dataclasses.replace(CONFIG.text, v_head_dim=CONFIG.text.qk_head_dim)  # nothing is filled up for the kernel
    model = random_model(dataclasses.replace(CONFIG, text=text))
    pads = [CONFIG.media_placeholder_token_id or 0] * 4
    patches = torch.randn(16, 3, 14, 14).numpy()
    samples = [Sample([1, *pads, 2, 3], [4] * size, patches, (1, 4, 4)) for size in (5, 9)]
    batch = collate(samples)
    assert batch.num_tokens == 26
    with torch.no_grad(), sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        answer_loss(model, batch)
    assert step_flops(model, batch) == pytest.approx(3 * counter.get_total_flops(), rel=1e-6)


def test_a_batch_of_a_fixed_shape_costs_its_padding_too() -> None:
    text = dataclasses.replace(CONFIG.text, v_head_dim=CONFIG.text.qk_head_dim)
    model = random_model(dataclasses.replace(CONFIG, text=text))
    assert CONFIG.vision is not None
    sides = (CONFIG.vision.pos_emb_height, CONFIG.vision.pos_emb_width)
    stretched = (stretches(sides[0], device="cpu"), stretches(sides[1], device="cpu"))
    pads = [CONFIG.media_placeholder_token_id or 0] * 4
    sample = Sample([1, *pads, 2, 3], [4] * 5, torch.randn(16, 3, 14, 14).clamp(-1, 1).numpy(), (1, 4, 4))
    batch = filled_up([sample], Shape(rows=3, tokens=20, patches=24))
    with torch.no_grad(), sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        fixed_loss(model, batch, stretched)
    positions = 2 * 3 * 24 * sides[0] * sides[1] * CONFIG.vision.hidden_size  # looked up elsewhere, so no part of it
    assert step_flops(model, batch) == pytest.approx(3 * (counter.get_total_flops() - positions), rel=1e-6)


def test_an_unknown_chip_is_measured() -> None:
    name, peak = peak_flops("cpu", bf16=False)
    assert name.endswith("measured")
    assert peak > 1e8
