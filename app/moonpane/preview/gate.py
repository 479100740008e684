"""The one way out for a page that a person asked to visit: an HTTP proxy on loopback, alive for that visit only.

Chromium knows names, and a name may lead anywhere, next time elsewhere. So addresses are looked up and judged here,
where the connection is then made: public ones are let through, those of this machine and its networks are not. The
host that the person typed may be anywhere, but stays where it was at first. No Qt here.
"""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from typing import Self

MAX_HEAD_BYTES = 64 << 10
MAX_BYTES = 256 << 20  # that a visit may receive
MAX_CONNECTIONS = 64
CONNECT_S = 10.0
_PIECE = 64 << 10

Resolve = Callable[[str, int], Awaitable[list[str]]]

# Networks that carry the addresses of others within their own, and what merely looks public.
_NOT_PUBLIC = tuple(ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))


class Unreachable(Exception):
    """A host that cannot be, or may not be, connected to; what is said of it, without the subject."""


async def addresses_of(host: str, port: int) -> list[str]:
    """What a name leads to now. Raises OSError where it leads nowhere, as without a network."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the Internet rather than to this machine or a network that it is in."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    hidden = any(ip in network for network in _NOT_PUBLIC if network.version == ip.version)
    return ip.is_global and not ip.is_multicast and not hidden


class Gate:
    """An async context manager; `port` is where it listens.

    Attributes:
        trouble: why the typed host could not be reached, a sentence; "" where it could.
        num_refused: connections to where no page may go.
    """

    def __init__(self, host: str, port: int, *, resolve: Resolve = addresses_of) -> None:
        """`host` and `port`: as typed, lower case, an international name in its ASCII form."""
        self._host = host
        self._first_port = port
        self._resolve = resolve
        self._pinned: list[str] = []
        self._server: asyncio.Server | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._left = MAX_BYTES
        self.trouble = ""
        self.num_refused = 0

    @property
    def port(self) -> int:
        assert self._server is not None
        return self._server.sockets[0].getsockname()[1]

    async def __aenter__(self) -> Self:
        """Raises Unreachable when there is no such host."""
        try:
            self._pinned = await self._resolve(self._host, self._first_port)
        except OSError:
            self._pinned = []
        if not self._pinned:
            raise Unreachable(f"{self._host} cannot be found; check the address, and whether there is a network.")
        self._server = await asyncio.start_server(self._on_connected, "127.0.0.1", 0, limit=MAX_HEAD_BYTES)
        return self

    async def __aexit__(self, *exc: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._server.wait_closed()

    async def _on_connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            if len(self._running) <= MAX_CONNECTIONS:
                await self._serve(reader, writer)
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError):
            pass  # either side hung up, or spoke no HTTP
        except asyncio.CancelledError:
            pass  # the visit is over; to end as cancelled would be logged
        finally:
            self._running.discard(task)
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        line, _, fields = head.partition("\r\n")
        method, target, _ = line.split(" ", 2)
        host, port, path = _destination(method, target)
        try:
            far_reader, far_writer = await self._connect(host, port)
        except Unreachable as refusal:
            text = f"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\nX-Reason: {refusal}\r\n\r\n"
            writer.write(text.encode("latin-1", "replace"))
            await writer.drain()
            return
        try:
            if method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                far_writer.write(_forwarded(method, path, fields).encode("latin-1"))
            await self._carry(reader, writer, far_reader, far_writer)
        finally:
            far_writer.transport.abort()

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """To the first address that answers and may be gone to. Raises Unreachable."""
        is_typed = host == self._host
        try:
            addresses = self._pinned if is_typed else await self._resolve(host, port)
        except OSError as error:
            raise Unreachable("cannot be found") from error
        allowed = [address for address in addresses if is_typed or is_public(address)]
        if not allowed:
            self.num_refused += 1
            raise Unreachable("is not on the Internet")
        for address in allowed:
            with contextlib.suppress(OSError):
                async with asyncio.timeout(CONNECT_S):
                    connected = await asyncio.open_connection(address, port)
                if is_typed:
                    self.trouble = ""
                return connected
        if is_typed and not self.trouble:
            self.trouble = f"{host} did not answer on port {port}; check the address, and whether the server runs."
        raise Unreachable("did not answer")

    async def _carry(
        self,
        near_in: asyncio.StreamReader,
        near_out: asyncio.StreamWriter,
        far_in: asyncio.StreamReader,
        far_out: asyncio.StreamWriter,
    ) -> None:
        """Both ways, until the far side has said all."""
        sending = asyncio.create_task(_copy(near_in, far_out))
        try:
            while self._left > 0 and (piece := await far_in.read(_PIECE)):
                self._left -= len(piece)
                near_out.write(piece)
                await near_out.drain()
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await source.read(_PIECE):
            target.write(piece)
            await target.drain()


def _destination(method: str, target: str) -> tuple[str, int, str]:
    """Host, port, and the path of a plain request. Raises ValueError for what no browser asks a proxy."""
    if method == "CONNECT":
        place, path, usual = target, "", 443
    elif target.startswith("http://"):
        place, slash, rest = target.removeprefix("http://").partition("/")
        path, usual = slash + rest if slash else "/", 80
    else:
        raise ValueError(target)
    host, colon, port = place.rpartition(":")
    if not colon or port.endswith("]"):
        host, port = place, str(usual)
    return host.strip("[]").lower(), int(port), path


def _forwarded(method: str, path: str, fields: str) -> str:
    """A request as the server itself gets it; one for each connection, since the next may be for another host."""
    dropped = ("proxy-", "connection:", "keep-alive:")
    kept = [field for field in fields.split("\r\n") if field and not field.lower().startswith(dropped)]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *kept, "Connection: close", "", ""])
