"""Packing the routed experts of a 16-bit checkpoint to INT4, one tensor in memory at a time.

The result is written shard by shard into OUT.partial and renamed to OUT when it is whole. A run that was interrupted
goes on with the first shard that is not done. Everything but the routed experts is copied byte for byte.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from moonpane_engine.checkpoints.check import check_checkpoint
from moonpane_engine.checkpoints.files import is_wanted
from moonpane_engine.checkpoints.header import Header
from moonpane_engine.checkpoints.int4_config import quantization_config
from moonpane_engine.checkpoints.layout import INT4_GROUP, canonical_name, int4_pieces, layout
from moonpane_engine.checkpoints.shard_writer import ShardWriter
from moonpane_engine.checkpoints.shards import INDEX_FILE, Inventory
from moonpane_engine.errors import CheckpointError
from moonpane_engine.folder import openable
from moonpane_engine.model.config import KimiConfig, read_json
from moonpane_engine.weights.load import read_tensor
from moonpane_kernels.reference.int4 import dequantize, pack, quantize

REPORT_FILE = "quantization.json"
_COPY_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class ShardReport:
    """A shard that is done. Errors are relative root mean squares: |w - w'| / |w| over all elements of a tensor."""

    shard: str
    number: int  # from 1
    num_shards: int
    errors: dict[str, float]  # by name of the weight; empty where the shard holds no routed expert


def quantize_checkpoint(source: Path, out: Path, *, on_shard: Callable[[ShardReport], None] | None = None) -> None:
    """Write `source` with INT4 experts to the new folder `out`; its errors are in `out/quantization.json`.

    Raises:
        CheckpointError: `source` cannot be used or is packed already, `out` exists, or the disk is too small.
    """
    config = KimiConfig.from_dir(source)
    inventory = check_checkpoint(source, config)
    experts = _whole_experts(source, config, inventory)
    if out.exists() or out.is_symlink():
        raise CheckpointError(f"{out} exists already: give the name of a new folder, or remove it")
    work = out.with_name(f"{out.name}.partial")
    _make_room(work, source, _planned_bytes(inventory, experts))
    try:
        _write_all(source, work, inventory, experts, on_shard)
        work.rename(out)
    except OSError as error:
        raise CheckpointError(
            f"{error.filename or work} could not be read or written ({error.strerror}): "
            f"what is done is kept in {work}, run the command again"
        ) from None


def _write_all(
    source: Path, work: Path, inventory: Inventory, experts: set[str], on_shard: Callable[[ShardReport], None] | None
) -> None:
    done = _read_journal(work)
    for number, (shard, header) in enumerate(inventory.headers.items(), start=1):
        stamp = _stamp(header.path)
        if done.get(shard, {}).get("stamp") != stamp or not (work / shard).is_file():
            done[shard] = {"stamp": stamp, "errors": _write_shard(header, experts, work / shard)}
            _write_json(work / REPORT_FILE, {"shards": done})
        if on_shard:
            on_shard(ShardReport(shard, number, len(inventory.headers), done[shard]["errors"]))
    _write_rest(source, work, inventory, experts)
    _write_json(work / REPORT_FILE, _report(done))


def _whole_experts(source: Path, config: KimiConfig, inventory: Inventory) -> set[str]:
    """Names, as the files have them, of the routed experts' weights; all can be packed."""
    wanted = {slot.name for slot in layout(config) if slot.part == "routed experts"}
    experts = {name: entry for name, entry in inventory.tensors.items() if canonical_name(name) in wanted}
    if not experts:
        raise CheckpointError(f"{source} has no 16-bit routed experts: it is packed already, or has none")
    for name, entry in experts.items():
        if entry.shape[-1] % INT4_GROUP:
            raise CheckpointError(f"{source}: {name} has rows of {entry.shape[-1]}, not a multiple of {INT4_GROUP}")
    return set(experts)


def _stored(header: Header, experts: set[str]) -> dict[str, tuple[str, tuple[int, ...]]]:
    """dtype and shape of every tensor that the packed shard holds."""
    stored: dict[str, tuple[str, tuple[int, ...]]] = {}
    for name, entry in header.tensors.items():
        if name in experts:
            dtypes = ("I32", "BF16", "I32")
            shapes = int4_pieces(name, entry.shape)
            stored |= {piece: (dtype, shapes[piece]) for piece, dtype in zip(shapes, dtypes, strict=True)}
        else:
            stored[name] = (entry.dtype, entry.shape)
    return stored


def _write_shard(header: Header, experts: set[str], target: Path) -> dict[str, float]:
    errors: dict[str, float] = {}
    with header.path.open("rb", buffering=0) as file, ShardWriter(target, _stored(header, experts)) as writer:
        for name, entry in header.tensors.items():
            if name in experts:
                weight = read_tensor(file, header, entry)
                if not weight.isfinite().all():
                    raise CheckpointError(
                        f"{header.path}: {name} holds values that are not numbers: download the shard again"
                    )
                errors[name] = _write_packed(name, weight, writer)
            else:
                file.seek(header.data_start + entry.begin)
                for offset, piece in _pieces(file, entry.num_bytes):
                    writer.write(name, piece, offset=offset)
    return errors


def _write_packed(name: str, weight: Tensor, writer: ShardWriter) -> float:
    """Pack one weight (N, K) into `writer`; returns its relative RMS error."""
    q, scale = quantize(weight)
    words = pack(q)
    writer.write(f"{name}_packed", _bytes_of(words))
    writer.write(f"{name}_scale", _bytes_of(scale.view(torch.int16)))
    writer.write(f"{name}_shape", _bytes_of(torch.tensor(weight.shape, dtype=torch.int32)))
    exact = weight.float()
    norm = exact.norm().item()
    return (dequantize(words, scale, dtype=torch.float32) - exact).norm().item() / norm if norm else 0.0


def _bytes_of(tensor: Tensor) -> memoryview:
    return tensor.contiguous().numpy().data.cast("B")


def _pieces(file: FileIO, num_bytes: int) -> Iterator[tuple[int, bytes]]:
    offset = 0
    while offset < num_bytes:
        piece = file.read(min(_COPY_BYTES, num_bytes - offset))
        if not piece:
            raise CheckpointError(f"{file.name} ends too early: the file changed while it was read")
        yield offset, piece
        offset += len(piece)


def _planned_bytes(inventory: Inventory, experts: set[str]) -> int:
    """Bytes of the packed copy; a weight of 16 bits becomes 4.5."""
    return sum(e.num_bytes * 9 // 32 if name in experts else e.num_bytes for name, e in inventory.tensors.items())


def _make_room(work: Path, source: Path, num_bytes: int) -> None:
    if work.resolve().is_relative_to(source.resolve()):
        raise CheckpointError(f"{work} would lie inside {source}: give a folder elsewhere")
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CheckpointError(f"{work} cannot be made ({error.strerror}): give a folder that can be written") from None
    written = sum(path.stat().st_size for path in work.iterdir())
    free = shutil.disk_usage(work).free
    if num_bytes - written > free:
        raise CheckpointError(
            f"{work} needs {(num_bytes - written) / 1e9:.1f} GB, the disk has {free / 1e9:.1f} GB free: make room"
        )


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]


def _read_journal(work: Path) -> dict[str, Any]:
    if not (work / REPORT_FILE).exists():
        return {}
    shards = read_json(work / REPORT_FILE).get("shards")
    return shards if isinstance(shards, dict) else {}


def _write_rest(source: Path, work: Path, inventory: Inventory, experts: set[str]) -> None:
    """config.json, the index where there was one, and the other files an engine reads."""
    config = read_json(source / "config.json")
    config["quantization_config"] = quantization_config()
    if "text_config" in config:
        config["text_config"]["quantization_config"] = quantization_config()
    _write_json(work / "config.json", config)
    written = {"config.json", INDEX_FILE, REPORT_FILE, *inventory.headers}
    if (source / INDEX_FILE).exists():
        stored = {shard: _stored(header, experts) for shard, header in inventory.headers.items()}
        weight_map = {name: shard for shard, tensors in stored.items() for name in tensors}
        index = {"metadata": {"total_size": _planned_bytes(inventory, experts)}, "weight_map": weight_map}
        _write_json(work / INDEX_FILE, index)
    for path in sorted(source.iterdir()):
        if path.name not in written and path.suffix != ".safetensors" and is_wanted(path.name):
            shutil.copyfile(openable(path), work / path.name)


def _report(done: dict[str, Any]) -> dict[str, Any]:
    errors = {name: error for shard in done.values() for name, error in shard["errors"].items()}
    worst = max(errors, key=lambda name: errors[name])
    return {
        "format": "pack-quantized INT4, groups of 32",
        "error": "relative root mean square",
        "mean": sum(errors.values()) / len(errors),
        "worst": {"tensor": worst, "error": errors[worst]},
        "tensors": errors,
    }


def _write_json(path: Path, value: dict[str, Any]) -> None:
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
    temporary.replace(path)
