"""How a model keeps its tensors in memory: joined, stacked, narrow, packed; and the checkpoint's names of the parts."""

from collections.abc import Iterator, Mapping
from functools import reduce

import torch
from torch import Tensor

from moonpane_engine.checkpoints.header import TensorEntry
from moonpane_engine.checkpoints.layout import canonical_name
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.model.moe import MoE, PackedExperts, Router
from moonpane_engine.model.rope import rope_table

DTYPES = {
    "BF16": torch.bfloat16,
    "F16": torch.float16,
    "F32": torch.float32,
    "I32": torch.int32,
    "I64": torch.int64,
}
_STACKED = {  # parameter of `Experts` or `PackedExperts` -> the matrix, and the end of the checkpoint's name
    "gate_up": ("gate_up", "weight"),
    "gate_up_packed": ("gate_up", "weight_packed"),
    "gate_up_scale": ("gate_up", "weight_scale"),
    "down": ("down", "weight"),
    "down_packed": ("down", "weight_packed"),
    "down_scale": ("down", "weight_scale"),
}


def keep_as_stored(model: KimiModel, tensors: Mapping[str, TensorEntry]) -> None:
    """Leave each matrix as the headers say it is: half or an eighth of float32, and nothing is lost.

    To be called while the model is on the meta device. No matrix becomes wider than the arithmetic; what is kept as one
    is as wide as its widest part.
    """
    stored = {canonical_name(name): entry.dtype for name, entry in tensors.items()}
    _keep_packed(model, stored)
    for name, parameter in model.named_parameters():
        if parameter.ndim == 1 or name.endswith("_packed"):
            continue
        parts = (part for part, _ in _parts(model, name, parameter.detach()))
        found = (stored.get(part) or stored.get(f"{part}_scale") for part in parts)
        kinds = {DTYPES[kind] for kind in found if kind}  # none of a tied head, which is not there
        if kinds and (narrow := reduce(torch.promote_types, kinds)).itemsize < parameter.itemsize:
            parameter.data = parameter.data.to(narrow)


def _keep_packed(model: KimiModel, stored: Mapping[str, str]) -> None:
    """The experts of each layer stay packed where all are, with scales of one dtype: a product is rounded to it."""
    for layer, module in list(model.named_modules()):
        if isinstance(module, MoE):
            weights = module.experts.named_parameters(prefix=f"{layer}.experts")
            parts = (part for name, weight in weights for part, _ in _parts(model, name, weight.detach()))
            scales = {stored.get(f"{part}_scale") for part in parts}
            if len(scales) == 1 and (scale := scales.pop()):
                module.experts = PackedExperts(model.config.text, DTYPES[scale])


def restore_exact_parts(model: KimiModel, device: str) -> None:
    """The rotary table and the router are float32 whatever the model's dtype: angles and ties need it."""
    model.rope = rope_table(model.config.text, model.rope.shape[0]).to(device)
    for module in model.modules():
        if isinstance(module, Router):
            module.float()


def named_tensors(model: KimiModel) -> Iterator[tuple[str, Tensor]]:
    """Checkpoint name and place of every tensor; what the modules keep stacked or joined appears in its parts."""
    for name, parameter in model.named_parameters():
        yield from _parts(model, name, parameter.detach())


def _parts(model: KimiModel, name: str, data: Tensor) -> Iterator[tuple[str, Tensor]]:
    prefix, _, last = name.removesuffix(".weight").rpartition(".")
    if last in _STACKED:
        matrix, ending = _STACKED[last]
        for expert, stacked in enumerate(data):
            yield from _expert_parts(f"{prefix}.{expert}", matrix, ending, stacked)
    elif last == "gate_up_proj":
        yield from _expert_parts(prefix, "gate_up", "weight", data)
    elif last == "qkv_a_proj":
        attention = model.get_submodule(prefix)
        has_lora = hasattr(attention, "q_b_proj")
        yield f"{prefix}.{'q_a_proj' if has_lora else 'q_proj'}.weight", data[: attention.query_rows]
        yield f"{prefix}.kv_a_proj_with_mqa.weight", data[attention.query_rows :]
    else:
        yield name, data


def _expert_parts(prefix: str, matrix: str, ending: str, data: Tensor) -> Iterator[tuple[str, Tensor]]:
    if matrix == "down":
        yield f"{prefix}.down_proj.{ending}", data
        return
    gate, up = data.chunk(2)
    yield f"{prefix}.gate_proj.{ending}", gate
    yield f"{prefix}.up_proj.{ending}", up
