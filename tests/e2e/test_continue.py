"""The shipped model is stopped in the middle of a page and goes on: the page is the same, and only its rest is said."""

import contextlib
import math

import pytest

from moonpane.client.endpoint import Endpoint
from moonpane.client.models import EMBEDDED, open_model, with_context
from moonpane.convert import Delta, Event, Finished, convert
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment, Reply, Stack
from moonpane_resources.paths import samples_dir

pytestmark = pytest.mark.anyio
Replies = dict[str, Reply]


async def told(
    picture: Attachment,
    endpoint: Endpoint,
    worker: PixelWorker,
    stack: Stack,
    replies: Replies,
    chars: float = math.inf,
) -> list[Event]:
    """Events up to the end, or until so many characters are there."""
    found = list[Event]()
    events = convert(picture, endpoint, worker=worker, stack=stack, replies=replies)
    async with contextlib.aclosing(events):
        async for event in events:
            found.append(event)
            if len(text_of(found)) >= chars:
                break
    return found


def text_of(events: list[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, Delta))


@pytest.mark.parametrize("stack", ["html", "react"])
async def test_a_page_that_was_stopped_goes_on(stack: Stack) -> None:
    sample = samples_dir() / "2-shop.png"
    async with open_model(EMBEDDED) as started, PixelWorker() as worker:
        endpoint = await with_context(started)
        picture = await worker.open(sample.read_bytes(), name=sample.name)
        whole = await told(picture, endpoint, worker, stack, {})
        text, end = text_of(whole), whole[-1]
        assert isinstance(end, Finished)
        for share in (0.4, 0.9):
            replies = Replies()
            stopped = text_of(await told(picture, endpoint, worker, stack, replies, share * len(text)))
            assert text.startswith(stopped)
            assert any(each.token_ids for each in replies.values())
            events = await told(picture, endpoint, worker, stack, replies)
            page = events[-1]
            assert isinstance(page, Finished)
            assert (text_of(events), page.files, page.answer) == (text, end.files, end.answer)
            assert 0 < page.usage.completion_tokens < (1.1 - share) * end.usage.completion_tokens
