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
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER, _PR_GET_CHILD_SUBREAPER = 36, 37
_REAP_PATIENCE_S = 0.5  # one that died an orphan before is not ours to reap


def die_with_parent() -> None:
    """Linux only: this process is killed when the one that started it ends, however that happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def members(session: int) -> list[int]:
    """The ids of all living processes of a session."""
    return [pid for pid in _all_members(session) if not _is_zombie(pid)]


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
    begun = time.monotonic()
    with _adopting_orphans():
        while left := [pid for pid in _all_members(session) if not (pid == session and _is_zombie(pid))]:
            alive = [pid for pid in left if not _is_zombie(pid)]
            for pid in left:
                _kill_and_reap(pid, is_leader=pid == session)
            if time.monotonic() - begun > (patience_s if alive else _REAP_PATIENCE_S):
                return alive
            time.sleep(0.01)
    return []


def _kill_and_reap(pid: int, *, is_leader: bool) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    if not is_leader:  # the leader is reaped by whoever started it
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def _all_members(session: int) -> list[int]:
    found = []
    for pid in psutil.pids():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.getsid(pid) == session:
                found.append(pid)
    return found


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
