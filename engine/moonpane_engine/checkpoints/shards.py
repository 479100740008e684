"""All shards of a checkpoint folder as one list of tensors: the index and the headers, and that they agree."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from moonpane_engine.checkpoints.files import PLAIN_NAME
from moonpane_engine.checkpoints.header import TENSOR_NAME, Header, TensorEntry, read_header
from moonpane_engine.errors import CheckpointError
from moonpane_engine.folder import openable
from moonpane_engine.model.config import read_json

INDEX_FILE = "model.safetensors.index.json"
SINGLE_FILE = "model.safetensors"


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the shards of a folder hold."""

    headers: dict[str, Header]  # by shard name, in reading order

    @property
    def tensors(self) -> dict[str, TensorEntry]:
        """Every tensor by its name in the file; no name is in two shards."""
        return {name: entry for header in self.headers.values() for name, entry in header.tensors.items()}


def read_inventory(checkpoint: Path) -> Inventory:
    """Read index and headers.

    Raises:
        CheckpointError: a shard is missing, damaged, outside the folder, or the index and the shards disagree.
    """
    with _uncollected():
        weight_map, names = _listed_shards(checkpoint)
        inventory = Inventory({name: read_header(checkpoint / name) for name in names})
        _check_agreement(checkpoint, weight_map, inventory)
    return inventory


@contextmanager
def _uncollected() -> Iterator[None]:
    """Entries make no cycles; searching them for some, again at every 700th, took two thirds of the reading."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def shard_files(checkpoint: Path) -> list[str]:
    """Names of the shards, from the index or the single file, each checked to lie in the folder."""
    return _listed_shards(checkpoint)[1]


def _listed_shards(checkpoint: Path) -> tuple[dict[str, str] | None, list[str]]:
    if not checkpoint.is_dir():
        raise CheckpointError(f"{checkpoint} is not a folder: give the folder of a checkpoint")
    weight_map = _weight_map(checkpoint)
    names = [SINGLE_FILE] if weight_map is None else sorted(set(weight_map.values()))
    _check_places(checkpoint, names)
    return weight_map, names


def _weight_map(checkpoint: Path) -> dict[str, str] | None:
    """Tensor name to shard name; None where one file holds everything and there is no index."""
    index = checkpoint / INDEX_FILE
    if not index.exists() and not index.is_symlink():
        if (checkpoint / SINGLE_FILE).exists():
            return None
        raise CheckpointError(f"{checkpoint} has neither {INDEX_FILE} nor {SINGLE_FILE}: is it a checkpoint?")
    weight_map = read_json(index).get("weight_map")
    if not isinstance(weight_map, dict) or not weight_map:
        raise CheckpointError(f"{index} has no weight_map: download the file again")
    for tensor, shard in weight_map.items():
        if not TENSOR_NAME.fullmatch(tensor):
            raise CheckpointError(f"{index} names {tensor[:80]!r}, which is no tensor: download the file again")
        if not isinstance(shard, str):
            raise CheckpointError(f"{index} names no file for tensor {tensor[:80]!r}: download the file again")
    return weight_map


def _check_places(checkpoint: Path, names: Iterable[str]) -> None:
    missing = []
    for name in names:
        if not PLAIN_NAME.fullmatch(name) or not name.endswith(".safetensors"):
            raise CheckpointError(
                f"{checkpoint / INDEX_FILE} names the shard {name[:120]!r}, which is no .safetensors file of the "
                "folder or outside the folder: download the index again"
            )
        try:
            openable(checkpoint / name)
        except FileNotFoundError:
            missing.append(name)
        except (OSError, RuntimeError) as error:  # a link to itself is a RuntimeError before Python 3.13
            raise CheckpointError(f"{checkpoint / name} cannot be read ({error}): download the shard again") from None
    if missing:
        first, others = checkpoint / missing[0], len(missing) - 1
        raise CheckpointError(
            f"{first}, and {others} others are missing: download every shard that {INDEX_FILE} names"
            if others
            else f"{first} is missing: download every shard that {INDEX_FILE} names"
        )


def _check_agreement(checkpoint: Path, weight_map: dict[str, str] | None, inventory: Inventory) -> None:
    owner: dict[str, str] = {}
    twice: set[str] = set()
    for shard, header in inventory.headers.items():
        twice |= header.tensors.keys() & owner.keys()
        owner |= dict.fromkeys(header.tensors, shard)
    indexed = owner if weight_map is None else weight_map
    faults = [
        listed("in two shards", twice),
        listed("missing", indexed.keys() - owner.keys()),
        listed("not in the index", owner.keys() - indexed.keys()),
        listed(
            "in another shard than it says",
            [n for n in indexed if n not in twice and owner.get(n, indexed[n]) != indexed[n]],
        ),
    ]
    if any(faults):
        raise CheckpointError(
            f"{checkpoint / INDEX_FILE} and the shards disagree ({'; '.join(filter(None, faults))}): "
            "download index and shards of one revision again"
        )


def listed(what: str, names: Iterable[str]) -> str:
    """'3 tensors missing, the first is NAME', or nothing for no names."""
    found = sorted(names)
    if not found:
        return ""
    return f"{len(found)} tensor{'s' * (len(found) > 1)} {what}, the first is {found[0][:200]}"
