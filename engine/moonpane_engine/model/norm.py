"""RMSNorm as DeepSeek-V3 has it: the mean square in float32, the weight after the cast."""

import torch
from torch import Tensor, nn

from moonpane_kernels import ops


class RMSNorm(nn.Module):
    """x / sqrt(mean(x^2) + eps) * weight over the last dimension."""

    def __init__(self, dim: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        return ops.rms_norm(x, self.weight, self.eps)
