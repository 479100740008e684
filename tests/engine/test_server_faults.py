"""Slow and broken clients, a model that fails, a server that stops: over raw HTTP; and health while loading."""

import asyncio
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from torch import Tensor

from moonpane_engine import core
from moonpane_engine.core import Progress
from moonpane_engine.server import protocol
from moonpane_engine.server.process import bind
from tests.engine.served import (
    API_KEY,
    BODY,
    CHAT,
    JSON,
    KEY,
    ScriptedRunner,
    Serving,
    ask,
    says,
    serving,
    tokens_of,
    write_served_checkpoint,
)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_served_checkpoint(tmp_path_factory.mktemp("checkpoints") / "tiny-model")


@pytest.fixture(scope="module")
def server(checkpoint: Path) -> Iterator[Serving]:
    with serving(checkpoint, lambda report: says("</think>hello")) as server:
        yield server


def test_a_body_that_grows_too_large_is_cut_off_while_it_arrives(server: Serving) -> None:
    """Without a Content-Length only counting helps."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    piece = b" " * 2**20
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(200):
            sent += 1
            yield piece

    try:
        connection.request("POST", CHAT, pieces(), KEY | JSON, encode_chunked=True)
        status = connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError):
        status = 413  # closed while we were still sending
    connection.close()
    assert status == 413
    assert sent < 100


def test_limits_of_time(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A head and a body that trickle are ended; the same connection with a whole request is served."""
    monkeypatch.setattr(protocol, "HEAD_TIMEOUT_S", 0.3)
    with serving(checkpoint, lambda report: says("</think>x")) as server:
        slow = socket.create_connection(("127.0.0.1", server.port))
        slow.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        slow.settimeout(10)
        assert slow.recv(100) == b""
        slow.close()
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        for _ in range(3):
            connection.request("GET", "/health", headers={"Host": "localhost"})
            assert connection.getresponse().read().startswith(b'{"status":"ok"')
        connection.close()


def test_a_head_that_never_ends_in_bytes_is_refused(server: Serving) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.settimeout(10)
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 40_000)
        answer = connection.recv(4000)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert json.loads(answer.split(b"\r\n\r\n")[1])["error"]["code"] == "malformed_http"


def test_health_tells_how_loading_goes_while_the_server_listens(checkpoint: Path) -> None:
    go_on = threading.Event()

    def load(report: Progress) -> ScriptedRunner:
        report("loading weights", 3, 7)
        assert go_on.wait(20)
        return says("</think>x")

    with serving(checkpoint, load, wait=False) as server:
        server.wait_until(lambda: server.core.status.stage == "loading weights")
        status, body, _ = ask(server, "GET", "/health", {})
        assert (status, body) == (503, {"status": "loading", "stage": "loading weights", "done": 3, "total": 7})
        status, body, _ = ask(server, "POST", CHAT, KEY | JSON, BODY)
        assert (status, body["error"]["code"]) == (503, "loading")
        assert ask(server, "GET", "/v1/models", KEY)[0] == 200
        go_on.set()
        server.wait_until(lambda: ask(server, "GET", "/health", {})[0] == 200)
        assert ask(server, "POST", CHAT, KEY | JSON, BODY)[0] == 200


class _Failing(ScriptedRunner):
    """Fails after three tokens when the first is 'f'."""

    def decode(self, sequences: list[Any], token_ids: list[list[int]]) -> Tensor:
        if any(sequence.lines[0] == ord("f") and sequence.num_said >= 3 for sequence in sequences):
            raise RuntimeError("no memory")
        return super().decode(sequences, token_ids)


def test_a_failure_in_the_model_ends_only_its_request(checkpoint: Path) -> None:
    runner = _Failing(lambda prompt: tokens_of("failing" if ord("f") in prompt else "well"))
    with serving(checkpoint, lambda report: runner) as server:
        body = {"prompt": "f", "max_tokens": 20}
        status, answer, _ = ask(server, "POST", "/v1/completions", KEY | JSON, json.dumps(body))
        assert (status, answer["error"]["code"]) == (500, "generation_failed")
        assert "no memory" in answer["error"]["message"]
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("POST", "/v1/completions", json.dumps(body | {"stream": True}), KEY | JSON)
        events = connection.getresponse().read().decode().split("\n\n")
        connection.close()
        assert [json.loads(event[6:])["choices"][0]["text"] for event in events[:3]] == ["f", "a", "i"]
        assert json.loads(events[3][6:])["error"]["code"] == "generation_failed"
        assert "[DONE]" not in "".join(events)
        body["prompt"] = "well"
        assert ask(server, "POST", "/v1/completions", KEY | JSON, json.dumps(body))[0] == 200
        assert runner.live == []


def test_stopping_ends_open_streams_with_an_error(checkpoint: Path) -> None:
    runner = ScriptedRunner(lambda _: tokens_of("a" * 10_000), step_s=0.01)
    with serving(checkpoint, lambda report: runner) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("POST", "/v1/completions", '{"prompt": "x", "max_tokens": 500, "stream": true}', KEY | JSON)
        answer = connection.getresponse()
        assert answer.readline().startswith(b"data: ")
        began = time.monotonic()
        server.stop()
        assert time.monotonic() - began < 3
        rest = answer.read().decode()
        connection.close()
    assert '"code":"engine_stopped"' in rest


@pytest.mark.parametrize(("timeout_s", "most_unread"), [(0.3, 10**6), (1000.0, 200)], ids=["by time", "by size"])
def test_a_reader_who_never_reads_is_dropped(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch, timeout_s: float, most_unread: int
) -> None:
    monkeypatch.setattr(protocol, "WRITE_TIMEOUT_S", timeout_s)
    monkeypatch.setattr(core, "MAX_UNREAD", most_unread)
    runner = ScriptedRunner(lambda _: [ord("a")] * 10_000)
    with serving(checkpoint, lambda report: runner) as server:
        stalled = socket.socket()
        stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stalled.connect(("127.0.0.1", server.port))
        # Large chunks fill the buffers: 8 choices with 20 log-probabilities each.
        body = json.dumps(
            {"prompt": ["x"] * 8, "n": 8, "max_tokens": 400, "logprobs": 20, "stream": True, "ignore_eos": True}
        )
        head = f"POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        stalled.sendall((head + f"Authorization: Bearer {API_KEY}\r\nContent-Type: application/json\r\n\r\n").encode())
        stalled.sendall(body.encode())
        server.wait_until(lambda: len(runner.prompts) > 0)
        server.wait_until(lambda: server.core.num_open == 0 and runner.live == [], timeout_s=30)
        assert max(len(runner.prompts), 1) * 400 > sum(runner.batch_sizes)  # ended before everybody had said all
        stalled.close()


@pytest.mark.parametrize("is_named", [True, False], ids=["as bound", "control"])
def test_answers_leave_without_delay(is_named: bool) -> None:
    """TCP_NODELAY is on for accepted connections, but only because the listening socket names its protocol."""

    async def accepted_option() -> int:
        listening = bind("127.0.0.1", 0)
        if not is_named:
            listening.close()
            listening = socket.create_server(("127.0.0.1", 0))
        option: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def on_connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            option.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(on_connected, sock=listening):
            _, writer = await asyncio.open_connection("127.0.0.1", listening.getsockname()[1])
            nodelay = await option
            writer.close()
            await writer.wait_closed()
            return nodelay

    assert bool(asyncio.run(accepted_option())) is is_named


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # the traceback for the log
def test_a_thread_end_shows_in_health_and_ends_requests(checkpoint: Path) -> None:
    class Defect(ScriptedRunner):
        def decode(self, sequences: list[Any], token_ids: list[list[int]]) -> Tensor:
            raise TypeError("a defect of ours")

    with serving(checkpoint, lambda report: Defect(lambda _: tokens_of("abc"))) as server:
        status, body, _ = ask(server, "POST", CHAT, KEY | JSON, BODY)
        assert (status, body["error"]["code"]) == (503, "engine_stopped")
        status, body, _ = ask(server, "GET", "/health", {})
        assert (status, body) == (503, {"status": "stopped", "error": "a defect of ours"})
        assert ask(server, "POST", CHAT, KEY | JSON, BODY)[0] == 503
