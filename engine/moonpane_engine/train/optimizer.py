"""Learning-rate schedule, the optimisers and what each is for, and the rule that keeps experts evenly used."""

import math
from collections.abc import Iterable

import torch
from torch import Tensor, nn

from moonpane_engine.model.moe import MoE
from moonpane_engine.train.muon import Muon

WEIGHT_DECAY = 0.05  # of matrices
WARMUP_STEPS = 150


def make_optimizers(model: nn.Module, *, with_muon: bool, lr: float = 1e-3) -> list[torch.optim.Optimizer]:
    """AdamW for everything, or with Muon for the matrices of the blocks, where its products cost nothing (a GPU)."""
    named = [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]
    orthogonal = [parameter for name, parameter in named if with_muon and _is_of_block(name, parameter)]
    taken = {id(parameter) for parameter in orthogonal}
    rest = [(name, parameter) for name, parameter in named if id(parameter) not in taken]
    decayed = [parameter for name, parameter in rest if parameter.ndim >= 2 and "embed" not in name]
    others = [parameter for name, parameter in rest if parameter.ndim < 2 or "embed" in name]
    groups = [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": others, "weight_decay": 0.0}]
    adamw = torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.98), eps=1e-8, fused=True)
    return [Muon(orthogonal, lr=lr, weight_decay=WEIGHT_DECAY), adamw] if orthogonal else [adamw]


def _is_of_block(name: str, parameter: Tensor) -> bool:
    """A weight of the decoder's layers or of the encoder's blocks, experts' stacks included."""
    return parameter.ndim >= 2 and (".layers." in name or ".blocks." in name)


def set_lr(optimizers: Iterable[torch.optim.Optimizer], lr: float) -> None:
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = lr


def scheduled_lr(peak: float, progress: float, *, decays: bool) -> float:
    """The rate at a phase's `progress` from 0 to 1: its peak, or a cosine from there to a twentieth."""
    if not decays:
        return peak
    return peak * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(progress, 1.0))))


def warmth(num_steps: int) -> float:
    """Share of the rate for an optimiser that took so many steps: its moments are no averages yet."""
    return min(1.0, (num_steps + 1) / WARMUP_STEPS)


@torch.no_grad()
def balance_routers(modules: Iterable[nn.Module], *, rate: float = 1e-3) -> Tensor:
    """The original's bias rule, without an auxiliary loss: overloaded experts lose a little bias, idle ones gain.

    Returns the largest expert's load over the mean load, averaged over layers, as a tensor that nobody waited for.
    """
    ratios = []
    for module in modules:
        if isinstance(module, MoE) and module.load is not None:
            load = module.load.float()
            module.load.zero_()
            module.gate.e_score_correction_bias.add_(rate * (load.mean() - load).sign())
            ratios.append(load.max() / load.mean())
    return torch.stack(ratios).mean() if ratios else torch.ones(())
