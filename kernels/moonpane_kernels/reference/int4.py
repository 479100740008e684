"""Pack-quantized INT4 as compressed-tensors writes it: plain torch, obvious, exact.

A row of K weights is cut into groups of 32. Each group has one scale; each weight is an integer q in [-8, 7] stored
as the nibble q + 8. Element k of a row sits in word k // 8 at bits 4 * (k % 8), so element 0 is the least significant
nibble. Layout and rounding: compressed-tensors `pack_quantized` with `group_size` 32, symmetric.
"""

import torch
from torch import Tensor

GROUP_SIZE = 32
NIBBLES_PER_WORD = 8


def quantize(weight: Tensor, *, scale_dtype: torch.dtype = torch.bfloat16) -> tuple[Tensor, Tensor]:
    """Round `weight` (..., K) to INT4 by groups.

    Returns q (..., K) int8 in [-8, 7] and scale (..., K / 32) in `scale_dtype`; the scale spreads each group's largest
    magnitude over the symmetric range (observer "minmax").
    """
    if weight.shape[-1] % GROUP_SIZE:
        raise ValueError(f"the last dimension {weight.shape[-1]} is not a multiple of the group size {GROUP_SIZE}")
    groups = weight.detach().float().unflatten(-1, (-1, GROUP_SIZE))
    scale = (groups.abs().amax(-1) / 7.5).clamp_min(1e-8).to(scale_dtype)
    q = torch.round(groups / scale.float().unsqueeze(-1)).clamp_(-8, 7)
    return q.flatten(-2).to(torch.int8), scale


def pack(q: Tensor) -> Tensor:
    """Pack q (..., K) in [-8, 7] into int32 words (..., ceil(K / 8))."""
    padding = -q.shape[-1] % NIBBLES_PER_WORD
    nibbles = torch.nn.functional.pad(q.to(torch.int64), (0, padding)) + 8
    nibbles = nibbles.unflatten(-1, (-1, NIBBLES_PER_WORD))
    shifts = 4 * torch.arange(NIBBLES_PER_WORD, device=q.device)
    words = ((nibbles & 0xF) << shifts).sum(-1)
    return torch.where(words >= 2**31, words - 2**32, words).to(torch.int32)


def unpack(words: Tensor, num_columns: int) -> Tensor:
    """Inverse of `pack`: int32 words (..., W) to q (..., num_columns) int8."""
    shifts = 4 * torch.arange(NIBBLES_PER_WORD, device=words.device, dtype=torch.int32)
    nibbles = (words.unsqueeze(-1) >> shifts) & 0xF
    return (nibbles.flatten(-2)[..., :num_columns] - 8).to(torch.int8)


def dequantize(words: Tensor, scale: Tensor, *, dtype: torch.dtype | None = None) -> Tensor:
    """Weights (..., K) of packed words (..., K / 8) and scales (..., K / 32).

    The product is rounded to the scale's dtype first, as the reference loader does; `dtype` only widens the result.
    """
    q = unpack(words, scale.shape[-1] * GROUP_SIZE)
    weight = (q.unflatten(-1, (-1, GROUP_SIZE)).to(scale.dtype) * scale.unsqueeze(-1)).flatten(-2)
    return weight if dtype is None else weight.to(dtype)


def fake_quantize(weight: Tensor) -> Tensor:
    """`weight` as it will be after packing, with the gradient passed straight through (quantisation-aware training)."""
    q, scale = quantize(weight)
    rounded = (q.unflatten(-1, (-1, GROUP_SIZE)).to(weight.dtype) * scale.to(weight.dtype).unsqueeze(-1)).flatten(-2)
    return weight + (rounded - weight).detach()
