"""Files that are whole or not there at all, whatever happens while they are written."""

import contextlib
import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

DRAFT_SUFFIX = ".part"


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A draft beside `path` to be written; takes its place, and is safely on the disk, once the block ends well.

    Raises OSError, and leaves `path` as it was.
    """
    draft = path.with_name(f"{uuid.uuid4().hex}{DRAFT_SUFFIX}")
    try:
        yield draft
        settle(draft, path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def settle(draft: Path, path: Path) -> None:
    """Gives a draft of the same disk its name; both are safely on the disk afterwards. Raises OSError."""
    handle = os.open(draft, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(draft, path)
    sync_folder(path.parent)


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """A new file that only its owner can read. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        for piece in pieces:
            view = memoryview(piece)
            while view:
                view = view[os.write(handle, view) :]
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Makes names that were given in a folder survive a power cut. Windows has no such call, and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def private_folder(folder: Path) -> Path:
    """Makes a folder that only its owner can enter. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    return folder
