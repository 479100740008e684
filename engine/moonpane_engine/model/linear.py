"""A linear layer whose weight may stay narrower in memory than the arithmetic (16 bits under float32 on a CPU)."""

import math

import torch
from torch import Tensor, nn

from moonpane_kernels import ops


class Linear(nn.Module):
    """x times weight (out, in) transposed, without a bias; initialised as torch's own."""

    def __init__(self, in_features: int, out_features: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(out_features, in_features))
        nn.init.kaiming_uniform_(self.weight, a=math.sqrt(5))

    def forward(self, x: Tensor) -> Tensor:
        return ops.linear(x, self.weight)
