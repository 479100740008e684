"""What a checkpoint folder is: family, shape, bytes of each part, and what is missing or surplus. Headers only."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from moonpane_engine.checkpoints.check import compare
from moonpane_engine.checkpoints.header import TensorEntry
from moonpane_engine.checkpoints.layout import canonical_name, layout
from moonpane_engine.checkpoints.shards import INDEX_FILE, Inventory, read_inventory
from moonpane_engine.errors import CheckpointError
from moonpane_engine.model.config import KimiConfig, read_json

_FAMILIES = {"kimi_k25": "Kimi K2.5", "kimi_vl": "Kimi-VL", "kimi_k2": "Kimi K2", "deepseek_v3": "DeepSeek V3"}
_PIECES = ("_packed", "_scale", "_shape")


@dataclass(slots=True)
class PartTotal:
    """All tensors of one part; a packed weight counts as its three tensors."""

    num_tensors: int = 0
    num_bytes: int = 0
    dtypes: Counter[str] = field(default_factory=Counter)  # bytes of each


@dataclass(slots=True)
class Description:
    """A checkpoint as `moonpane-engine inspect` shows it."""

    facts: dict[str, str | int]  # family, layers, experts, ... in reading order
    parts: dict[str, PartTotal]
    missing: list[str]
    surplus: list[str]
    misfits: list[str]
    ignored_files: list[str]  # in the folder, but never opened
    fault: str | None  # why the shards cannot be read at all; then the lists are empty

    @property
    def is_whole(self) -> bool:
        return not (self.fault or self.missing or self.surplus or self.misfits)

    def to_json(self) -> dict[str, Any]:
        parts = {
            part: {"tensors": total.num_tensors, "bytes": total.num_bytes, "dtypes": dict(total.dtypes)}
            for part, total in self.parts.items()
        }
        return {
            "whole": self.is_whole, "facts": self.facts, "parts": parts, "missing": self.missing,
            "surplus": self.surplus, "misfits": self.misfits, "ignored_files": self.ignored_files, "fault": self.fault,
        }  # fmt: skip


def describe(checkpoint: Path) -> Description:
    """Read `config.json`, the index and the headers.

    Raises:
        ConfigError: `config.json` is missing or describes another kind of model. Faults of the shards do not raise,
            they are part of the description.
    """
    raw, config = read_json(checkpoint / "config.json"), KimiConfig.from_dir(checkpoint)
    try:
        inventory = read_inventory(checkpoint)
    except CheckpointError as error:
        return Description(_facts(raw, config, {}), {}, [], [], [], [], str(error))
    tensors = inventory.tensors
    found = compare(config, tensors)
    return Description(
        _facts(raw, config, tensors), _parts(config, tensors), found.missing, found.surplus, found.misfits,
        _ignored(checkpoint, inventory), None,
    )  # fmt: skip


def _facts(raw: dict[str, Any], config: KimiConfig, tensors: dict[str, TensorEntry]) -> dict[str, str | int]:
    text, vision = config.text, config.vision
    model_type = str(raw.get("model_type", "unknown"))
    packed = sum(name.endswith(".weight_packed") for name in tensors)
    facts: dict[str, str | int] = {
        "family": _FAMILIES.get(model_type, model_type),
        "layers": text.num_hidden_layers,
        "dense layers": sum(text.is_dense(layer) for layer in range(text.num_hidden_layers)),
        "routed experts a layer": text.n_routed_experts,
        "experts a token": text.num_experts_per_tok,
        "shared experts": text.n_shared_experts,
        "attention heads": text.num_attention_heads,
        "hidden size": text.hidden_size,
        "vocabulary": text.vocab_size,
        "context (tokens)": text.max_position_embeddings,
        "vision": f"{vision.num_hidden_layers} layers, {vision.hidden_size} wide" if vision else "none: text only",
    }
    if tensors:
        facts["quantisation"] = f"INT4, groups of 32 ({packed} matrices)" if packed else "none"
    return facts


def _parts(config: KimiConfig, tensors: dict[str, TensorEntry]) -> dict[str, PartTotal]:
    part_of = {slot.name: slot.part for slot in layout(config)}
    parts: dict[str, PartTotal] = {}
    for name, entry in tensors.items():
        base = canonical_name(name)
        if base not in part_of:
            for piece in _PIECES:
                base = base.removesuffix(piece)
        total = parts.setdefault(part_of.get(base, "surplus"), PartTotal())
        total.num_tensors += 1
        total.num_bytes += entry.num_bytes
        total.dtypes[entry.dtype] += entry.num_bytes
    return parts


def _ignored(checkpoint: Path, inventory: Inventory) -> list[str]:
    read = {INDEX_FILE, *inventory.headers}
    kinds = {".safetensors", ".py", ".bin", ".pt", ".pth", ".pkl", ".ckpt", ".gguf"}
    return sorted(path.name for path in checkpoint.iterdir() if path.suffix in kinds and path.name not in read)
