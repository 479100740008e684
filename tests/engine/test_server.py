"""The guard and the limits below the API, spoken to with raw HTTP; health while loading; failures in a stream."""

import asyncio
import http.client
import json
import random
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from torch import Tensor

from moonpane_engine.core import Progress
from moonpane_engine.server import guard, protocol
from moonpane_engine.server.process import bind
from moonpane_engine.server.wire_common import MAX_JSON_DEPTH
from tests.engine.served import API_KEY, ScriptedRunner, Serving, says, serving, tokens_of, write_served_checkpoint

KEY = {"Authorization": f"Bearer {API_KEY}"}
JSON = {"Content-Type": "application/json"}
CHAT = "/v1/chat/completions"
BODY = json.dumps({"messages": [{"role": "user", "content": "hi"}], "max_tokens": 5})


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_served_checkpoint(tmp_path_factory.mktemp("checkpoints") / "tiny-model")


@pytest.fixture(scope="module")
def server(checkpoint: Path) -> Iterator[Serving]:
    with serving(checkpoint, lambda report: says("</think>hello")) as server:
        yield server


def _ask(
    server: Serving, method: str, path: str, headers: dict[str, str], body: str | bytes | None = None
) -> tuple[int, Any, dict[str, str]]:
    """Status, JSON and headers of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null"), dict(answer.getheaders())
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/health", {}, 200),
        ("GET", "/health", {"Host": "localhost:8000"}, 200),
        ("GET", "/health", {"Host": "evil.example"}, 403),
        ("GET", "/health", {"Host": "127.0.0.1.evil.example:80"}, 403),
        ("GET", "/health", {"Host": ""}, 403),
        ("GET", "/health", {"Origin": "http://127.0.0.1:8000"}, 403),
        ("GET", "/health", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", "/health", {}, 401),
        ("GET", "/v1/models", {}, 401),
        ("GET", "/v1/models", {"Authorization": "Bearer wrong"}, 401),
        ("GET", "/v1/models", {"Authorization": f"Basic {API_KEY}"}, 401),
        ("GET", "/v1/models", {"Authorization": "Bearer \u00e9"}, 401),
        ("GET", "/v1/models", KEY, 200),
        ("GET", "/v1/models", {"authorization": f"bearer {API_KEY}"}, 200),
        ("GET", "/v1/models", {**KEY, "Host": "evil.example"}, 403),
        ("GET", "/v1/models", {**KEY, "Origin": "null"}, 403),
        ("OPTIONS", CHAT, {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}, 403),
        ("GET", "/openapi.json", {}, 401),
        ("GET", "/docs", KEY, 404),
        ("GET", "/nothing", {}, 401),
        ("GET", "/nothing", KEY, 404),
        ("GET", CHAT, KEY, 405),
        ("POST", CHAT, KEY, 415),
        ("POST", CHAT, {**KEY, "Content-Type": "text/plain"}, 415),
        ("POST", CHAT, {**KEY, **JSON, "Content-Length": str(guard.MAX_BODY_BYTES + 1)}, 413),
    ],
)
def test_who_may_ask_what(server: Serving, method: str, path: str, headers: dict[str, str], status: int) -> None:
    got, body, answered = _ask(server, method, path, headers)
    assert got == status
    assert not any(name.lower().startswith("access-control") for name in answered)
    if status != 200:
        assert set(body["error"]) == {"message", "type", "param", "code"}


def test_every_route_but_health_asks_for_the_key(server: Serving) -> None:
    _, schema, _ = _ask(server, "GET", "/openapi.json", KEY)
    routes = [(method.upper(), path) for path, methods in schema["paths"].items() for method in methods]
    assert len(routes) >= 5
    asked = {route: _ask(server, *route, JSON, "{}")[0] for route in routes}
    assert {route for route, status in asked.items() if status != 401} == {("GET", "/health")}


def test_without_a_key_none_is_asked_for_but_pages_stay_out(checkpoint: Path) -> None:
    with serving(checkpoint, lambda report: says("x"), api_key=None) as server:
        assert _ask(server, "GET", "/v1/models", {})[0] == 200
        assert _ask(server, "GET", "/v1/models", {"Origin": "http://a.example"})[0] == 403
        assert _ask(server, "GET", "/v1/models", {"Host": "a.example"})[0] == 403


_DEEP = json.dumps({"messages": [], "x": 0}).replace("0", "[" * MAX_JSON_DEPTH + "]" * MAX_JSON_DEPTH)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"{}",
        b'{"messages": "hi"}',
        b'{"messages": [{"role": "user", "content": "x"}], "temperature": NaN}',
        b'{"messages": [{"role": "user", "content": "x"}], "max_tokens": 1e400}',
        b'{"messages": [{"role": "user", "content": "x"}], "seed": 99999999999999999999}',
        b'{"messages": [{"role": "user", "content": "x"}], "seed": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        _DEEP.encode(),
    ],
    ids=range(14),
)
def test_malformed_bodies_are_400_with_an_error_object(server: Serving, body: bytes) -> None:
    status, answer, _ = _ask(server, "POST", CHAT, KEY | JSON, body)
    assert status == 400
    assert answer["error"]["type"] == "invalid_request_error"
    assert answer["error"]["message"]


# A picture of one pixel.
PIXEL = "data:image/png;base64," + (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_FULL_BODIES: list[tuple[str, dict[str, Any]]] = [
    (
        CHAT,
        {
            "model": "tiny-model",
            "messages": [
                {"role": "system", "content": "S", "name": "n"},
                {
                    "role": "user",
                    "content": [{"type": "text", "text": "hi"}, {"type": "image_url", "image_url": {"url": PIXEL}}],
                },
                {"role": "assistant", "tool_calls": [{"id": "a", "type": "function", "function": {"name": "f"}}]},
                {"role": "tool", "tool_call_id": "a", "content": "x"},
            ],
            "tools": [{"type": "function", "function": {"name": "f"}}],
            "tool_choice": "auto",
            "thinking": {"type": "enabled"},
            "chat_template_kwargs": {"thinking": True},
            "stream_options": {"include_usage": True},
            "max_completion_tokens": 3,
            "logprobs": True,
            "top_logprobs": 1,
        },
    ),
    ("/v1/completions", {"prompt": [[1, 2], [3]], "echo": True, "logprobs": 2, "suffix": "", "max_tokens": 3}),
]
_COMMON = {
    "n": 1,
    "temperature": 0.5,
    "top_p": 0.9,
    "top_k": 3,
    "min_p": 0.1,
    "seed": 1,
    "stop": ["x"],
    "stream": False,
}
_STRANGE = [None, True, -1, 0, 1.5, 1e308, 2**70, "", "x", "\ud800", [], {}, [None], [[]], {"a": 1}, "a" * 3000]


def _mutated(value: Any, rng: random.Random) -> Any:
    """The same structure with about one value in twelve replaced or left out."""
    if rng.random() < 0.08:
        return rng.choice(_STRANGE)
    if isinstance(value, dict):
        return {key: _mutated(item, rng) for key, item in value.items() if rng.random() > 0.05}
    return [_mutated(item, rng) for item in value] if isinstance(value, list) else value


def test_strange_values_never_fail_the_server(server: Serving) -> None:
    rng = random.Random(4)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    seen: dict[int, int] = {}
    for _ in range(300):
        path, body = rng.choice(_FULL_BODIES)
        text = json.dumps(_mutated(_COMMON | body, rng))
        connection.request("POST", path, text, KEY | JSON)
        answer = connection.getresponse()
        data = answer.read()
        assert answer.status in (200, 400, 404), text
        if answer.status != 200:
            assert json.loads(data)["error"]["message"], text
        seen[answer.status] = seen.get(answer.status, 0) + 1
    connection.close()
    assert seen[200] > 20
    assert seen[400] > 100
    server.wait_until(lambda: server.core.num_open == 0)


def test_half_a_surrogate_pair_is_replaced(server: Serving) -> None:
    body = b'{"messages": [{"role": "user", "content": "\\ud83d"}]}'
    assert _ask(server, "POST", CHAT, KEY | JSON, body)[0] == 200
    status, answer, _ = _ask(server, "POST", CHAT, KEY | JSON, body.replace(b'{"m', b'{"model": "\\ud83d", "m'))
    assert (status, answer["error"]["code"]) == (404, "model_not_found")


def test_a_large_body_within_the_limit_is_read(server: Serving) -> None:
    body = json.dumps({"messages": [{"role": "user", "content": "hi " * 2_000_000}]})
    status, answer, _ = _ask(server, "POST", CHAT, KEY | JSON, body)
    assert (status, answer["error"]["code"]) == (400, "context_length_exceeded")


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
        status, body, _ = _ask(server, "GET", "/health", {})
        assert (status, body) == (503, {"status": "loading", "stage": "loading weights", "done": 3, "total": 7})
        status, body, _ = _ask(server, "POST", CHAT, KEY | JSON, BODY)
        assert (status, body["error"]["code"]) == (503, "loading")
        assert _ask(server, "GET", "/v1/models", KEY)[0] == 200
        go_on.set()
        server.wait_until(lambda: _ask(server, "GET", "/health", {})[0] == 200)
        assert _ask(server, "POST", CHAT, KEY | JSON, BODY)[0] == 200


class _Failing(ScriptedRunner):
    """Fails after three tokens when the first is 'f'."""

    def decode(self, sequences: list[Any], token_ids: list[int]) -> Tensor:
        if any(sequence.lines[0] == ord("f") and sequence.num_said >= 3 for sequence in sequences):
            raise RuntimeError("no memory")
        return super().decode(sequences, token_ids)


def test_a_failure_in_the_model_ends_only_its_request(checkpoint: Path) -> None:
    runner = _Failing(lambda prompt: tokens_of("failing" if ord("f") in prompt else "well"))
    with serving(checkpoint, lambda report: runner) as server:
        body = {"prompt": "f", "max_tokens": 20}
        status, answer, _ = _ask(server, "POST", "/v1/completions", KEY | JSON, json.dumps(body))
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
        assert _ask(server, "POST", "/v1/completions", KEY | JSON, json.dumps(body))[0] == 200
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


def test_a_reader_who_never_reads_is_dropped(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "WRITE_TIMEOUT_S", 0.3)
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
        def decode(self, sequences: list[Any], token_ids: list[int]) -> Tensor:
            raise TypeError("a defect of ours")

    with serving(checkpoint, lambda report: Defect(lambda _: tokens_of("abc"))) as server:
        status, body, _ = _ask(server, "POST", CHAT, KEY | JSON, BODY)
        assert (status, body["error"]["code"]) == (503, "engine_stopped")
        status, body, _ = _ask(server, "GET", "/health", {})
        assert (status, body) == (503, {"status": "stopped", "error": "a defect of ours"})
        assert _ask(server, "POST", CHAT, KEY | JSON, BODY)[0] == 503
