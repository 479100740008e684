"""Writing a safetensors shard tensor by tensor, so that a shard never has to be in memory."""

import json
import math
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from moonpane_engine.checkpoints.header import DTYPE_BYTES, TensorEntry

_ALIGNMENT = 8  # the data begins at a multiple of this, as the library has it


class ShardWriter:
    """A shard whose tensors are known and whose data arrives in any order.

    The file appears at `path` when the `with` block ends without an error, whole and on the disk; until then, and
    after an error, it is `path` with `.tmp` behind.
    """

    def __init__(self, path: Path, tensors: Mapping[str, tuple[str, tuple[int, ...]]]) -> None:
        self._path = path
        self._temporary = path.with_name(f"{path.name}.tmp")
        self.entries = _placed(tensors)
        header: dict[str, object] = {"__metadata__": {"format": "pt"}}
        for name, entry in self.entries.items():
            header[name] = {"dtype": entry.dtype, "shape": entry.shape, "data_offsets": [entry.begin, entry.end]}
        raw = json.dumps(header, separators=(",", ":")).encode()
        raw += b" " * (-len(raw) % _ALIGNMENT)
        self._data_start = 8 + len(raw)
        self._file = self._temporary.open("wb")
        self._file.write(len(raw).to_bytes(8, "little") + raw)

    def write(self, name: str, data: bytes | memoryview, *, offset: int = 0) -> None:
        """Put `data` into tensor `name`, `offset` bytes behind its beginning."""
        entry = self.entries[name]
        if offset + len(data) > entry.num_bytes:
            raise ValueError(f"{name} takes {entry.num_bytes} bytes, not {offset + len(data)}")
        self._file.seek(self._data_start + entry.begin + offset)
        self._file.write(data)

    def __enter__(self) -> "ShardWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        with self._file:
            if kind is None:
                self._file.flush()
                os.fsync(self._file.fileno())
        if kind is None:
            self._temporary.replace(self._path)


def _placed(tensors: Mapping[str, tuple[str, tuple[int, ...]]]) -> dict[str, TensorEntry]:
    """Offsets without holes; wide dtypes first, so that every tensor is aligned to its own width."""
    entries, begin = {}, 0
    for name, (dtype, shape) in sorted(tensors.items(), key=lambda item: (-DTYPE_BYTES[item[1][0]], item[0])):
        end = begin + math.prod(shape) * DTYPE_BYTES[dtype]
        entries[name] = TensorEntry(dtype, tuple(shape), begin, end)
        begin = end
    return entries
