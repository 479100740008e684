"""The pipeline itself, as one async generator of events."""

import contextlib
import hashlib
from collections.abc import AsyncGenerator, Mapping, Sequence

from moonpane.answering import Continued, Delta, Ended, FilesGrew, Growth, SoFar, whole_answer
from moonpane.artifact import Artifact
from moonpane.artifact.pictures import picture_text, with_named
from moonpane.client.chat import ChatClient, Message
from moonpane.client.endpoint import Endpoint
from moonpane.convert.embedded import write_measured
from moonpane.convert.events import Event, Finished, FirstFrame, LinesRead, Measured, Shortened
from moonpane.convert.finishing import finish
from moonpane.convert.pictures import code_told
from moonpane.convert.reading import joined_lines, read_crops
from moonpane.convert.replies import Replies, known_texts, reply_of, request_key
from moonpane.convert.shorten import shortened
from moonpane.convert.wishes import Wishes, check_wishes, content_parts, sizes
from moonpane.errors import ContextOverflow
from moonpane.outlined import Parsed
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment, Stack
from moonpane_resources.labels import Unlabelled
from moonpane_resources.prompts import write_prompt

SHARES = (1.0, 0.75, 0.55, 0.4, 0.25)  # of an outline that is too long, tried one after the other
MAX_TOKENS_EMBEDDED = (2700, 2048)  # without an outline; the first that its context has room for
MAX_TOKENS_INSTANT = 16_384
MAX_TOKENS_THINKING = 65_536


async def convert(
    picture: Attachment,
    endpoint: Endpoint,
    *,
    worker: PixelWorker,
    stack: Stack = "html",
    others: Sequence[Attachment] = (),
    notes: str = "",
    instructions: str = "",
    grounded: bool = True,
    thinking: bool = False,
    read_lines: bool | None = None,
    before: str = "",
    temperature: float | None = None,
    so_far: SoFar | None = None,
    replies: Replies | None = None,
) -> AsyncGenerator[Event]:
    """Turn a picture into a page. For the order of events see `moonpane.convert.events`.

    `others` are further pictures of the page: other widths, other parts. `notes` say what was drawn onto the pictures
    beside what their attachments tell; `instructions` is what the person wrote with them. `grounded`: measure the first
    picture and hint the model with the outline. `read_lines` None lets the embedded model read the lines and spares
    other models the many small requests. `before` is the answer of an earlier conversion; the embedded model is the
    quicker, the more of it stays. `temperature` None leaves it to the model; the embedded one is never left to chance.
    `so_far`: what a large model wrote of this page before it was stopped. `replies`: what the embedded one said to the
    requests of this page before; it is asked for the rest, and what it says is added to them.
    Raises InputError (before any work, for what the embedded model cannot do), MeasureError, EndpointError, NoPage.
    Closing the generator aborts the request in the engine.
    """
    wishes = Wishes(stack, tuple(others), notes, instructions)
    check_wishes(picture, wishes, embedded=endpoint.embedded, thinking=thinking, grounded=grounded)
    if endpoint.embedded and picture.video:
        yield FirstFrame(picture.video.path.name)
    replies = {} if replies is None else replies
    async with ChatClient(endpoint) as client:
        measured = None
        if grounded:
            reads = endpoint.embedded if read_lines is None else read_lines
            measuring = _measure(picture, client, worker, reads, "src/" if stack == "react" else "", replies)
            async with contextlib.aclosing(measuring):
                async for event in measuring:
                    yield event
                    if isinstance(event, Measured):
                        measured = event
        if endpoint.embedded and measured:
            writing = write_measured(client, picture, measured, worker, stack=stack, before=before, replies=replies)
        else:
            writing = _write(
                client,
                picture,
                wishes,
                measured,
                worker=worker,
                thinking=thinking,
                temperature=0.0 if endpoint.embedded else temperature,
                so_far=None if endpoint.embedded else so_far,
            )
        async with contextlib.aclosing(writing):
            async for event in writing:
                yield event


async def _measure(
    picture: Attachment, client: ChatClient, worker: PixelWorker, read_lines: bool, folder: str, replies: Replies
) -> AsyncGenerator[Event]:
    """`folder`: in which the page's pictures lie."""
    parsed = await worker.parse(picture.png)
    texts = [""] * len(parsed.crops)
    if read_lines:
        reading = _read(client, parsed, texts, replies)
        async with contextlib.aclosing(reading):
            async for event in reading:
                yield event
    found = await worker.outline(picture.png, joined_lines(parsed, texts))
    pictures = {folder + path: text for path, data in found.files.items() if (text := picture_text(path, data))}
    yield Measured(found.outline, found.font, found.places, found.shown, pictures)


async def _read(client: ChatClient, parsed: Parsed, texts: list[str], replies: Replies) -> AsyncGenerator[LinesRead]:
    """Fills `texts`, one for each crop, and tells how many lines are complete."""
    missing = [0] * parsed.num_lines
    for crop in parsed.crops:
        missing[crop.line] += 1
    yield LinesRead(missing.count(0), parsed.num_lines)
    key = request_key(client.endpoint.model, [hashlib.sha256(crop.png).hexdigest() for crop in parsed.crops])
    known = known_texts(replies, key, len(texts))
    for index, text in known.items():
        texts[index] = text
        missing[parsed.crops[index].line] -= 1
    if known:
        yield LinesRead(missing.count(0), parsed.num_lines)
    crops = read_crops(client, parsed.crops, tuple(known))
    async with contextlib.aclosing(crops):
        async for index, text in crops:
            texts[index] = known[index] = text
            replies[key] = reply_of(known, len(texts))
            line = parsed.crops[index].line
            missing[line] -= 1
            if missing[line] == 0:
                yield LinesRead(missing.count(0), parsed.num_lines)


async def _write(
    client: ChatClient,
    picture: Attachment,
    wishes: Wishes,
    measured: Measured | None,
    *,
    worker: PixelWorker,
    thinking: bool,
    temperature: float | None,
    so_far: SoFar | None,
) -> AsyncGenerator[Event]:
    """The answer, with as much of the outline as the model's context takes."""
    embedded = client.endpoint.embedded
    outline, font = (measured.outline, measured.font) if measured else (None, "")
    pictures, seen = (measured.pictures, measured.shown) if measured else ({}, ())
    shares = SHARES if outline else SHARES[:1]
    parts, num_marked = await content_parts(picture, wishes, worker, embedded=embedded)
    if embedded:
        limits = MAX_TOKENS_EMBEDDED
    else:  # where the context is smaller than the usual room for an answer, whatever room there is will do
        limits = (MAX_TOKENS_THINKING if thinking else MAX_TOKENS_INSTANT, None)
    for share in shares:
        hints = outline
        if outline and share < 1.0:
            hints, kept, total = shortened(outline, share)
            yield Shortened(kept, total)
        prompt = write_prompt(
            hints,
            embedded=embedded,
            size=(picture.width, picture.height),
            font=font,
            stack=wishes.stack,
            others=sizes(wishes.others),
            num_marked=num_marked,
            has_video=wishes.film(picture) is not None,
            notes=wishes.all_notes(picture),
            instructions=wishes.instructions,
            shown={each.color: told for each in seen if (told := each.file or each.css or code_told(each))},
            looks={
                each.color: (each.true_color or each.color, each.looks) for each in seen if each.looks and not each.html
            },
        )
        message = {"role": "user", "content": [*parts, {"type": "text", "text": prompt}]}
        for limit in limits:
            answer = _answer(client, message, thinking, limit, temperature, wishes.stack, so_far, pictures)
            try:
                async with contextlib.aclosing(answer):
                    async for event in answer:
                        yield event
                return
            except ContextOverflow:  # refused before the first token, so nothing was said yet
                if (share, limit) == (shares[-1], limits[-1]):
                    raise


async def _answer(
    client: ChatClient,
    message: Message,
    thinking: bool,
    limit: int | None,
    temperature: float | None,
    stack: Stack,
    so_far: SoFar | None,
    pictures: Mapping[str, str],
) -> AsyncGenerator[Delta | FilesGrew | Continued | Finished]:
    artifact, growth, ended = Artifact(stack), Growth(), None
    answer = whole_answer(
        client,
        [message],
        artifact,
        thinking=thinking,
        max_tokens=limit,
        temperature=temperature,
        so_far=so_far,
        passes=(Unlabelled(),) if client.endpoint.embedded else (),
    )
    async with contextlib.aclosing(answer):
        async for event in answer:
            if isinstance(event, Ended):
                ended = event
                continue
            yield event
            if growth.is_due(artifact.growing, artifact.num_changes):
                yield FilesGrew(with_named(artifact.files, pictures), artifact.growing)
    assert ended is not None
    for last in finish(artifact, ended, stack, pictures):
        yield last
