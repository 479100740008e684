"""A large picture whose page was stopped in the middle of its parts: only what is missing is asked for."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from moonpane.client.endpoint import Endpoint
from moonpane.convert import FilesGrew, Finished, LinesRead, convert
from moonpane.convert.replies import known_texts
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment, Reply
from tests.app.scripted_endpoint import KEY, Play, ScriptedEndpoint, prompt_text
from tests.app.test_convert import mockup
from tests.app.test_convert_parts import last, run, wrote

pytestmark = pytest.mark.anyio
Replies = dict[str, Reply]


@dataclass
class Uninterrupted:
    picture: Attachment
    page: Finished
    replies: Replies
    num_parts: int


@pytest.fixture(scope="module")
def whole() -> Uninterrupted:
    picture, replies = lines("is"), Replies()
    events, asked = asyncio.run(run(picture, wrote, replies=replies))
    assert len(asked) > 5
    return Uninterrupted(picture, last(events), replies, len(asked))


def lines(word: str) -> Any:
    return mockup(tuple(f"{n} {word} a line" for n in range(40)), size=(500, 1640))


def parts_of(replies: Replies) -> list[Reply]:
    return [each for each in replies.values() if each.text.startswith("<!DOCTYPE")]


def slow(request: dict[str, Any]) -> Play:
    play = wrote(request)
    play.pause_s = 0.05
    return play


def first_and_last_slow() -> Callable[[dict[str, Any]], Play]:
    """A model that is soon done with the second to the fourth part, and with no other."""
    asked = 0

    def choose(request: dict[str, Any]) -> Play:
        nonlocal asked
        if prompt_text(request) == "read":
            return wrote(request)
        asked += 1
        return wrote(request) if asked in (2, 3, 4) else slow(request)

    return choose


async def stopped(
    picture: Attachment, choose: Any, is_due: Callable[[], bool], replies: Replies, kind: type = object
) -> None:
    """A conversion that is stopped with the first event of a kind for which it is due."""
    scripted = ScriptedEndpoint(choose)
    async with scripted.serving(), PixelWorker() as worker:
        endpoint = Endpoint(scripted.base_url, KEY, "moonpane-tiny")
        events = convert(picture, endpoint, worker=worker, replies=replies)
        async with contextlib.aclosing(events):
            async for event in events:
                if isinstance(event, kind) and is_due():
                    break
        await asyncio.wait_for(scripted.is_idle.wait(), 10)


async def test_only_what_is_missing_is_asked_for_and_the_page_is_the_same(whole: Uninterrupted) -> None:
    replies, num_read = Replies(), 0
    await stopped(
        whole.picture,
        first_and_last_slow(),
        lambda: [each.is_whole for each in parts_of(replies)].count(True) == 3 and len(parts_of(replies)) >= 5,
        replies,
    )
    begun = [each.text for each in parts_of(replies) if not each.is_whole]

    def choose(request: dict[str, Any]) -> Play:
        nonlocal num_read
        num_read += prompt_text(request) == "read"
        return wrote(request)

    events, asked = await run(whole.picture, choose, replies=replies)
    assert num_read == 0
    assert [(each.done, each.total) for each in events if isinstance(each, LinesRead)] == [(0, 40), (40, 40)]
    assert len(asked) == whole.num_parts - 3
    assert sorted(each["prediction"]["content"] for each in asked if "prediction" in each) == sorted(begun)
    assert last(events).html == whole.page.html
    assert last(events).answer == whole.page.answer
    assert replies == whole.replies


async def test_lines_that_were_read_are_not_read_again(whole: Uninterrupted) -> None:
    """Stopped before anything is written."""
    replies, num_known, num_read = Replies(), 0, 0

    def enough() -> bool:
        return sum(each.text.count("\t") for each in replies.values()) >= 10

    await stopped(whole.picture, wrote, enough, replies, kind=LinesRead)
    (read,) = replies.values()
    assert not read.is_whole
    num_known = len(read.text.split("\n"))
    assert 10 <= num_known < 40

    def choose(request: dict[str, Any]) -> Play:
        nonlocal num_read
        num_read += prompt_text(request) == "read"
        return wrote(request)

    events, _ = await run(whole.picture, choose, replies=replies)
    assert num_read == 40 - num_known
    counts = [each.done for each in events if isinstance(each, LinesRead)]
    assert counts == [0, *range(num_known, 41)]
    assert last(events).html == whole.page.html
    assert replies == whole.replies


@pytest.mark.parametrize("text", ["", "1", "x\tone", "-1\tone", "40\tone", "1\tone\n²\ttwo", "0\tone\n1 item"])
def test_what_is_no_text_of_a_crop_is_not_known(text: str) -> None:
    assert set(known_texts({"key": Reply(text)}, "key", 40)) <= {0, 1}
    assert known_texts({"key": Reply(text, is_whole=True)}, "key", 40) == {}


async def test_what_was_written_ahead_comes_into_the_page_with_the_part_before_it(whole: Uninterrupted) -> None:
    """All that is missing is the end of the first part."""
    replies = dict(whole.replies)
    first = next(key for key, each in replies.items() if whole.page.answer.startswith(each.text))
    replies[first] = Reply(replies[first].text[:-60])
    events, asked = await run(whole.picture, wrote, replies=replies)
    assert len(asked) == 1
    assert last(events).html == whole.page.html


async def test_another_picture_begins_anew(whole: Uninterrupted) -> None:
    events, asked = await run(lines("was"), wrote, replies=dict(whole.replies))
    assert len(asked) == whole.num_parts
    assert not any("prediction" in each for each in asked)
    assert last(events).is_complete


async def test_what_was_said_stays_known_while_it_is_said_once_more(whole: Uninterrupted) -> None:
    halves = {
        key: Reply(each.text[: len(each.text) // 2]) if each in parts_of(whole.replies) else each
        for key, each in whole.replies.items()
    }
    replies = dict(halves)
    await stopped(whole.picture, slow, lambda: True, replies, kind=FilesGrew)
    assert replies == halves
