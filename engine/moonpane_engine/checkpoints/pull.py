"""Fetching a checkpoint from the Hugging Face Hub: only what an engine reads, resumable, every checksum verified.

A file grows in OUT/.pull/NAME, is compared with the checksum that the Hub lists, and only then moves to OUT/NAME. So
whatever lies in OUT is whole, and an interrupted transfer goes on at its last byte (the Hub's own client starts a file
again). All files come from one commit. Nothing is executed; code and pickles are not even fetched.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # read when huggingface_hub is imported

import httpx2
from huggingface_hub import HfApi, errors, hf_hub_url
from huggingface_hub.file_download import http_get
from huggingface_hub.utils import build_hf_headers

from moonpane_engine.checkpoints.files import is_wanted
from moonpane_engine.checkpoints.shards import SINGLE_FILE
from moonpane_engine.errors import CheckpointError
from moonpane_engine.folder import parse_json

_WORK = ".pull"
_VERIFIED = "verified.json"  # in the work folder: what was compared already, so that a second run need not read it
_HASH_BYTES = 16 * 2**20
_TIMEOUT_S = 30.0
_AS_IS = {"Accept-Encoding": "identity"}  # a position in a compressed answer is none in the file


class PullError(CheckpointError):
    """A checkpoint could not be fetched; what has arrived is kept and used by the next attempt."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file as the Hub lists it. `digest` is the SHA-256 of a large file, the git blob's SHA-1 of a small one."""

    name: str
    num_bytes: int
    digest: str

    def matches(self, path: Path) -> bool:
        """Whether the content of `path` has this size and digest."""
        if path.stat().st_size != self.num_bytes:
            return False
        is_large = len(self.digest) == 64
        hasher = hashlib.sha256() if is_large else hashlib.sha1(b"blob %d\0" % self.num_bytes, usedforsecurity=False)
        with path.open("rb") as file:
            while data := file.read(_HASH_BYTES):
                hasher.update(data)
        return hasher.hexdigest() == self.digest


@dataclass(frozen=True, slots=True)
class Listing:
    """The wanted files of one commit."""

    repo: str
    commit: str
    files: tuple[RemoteFile, ...]

    @property
    def num_bytes(self) -> int:
        return sum(file.num_bytes for file in self.files)


def list_files(repo: str, *, revision: str | None = None, endpoint: str | None = None) -> Listing:
    """Ask the Hub for the files of `repo` that an engine needs.

    Raises:
        PullError: no such repository, no access, no network, or it holds no safetensors checkpoint.
    """
    with _explained(repo):
        api = HfApi(endpoint=endpoint)
        info = api.model_info(repo, revision=revision, files_metadata=True, timeout=_TIMEOUT_S)
    files = []
    for sibling in info.siblings or []:
        digest = sibling.lfs.sha256 if sibling.lfs else sibling.blob_id
        if is_wanted(sibling.rfilename):
            if sibling.size is None or not digest:
                raise PullError(f"{repo}: the Hub lists no size and checksum of {sibling.rfilename}: try again later")
            files.append(RemoteFile(sibling.rfilename, sibling.size, digest))
    names = {file.name for file in files}
    if info.sha is None or "config.json" not in names or not any(name.endswith(".safetensors") for name in names):
        raise PullError(f"{repo} holds no config.json with {SINGLE_FILE} or shards: is it a model's repository?")
    return Listing(repo, info.sha, tuple(sorted(files, key=lambda file: (file.num_bytes, file.name))))


def pull(listing: Listing, out: Path, *, endpoint: str | None = None) -> None:
    """Bring every file of `listing` into the folder `out`, small ones first, with progress on stderr.

    Raises:
        PullError: the disk is too small, the transfer broke off, or a file is not what the Hub said.
    """
    work = out / _WORK
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PullError(f"{out} cannot be made ({error.strerror}): give a folder that can be written") from None
    verified = _read_verified(work)
    waiting = [file for file in listing.files if not _is_there(file, out / file.name, verified)]
    _check_room(out, waiting)
    for file in waiting:
        target = out / file.name
        if not (target.is_file() and file.matches(target)):
            _fetch(listing, file, work / file.name, endpoint)
            (work / file.name).replace(target)
        verified[file.name] = [file.digest, target.stat().st_mtime_ns]
        (work / _VERIFIED).write_text(json.dumps(verified))


def _fetch(listing: Listing, file: RemoteFile, partial: Path, endpoint: str | None) -> None:
    url = hf_hub_url(listing.repo, file.name, revision=listing.commit, endpoint=endpoint)
    partial.touch()
    if partial.stat().st_size > file.num_bytes:
        partial.write_bytes(b"")
    with _explained(f"{listing.repo}/{file.name}"), partial.open("r+b") as stream:
        arrived = stream.seek(0, os.SEEK_END)
        http_get(
            url, stream, resume_size=arrived, headers=build_hf_headers(headers=_AS_IS), expected_size=file.num_bytes,
            displayed_filename=file.name,
        )  # fmt: skip
    if not file.matches(partial):
        partial.unlink()  # going on with wrong bytes would never end well
        raise PullError(
            f"{listing.repo}/{file.name} has the wrong checksum (not {file.digest[:12]}…): its copy was removed, "
            "run the command again"
        )


def _is_there(file: RemoteFile, target: Path, verified: dict[str, Any]) -> bool:
    return target.is_file() and verified.get(file.name) == [file.digest, target.stat().st_mtime_ns]


def _read_verified(work: Path) -> dict[str, Any]:
    try:
        value = parse_json((work / _VERIFIED).read_bytes())
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _check_room(out: Path, waiting: list[RemoteFile]) -> None:
    arrived = sum(
        path.stat().st_size
        for file in waiting
        for path in (out / file.name, out / _WORK / file.name)
        if path.is_file() and path.stat().st_size <= file.num_bytes
    )
    needed, free = sum(file.num_bytes for file in waiting) - arrived, shutil.disk_usage(out).free
    if needed > free:
        raise PullError(
            f"{out} needs {needed / 1e9:.2f} GB more, the disk has {free / 1e9:.2f} GB free: make room, or give "
            "another folder with -o"
        )


@contextmanager
def _explained(what: str) -> Iterator[None]:
    """Everything that the client raises, as one sentence with the way out."""
    again = "what has arrived is kept, run the command again"
    try:
        yield
    except errors.HFValidationError:
        raise PullError(f"{what!r} is not the name of a repository: write it as OWNER/NAME") from None
    except errors.GatedRepoError:
        raise PullError(
            f"{what} is gated: accept its terms on its page, then run `hf auth login` or set HF_TOKEN"
        ) from None
    except errors.RevisionNotFoundError:
        raise PullError(f"{what} has no such revision: leave --revision out for the newest") from None
    except errors.RepositoryNotFoundError:
        raise PullError(
            f"{what} does not exist or is private: check the name, or run `hf auth login` for a private one"
        ) from None
    except errors.OfflineModeIsEnabled:
        raise PullError(f"{what} cannot be fetched while HF_HUB_OFFLINE is set: unset it") from None
    except errors.HfHubHTTPError as error:
        status = error.response.status_code
        raise PullError(f"{what}: the Hub answered with status {status}; {again}") from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise PullError(
            f"{what}: the Hub cannot be reached ({type(error).__name__}); check the network, {again}"
        ) from None
    except OSError as error:
        reason = error.strerror or str(error).splitlines()[0]
        raise PullError(f"{what} could not be written or came incomplete ({reason}); {again}") from None
