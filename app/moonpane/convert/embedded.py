"""The embedded model writes a measured page: in parts where it is large, some at a time, and told as one answer."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from moonpane.answering import Delta, Ended, FilesGrew, Growth
from moonpane.artifact import Artifact
from moonpane.artifact.pictures import with_named
from moonpane.client.answer import Usage
from moonpane.client.chat import ChatClient, Message
from moonpane.convert.events import Finished, Measured, Shortened
from moonpane.convert.finishing import finish
from moonpane.convert.one_page import OnePage
from moonpane.convert.parts import Part, cut
from moonpane.convert.pictures import Pictured
from moonpane.convert.replies import Replies, replied
from moonpane.convert.shorten import shortened
from moonpane.convert.stacks import passes_to
from moonpane.errors import ContextOverflow
from moonpane.outlined import Shown
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment, Stack, picture_message
from moonpane_resources.labels import Unlabelled
from moonpane_resources.prompts import write_prompt
from moonpane_resources.streamed import InTurn

PART_CHARS = 1200  # of an outline
MAX_CHARS = 60_000  # of a whole outline; with its labels the engine takes a little more
MAX_PIXELS = 224 * 224  # of a part's picture: what must be sharp is measured
AT_ONCE = 4
TOO_LONG = "A part of the picture has too much text for the model and is left out."
_START = "<!DOCTYPE html>"


class _Request(NamedTuple):
    message: Message
    extra: dict[str, Any]  # fields beside it
    predicted: str  # what the answer may repeat


async def write_measured(
    client: ChatClient,
    picture: Attachment,
    measured: Measured,
    worker: PixelWorker,
    *,
    stack: Stack,
    before: str,
    replies: Replies,
) -> AsyncGenerator[Shortened | Delta | FilesGrew | Finished]:
    """The page, growing at its end. For the order of events see `convert.events`.

    The model writes HTML, which is translated for another `stack`; `Finished.answer` is what it wrote. `before` is the
    answer of an earlier conversion, `replies` are those to parts of this one, see `convert.replies`.
    Raises EndpointError, MeasureError, NoPage.
    """
    outline, places = measured.outline, measured.places
    if len(outline) > MAX_CHARS:
        outline, kept, total = shortened(outline, MAX_CHARS / len(outline))
        places = places[:kept]
        yield Shortened(kept, total)
    parts = cut(outline, places, PART_CHARS)
    pictures = await worker.cut_out(picture, [part.place for part in parts], max_pixels=MAX_PIXELS)
    page, artifact, growth = OnePage(parts), Artifact(stack), Growth()
    translation = InTurn(passes_to(stack, _pictures(outline, measured)))
    answers = _answers(client, _requests(parts, pictures, measured.font, before), measured.shown, replies)
    async with contextlib.aclosing(answers):
        async for number, event in answers:
            if delta := page.take(number, event):
                text = translation.feed(delta.text)
                artifact.feed(text)
                yield replace(delta, text=text)
                if growth.is_due(artifact.growing, artifact.num_changes):
                    yield FilesGrew(with_named(artifact.files, measured.pictures), artifact.growing)
    ended = page.ended()
    if rest := translation.rest():
        artifact.feed(rest)
        yield Delta(rest, "", ended.usage.completion_tokens, ended.tokens_per_s)
    for last in finish(artifact, ended, stack, measured.pictures):
        yield last


def _pictures(outline: str, measured: Measured) -> list[str]:
    """Those that a page of this outline shows, by the paths that it names, in the order of the outline."""
    files = {path.rpartition("/")[2] for path in measured.pictures}
    shown = (each.file for each in measured.shown if each.color in outline)
    return list(dict.fromkeys(path for path in shown if path.rpartition("/")[2] in files))


def _requests(parts: Sequence[Part], pictures: Sequence[bytes], font: str, before: str) -> list[_Request]:
    """One for each part: with what its page keeps to, and what it may repeat."""
    first = f"font {font}\n" if font else ""
    earlier = [_START + text for text in before.split(_START)[1:]]
    if len(earlier) != len(parts):  # they were cut otherwise, or it is no page: a component of another model
        earlier = [before if before.startswith(_START) else ""] * len(parts)
    found = []
    for part, picture, text in zip(parts, pictures, earlier, strict=True):
        message = picture_message(picture, write_prompt(part.outline, embedded=True))
        found.append(_Request(message, {"guided_outline": first + part.guide}, text))
    return found


async def _answers(
    client: ChatClient, requests: Sequence[_Request], shown: Sequence[Shown], replies: Replies
) -> AsyncGenerator[tuple[int, Delta | Ended]]:
    """What comes of each request, with its number. Raises EndpointError; no request outlives it."""
    arrived = asyncio.Queue[tuple[int, Delta | Ended] | None]()  # None: a task is over
    turns = asyncio.Semaphore(AT_ONCE)

    async def ask(number: int) -> None:
        message, extra, predicted = requests[number]
        passes = InTurn((Unlabelled(), Pictured(shown)))
        answer = replied(client, message, replies=replies, extra=extra, predicted=predicted, passes=passes)
        try:
            async with turns, contextlib.aclosing(answer):
                async for event in answer:
                    arrived.put_nowait((number, event))
        except ContextOverflow:  # one paragraph can be too long; the others are worth having
            if len(requests) == 1:
                raise
            arrived.put_nowait((number, Ended("", "", "", Usage(0, 0), 0.0, is_complete=False, remark=TOO_LONG)))

    tasks = [asyncio.create_task(ask(number)) for number in range(len(requests))]
    for task in tasks:
        task.add_done_callback(lambda _: arrived.put_nowait(None))
    num_over = 0
    try:
        while num_over < len(tasks):
            if event := await arrived.get():
                yield event
                continue
            num_over += 1
            for task in tasks:
                if task.done():
                    task.result()  # raises what it failed with
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
