"""The asyncio thread, and the one bridge from it to Qt. The only file that imports threading.

Everything that waits (HTTP streams, child processes, files) runs as a coroutine on one thread of its
own; Qt keeps the main thread. Towards asyncio there is `spawn`; back there are notices: small frozen
dataclasses that a coroutine hands to `post`. They are collected and announced by one signal at most
30 times a second, so that a fast stream cannot flood the window, and an announcement is not repeated
before the last one was taken, so that a busy window gets one larger batch instead of a queue.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)

NOTICE_INTERVAL_S = 1 / 30
FAREWELL_TIMEOUT_S = 8.0


@runtime_checkable
class Mergeable(Protocol):
    """A notice that can take in the one posted right after it."""

    def merged(self, later: object) -> "object | None":
        """Both in one, or None when they must stay two."""
        ...


class Runtime(QObject):
    """The asyncio thread.

    Signals:
        arrived: notices are waiting; call `take`. Emitted on the asyncio thread, so connect to a QObject's method.
    """

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._farewell: Callable[[], Coroutine[Any, Any, None]] | None = None
        self._jobs: set[asyncio.Task[Any]] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="moonpane-asyncio", daemon=True)
        self._lock = threading.Lock()  # guards the two fields below
        self._notices: list[object] = []
        self._announced = False
        self._flush_due: asyncio.TimerHandle | None = None
        self._last_flush_s = 0.0

    def start(self) -> None:
        """Starts the thread and returns when its loop accepts work."""
        self._thread.start()
        self._ready.wait()

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Runs a coroutine on the asyncio thread; callable from any thread. An error that leaves it is logged.

        Coroutines take their first step in the order in which they were spawned.
        """
        if self._loop is None or not self._thread.is_alive():
            coroutine.close()
            raise RuntimeError("The runtime is not running.")
        future = asyncio.run_coroutine_threadsafe(self._run_job(coroutine), self._loop)
        future.add_done_callback(_report)

    def post(self, notice: object) -> None:
        """Hands a notice to the window; only from the asyncio thread. Order is kept."""
        assert self._loop is not None
        with self._lock:
            last = self._notices[-1] if self._notices else None
            both = last.merged(notice) if isinstance(last, Mergeable) else None
            if both is None:
                self._notices.append(notice)
            else:
                self._notices[-1] = both
        if self._flush_due is None:
            delay_s = max(0.0, self._last_flush_s + NOTICE_INTERVAL_S - time.monotonic())
            self._flush_due = self._loop.call_later(delay_s, self._flush)

    def take(self) -> list[object]:
        """All notices since the last call, oldest first; only from the Qt thread."""
        with self._lock:
            notices, self._notices = self._notices, []
            self._announced = False
        return notices

    def stop(self, farewell: Callable[[], Coroutine[Any, Any, None]] | None = None) -> None:
        """Cancels every job, runs `farewell` (at most 8 s), ends the thread and waits for it."""
        if self._loop is None or not self._thread.is_alive():
            return
        self._farewell = farewell
        assert self._stopping is not None
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(FAREWELL_TIMEOUT_S + 4)

    def _flush(self) -> None:
        self._flush_due = None
        self._last_flush_s = time.monotonic()
        with self._lock:
            announce = bool(self._notices) and not self._announced
            self._announced = self._announced or announce
        if announce:
            self.arrived.emit()

    def _run(self) -> None:
        with asyncio.Runner() as runner:
            runner.run(self._main())

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        self._ready.set()
        await self._stopping.wait()
        await self._cancel_jobs()
        if self._farewell is not None:
            try:
                await asyncio.wait_for(self._farewell(), FAREWELL_TIMEOUT_S)
            except TimeoutError:
                log.warning("Shutting down took more than %.0f seconds and was cut short.", FAREWELL_TIMEOUT_S)
        if self._flush_due is not None:
            self._flush_due.cancel()

    async def _run_job(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._jobs.add(task)
        try:
            await coroutine
        finally:
            self._jobs.discard(task)

    async def _cancel_jobs(self) -> None:
        """Only what was spawned: tasks that an engine keeps for itself end with the farewell."""
        jobs = list(self._jobs)
        for task in jobs:
            task.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)


def _report(future: "Future[None]") -> None:
    try:
        error = future.exception()
    except CancelledError:
        return
    if error is not None:
        log.error("A background job failed.", exc_info=error)
