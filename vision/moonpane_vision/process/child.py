"""What every decoder's process does: give up what it does not need, and answer on a stdout that is its alone."""

import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

_PR_SET_PDEATHSIG = 1


def answers() -> BinaryIO:
    """Our stdout. What a codec prints must not get between the answers, so file 1 is stderr from now on."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def restrict(*, memory_bytes: int, cpu_s: int) -> None:
    """No file can be written, and memory and processor time end. Linux only: elsewhere the watcher's clock must do.

    `memory_bytes` of address space come on top of the program itself.
    """
    if sys.platform != "linux":
        return
    import resource

    mapped_pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    wanted = {
        resource.RLIMIT_AS: mapped_pages * resource.getpagesize() + memory_bytes,
        resource.RLIMIT_CPU: cpu_s,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in wanted.items():
        _, hard = resource.getrlimit(kind)
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (soft, soft))


def die_with_parent() -> None:
    """Linux only: end when the process that started this one ends, however that happens."""
    if sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def say(out: BinaryIO, message: dict[str, object]) -> None:
    """One line of JSON."""
    out.write(json.dumps(message).encode() + b"\n")
    out.flush()


def say_pixels(out: BinaryIO, size: tuple[int, int], rgb: bytes) -> None:
    """A line with the size, width first, then the pixels."""
    say(out, {"size": size})
    out.write(rgb)
    out.flush()
