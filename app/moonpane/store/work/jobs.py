"""Everything that is answered, on the asyncio thread: convert, talk, refine. Each ends by itself, or by `stop`."""

import asyncio
import contextlib
from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from moonpane.answering import SoFar
from moonpane.artifact.diff import diff
from moonpane.client.endpoint import Endpoint
from moonpane.convert import Continued, Delta, FilesGrew, Finished, FirstFrame, LinesRead, Measured, Shortened, convert
from moonpane.errors import MoonpaneError
from moonpane.pixels import PixelWorker, check_mockup
from moonpane.refine.asking import proposers_for
from moonpane.revise import Finished as Revised
from moonpane.revise import revise
from moonpane.session import Attachment, Exchange, Revision, Turn, messages_of
from moonpane.store import notices
from moonpane.store.edits import EditLog
from moonpane.store.model import Phase
from moonpane.store.models.engine_keeper import ModelSource, Post
from moonpane.store.options import Options
from moonpane.store.sentences import unforeseen
from moonpane.store.under_way import under_way
from moonpane.store.work.answering import Answering, Keeps
from moonpane.store.work.choosing import Choosing
from moonpane.store.work.measuring import Measuring
from moonpane.store.work.refining import Refining
from moonpane.store.work.thumbnails import Thumbnails

translate = QCoreApplication.translate


class Jobs:
    """The coroutines that the window starts; what they do is told by notices and kept as it comes."""

    def __init__(self, source: ModelSource, worker: PixelWorker, post: Post, keeper: Keeps) -> None:
        self._source = source
        self._worker = worker
        self._post = post
        self._keeper = keeper
        self._written = ""  # the model's last answer that was a page
        self._measuring = Measuring(worker, post, keeper)
        self._thumbnails = Thumbnails(worker, post)
        self._tasks: dict[str, asyncio.Task[Any]] = {}
        self._refining: dict[str, Refining] = {}
        self._choosing: dict[str, Choosing] = {}

    async def warm_up(self) -> None:
        """Have the process for pictures started before the first one comes; the first job tells if it cannot be."""
        with contextlib.suppress(MoonpaneError):
            await self._worker.warm_up()

    async def convert(self, session: str, exchange: Exchange, options: Options, so_far: SoFar | None = None) -> None:
        """From picture to measured page; see `notices` for the order in which it tells.

        `so_far`: what there is of the answer already; it goes on from there.
        """
        answering = self._answering(session, exchange, so_far=so_far)
        await self._carry_out(answering, self._convert(answering, options, so_far))

    async def talk(
        self,
        session: str,
        exchange: Exchange,
        said: Sequence[Turn],
        base: Revision | None,
        mockups: Sequence[Attachment],
    ) -> None:
        """A streamed answer to a conversation, which may change the page `base` or bring a first one."""
        answering = self._answering(session, exchange, mockups)
        await self._carry_out(answering, self._talk(answering, said, base))

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

    async def cancel_variant(self, exchange: str, index: int) -> None:
        """Ends one of several pages for a picture."""
        if choosing := self._choosing.get(exchange):
            choosing.cancel(index)

    async def idle(self) -> None:
        """Returns once no answer is running."""
        while tasks := [task for task in self._tasks.values() if task is not asyncio.current_task()]:
            await asyncio.wait(tasks)

    async def measure(self, session: str, revision: Revision, mockups: Sequence[Attachment]) -> None:
        """Draws a version and compares it with its mockups, if any."""
        with under_way(self._post, translate("Store", "Drawing and measuring the page")):
            await self._told(self._measuring.measure(session, revision, mockups))

    async def look_closer(
        self, session: str, revision: Revision, mockups: Sequence[Attachment], *, is_measured: bool
    ) -> None:
        """Where a version differs from its mockups."""
        await self._told(self._measuring.look_closer(session, revision, mockups, is_measured=is_measured))

    async def compare_code(self, left: Revision, right: Revision, captions: tuple[str, str]) -> None:
        """What is different between the files of two versions."""
        self._post(notices.DiffMade(await asyncio.to_thread(diff, left.files, right.files), captions))

    async def look_at_pictures(self, pictures: Mapping[str, str]) -> None:
        """What the pictures among the files of a page look like."""
        await self._thumbnails.make(pictures)

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
            answering.end(
                *((Phase.DONE, translate("Store", "Stopped before it was measured.")) if made else (Phase.STOPPED, ""))
            )
            raise
        except MoonpaneError as error:
            if answering.revision is not None:
                answering.end(Phase.DONE, str(error))
            else:
                answering.end(Phase.FAILED, str(await self._source.explain(error)))
        finally:
            self._tasks.pop(answering.id, None)
            answering.end(Phase.FAILED, unforeseen())

    async def _convert(self, answering: Answering, options: Options, so_far: SoFar | None) -> None:
        mockups = answering.exchange.asked.mockups
        check_mockup(mockups[0])
        endpoint = await self._source.endpoint()
        _warn_of_blindness(answering, endpoint)
        answering.exchange.model = endpoint.model
        if options.variants > 1 and not endpoint.embedded and not so_far:
            await self._choose(answering, endpoint, options)
        else:
            await self._write_page(answering, endpoint, so_far)
            answering.reach(Phase.RENDERING)
            await self._measuring.measure(answering.session, _made(answering), mockups)
        if options.refine_rounds and _made(answering).is_complete:
            await self._refine(answering, _made(answering), mockups, options.refine_rounds)

    async def _write_page(self, answering: Answering, endpoint: Endpoint, so_far: SoFar | None) -> None:
        answering.reach(Phase.MEASURING)
        asked = answering.exchange.asked
        picture, *others = asked.attachments
        events = convert(
            picture,
            endpoint,
            worker=self._worker,
            stack=answering.exchange.stack,
            others=others,
            instructions=asked.text,
            thinking=answering.exchange.thinking,
            before=self._written,
            so_far=so_far,
            replies=answering.replies,
        )
        async with contextlib.aclosing(events):
            async for event in events:
                match event:
                    case FirstFrame():
                        answering.remark(
                            translate("Store", "This model sees pictures only: it gets the first one of the recording.")
                        )
                    case LinesRead(done, total):
                        answering.read_lines(done, total)
                    case Measured():
                        answering.reach(Phase.WRITING)
                    case Delta(text, reasoning, tokens, speed):
                        answering.say(text, reasoning, tokens=tokens, tokens_per_s=speed)
                    case FilesGrew(files, path):
                        answering.grow(files, path or "")
                    case Continued(number):
                        answering.remark(
                            translate("Store", "The answer was cut off and went on by itself ({number}).").format(
                                number=number
                            )
                        )
                    case Shortened(kept, total):
                        answering.remark(
                            translate(
                                "Store", "The picture is too much for the model: it got {kept} of {total} elements."
                            ).format(kept=kept, total=total)
                        )
                    case Finished(files, usage, _, whole, answer, _, remark):
                        self._written = answer
                        answering.count(prompt_tokens=usage.prompt_tokens, tokens=usage.completion_tokens)
                        answering.finish_page(files, is_complete=whole)
                        if not whole:
                            answering.remark(
                                remark or translate("Store", "The model ran out of tokens before the end of the page.")
                            )

    async def _choose(self, answering: Answering, endpoint: Endpoint, options: Options) -> None:
        choosing = Choosing(answering, endpoint, self._measuring, self._worker, self._post)
        self._choosing[answering.id] = choosing
        try:
            await choosing.run(options.variants)
        finally:
            del self._choosing[answering.id]

    async def _refine(
        self, answering: Answering, revision: Revision, mockups: Sequence[Attachment], rounds: int
    ) -> str:
        """How it went, in words."""
        endpoint = await self._source.endpoint()
        proposers = proposers_for(endpoint)
        refining = self._refining[answering.id] = Refining(answering, self._measuring, self._worker)
        try:
            await refining.run(revision, mockups, proposers, rounds)
        finally:
            del self._refining[answering.id]
        return refining.words

    async def _talk(self, answering: Answering, said: Sequence[Turn], base: Revision | None) -> None:
        endpoint = await self._source.endpoint()
        _warn_of_blindness(answering, endpoint)
        exchange = answering.exchange
        exchange.model = endpoint.model
        before: Mapping[str, str] = base.files if base else {}
        messages = await asyncio.to_thread(messages_of, said)
        revision = revise(
            endpoint,
            messages,
            before,
            exchange.stack,
            thinking=exchange.thinking,
            context_tokens=endpoint.context_tokens or None,
        )
        answering.change(before)
        log = EditLog()
        async with contextlib.aclosing(revision) as events:
            async for event in events:
                if (edits := log.take(event)) is not None:
                    answering.tell_edits(edits)
                match event:
                    case Delta(_, reasoning, tokens, speed, said_now):
                        answering.say(said_now, reasoning, tokens=tokens, tokens_per_s=speed)
                    case FilesGrew(files, path):
                        answering.grow(files, path or "")
                    case Revised() as revised:
                        usage = revised.usage
                        answering.count(prompt_tokens=usage.prompt_tokens, tokens=usage.completion_tokens)
                        for remark in revised.remarks:
                            answering.remark(remark)
                        if dict(revised.files) != dict(before):
                            # A change that did not fit leaves the page whole, as it was there.
                            whole = revised.is_complete or bool(revised.rejected)
                            answering.finish_page(revised.files, is_complete=whole)
        if answering.revision is not None:
            answering.reach(Phase.RENDERING)
            await self._measuring.measure(answering.session, answering.revision, answering.mockups)

    def _answering(
        self, session: str, exchange: Exchange, mockups: Sequence[Attachment] = (), so_far: SoFar | None = None
    ) -> Answering:
        return Answering(session, exchange, post=self._post, keeper=self._keeper, mockups=mockups, so_far=so_far)


def _made(answering: Answering) -> Revision:
    assert answering.revision is not None
    return answering.revision


def _warn_of_blindness(answering: Answering, endpoint: Endpoint) -> None:
    if endpoint.is_blind and answering.exchange.asked.attachments:
        words = translate("Store", "{model} was found not to see pictures; choose another model in Models.")
        answering.remark(words.format(model=endpoint.model))
