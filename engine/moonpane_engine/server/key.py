"""The key of this installation: made once, read by nobody else, asked for where the environment gives none."""

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
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
        except FileExistsError:
            return _read(path)
        key = secrets.token_urlsafe(NUM_BYTES)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(key + "\n")
        return key
    except (OSError, UnicodeDecodeError) as error:
        raise KeyUnusable(f"{path} cannot be used for the API key ({error}); set MOONPANE_API_KEY instead.") from None


def _read(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, encoding="utf-8") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_mode & 0o077 or status.st_uid != os.getuid():
            raise KeyUnusable(f"{path} can be read or written by others; delete it, and a new key is made.")
        key = file.read(4096).strip()
    if len(key) < NUM_BYTES:  # another process has begun it, or somebody has emptied it
        raise KeyUnusable(f"{path} holds no whole key; start again, or delete it, and a new one is made.")
    return key
