"""The header of a safetensors file, read and checked without the safetensors library and without any tensor data.

File: 8 bytes little-endian length N, N bytes of JSON, then the data. The library accepts names twice and any
character in them, and opens 300,000 tensors in 12 seconds; this reader stands in front of it. Format and limits:
https://github.com/huggingface/safetensors, "Format".
"""

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moonpane_engine.errors import CheckpointError
from moonpane_engine.folder import openable, parse_json

DTYPE_BYTES = {
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2,
    "I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8,
}  # fmt: skip
MAX_HEADER_BYTES = 100_000_000
MAX_TENSORS = 200_000
_MAX_DIMENSIONS = 8
TENSOR_NAME = re.compile(r"[A-Za-z0-9_.\-]{1,256}")
_KEYS = {"dtype", "shape", "data_offsets"}


@dataclass(frozen=True, slots=True)
class TensorEntry:
    """One tensor of a shard. `begin` and `end` are bytes from the start of the data."""

    dtype: str
    shape: tuple[int, ...]
    begin: int
    end: int

    @property
    def num_bytes(self) -> int:
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Header:
    """A shard's tensors by name; the data begins `data_start` bytes into the file `path`."""

    path: Path
    data_start: int
    tensors: dict[str, TensorEntry]


def read_header(shard: Path) -> Header:
    """Read and check the header of `shard`; not one byte of its data is read.

    Raises:
        CheckpointError: the file is missing, not a plain file of its folder, or not what the format says.
    """
    try:
        path = openable(shard)
        size = path.stat().st_size
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if size < 10 or length < 2:
                raise _damaged(shard, "it has no header")
            if length > MAX_HEADER_BYTES:
                raise _damaged(shard, f"its header claims {length} bytes, the limit is {MAX_HEADER_BYTES}")
            if 8 + length > size:
                raise _damaged(shard, f"its header claims {length} bytes, the file has {size}")
            raw = file.read(length)
    except FileNotFoundError:
        raise CheckpointError(f"{shard} is missing: download every shard") from None
    except OSError as error:
        raise CheckpointError(f"{shard} cannot be read ({error.strerror}): check the file's permissions") from None
    tensors = _entries(shard, raw)
    _check_coverage(shard, tensors, size - 8 - length)
    return Header(path, 8 + length, tensors)


def _entries(shard: Path, raw: bytes) -> dict[str, TensorEntry]:
    if not raw.startswith(b"{"):
        raise _damaged(shard, "its header does not begin with '{'")
    if raw.count(b'"data_offsets"') > MAX_TENSORS:  # counted before parsing, which would take seconds
        raise _damaged(shard, f"it holds more than {MAX_TENSORS} tensors")
    try:
        header = parse_json(raw)
    except (ValueError, RecursionError) as error:
        raise _damaged(shard, f"its header is not JSON: {str(error)[:200]}") from None
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise _damaged(shard, "its __metadata__ is not a map of texts")
    if len(header) > MAX_TENSORS:
        raise _damaged(shard, f"it holds more than {MAX_TENSORS} tensors")
    return {name: _entry(shard, name, value) for name, value in header.items()}


def _entry(shard: Path, name: str, value: Any) -> TensorEntry:
    if not TENSOR_NAME.fullmatch(name):
        raise _damaged(shard, f"the tensor name {name[:80]!r} has characters or a length that no tensor name has")
    if not isinstance(value, dict) or set(value) != _KEYS:
        raise _damaged(shard, f"tensor {name} is not described by dtype, shape and data_offsets")
    dtype, shape, offsets = value["dtype"], value["shape"], value["data_offsets"]
    if not isinstance(dtype, str) or dtype not in DTYPE_BYTES:
        raise _damaged(shard, f"tensor {name} has the unknown dtype {str(dtype)[:40]!r}")
    if not _naturals(shape) or len(shape) > _MAX_DIMENSIONS:
        raise _damaged(shard, f"tensor {name} has the shape {str(shape)[:80]}")
    if not _naturals(offsets) or len(offsets) != 2 or offsets[0] > offsets[1]:
        raise _damaged(shard, f"tensor {name} has the data_offsets {str(offsets)[:80]}")
    num_bytes = math.prod(shape) * DTYPE_BYTES[dtype]
    if num_bytes != offsets[1] - offsets[0]:
        raise _damaged(
            shard, f"tensor {name}, {dtype} {shape}, takes {num_bytes} bytes, its data_offsets {offsets} say otherwise"
        )
    return TensorEntry(dtype, tuple(shape), *offsets)


def _naturals(value: object) -> bool:
    return isinstance(value, list) and all(type(item) is int and 0 <= item < 2**63 for item in value)


def _check_coverage(shard: Path, tensors: dict[str, TensorEntry], data_bytes: int) -> None:
    """Every byte of the data belongs to exactly one tensor."""
    reached = 0
    for name, entry in sorted(tensors.items(), key=lambda item: (item[1].begin, item[1].end)):
        if entry.begin != reached:
            fault = "overlaps the tensor before it" if entry.begin < reached else "leaves a hole before it"
            raise _damaged(shard, f"tensor {name} {fault}")
        reached = entry.end
    if reached != data_bytes:
        fault = "is truncated" if reached > data_bytes else "has data that no tensor owns"
        raise _damaged(shard, f"it {fault}: its tensors take {reached} bytes, the file holds {data_bytes}")


def _damaged(shard: Path, reason: str) -> CheckpointError:
    return CheckpointError(f"{shard} is damaged ({reason}): download the shard again")
