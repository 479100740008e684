"""Answers that were stopped go on from what there is, and endpoints say how much they hold."""

from collections.abc import AsyncGenerator

import pytest

from moonpane.answering import Continued, Delta, Ended, SoFar, whole_answer
from moonpane.artifact import INDEX, Artifact
from moonpane.client.chat import ChatClient
from moonpane.client.endpoint import Endpoint
from moonpane.client.models import find_endpoint, with_context
from moonpane.errors import EndpointError
from tests.app.scripted_endpoint import KEY, Play, ScriptedEndpoint, in_turn, prompt_text

pytestmark = pytest.mark.anyio
ASKED = {"role": "user", "content": "Write a page."}
PAGE = "<!DOCTYPE html>\n<html>\n<body>\n<h1>One heading</h1>\n<p>And one line</p>\n</body>\n</html>\n"


async def take_up(scripted: ScriptedEndpoint, so_far: SoFar) -> tuple[list[Delta | Continued | Ended], Artifact]:
    artifact = Artifact()
    async with scripted.serving(), ChatClient(Endpoint(scripted.base_url, KEY, "kimi")) as client:
        answer: AsyncGenerator[Delta | Continued | Ended] = whole_answer(
            client, [ASKED], artifact, thinking=True, max_tokens=100, so_far=so_far
        )
        return [event async for event in answer], artifact


async def test_an_answer_goes_on_where_it_was_stopped() -> None:
    at = PAGE.index("<p>")
    scripted = ScriptedEndpoint(in_turn(PAGE[PAGE.index("<h1>") :]), models=("kimi",))
    events, artifact = await take_up(scripted, SoFar(PAGE[:at], "I thought."))
    assert events[0] == Delta(PAGE[:at], "I thought.", 0, 0.0)
    assert not any(isinstance(event, Continued) for event in events), "nobody cut it off by itself"
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert ended.is_complete
    assert artifact.files == {INDEX: PAGE}
    (request,) = scripted.requests
    assert [message["role"] for message in request["messages"]] == ["user", "assistant", "user"]
    assert request["messages"][1]["content"] == PAGE[:at]


async def test_thoughts_alone_are_concluded() -> None:
    scripted = ScriptedEndpoint(in_turn(PAGE), models=("kimi",))
    _, artifact = await take_up(scripted, SoFar("", "It is a heading."))
    assert artifact.files == {INDEX: PAGE}
    assert "It is a heading." in prompt_text(scripted.requests[0])


async def test_what_cannot_be_taken_up_is_an_error_as_of_any_first_request() -> None:
    scripted = ScriptedEndpoint(in_turn(Play(status=500, error="No room")), models=("kimi",))
    with pytest.raises(EndpointError, match="No room"):
        await take_up(scripted, SoFar(PAGE[:40]))


async def test_an_endpoint_says_how_much_its_context_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOONPANE_ENDPOINT_KEY", KEY)
    scripted = ScriptedEndpoint(in_turn(), models=("kimi",))
    async with scripted.serving():
        assert (await find_endpoint(scripted.base_url, is_named=True)).context_tokens == 0
        scripted.context_tokens = 262_144
        assert (await find_endpoint(scripted.base_url, is_named=True)).context_tokens == 262_144
        plain = Endpoint(scripted.base_url, KEY, "kimi")
        assert (await with_context(plain)).context_tokens == 262_144
        assert (await with_context(Endpoint(scripted.base_url, KEY, "other"))).context_tokens == 0
        assert (await with_context(Endpoint(scripted.base_url, "wrong", "kimi"))).context_tokens == 0
