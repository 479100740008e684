"""The chat client against real HTTP: what streams arrives in order, every failure is one sentence."""

import asyncio
import contextlib

import pytest

from moonpane.client import chat
from moonpane.client.answer import Delta, Usage
from moonpane.client.chat import ChatClient, stream_chat
from moonpane.client.endpoint import Endpoint, normalised_base_url
from moonpane.errors import EndpointError, UnknownModel
from tests.app.scripted_endpoint import KEY, Choose, Play, ScriptedEndpoint, answering, nobody

pytestmark = pytest.mark.anyio
HELLO = [{"role": "user", "content": "hello"}]


async def ask(scripted: ScriptedEndpoint, *, key: str = KEY, thinking: bool = False) -> list[Delta]:
    async with scripted.serving():
        endpoint = Endpoint(scripted.base_url, key, scripted.models[0])
        return [delta async for delta in stream_chat(endpoint, HELLO, thinking=thinking, max_tokens=9)]


async def failure(choose: Choose, key: str = KEY) -> str:
    with pytest.raises(EndpointError) as caught:
        await ask(ScriptedEndpoint(choose), key=key)
    sentence = str(caught.value)
    assert caught.value.base_url.startswith("http://127.0.0.1:")
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence
    return sentence


async def test_content_reasoning_end_and_usage_arrive_in_order() -> None:
    deltas = await ask(ScriptedEndpoint(lambda _: Play(["a", "b"], reasoning=["x"])))
    assert deltas == [
        Delta(reasoning="x"),
        Delta(content="a"),
        Delta(content="b"),
        Delta(finish_reason="stop"),
        Delta(usage=Usage(11, 3)),
    ]


@pytest.mark.parametrize(
    ("model", "thinking", "expected"),
    [
        ("moonpane-tiny", False, {"thinking": {"type": "disabled"}}),
        ("kimi", False, {"thinking": {"type": "disabled"}, "chat_template_kwargs": {"thinking": False}}),
        ("kimi", True, {}),
    ],
)
async def test_instant_mode_is_asked_for_as_each_kind_of_server_knows_it(
    model: str, thinking: bool, expected: dict[str, object]
) -> None:
    scripted = ScriptedEndpoint(answering("x"), models=(model,))
    await ask(scripted, thinking=thinking)
    sent = scripted.requests[0]
    assert {name: sent[name] for name in ("thinking", "chat_template_kwargs") if name in sent} == expected


async def test_an_endpoint_that_does_not_know_the_switch_is_asked_without_it() -> None:
    def choose(request: dict[str, object]) -> Play:
        if "thinking" in request:
            return Play(status=400, error="Unrecognized request argument supplied: thinking")
        return Play(["fine"])

    scripted = ScriptedEndpoint(choose)
    assert (await ask(scripted))[0].content == "fine"
    assert len(scripted.requests) == 2


async def test_another_bad_request_is_not_repeated() -> None:
    scripted = ScriptedEndpoint(lambda _: Play(status=400, error="too long"))
    with pytest.raises(EndpointError, match="too long"):
        await ask(scripted)
    assert len(scripted.requests) == 1


async def test_failures_are_sentences() -> None:
    assert "MOONPANE_ENDPOINT_KEY" in await failure(answering("x"), key="wrong")
    assert "too much to do" in await failure(lambda _: Play(status=429, error="queue full"))
    assert "status 500: out of memory" in await failure(lambda _: Play(status=500, error="out of memory."))
    assert "broke off" in await failure(lambda _: Play(["a", "b", "c"], cut_after=1))
    assert "the model failed" in await failure(lambda _: Play(["a"], error_event="the model failed"))
    assert "not JSON" in await failure(lambda _: Play(raw=b"data: {oops\n\n"))


async def test_nobody_listening_is_a_sentence() -> None:
    with nobody() as address, pytest.raises(EndpointError, match="cannot be reached"):
        async for _ in stream_chat(Endpoint(address, "k", "m"), HELLO, thinking=False, max_tokens=1):
            pass


async def test_proxy_variables_do_not_catch_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    with nobody() as address:
        monkeypatch.setenv("HTTP_PROXY", address.removesuffix("/v1"))
        assert (await ask(ScriptedEndpoint(answering("x"))))[0].content == "x"


async def test_closing_the_stream_aborts_the_request() -> None:
    scripted = ScriptedEndpoint(lambda _: Play(["a"] * 2_000, pause_s=0.01))
    async with scripted.serving():
        endpoint = Endpoint(scripted.base_url, KEY, "m")
        stream = stream_chat(endpoint, HELLO, thinking=False, max_tokens=9)
        async with contextlib.aclosing(stream):
            assert (await anext(stream)).content == "a"
        await asyncio.wait_for(scripted.aborted.wait(), 5)


async def test_models_are_listed() -> None:
    scripted = ScriptedEndpoint(answering("x"), models=("one", "two"))
    async with scripted.serving(), ChatClient(Endpoint(scripted.base_url, KEY, "")) as client:
        assert await client.models() == ["one", "two"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("http://box:8000", "http://box:8000/v1"),
        ("http://box:8000/", "http://box:8000/v1"),
        ("https://host/api/v1/", "https://host/api/v1"),
        ("http://[::1]:8000", "http://[::1]:8000/v1"),
    ],
)
def test_addresses_get_their_v1(said: str, meant: str) -> None:
    assert normalised_base_url(said) == meant


@pytest.mark.parametrize(
    "said", ["http://", "http://user:secret@host", "http://host:99999", "https://host/v1?key=secret"]
)
def test_addresses_that_cannot_be_are_refused_without_repeating_secrets(said: str) -> None:
    with pytest.raises(UnknownModel) as caught:
        normalised_base_url(said)
    assert "secret" not in str(caught.value)


def test_the_key_is_not_in_the_repr() -> None:
    assert "s3cret" not in repr(Endpoint("http://h/v1", "s3cret", "m"))


async def test_no_connection_is_used_that_its_server_may_be_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "IDLE_S", 0.2)
    connections = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        body = b'{"data": [{"id": "kimi"}]}'
        with contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                await reader.readuntil(b"\r\n\r\n")
                head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(head.encode() + body)
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with ChatClient(Endpoint(f"http://127.0.0.1:{port}/v1", KEY, "kimi")) as client:
            await client.models()
            await asyncio.sleep(0.5)
            await client.models()
    assert connections == 2
