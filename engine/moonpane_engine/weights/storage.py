"""How a model keeps its tensors in memory: joined, stacked, narrow, packed; and the checkpoint's names of the parts."""

from collections.abc import Iterator, Mapping

import torch
from torch import Tensor, nn

from moonpane_engine.checkpoints.header import TensorEntry
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.model.linear import Linear
from moonpane_engine.model.moe import Experts, MoE, PackedExperts, Router
from moonpane_engine.model.rope import rope_table

_STACKED = {  # parameter of `Experts` or `PackedExperts` -> the matrix, and the end of the checkpoint's name
    "gate_up": ("gate_up", "weight"),
    "gate_up_packed": ("gate_up", "weight_packed"),
    "gate_up_scale": ("gate_up", "weight_scale"),
    "down": ("down", "weight"),
    "down_packed": ("down", "weight_packed"),
    "down_scale": ("down", "weight_scale"),
}


def keep_as_stored(model: KimiModel, tensors: Mapping[str, TensorEntry]) -> None:
    """Leave the decoder's matrices as the headers say they are: half or an eighth of float32, and nothing is lost.

    To be called while the model is on the meta device. A matrix that holds more than bfloat16 keeps all of them wide.
    """
    matrices = {name: entry for name, entry in tensors.items() if len(entry.shape) > 1}
    experts = {name: entry.dtype for name, entry in matrices.items() if ".mlp.experts." in name}
    if all(name.endswith(("_packed", "_scale")) and dtype in ("I32", "BF16") for name, dtype in experts.items()):
        for module in model.modules():
            if isinstance(module, MoE):
                module.experts = PackedExperts(model.config.text)
    if any(entry.dtype in ("F32", "F16") for entry in matrices.values()):
        return
    for module in model.modules():
        if isinstance(module, Linear | Experts | nn.Embedding):
            module.to(torch.bfloat16)


def restore_exact_parts(model: KimiModel, device: str) -> None:
    """The rotary table and the router are float32 whatever the model's dtype: angles and ties need it."""
    text = model.config.text
    model.rope = rope_table(text, text.max_position_embeddings).to(device)
    for module in model.modules():
        if isinstance(module, Router):
            module.float()


def named_tensors(model: KimiModel) -> Iterator[tuple[str, Tensor]]:
    """Checkpoint name and place of every tensor; what the modules keep stacked or joined appears in its parts."""
    for name, parameter in model.named_parameters():
        data = parameter.detach()
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
