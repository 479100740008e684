"""Where recordings lie: a draft that only its owner can read while it grows, and the whole file once it is finished.

A draft names the process that writes it, so that after a crash the next start knows which ones nobody will finish.
"""

import contextlib
import os
import shutil
import stat
import time
import uuid
from pathlib import Path

import platformdirs
import psutil

SUFFIX = ".mp4"
_DRAFT = "draft"


def recordings_folder() -> Path:
    """In the person's cache folder."""
    return platformdirs.user_cache_path("moonpane", appauthor=False) / "recordings"


def begin_draft(folder: Path) -> Path:
    """An empty file with mode 0600 that a recorder may write over. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f".{_DRAFT}-{os.getpid()}-{uuid.uuid4().hex[:8]}{SUFFIX}"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR))
    return path


def finish_draft(draft: Path) -> Path:
    """The draft under a name that says when it was finished; it was whole before it has that name. Raises OSError."""
    name = time.strftime("recording-%Y-%m-%d-%H%M%S")
    number = 1
    while True:
        path = draft.with_name(f"{name}{f'-{number}' if number > 1 else ''}{SUFFIX}")
        try:
            os.link(draft, path)  # unlike a renaming, this never replaces a file
        except FileExistsError:
            number += 1
            continue
        except OSError:  # a file system without hard links
            if path.exists():
                number += 1
                continue
            os.replace(draft, path)
            return path
        draft.unlink()
        return path


def tidy(folder: Path) -> int:
    """Deletes the drafts of processes that are gone, at start; returns how many there were."""
    num_gone = 0
    for draft in folder.glob(f".{_DRAFT}-*{SUFFIX}"):
        owner = draft.name.split("-")[1]
        if owner.isdecimal() and _is_alive(int(owner), since=_born(draft)):
            continue
        with contextlib.suppress(OSError):
            draft.unlink()
            num_gone += 1
    return num_gone


def free_bytes(folder: Path) -> int:
    """What the disk has left for us; 0 where it cannot be told."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def size_of(path: Path) -> int:
    """0 when it is gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _born(draft: Path) -> float:
    """No later than this was the draft written last."""
    try:
        return draft.stat().st_mtime
    except OSError:
        return 0.0


def _is_alive(pid: int, *, since: float) -> bool:
    """Whether the writer still runs: numbers of processes come again, but not a start before the last writing."""
    try:
        return psutil.Process(pid).create_time() <= since + 1
    except psutil.Error:
        return False
