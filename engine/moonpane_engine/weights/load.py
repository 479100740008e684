"""From a Kimi checkpoint folder to a model: index, shards, names, INT4 experts.

Index and headers are checked first (`checkpoints.check`); then each tensor is read straight to its place, some rows at
a time, so that loading needs hardly more than the model's own memory. Nothing in the folder is ever executed.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from io import RawIOBase
from pathlib import Path

import torch
from torch import Tensor

from moonpane_engine.checkpoints.check import check_checkpoint
from moonpane_engine.checkpoints.header import Header, TensorEntry
from moonpane_engine.checkpoints.layout import HEAD, canonical_name
from moonpane_engine.errors import CheckpointError
from moonpane_engine.model.config import KimiConfig
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.weights.storage import DTYPES, keep_as_stored, named_tensors, restore_exact_parts
from moonpane_kernels import cpu
from moonpane_kernels.reference.int4 import dequantize

_PART_BYTES = 2**20  # what the allocator keeps of them afterwards is as little


def load_model(
    checkpoint: Path,
    *,
    device: str = "cpu",
    dtype: torch.dtype = torch.float32,
    as_stored: bool | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> KimiModel:
    """Build the model of `checkpoint/config.json` and fill it from the shards.

    `dtype` is what the arithmetic runs in. `as_stored` leaves matrices as the checkpoint has them (16 bits, packed
    INT4), which is the default where they can be multiplied so: on a GPU, and with native kernels.

    Raises:
        ConfigError: `config.json` is missing or malformed.
        CheckpointError: a shard is missing, malformed, or does not fit the configuration.
    """
    config = KimiConfig.from_dir(checkpoint)
    inventory = check_checkpoint(checkpoint, config)
    with torch.device("meta"):
        model = KimiModel(config).to(dtype)
    if as_stored is None:
        as_stored = device != "cpu" or (dtype == torch.float32 and cpu.library() is not None)
    if as_stored:
        keep_as_stored(model, inventory.tensors)
    model.to_empty(device=device)
    if HEAD not in map(canonical_name, inventory.tensors):
        model.language_model.tie_head()
    restore_exact_parts(model, device)
    wanted = dict(named_tensors(model))
    for num_read, _ in enumerate(_fill(wanted, inventory.headers.values()), 1):
        if on_progress:
            on_progress(num_read, len(wanted))
    return model.eval()


def _fill(wanted: dict[str, Tensor], headers: Collection[Header]) -> Iterator[str]:
    """Read every wanted tensor to its place, and say so; an INT4 triple comes dequantised where the whole is wanted."""
    scales = {name: header for header in headers for name in header.tensors if name.endswith("_scale")}
    for header in headers:
        try:
            with header.path.open("rb", buffering=0) as file:
                for name, entry in header.tensors.items():
                    ours = canonical_name(name)
                    if ours in wanted:
                        for first, part in _parts(entry):
                            wanted[ours][first : first + part.shape[0]] = read_tensor(file, header, part)
                        yield ours
                    elif ours.endswith("_packed"):
                        whole, scale = ours.removesuffix("_packed"), f"{name.removesuffix('_packed')}_scale"
                        packed = read_tensor(file, header, entry)
                        wanted[whole].copy_(dequantize(packed, _alone(scales[scale], scale)))
                        yield whole
        except OSError as error:
            raise CheckpointError(f"{header.path} cannot be read ({error}): download the shard again") from None


def _parts(entry: TensorEntry) -> Iterator[tuple[int, TensorEntry]]:
    """Some rows of `entry` at a time, as an entry of their own, behind the first one's number."""
    rows, row_bytes = entry.shape[0], entry.num_bytes // entry.shape[0]
    step = max(_PART_BYTES // row_bytes, 1)
    for first in range(0, rows, step):
        last = min(first + step, rows)
        place = {"begin": entry.begin + first * row_bytes, "end": entry.begin + last * row_bytes}
        yield first, replace(entry, shape=(last - first, *entry.shape[1:]), **place)


def _alone(header: Header, name: str) -> Tensor:
    """One tensor of a shard that need not be the one just read: shards are cut by size, through INT4 triples too."""
    with header.path.open("rb", buffering=0) as file:
        return read_tensor(file, header, header.tensors[name])


def read_tensor(file: RawIOBase, header: Header, entry: TensorEntry) -> Tensor:
    """The tensor `entry` of the shard `header`, which is open as `file`. Raises CheckpointError."""
    raw = torch.empty(entry.num_bytes, dtype=torch.uint8)
    rest = raw.numpy().data
    file.seek(header.data_start + entry.begin)
    while rest and (count := file.readinto(rest)):  # the system gives at most 2 GiB at once
        rest = rest[count:]
    if rest:
        raise CheckpointError(f"{header.path} became shorter while it was read: download the shard again")
    return raw.view(DTYPES[entry.dtype]).view(entry.shape)


__all__ = ["load_model", "named_tensors"]
