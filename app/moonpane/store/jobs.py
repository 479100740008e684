"""What the studio does on the asyncio thread: open pictures, convert, chat, measure. Tells the store by notices."""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from moonpane.artifact import Artifact
from moonpane.client.chat import stream_chat
from moonpane.convert import Delta, Finished, LinesRead, Measured, Shortened, convert
from moonpane.errors import MoonpaneError, PictureRefused
from moonpane.measure import measure_page
from moonpane.pixels import MAX_FILE_BYTES, PixelWorker, check_mockup
from moonpane.session import Attachment
from moonpane.store import notices
from moonpane.store.engine_keeper import ModelSource, Post
from moonpane.store.model import Offer, Phase, Picture, Score

SHOWN_SIDE = 2400
THUMBNAIL_SIDE = 320
CHAT_TOKENS = 4096
CANNOT_CHAT = "This model only turns pictures into pages; drop a picture, or start the studio with a larger model."
PARTS = (
    ("block_match", "Blocks"),
    ("text", "Text"),
    ("position", "Position"),
    ("color", "Colour"),
    ("ssim", "Structure"),
    ("edges", "Edges"),
    ("palette", "Palette"),
)


class Jobs:
    """All coroutines that the window starts. Each ends by itself, or by `stop` for an exchange."""

    def __init__(self, source: ModelSource, worker: PixelWorker, post: Post) -> None:
        self._source = source
        self._worker = worker
        self._post = post
        self._written = ""  # the model's last answer that was a page
        self._tasks: dict[int, asyncio.Task[Any]] = {}

    async def warm_up(self) -> None:
        """Have the process for pictures started before the first one comes; the first job tells if it cannot be."""
        with contextlib.suppress(MoonpaneError):
            await self._worker.warm_up()

    async def open(self, offers: Sequence[Offer]) -> None:
        """One notice for each offer, in order."""
        for offer in offers:
            try:
                data = offer.data if offer.data is not None else await asyncio.to_thread(read_file, offer)
                attachment = await self._worker.open(data, name=offer.name)
                self._post(notices.PictureOpened(decoded(attachment)))
            except MoonpaneError as error:
                self._post(notices.PictureTurnedAway(str(error)))

    async def convert(self, exchange: int, picture: Attachment) -> None:
        """From picture to measured page; see `notices` for the order in which it tells."""
        self._tasks[exchange] = _this_task()
        page = None
        try:
            check_mockup(picture)
            page, remark = await self._write_page(exchange, picture)
            await self._measure(exchange, picture, page.html)
            self._end(exchange, Phase.DONE, remark)
        except asyncio.CancelledError:
            self._end(exchange, *((Phase.DONE, "Stopped before it was measured.") if page else (Phase.STOPPED, "")))
            raise
        except MoonpaneError as error:
            if page is None:
                self._end(exchange, Phase.FAILED, str(await self._source.explain(error)))
            else:
                self._end(exchange, Phase.DONE, str(error))
        finally:
            self._end_unforeseen(exchange)

    async def chat(self, exchange: int, messages: Sequence[dict[str, Any]]) -> None:
        """A streamed answer to a conversation."""
        self._tasks[exchange] = _this_task()
        try:
            endpoint = await self._source.endpoint()
            if endpoint.embedded:
                self._end(exchange, Phase.FAILED, CANNOT_CHAT)
                return
            answer = stream_chat(endpoint, messages, thinking=False, max_tokens=CHAT_TOKENS)
            tokens = 0
            async with contextlib.aclosing(answer):  # type: ignore[type-var]
                async for delta in answer:
                    tokens = delta.usage.completion_tokens if delta.usage else tokens + 1
                    self._post(notices.TextArrived(exchange, delta.content, reasoning=delta.reasoning, tokens=tokens))
            self._end(exchange, Phase.DONE)
        except asyncio.CancelledError:
            self._end(exchange, Phase.STOPPED)
            raise
        except MoonpaneError as error:
            self._end(exchange, Phase.FAILED, str(await self._source.explain(error)))
        finally:
            self._end_unforeseen(exchange)

    async def stop(self, exchange: int) -> None:
        """Ends an exchange at its next await; what it brought stays. Does nothing for one that has ended."""
        if task := self._tasks.get(exchange):
            task.cancel()

    async def _write_page(self, exchange: int, picture: Attachment) -> tuple[Finished, str]:
        """The page, and what is to be said of it."""
        endpoint = await self._source.endpoint()
        self._post(notices.PhaseReached(exchange, Phase.MEASURING))
        artifact, remarks = Artifact(), list[str]()
        async with contextlib.aclosing(convert(picture, endpoint, worker=self._worker, before=self._written)) as events:
            async for event in events:
                match event:
                    case LinesRead(done, total):
                        self._post(notices.LinesRead(exchange, done, total))
                    case Measured():
                        self._post(notices.PhaseReached(exchange, Phase.WRITING))
                    case Delta(text, reasoning, tokens, speed):
                        page = artifact.feed(text)
                        self._post(notices.TextArrived(exchange, text, page, reasoning, tokens, speed))
                    case Shortened(kept, total):
                        remarks.append(f"The picture is too much for the model: it got {kept} of {total} elements.")
                    case Finished(html, usage, speed, whole, answer):
                        tokens, self._written = usage.completion_tokens, answer
                        self._post(notices.PageFinished(exchange, html, tokens, speed, whole))
                        if not whole:
                            remarks.append("The model ran out of tokens before the end of the page.")
                        return event, " ".join(remarks)
        raise AssertionError("A conversion ends with Finished or raises.")

    async def _measure(self, exchange: int, picture: Attachment, html: str) -> None:
        """Raises RenderError."""
        self._post(notices.PhaseReached(exchange, Phase.RENDERING))
        measured = await measure_page(html, picture, self._worker)
        self._post(notices.PageRendered(exchange, QImage.fromData(measured.render)))
        self._post(notices.Scored(exchange, score_of(measured.score)))

    def _end_unforeseen(self, exchange: int) -> None:
        """Whatever else went wrong must not leave the studio waiting for an answer for ever."""
        if exchange in self._tasks:
            self._end(exchange, Phase.FAILED, "Something unforeseen went wrong; the terminal has the details.")

    def _end(self, exchange: int, phase: Phase, sentence: str = "") -> None:
        self._tasks.pop(exchange, None)
        self._post(notices.ExchangeEnded(exchange, phase, sentence))


def read_file(offer: Offer) -> bytes:
    """The bytes of a dropped file. Raises PictureRefused for a folder, a missing or an oversized one."""
    assert offer.path is not None
    try:
        if offer.path.is_dir():
            raise PictureRefused(f"{offer.name} is a folder; drop the picture itself.")
        if not offer.path.is_file():
            raise PictureRefused(f"{offer.name} does not exist.")
        if offer.path.stat().st_size > MAX_FILE_BYTES:
            raise PictureRefused(f"{offer.name} is larger than {MAX_FILE_BYTES >> 20} MB.")
        return offer.path.read_bytes()
    except OSError as error:
        raise PictureRefused(f"{offer.name} cannot be read: {error.strerror or error}.") from error


def decoded(attachment: Attachment) -> Picture:
    """The attachment as pictures for the screen."""
    image = QImage.fromData(attachment.png)
    return Picture(attachment, at_most(image, SHOWN_SIDE), at_most(image, THUMBNAIL_SIDE))


def at_most(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    size = QSize(image.size()).scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def score_of(figures: dict[str, Any]) -> Score:
    """The figures of `moonpane_vision.compare` as the window shows them."""
    parts = tuple((name, figures[key]) for key, name in PARTS if figures.get(key) is not None)
    tiles = tuple(tuple(row) for row in figures["tiles"])
    return Score(figures["overall"], parts, tiles, figures["tile_size"], figures["summary"])


def _this_task() -> "asyncio.Task[Any]":
    task = asyncio.current_task()
    assert task is not None
    return task
