"""The model that answers, and how another one takes its place while the studio runs.

A source is only given up for one that is ready: who asks for an answer meanwhile waits for the outcome, and when the
new one fails, the old one goes on. A running answer is never cut by a change: its source ends after it has.
"""

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from moonpane.client.endpoint import Endpoint
from moonpane.client.local_engine import LocalEngine
from moonpane.client.models import checkpoint_of
from moonpane.client.timing import AnswerTiming
from moonpane.errors import EndpointError, EngineFailed, MoonpaneError
from moonpane.models.known import KnownModel
from moonpane.store.model import EngineState, EngineStatus
from moonpane.store.models.engine_keeper import EngineKeeper, ModelSource, Post, RemoteEndpoint
from moonpane.store.models.notices import ModelFront
from moonpane.store.notices import EngineChanged
from moonpane.store.sentences import unloaded

log = logging.getLogger(__name__)

MakeSource = Callable[[KnownModel, Post], ModelSource]
OnAnswered = Callable[[str, AnswerTiming], None]


def source_for(known: KnownModel, post: Post, *, named: str = "") -> ModelSource:
    """An engine of our own for a checkpoint, or somebody's endpoint; `named` as for `KnownModel.is_named`."""
    if known.kind == "endpoint":
        return RemoteEndpoint(known.choice, post, is_named=known.is_named(named))
    return EngineKeeper(LocalEngine(checkpoint_of(known.choice)), post, name=known.name)


@dataclass
class _Held:
    """A model, its source, and the task that runs it."""

    known: KnownModel
    source: ModelSource
    status: EngineStatus
    task: asyncio.Task[None] | None = None
    is_loaded: bool = True


async def _at_once() -> None:
    return None


class ModelKeeper:
    """A `ModelSource` that changes. All methods belong to one event loop."""

    def __init__(
        self,
        first: KnownModel,
        post: Post,
        *,
        make_source: MakeSource = source_for,
        idle: Callable[[], Awaitable[None]] = _at_once,
        on_answered: OnAnswered | None = None,
    ) -> None:
        """`idle` returns once no answer is running; `on_answered` hears which model answered, and how fast."""
        self._post = post
        self._make_source = make_source
        self._idle = idle
        self.on_answered = on_answered
        self._changing = asyncio.Lock()
        self._settled = asyncio.Event()  # cleared while another model is being loaded
        self._settled.set()
        self._sources: dict[str, ModelSource] = {}  # by the addresses that were handed out
        self._held = self._front = self._make(first)

    @property
    def known(self) -> KnownModel:
        """The model that answers, or would if it were loaded."""
        return self._held.known

    @property
    def used(self) -> str:
        """The id of the model that is loaded; empty when none is."""
        return self._held.known.id if self._held.is_loaded else ""

    @property
    def pid(self) -> int | None:
        return self._held.source.pid if self._held.is_loaded else None

    async def run(self) -> None:
        """Starts the model, also again after it failed for good or was unloaded; returns at once."""
        held = self._held
        held.is_loaded = True
        if held.task is None or held.task.done():
            await self._run(held)

    async def endpoint(self) -> Endpoint:
        await self._settled.wait()
        held = self._held
        if not held.is_loaded:
            raise EngineFailed(unloaded())
        endpoint = await held.source.endpoint()
        self._sources[endpoint.base_url] = held.source

        def answered(timing: AnswerTiming) -> None:
            if self.on_answered:
                self.on_answered(held.known.id, timing)

        switch = held.known.switch if held.known.kind == "endpoint" else endpoint.switch
        sight = held.known.probe.sight if held.known.probe else None
        is_blind = sight is not None and sight.is_blind
        return dataclasses.replace(endpoint, switch=switch, is_blind=is_blind, on_answered=answered)

    async def explain(self, error: MoonpaneError) -> MoonpaneError:
        where = error.base_url if isinstance(error, EndpointError) else ""
        return await self._sources.get(where, self._held.source).explain(error)

    async def stop(self) -> None:
        """Ends whatever runs; for good."""
        await self._end(self._held)
        if self._front is not self._held:
            await self._end(self._front)

    async def use(
        self, known: KnownModel, *, beside: bool = True, on_used: Callable[[], Awaitable[None]] = _at_once
    ) -> None:
        """Has another model answer from now on.

        `beside`: there is memory for both, so the old one stays until the new one is ready. Otherwise it is unloaded
        first, and loaded again if the new one fails. `on_used` is called as soon as the next answer comes from it,
        while the one before may still write. Raises MoonpaneError when the old one stays in use, and what `on_used`
        raises.
        """
        async with self._changing:
            old = self._held
            if known.choice == old.known.choice and old.is_loaded and old.status.state is not EngineState.STOPPED:
                old.known = known
                self._tell(old)
                await on_used()
                return
            self._settled.clear()
            new = self._make(known)
            try:
                await self._change(old, new, beside=beside, on_used=on_used)
            finally:
                self._settled.set()

    async def unload(self) -> None:
        """Gives the model's memory back, once the running answer has ended."""
        async with self._changing:
            held = self._held
            await self._idle()
            held.is_loaded = False
            await self._end(held)
            held.status = EngineStatus(EngineState.STOPPED, held.known.name, unloaded())
            self._tell(held)

    async def _change(self, old: _Held, new: _Held, *, beside: bool, on_used: Callable[[], Awaitable[None]]) -> None:
        was_usable = old.is_loaded and old.status.state is not EngineState.STOPPED
        if not beside:
            await self._idle()
            await self._end(old)
        self._front = new
        await self._run(new)
        try:
            await new.source.endpoint()
        except MoonpaneError as error:
            if not was_usable:  # nothing better to go back to: it can be tried again
                self._held = new
                raise
            await self._end(new)
            await self._go_back(old, f"{old.known.name} stays, for {new.known.name} cannot be used: {error}")
            raise
        except BaseException:  # cancelled: as if it had not been asked for
            await self._end(new)
            self._front = old
            raise
        self._held = new
        self._tell(new)
        self._settled.set()
        try:
            await on_used()
        finally:
            if beside:
                await self._idle()
                await self._end(old)

    async def _go_back(self, old: _Held, sentence: str) -> None:
        self._front = old
        if old.task is None:
            await self._run(old)
            with contextlib.suppress(MoonpaneError):
                await old.source.endpoint()
        old.status = dataclasses.replace(old.status, sentence=sentence)
        self._tell(old)

    def _make(self, known: KnownModel) -> _Held:
        def post(notice: object) -> None:
            if isinstance(notice, EngineChanged):
                held.status = notice.status
                if held is self._front:
                    self._tell(held)
            else:
                self._post(notice)

        held = _Held(known, self._make_source(known, post), EngineStatus(EngineState.STARTING, known.name))
        return held

    async def _run(self, held: _Held) -> None:
        held.task = asyncio.create_task(held.source.run())
        held.task.add_done_callback(_report)
        await asyncio.sleep(0)  # its first step forgets the endpoint of an earlier life

    async def _end(self, held: _Held) -> None:
        task, held.task = held.task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await held.source.stop()

    def _tell(self, held: _Held) -> None:
        self._post(EngineChanged(held.status))
        self._post(ModelFront(held.known.id, self.used, self._held.known.choice, held.status))


def _report(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("A model's source ended unforeseen.", exc_info=error)
