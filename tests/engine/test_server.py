"""The guard and the limits below the API, spoken to with raw HTTP."""

import http.client
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from moonpane_engine.server import guard
from moonpane_engine.server.bodies import MAX_JSON_DEPTH
from tests.engine.served import API_KEY, CHAT, JSON, KEY, Serving, ask, says, serving, write_served_checkpoint


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_served_checkpoint(tmp_path_factory.mktemp("checkpoints") / "tiny-model")


@pytest.fixture(scope="module")
def server(checkpoint: Path) -> Iterator[Serving]:
    with serving(checkpoint, lambda report: says("</think>hello")) as server:
        yield server


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
    got, body, answered = ask(server, method, path, headers)
    assert got == status
    assert not any(name.lower().startswith("access-control") for name in answered)
    if status != 200:
        assert set(body["error"]) == {"message", "type", "param", "code"}


def test_every_route_but_health_asks_for_the_key(server: Serving) -> None:
    _, schema, _ = ask(server, "GET", "/openapi.json", KEY)
    routes = [(method.upper(), path) for path, methods in schema["paths"].items() for method in methods]
    assert len(routes) >= 5
    asked = {route: ask(server, *route, JSON, "{}")[0] for route in routes}
    assert {route for route, status in asked.items() if status != 401} == {("GET", "/health")}


def test_without_a_key_none_is_asked_for_but_pages_stay_out(checkpoint: Path) -> None:
    with serving(checkpoint, lambda report: says("x"), api_key=None) as server:
        assert ask(server, "GET", "/v1/models", {})[0] == 200
        assert ask(server, "GET", "/v1/models", {"Origin": "http://a.example"})[0] == 403
        assert ask(server, "GET", "/v1/models", {"Host": "a.example"})[0] == 403


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
    status, answer, _ = ask(server, "POST", CHAT, KEY | JSON, body)
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
    assert ask(server, "POST", CHAT, KEY | JSON, body)[0] == 200
    status, answer, _ = ask(server, "POST", CHAT, KEY | JSON, body.replace(b'{"m', b'{"model": "\\ud83d", "m'))
    assert (status, answer["error"]["code"]) == (404, "model_not_found")


def test_a_large_body_within_the_limit_is_read(server: Serving) -> None:
    body = json.dumps({"messages": [{"role": "user", "content": "hi " * 2_000_000}]})
    status, answer, _ = ask(server, "POST", CHAT, KEY | JSON, body)
    assert (status, answer["error"]["code"]) == (400, "context_length_exceeded")


def test_large_tools_are_refused_without_being_tokenised(server: Serving) -> None:
    tool = {"type": "function", "function": {"name": "f", "description": "hi " * 2_000_000}}
    body = json.dumps({"messages": [{"role": "user", "content": "x"}], "tools": [tool]})
    status, answer, _ = ask(server, "POST", CHAT, KEY | JSON, body)
    assert (status, answer["error"]["code"]) == (400, "context_length_exceeded")
    assert "at least" in answer["error"]["message"]  # the estimate from characters, not the count of tokens
