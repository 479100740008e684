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

LIBRARY = Path(__file__).parent / "libmoonpane_cpu.so"
_POINTER, _INT = ctypes.c_void_p, ctypes.c_int64
_SIGNATURES = {
    "moonpane_linear_bf16": (_POINTER, _POINTER, _POINTER, _INT, _INT, _INT),
    "moonpane_linear_int4": (_POINTER, _POINTER, _POINTER, _POINTER, _INT, _INT, _INT),
    "moonpane_dequantize_int4": (_POINTER, _POINTER, _POINTER, _INT),
    "moonpane_rms_norm": (_POINTER, _POINTER, _POINTER, _INT, _INT, _INT, ctypes.c_float),
}
_log = logging.getLogger(__name__)


@cache
def library() -> ctypes.CDLL | None:
    """The compiled kernels, or None where set-up found no compiler (said once in the log)."""
    try:
        loaded = ctypes.CDLL(str(LIBRARY))
        for name, arguments in _SIGNATURES.items():
            function = getattr(loaded, name)
            function.argtypes, function.restype = arguments, None
    except (OSError, AttributeError) as error:
        _log.warning("no native CPU kernels, torch serves alone (%s): install g++ and run make setup", error)
        return None
    return loaded


def linear_bf16(x: Tensor, weight: Tensor) -> Tensor:
    """x (..., in) float32 times weight (out, in) bfloat16 transposed, for few rows; (..., out) float32."""
    kernels = library()
    assert kernels is not None
    x = x.contiguous()
    outputs, inputs = weight.shape
    y = x.new_empty(*x.shape[:-1], outputs)
    kernels.moonpane_linear_bf16(x.data_ptr(), weight.data_ptr(), y.data_ptr(), x.numel() // inputs, inputs, outputs)
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


def dequantize_int4(packed: Tensor, scale: Tensor) -> Tensor:
    """Weights (out, K) float32 of packed words (out, K / 8) int32 and scales (out, K / 32) bfloat16."""
    kernels = library()
    assert kernels is not None
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
