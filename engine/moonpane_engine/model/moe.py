"""Feed-forward layers: the dense MLP and the mixture of experts (DeepSeek-V3 `noaux_tc` router)."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import nullcontext

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from moonpane_engine.model.config import TextConfig
from moonpane_engine.model.linear import Linear
from moonpane_kernels import ops
from moonpane_kernels.reference.int4 import GROUP_SIZE, NIBBLES_PER_WORD, fake_quantize


class MLP(nn.Module):
    """down(silu(gate x) * up x)."""

    def __init__(self, hidden_size: int, intermediate_size: int) -> None:
        super().__init__()
        self.gate_up_proj = Linear(hidden_size, 2 * intermediate_size)  # gate's rows first
        self.down_proj = Linear(intermediate_size, hidden_size)

    def forward(self, x: Tensor) -> Tensor:
        gate, up = self.gate_up_proj(x).chunk(2, dim=-1)
        return self.down_proj(F.silu(gate) * up)


class Router(nn.Module):
    """Scores every expert with a sigmoid; a bias steers the choice but not the weight, so that load stays even."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.config = config
        self.weight = nn.Parameter(torch.empty(config.n_routed_experts, config.hidden_size))
        self.e_score_correction_bias = nn.Parameter(torch.zeros(config.n_routed_experts), requires_grad=False)
        nn.init.normal_(self.weight, std=0.02)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Weights (T, k) float32 and expert indices (T, k) for x (T, H); all in float32, since ties decide experts."""
        config = self.config
        scores = self._scores(x)
        choice = scores.detach() + self.e_score_correction_bias
        if config.n_group > 1:
            choice = self._limit_groups(choice)
        indices = choice.topk(config.num_experts_per_tok, dim=-1, sorted=False).indices
        weights = scores.gather(-1, indices)
        if config.norm_topk_prob:
            weights = weights / (weights.sum(-1, keepdim=True) + 1e-20)
        return weights * config.routed_scaling_factor, indices

    def _scores(self, x: Tensor) -> Tensor:
        # Only training runs under autocast, and entering this costs more than the product of one token.
        with torch.autocast(x.device.type, enabled=False) if self.training else nullcontext():
            return F.linear(x.float(), self.weight.float()).sigmoid()

    def _limit_groups(self, choice: Tensor) -> Tensor:
        groups = choice.unflatten(-1, (self.config.n_group, -1))
        best = groups.topk(2, dim=-1).values.sum(-1).topk(self.config.topk_group, dim=-1).indices
        keep = torch.zeros(groups.shape[:-1], dtype=torch.bool, device=choice.device).scatter_(-1, best, True)
        return groups.masked_fill(~keep.unsqueeze(-1), float("-inf")).flatten(-2)


Product = Callable[[Tensor, int], Tensor]  # (rows, expert) to what the expert makes of them


class RoutedExperts(nn.Module, ABC):
    """All routed experts of a layer; how their weights are kept is the subclass's matter."""

    @abstractmethod
    def products(self) -> tuple[Product, Product]:
        """Gate and up projection in one, (T, H) to (T, 2 I) with gate first, and down projection, (T, I) to (T, H)."""

    def forward(self, x: Tensor, weights: Tensor, indices: Tensor) -> Tensor:
        """Weighted sum of the chosen experts: x (T, H), weights and indices (T, k) -> (T, H)."""
        if x.shape[0] == 1 and not torch.is_grad_enabled():
            return self._of_one(x, weights, indices)
        return self._grouped(x, weights, indices)

    def _of_one(self, x: Tensor, weights: Tensor, indices: Tensor) -> Tensor:
        """Decode: the experts of one token, each a matrix-vector product."""
        gate_up, down = self.products()
        chosen = indices[0].tolist()
        gate, up = torch.cat([gate_up(x, expert) for expert in chosen]).chunk(2, dim=-1)
        inner = (F.silu(gate) * up * weights.T.to(x.dtype)).split(1)
        return torch.stack([down(part, expert) for part, expert in zip(inner, chosen, strict=True)]).sum(0)

    def _grouped(self, x: Tensor, weights: Tensor, indices: Tensor) -> Tensor:
        """Tokens are sorted by expert, one matrix product per expert that has any."""
        gate_up, down = self.products()
        order = indices.flatten().argsort(stable=True)
        tokens = order // indices.shape[1]
        counts = torch.bincount(indices.flatten()).tolist()
        outputs: list[Tensor] = []
        for expert, rows in enumerate(x[tokens].split(counts)):
            if rows.shape[0]:
                gate, up = gate_up(rows, expert).chunk(2, dim=-1)
                outputs.append(down(F.silu(gate) * up, expert))
        weighted = torch.cat(outputs).float() * weights.flatten()[order].unsqueeze(-1)
        return torch.zeros(x.shape, dtype=torch.float32, device=x.device).index_add(0, tokens, weighted).to(x.dtype)


class Experts(RoutedExperts):
    """Experts with plain weights, stacked: gate_up (E, 2 I, H) with gate first, down (E, H, I)."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        num_experts, hidden, width = config.n_routed_experts, config.hidden_size, config.moe_intermediate_size
        self.gate_up = nn.Parameter(torch.empty(num_experts, 2 * width, hidden))
        self.down = nn.Parameter(torch.empty(num_experts, hidden, width))
        self.quantization_aware = False
        nn.init.normal_(self.gate_up, std=0.02)
        nn.init.normal_(self.down, std=0.02)

    def forward(self, x: Tensor, weights: Tensor, indices: Tensor) -> Tensor:
        if self.training and x.is_cuda:
            return self.dense(x, weights, indices)
        return super().forward(x, weights, indices)

    def dense(self, x: Tensor, weights: Tensor, indices: Tensor) -> Tensor:
        """The same with every expert for every token, by 0 where it is not chosen.

        More arithmetic in two products; but a GPU need not tell how many tokens each expert has before it goes on.
        """
        gate_up, down = self._rounded()
        num_experts = len(gate_up)
        shares = torch.zeros(len(x), num_experts, dtype=weights.dtype, device=x.device).scatter(-1, indices, weights)
        gate, up = ops.linear(x, gate_up.flatten(0, 1)).unflatten(-1, (num_experts, 2, -1)).unbind(2)
        inner = F.silu(gate) * up * shares.to(gate.dtype).unsqueeze(-1)
        return ops.linear(inner.flatten(1), down.transpose(0, 1).flatten(1)).to(x.dtype)

    def _rounded(self) -> tuple[Tensor, Tensor]:
        if not self.quantization_aware:
            return self.gate_up, self.down
        return fake_quantize(self.gate_up), fake_quantize(self.down)

    def products(self) -> tuple[Product, Product]:
        gate_up, down = self._rounded()
        return (
            lambda rows, expert: ops.linear(rows, gate_up[expert]),
            lambda rows, expert: ops.linear(rows, down[expert]),
        )


class PackedExperts(RoutedExperts):
    """Experts as an INT4 checkpoint has them: words (…, K / 8) int32, scales (…, K / 32) of any float dtype."""

    gate_up_packed: Tensor
    gate_up_scale: Tensor
    down_packed: Tensor
    down_scale: Tensor

    def __init__(self, config: TextConfig, scale_dtype: torch.dtype) -> None:
        super().__init__()
        num_experts, hidden, width = config.n_routed_experts, config.hidden_size, config.moe_intermediate_size
        for name, outputs, inputs in (("gate_up", 2 * width, hidden), ("down", hidden, width)):
            packed = torch.empty(num_experts, outputs, inputs // NIBBLES_PER_WORD, dtype=torch.int32)
            scale = torch.empty(num_experts, outputs, inputs // GROUP_SIZE, dtype=scale_dtype)
            self.register_parameter(f"{name}_packed", nn.Parameter(packed, requires_grad=False))
            self.register_parameter(f"{name}_scale", nn.Parameter(scale, requires_grad=False))

    def forward(self, x: Tensor, weights: Tensor, indices: Tensor) -> Tensor:
        if ops.has_native_experts(x, self.down_scale):
            gate_up, down = (self.gate_up_packed, self.gate_up_scale), (self.down_packed, self.down_scale)
            return ops.experts_int4(x, indices, weights, gate_up, down)
        return super().forward(x, weights, indices)

    def products(self) -> tuple[Product, Product]:
        return (
            lambda rows, expert: ops.linear_int4(rows, self.gate_up_packed[expert], self.gate_up_scale[expert]),
            lambda rows, expert: ops.linear_int4(rows, self.down_packed[expert], self.down_scale[expert]),
        )


class MoE(nn.Module):
    """Routed experts plus the shared expert, which is neither gated nor scaled."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.gate = Router(config)
        self.experts: RoutedExperts = Experts(config)
        self.shared_experts = MLP(config.hidden_size, config.moe_intermediate_size * config.n_shared_experts)
        self.load: Tensor | None = None  # tokens per expert since the bias rule last looked

    def forward(self, x: Tensor) -> Tensor:
        flat = x.flatten(0, -2)
        weights, indices = self.gate(flat)
        if self.training:
            self._count(indices)
        return (self.experts(flat, weights, indices) + self.shared_experts(flat)).view_as(x)

    def _count(self, indices: Tensor) -> None:
        """Add to the load in place and without a look at the indices, as a recorded pass must."""
        if self.load is None:
            self.load = torch.zeros(self.gate.config.n_routed_experts, dtype=torch.long, device=indices.device)
        self.load += (indices.flatten().unsqueeze(-1) == torch.arange(len(self.load), device=indices.device)).sum(0)
