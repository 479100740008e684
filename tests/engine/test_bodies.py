"""Bodies that are small on the wire and would be large in memory, and heads that are large on the wire."""

import json
import random
import socket
import time
from pathlib import Path

import pytest

from moonpane_engine.errors import BadRequest
from moonpane_engine.server import bodies
from moonpane_engine.server.bodies import MAX_JSON_DEPTH, MAX_JSON_VALUES, read_json
from tests.engine.scripted_chat import create
from tests.engine.served import CHAT, JSON, KEY, Serving, ask


def rss_mb() -> float:
    """Of this process, in which the server runs."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


@pytest.mark.parametrize("text", ["[]", '{"a": "[[[[,,,,"}', '["\\\\", "\\"]]]"]', '"' + "x" * 5000 + '\\\\"', "1"])
def test_marks_inside_strings_do_not_count(text: str) -> None:
    assert read_json(text.encode()) == json.loads(text)


def test_no_spelling_hides_what_is_to_be_counted() -> None:
    """Long runs of backslashes before a quote, and encodings in which a mark is two bytes."""
    deep = b"[" * 70 + b"]" * 70
    for run in (*range(5), 63, 64, 65, 127, 128, 129, 1023, 1024, 1025, 5000, 5001):
        text = b"\\" * (run // 2 * 2)
        escaped = text + b'\\"' if run % 2 else text
        with pytest.raises(BadRequest, match="deeper"):
            read_json(b'["' + escaped + b'",' + deep + b"]")
        assert read_json(b'["' + escaped + b'[[[[",1]')[1] == 1
    hidden = '["\\"",' + "[" * 70 + "]" * 70 + "]"
    for encoding in ("utf-16", "utf-16-le", "utf-32"):
        with pytest.raises(BadRequest):
            read_json(hidden.encode(encoding))


def counted(body: bytes) -> tuple[int, int]:
    """Greatest depth and number of values, byte by byte: the slow and obvious twin."""
    depth = deepest = num_values = 0
    is_string = is_escaped = False
    for byte in body:
        if is_string:
            is_string = is_escaped or byte != ord('"')
            is_escaped = not is_escaped and byte == ord("\\")
        elif byte == ord('"'):
            is_string = True
        else:
            num_values += byte in b"[{,"
            depth += (byte in b"[{") - (byte in b"]}")
            deepest = max(deepest, depth)
    return deepest, num_values


@pytest.mark.parametrize("limits", [(3, 10**9), (10**9, 7)], ids=["depth", "values"])
def test_counting_equals_its_twin(monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int]) -> None:
    monkeypatch.setattr(bodies, "MAX_JSON_DEPTH", limits[0])
    monkeypatch.setattr(bodies, "MAX_JSON_VALUES", limits[1])
    rng = random.Random(1)
    for _ in range(3000):
        body = bytes(rng.choices(b'"\\[]{},:a1 ', k=rng.randint(0, 60)))
        if rng.random() < 0.3:
            body = b'"' + rng.choice((b"\\", b"a", b'\\"')) * rng.choice((63, 64, 65, 127, 4097, 70_000)) + b'"' + body
        deepest, num_values = counted(body)
        try:
            bodies._check_marks(body)
        except BadRequest:
            assert deepest > limits[0] or num_values > limits[1], body[:80]
        else:
            assert deepest <= limits[0], body[:80]
            assert num_values <= limits[1], body[:80]


@pytest.mark.parametrize("body", [b"", b"{", b'"abc', b"[1,]", b"\xff", b'["\\', b"]]]]", b"nul"])
def test_what_is_no_json_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequest, match="not valid JSON"):
        read_json(body)


def test_depth_and_values_are_counted_before_they_are_made() -> None:
    assert read_json(b"[" * MAX_JSON_DEPTH + b"]" * MAX_JSON_DEPTH)
    with pytest.raises(BadRequest, match="deeper than 64"):
        read_json(b"[" * (MAX_JSON_DEPTH + 1))
    assert len(read_json(b"[" + b"1," * (MAX_JSON_VALUES - 2) + b"1]")) == MAX_JSON_VALUES - 1
    before = rss_mb()
    for element in (b"1,", b"[],", b'"",'):
        with pytest.raises(BadRequest, match="more than 1,200,000 values"):
            read_json(b"[" + element * MAX_JSON_VALUES + b"1]")
    assert rss_mb() - before < 100


_MANY = b"0," * 2**19 + b"0"
_EMPTY = b'"",' * 2**19 + b"0"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/completions", b'{"prompt":[' + _EMPTY + b"]}"),
        ("/v1/completions", b'{"prompt":"a","stop":[' + _MANY + b"]}"),
        ("/v1/completions", b'{"prompt":"a","logit_bias":{' + b",".join(b'"%d":1' % n for n in range(2**17)) + b"}}"),
        (CHAT, b'{"messages":[' + _MANY + b"]}"),
        (CHAT, b'{"messages":[{"role":"user","content":[' + _MANY + b"]}]}"),
        (CHAT, b'{"messages":[{"role":"user","content":"a","tool_calls":[' + _MANY + b"]}]}"),
        (CHAT, b'{"messages":[{"role":"user","content":"a"}],"tools":[' + _MANY + b"]}"),
        (CHAT, b'{"messages":[],"prediction":{"type":"content","content":[' + _MANY + b"]}}"),
        ("/tokenize", b'{"messages":[' + _MANY + b"]}"),
        ("/detokenize", b'{"tokens":[' + _EMPTY + b"]}"),
    ],
    ids=lambda value: value.decode()[:60] if isinstance(value, bytes) else None,
)
def test_a_million_faults_cost_no_more_than_one(server: Serving, path: str, body: bytes) -> None:
    before, began = rss_mb(), time.monotonic()
    status, answer, _ = ask(server, "POST", path, KEY | JSON, body)
    assert status == 400
    assert set(answer) == {"error"}
    assert rss_mb() - before < 120  # 2 GB of descriptions without the limit
    assert time.monotonic() - began < 10
    assert create(server).choices


def test_a_large_head_in_one_piece_is_refused(server: Serving) -> None:
    for head in (b"GET /health HTTP/1.1\r\nX: " + b"a" * 20_000, b"GET /health?" + b"a" * 20_000 + b" HTTP/1.1"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
            connection.sendall(head + b"\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        assert answer.startswith((b"HTTP/1.1 431", b"HTTP/1.1 400"))
        assert b'"error"' in answer


def test_other_methods_are_named_and_slashes_are_not_guessed(server: Serving) -> None:
    status, _, headers = ask(server, "OPTIONS", "/v1/files", KEY)
    assert (status, headers["allow"]) == (405, "GET, POST")
    assert ask(server, "POST", CHAT + "/", KEY | JSON, b"{}")[0] == 404
    assert ask(server, "POST", "/metrics", KEY)[0] == 405


def test_two_keys_or_a_page_behind_a_first_word_are_refused(server: Serving) -> None:
    for lines, status in (
        (f"Authorization: {KEY['Authorization']}\r\nAuthorization: Bearer x", 401),
        (f"Authorization: {KEY['Authorization']}\r\nSec-Fetch-Site: none\r\nSec-Fetch-Site: Cross-Site", 403),
        (f"Authorization: {KEY['Authorization']}\r\nSec-Fetch-Site: none", 200),
    ):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
            head = f"GET /v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n\r\n"
            connection.sendall(head.encode())
            assert connection.recv(65536).startswith(f"HTTP/1.1 {status}".encode())
