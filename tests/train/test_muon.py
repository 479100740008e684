"""Muon as torch has it, also for stacked matrices, and who is moved by it."""

import torch
from torch import nn

from moonpane_engine.train.muon import Muon, orthogonal
from moonpane_engine.train.optimizer import make_optimizers
from tests.engine.checkpoints import random_model


def moved(weight: torch.Tensor, optimizer: torch.optim.Optimizer, gradients: list[torch.Tensor]) -> torch.Tensor:
    for gradient in gradients:
        weight.grad = gradient.clone()
        optimizer.step()
    return weight.detach()


def test_a_matrix_moves_as_with_torchs_own() -> None:
    torch.manual_seed(0)
    for shape in ((24, 40), (40, 24)):
        start, gradients = torch.randn(shape), [torch.randn(shape) for _ in range(3)]
        ours, theirs = (nn.Parameter(start.clone()) for _ in range(2))
        own = Muon([ours], lr=0.01, weight_decay=0.1)
        torchs = torch.optim.Muon([theirs], lr=0.01, weight_decay=0.1, adjust_lr_fn="match_rms_adamw")
        torch.testing.assert_close(moved(ours, own, gradients), moved(theirs, torchs, gradients), atol=2e-4, rtol=0)


def test_stacked_matrices_move_as_each_alone() -> None:
    torch.manual_seed(0)
    start, gradients = torch.randn(3, 16, 24), [torch.randn(3, 16, 24) for _ in range(2)]
    stack = nn.Parameter(start.clone())
    together = moved(stack, Muon([stack], lr=0.01), gradients)
    for index in range(3):
        alone = nn.Parameter(start[index].clone())
        expected = moved(alone, Muon([alone], lr=0.01), [gradient[index] for gradient in gradients])
        torch.testing.assert_close(together[index], expected, atol=2e-4, rtol=0)


def test_singular_values_come_near_one() -> None:
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonal(torch.randn(4, 32, 20) * 1e-3).float())
    assert values.min() > 0.5
    assert values.max() < 1.3


def test_muon_takes_the_matrices_of_the_blocks_and_adamw_every_other_weight() -> None:
    model = random_model()
    names = {id(parameter): name for name, parameter in model.named_parameters()}
    muon, adamw = (
        {names[id(one)] for group in optimizer.param_groups for one in group["params"]}
        for optimizer in make_optimizers(model, with_muon=True)
    )
    assert {"language_model.model.layers.1.mlp.experts.down", "vision_tower.encoder.blocks.0.wo.weight"} <= muon
    assert {"language_model.lm_head.weight", "language_model.model.embed_tokens.weight"} <= adamw
    assert "language_model.model.layers.0.input_layernorm.weight" in adamw
    trained = {name for name, parameter in model.named_parameters() if parameter.requires_grad}
    assert muon | adamw == trained
    assert not muon & adamw
    (alone,) = make_optimizers(model, with_muon=False)
    assert {names[id(one)] for group in alone.param_groups for one in group["params"]} == trained
