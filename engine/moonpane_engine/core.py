"""The engine thread and the one bridge between it and asyncio.

The thread loads the runner, owns it for life, and takes steps while there is work. The asyncio side submits
requests and reads their events; everything that crosses goes through one inbox and `call_soon_threadsafe`.
"""

import asyncio
import logging
import queue
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Protocol

from moonpane_engine.errors import EngineError, EngineStopped, GenerationFailed, QueueFull
from moonpane_engine.request import Event, Failed, Finished, GenerationRequest, TokenGenerated

if TYPE_CHECKING:  # the scheduler imports torch, and the server has to listen before that is done
    from moonpane_engine.scheduler import ModelRunner, Scheduler

log = logging.getLogger(__name__)

EarlyEnd = Literal["stop", "cancelled"]
MAX_UNREAD = 8192  # of one stream, in tokens; four log-probabilities weigh as much: two megabytes on the wire
Progress = Callable[[str, int, int], None]  # stage in words, done, total (0: not known)
LoadRunner = Callable[[Progress], "ModelRunner"]


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What `/health` tells; written on the asyncio side only."""

    state: Literal["loading", "ready", "stopped"]
    stage: str = "starting"
    done: int = 0
    total: int = 0
    error: BaseException | None = None  # why it stopped; None after an orderly stop


class Observer(Protocol):
    """Hears what becomes of requests, on the event loop: `submitted`, events, and `ended_early` where they end here.

    That is with "stop" where a stop string was said or an only call, and with "cancelled" where nobody listens.
    """

    def submitted(self, job_id: int, request: GenerationRequest) -> None: ...
    def happened(self, job_id: int, event: Event) -> None: ...
    def ended_early(self, job_id: int, reason: EarlyEnd) -> None: ...


@dataclass(frozen=True, slots=True)
class _Add:
    job_id: int
    request: GenerationRequest


@dataclass(frozen=True, slots=True)
class _Cancel:
    job_id: int


@dataclass(frozen=True, slots=True)
class _Stop:
    pass


class TokenStream:
    """Events of requests that were submitted together, each with the index of its request.

    Used as `with core.submit(...) as stream`: whatever is unfinished at the end of the block is cancelled.
    """

    def __init__(self, core: "EngineCore", job_ids: Sequence[int]) -> None:
        self._core = core
        self._index_of = {job_id: index for index, job_id in enumerate(job_ids)}
        self._events: list[tuple[int, Event]] = []
        self._arrived = asyncio.Event()
        self._num_unread = 0
        self._is_overrun = False

    async def next_events(self) -> list[tuple[int, Event]]:
        """All events since the last call, at least one; an empty list when every request has ended.

        Raises GenerationFailed where more were waiting than anybody has who reads.
        """
        while not self._events and self._index_of:  # a cancelled request wakes, too
            self._arrived.clear()
            await self._arrived.wait()
        if self._is_overrun:
            raise GenerationFailed("The answer was not read as fast as it came, so it was ended; ask again.")
        events, self._events, self._num_unread = self._events, [], 0
        return events

    def cancel(self, index: int | None = None, *, reason: EarlyEnd = "cancelled") -> None:
        """Ends one request, or all; no further event of it arrives."""
        for job_id in [job for job, at in self._index_of.items() if index is None or at == index]:
            del self._index_of[job_id]
            self._core.forget(job_id, reason)
        self._events = [(at, event) for at, event in self._events if index is not None and at != index]
        self._arrived.set()

    def deliver(self, job_id: int, event: Event) -> None:
        """Called by the core, on the event loop."""
        index = self._index_of[job_id]
        if isinstance(event, Finished | Failed):
            del self._index_of[job_id]
        self._events.append((index, event))
        self._arrived.set()
        self._num_unread += 1 + _num_logprobs(event) // 4
        if self._num_unread > MAX_UNREAD:
            self._is_overrun = True
            self.cancel()

    def __enter__(self) -> "TokenStream":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.cancel()


def _num_logprobs(event: Event) -> int:
    return len(event.logprob.top) if isinstance(event, TokenGenerated) and event.logprob is not None else 0


class EngineCore:
    """Start it from a running event loop; all methods but `_run…` belong to that loop."""

    def __init__(self, load: LoadRunner, *, max_waiting: int = 256, max_batch: int = 64) -> None:
        self.max_waiting = max_waiting
        self.status = EngineStatus("loading")
        self.ended = asyncio.Event()
        self.observer: Observer | None = None
        self._load = load
        self._max_batch = max_batch
        self._inbox: queue.SimpleQueue[_Add | _Cancel | _Stop] = queue.SimpleQueue()
        self._streams: dict[int, TokenStream] = {}
        self._waiting: set[int] = set()  # submitted, first event not seen yet
        self._next_id = 0
        self._runner: ModelRunner | None = None  # the thread's own; here only to be asked for its sizes
        self._step_began_s: float | None = None  # monotonic; written by the thread, read for /health
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    @property
    def num_open(self) -> int:
        """Requests that have not ended."""
        return len(self._streams)

    @property
    def num_waiting(self) -> int:
        """Requests of which nothing has been heard yet."""
        return len(self._waiting)

    @property
    def cache_pages(self) -> tuple[int, int] | None:
        """Pages of the latent cache in use and in all, at about this moment; None where the runner has none."""
        cache = getattr(self._runner, "cache", None)
        total, free = getattr(cache, "max_pages", None), getattr(cache, "num_free_pages", None)
        return None if total is None or free is None else (total - free, total)

    def runner_says(self, name: str) -> str | None:
        """`device` or `dtype` as the runner names it, once it is loaded."""
        value = getattr(self._runner, name, None)
        return None if value is None else str(value).removeprefix("torch.")

    @property
    def step_age_s(self) -> float:
        """How long the present step has been running: a watcher's sign of a hung engine."""
        began = self._step_began_s
        return 0.0 if began is None else time.monotonic() - began

    def start(self) -> None:
        """Starts the thread, which begins by loading the model."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def submit(self, requests: Sequence[GenerationRequest]) -> TokenStream:
        """Queues requests, all or none. Raises QueueFull or EngineStopped."""
        if self.status.state == "stopped":
            raise EngineStopped("The engine has stopped; restart it to go on.")
        num_waiting = len(self._waiting)
        if num_waiting + len(requests) > self.max_waiting:
            raise QueueFull(f"{num_waiting} requests wait already and at most {self.max_waiting} may; try again soon.")
        job_ids = range(self._next_id, self._next_id + len(requests))
        self._next_id = job_ids.stop
        stream = TokenStream(self, job_ids)
        for job_id, request in zip(job_ids, requests, strict=True):
            self._streams[job_id] = stream
            self._waiting.add(job_id)
            self._inbox.put(_Add(job_id, request))
            if self.observer is not None:
                self.observer.submitted(job_id, request)
        return stream

    def forget(self, job_id: int, reason: EarlyEnd = "cancelled") -> None:
        """Cancels one request before the next step."""
        if self._streams.pop(job_id, None) is not None:
            self._waiting.discard(job_id)
            self._inbox.put(_Cancel(job_id))
            if self.observer is not None:
                self.observer.ended_early(job_id, reason)

    def stop(self) -> None:
        """Asks the thread to end after its present step, and ends all open requests now."""
        self._inbox.put(_Stop())
        self._end_streams("The engine is shutting down.")

    def join(self, timeout_s: float) -> bool:
        """Waits for the thread; True when it has ended."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    # On the engine thread.

    def _run(self) -> None:
        try:
            runner = self._runner = self._load(self._report)
            from moonpane_engine.scheduler import Scheduler  # torch: only now, and only in this thread

            scheduler = Scheduler(runner, max_batch=self._max_batch)
            self._post(self._on_ready)
            while self._take_messages(scheduler):
                self._step_began_s = time.monotonic()
                events = scheduler.step()
                self._step_began_s = None
                if events:
                    self._post(self._on_events, events)
        except EngineError as error:
            self._post(self._on_stopped, error)
        finally:
            # Any other exception goes on to the thread's excepthook, which prints it.
            self._post(self._on_stopped, sys.exception())

    def _take_messages(self, scheduler: "Scheduler") -> bool:
        """Empties the inbox, waiting only while there is nothing else to do; False ends the thread."""
        while True:
            try:
                message = self._inbox.get(block=not scheduler.has_work)
            except queue.Empty:
                return True
            match message:
                case _Add(job_id, request):
                    scheduler.add(job_id, request)
                case _Cancel(job_id):
                    scheduler.cancel(job_id)
                case _Stop():
                    return False

    def _report(self, stage: str, done: int, total: int) -> None:
        self._post(self._on_progress, stage, done, total)

    def _post(self, callback: Callable[..., None], *args: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(callback, *args)

    # On the event loop, called from the thread.

    def _on_progress(self, stage: str, done: int, total: int) -> None:
        self.status = EngineStatus("loading", stage, done, total)

    def _on_ready(self) -> None:
        self.status = EngineStatus("ready")
        log.info("Model loaded; ready.")

    def _on_events(self, events: list[tuple[int, Event]]) -> None:
        for job_id, event in events:
            self._waiting.discard(job_id)
            stream = self._streams.get(job_id)
            if stream is None:
                continue  # cancelled while this step was running
            if isinstance(event, Finished | Failed):
                del self._streams[job_id]
            if self.observer is not None:
                self.observer.happened(job_id, event)
            stream.deliver(job_id, event)

    def _on_stopped(self, error: BaseException | None) -> None:
        if self.status.state != "stopped":
            self.status = EngineStatus("stopped", error=error)
            self._end_streams("The engine has stopped; restart it to go on.")
            self.ended.set()

    def _end_streams(self, message: str) -> None:
        failed = Failed(EngineStopped(message))
        self._on_events([(job_id, failed) for job_id in list(self._streams)])
