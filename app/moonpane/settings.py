"""Every environment variable the app reads, where keys of endpoints are kept, and the file of the settings.

| variable | meaning |
|---|---|
| `MOONPANE_ENDPOINT_KEY` | bearer key for the endpoint that `--model` names by its address, and for no other |
| `MOONPANE_KEYRING` | `off`: do not ask the system's key store |
"""

import contextlib
import json
import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keyring
import platformdirs

from moonpane.errors import SettingsError

ENDPOINT_KEY = "MOONPANE_ENDPOINT_KEY"
KEYRING = "MOONPANE_KEYRING"
KEYRING_SERVICE = "moonpane"
STORE_FAILS = (Exception,)  # key stores raise what their desktops raise, not only what `keyring` names
MAX_SETTINGS_BYTES = 1 << 20  # of the settings file; ours has some thousand


def endpoint_key(base_url: str, *, is_named: bool = False) -> str | None:
    """The key for an endpoint: from the environment, the system's key store, or the 0600 file; else None.

    is_named: its address stands on the command line. The environment's key is meant for that one: sent to every
    endpoint that is known, it would be told to strangers.
    """
    if is_named and (key := os.environ.get(ENDPOINT_KEY, "").strip()):
        return key
    if _keyring_wanted():
        with contextlib.suppress(*STORE_FAILS):
            if key := keyring.get_password(KEYRING_SERVICE, base_url):
                return key
    return _read_key_file().get(base_url)


def keep_endpoint_key(base_url: str, key: str) -> None:
    """Remember a key in the system's key store, or where there is none in a file only its owner can read."""
    if _keyring_wanted():
        with contextlib.suppress(*STORE_FAILS):
            keyring.set_password(KEYRING_SERVICE, base_url, key)
            if keyring.get_password(KEYRING_SERVICE, base_url) == key:  # there is a key store that forgets at once
                return
    _write_privately(key_file(), _read_key_file() | {base_url: key})


def forget_endpoint_key(base_url: str) -> None:
    """Forget a key wherever it is kept; nothing happens where there is none."""
    if _keyring_wanted():
        with contextlib.suppress(*STORE_FAILS):
            keyring.delete_password(KEYRING_SERVICE, base_url)
    keys = _read_key_file()
    if keys.pop(base_url, None) is not None:
        if keys:
            _write_privately(key_file(), keys)
        else:
            key_file().unlink(missing_ok=True)


def keys_in_file() -> frozenset[str]:
    """The endpoints whose keys lie in the file, where nothing encrypts them."""
    return frozenset(_read_key_file())


def key_file() -> Path:
    """Where keys go on machines without a key store."""
    return platformdirs.user_config_path("moonpane", appauthor=False) / "endpoint-keys.json"


class SettingsFile:
    """The person's settings: one JSON object, whose members are the sections of their owners.

    Sections and members that this version does not know stay as they are. `notices` has one sentence for
    everything that could not be read.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or platformdirs.user_config_path("moonpane", appauthor=False) / "settings.json"
        self.notices: list[str] = []
        self._document = self._read()

    def section(self, name: str) -> Any:
        """What stands under a name, whatever it is; None where nothing does."""
        return self._document.get(name)

    def put(self, name: str, value: Any) -> None:
        """Keeps a section, durably. Raises SettingsError; what is on disk is then as it was."""
        document = self._read() | {name: value}  # a person may have edited the file meanwhile
        try:
            _write_privately(self.path, document)
        except OSError as error:
            raise SettingsError(f"The settings cannot be written to {self.path}: {error.strerror or error}.") from error
        self._document = document

    def _read(self) -> dict[str, Any]:
        try:
            with self.path.open("rb") as file:
                data = file.read(MAX_SETTINGS_BYTES + 1)
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.notices.append(f"The settings in {self.path} cannot be read: {error.strerror or error}.")
            return {}
        with contextlib.suppress(ValueError, RecursionError):
            document = json.loads(data) if len(data) <= MAX_SETTINGS_BYTES else None
            if isinstance(document, dict):
                return document
        self._set_aside()
        return {}

    def _set_aside(self) -> None:
        """A broken file is kept for its owner to look at, where the next one does not overwrite it."""
        aside = self.path.with_name(f"{self.path.stem}.broken-{time.strftime('%Y%m%d-%H%M%S')}{self.path.suffix}")
        try:
            os.replace(self.path, aside)
        except OSError as error:
            self.notices.append(f"{self.path} is damaged and cannot be moved aside: {error.strerror or error}.")
            return
        self.notices.append(f"The settings were damaged and begin anew; the old file is kept as {aside}.")


def _write_privately(path: Path, document: Mapping[str, Any]) -> None:
    """Whole or not at all, for its owner's eyes only, on the disk when this returns. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def _keyring_wanted() -> bool:
    return os.environ.get(KEYRING, "").lower() != "off"


def _read_key_file() -> dict[str, str]:
    try:
        keys = json.loads(key_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(url): str(key) for url, key in keys.items()} if isinstance(keys, dict) else {}
