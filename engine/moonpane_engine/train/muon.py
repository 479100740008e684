"""Muon: momentum whose singular values are all brought near one, for the matrices of the blocks.

K. Jordan's optimiser with the scale of Moonlight (arXiv 2502.16982), which makes an update as large as one of AdamW's,
so that both share one learning rate. `torch.optim.Muon` takes 2-D parameters one by one; here stacked experts are so
many matrices, and all matrices of one shape are one batch of products, which a GPU needs to be busy at this size.
"""

import math
from collections.abc import Callable, Iterable, Iterator

import torch
from torch import Tensor

COEFFICIENTS = (3.4445, -4.775, 2.0315)  # of the quintic that is steepest at zero
NUM_ITERATIONS = 5
RMS = 0.2  # of an update's entries, as AdamW's have


class Muon(torch.optim.Optimizer):
    """For parameters (..., rows, columns); everything before the last two dimensions counts matrices."""

    def __init__(
        self, params: Iterable[Tensor], *, lr: float, weight_decay: float = 0.05, momentum: float = 0.95
    ) -> None:
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        """Move every parameter that has a gradient. `closure` is there for the base class only."""
        for group in self.param_groups:
            for alike in _by_shape(group["params"]):
                self._move(alike, **{key: group[key] for key in ("lr", "weight_decay", "momentum")})

    def _move(self, alike: list[Tensor], *, lr: float, weight_decay: float, momentum: float) -> None:
        updates = torch.stack([self._with_momentum(parameter, momentum) for parameter in alike])
        directions = orthogonal(updates.flatten(0, -3)).view_as(updates)
        scale = RMS * math.sqrt(max(updates.shape[-2:]))
        for parameter, direction in zip(alike, directions, strict=True):
            parameter.mul_(1 - lr * weight_decay).add_(direction.to(parameter.dtype), alpha=-lr * scale)

    def _with_momentum(self, parameter: Tensor, momentum: float) -> Tensor:
        """The gradient seen from where the momentum leads (Nesterov's)."""
        assert parameter.grad is not None
        state = self.state[parameter]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(parameter)
        state["momentum"].lerp_(parameter.grad, 1 - momentum)
        return parameter.grad.lerp(state["momentum"], momentum)


def orthogonal(matrices: Tensor) -> Tensor:
    """Matrices (N, rows, columns) with singular values between about 0.7 and 1.2, in bfloat16 (Newton-Schulz)."""
    is_tall = matrices.shape[-2] > matrices.shape[-1]
    x = (matrices.mT if is_tall else matrices).bfloat16()
    x = x / x.norm(dim=(-2, -1), keepdim=True).clamp(min=1e-7)
    a, b, c = COEFFICIENTS
    for _ in range(NUM_ITERATIONS):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x.mT if is_tall else x


def _by_shape(parameters: Iterable[Tensor]) -> Iterator[list[Tensor]]:
    alike: dict[torch.Size, list[Tensor]] = {}
    for parameter in parameters:
        if parameter.grad is not None:
            alike.setdefault(parameter.shape, []).append(parameter)
    yield from alike.values()
