"""A server on the loopback that answers anything and remembers who came: HTTP, whatever else speaks TCP, and UDP."""

import asyncio
import contextlib
import socket
import threading
from collections import Counter
from types import TracebackType

from moonpane.artifact.runtime import RUNTIME_PATH, runtime_script
from tests.preview.hostile.pages import MDNS_NAME

HEAD = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"


class Canary:
    """Use as a context manager. `hits` counts by the first part of the path; what is not HTTP counts as `raw-tcp`."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.port = 0
        self.udp_port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="canary")

    def __enter__(self) -> "Canary":
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(timeout=10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", 0))
        udp.setblocking(False)
        self._udp = udp
        self.udp_port = udp.getsockname()[1]
        self._loop.add_reader(udp.fileno(), self._on_datagram)
        self._mdns = multicast_listener()
        self._loop.add_reader(self._mdns.fileno(), self._on_multicast)

    async def _close(self) -> None:
        for listener in (self._udp, self._mdns):
            self._loop.remove_reader(listener.fileno())
            listener.close()
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _on_datagram(self) -> None:
        self._udp.recv(2_048)
        self.hits["udp"] += 1

    def _on_multicast(self) -> None:
        if MDNS_NAME.encode() in self._mdns.recv(2_048):
            self.hits["mdns"] += 1

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(10):
                await self._answer(await reader.read(4_096), writer)
        except (TimeoutError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        parts = request.split(b" ", 2)
        if len(parts) < 3 or not parts[1].startswith(b"/"):
            if request:
                self.hits["raw-tcp"] += 1
            return
        path = parts[1].decode("ascii", "replace")
        self.hits[path.strip("/").split("/")[0].split("?")[0]] += 1
        kind = {"js": "text/javascript", "css": "text/css"}.get(path.rpartition(".")[2], "text/html")
        body = b"  "
        if path.startswith(RUNTIME_PATH):  # for projects in a stock view, which runs only what somebody serves
            body = runtime_script(path.removeprefix(RUNTIME_PATH)).encode()
        writer.write((HEAD % (kind, len(body))).encode() + body)
        await writer.drain()


def multicast_listener() -> socket.socket:
    """Hears what this machine asks for by mDNS; hears nothing where there is no network for it."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.setblocking(False)
    listener.bind(("", 5353))
    with contextlib.suppress(OSError):
        group = socket.inet_aton("224.0.0.251") + socket.inet_aton("0.0.0.0")
        listener.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
    return listener
