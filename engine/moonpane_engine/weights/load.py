"""Reading a Kimi checkpoint folder: index, shards, names, INT4 experts.

A tensor is INT4 when `NAME_packed` is there, whatever the ignore list of `quantization_config` says. Files are opened
by safetensors only; nothing in the folder is ever executed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from moonpane_engine.checkpoints.check import check_checkpoint
from moonpane_engine.checkpoints.layout import canonical_name
from moonpane_engine.checkpoints.shards import INDEX_FILE, shard_files
from moonpane_engine.errors import CheckpointError
from moonpane_engine.model.config import ConfigError, KimiConfig
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.model.linear import Linear
from moonpane_engine.model.moe import Experts, Router
from moonpane_engine.model.rope import rope_table
from moonpane_kernels import cpu
from moonpane_kernels.reference.int4 import dequantize


def load_model(
    checkpoint: Path,
    *,
    device: str = "cpu",
    dtype: torch.dtype = torch.float32,
    keep_narrow: bool | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> KimiModel:
    """Build the model of `checkpoint/config.json` and fill it from the shards.

    `dtype` is what the arithmetic runs in. `keep_narrow` leaves the decoder's matrices in bfloat16 under it, which is
    the default where native kernels read them as they are.

    Raises:
        ConfigError: `config.json` is missing or malformed.
        CheckpointError: a shard is missing, malformed, or does not fit the configuration.
    """
    config = KimiConfig.from_dir(checkpoint)
    shards = list(check_checkpoint(checkpoint, config).headers)
    with torch.device("meta"):
        model = KimiModel(config).to(dtype)
    if keep_narrow is None:
        keep_narrow = dtype == torch.float32 and device == "cpu" and cpu.library() is not None
    if keep_narrow and _only_bfloat16(checkpoint, shards):
        _keep_matrices_narrow(model)
    model.to_empty(device=device)
    _restore_exact_parts(model, config, device)
    wanted = dict(named_tensors(model))
    missing = set(wanted)
    for name, tensor in read_tensors(checkpoint, shards):
        slot = wanted.get(name)
        if slot is None:
            raise CheckpointError(f"{checkpoint}: tensor {name} is not part of this architecture: wrong config.json?")
        if slot.shape != tensor.shape:
            raise CheckpointError(
                f"{checkpoint}: tensor {name} is {tuple(tensor.shape)}, config.json asks for {tuple(slot.shape)}"
            )
        slot.copy_(tensor)
        missing.discard(name)
        if on_progress:
            on_progress(len(wanted) - len(missing), len(wanted))
    if missing:
        first = min(missing)
        raise CheckpointError(
            f"{checkpoint}: {len(missing)} tensors are missing, the first is {first}: get every shard"
        )
    return model.eval()


def read_tensors(checkpoint: Path, shards: list[str]) -> Iterator[tuple[str, Tensor]]:
    """Every logical tensor with its name in our model; INT4 triples come as one dequantised tensor."""
    for shard in shards:
        with _opened(checkpoint / shard) as file:
            yield from _read_shard(file)


@contextmanager
def _opened(shard: Path) -> Iterator[safe_open]:
    try:
        with safe_open(shard, framework="pt") as file:
            yield file
    except SafetensorError as error:
        raise CheckpointError(f"{shard} is damaged ({error}): download the shard again") from None


def _read_shard(file: safe_open) -> Iterator[tuple[str, Tensor]]:
    names = set(file.keys())
    for name in sorted(names):
        if name.endswith((".weight_scale", ".weight_shape")):
            continue
        if name.endswith(".weight_packed"):
            base = name.removesuffix("_packed")
            if f"{base}_scale" not in names:
                raise CheckpointError(f"tensor {name} has no {base}_scale beside it: download the shard again")
            yield canonical_name(base), dequantize(file.get_tensor(name), file.get_tensor(f"{base}_scale"))
        else:
            yield canonical_name(name), file.get_tensor(name)


def named_tensors(model: KimiModel) -> Iterator[tuple[str, Tensor]]:
    """Checkpoint name and place of every tensor; what the modules keep stacked or joined appears in its parts."""
    for name, parameter in model.named_parameters():
        data = parameter.detach()
        prefix, _, last = name.removesuffix(".weight").rpartition(".")
        if last == "gate_up" or last == "down":
            for expert, stacked in enumerate(data):
                yield from _expert_parts(f"{prefix}.{expert}", last, stacked)
        elif last == "gate_up_proj":
            yield from _expert_parts(prefix, "gate_up", data)
        elif last == "qkv_a_proj":
            attention = model.get_submodule(prefix)
            has_lora = hasattr(attention, "q_b_proj")
            yield f"{prefix}.{'q_a_proj' if has_lora else 'q_proj'}.weight", data[: attention.query_rows]
            yield f"{prefix}.kv_a_proj_with_mqa.weight", data[attention.query_rows :]
        else:
            yield name, data


def _expert_parts(prefix: str, kind: str, data: Tensor) -> Iterator[tuple[str, Tensor]]:
    if kind == "down":
        yield f"{prefix}.down_proj.weight", data
        return
    gate, up = data.chunk(2)
    yield f"{prefix}.gate_proj.weight", gate
    yield f"{prefix}.up_proj.weight", up


def _only_bfloat16(checkpoint: Path, shards: list[str]) -> bool:
    """Whether no matrix of the shards holds more than bfloat16 does; read from their headers."""
    for shard in shards:
        with _opened(checkpoint / shard) as file:
            pieces = [file.get_slice(name) for name in sorted(file.keys())]
            if any(piece.get_dtype() in ("F32", "F16") for piece in pieces if len(piece.get_shape()) > 1):
                return False
    return True


def _keep_matrices_narrow(model: KimiModel) -> None:
    """Leave the decoder's matrices as the checkpoint has them: decoding reads half the memory, and loses nothing."""
    for module in model.modules():
        if isinstance(module, Linear | Experts):
            module.to(torch.bfloat16)


def _restore_exact_parts(model: KimiModel, config: KimiConfig, device: str) -> None:
    """The rotary table and the router stay float32 whatever the model's dtype: angles and ties need it."""
    model.rope = rope_table(config.text, config.text.max_position_embeddings).to(device)
    for module in model.modules():
        if isinstance(module, Router):
            module.float()


__all__ = ["INDEX_FILE", "CheckpointError", "ConfigError", "load_model", "named_tensors", "read_tensors", "shard_files"]
