"""What a checkpoint would need in memory, before it is loaded: from its headers, which a child process reads.

The engine keeps matrices as the checkpoint stores them, and its cache in the precision it computes with: 16 bits on
a GPU, 32 on a CPU.
"""

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from moonpane.client.outcome import last_message
from moonpane.errors import EngineFailed, UnknownModel
from moonpane.models.child import Said, ask_program
from moonpane.models.machine import Device, Machine
from moonpane.sentences import phrase

TIMEOUT_S = 120.0  # headers of a terabyte on a cold disk
VISION = ("vision tower", "projector")
CACHE = "KV cache"
# Beside the model: interpreter, torch and its libraries, what arithmetic needs for a moment. Measured, rounded up.
PROGRAM_BYTES: dict[Device, int] = {"CPU": 380 << 20, "GPU": 1500 << 20}
CACHE_WIDTH: dict[Device, float] = {"CPU": 2.0, "GPU": 1.0}  # times the 16 bits that plans count with
MAX_BYTES = 1 << 60


@dataclass(frozen=True)
class Remedy:
    """One thing that would make it fit; `amount` is tokens for "context", else bytes."""

    kind: Literal["context", "int4", "memory", "unload"]
    amount: int


@dataclass(frozen=True)
class Estimate:
    """All sizes in bytes."""

    family: str
    machine: Machine
    context: int  # tokens that the cache is for
    max_context: int
    weights: int
    vision: int
    cache: int
    program: int
    int4: bool
    int4_bytes: int  # weights and vision, if the experts were packed
    held: int = 0  # by the model that is loaded now, free when it is unloaded
    fault: str = ""  # why it cannot be loaded whatever the memory

    @property
    def total(self) -> int:
        return self.weights + self.vision + self.cache + self.program

    @property
    def lacking(self) -> int:
        """0 where it fits."""
        return max(0, self.total - self.machine.free)

    @property
    def fits(self) -> bool:
        return not self.lacking and not self.fault

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """What would make it fit, the easiest first; () where it does."""
        if self.fits or self.fault:
            return ()
        found = list[Remedy]()
        if 0 < self.lacking <= self.held:
            found.append(Remedy("unload", self.held))
        room = self.machine.free - (self.total - self.cache)
        tokens = int(room * self.context // self.cache) if self.cache else 0
        if tokens >= 1024:
            found.append(Remedy("context", tokens // 1024 * 1024))
        packed = self.int4_bytes + self.cache + self.program
        if not self.int4 and packed <= self.machine.free:
            found.append(Remedy("int4", packed))
        return (*found, Remedy("memory", self.lacking))


async def estimate(folder: Path, machine: Machine, *, context: int, held: int = 0) -> Estimate:
    """Raises UnknownModel when the folder holds no such model, EngineFailed when it cannot be asked."""
    sizes = [f"--{name}=0" for name in ("gpu-memory", "ram", "nvme")]  # where parts would lie is not asked here
    described, planned = await asyncio.gather(
        _engine("inspect", str(folder), "--json"),
        _engine("plan", str(folder), *sizes, f"--context={context}", "--json"),
    )
    about, plan = _json(described, accepts=(0, 2)), _json(planned)
    try:
        parts = {str(part["part"]): _bytes(part["bytes"]) for part in plan["parts"]}
        vision = sum(parts.pop(name, 0) for name in VISION)
        cache = parts.pop(CACHE, 0)
        return Estimate(
            family=str(about["facts"]["family"])[:100],
            machine=machine,
            context=context,
            max_context=int(plan["max_context"]),
            weights=sum(parts.values()),
            vision=vision,
            cache=round(cache * CACHE_WIDTH[machine.device]),
            program=PROGRAM_BYTES[machine.device],
            int4=plan["int4"] is True,
            int4_bytes=_bytes(plan["packed_bytes"]) - cache,
            held=held,
            fault=_fault(about),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise EngineFailed(f"The engine's account of {folder} cannot be understood ({error}).") from error


async def _engine(*words: str) -> Said:
    command = [sys.executable, "-m", "moonpane_engine.cli", *words]
    try:
        return await ask_program(command, timeout_s=TIMEOUT_S)
    except TimeoutError as error:  # which is an OSError, too
        raise EngineFailed(f"{words[1]} was not read within {TIMEOUT_S:.0f} seconds.") from error
    except OSError as error:
        raise EngineFailed(f"The engine cannot be started: {error.strerror or error}.") from error


def _json(said: Said, *, accepts: tuple[int, ...] = (0,)) -> dict[str, Any]:
    """Exit code 2 comes with JSON for an incomplete checkpoint, and with a sentence for what is none."""
    try:
        document = json.loads(said.out) if said.returncode in accepts else None
    except (ValueError, RecursionError):
        document = None
    if isinstance(document, dict):
        return document
    sentence = last_message(said.err.splitlines()) or phrase(f"it ended with code {said.returncode}")
    kind = UnknownModel if said.returncode == 2 else EngineFailed
    raise kind(sentence if sentence.endswith(".") else f"{sentence}.")


def _fault(about: dict[str, Any]) -> str:
    if about["fault"]:
        return str(about["fault"])[:300]
    for what, sentence in (
        ("missing", phrase("of its tensors are missing")),
        ("misfits", phrase("of its tensors have another shape or type than config.json says")),
    ):
        if names := about[what]:
            return f"{len(names):,} {sentence}, the first is {str(names[0])[:100]}."
    return ""


def _bytes(value: Any) -> int:
    size = int(value)
    if not 0 <= size < MAX_BYTES:
        raise ValueError(f"{value} bytes")
    return size
