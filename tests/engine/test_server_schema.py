"""Requests that schemathesis makes from the API's own schema: never a fault of the server, always an error object."""

import http.client
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core import NotSet
from schemathesis.core.result import Ok

from tests.engine.served import JSON, KEY, Babbler, Serving, ask, serving

NUM_CASES = 150


@pytest.fixture(scope="module")
def babbling(checkpoint: Path) -> Iterator[Serving]:
    with serving(checkpoint, lambda report: Babbler()) as server:
        yield server


def _send(server: Serving, case: schemathesis.Case) -> tuple[int, bytes]:
    """Status and body of the answer. A body of bytes is one that is not even JSON."""
    body = case.body if isinstance(case.body, bytes) else None
    if not isinstance(case.body, NotSet | bytes):
        body = json.dumps(case.body).encode()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(case.method, case.formatted_path, body, KEY | JSON)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _try_out(server: Serving, operation: Any, mode: GenerationMode, seen: Counter[tuple[str, int]]) -> None:
    @settings(
        max_examples=NUM_CASES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case) -> None:
        status, data = _send(server, case)
        seen[operation.path, status] += 1
        assert status < 500, f"{json.dumps(case.body)} {data!r}"
        if status >= 400:
            error: dict[str, Any] = json.loads(data)["error"]
            assert set(error) == {"message", "type", "param", "code"}
            assert error["message"], case.body

    check()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as described", "not quite"])
def test_requests_from_the_schema(babbling: Serving, mode: GenerationMode) -> None:
    _, raw, _ = ask(babbling, "GET", "/openapi.json", KEY)
    seen: Counter[tuple[str, int]] = Counter()
    for result in schemathesis.openapi.from_dict(raw).get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        if mode is GenerationMode.POSITIVE or operation.body:  # without a body there is nothing to say wrong
            _try_out(babbling, operation, mode, seen)
    babbling.wait_until(lambda: babbling.core.num_open == 0)
    assert sum(seen.values()) >= 200
    if mode is GenerationMode.NEGATIVE:
        for path in ("/v1/chat/completions", "/v1/completions", "/tokenize", "/detokenize"):
            assert seen[path, 400] >= 20
    else:
        assert seen["/v1/completions", 200] >= 5
