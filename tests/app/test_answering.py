"""Answers that were cut off: joined without what is repeated, stopped where nothing comes of it."""

from typing import Any

import pytest

from moonpane.answering import MAX_CONTINUATIONS, Continued, Delta, Ended, whole_answer
from moonpane.answering import whole as whole_module
from moonpane.answering.joint import Joint, last_lines
from moonpane.artifact import INDEX, Artifact
from moonpane.client.chat import ChatClient
from moonpane.client.endpoint import Endpoint
from moonpane.errors import EndpointError
from tests.app.long_answer import ANSWER, ways_to_go_on
from tests.app.scripted_endpoint import KEY, OVERFLOW, Choose, Play, ScriptedEndpoint, cut, in_turn, prompt_text

pytestmark = pytest.mark.anyio
ASKED = {"role": "user", "content": "Write a page."}


def joined(said: str, continuation: str, **how: Any) -> tuple[str, Joint]:
    artifact = Artifact(fragments=False)
    artifact.feed(said)
    open_text = artifact.files.get(artifact.growing or "", "")
    joint = Joint(said, opening=(open_text or said)[:40], is_code=bool(artifact.unfinished), **how)
    pieces = [joint.feed(continuation[at : at + 3]) for at in range(0, len(continuation), 3)]
    return said + "".join(pieces) + joint.rest(), joint


def test_an_answer_that_was_cut_anywhere_is_joined_whatever_is_repeated() -> None:
    for at in range(1, len(ANSWER)):
        said, rest = ANSWER[:at], ANSWER[at:]
        artifact = Artifact(fragments=False)
        artifact.feed(said)
        for way, continuation in ways_to_go_on(said, rest, is_code=bool(artifact.unfinished)):
            assert joined(said, continuation)[0] == ANSWER, f"{way}, at {at}: {said[-40:]!r}"


@pytest.mark.parametrize("repeated", ["    <li>Two</li>\n", "<li>Two</li>\n", "    <li>One</li>\n    <li>Two</li>\n"])
def test_less_or_more_than_was_asked_for_is_recognised(repeated: str) -> None:
    said = ANSWER[: ANSWER.index("  </ul>")]
    assert joined(said, repeated + ANSWER[len(said) :])[0] == ANSWER


def test_lines_that_are_only_alike_are_kept() -> None:
    said = "```html\n<ul>\n" + "  <li>Item</li>\n" * 3
    assert last_lines(said).startswith("<ul>")
    assert (
        joined(said, "  <li>Item</li>\n" * 2 + "</ul>\n```")[0]
        == "```html\n<ul>\n" + "  <li>Item</li>\n" * 5 + "</ul>\n```"
    )


@pytest.mark.parametrize("rest", ["\n```\n\nNow the other one.\n\n```js b.js\n1;\n```", "```\n```js b.js\n1;\n```"])
def test_the_end_of_a_file_and_the_next_one_are_no_introduction(rest: str) -> None:
    said = "```css a.css\np { color: red; }" + ("" if rest.startswith("\n") else "\n")
    assert joined(said, rest)[0] == said + rest


def test_an_introduction_may_name_the_file() -> None:
    said = "```css a.css\np { color: red; }\nq { color:"
    assert joined(said, "Going on:\n\n**a.css**\n```css\n blue; }\n```")[0] == said + " blue; }\n```"


def test_a_remark_is_no_part_of_a_file_but_only_if_the_model_ended_by_itself() -> None:
    said = "```css a.css\np { color: red; }\n"
    assert joined(said, "The file is complete already.", was_cut=False)[0] == said
    assert joined(said, "The file is complete already.")[0] == said + "The file is complete already."


def test_the_lines_that_are_asked_for_stand_there_only_once() -> None:
    for at in range(20, len(ANSWER)):
        end = last_lines(ANSWER[:at])
        assert ANSWER[:at].endswith(end)
        assert len(end) <= 400
    long_line = "<p>" + " ".join(f"word{number}" for number in range(500))
    assert 60 < len(last_lines(long_line)) <= 400
    assert long_line.endswith(last_lines(long_line))


async def ask(choose: Choose, *, model: str = "kimi", thinking: bool = False, **how: Any):
    """(events, what ended it, the artifact, requests)"""
    scripted = ScriptedEndpoint(choose, models=(model,))
    artifact = Artifact(**how)
    async with scripted.serving(), ChatClient(Endpoint(scripted.base_url, KEY, model)) as client:
        answer = whole_answer(client, [ASKED], artifact, thinking=thinking, max_tokens=100)
        events = [event async for event in answer]
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert ended.text == "".join(event.text for event in events if isinstance(event, Delta))
    artifact.finish()
    return events, ended, artifact, scripted.requests


@pytest.mark.parametrize("at", range(5, len(ANSWER), 29))
async def test_a_cut_answer_is_continued_over_the_wire(at: int) -> None:
    whole = Artifact(fragments=False)
    whole.feed(ANSWER)
    whole.finish()
    second = last_lines(ANSWER[:at]) + ANSWER[at:]
    events, ended, artifact, requests = await ask(in_turn(cut(ANSWER[:at]), second), fragments=False)
    assert ended.text == ANSWER
    assert (ended.is_complete, ended.remark) == (True, "")
    assert (artifact.files, artifact.changes(), artifact.talk) == (whole.files, whole.changes(), whole.talk)
    assert [event for event in events if isinstance(event, Continued)] == [Continued(1)]
    assert requests[1]["messages"][1] == {"role": "assistant", "content": ANSWER[:at]}
    assert last_lines(ANSWER[:at]) in prompt_text(requests[1])
    assert ended.usage.prompt_tokens == 11
    assert ended.usage.completion_tokens == -(-at // 7) + -(-len(second) // 7)


async def test_a_file_that_is_left_open_is_continued_also_where_the_server_saw_no_limit() -> None:
    events, ended, artifact, requests = await ask(in_turn("```css a.css\np { color:", " red; }\n```"))
    assert artifact.files == {"a.css": "p { color: red; }\n"}
    assert ended.is_complete
    assert "you are in the middle of `a.css`" in prompt_text(requests[1])
    assert Continued(1) in events


async def test_an_answer_that_never_ends_is_continued_four_times() -> None:
    parts = [cut(f"<p>this is part number {number} of it\n") for number in range(9)]
    _, ended, _, requests = await ask(in_turn(cut("<!DOCTYPE html>\n"), *parts))
    assert len(requests) == 1 + MAX_CONTINUATIONS
    assert (ended.is_complete, ended.remark) == (False, whole_module.TOO_LONG)
    assert "part number 3" in ended.text


@pytest.mark.parametrize(
    "second", ["", " \n", "<p>unfinished tale of a page\n", "```html\n<p>unfinished tale of a page\n"]
)
async def test_a_model_that_does_not_go_on_is_not_asked_for_ever(second: str) -> None:
    first = "<!DOCTYPE html>\n<p>unfinished tale of a page\n"
    _, ended, artifact, requests = await ask(in_turn(cut(first), cut(second)))
    assert len(requests) == 2
    assert (ended.is_complete, ended.remark) == (False, whole_module.STUCK)
    assert artifact.html.rstrip() == first.rstrip()


START = "<!DOCTYPE html>\n<html>\n<body>\n  <h1>Welcome to it</h1>\n  <p>One thing"
REST = " and another</p>\n</body>\n</html>"


@pytest.mark.parametrize(
    ("first", "second", "page"),
    [
        pytest.param(START, START + REST, START + REST + "\n", id="the same again"),
        pytest.param(START, "```html\n" + START + REST + "\n```", START + REST + "\n", id="in a block"),
        pytest.param("```html\n" + START, START + REST + "\n```", START + REST + "\n", id="without its block"),
    ],
)
async def test_a_model_that_begins_anew_and_says_the_same_is_joined(first: str, second: str, page: str) -> None:
    _, ended, artifact, _ = await ask(in_turn(cut(first), second))
    assert artifact.files == {INDEX: page}
    assert ended.is_complete


@pytest.mark.parametrize("fence", ["", "```html\n"])
async def test_a_model_that_begins_anew_and_says_something_else_is_taken_if_it_comes_to_an_end(fence: str) -> None:
    filler = "".join(f"  <p>Paragraph {number} of the page</p>\n" for number in range(40))
    first = START + "</p>\n" + filler + "  <p>One"
    again = START + " more</p>\n" + filler.replace("page", "site") + "</body>\n</html>"
    _, ended, artifact, _ = await ask(in_turn(cut(fence + first), again))
    assert artifact.files == {INDEX: again + "\n"}
    assert ended.is_complete
    refolded = Artifact()
    refolded.feed(ended.text)
    refolded.finish()
    assert refolded.files == artifact.files
    _, ended, artifact, _ = await ask(in_turn(cut(fence + first), cut(again[:-20])))
    assert artifact.files == {INDEX: first}
    assert ended.remark == whole_module.STUCK


@pytest.mark.parametrize("reason", ["stop", "length"])
async def test_a_model_that_stops_while_thinking_is_asked_for_the_answer_alone(reason: str) -> None:
    thinks = Play([], reasoning=["It is ", "blue."], finish_reason=reason)
    _, ended, artifact, requests = await ask(in_turn(thinks, f"```html\n{START + REST}\n```"), thinking=True)
    assert artifact.html == START + REST + "\n"
    assert (ended.reasoning, ended.is_complete) == ("It is blue.", True)
    assert "thinking" not in requests[0]
    assert requests[1]["thinking"] == {"type": "disabled"}
    assert "It is blue." in prompt_text(requests[1])
    assert prompt_text(requests[1]).startswith("Write a page.")


async def test_a_model_that_only_thinks_gives_up() -> None:
    thinks = Play([], reasoning=["Hm."], finish_reason="length")
    _, ended, _, requests = await ask(in_turn(thinks, thinks, thinks), thinking=True)
    assert len(requests) == 2
    assert (ended.text, ended.is_complete, ended.remark) == ("", False, whole_module.STUCK)


async def test_a_model_that_answers_nothing_is_not_asked_again() -> None:
    _, ended, _, requests = await ask(in_turn(""))
    assert len(requests) == 1
    assert ended.text == ""


async def test_where_the_context_is_full_only_the_end_is_shown() -> None:
    lines = "".join(f"  <p>Paragraph {number} of the page</p>\n" for number in range(600))
    first = "<!DOCTYPE html>\n" + lines
    tries = (OVERFLOW, OVERFLOW, last_lines(first) + "</html>")
    _, ended, artifact, requests = await ask(in_turn(cut(first), *tries))
    assert artifact.html == first + "</html>\n"
    assert ended.is_complete
    shown = requests[-1]["messages"][1]["content"]
    assert len(shown) <= whole_module.TAIL_CHARS
    assert first.endswith(shown)
    assert "Only its last part is shown" in prompt_text(requests[-1])
    assert [request.get("max_tokens") for request in requests] == [100, 100, None, 100]


@pytest.mark.parametrize(
    ("play", "remark"),
    [(OVERFLOW, "has no room"), (Play(status=500, error="it broke"), "rest of the answer is missing: .*it broke")],
)
async def test_what_goes_wrong_while_going_on_keeps_what_there_is(play: Play, remark: str) -> None:
    _, ended, artifact, _ = await ask(in_turn(cut("<html><p>half"), play, play, play, play))
    assert artifact.html == "<html><p>half"
    assert not ended.is_complete
    with pytest.raises(AssertionError, match=remark):
        raise AssertionError(ended.remark)


async def test_what_goes_wrong_at_first_is_raised() -> None:
    with pytest.raises(EndpointError, match="it broke"):
        await ask(in_turn(Play(status=500, error="it broke")))


async def test_the_embedded_model_is_asked_once() -> None:
    _, ended, _, requests = await ask(in_turn(cut("<html><p>half")), model="moonpane-tiny")
    assert len(requests) == 1
    assert not ended.is_complete


async def test_a_model_that_thinks_in_circles_is_asked_for_the_answer_alone() -> None:
    wait = "Wait, the button is blue, so the header must be blue as well. "
    thinks = Play([], reasoning=["It is blue. ", *[wait] * 2_000])
    _, ended, artifact, requests = await ask(in_turn(thinks, f"```html\n{START + REST}\n```"), thinking=True)
    assert artifact.html == START + REST + "\n"
    assert ended.is_complete
    assert len(ended.reasoning) < 4_000, "the other 120,000 chars were not waited for"
    assert prompt_text(requests[1]).count("the header must be blue") == 1, (
        "it is shown its thoughts, and the circle once"
    )


async def test_a_model_that_writes_in_circles_is_stopped_and_is_not_asked_to_go_on() -> None:
    item = "<li>One more thing</li>\n"
    _, ended, artifact, requests = await ask(in_turn(Play(["```html\n<ul>\n", *[item] * 5_000])))
    assert (ended.is_complete, ended.remark) == (False, whole_module.CIRCLING)
    assert len(requests) == 1
    assert 1_000 < artifact.html.count(item) < 1_200, "what it wrote is kept"
