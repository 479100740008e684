"""What a freshly started engine says about itself: its first line, and its health while it loads."""

import json
from dataclasses import dataclass
from pathlib import Path

import httpx2

from moonpane.errors import EngineFailed, UnknownModel


@dataclass(frozen=True)
class Handshake:
    """The first line on the engine's stdout."""

    port: int
    model: str


@dataclass(frozen=True)
class Loading:
    """How far a loading engine is; `total` is 0 where the stage cannot be counted."""

    stage: str
    done: int
    total: int


STARTING = Loading("starting", 0, 0)


def parse_handshake(line: bytes) -> Handshake:
    """Read `{"port", "pid", "model"}`. Raises EngineFailed for anything else."""
    try:
        said = json.loads(line)
        port, model = said["port"], said["model"]
    except (ValueError, KeyError, TypeError, RecursionError):
        port, model = None, None
    if not isinstance(port, int) or not 0 < port < 65_536 or not isinstance(model, str):
        first = line[:100].decode("utf-8", "replace").strip()
        raise EngineFailed(f"The engine's first line was not its handshake but: {first}.")
    return Handshake(port, model)


async def ask_health(http: httpx2.AsyncClient, handshake: Handshake, key: str) -> Loading | None:
    """None once the engine is ready, otherwise how far it is.

    A server that is not listening yet counts as starting: whether it is still alive is not asked here.
    """
    try:
        answer = await http.get(f"http://127.0.0.1:{handshake.port}/health", headers={"Authorization": f"Bearer {key}"})
    except httpx2.RequestError:
        return STARTING
    if answer.status_code == 200:
        return None
    if answer.status_code != 503:
        raise EngineFailed(f"The engine's /health answered with status {answer.status_code}.")
    try:
        said = answer.json()
        return Loading(str(said["stage"]), int(said["done"]), int(said["total"]))
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return STARTING


def check_checkpoint(folder: Path) -> None:
    """Refuse what is certainly no checkpoint before a process is started for it. Raises UnknownModel."""
    if not folder.exists():
        raise UnknownModel(f"There is no checkpoint at {folder}; give a folder that holds config.json, or a URL.")
    if not folder.is_dir():
        raise UnknownModel(f"{folder} is a file, but a checkpoint is a folder that holds config.json.")
    if not (folder / "config.json").is_file():
        raise UnknownModel(f"{folder} is not a checkpoint: it holds no config.json.")
