"""What a training step costs in arithmetic, and how much of the chip's that is."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.train.data.samples import IGNORED, Batch
from moonpane_engine.train.fixed.batch import PATCH_VALUES, FixedBatch, Shape

# FLOP/s of dense bfloat16 products, as the makers say; the first name that the device's contains.
PEAKS = {"H100 PCIe": 756e12, "H100": 989e12, "H200": 989e12, "A100": 312e12}
_MEASURED_SIZE = {"cuda": 8_192, "cpu": 1_536}  # rows and columns of the products that tell an unknown chip's peak
_BACKWARD = 2  # times the forward pass


def step_flops(model: KimiModel, batch: Batch | FixedBatch) -> float:
    """FLOP of a forward and a backward pass over a batch, padding included; an addition and a product are two.

    Products of matrices only, attention over whole squares as is usual in such figures; routing, norms and the
    optimiser are left out.
    """
    text, vision = model.config.text, model.config.vision
    rows, length = batch.token_ids.shape
    chosen = text.num_experts_per_tok / text.n_routed_experts
    products = 0.0
    for name, weight in model.named_parameters():
        if weight.ndim >= 2 and (met := _times_met(name, batch)):
            products += met * weight.numel() * (chosen if ".experts.ga" in name or ".experts.do" in name else 1)
    products += (
        rows * length**2 * text.num_attention_heads * (text.qk_head_dim + text.v_head_dim) * text.num_hidden_layers
    )
    if vision is not None and batch.patches is not None:
        squares = _squares(batch)
        products += 2 * squares * vision.hidden_size * vision.num_hidden_layers
    return 2 * products * (1 + _BACKWARD)


def _squares(batch: Batch | FixedBatch) -> int:
    """Pairs of patches that see each other."""
    if isinstance(batch, FixedBatch):
        return batch.shape.rows * batch.shape.patches**2
    return sum((frames * height * width) ** 2 for frames, height, width in batch.grids)


def _times_met(name: str, batch: Batch | FixedBatch) -> int:
    """How many vectors are multiplied with a weight."""
    num_patches = 0 if batch.patches is None else batch.patches.numel() // PATCH_VALUES
    if name.startswith("language_model.model.layers."):
        return batch.token_ids.numel()
    if name.startswith("language_model.lm_head."):
        if isinstance(batch, FixedBatch):
            return batch.token_ids.numel()
        return int((batch.labels != IGNORED).sum())
    if name.startswith("vision_tower."):
        return 0 if "pos_emb" in name else num_patches
    return num_patches // 4 if name.startswith("mm_projector.") else 0


def has_bf16(device: str) -> bool:
    """Whether the chip itself multiplies bfloat16: a GPU since Ampere, a CPU with AVX-512 BF16 or AMX (Linux)."""
    if device == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


def peak_flops(device: str, *, bf16: bool) -> tuple[str, float]:
    """The chip's name with where its peak is from, and the peak in FLOP/s: known, or that of a large product."""
    name = torch.cuda.get_device_name() if device == "cuda" else f"CPU with {torch.get_num_threads()} threads"
    if device == "cuda" and bf16:
        for known, peak in PEAKS.items():
            if known in name:
                return f"{name}, its data sheet's peak", peak
    return f"{name}, measured", _measured_peak(device, torch.bfloat16 if bf16 else torch.float32)


def _measured_peak(device: str, dtype: torch.dtype) -> float:
    """The best of a few large products."""
    size = _MEASURED_SIZE[device]
    left, right = (torch.randn(size, size, device=device).to(dtype) for _ in range(2))
    return 2 * size**3 / min(_seconds_of_product(left, right) for _ in range(5))


def _seconds_of_product(left: Tensor, right: Tensor) -> float:
    began = time.perf_counter()
    product = left @ right
    if product.is_cuda:
        torch.cuda.synchronize()
    return time.perf_counter() - began


class Meter:
    """Counts tokens and FLOP between two lines of the log."""

    def __init__(self, model: KimiModel, device: str, *, bf16: bool) -> None:
        self._model = model
        self._known: dict[Shape, float] = {}
        chip, self._peak = peak_flops(device, bf16=bf16)
        kind = "bfloat16" if bf16 else "float32 (bfloat16 is there: --bf16)" if has_bf16(device) else "float32"
        print(f"{chip}: {self._peak / 1e12:.3g} TFLOP/s of {kind}", file=sys.stderr, flush=True)
        self.restart()

    def restart(self) -> None:
        self._began = time.monotonic()
        self._padded = self._useful = self._flops = self._steps = 0

    def count(self, batches: Sequence[Batch | FixedBatch]) -> None:
        """Take one step's batches into account."""
        self._steps += 1
        for batch in batches:
            self._padded += batch.token_ids.numel()
            self._useful += batch.num_tokens
            self._flops += self._flops_of(batch)

    def _flops_of(self, batch: Batch | FixedBatch) -> float:
        if not isinstance(batch, FixedBatch):
            return step_flops(self._model, batch)
        if batch.shape not in self._known:
            self._known[batch.shape] = step_flops(self._model, batch)
        return self._known[batch.shape]

    def read(self) -> dict[str, float]:
        """What was reached since the last reading: steps/s, tokens/s with and without padding, share of the peak."""
        seconds = time.monotonic() - self._began
        figures = {
            "steps_per_s": round(self._steps / seconds, 3),
            "tokens_per_s": round(self._padded / seconds),
            "useful_tokens_per_s": round(self._useful / seconds),
            "share_of_peak": round(self._flops / seconds / self._peak, 5),
        }
        self.restart()
        return figures
