"""Servers that say what no server should: whatever it is, it becomes one sentence or it does no harm."""

import json
from pathlib import Path

import httpx2
import pytest
from PIL import Image

from moonpane.client.answer import Delta
from moonpane.client.chat import MAX_ANSWER_BYTES, MAX_ANSWER_CHARS, ChatClient, stream_chat
from moonpane.client.endpoint import Endpoint
from moonpane.client.handshake import STARTING, Handshake, ask_health, parse_handshake
from moonpane.errors import EndpointError, EngineFailed
from tests.app.command_line import moonpane
from tests.app.scripted_endpoint import KEY, Choose, Play, ScriptedEndpoint

pytestmark = pytest.mark.anyio
HELLO = [{"role": "user", "content": "hello"}]
LOGIN = "<!DOCTYPE html><title>Please log in</title>"


def saying(*chunks: object) -> Choose:
    """A stream of exactly these chunks."""
    lines = [chunk if isinstance(chunk, bytes) else json.dumps(chunk).encode() for chunk in chunks]
    return lambda _: Play(raw=b"".join(b"data: " + line + b"\n\n" for line in [*lines, b"[DONE]"]))


def choice(**fields: object) -> dict[str, object]:
    return {"choices": [fields]}


async def answer(choose: Choose, *, key: str = KEY) -> list[Delta]:
    scripted = ScriptedEndpoint(choose, key=KEY)
    async with scripted.serving():
        endpoint = Endpoint(scripted.base_url, key, "m")
        return [delta async for delta in stream_chat(endpoint, HELLO, thinking=False, max_tokens=9)]


async def refusal(choose: Choose, *, key: str = KEY) -> str:
    with pytest.raises(EndpointError) as caught:
        await answer(choose, key=key)
    sentence = str(caught.value)
    assert sentence.endswith((".", "?"))
    assert sentence.isprintable()
    return sentence


@pytest.mark.parametrize(
    ("chunk", "named"),
    [
        (choice(delta={"content": 5}), "content"),
        (choice(delta={"content": ["x"]}), "content"),
        (choice(delta={"reasoning_content": {"x": 1}}), "reasoning_content"),
        (choice(delta={"reasoning": 1.5}), "reasoning"),
        (choice(delta={}, finish_reason=3), "finish_reason"),
        (choice(delta="x"), "delta"),
        ({"choices": {"0": "x"}}, "choices"),
        ({"choices": [None]}, "a choice"),
        ([1], "a chunk"),
        (None, "a chunk"),
        (b"7", "a chunk"),
    ],
)
async def test_a_chunk_of_the_wrong_form_is_a_sentence_that_names_it(chunk: object, named: str) -> None:
    assert f"it sent {named if named.startswith('a ') else f'the field {named}'} as" in await refusal(saying(chunk))


@pytest.mark.parametrize(
    "line",
    [b"{oops", b"[" * 100_000, b'{"choices":[' + b"1" * 5_000 + b"]}", b'{"x":"\xff"}'],
    ids=["cut", "deep", "a long number", "not UTF-8"],
)
async def test_what_is_not_json_is_a_sentence(line: bytes) -> None:
    assert "not JSON" in await refusal(saying(line))


@pytest.mark.parametrize(
    "usage", [5, [], {}, {"prompt_tokens": 3}, {"prompt_tokens": 3, "completion_tokens": "4"}, {"prompt_tokens": -1}]
)
async def test_a_server_that_counts_wrongly_has_not_counted(usage: object) -> None:
    chunks = {"choices": [], "usage": usage}, {"choices": [{"delta": {"content": "x"}}], "usage": usage}
    assert await answer(saying(*chunks)) == [Delta("x")]


async def test_counts_that_no_float_holds_and_nulls_do_no_harm() -> None:
    usage = b'{"prompt_tokens":1,"completion_tokens":1e999}'
    huge = b'{"choices":[{"delta":{"content":"x","reasoning":null}}],"usage":' + usage + b"}"
    vast = huge.replace(b"1e999", b"9" * 4_000)
    nothing = {"choices": None, "usage": None}, {"choices": [{"delta": None}]}
    assert await answer(saying(huge, vast, *nothing)) == [Delta("x"), Delta("x")]


async def test_half_a_surrogate_pair_is_replaced_and_a_whole_one_kept() -> None:
    assert await answer(saying(choice(delta={"content": "a\ud83db \ud83d\ude00"}))) == [Delta("a\ufffdb \U0001f600")]


async def test_errors_cannot_steer_the_terminal() -> None:
    assert "a [2J b" in await refusal(lambda _: Play(status=500, error="a\x1b[2J\nb"))


async def test_an_answer_without_end_is_ended() -> None:
    num_pieces = MAX_ANSWER_CHARS // 65_536 + 2
    assert "does not come to an end" in await refusal(lambda _: Play(["x" * 65_536] * num_pieces))
    assert len(await answer(lambda _: Play(["x" * 65_536] * (num_pieces - 2)))) == num_pieces  # its end and its count


async def test_a_line_without_end_is_ended() -> None:
    assert "MB came" in await refusal(lambda _: Play(raw=b"data: " + b"x" * MAX_ANSWER_BYTES))


async def test_a_web_page_instead_of_a_stream_is_no_answer_of_the_api() -> None:
    sentence = await refusal(lambda _: Play(raw=LOGIN.encode(), content_type="text/html; charset=utf-8"))
    assert "does not speak the OpenAI API: it sent text/html instead of a stream" in sentence


async def test_a_key_that_no_header_can_carry_is_a_sentence() -> None:
    assert "key" in await refusal(saying(), key="ключ")


@pytest.mark.parametrize(
    "body",
    [LOGIN, [], 5, *({"data": data} for data in (None, {"id": "m"}, ["m"], [{}], [{"id": 7}], [{"id": "two\nlines"}]))],
)
async def test_lists_of_models_of_the_wrong_form_are_sentences(body: object) -> None:
    scripted = ScriptedEndpoint(saying())
    scripted.models_body = body
    async with scripted.serving(), ChatClient(Endpoint(scripted.base_url, KEY, "")) as client:
        with pytest.raises(EndpointError, match=r"does not speak the OpenAI API|not JSON"):
            await client.models()


async def test_the_command_line_says_it_too(tmp_path: Path) -> None:
    Image.new("RGB", (64, 64), "white").save(tmp_path / "mockup.png")
    async with ScriptedEndpoint(saying(choice(delta={"content": 5})), models=("kimi",)).serving() as scripted:
        result = await moonpane("convert", "mockup.png", "--model", scripted.base_url, cwd=tmp_path)
    assert result.code == 3
    assert "the field content as int instead of str" in result.err
    assert "Traceback" not in result.err


def test_a_first_line_of_brackets_without_end_is_no_handshake() -> None:
    with pytest.raises(EngineFailed, match="not its handshake"):
        parse_handshake(b"[" * 100_000)


@pytest.mark.parametrize("said", [b'{"stage":"x","done":Infinity,"total":1}', b"[" * 100_000, b"[]", b"\xff", b"{}"])
async def test_health_that_says_nothing_counts_as_starting(said: bytes) -> None:
    loading = httpx2.MockTransport(lambda _: httpx2.Response(503, content=said))
    async with httpx2.AsyncClient(transport=loading) as http:
        assert await ask_health(http, Handshake(1, "m"), "k") == STARTING
