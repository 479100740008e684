"""The way out of a visit: what it lets through and what not, whatever names say, and what it makes of requests."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest

from moonpane.preview import gate as gates
from moonpane.preview.gate import Gate, Unreachable, is_public

pytestmark = pytest.mark.anyio

TYPED = "typed.test"


class Server:
    """Keeps what it was asked, and says hello."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[int]:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        async with server:
            yield server.sockets[0].getsockname()[1]

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.heard.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        await writer.drain()
        writer.close()


async def said(port: int, request: str) -> str:
    """All that the gate answers to one request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request.encode())
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return answer.decode()


def names(**known: list[str]) -> Callable:
    """Looks names up in a book; each look at a name takes its next entry."""
    books = {name.replace("_", "."): list(entries) for name, entries in known.items()}

    async def resolve(host: str, port: int) -> list[str]:
        if host not in books:
            raise OSError("no such host")
        return [books[host][0] if len(books[host]) == 1 else books[host].pop(0)]

    return resolve


PUBLIC = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
NOT_PUBLIC = [
    *("127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "not an address", ""),
]


def test_addresses_are_judged() -> None:
    assert [each for each in PUBLIC if not is_public(each)] == []
    assert [each for each in NOT_PUBLIC if is_public(each)] == []


async def test_the_typed_host_is_reached_wherever_it_is_and_asked_as_a_server_is() -> None:
    server = Server()
    async with server.serving() as port, Gate(TYPED, port, resolve=names(typed_test=["127.0.0.1"])) as gate:
        head = "Host: typed.test\r\nProxy-Connection: keep-alive\r\nCookie: a=b\r\n\r\n"
        answer = await said(gate.port, f"GET http://{TYPED}:{port}/a?b HTTP/1.1\r\n{head}")
    assert answer.endswith("hello")
    assert server.heard == ["GET /a?b HTTP/1.1\r\nHost: typed.test\r\nCookie: a=b\r\nConnection: close\r\n\r\n"]


async def test_a_tunnel_carries_both_ways() -> None:
    server = Server()
    async with server.serving() as port, Gate(TYPED, port, resolve=names(typed_test=["127.0.0.1"])) as gate:
        reader, writer = await asyncio.open_connection("127.0.0.1", gate.port)
        writer.write(f"CONNECT {TYPED}:{port} HTTP/1.1\r\nHost: {TYPED}\r\n\r\n".encode())
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        assert (await reader.read()).endswith(b"hello")
        writer.close()


INWARD = {
    "by number": "127.0.0.1",
    "by another spelling": "2130706433",
    "by its six": "[::1]",
    "by name": "localhost",
    "by a public name": "rebind.test",
}


@pytest.mark.parametrize("way", ["GET", "CONNECT"])
@pytest.mark.parametrize("host", INWARD.values(), ids=INWARD.keys())
async def test_no_other_host_of_this_machine_is_reached(host: str, way: str) -> None:
    server = Server()
    book = names(
        typed_test=["127.0.0.1"],
        rebind_test=["127.0.0.1"],
        localhost=["127.0.0.1"],
        **{"127_0_0_1": ["127.0.0.1"], "2130706433": ["127.0.0.1"], "::1": ["::1"]},
    )
    async with server.serving() as port, Gate(TYPED, port, resolve=book) as gate:
        target = f"{host}:{port}" if way == "CONNECT" else f"http://{host}:{port}/"
        answer = await said(gate.port, f"{way} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n")
        assert gate.num_refused == 1
        assert answer.startswith("HTTP/1.1 502")
        assert server.heard == []
        control = await said(gate.port, f"GET http://{TYPED}:{port}/ HTTP/1.1\r\n\r\n")
        assert control.endswith("hello")


async def test_a_name_that_moves_inward_after_it_was_judged_is_not_followed() -> None:
    """The typed name stays where it was; another one is connected to where it was found to be, not looked up again."""
    server = Server()
    async with server.serving() as port:
        book = names(typed_test=["127.0.0.1", "127.0.0.2"], other_test=["93.184.215.14", "127.0.0.1"])
        async with Gate(TYPED, port, resolve=book) as gate:
            for _ in range(2):
                assert (await said(gate.port, f"GET http://{TYPED}:{port}/ HTTP/1.1\r\n\r\n")).endswith("hello")
    assert len(server.heard) == 2


async def test_without_a_network_it_is_said_before_anything_starts() -> None:
    with pytest.raises(Unreachable, match="cannot be found; check the address, and whether there is a network"):
        async with Gate("nowhere.test", 80, resolve=names()):
            pass


async def test_a_typed_host_where_nobody_listens_is_told() -> None:
    server = Server()
    async with server.serving() as port:
        pass
    async with Gate(TYPED, port, resolve=names(typed_test=["127.0.0.1"])) as gate:
        assert (await said(gate.port, f"GET http://{TYPED}:{port}/ HTTP/1.1\r\n\r\n")).startswith("HTTP/1.1 502")
        trouble = f"typed.test did not answer on port {port}; check the address, and whether the server runs."
        assert gate.trouble == trouble


@pytest.mark.parametrize(
    "request_text",
    [
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET file:///etc/passwd HTTP/1.1\r\n\r\n",
        "CONNECT typed.test:x HTTP/1.1\r\n\r\n",
        "GET http://typed.test/ HTTP/1.1\r\n" + "X: y\r\n" * 20_000 + "\r\n",
    ],
)
async def test_what_no_browser_says_is_hung_up_on(request_text: str) -> None:
    server = Server()
    async with server.serving() as port, Gate(TYPED, port, resolve=names(typed_test=["127.0.0.1"])) as gate:
        with contextlib.suppress(ConnectionError):
            assert await said(gate.port, request_text) == ""
        assert (await said(gate.port, f"GET http://{TYPED}:{port}/ HTTP/1.1\r\n\r\n")).endswith("hello")


async def test_a_visit_receives_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "MAX_BYTES", 4_000_000)

    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                writer.write(b"x" * 65_536)
                await writer.drain()

    server = await asyncio.start_server(pour, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, Gate(TYPED, port, resolve=names(typed_test=["127.0.0.1"])) as gate:
        answer = await said(gate.port, f"GET http://{TYPED}:{port}/ HTTP/1.1\r\n\r\n")
    assert 4_000_000 <= len(answer) < 5_000_000
