"""The pipeline over real HTTP with the real pixel process; only the answers are written in advance."""

import asyncio
import contextlib
import io
import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane.client.endpoint import Endpoint
from moonpane.convert import Delta, Event, FilesGrew, Finished, LinesRead, Measured, Shortened, convert
from moonpane.convert.reading import CONCURRENCY, joined_lines
from moonpane.convert.shorten import shortened
from moonpane.errors import ContextOverflow, EndpointError, InputError, NoPage
from moonpane.outlined import LinePicture, Parsed
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment
from moonpane_resources.labels import labelled
from tests.app.scripted_endpoint import KEY, Play, ScriptedEndpoint, prompt_text

pytestmark = pytest.mark.anyio
PAGE = "<!DOCTYPE html>\n<html>\n<body>\n<h1>Hello</h1>\n</body>\n</html>"
LINES = ("Hello there", "Good morning", "Where to go")


def mockup(lines: tuple[str, ...] = LINES, *, size: tuple[int, int] = (300, 200)) -> Attachment:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((20, 20 + 40 * row), line, fill=(20, 30, 60), font=ImageFont.load_default(size=20))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return Attachment("mockup.png", buffer.getvalue(), *size)


def reader_and_writer(request: dict[str, Any]) -> Play:
    if prompt_text(request) == "read":
        return Play(["A <", "b … and so on and on"], pause_s=0.01)
    return Play([PAGE[at : at + 9] for at in range(0, len(PAGE), 9)])


async def run(
    choose: Callable[[dict[str, Any]], Play], picture: Attachment, *, model: str = "moonpane-tiny", **how: Any
) -> tuple[list[Event], ScriptedEndpoint]:
    scripted = ScriptedEndpoint(choose, models=(model,))
    async with scripted.serving(), PixelWorker() as worker:
        endpoint = Endpoint(scripted.base_url, KEY, model)
        async with contextlib.aclosing(convert(picture, endpoint, worker=worker, **how)) as events:
            return [event async for event in events], scripted


async def test_the_embedded_model_reads_then_writes() -> None:
    events, scripted = await run(reader_and_writer, mockup())
    kinds = [type(event) for event in events if not isinstance(event, FilesGrew)]
    assert kinds == [LinesRead] * 4 + [Measured] + [Delta] * 7 + [Finished]
    assert [event.done for event in events if isinstance(event, LinesRead)] == [0, 1, 2, 3]
    shown = prompt_text(scripted.requests[-1]).removeprefix("write\n")
    assert scripted.requests[-1]["guided_outline"] == f"part\n{shown}rest\n"
    finished = events[-1]
    assert isinstance(finished, Finished)
    assert finished.html == PAGE + "\n"
    assert finished.is_complete
    assert finished.usage.completion_tokens == 7
    *reads, write = scripted.requests
    assert {prompt_text(read) for read in reads} == {"read"}
    assert {(read["max_tokens"], read["temperature"]) for read in reads} == {(32, 0.0)}
    assert (write["temperature"], write["thinking"]) == (0.0, {"type": "disabled"})
    assert "max_tokens" not in write  # the outline leads it to its end
    measured = events[4]
    assert isinstance(measured, Measured)
    assert prompt_text(write) == f"write\n{labelled(measured.outline)}"
    assert measured.outline.startswith("page 300x200 #ffffff")
    assert measured.outline.count("A &lt;b … and so on and on") >= len(LINES)
    assert write["messages"][0]["content"][0]["image_url"]["url"].startswith("data:image/png;base64,")


async def test_the_embedded_model_writes_labels_that_nobody_sees() -> None:
    with_labels = PAGE.replace("<h1", "<h1 A")
    assert with_labels != PAGE
    pieces = [with_labels[at : at + 5] for at in range(0, len(with_labels), 5)]
    events, _ = await run(lambda request: Play(["x"] if prompt_text(request) == "read" else pieces), mockup())
    assert "".join(event.text for event in events if isinstance(event, Delta)) == PAGE
    finished = events[-1]
    assert isinstance(finished, Finished)
    assert finished.html == PAGE + "\n"


async def test_many_crops_are_read_at_once_but_not_too_many() -> None:
    lines = tuple(f"Line {number} of a list" for number in range(CONCURRENCY + 8))
    events, scripted = await run(reader_and_writer, mockup(lines, size=(400, 40 * len(lines) + 40)))
    assert 2 < scripted.most_in_flight <= CONCURRENCY
    assert LinesRead(len(lines), len(lines)) in events


async def test_without_grounding_the_model_gets_the_picture_alone() -> None:
    events, scripted = await run(reader_and_writer, mockup(), grounded=False)
    assert [prompt_text(request) for request in scripted.requests] == ["write"]
    assert not any(isinstance(event, LinesRead | Measured) for event in events)


@pytest.mark.parametrize("read_lines", [None, True])
async def test_other_models_get_sentences_and_read_only_when_asked(read_lines: bool | None) -> None:
    _, scripted = await run(reader_and_writer, mockup(), model="kimi", read_lines=read_lines)
    *reads, write = scripted.requests
    assert bool(reads) == bool(read_lines)
    assert all("Answer with that text exactly" in prompt_text(read) for read in reads)
    assert "300 pixels wide and 200 high" in prompt_text(write)
    assert re.search(r"page 300x200 #ffffff", prompt_text(write))
    assert not {"temperature", "guided_outline"} & set(write)


async def test_what_was_written_before_is_given_to_the_embedded_model_to_repeat() -> None:
    events, scripted = await run(reader_and_writer, mockup(), before=PAGE)
    assert scripted.requests[-1]["prediction"] == {"type": "content", "content": PAGE}
    assert not any("prediction" in request for request in scripted.requests[:-1])
    assert isinstance(events[-1], Finished)
    assert events[-1].answer.strip() == PAGE
    _, scripted = await run(reader_and_writer, mockup(), model="kimi", before=PAGE)
    assert not any("prediction" in request for request in scripted.requests)


async def test_fences_and_talk_are_left_out() -> None:
    events, _ = await run(lambda _: Play([f"Sure:\n```html\n{PAGE}\n```\nDone."]), mockup(), model="kimi")
    assert isinstance(events[-1], Finished)
    assert events[-1].html == PAGE + "\n"


async def test_an_answer_that_ran_out_of_tokens_says_so() -> None:
    events, _ = await run(lambda _: Play([PAGE[:20]], finish_reason="length"), mockup(), grounded=False)
    assert isinstance(events[-1], Finished)
    assert not events[-1].is_complete


async def test_an_answer_without_a_page_is_an_error_that_quotes_it() -> None:
    with pytest.raises(NoPage, match=r"without a page: “I see 3 < 4 cats”\."):
        await run(lambda _: Play(["I see\n3 < 4 cats."]), mockup(), grounded=False)


async def test_a_failure_while_reading_aborts_the_other_reads() -> None:
    numbers = itertools.count()

    def choose(_: dict[str, Any]) -> Play:
        return Play(status=500, error="out of memory") if next(numbers) == 1 else Play(["x"] * 3_000, pause_s=0.01)

    scripted = ScriptedEndpoint(choose)
    async with scripted.serving(), PixelWorker() as worker:
        with pytest.raises(EndpointError, match="out of memory"):
            async for _ in convert(mockup(), Endpoint(scripted.base_url, KEY, "moonpane-tiny"), worker=worker):
                pass
        await asyncio.wait_for(scripted.aborted.wait(), 5)


async def test_closing_aborts_the_request() -> None:
    scripted = ScriptedEndpoint(lambda _: Play([PAGE] * 3_000, pause_s=0.01))
    async with scripted.serving(), PixelWorker() as worker:
        events = convert(mockup(), Endpoint(scripted.base_url, KEY, "m"), worker=worker, grounded=False)
        async with contextlib.aclosing(events):
            assert isinstance(await anext(events), Delta)
        await asyncio.wait_for(scripted.aborted.wait(), 5)


async def test_a_context_smaller_than_the_usual_answer_is_used_as_far_as_it_goes() -> None:
    def choose(request: dict[str, Any]) -> Play:
        if "max_tokens" in request:
            return Play(status=400, error="16384 tokens are too many", code="context_length_exceeded")
        return Play([PAGE])

    events, scripted = await run(choose, mockup(), model="small")
    assert isinstance(events[-1], Finished)
    assert not [event for event in events if isinstance(event, Shortened)]
    assert len(scripted.requests) == 2


async def test_the_embedded_model_is_not_asked_to_think() -> None:
    with pytest.raises(InputError, match="leave out --thinking"):
        await run(reader_and_writer, mockup(), thinking=True)


async def test_an_outline_that_is_too_long_is_cut_until_it_fits() -> None:
    def choose(request: dict[str, Any]) -> Play:
        if prompt_text(request) == "read":
            return Play(["word"])
        if len(re.findall("^text ", prompt_text(request), re.MULTILINE)) > 2:
            return Play(status=400, error="8000 tokens are too many", code="context_length_exceeded")
        return Play([PAGE])

    picture = mockup(tuple(f"{n} is a line" for n in range(8)), size=(300, 360))
    events, scripted = await run(choose, picture, model="small")
    cuts = [event for event in events if isinstance(event, Shortened)]
    assert cuts
    assert cuts[-1].kept < cuts[-1].total
    assert "page 300x360" in prompt_text(scripted.requests[-1])
    assert isinstance(events[-1], Finished)


async def test_a_prompt_that_never_fits_is_the_server_s_sentence() -> None:
    refuse = Play(status=400, error="8000 tokens are too many.", code="context_length_exceeded")
    with pytest.raises(ContextOverflow, match=r"^8000 tokens are too many\.$"):
        await run(lambda _: refuse, mockup(), model="kimi")


def test_pieces_of_a_line_are_joined_with_one_space() -> None:
    crops = tuple(LinePicture(line, b"") for line in (0, 0, 1, 2))
    assert joined_lines(Parsed(4, crops), ["Hello ", " big\nworld", "", "x"]) == ["Hello big world", "", "x", ""]


def test_pieces_of_a_listing_stay_apart() -> None:
    crops = (LinePicture(0, b""), *(LinePicture(1, b"", in_cells=True) for _ in range(3)))
    assert joined_lines(Parsed(2, crops), ["Hello", "if  a", "", "b:"]) == ["Hello", "if a\n\nb:"]


def test_a_shortened_outline_is_well_formed() -> None:
    outline = 'page 9x9\nbox 1x1\nrow 1x1\ntext 9">a</t\ntext 9">b</t\nend\nend\ntext 9">c</t\n'
    assert shortened(outline, 0.7) == ('page 9x9\nbox 1x1\nrow 1x1\ntext 9">a</t\nend\nend\n', 4, 6)
    assert shortened(outline, 1.0) == (outline, 6, 6)


async def test_an_answer_in_one_burst_has_no_speed() -> None:
    events, _ = await run(lambda request: Play([PAGE]), mockup(), model="kimi")
    assert [event.tokens_per_s for event in events if isinstance(event, Delta | Finished)] == [0.0, 0.0]
