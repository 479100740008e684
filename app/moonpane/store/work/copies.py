"""Copies of pages that other programs have opened. They lie in one folder of the cache until nobody works with them."""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import platformdirs

PREFIX = "page-"
KEPT_S = 24 * 3600.0  # since a copy was read or written last


def copies_folder() -> Path:
    """In the person's cache folder."""
    return platformdirs.user_cache_path("moonpane", appauthor=False) / "opened"


def new_copy(folder: Path) -> Path:
    """Where one more copy may be made; only its owner can enter. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder)) / "page"


def seal(page: Path) -> None:
    """The copy is complete: what is written into it from now on is somebody's work. Raises OSError."""
    os.utime(page.parent)


def remove_old(folder: Path) -> int:
    """Removes copies that were not used for a day; returns how many.

    What cannot be removed stays, and what somebody has worked on: an editor was opened on it.
    """
    num_gone = 0
    before = time.time() - KEPT_S
    with contextlib.suppress(OSError):
        for copy in [] if folder.is_symlink() else list(folder.glob(f"{PREFIX}*")):
            with contextlib.suppress(OSError):
                is_copy = copy.is_dir() and not copy.is_symlink()
                if is_copy and max(_uses(copy)) < before and not _is_edited(copy):
                    shutil.rmtree(copy, ignore_errors=True)
                    num_gone += not copy.exists()
    return num_gone


def _is_edited(copy: Path) -> bool:
    sealed_at = copy.stat().st_mtime
    files = (Path(place) / name for place, _, names in os.walk(copy) for name in names)
    return any(each.lstat().st_mtime > sealed_at for each in files)


def _uses(copy: Path) -> Iterator[float]:
    """When anything in it was made, written or read. To look into a folder is to read it: that says nothing."""
    yield copy.stat().st_mtime
    for place, folders, files in os.walk(copy):
        for name in folders:
            yield (Path(place) / name).lstat().st_mtime
        for name in files:
            seen = (Path(place) / name).lstat()
            yield max(seen.st_mtime, seen.st_atime)
