"""Every environment variable the app reads, where keys of endpoints are kept, and which model is meant.

| variable | meaning |
|---|---|
| `MOONPANE_ENDPOINT_KEY` | bearer key for the endpoint given by its address; wins over the key store |
| `MOONPANE_KEYRING` | `off`: do not ask the system's key store |
"""

import contextlib
import json
import os
import stat
from pathlib import Path

import keyring
import keyring.errors
import platformdirs

ENDPOINT_KEY = "MOONPANE_ENDPOINT_KEY"
KEYRING = "MOONPANE_KEYRING"
KEYRING_SERVICE = "moonpane"


def endpoint_key(base_url: str) -> str | None:
    """The key for an endpoint: from the environment, the system's key store, or the 0600 file; else None."""
    if key := os.environ.get(ENDPOINT_KEY, "").strip():
        return key
    if _keyring_wanted():
        with contextlib.suppress(keyring.errors.KeyringError):
            if key := keyring.get_password(KEYRING_SERVICE, base_url):
                return key
    return _read_key_file().get(base_url)


def keep_endpoint_key(base_url: str, key: str) -> None:
    """Remember a key in the system's key store, or where there is none in a file only its owner can read."""
    if _keyring_wanted():
        try:
            keyring.set_password(KEYRING_SERVICE, base_url, key)
        except keyring.errors.KeyringError:
            pass
        else:
            return
    keys = _read_key_file() | {base_url: key}
    path = key_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(keys, file, indent=1)
    os.replace(draft, path)


def key_file() -> Path:
    """Where keys go on machines without a key store."""
    return platformdirs.user_config_path("moonpane", appauthor=False) / "endpoint-keys.json"


def _keyring_wanted() -> bool:
    return os.environ.get(KEYRING, "").lower() != "off"


def _read_key_file() -> dict[str, str]:
    try:
        keys = json.loads(key_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(url): str(key) for url, key in keys.items()} if isinstance(keys, dict) else {}
