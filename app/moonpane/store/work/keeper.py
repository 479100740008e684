"""The archive as the studio uses it: what is to be kept is said and forgotten, and kept in the order of saying.

Every `keep_…` takes a snapshot on the thread that calls it, Qt's or asyncio's, and returns at once. On the asyncio
thread one call after another goes to the archive, in a helper thread. Of what waits, a later state replaces an earlier
one of the same thing. What cannot be written stays and is tried again, so that a full disk costs nothing once there is
room; the window is told.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from moonpane.archive import Archive
from moonpane.archive.growth import NO_VARIANTS, Variants
from moonpane.archive.parts import NO_PARTS, Parts
from moonpane.archive.places import is_writable
from moonpane.errors import ArchiveDamaged, ArchiveError, ArchiveUnwritable
from moonpane.session import Attachment, Exchange, Revision, Session
from moonpane.store.models.engine_keeper import Post
from moonpane.store.notices import ArchiveOpened, Saved, SavingFailed
from moonpane.store.sentences import unforeseen

log = logging.getLogger(__name__)

CHECKPOINT_S = 0.5  # between two states of a growing answer; with the time to write it, less than a second is at stake
DRAFT_S = 0.3
RETRY_S = 1.0
MOST_RETRY_S = 10.0
IDLE_S = 0.1  # of work on the search index at once
FAREWELL_TRIES = 2

Result = TypeVar("Result")
Work = Callable[[Archive], object]
Spawn = Callable[[Coroutine[Any, Any, None]], object]


class Keeper:
    """`run` opens the archive and works until cancelled; `settle` ends the work and closes the archive."""

    def __init__(self, spawn: Spawn, post: Post, *, folder: Path | None = None) -> None:
        self._spawn = spawn
        self._post = post
        self._folder = folder
        self._archive: Archive | None = None
        self._failure = ""  # why there is no archive, or why it cannot be written
        self._waiting: dict[Hashable, tuple[float, Work]] = {}  # what → (when it is due, how it is kept)
        self._pauses_s: dict[Hashable, float] = {}  # of what waits
        self._last: dict[Hashable, float] = {}  # when the keeping of a growing answer began last
        self._loop: asyncio.AbstractEventLoop | None = None  # that `run` runs on
        self._is_on_read_only_disk = False
        self._retry_s = 0.0
        self._repaired: object = None  # what met damage last, and was tried again after the repair
        self._lost: set[Hashable] = set()  # what could not be kept and is not tried again, since all was kept last
        self._hurried = 0  # how many wait for everything before them to be kept
        self._changed = asyncio.Event()
        self._lock = asyncio.Lock()
        self._settled = asyncio.Condition()

    # -- on any thread ---------------------------------------------------------------------------

    def keep_session(self, session: Session) -> None:
        head = replace(session, exchanges={}, revisions={})
        self._say(("session", session.id), lambda archive: archive.keep_session(head))

    def keep_exchange(self, session_id: str, exchange: Exchange) -> None:
        now = _as_it_is(exchange)
        self._say(("exchange", exchange.id), lambda archive: archive.keep_exchange(session_id, now))

    def checkpoint(self, exchange: Exchange, files: Mapping[str, str], variants: Variants = NO_VARIANTS) -> None:
        """May be called as often as the answer grows. The files of variants do not change: they are given anew."""
        now, then, others = _as_it_is(exchange), dict(files), dict(variants)
        self._say(("growth", exchange.id), lambda archive: archive.checkpoint(now, then, others), pause_s=CHECKPOINT_S)

    def keep_revision(self, session_id: str, revision: Revision, render: bytes | None = None) -> None:
        key = ("revision", revision.id, render is None)
        self._say(key, lambda archive: archive.keep_revision(session_id, revision, render))

    def keep_draft(
        self, session_id: str | None, text: str, attachments: Sequence[Attachment], parts: Parts = NO_PARTS
    ) -> None:
        """May be called with every key. `parts`: what attachments were cut from, by their index."""
        now, of = tuple(attachments), dict(parts)
        self._say(("draft", session_id), lambda archive: archive.keep_draft(session_id, text, now, of), pause_s=DRAFT_S)

    def keep_workplace(self, workplace: Mapping[str, Any]) -> None:
        now = dict(workplace)
        self._say("workplace", lambda archive: archive.keep_workplace(now), pause_s=DRAFT_S)

    def _say(self, key: Hashable, work: Work, *, pause_s: float = 0.0) -> None:
        try:
            is_here = asyncio.get_running_loop() is self._loop
        except RuntimeError:  # the Qt thread has none
            is_here = False
        if is_here:  # no task for every token
            self._put(key, work, pause_s)
        else:
            self._spawn(self._putting(key, work, pause_s))

    # -- on the asyncio thread -------------------------------------------------------------------

    async def run(self) -> None:
        """Opens the archive, says what is in it, then keeps what comes, until cancelled."""
        self._loop = asyncio.get_running_loop()
        await self._open()
        caught_up = False
        while True:
            if self._is_on_read_only_disk:
                await self._wait_for_rights()
            self._changed.clear()
            key, wait_s = self._next()
            if key is not None:
                caught_up = False
                if not await self._keep(key):
                    await asyncio.sleep(self._retry_s)
            elif not caught_up and wait_s is None:
                caught_up = await self._call(lambda archive: archive.catch_up(limit_s=IDLE_S))
            else:
                await self._wait(wait_s)

    async def opened(self) -> None:
        """Waits for the archive, however long it is closed."""
        async with self._settled:
            await self._settled.wait_for(lambda: self._archive is not None)

    async def ask(self, work: Callable[[Archive], Result]) -> Result:
        """What the archive answers, after all that was said before, where that can be written. Raises ArchiveError."""
        self._hurried += 1
        self._changed.set()
        try:
            async with self._settled:
                await self._settled.wait_for(lambda: self._failure or (self._archive and not self._waiting))
        finally:
            self._hurried -= 1
        if self._archive is None:
            raise ArchiveError(self._failure)
        return await self._call(work)

    async def back_up(self) -> None:
        """A copy, beside everything else. For every ten minutes in which something is done."""
        if (archive := self._archive) is None:
            return
        try:
            await _finished(asyncio.to_thread(archive.backup))
            await self._call(Archive.tidy)
        except ArchiveError as error:
            self._post(SavingFailed(str(error)))

    async def settle(self) -> bool:
        """Keeps what waits and closes the archive; False where something could not be kept. After `run` has ended."""
        if self._archive is None:
            return not self._waiting
        for _ in range(FAREWELL_TRIES):
            for key in list(self._waiting):
                await self._keep(key)
        await self._close()
        return not self._waiting

    async def _putting(self, key: Hashable, work: Work, pause_s: float) -> None:
        self._put(key, work, pause_s)

    def _put(self, key: Hashable, work: Work, pause_s: float) -> None:
        if self._archive is not None and self._archive.read_only and not self._is_on_read_only_disk:
            return  # it is of a newer version; the person was told when it was opened
        if key in self._waiting:
            self._waiting[key] = self._waiting[key][0], work
        else:
            self._waiting[key] = self._last.get(key, -pause_s) + pause_s, work
            self._pauses_s[key] = pause_s
            self._changed.set()

    def _next(self) -> tuple[Hashable | None, float | None]:
        """What is due, the first said first; else how long until something is, None for nothing at all."""
        if not self._waiting:
            return None, None
        now = float("inf") if self._hurried else time.monotonic()
        key = next((key for key, (due, _) in self._waiting.items() if due <= now), None)
        return key, max(0.0, min(due for due, _ in self._waiting.values()) - now)

    async def _keep(self, key: Hashable) -> bool:
        """False where it has to be tried again."""
        _, work = entry = self._waiting[key]
        began = time.monotonic()
        try:
            await self._call(work)
        except ArchiveUnwritable as error:
            await self._fail(str(error))
            return False
        except ArchiveDamaged as error:
            if self._repaired is not entry:
                self._repaired = entry
                await self._close()
                await self._open()
                return False
            self._lose(key, str(error))
        except ArchiveError as error:
            self._lose(key, str(error))
        except Exception:
            # A mistake in one call must not end the keeping of everything else.
            log.exception("Something could not be kept.")
            self._lose(key, unforeseen())
        else:
            self._lost.discard(key)
        self._last = {each: when for each, when in self._last.items() if began - when < CHECKPOINT_S} | {key: began}
        if self._waiting.get(key) is entry:
            del self._waiting[key], self._pauses_s[key]
        elif key in self._waiting:  # it has grown meanwhile
            self._waiting[key] = began + self._pauses_s[key], self._waiting[key][1]
        self._failure, self._retry_s = "", 0.0
        if not self._waiting:
            if not self._lost:  # what was said of it stays until something is saved after it
                self._post(Saved())
            self._lost.clear()
            await self._tell_askers()
        return True

    def _lose(self, key: Hashable, sentence: str) -> None:
        """What is not tried again."""
        self._lost.add(key)
        self._post(SavingFailed(sentence))

    async def _fail(self, sentence: str) -> None:
        self._retry_s = min(2 * self._retry_s, MOST_RETRY_S) or RETRY_S
        if sentence != self._failure:
            self._failure = sentence
            self._post(SavingFailed(sentence))
        await self._tell_askers()

    async def _open(self) -> None:
        """Until it is open: the other window may be closed, the disk may come back."""
        while self._archive is None:
            opening = asyncio.ensure_future(asyncio.to_thread(Archive.open, self._folder))
            try:
                self._archive = await _finished(opening)
            except asyncio.CancelledError:
                if opening.done() and not opening.cancelled() and opening.exception() is None:
                    self._archive = opening.result()  # to be closed by `settle`
                raise
            except ArchiveError as error:
                await self._fail(str(error))
                await asyncio.sleep(self._retry_s)
        archive = self._archive
        self._failure, self._retry_s = " ".join(archive.notices) if archive.read_only else "", 0.0
        self._is_on_read_only_disk = archive.read_only and not await asyncio.to_thread(is_writable, archive.folder)
        heads, workplace = await self._call(Archive.sessions), await self._call(Archive.workplace)
        self._post(ArchiveOpened(tuple(heads), archive.notices, archive.unfinished, workplace, archive.read_only))
        await self._tell_askers()

    async def _wait_for_rights(self) -> None:
        """What is said meanwhile waits; what is asked is read."""
        assert self._archive is not None
        while not await asyncio.to_thread(is_writable, self._archive.folder):  # noqa: ASYNC110 - nothing tells it
            await asyncio.sleep(MOST_RETRY_S)
        await self._close()
        await self._open()

    async def _close(self) -> None:
        async with self._lock:
            if self._archive is not None:
                archive, self._archive = self._archive, None
                await _finished(asyncio.to_thread(archive.close))

    async def _call(self, work: Callable[[Archive], Result]) -> Result:
        async with self._lock:
            if self._archive is None:
                raise ArchiveError(self._failure or "The archive is closed.")
            return await _finished(asyncio.to_thread(work, self._archive))

    async def _wait(self, limit_s: float | None) -> None:
        # Not `wait_for`: on Python 3.11 it loses a cancellation that comes together with the event.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit_s):
                await self._changed.wait()

    async def _tell_askers(self) -> None:
        async with self._settled:
            self._settled.notify_all()


async def _finished(work: Awaitable[Result]) -> Result:
    """What runs in a thread runs to its end there, even if nobody waits any more; nothing may begin beside it."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def _as_it_is(exchange: Exchange) -> Exchange:
    """A copy of everything in it that grows."""
    asked, answer, course = replace(exchange.asked), replace(exchange.answer), replace(exchange.course)
    return replace(exchange, asked=asked, answer=answer, course=course, replies=dict(exchange.replies))
