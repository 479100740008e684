"""The key of this installation: made once, read by nobody else, asked for where the environment gives none."""

import contextlib
import os
import secrets
import stat
from pathlib import Path

import platformdirs

NUM_BYTES = 32


class KeyUnusable(Exception):
    """The file can neither be read nor made; one sentence with the way out."""


def key_file() -> Path:
    """Where it lies, under the user's own configuration."""
    return platformdirs.user_config_path("moonpane", appauthor=False) / "api-key"


def installed_key() -> str:
    """The key in `key_file`, which is made with 256 random bits where there is none. Raises KeyUnusable."""
    path = key_file()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.is_symlink() and not path.exists():
            _make(path)
        return _read(path)
    except (OSError, UnicodeDecodeError) as error:
        raise KeyUnusable(f"{path} cannot be used for the API key ({error}); set MOONPANE_API_KEY instead.") from None


def _make(path: Path) -> None:
    """A whole key or none: of two that start at once the second finds the first one's."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(NUM_BYTES) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def _read(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, encoding="utf-8") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_mode & 0o077 or status.st_uid != os.getuid():
            raise KeyUnusable(f"{path} can be read or written by others; delete it, and a new key is made.")
        key = file.read(4096).strip()
    if len(key) < NUM_BYTES:
        raise KeyUnusable(f"{path} holds no whole key; delete it, and a new one is made.")
    return key
