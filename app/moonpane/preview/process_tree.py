"""Watches and ends a child process together with everything it started.

The child must lead a session of its own (`start_new_session=True`): Chromium's helper processes stay in it even when
their parent is gone, so nothing is left behind.
"""

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

_PROC = Path("/proc")
_PR_SET_CHILD_SUBREAPER, _PR_GET_CHILD_SUBREAPER = 36, 37


def members(session: int) -> list[int]:
    """The ids of all living processes of a session."""
    found = []
    for pid in psutil.pids():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.getsid(pid) == session and not _is_zombie(pid):
                found.append(pid)
    return found


def private_bytes(pid: int) -> int:
    """Memory that a process takes for itself, shared memory included, mapped files left out; 0 when it is gone."""
    try:
        status = (_PROC / str(pid) / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return _resident_bytes(pid)
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return sum(int(fields[name].split()[0]) * 1024 for name in ("RssAnon", "RssShmem") if name in fields)


def tree_bytes(session: int) -> int:
    """Memory of all processes of a session together."""
    return sum(private_bytes(pid) for pid in members(session))


def end(session: int, *, patience_s: float = 5.0) -> list[int]:
    """Kill every process of a session at once and reap it; returns those that would not go (none, in the usual case).

    Grandchildren lose their parent here. For that moment this process adopts them, because in a container the first
    process often reaps nobody.
    """
    deadline = time.monotonic() + patience_s
    killed: set[int] = set()
    with _adopting_orphans():
        while left := members(session):
            killed.update(left)
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            if time.monotonic() > deadline:
                return left
            time.sleep(0.01)
        for pid in killed - {session}:  # the leader belongs to whoever started it
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
    return []


@contextlib.contextmanager
def _adopting_orphans() -> Iterator[None]:
    """Linux only; elsewhere orphans go to the first process as ever."""
    if sys.platform != "linux":
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    before = ctypes.c_int()
    libc.prctl(_PR_GET_CHILD_SUBREAPER, ctypes.byref(before))
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1)
    try:
        yield
    finally:
        libc.prctl(_PR_SET_CHILD_SUBREAPER, before.value)


def _is_zombie(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _resident_bytes(pid: int) -> int:
    try:
        return psutil.Process(pid).memory_info().rss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
