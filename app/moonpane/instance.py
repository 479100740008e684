"""One studio for a person: a second start hands over what it was given to the first one, and ends.

Who holds the lock is the first one; the system takes the lock back however its process ends, so that what is left of a
killed one never stands in the way. The first one listens on a socket in the same folder, which only the person can
enter; where such sockets cannot be (a long path, Windows) it is a port of this machine, guarded by a secret in a file
that only the person can read.

    instance = enter(folder, Handover(picture))     None: the first one has it, and shows its window
    await instance.serve(on_handover)               until cancelled
"""

import asyncio
import contextlib
import hmac
import json
import os
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from moonpane.errors import MoonpaneError
from moonpane.file_lock import FileLock

ANSWER_TIMEOUT_S = 15.0  # the first one may still be loading its window
RETRY_S = 0.02
READ_TIMEOUT_S = 2.0
MAX_MESSAGE_BYTES = 64 << 10
LOCK, SOCKET, PORT = "studio.lock", "studio.sock", "studio.port"
SECRET_BYTES = 32


@dataclass(frozen=True)
class Handover:
    """What a second start was asked for; without a picture it only wants to see the window."""

    picture: Path | None = None


class NotAnswering(MoonpaneError):
    """Another studio is running, and does not react."""


class Instance:
    """The first one. Made by `claim`, which already listens: what comes before `serve` waits."""

    def __init__(self, lock: FileLock, listener: socket.socket, secret: str, folder: Path) -> None:
        self._lock = lock
        self._listener = listener
        self._secret = secret
        self._folder = folder

    async def serve(self, on_handover: Callable[[Handover], None]) -> None:
        """Takes what later starts hand over, until cancelled. `on_handover` is called on this loop."""

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            handover = None
            with contextlib.suppress(OSError, TimeoutError, ValueError):  # whatever strangers may send
                handover = self._handover(await asyncio.wait_for(reader.readline(), READ_TIMEOUT_S))
            if handover is not None:
                on_handover(handover)
                writer.write(b"ok\n")
            writer.close()

        listener = self._listener.dup()
        if listener.family == getattr(socket, "AF_UNIX", None):
            server = await asyncio.start_unix_server(take, sock=listener, limit=MAX_MESSAGE_BYTES)
        else:
            server = await asyncio.start_server(take, sock=listener, limit=MAX_MESSAGE_BYTES)
        async with server:
            await server.serve_forever()

    def close(self) -> None:
        """The next start is the first one again."""
        for name in (SOCKET, PORT):
            with contextlib.suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)
        self._listener.close()
        self._lock.release()

    def _handover(self, line: bytes) -> Handover | None:
        """None for what is no message of ours. Raises ValueError for what is no message at all."""
        message = json.loads(line)
        if not isinstance(message, dict) or not hmac.compare_digest(str(message.get("secret")), self._secret):
            return None
        picture = message.get("picture")
        return Handover(Path(picture) if isinstance(picture, str) and picture else None)


def enter(folder: Path, handover: Handover) -> Instance | None:
    """Becomes the first one, or hands over to it: then None. At most 15 s; raises NotAnswering and OSError."""
    end = time.monotonic() + ANSWER_TIMEOUT_S
    while True:
        if (instance := claim(folder)) is not None:
            return instance
        if _hand_over(folder, handover, end):
            return None
        if time.monotonic() > end:
            raise NotAnswering("Moonpane is running already, but does not answer: end it, then start it again.")
        time.sleep(RETRY_S)  # it has just begun, or is about to end


def claim(folder: Path) -> Instance | None:
    """The first one's place, where it is free. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock.take(folder / LOCK)
    if lock is None:
        return None
    try:
        secret = secrets.token_hex(SECRET_BYTES)
        listener = _listen(folder, secret)
    except BaseException:
        lock.release()
        raise
    return Instance(lock, listener, secret, folder)


def _listen(folder: Path, secret: str) -> socket.socket:
    for name in (SOCKET, PORT):  # of one that was killed
        (folder / name).unlink(missing_ok=True)
    listener, address = _listener(folder)
    listener.listen(16)
    _write_private(folder / PORT, json.dumps({"address": address, "secret": secret}))
    return listener


def _listener(folder: Path) -> tuple[socket.socket, str | int]:
    if hasattr(socket, "AF_UNIX"):
        listener = socket.socket(socket.AF_UNIX)
        try:
            listener.bind(str(folder / SOCKET))
        except OSError:  # its path is too long, or the disk knows no sockets
            listener.close()
        else:
            os.chmod(folder / SOCKET, 0o600)
            return listener, SOCKET
    listener = socket.socket(socket.AF_INET)
    listener.bind(("127.0.0.1", 0))
    return listener, listener.getsockname()[1]


def _hand_over(folder: Path, handover: Handover, end: float) -> bool:
    """Whether the first one has said that it has it."""
    try:
        said = json.loads((folder / PORT).read_text(encoding="utf-8"))
        address, secret = said["address"], str(said["secret"])
        picture = None if handover.picture is None else str(handover.picture.absolute())
        message = json.dumps({"secret": secret, "picture": picture}).encode() + b"\n"
        with _connection(folder, address) as connection:
            connection.settimeout(max(0.1, end - time.monotonic()))
            connection.sendall(message)
            return connection.recv(16) == b"ok\n"
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _connection(folder: Path, address: object) -> socket.socket:
    if isinstance(address, int):
        return socket.create_connection(("127.0.0.1", address), timeout=1.0)
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(1.0)
        connection.connect(str(folder / SOCKET))
    except BaseException:
        connection.close()
        raise
    return connection


def _write_private(path: Path, text: str) -> None:
    """Whole or not at all: a second start may read it at this moment."""
    draft = path.with_name(f"{path.name}.part")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(draft, path)
