"""What this machine has for models, and what a running engine takes of it."""

import contextlib
import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

import psutil

from moonpane.models.child import ask_program

Device = Literal["CPU", "GPU"]
MIB = 1 << 20
GROUP = Path("/sys/fs/cgroup")
NO_LIMIT = 1 << 62
ASK_TIMEOUT_S = 10.0


@dataclass(frozen=True)
class Machine:
    """Where a model would be loaded, and what is free there now; bytes."""

    device: Device
    total: int
    free: int
    name: str = ""  # of the GPU


@dataclass(frozen=True)
class Memory:
    """What the engine and its children take; bytes."""

    resident: int  # pages in RAM, those shared with other programs included
    own: int  # what ending it would give back
    gpu: int = 0


async def survey(group: Path = GROUP) -> Machine:
    """The GPU with the most free memory, where there is one that torch can use; else the CPU and its RAM.

    `group`: where the limits of a container are written.
    """
    memory = psutil.virtual_memory()
    limit, used = _limit_of_the_group(group)
    best = Machine("CPU", min(memory.total, limit), max(0, min(memory.available, limit - used)))
    if not _torch_can_use_a_gpu():
        return best
    for line in await _ask_gpu("--query-gpu=memory.total,memory.free,name"):
        total, free, name = [*line.split(",", 2), "", ""][:3]
        with contextlib.suppress(ValueError):
            found = Machine("GPU", int(total) * MIB, int(free) * MIB, name.strip())
            if best.device == "CPU" or found.free > best.free:
                best = found
    return best


def memory_of(pid: int) -> Memory | None:
    """What a process and its children take of RAM; None when it is gone. Reads /proc: some milliseconds."""
    try:
        process = psutil.Process(pid)
        tree = [process, *process.children(recursive=True)]
    except psutil.Error:
        return None
    resident = own = 0
    for each in tree:
        with contextlib.suppress(psutil.Error):  # a child that ended meanwhile
            full = each.memory_full_info()
            resident, own = resident + full.rss, own + full.uss
    return Memory(resident, own) if resident else None


async def gpu_memory_of(pids: set[int]) -> int:
    """Bytes of GPU memory that processes hold; 0 where nobody can tell."""
    held = 0
    for line in await _ask_gpu("--query-compute-apps=pid,used_memory"):
        pid, _, used = line.partition(",")
        with contextlib.suppress(ValueError):
            held += int(used) * MIB if int(pid) in pids else 0
    return held


def _limit_of_the_group(folder: Path) -> tuple[int, int]:
    """What a container lets all its programs take together, and what they have taken; no limit, nothing elsewhere."""
    try:
        return int((folder / "memory.max").read_text()), int((folder / "memory.current").read_text())
    except (OSError, ValueError):  # no such file, or the word “max”
        return NO_LIMIT, 0


def _torch_can_use_a_gpu() -> bool:
    """Asked of torch's name, not of torch: its CPU build says so in its version."""
    try:
        return "+cpu" not in metadata.version("torch") and shutil.which("nvidia-smi") is not None
    except metadata.PackageNotFoundError:
        return False


async def _ask_gpu(query: str) -> list[str]:
    if shutil.which("nvidia-smi") is None:
        return []
    try:
        said = await ask_program(["nvidia-smi", query, "--format=csv,noheader,nounits"], timeout_s=ASK_TIMEOUT_S)
    except OSError:  # it cannot be started, or takes too long
        return []
    return said.out.splitlines() if said.returncode == 0 else []
