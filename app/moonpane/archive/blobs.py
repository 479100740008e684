"""Pictures and recordings of the archive: files that are named by what is in them, and never change."""

import contextlib
import hashlib
import os
import re
import time
import uuid
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from moonpane.archive.files import DRAFT_SUFFIX, private_folder, settle, sync_folder, whole_file, write_pieces

PIECE_BYTES = 1 << 20
GRACE_S = 3600.0  # a file that nothing refers to may be about to be referred to
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")
_NAME = re.compile(r"([0-9a-f]{64})(\.[a-z0-9]{1,5})?")


@dataclass(frozen=True)
class Blob:
    """One file: where it lies follows from it."""

    digest: str  # SHA-256 in hex
    suffix: str  # ".png"; other programs go by it
    size: int  # bytes


class Blobs:
    """The folder of blobs. A blob that was returned by `put` is safely on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._safe: set[str] = set()  # digests whose files and names are known to be on the disk

    def put(self, data: bytes, suffix: str = ".png") -> Blob:
        """Keeps bytes, unless they are there. Raises OSError."""
        blob = Blob(hashlib.sha256(data).hexdigest(), suffix, len(data))
        if not self._holds(blob):
            with whole_file(self._place(blob)) as draft:
                write_pieces(draft, [data])
            self._safe.add(blob.digest)
        return blob

    def put_file(self, path: Path) -> Blob | None:
        """Keeps a copy of a file of any size, piece by piece; None for one that cannot be opened. Raises OSError."""
        if found := self._own(path):
            return found
        try:
            file = path.open("rb")
        except OSError:
            return None
        suffix = path.suffix.lower() if _SUFFIX.fullmatch(path.suffix.lower()) else ""
        digest, draft = hashlib.sha256(), self._folder / f"{uuid.uuid4().hex}{DRAFT_SUFFIX}"
        try:
            with file:
                write_pieces(draft, _pieces(file, digest))
            blob = Blob(digest.hexdigest(), suffix, draft.stat().st_size)
            if not self._holds(blob):
                settle(draft, self._place(blob))
                self._safe.add(blob.digest)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
        return blob

    def path(self, digest: str, suffix: str) -> Path:
        """Where a blob lies, whether it is there or not."""
        return self._folder / digest[:2] / f"{digest}{suffix}"

    def read(self, digest: str, suffix: str) -> bytes | None:
        """The bytes; None where they are missing or not what they were."""
        try:
            data = self.path(digest, suffix).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None

    def found(self) -> Iterator[Blob]:
        """Every blob that lies in the folder, by its name. Raises OSError."""
        for path in self._files():
            if name := _NAME.fullmatch(path.name):
                with contextlib.suppress(FileNotFoundError):
                    yield Blob(name[1], name[2] or "", path.stat().st_size)

    def sweep(self, needed: Set[str], *, grace_s: float = GRACE_S) -> int:
        """Removes what is not needed and older than `grace_s`; returns how many files. Raises OSError."""
        before, removed = time.time() - grace_s, 0
        for path in self._files():
            name = _NAME.fullmatch(path.name)
            if (name is None and path.suffix != DRAFT_SUFFIX) or (name is not None and name[1] in needed):
                continue
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    if name is not None:
                        self._safe.discard(name[1])
                    path.unlink()
                    removed += 1
        return removed

    def _holds(self, blob: Blob) -> bool:
        """Whether the file is there and its name is on the disk; one that is used again counts as new."""
        path = self.path(blob.digest, blob.suffix)
        try:
            if path.stat().st_size != blob.size:
                return False
            os.utime(path)
        except FileNotFoundError:
            return False
        if blob.digest not in self._safe:
            sync_folder(path.parent)
            self._safe.add(blob.digest)
        return True

    def _place(self, blob: Blob) -> Path:
        path = self.path(blob.digest, blob.suffix)
        if not path.parent.is_dir():
            private_folder(path.parent)
            sync_folder(self._folder)
        return path

    def _own(self, path: Path) -> Blob | None:
        """What a path inside the folder stands for: a recording that was kept before."""
        name = _NAME.fullmatch(path.name)
        if name is None or self.path(name[1], name[2] or "") != path or not path.is_file():
            return None
        return Blob(name[1], name[2] or "", path.stat().st_size)

    def _files(self) -> Iterator[Path]:
        if self._folder.is_dir():
            for shelf in sorted(self._folder.iterdir()):
                yield from sorted(shelf.iterdir()) if shelf.is_dir() else (shelf,)


def _pieces(file: BinaryIO, digest: "hashlib._Hash") -> Iterator[bytes]:
    while piece := file.read(PIECE_BYTES):
        digest.update(piece)
        yield piece
