"""Large pictures over real HTTP with the real pixel process: a scripted model writes each part as its outline says."""

import asyncio
import base64
import contextlib
import io
import re
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from moonpane.artifact import Artifact
from moonpane.client.endpoint import Endpoint
from moonpane.convert import Delta, Event, FilesGrew, Finished, Measured, convert
from moonpane.convert.embedded import AT_ONCE, MAX_PIXELS, TOO_LONG
from moonpane.errors import EndpointError
from moonpane.pixels import PixelWorker
from moonpane.session import Stack
from tests.app.faithful import faithful_page
from tests.app.house_style import translated
from tests.app.scripted_endpoint import KEY, Play, ScriptedEndpoint, prompt_text
from tests.app.test_convert import mockup

pytestmark = pytest.mark.anyio
NUM_LINES = 60
OVERFLOW = Play(status=400, error="5000 tokens are too many.", code="context_length_exceeded")


@pytest.fixture(scope="module")
def large() -> Any:
    """Lines so far apart that each is an element of its own."""
    return mockup(tuple(f"{n} is a line" for n in range(NUM_LINES)), size=(500, 40 * NUM_LINES + 40))


def wrote(request: dict[str, Any]) -> Play:
    prompt = prompt_text(request)
    if prompt == "read":
        return Play(["Mauritius & ", "so on " * 30])
    page = faithful_page(prompt.removeprefix("write\n"))
    return Play([page[at : at + 40] for at in range(0, len(page), 40)], pause_s=0.001)


async def run(picture: Any, choose: Any, **how: Any) -> tuple[list[Event], list[dict[str, Any]]]:
    """(Events, requests for parts)."""
    scripted = ScriptedEndpoint(choose)
    async with scripted.serving(), PixelWorker() as worker:
        events = convert(picture, Endpoint(scripted.base_url, KEY, "moonpane-tiny"), worker=worker, **how)
        async with contextlib.aclosing(events):
            told = [event async for event in events]
    return told, [each for each in scripted.requests if prompt_text(each) != "read"]


def last(events: list[Event]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


async def test_the_parts_of_a_large_picture_become_the_page_of_its_whole_outline(large: Any) -> None:
    events, parts = await run(large, wrote)
    assert len(parts) > AT_ONCE + 2
    (measured,) = [event for event in events if isinstance(event, Measured)]
    page = last(events)
    assert page.html == faithful_page(measured.outline)
    assert page.html.count("Mauritius") == NUM_LINES
    assert page.is_complete
    assert page.usage.prompt_tokens == 11 * len(parts)
    assert "".join(event.text for event in events if isinstance(event, Delta)) == page.html
    grown = [event.files["index.html"] for event in events if isinstance(event, FilesGrew)]
    assert len(grown) > 3
    assert all(after.startswith(before.rstrip("\n")) for before, after in pairwise(grown))
    tokens = [event.tokens for event in events if isinstance(event, Delta)]
    assert tokens == sorted(tokens)


async def test_a_few_parts_are_written_at_once(large: Any) -> None:
    in_flight = 0

    def choose(request: dict[str, Any]) -> Play:
        nonlocal in_flight
        if prompt_text(request) != "read":
            in_flight = max(in_flight, scripted.in_flight)
        return wrote(request)

    scripted = ScriptedEndpoint(choose)
    async with scripted.serving(), PixelWorker() as worker:
        async for _ in convert(large, Endpoint(scripted.base_url, KEY, "moonpane-tiny"), worker=worker):
            pass
    assert in_flight == AT_ONCE


async def test_each_part_has_its_piece_of_the_picture(large: Any) -> None:
    _, parts = await run(large, wrote)
    sizes = []
    for part in parts:
        url = part["messages"][0]["content"][0]["image_url"]["url"]
        with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as image:
            sizes.append(image.size)
            assert min(image.convert("L").tobytes()) < 128  # something is written in it
    assert all(width * height <= MAX_PIXELS for width, height in sizes)
    assert sum(height for _, height in sizes) < large.height


async def test_a_part_that_is_too_long_is_left_out_and_the_others_stay(large: Any) -> None:
    asked = 0

    def choose(request: dict[str, Any]) -> Play:
        nonlocal asked
        asked += prompt_text(request) != "read"
        return OVERFLOW if asked == 2 and prompt_text(request) != "read" else wrote(request)

    events, parts = await run(large, choose)
    page = last(events)
    assert (page.is_complete, page.remark) == (False, TOO_LONG)
    left_out = len(re.findall("^text ", prompt_text(parts[1]), re.MULTILINE))
    assert left_out
    assert page.html.count("Mauritius") == NUM_LINES - left_out
    assert page.html.endswith("</body>\n</html>\n")


async def test_a_part_that_fails_ends_all(large: Any) -> None:
    asked = 0

    def choose(request: dict[str, Any]) -> Play:
        nonlocal asked
        asked += prompt_text(request) != "read"
        if prompt_text(request) != "read" and asked == 2:
            return Play(status=500, error="out of memory")
        return Play(["<p>"] * 9_000, pause_s=0.01) if asked else wrote(request)

    with pytest.raises(EndpointError, match="out of memory"):
        await asyncio.wait_for(run(large, choose), 60)


async def test_closing_aborts_every_part(large: Any) -> None:
    def choose(request: dict[str, Any]) -> Play:
        return wrote(request) if prompt_text(request) == "read" else Play(["<p>"] * 9_000, pause_s=0.01)

    scripted = ScriptedEndpoint(choose)
    async with scripted.serving(), PixelWorker() as worker:
        events = convert(large, Endpoint(scripted.base_url, KEY, "moonpane-tiny"), worker=worker)
        async with contextlib.aclosing(events):
            async for event in events:
                if isinstance(event, Delta) and scripted.in_flight == AT_ONCE:
                    break
        await asyncio.wait_for(scripted.is_idle.wait(), 10)


async def test_each_part_may_repeat_what_it_was_before(large: Any) -> None:
    events, parts = await run(large, wrote)
    assert not any("prediction" in part for part in parts)
    _, again = await run(large, wrote, before=last(events).answer)
    assert len(again) == len(parts)
    for part in again:
        page = faithful_page(prompt_text(part).removeprefix("write\n"))
        assert part["prediction"]["content"].strip() == page.strip()
    _, again = await run(large, wrote, before="<!DOCTYPE html>\nanother")  # which was one part
    assert {part["prediction"]["content"] for part in again} == {"<!DOCTYPE html>\nanother"}
    _, again = await run(large, wrote, before="```jsx src/App.jsx\nexport default () => null;\n```\n")
    assert not any("prediction" in part for part in again)


@pytest.mark.parametrize("stack", ["tailwind", "react"])
async def test_the_parts_become_one_page_that_is_translated(large: Any, stack: Stack) -> None:
    events, parts = await run(large, wrote, stack=stack)
    (measured,) = [event for event in events if isinstance(event, Measured)]
    artifact = Artifact(stack)
    artifact.feed(translated(faithful_page(measured.outline), stack))
    artifact.finish()
    page = last(events)
    assert page.files == artifact.files
    assert page.is_complete
    path = "src/App.jsx" if stack == "react" else "index.html"
    grown = [event.files[path] for event in events if isinstance(event, FilesGrew)]
    assert len(grown) > 3
    assert all(after.startswith(before.rstrip("\n")) for before, after in pairwise(grown))
    _, again = await run(large, wrote, stack=stack, before=page.answer)
    assert len(again) == len(parts)
    assert all(part["prediction"]["content"].startswith("<!DOCTYPE html>") for part in again)
