"""Servers that count tokens are believed when what they say is a count; the context length likewise."""

import asyncio
import json
from typing import Any

import pytest

from moonpane.client.answer import ListedModel, listed_models
from moonpane.client.endpoint import Endpoint
from moonpane.client.tokenize import image_tokens
from moonpane.models.known_picture import blank
from tests.app.scripted_endpoint import nobody

pytestmark = pytest.mark.anyio


async def counted(answers: list[Any], status: int = 200) -> tuple[int, list[dict[str, Any]]]:
    """Tokens as told, and the requests of a server with these answers."""
    requests: list[dict[str, Any]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = next(int(line.split(":")[1]) for line in head.split("\r\n") if line.startswith("content-length"))
        requests.append({"path": head.split()[1], "body": json.loads(await reader.readexactly(length)), "head": head})
        said = answers[len(requests) - 1]
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1 << 24)
    async with server:
        port = server.sockets[0].getsockname()[1]
        tokens = await image_tokens(Endpoint(f"http://127.0.0.1:{port}/v1", "the-key", "kimi"), blank(64, 48))
        await asyncio.sleep(0.05)
    return tokens, requests


async def test_a_picture_is_what_it_adds_to_the_prompt() -> None:
    tokens, requests = await counted([{"count": 112}, {"count": 12}])
    assert tokens == 100
    assert [request["path"] for request in requests] == ["/tokenize", "/tokenize"]
    assert requests[0]["body"]["messages"][0]["content"][0]["type"] == "image_url"
    assert "bearer the-key" in requests[0]["head"]


@pytest.mark.parametrize(
    "answers",
    [
        [{"count": -5}, {"count": 12}],
        [{"count": True}, {"count": 12}],
        [{"count": 1e300}, {"count": 12}],
        [{"tokens": []}, {"count": 12}],
        [[1], {"count": 12}],
        [b"<html>", b"<html>"],
        [b"[" * 50_000, b"{}"],
        [{"count": 12}, {"count": 112}],
    ],
)
async def test_what_is_no_count_is_no_figure(answers: list[Any]) -> None:
    assert (await counted(answers))[0] == 0


async def test_a_server_without_a_tokenizer_is_asked_in_vain() -> None:
    assert (await counted([{"detail": "x"}] * 2, status=404))[0] == 0
    with nobody() as address:
        assert await image_tokens(Endpoint(address, "", "x"), blank(8, 8)) == 0


@pytest.mark.parametrize("odd", ["262144", -1, 1e300, True, None, [4096]])
def test_a_context_that_is_no_count_is_not_told(odd: Any) -> None:
    assert listed_models({"data": [{"id": "a", "max_model_len": odd}]}) == [ListedModel("a", 0)]
    both = {"id": "a", "max_model_len": odd, "context_length": 4096}
    assert listed_models({"data": [both]}) == [ListedModel("a", 4096)]
