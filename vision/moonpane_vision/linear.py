"""A linear layer whose weight may stay narrower in memory than the arithmetic (16 bits under float32 on a CPU)."""

from torch import Tensor, nn

from moonpane_kernels import ops


class Linear(nn.Linear):
    """x times weight (out, in) transposed, plus bias (out,), in x's dtype."""

    def forward(self, input: Tensor) -> Tensor:
        return ops.linear(input, self.weight, self.bias)
