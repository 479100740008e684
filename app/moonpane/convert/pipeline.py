"""The pipeline itself, as one async generator of events."""

import contextlib
import time
from collections.abc import AsyncGenerator, Mapping
from typing import Any

from moonpane.artifact import Artifact
from moonpane.client.answer import Usage
from moonpane.client.chat import ChatClient, Message
from moonpane.client.endpoint import Endpoint
from moonpane.convert.events import Delta, Event, Finished, LinesRead, Measured, Shortened
from moonpane.convert.reading import joined_lines, read_crops
from moonpane.convert.shorten import shortened
from moonpane.errors import ContextOverflow, InputError, NoPage
from moonpane.pixels import Parsed, PixelWorker
from moonpane.session import Attachment, picture_message
from moonpane_resources.labels import Unlabelled, labelled
from moonpane_resources.prompts import write_prompt

# The encoder shrinks what is larger (16,384 patches of 14 × 14), so more pixels would only fill the wire.
MAX_SENT_PIXELS = 16_384 * 14 * 14
SHARES = (1.0, 0.75, 0.55, 0.4, 0.25)  # of an outline that is too long, tried one after the other
LEAST_SPOKEN_S = 0.3  # an answer that came in one burst has no speed
MAX_TOKENS_EMBEDDED = (2700, 2048)  # the first that its context has room for; the outline is shortened for the last
MAX_TOKENS_INSTANT = 16_384
MAX_TOKENS_THINKING = 65_536


def check_thinking(thinking: bool, *, embedded: bool) -> None:
    """Raises InputError where the embedded model is asked to think."""
    if thinking and embedded:
        raise InputError("The embedded model answers at once and cannot think first; leave out --thinking.")


async def convert(
    picture: Attachment,
    endpoint: Endpoint,
    *,
    worker: PixelWorker,
    grounded: bool = True,
    thinking: bool = False,
    read_lines: bool | None = None,
    before: str = "",
) -> AsyncGenerator[Event]:
    """Turn a picture into a page. For the order of events see `moonpane.convert.events`.

    `grounded`: measure the picture and hint the model with the outline. `read_lines` None lets the embedded
    model read the lines and spares other models the many small requests. `before` is the answer of an earlier
    conversion; the embedded model is the quicker, the more of it stays.
    Raises InputError (the embedded model does not think), MeasureError, EndpointError, NoPage. Closing the generator
    aborts the request in the engine.
    """
    check_thinking(thinking, embedded=endpoint.embedded)
    async with ChatClient(endpoint) as client:
        measured = None
        if grounded:
            measuring = _measure(picture, client, worker, endpoint.embedded if read_lines is None else read_lines)
            async with contextlib.aclosing(measuring):
                async for event in measuring:
                    yield event
                    if isinstance(event, Measured):
                        measured = event
        sent = await worker.shrink(picture, max_pixels=MAX_SENT_PIXELS)
        writing = _write(client, sent, measured, thinking=thinking, size=(picture.width, picture.height), before=before)
        async with contextlib.aclosing(writing):
            async for event in writing:
                yield event


async def _measure(
    picture: Attachment, client: ChatClient, worker: PixelWorker, read_lines: bool
) -> AsyncGenerator[Event]:
    parsed = await worker.parse(picture.png)
    texts = [""] * len(parsed.crops)
    if read_lines:
        reading = _read(client, parsed, texts)
        async with contextlib.aclosing(reading):
            async for event in reading:
                yield event
    yield Measured(*await worker.outline(picture.png, joined_lines(parsed, texts)))


async def _read(client: ChatClient, parsed: Parsed, texts: list[str]) -> AsyncGenerator[Event]:
    """Fills `texts`, one for each crop, and tells how many lines are complete."""
    missing = [0] * parsed.num_lines
    for crop in parsed.crops:
        missing[crop.line] += 1
    done = missing.count(0)
    yield LinesRead(done, parsed.num_lines)
    crops = read_crops(client, parsed.crops)
    async with contextlib.aclosing(crops):
        async for index, text in crops:
            texts[index] = text
            line = parsed.crops[index].line
            missing[line] -= 1
            if missing[line] == 0:
                done += 1
                yield LinesRead(done, parsed.num_lines)


async def _write(
    client: ChatClient,
    sent: Attachment,
    measured: Measured | None,
    *,
    thinking: bool,
    size: tuple[int, int],
    before: str,
) -> AsyncGenerator[Event]:
    """The answer, with as much of the outline as the model's context takes."""
    outline, font = (measured.outline, measured.font) if measured else (None, "")
    shares = SHARES if outline else SHARES[:1]
    if client.endpoint.embedded:
        limits = MAX_TOKENS_EMBEDDED
    else:  # where the context is smaller than the usual room for an answer, whatever room there is will do
        limits = (MAX_TOKENS_THINKING if thinking else MAX_TOKENS_INSTANT, None)
    for share in shares:
        hints = outline
        if outline and share < 1.0:
            hints, kept, total = shortened(outline, share)
            yield Shortened(kept, total)
        prompt = write_prompt(hints, embedded=client.endpoint.embedded, size=size, font=font)
        ours = _for_our_engine(hints, font, before) if client.endpoint.embedded else {}
        for limit in limits:
            answer = _answer(client, picture_message(sent.png, prompt), thinking, limit, ours)
            try:
                async with contextlib.aclosing(answer):
                    async for event in answer:
                        yield event
                return
            except ContextOverflow:  # refused before the first token, so nothing was said yet
                if (share, limit) == (shares[-1], limits[-1]):
                    raise


def _for_our_engine(outline: str | None, font: str, before: str) -> dict[str, Any]:
    """What the page keeps to, and what it may repeat."""
    first = f"font {font}\n" if font else ""
    guide = {"guided_outline": first + labelled(outline)} if outline else {}
    return guide | ({"prediction": {"type": "content", "content": before}} if before else {})


async def _answer(
    client: ChatClient, message: Message, thinking: bool, limit: int | None, extra: Mapping[str, Any]
) -> AsyncGenerator[Event]:
    embedded = client.endpoint.embedded
    temperature = 0.0 if embedded else None
    answer = client.stream([message], thinking=thinking, max_tokens=limit, temperature=temperature, extra=extra)
    artifact, meter, finish_reason, said = Artifact(), _Meter(), None, ""
    labels = Unlabelled() if embedded else None
    async with contextlib.aclosing(answer):
        async for delta in answer:
            finish_reason = delta.finish_reason or finish_reason
            meter.usage = delta.usage or meter.usage
            if delta.content or delta.reasoning:
                meter.tick()
                said += delta.content
                content = labels.feed(delta.content) if labels else delta.content
                artifact.feed(content)
                yield Delta(content, delta.reasoning, meter.tokens, meter.tokens_per_s)
    if labels and (rest := labels.rest()):
        artifact.feed(rest)
        yield Delta(rest, "", meter.tokens, meter.tokens_per_s)
    artifact.finish()
    if not artifact.html.strip():
        said = " ".join(said.split())
        raise NoPage(
            f"The model answered without a page: “{said[:120].rstrip('.')}”." if said else "The model answered nothing."
        )
    # A bare document counts as whole once it was closed; a fragment never is, so the model's own word counts.
    is_complete = finish_reason != "length"
    yield Finished(artifact.html, meter.counted, meter.tokens_per_s, is_complete, said)


class _Meter:
    """Counts the tokens of a growing answer; one event is one token, until the server says better."""

    def __init__(self) -> None:
        self.tokens = 0
        self.usage: Usage | None = None
        self._first_at = self._last_at = 0.0

    def tick(self) -> None:
        self.tokens += 1
        self._last_at = time.monotonic()
        if self.tokens == 1:
            self._first_at = self._last_at

    @property
    def tokens_per_s(self) -> float:
        """Decode speed, without the time to the first token, which is prefill; 0 while there is too little to tell."""
        spent_s = self._last_at - self._first_at
        return (self.counted.completion_tokens - 1) / spent_s if spent_s >= LEAST_SPOKEN_S else 0.0

    @property
    def counted(self) -> Usage:
        return self.usage or Usage(0, self.tokens)
