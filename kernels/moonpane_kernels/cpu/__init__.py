"""Native kernels for the CPU: C++ behind a plain C ABI (`kernels/csrc`), compiled at set-up where there is a compiler.

Every function here has a reference in torch; `moonpane_kernels.ops` chooses. Nothing is compiled or loaded at import.
"""

import ctypes
import logging
from functools import cache
from pathlib import Path

import torch
from torch import Tensor

from moonpane_kernels.reference.int4 import GROUP_SIZE

FOLDER = Path(__file__).parent
PAGE_TOKENS = 16  # of the cache pages that `paged_attention` reads
_POINTER, _INT = ctypes.c_void_p, ctypes.c_int64
_SIGNATURES = {
    "moonpane_linear_bf16": (_POINTER, _POINTER, _POINTER, _INT, _INT, _INT),
    "moonpane_linear_int4": (_POINTER, _POINTER, _POINTER, _POINTER, _INT, _INT, _INT),
    "moonpane_experts_int4": (*[_POINTER] * 8, *[_INT] * 4),
    "moonpane_dequantize_int4": (_POINTER, _POINTER, _POINTER, _INT),
    "moonpane_paged_attention": (*[_POINTER] * 5, *[_INT] * 6, ctypes.c_float),
    "moonpane_heads_bf16": (*[_POINTER] * 3, *[_INT] * 5),
    "moonpane_heads_transposed_bf16": (*[_POINTER] * 3, *[_INT] * 5),
    "moonpane_rms_norm": (_POINTER, _POINTER, _POINTER, _INT, _INT, _INT, ctypes.c_float),
}
_NEED_MEMORY = ("moonpane_linear_int4", "moonpane_experts_int4", "moonpane_paged_attention")
_log = logging.getLogger(__name__)


def builds() -> list[str]:
    """Names of the builds that this processor can run, the fastest first."""
    capability = torch.backends.cpu.get_cpu_capability().lower()  # ATEN_CPU_CAPABILITY lowers it, as for torch itself
    return {"avx512": ["avx512", "avx2"], "avx2": ["avx2"]}.get(capability, ["default"])


def load(build: str) -> ctypes.CDLL:
    """One build of the kernels. Raises OSError where it is missing, AttributeError where it is of older sources."""
    loaded = ctypes.CDLL(str(FOLDER / f"libmoonpane_{build}.so"))
    for name, arguments in _SIGNATURES.items():
        function = getattr(loaded, name)
        function.argtypes, function.restype = arguments, ctypes.c_int if name in _NEED_MEMORY else None
        if name in _NEED_MEMORY:
            function.errcheck = _check
    return loaded


def _check(failed: int, *_: object) -> int:
    if failed:
        raise MemoryError("a kernel found no memory for what it computes in between")
    return failed


@cache
def library() -> ctypes.CDLL | None:
    """The best build that is there, or None where set-up found no compiler (said once in the log)."""
    errors: list[str] = []
    for build in builds():
        try:
            return load(build)
        except (OSError, AttributeError) as error:
            errors.append(str(error))
    _log.warning("no native CPU kernels, torch serves alone (%s): install g++ and run make setup", "; ".join(errors))
    return None


def linear_bf16(x: Tensor, weight: Tensor) -> Tensor:
    """x (..., in) float32 times weight (out, in) bfloat16 transposed, for few rows; (..., out) float32."""
    kernels = library()
    assert kernels is not None
    x = x.contiguous()
    outputs, inputs = weight.shape
    y = x.new_empty(*x.shape[:-1], outputs)
    kernels.moonpane_linear_bf16(x.data_ptr(), weight.data_ptr(), y.data_ptr(), x.numel() // inputs, inputs, outputs)
    return y


def heads_bf16(x: Tensor, weight: Tensor, *, is_transposed: bool) -> Tensor:
    """x (N, heads, in) float32 times each head's weight (heads, in, out) bfloat16, for few N; (N, heads, out) float32.

    `is_transposed`: weight is (heads, out, in). The matrices of a head lie row behind row; heads may lie apart.
    """
    kernels = library()
    assert kernels is not None
    x = x.contiguous()
    outputs = weight.shape[1 if is_transposed else 2]
    y = x.new_empty(*x.shape[:2], outputs)
    multiply = kernels.moonpane_heads_transposed_bf16 if is_transposed else kernels.moonpane_heads_bf16
    multiply(x.data_ptr(), weight.data_ptr(), y.data_ptr(), *x.shape, outputs, weight.stride(0))
    return y


def linear_int4(x: Tensor, packed: Tensor, scale: Tensor) -> Tensor:
    """x (..., K) float32 times packed weights (out, K / 8) int32 with scales (out, K / 32) bfloat16; for few rows."""
    kernels = library()
    assert kernels is not None
    x = x.contiguous()
    outputs, inputs = packed.shape[0], x.shape[-1]
    y = x.new_empty(*x.shape[:-1], outputs)
    rows = x.numel() // inputs
    kernels.moonpane_linear_int4(x.data_ptr(), packed.data_ptr(), scale.data_ptr(), y.data_ptr(), rows, inputs, outputs)
    return y


def experts_int4(
    x: Tensor,
    indices: Tensor,
    shares: Tensor,
    gate_up: tuple[Tensor, Tensor],
    down: tuple[Tensor, Tensor],
) -> Tensor:
    """Sum over the chosen experts (T, k), weighted with `shares`, of their MLPs of x (T, H) float32; returns (T, H).

    `gate_up` and `down` are packed words and scales of all experts: (E, 2 I, H / 8) and (E, H, I / 8).
    """
    kernels = library()
    assert kernels is not None
    x, indices, shares = x.contiguous(), indices.contiguous(), shares.contiguous()
    y = torch.empty_like(x)
    tensors = (x, indices, shares, *gate_up, *down, y)
    width = gate_up[0].shape[1] // 2
    kernels.moonpane_experts_int4(*[tensor.data_ptr() for tensor in tensors], *indices.shape, x.shape[1], width)
    return y


def dequantize_int4(packed: Tensor, scale: Tensor) -> Tensor:
    """Weights (out, K) float32 of packed words (out, K / 8) int32 and scales (out, K / 32), rounded to these' dtype."""
    kernels = library()
    assert kernels is not None
    if scale.dtype != torch.bfloat16:  # to which the kernel rounds: it unpacks the integers, and torch multiplies
        integers = dequantize_int4(packed, torch.ones_like(scale, dtype=torch.bfloat16))
        products = integers.unflatten(-1, (-1, GROUP_SIZE)).mul_(scale.float().unsqueeze(-1))
        return products.to(scale.dtype).float().flatten(-2)
    weight = scale.new_empty(scale.shape[0], scale.shape[1] * GROUP_SIZE, dtype=torch.float32)
    kernels.moonpane_dequantize_int4(packed.data_ptr(), scale.data_ptr(), weight.data_ptr(), scale.numel())
    return weight


def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    """RMSNorm of x (rows, width) float32, whose rows may be parts of longer ones; returns (rows, width)."""
    kernels = library()
    assert kernels is not None
    rows, width = x.shape
    y = x.new_empty(rows, width)
    kernels.moonpane_rms_norm(x.data_ptr(), weight.data_ptr(), y.data_ptr(), rows, x.stride(0), width, eps)
    return y


def paged_attention(query: Tensor, pool: Tensor, tables: Tensor, starts: Tensor, *, rank: int, scale: float) -> Tensor:
    """`reference.attention.latent_attention` over pages of 16 tokens, float32, read where they lie.

    query (n, T, heads, D), pool (pages, 16, D), tables (n, N) int64 with page ids, starts (n,) int64 with the tokens
    before the T new ones, which are in the pool already; returns (n, T, heads, rank).
    """
    kernels = library()
    assert kernels is not None
    query = query.contiguous()
    mixed = query.new_empty(*query.shape[:3], rank)
    tensors = (query, pool, tables, starts, mixed)
    sizes = (*query.shape, rank, tables.shape[1])
    kernels.moonpane_paged_attention(*[tensor.data_ptr() for tensor in tensors], *sizes, scale)
    return mixed
