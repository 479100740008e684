"""Answers that go on where the endpoint can do that: only what is missing is said, and nothing is said twice."""

import asyncio
import contextlib
from typing import Any

import pytest

from moonpane.answering import Delta, Ended, SoFar, whole_answer
from moonpane.answering import whole as whole_module
from moonpane.answering.joint import last_lines
from moonpane.artifact import INDEX, Artifact
from moonpane.client.chat import ChatClient
from moonpane.client.endpoint import Endpoint
from moonpane.client.models import find_endpoint, with_context
from moonpane.convert import Event, convert
from moonpane.errors import EndpointError
from moonpane.pixels import PixelWorker
from moonpane.session import Reply, Stack
from tests.app.faithful import faithful_page
from tests.app.scripted_endpoint import KEY, OVERFLOW, Choose, Play, ScriptedEndpoint, cut, in_turn, prompt_text
from tests.app.test_convert import mockup
from tests.app.test_convert_parts import last

pytestmark = pytest.mark.anyio
ASKED = {"role": "user", "content": "Write a page."}
PAGE = "<!DOCTYPE html>\n<html>\n<body>\n<p>One</p>\n<p>One</p>\n<p>One</p>\n</body>\n</html>\n"
REFUSED = Play(status=400, error="continue_final_message: it is not known here", code="invalid_request")
FIELDS = {"continue_final_message": True, "add_generation_prompt": False}


async def ask(
    choose: Choose, *, so_far: SoFar | None = None, thinking: bool = False, max_tokens: int = 100
) -> tuple[Ended, Artifact, list[dict[str, Any]]]:
    """(what ended it, the artifact, requests)"""
    scripted = ScriptedEndpoint(choose, models=("kimi",))
    artifact = Artifact()
    async with scripted.serving(), ChatClient(Endpoint(scripted.base_url, KEY, "kimi", goes_on=True)) as client:
        answer = whole_answer(
            client, [ASKED], artifact, thinking=thinking, max_tokens=max_tokens, so_far=so_far, extra={"seed": 3}
        )
        events = [event async for event in answer]
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert ended.text == "".join(event.text for event in events if isinstance(event, Delta))
    return ended, artifact, scripted.requests


@pytest.mark.parametrize("at", [3, 15, 41, 47, len(PAGE) - 3])
async def test_a_cut_answer_is_gone_on_with_to_the_letter(at: int) -> None:
    """Also where what follows looks like what there is: it is no repetition."""
    ended, artifact, requests = await ask(in_turn(cut(PAGE[:at]), PAGE[at:]))
    assert (artifact.files, ended.text, ended.is_complete) == ({INDEX: PAGE}, PAGE, True)
    assert requests[1]["messages"] == [ASKED, {"role": "assistant", "content": PAGE[:at]}]
    assert FIELDS.items() <= requests[1].items()
    assert requests[1]["thinking"] == {"type": "disabled"}
    assert requests[1]["seed"] == 3


async def test_an_answer_that_was_stopped_is_taken_up() -> None:
    ended, artifact, (request,) = await ask(in_turn(PAGE[30:]), so_far=SoFar(PAGE[:30], "Hm."), thinking=True)
    assert artifact.files == {INDEX: PAGE}
    assert ended.is_complete
    assert request["messages"][1] == {"role": "assistant", "content": PAGE[:30], "reasoning_content": "Hm."}
    assert "thinking" not in request


async def test_thoughts_that_were_stopped_go_on_before_the_answer() -> None:
    on = Play([PAGE], reasoning=[" It is", " blue."])
    ended, artifact, requests = await ask(in_turn(on), so_far=SoFar("", "I see."), thinking=True)
    assert (ended.reasoning, artifact.files) == ("I see. It is blue.", {INDEX: PAGE})
    assert requests[0]["messages"][1] == {"role": "assistant", "content": "", "reasoning_content": "I see."}
    cut_off = Play([], reasoning=[" And"], finish_reason="length")
    ended, artifact, requests = await ask(in_turn(cut_off, cut_off, on), so_far=SoFar("", "I see."), thinking=True)
    assert (ended.reasoning, ended.is_complete) == ("I see. And And It is blue.", True)
    assert requests[2]["messages"][1]["reasoning_content"] == "I see. And And"


async def test_thoughts_that_turn_in_a_circle_still_lead_to_the_answer_alone() -> None:
    circle = Play([], reasoning=["The button is blue and the text is white. "] * 200, finish_reason="length")
    ended, artifact, requests = await ask(in_turn(circle, PAGE), thinking=True)
    assert (artifact.files, ended.is_complete) == ({INDEX: PAGE}, True)
    assert not FIELDS.items() & requests[1].items()


async def test_one_that_ended_by_itself_is_asked_in_words() -> None:
    ended, artifact, requests = await ask(in_turn("```css a.css\np { color:", " red; }\n```"))
    assert artifact.files == {"a.css": "p { color: red; }\n"}
    assert ended.is_complete
    assert "you are in the middle of `a.css`" in prompt_text(requests[1])
    assert not FIELDS.items() & requests[1].items()


@pytest.mark.parametrize("so_far", [None, SoFar(PAGE[:47])])
async def test_an_endpoint_that_refuses_is_asked_as_any_other(so_far: SoFar | None) -> None:
    plays = [] if so_far else [cut(PAGE[:47])]
    again = last_lines(PAGE[:47]) + PAGE[47:]
    ended, artifact, requests = await ask(in_turn(*plays, REFUSED, again), so_far=so_far)
    assert (artifact.files, ended.is_complete) == ({INDEX: PAGE}, True)
    assert not FIELDS.items() & requests[-1].items()
    assert [each["role"] for each in requests[-1]["messages"]] == ["user", "assistant", "user"]


async def test_whatever_room_there_is_will_do() -> None:
    ended, artifact, requests = await ask(in_turn(OVERFLOW, PAGE[30:]), so_far=SoFar(PAGE[:30]))
    assert (artifact.files, ended.is_complete) == ({INDEX: PAGE}, True)
    assert requests[0]["max_tokens"] == 100
    assert "max_tokens" not in requests[1]
    assert FIELDS.items() <= requests[1].items()


async def test_other_failures_are_what_they_are() -> None:
    with pytest.raises(EndpointError, match="Out of order"):
        await ask(in_turn(Play(status=500, error="Out of order")), so_far=SoFar(PAGE[:30]))
    ended, _, requests = await ask(in_turn(cut(PAGE[:30]), cut("")))
    assert (len(requests), ended.remark) == (2, whole_module.STUCK)


async def test_an_endpoint_says_that_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOONPANE_ENDPOINT_KEY", KEY)
    scripted = ScriptedEndpoint(in_turn(), models=("kimi",))
    async with scripted.serving():
        assert not (await find_endpoint(scripted.base_url, is_named=True)).goes_on
        scripted.supported_parameters = ["max_tokens", "continue_final_message"]
        assert (await find_endpoint(scripted.base_url, is_named=True)).goes_on
        assert (await with_context(Endpoint(scripted.base_url, KEY, "kimi"))).goes_on


# -- the embedded model, part by part ----------------------------------------------------------------

Replies = dict[str, Reply]


def wrote(request: dict[str, Any]) -> Play:
    """As `test_convert_parts.wrote`, behind what there is."""
    asked, *begun = request["messages"]
    prompt = prompt_text({"messages": [asked]})
    if prompt == "read":
        return Play(["so on " * 10])
    page = faithful_page(prompt.removeprefix("write\n"))
    if begun:
        assert FIELDS.items() <= request.items()
        assert page.startswith(begun[0]["content"])
        page = page[len(begun[0]["content"]) :]
    return Play([page[at : at + 40] for at in range(0, len(page), 40)], pause_s=0.001, tells_ids=True)


def refusing(request: dict[str, Any]) -> Play:
    return REFUSED if "continue_final_message" in request else wrote(request)


async def run(picture: Any, choose: Choose, replies: Replies, stack: Stack) -> tuple[list[Event], list[dict[str, Any]]]:
    scripted = ScriptedEndpoint(choose)
    async with scripted.serving(), PixelWorker() as worker:
        endpoint = Endpoint(scripted.base_url, KEY, "moonpane-tiny", goes_on=True)
        events = convert(picture, endpoint, worker=worker, replies=replies, stack=stack)
        async with contextlib.aclosing(events):
            told = [event async for event in events]
    return told, [each for each in scripted.requests if "guided_outline" in each]


@pytest.fixture(scope="module")
def picture() -> Any:
    return mockup(tuple(f"{n} is a line" for n in range(40)), size=(500, 1640))


@pytest.fixture(scope="module")
def whole(picture: Any) -> dict[str, tuple[list[Event], Replies]]:
    """What was told of pages that were not stopped, by their stack."""
    pages = dict[str, tuple[list[Event], Replies]]()
    for stack in ("html", "react", "tailwind"):
        replies = Replies()
        pages[stack] = asyncio.run(run(picture, wrote, replies, stack))[0], replies
    return pages


def text_of(events: list[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, Delta))


def stopped_at(at: int, replies: Replies, *, knows_ids: bool) -> Replies:
    """As if each part had been stopped behind so many characters."""
    return {
        key: Reply(each.text[:at], token_ids=tuple(map(ord, each.text[:at])) if knows_ids else ())
        if each.text.startswith("<!DOCTYPE")
        else each
        for key, each in replies.items()
    }


@pytest.mark.parametrize(("stack", "knows_ids"), [("html", True), ("html", False), ("react", True), ("tailwind", True)])
async def test_parts_that_had_begun_go_on(picture: Any, whole: Any, stack: Stack, knows_ids: bool) -> None:
    uninterrupted, all_replies = whole[stack]
    for at in (5, 700):
        replies = stopped_at(at, all_replies, knows_ids=knows_ids)
        begun = [each for each in replies.values() if not each.is_whole]
        assert len(begun) > 3
        events, asked = await run(picture, wrote, replies, stack)
        assert text_of(events) == text_of(uninterrupted), "what is shown is what was shown, and more"
        assert last(events).files == last(uninterrupted).files
        assert last(events).answer == last(uninterrupted).answer
        assert replies == all_replies
        sent = [each["messages"][1] for each in asked]
        assert sorted(each["content"] for each in sent) == sorted(each.text for each in begun)
        assert all(each.get("token_ids", []) == [*map(ord, each["content"])] * knows_ids for each in sent)


async def test_parts_that_cannot_go_on_are_written_again(picture: Any, whole: Any) -> None:
    uninterrupted, all_replies = whole["html"]
    replies = stopped_at(700, all_replies, knows_ids=True)
    begun = sorted(each.text for each in replies.values() if not each.is_whole)
    events, asked = await run(picture, refusing, replies, "html")
    assert text_of(events) == text_of(uninterrupted)
    assert last(events).html == last(uninterrupted).html
    assert replies == all_replies
    again = [each for each in asked if "continue_final_message" not in each]
    assert sorted(each["prediction"]["content"] for each in again) == begun


async def test_what_is_said_is_known_with_its_tokens_until_it_is_whole(picture: Any) -> None:
    replies = Replies()
    scripted = ScriptedEndpoint(wrote)
    async with scripted.serving(), PixelWorker() as worker:
        endpoint = Endpoint(scripted.base_url, KEY, "moonpane-tiny", goes_on=True)
        events = convert(picture, endpoint, worker=worker, replies=replies)
        async with contextlib.aclosing(events):
            async for event in events:
                if isinstance(event, Delta) and len([each for each in replies.values() if each.token_ids]) > 1:
                    break
        await asyncio.wait_for(scripted.is_idle.wait(), 10)
    begun = [each for each in replies.values() if each.token_ids]
    assert all([*map(chr, each.token_ids)] == [*each.text] and not each.is_whole for each in begun)
    assert not any(each.token_ids for each in replies.values() if each.is_whole)
