"""What the studio does on the asyncio thread: open pictures, convert, talk, measure. Tells the store by notices."""

import asyncio
import contextlib
from collections.abc import Awaitable, Coroutine, Sequence
from typing import Any

from moonpane.artifact import Artifact
from moonpane.client.chat import stream_chat
from moonpane.convert import Delta, Finished, LinesRead, Measured, Shortened, convert
from moonpane.errors import MoonpaneError
from moonpane.pixels import PixelWorker, check_mockup
from moonpane.refine import MeasuredProposer
from moonpane.session import Attachment, Exchange, Revision
from moonpane.store import notices
from moonpane.store.answering import Answering, Keeps
from moonpane.store.engine_keeper import ModelSource, Post
from moonpane.store.measuring import Measuring
from moonpane.store.model import Phase
from moonpane.store.refining import Refining

CHAT_TOKENS = 4096
CANNOT_CHAT = "This model only turns pictures into pages; drop a picture, or start the studio with a larger model."
UNFORESEEN = "Something unforeseen went wrong; the terminal has the details."


class Jobs:
    """All coroutines that the window starts. Each ends by itself, or by `stop` for an exchange."""

    def __init__(self, source: ModelSource, worker: PixelWorker, post: Post, keeper: Keeps) -> None:
        self._source = source
        self._worker = worker
        self._post = post
        self._keeper = keeper
        self._written = ""  # the model's last answer that was a page
        self._measuring = Measuring(worker, post, keeper)
        self._tasks: dict[str, asyncio.Task[Any]] = {}
        self._refining: dict[str, Refining] = {}

    async def warm_up(self) -> None:
        """Have the process for pictures started before the first one comes; the first job tells if it cannot be."""
        with contextlib.suppress(MoonpaneError):
            await self._worker.warm_up()

    async def convert(self, session: str, exchange: Exchange, *, refine_rounds: int = 0) -> None:
        """From picture to measured page; see `notices` for the order in which it tells."""
        answering = self._answering(session, exchange)
        await self._carry_out(answering, self._convert(answering, refine_rounds))

    async def talk(self, session: str, exchange: Exchange, messages: Sequence[dict[str, Any]]) -> None:
        """A streamed answer to a conversation."""
        answering = self._answering(session, exchange)
        await self._carry_out(answering, self._talk(answering, messages))

    async def refine(
        self, session: str, exchange: Exchange, revision: Revision, mockups: Sequence[Attachment], rounds: int
    ) -> None:
        """A version is made more like its mockups; what measures better becomes a version."""
        answering = self._answering(session, exchange)

        async def work() -> None:
            answering.say(await self._refine(answering, revision, mockups, rounds))

        await self._carry_out(answering, work())

    async def stop(self, exchange: str) -> None:
        """Ends an exchange at its next await; what it brought stays. Does nothing for one that has ended."""
        if refining := self._refining.get(exchange):
            refining.stop.set()
        elif task := self._tasks.get(exchange):
            task.cancel()

    async def idle(self) -> None:
        """Returns once no answer is running."""
        while tasks := [task for task in self._tasks.values() if task is not asyncio.current_task()]:
            await asyncio.wait(tasks)

    async def measure(self, session: str, revision: Revision, mockups: Sequence[Attachment]) -> None:
        """Draws a version and compares it with its mockups, if any."""
        await self._told(self._measuring.measure(session, revision, mockups))

    async def look_closer(self, session: str, revision: Revision, mockups: Sequence[Attachment]) -> None:
        """Where a version differs from its mockups."""
        await self._told(self._measuring.look_closer(session, revision, mockups))

    async def _told(self, work: Awaitable[object]) -> None:
        """What goes wrong beside a conversation is said beside it."""
        try:
            await work
        except MoonpaneError as error:
            self._post(notices.Told(str(error), is_bad=True))

    async def _carry_out(self, answering: Answering, work: Coroutine[Any, Any, None]) -> None:
        """Whatever happens, the studio does not wait for an answer for ever."""
        task = self._tasks[answering.id] = asyncio.current_task()  # type: ignore[assignment]
        assert task is not None
        try:
            await work
            answering.end(Phase.DONE)
        except asyncio.CancelledError:
            made = answering.revision is not None
            answering.end(*((Phase.DONE, "Stopped before it was measured.") if made else (Phase.STOPPED, "")))
            raise
        except MoonpaneError as error:
            if answering.revision is not None:
                answering.end(Phase.DONE, str(error))
            else:
                answering.end(Phase.FAILED, str(await self._source.explain(error)))
        finally:
            self._tasks.pop(answering.id, None)
            answering.end(Phase.FAILED, UNFORESEEN)

    async def _convert(self, answering: Answering, refine_rounds: int) -> None:
        picture = answering.exchange.asked.attachments[0]
        check_mockup(picture)
        await self._write_page(answering, picture)
        answering.reach(Phase.RENDERING)
        assert answering.revision is not None
        mockups = answering.exchange.asked.attachments
        measured = await self._measuring.measure(answering.session, answering.revision, mockups)
        if refine_rounds and measured.is_complete:
            await self._refine(answering, measured, mockups, refine_rounds)

    async def _refine(
        self, answering: Answering, revision: Revision, mockups: Sequence[Attachment], rounds: int
    ) -> str:
        """How it went, in words."""
        refining = self._refining[answering.id] = Refining(answering, self._measuring, self._worker, self._post)
        try:
            await refining.run(revision, mockups, [MeasuredProposer()], rounds)
        finally:
            del self._refining[answering.id]
        return refining.words

    async def _write_page(self, answering: Answering, picture: Attachment) -> None:
        endpoint = await self._source.endpoint()
        answering.exchange.model = endpoint.model
        answering.reach(Phase.MEASURING)
        artifact = Artifact()
        async with contextlib.aclosing(convert(picture, endpoint, worker=self._worker, before=self._written)) as events:
            async for event in events:
                match event:
                    case LinesRead(done, total):
                        answering.read_lines(done, total)
                    case Measured():
                        answering.reach(Phase.WRITING)
                    case Delta(text, reasoning, tokens, speed):
                        files = artifact.files if artifact.feed(text) else None
                        answering.say(text, reasoning, files=files, tokens=tokens, tokens_per_s=speed)
                    case Shortened(kept, total):
                        answering.remark(f"The picture is too much for the model: it got {kept} of {total} elements.")
                    case Finished(html, usage, _, whole, answer):
                        self._written = answer
                        answering.count(prompt_tokens=usage.prompt_tokens, tokens=usage.completion_tokens)
                        answering.finish_page({**artifact.files, "index.html": html}, is_complete=whole)
                        if not whole:
                            answering.remark("The model ran out of tokens before the end of the page.")

    async def _talk(self, answering: Answering, messages: Sequence[dict[str, Any]]) -> None:
        endpoint = await self._source.endpoint()
        answering.exchange.model = endpoint.model
        if endpoint.embedded:
            answering.end(Phase.FAILED, CANNOT_CHAT)
            return
        thinking = answering.exchange.thinking
        answer = stream_chat(endpoint, messages, thinking=thinking, max_tokens=CHAT_TOKENS)
        tokens = 0
        async with contextlib.aclosing(answer):  # type: ignore[type-var]
            async for delta in answer:
                if delta.usage:
                    tokens = delta.usage.completion_tokens
                    answering.count(prompt_tokens=delta.usage.prompt_tokens, tokens=tokens)
                else:
                    tokens += 1
                answering.say(delta.content, delta.reasoning, tokens=tokens)

    def _answering(self, session: str, exchange: Exchange) -> Answering:
        return Answering(session, exchange, post=self._post, keeper=self._keeper)
