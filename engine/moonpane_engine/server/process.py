"""The serving process: socket, handshake, loading, and every way it ends.

Exit codes: 0 after SIGTERM, SIGINT or the end of stdin; 2 for a checkpoint or an address that cannot be used
(one sentence on stderr); 3 when the engine thread died.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import uvicorn
from starlette.types import ASGIApp

from moonpane_engine.core import EngineCore, LoadRunner
from moonpane_engine.errors import CheckpointError, DeviceMissing
from moonpane_engine.server.app import create_app
from moonpane_engine.server.files import FileStore
from moonpane_engine.server.guard import LOOPBACK_HOSTS, MAX_HEAD_BYTES
from moonpane_engine.server.key import KeyUnusable, installed_key, key_file
from moonpane_engine.server.protocol import GuardedProtocol
from moonpane_engine.server.served_model import ServedModel

log = logging.getLogger(__name__)

EXIT_UNUSABLE = 2
EXIT_ENGINE_DIED = 3
_LAST_WORDS_S = 0.5  # after the engine's death /health still answers for so long


class CannotServe(Exception):
    """The process cannot start; one sentence."""


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """How to serve; from the command line and, for the key, the environment; without one, this installation's."""

    checkpoint: Path
    host: str = "127.0.0.1"
    port: int = 0  # 0: any free one
    api_key: str | None = None

    @property
    def is_loopback(self) -> bool:
        return self.host in ("127.0.0.1", "localhost", "::1")


def serve(settings: ServeSettings, load: LoadRunner) -> NoReturn:
    """Serves until told to stop, then ends the process. `load` runs in the engine thread.

    Raises CheckpointError or CannotServe before anything is served.
    """
    settings = _with_key(settings)
    model = ServedModel.from_dir(settings.checkpoint)
    with bind(settings.host, settings.port) as listening:
        exit_code = asyncio.run(_serve(settings, model, load, listening))
    # Not through the interpreter's teardown: it takes seconds after torch was imported, and it crashes while
    # the engine thread is still inside a long prefill. Nothing is held that the system does not take back.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)


def _with_key(settings: ServeSettings) -> ServeSettings:
    """On loopback the key of this installation, where none is given; beyond it one has to be chosen."""
    if settings.api_key is not None:
        return settings
    if not settings.is_loopback:
        raise CannotServe(f"Serving on {settings.host} needs a key; set MOONPANE_API_KEY, or serve on 127.0.0.1 only.")
    try:
        key = installed_key()
    except KeyUnusable as error:
        raise CannotServe(str(error)) from None
    log.info("The API key is in %s, as MOONPANE_API_KEY is not set.", key_file())
    return replace(settings, api_key=key)


def bind(host: str, port: int) -> socket.socket:
    """A bound TCP socket. Raises CannotServe.

    The protocol is named on purpose: asyncio switches TCP_NODELAY on only where it sees IPPROTO_TCP.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or error
        raise CannotServe(f"Cannot listen on {host} port {port} ({reason}); choose another --port or --host.") from None
    return listening


def server_config(app: ASGIApp) -> uvicorn.Config:
    """How uvicorn runs the application: HTTP/1.1 with our limits, no access log, no extra headers."""
    return uvicorn.Config(
        app,
        http=GuardedProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=MAX_HEAD_BYTES,
        timeout_graceful_shutdown=5,
    )


async def _serve(settings: ServeSettings, model: ServedModel, load: LoadRunner, listening: socket.socket) -> int:
    core = EngineCore(load)
    # Beyond loopback a machine has names that only its callers know; the key, which is asked for there, protects it.
    hosts = LOOPBACK_HOSTS if settings.is_loopback else None
    files = FileStore()
    app = create_app(model, core, files=files, api_key=settings.api_key, hosts=hosts)
    server = EngineServer(server_config(app), core, model.name)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.ask_to_stop)
    with files, _stdin_watched(server):
        watcher = asyncio.create_task(_stop_after_engine(core, server))
        await server.serve(sockets=[listening])
        watcher.cancel()
    error = core.status.error
    if error is None:
        return 0
    print(str(error) or type(error).__name__, file=sys.stderr)
    return EXIT_UNUSABLE if isinstance(error, CheckpointError | DeviceMissing) else EXIT_ENGINE_DIED


class EngineServer(uvicorn.Server):
    """uvicorn's server, with the handshake when it listens and the engine's end when it stops."""

    def __init__(self, config: uvicorn.Config, core: EngineCore, model_name: str) -> None:
        super().__init__(config)
        self._core = core
        self._model_name = model_name

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # ours are set on the loop; uvicorn's would end the process by the signal itself

    def ask_to_stop(self) -> None:
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        assert sockets is not None
        handshake = {"port": sockets[0].getsockname()[1], "pid": os.getpid(), "model": self._model_name}
        print(json.dumps(handshake), flush=True)
        self._core.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._core.stop()
        await super().shutdown(sockets)


async def _stop_after_engine(core: EngineCore, server: EngineServer) -> None:
    await core.ended.wait()
    await asyncio.sleep(_LAST_WORDS_S)
    server.ask_to_stop()


@contextlib.contextmanager
def _stdin_watched(server: EngineServer) -> Iterator[None]:
    """Stops the server when stdin is a pipe and its other end closes. A terminal or a file does not count."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        mode = 0
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        yield
        return
    loop = asyncio.get_running_loop()

    def on_readable() -> None:
        try:
            is_closed = not os.read(0, 4096)
        except BlockingIOError:
            is_closed = False
        except OSError:
            is_closed = True
        if is_closed:
            loop.remove_reader(0)
            server.ask_to_stop()

    loop.add_reader(0, on_readable)
    try:
        yield
    finally:
        loop.remove_reader(0)
