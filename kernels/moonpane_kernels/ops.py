"""The operations of the decoder that have more than one implementation, and the choice between them.

Weights lie in memory as the checkpoint has them; what the arithmetic runs in is the dtype of `x`.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from moonpane_kernels import cpu
from moonpane_kernels.reference.int4 import dequantize

# So many rows take a native kernel (measured with AVX-512 and AVX2): beyond, torch's large products are as fast.
# Where torch has threads they are faster sooner, for a native kernel runs in the caller's alone.
MAX_NATIVE_ROWS = {"alone": 64, "beside threads": 12}
MAX_NATIVE_TOKENS = {"alone": 512, "beside threads": 64}  # of all experts together, or of a norm


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """x (..., in) times weight (out, in) transposed, plus bias (out,), in x's dtype; `weight` may be kept narrower."""
    if weight.dtype == x.dtype or torch.is_autocast_enabled(x.device.type):
        return F.linear(x, weight, bias)
    if _runs_native(x, MAX_NATIVE_ROWS) and weight.dtype == torch.bfloat16 and weight.is_contiguous():
        product = cpu.linear_bf16(x, weight)
        return product if bias is None else product.add_(bias)
    return F.linear(x, weight.to(x.dtype), bias)


def heads(x: Tensor, weight: Tensor) -> Tensor:
    """x (N, heads, in) times each head's `weight` (heads, in, out), which may be kept narrower; (N, heads, out).

    A `weight` that is a transposed view is multiplied as it lies.
    """
    for stored, is_transposed in ((weight, False), (weight.transpose(1, 2), True)):
        lies_so = stored.stride(2) == 1 and stored.stride(1) == stored.shape[2] and stored.dtype == torch.bfloat16
        if lies_so and _runs_native(x[:, 0], MAX_NATIVE_ROWS):
            return cpu.heads_bf16(x, stored, is_transposed=is_transposed)
    return torch.bmm(x.transpose(0, 1), weight.to(x.dtype)).transpose(0, 1)


def linear_int4(x: Tensor, packed: Tensor, scale: Tensor) -> Tensor:
    """x (..., K) times INT4 weights (out, K / 8) int32 with scales (out, K / 32), in x's dtype.

    The weights stay packed: they are widened where they are used, to exactly what `reference.int4` says.
    """
    if scale.dtype == torch.bfloat16 and _runs_native(x, MAX_NATIVE_ROWS):
        return cpu.linear_int4(x, packed, scale)
    if x.is_cpu and x.dtype == torch.float32 and cpu.library() is not None:
        return F.linear(x, cpu.dequantize_int4(packed, scale))
    return F.linear(x, dequantize(packed, scale, dtype=x.dtype))


def has_native_experts(x: Tensor, scale: Tensor) -> bool:
    """Whether `experts_int4` takes x (T, H) and such scales: few tokens, on a CPU with native kernels, and bfloat16."""
    return scale.dtype == torch.bfloat16 and _runs_native(x, MAX_NATIVE_TOKENS)


experts_int4 = cpu.experts_int4


def has_native_attention(query: Tensor, pool: Tensor) -> bool:
    """Whether `paged_attention` takes queries and pages such as these; else `latent_attention` has them gathered."""
    return _is_native(query) and pool.dtype == query.dtype and pool.shape[-2] == cpu.PAGE_TOKENS


paged_attention = cpu.paged_attention


def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    """x / sqrt(mean(x^2) + eps) * weight over the last dimension; the mean square in float32."""
    if x.ndim == 2 and _runs_native(x, MAX_NATIVE_TOKENS) and x.stride(-1) == 1 and weight.dtype == torch.float32:
        return cpu.rms_norm(x, weight, eps)
    return F.rms_norm(x, (x.shape[-1],), weight.to(x.dtype), eps)


def _runs_native(x: Tensor, most: dict[str, int]) -> bool:
    rows = most["alone" if torch.get_num_threads() == 1 else "beside threads"]
    return x.numel() <= rows * x.shape[-1] and _is_native(x)


def _is_native(x: Tensor) -> bool:
    return x.dtype == torch.float32 and x.is_cpu and not torch.is_grad_enabled() and cpu.library() is not None
