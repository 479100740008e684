"""A checkpoint against its architecture, from configuration and headers alone, before anything is allocated."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from moonpane_engine.checkpoints.header import TensorEntry
from moonpane_engine.checkpoints.layout import HEAD, INT4_GROUP, canonical_name, int4_pieces, layout
from moonpane_engine.checkpoints.shards import Inventory, listed, read_inventory
from moonpane_engine.errors import CheckpointError
from moonpane_engine.model.config import KimiConfig

FLOATS = frozenset({"BF16", "F16", "F32"})
_NATIVE = "language_model.model.language_model."
_PIECES = {"_packed": frozenset({"I32"}), "_scale": FLOATS, "_shape": frozenset({"I32", "I64"})}


@dataclass(slots=True)
class Differences:
    """Names, as K2.5 spells them, that do not fit the architecture."""

    missing: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)  # one clause each, with what is there and what should be

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.misfits)


def check_checkpoint(checkpoint: Path, config: KimiConfig) -> Inventory:
    """Read index and headers of `checkpoint`, and compare every name, dtype and shape with what `config` asks for.

    Raises:
        CheckpointError: the folder cannot be used; one sentence names the file or tensor and the reason.
    """
    inventory = read_inventory(checkpoint)
    found = compare(config, inventory.tensors)
    if found:
        if any(name.startswith(_NATIVE) for name in found.surplus):
            raise CheckpointError(
                f"{checkpoint} was saved with the names that transformers uses inside: save it again with "
                "save_pretrained(…, save_original_format=True)"
            )
        clauses = [listed("missing", found.missing), listed("not part of this architecture", found.surplus)]
        if found.misfits:
            more = f" and {len(found.misfits) - 1} more like it" * (len(found.misfits) > 1)
            clauses.append(f"{found.misfits[0]}{more}")
        raise CheckpointError(
            f"{checkpoint} does not fit its config.json ({'; '.join(filter(None, clauses))}): "
            "get every shard and config.json of one checkpoint"
        )
    return inventory


def compare(config: KimiConfig, tensors: dict[str, TensorEntry]) -> Differences:
    """`tensors` of a checkpoint against the layout; each matrix may be whole or an INT4 triple."""
    stored: dict[str, TensorEntry] = {}
    found = Differences()
    for name, entry in tensors.items():
        ours = canonical_name(name)
        if ours in stored:
            found.misfits.append(f"tensor {ours} is there under two spellings")
        stored[ours] = entry
    for name, shape, kinds in _wanted(config, stored):
        entry = stored.pop(name, None)
        if entry is None:
            if name != HEAD or not config.text.tie_word_embeddings:
                found.missing.append(name)
        elif entry.dtype not in kinds or entry.shape != shape:
            found.misfits.append(
                f"tensor {name} is {entry.dtype} {list(entry.shape)}, "
                f"config.json asks for {' or '.join(sorted(kinds))} {list(shape)}"
            )
    found.surplus.extend(stored)
    return found


def _wanted(
    config: KimiConfig, stored: dict[str, TensorEntry]
) -> Iterator[tuple[str, tuple[int, ...], frozenset[str]]]:
    for slot in layout(config):
        if len(slot.shape) == 2 and f"{slot.name}_packed" in stored:
            if slot.shape[1] % INT4_GROUP:
                raise CheckpointError(
                    f"config.json makes tensor {slot.name} INT4 but {slot.shape[1]} wide, no multiple of {INT4_GROUP}: "
                    "get every shard and config.json of one checkpoint"
                )
            for name, shape in int4_pieces(slot.name, slot.shape).items():
                if not name.endswith("_shape") or name in stored:  # nothing is read from it
                    yield name, shape, _PIECES[name[name.rindex("_") :]]
        else:
            yield slot.name, slot.shape, FLOATS
