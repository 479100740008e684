"""From a Kimi checkpoint folder to a model: index, shards, names, INT4 experts.

Index and headers are checked first (`checkpoints.check`); then each tensor is read straight to its place, so that
loading needs the model's own memory and one tensor more. Nothing in the folder is ever executed.
"""

from collections.abc import Callable, Collection, Iterator
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
from moonpane_engine.weights.storage import keep_as_stored, named_tensors, restore_exact_parts
from moonpane_kernels import cpu
from moonpane_kernels.reference.int4 import dequantize

_DTYPES = {
    "BF16": torch.bfloat16,
    "F16": torch.float16,
    "F32": torch.float32,
    "I32": torch.int32,
    "I64": torch.int64,
}


def load_model(
    checkpoint: Path,
    *,
    device: str = "cpu",
    dtype: torch.dtype = torch.float32,
    as_stored: bool | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> KimiModel:
    """Build the model of `checkpoint/config.json` and fill it from the shards.

    `dtype` is what the arithmetic runs in. `as_stored` leaves the decoder's matrices as the checkpoint has them
    (bfloat16, packed INT4), which is the default where they can be multiplied so: on a GPU, and with native kernels.

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
    for num_read, (name, tensor) in enumerate(_read(inventory.headers.values(), wanted), 1):
        wanted[name].copy_(tensor)
        if on_progress:
            on_progress(num_read, len(wanted))
    return model.eval()


def _read(headers: Collection[Header], wanted: dict[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    """Every wanted tensor; an INT4 triple comes as its pieces where these are wanted, else dequantised."""
    scales = {name: header for header in headers for name in header.tensors if name.endswith("_scale")}
    for header in headers:
        try:
            with header.path.open("rb", buffering=0) as file:
                for name, entry in header.tensors.items():
                    ours = canonical_name(name)
                    if ours in wanted:
                        yield ours, read_tensor(file, header, entry)
                    elif ours.endswith("_packed"):
                        scale = f"{name.removesuffix('_packed')}_scale"
                        packed = read_tensor(file, header, entry)
                        yield ours.removesuffix("_packed"), dequantize(packed, _alone(scales[scale], scale))
        except OSError as error:
            raise CheckpointError(f"{header.path} cannot be read ({error}): download the shard again") from None


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
    return raw.view(_DTYPES[entry.dtype]).view(entry.shape)


__all__ = ["load_model", "named_tensors"]
