"""Files that clients sent ahead: kept in a private folder until they are deleted or the server stops.

    UploadRefused   413: the file, or all files together, would be too large
    UnknownFile     404: no file has this id

A file's name is only ever shown, never used as a path; on disk it is called by its unguessable id.
"""

import contextlib
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from moonpane_engine.errors import BadRequest, RequestError

MAX_FILE_BYTES = 2**30
MAX_TOTAL_BYTES = 4 * 2**30
MAX_FILES = 1000
PREFIX = "file-"
MOONSHOT_PREFIX = "ms://"


class UploadRefused(RequestError):
    """There is no room for the file."""

    status = 413
    type = "invalid_request_error"
    code = "file_too_large"


class UnknownFile(RequestError):
    """The id names no stored file."""

    status = 404
    type = "invalid_request_error"
    code = "file_not_found"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file as it is listed. `created_at` is in seconds since 1970."""

    id: str
    filename: str
    purpose: str
    num_bytes: int
    created_at: int
    path: Path

    def to_dict(self) -> dict[str, Any]:
        """The OpenAI API's file object."""
        return {
            "id": self.id,
            "object": "file",
            "bytes": self.num_bytes,
            "created_at": self.created_at,
            "filename": self.filename,
            "purpose": self.purpose,
            "status": "processed",
        }


class Incoming:
    """A file that is being written; what was written counts against the total from the first byte."""

    def __init__(self, store: "FileStore", path: Path, file: BinaryIO) -> None:
        self._store, self.path, self._file = store, path, file
        self.num_bytes = 0

    def write(self, data: bytes) -> None:
        """Raises UploadRefused at the first byte too many."""
        self._store.check_room(len(data), self.num_bytes)
        self.num_bytes += len(data)
        self._store.num_bytes += len(data)
        try:
            num_written = self._file.write(data)
        except OSError:
            num_written = 0
        if num_written < len(data):  # a disk that is nearly full takes a part, and complains about the next one only
            raise UploadRefused("file: the disk of the server is full; delete files first.", param="file")


class FileStore:
    """All files of one server; use as a context, or call `close`. The folder exists from the first file on."""

    def __init__(
        self,
        *,
        max_file_bytes: int = MAX_FILE_BYTES,
        max_total_bytes: int = MAX_TOTAL_BYTES,
        max_files: int = MAX_FILES,
    ) -> None:
        self.max_file_bytes, self._max_total_bytes, self._max_files = max_file_bytes, max_total_bytes, max_files
        self.num_bytes = 0  # of stored files and of those that are being written
        self._folder: Path | None = None
        self._files: dict[str, StoredFile] = {}

    def __enter__(self) -> "FileStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Deletes everything."""
        self._files.clear()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    @contextlib.contextmanager
    def incoming(self) -> Iterator[Incoming]:
        """A new file to write to; it vanishes unless `keep` is called with it."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="moonpane-files-"))  # mode 0700
        path = self._folder / secrets.token_hex(16)
        with path.open("xb", buffering=0) as file:
            incoming = Incoming(self, path, file)
            try:
                yield incoming
            finally:
                if PREFIX + path.name not in self._files:
                    self.num_bytes -= incoming.num_bytes
                    path.unlink(missing_ok=True)

    def keep(self, incoming: Incoming, *, filename: str, purpose: str) -> StoredFile:
        """Gives a whole file its id."""
        stored = StoredFile(
            PREFIX + incoming.path.name, filename, purpose, incoming.num_bytes, int(time.time()), incoming.path
        )
        self._files[stored.id] = stored
        return stored

    def check_room(self, num_more: int, num_before: int = 0) -> None:
        """Raises UploadRefused when `num_more` bytes do not fit into this file, or into all files together."""
        if num_before + num_more > self.max_file_bytes:
            raise UploadRefused(
                f"file: it is larger than {_size(self.max_file_bytes)}; send a smaller one.", param="file"
            )
        if self.num_bytes + num_more > self._max_total_bytes or len(self._files) >= self._max_files:
            raise UploadRefused(
                f"file: all files together may be {self._max_files} with {_size(self._max_total_bytes)}; "
                "delete some first.",
                param="file",
            )

    def all(self) -> list[StoredFile]:
        """Oldest first."""
        return list(self._files.values())

    def get(self, file_id: str) -> StoredFile:
        """Raises UnknownFile."""
        stored = self._files.get(file_id)
        if stored is None:
            raise UnknownFile(f"The file {file_id!r:.100} is not stored here; send it to /v1/files again.")
        return stored

    def delete(self, file_id: str) -> None:
        """Raises UnknownFile."""
        stored = self.get(file_id)
        del self._files[file_id]
        self.num_bytes -= stored.num_bytes
        stored.path.unlink(missing_ok=True)

    def named_by(self, url: str, *, field: str) -> StoredFile | None:
        """The file that a part's `url` names, as `file-…` or `ms://file-…`; None for every other URL.

        Raises BadRequest that names `field` when no file has the id.
        """
        file_id = url.removeprefix(MOONSHOT_PREFIX)
        if file_id == url and not url.startswith(PREFIX):
            return None
        try:
            return self.get(file_id)
        except UnknownFile as error:
            raise BadRequest(f"{field}: {error}", param=field) from None


def _size(num_bytes: int) -> str:
    return f"{num_bytes // 2**20} MiB" if num_bytes >= 2**20 else f"{num_bytes} bytes"
