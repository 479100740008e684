"""Rotary position embedding with YaRN, in the interleaved (GPT-J) pair layout of the Kimi weights."""

import math

import torch
from torch import Tensor

from moonpane_engine.model.config import TextConfig


def inverse_frequencies(config: TextConfig) -> Tensor:
    """Angles per position, (qk_rope_head_dim / 2,) float32; YaRN per arXiv 2309.00071 where `rope_scaling` is set."""
    dim, base, yarn = config.qk_rope_head_dim, config.rope_theta, config.rope_scaling
    exponents = torch.arange(0, dim, 2, dtype=torch.float32) / dim
    extrapolated = 1.0 / (base**exponents)
    if yarn is None:
        return extrapolated

    def dimension_of(rotations: float) -> float:
        return dim * math.log(yarn.original_max_position_embeddings / (rotations * 2 * math.pi)) / (2 * math.log(base))

    low = max(math.floor(dimension_of(yarn.beta_fast)), 0)
    high = min(math.ceil(dimension_of(yarn.beta_slow)), dim - 1)
    ramp = ((torch.arange(dim // 2, dtype=torch.float32) - low) / max(high - low, 0.001)).clamp(0, 1)
    return extrapolated / yarn.factor * ramp + extrapolated * (1 - ramp)


def rope_table(config: TextConfig, num_positions: int) -> Tensor:
    """(cos, sin) of every position and pair, (num_positions, qk_rope_head_dim / 2, 2) float32."""
    angles = torch.outer(torch.arange(num_positions, dtype=torch.float32), inverse_frequencies(config))
    return torch.stack((angles.cos(), angles.sin()), dim=-1) * _attention_factor(config)


def apply_rope(x: Tensor, rotation: Tensor) -> Tensor:
    """Rotate adjacent pairs of x (..., T, heads, D) by `rotation` (..., T, D / 2) complex, in float32.

    A pair is a complex number and the rotation one complex product: (a + ib)(cos + i sin).
    """
    pairs = torch.view_as_complex(x.float().unflatten(-1, (-1, 2)))
    return torch.view_as_real(pairs * rotation.unsqueeze(-2)).flatten(-2).to(x.dtype)


def _attention_factor(config: TextConfig) -> float:
    """YaRN's multiplier of cos and sin: mscale over mscale_all_dim (1.0 for K2.5), or the plain one without them."""
    yarn = config.rope_scaling
    if yarn is None or yarn.factor <= 1:
        return 1.0
    scale = math.log(yarn.factor) * 0.1
    if not yarn.mscale or not yarn.mscale_all_dim:
        return scale + 1.0
    return (scale * yarn.mscale + 1.0) / (scale * yarn.mscale_all_dim + 1.0)
