"""Keeps everything on the disk while the studio goes on: one call after another, in the order of wanting.

Lives on the asyncio thread. A call that the disk refuses for now is tried again, and what was wanted after it waits in
memory, so that nothing overtakes it; the window says so until it has succeeded.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from moonpane.archive import Archive
from moonpane.errors import ArchiveError, ArchiveUnwritable
from moonpane.session import Exchange, Revision, Session, Turn
from moonpane.store import notices
from moonpane.store.engine_keeper import Post

T = TypeVar("T")
RETRY_S = 2.0
NOT_KEPT = "Nothing of this session is kept: {reason}"


@dataclass(frozen=True)
class _Call:
    carry_out: Callable[[Archive], object]
    answer: "asyncio.Future[object] | None" = None  # somebody waits for what it returns


class Keeper:
    """`run` once; calls made before it has opened the archive wait."""

    def __init__(self, post: Post, folder: Path | None = None) -> None:
        self._post = post
        self._folder = folder
        self._waiting: deque[_Call] = deque()
        self._woken = asyncio.Event()
        self._growing: dict[str, tuple[Turn, Mapping[str, str]]] = {}  # the latest of each answer, not written yet
        self._archive: Archive | None = None
        self._reason = ""  # why there is no archive
        self._told: notices.Kept | None = None

    async def run(self) -> None:
        """Opens the archive and works until cancelled; what waits then is for `close`."""
        try:
            self._archive = await asyncio.to_thread(Archive.open, self._folder)
        except ArchiveError as error:
            self._reason = str(error)
            self._tell(notices.Kept(False, NOT_KEPT.format(reason=self._reason)))
            while self._waiting:
                self._fail(self._waiting.popleft(), error)
        for sentence in self._archive.notices if self._archive else ():
            self._post(notices.Told(sentence, is_bad=True))
        while True:
            await self._work_off()
            self._woken.clear()
            await self._woken.wait()

    async def close(self) -> None:
        """Writes what waits, as far as the disk takes it, and lets another process have the archive."""
        if self._archive is not None:
            await self._work_off(retries=1)
            archive, self._archive = self._archive, None
            await asyncio.to_thread(archive.close)

    async def ask(self, question: Callable[[Archive], T]) -> T:
        """What the archive answers after everything that was wanted before. Raises ArchiveError."""
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._enqueue(_Call(question, answer))  # type: ignore[arg-type]
        return await answer

    def keep_session(self, session: Session) -> None:
        self._enqueue(_Call(lambda archive: archive.keep_session(session)))

    def keep_exchange(self, session: str, exchange: Exchange) -> None:
        self._growing.pop(exchange.id, None)
        self._enqueue(_Call(lambda archive: archive.keep_exchange(session, exchange)))

    def keep_revision(self, session: str, revision: Revision, render: bytes | None = None) -> None:
        self._enqueue(_Call(lambda archive: archive.keep_revision(session, revision, render)))

    def checkpoint(self, exchange: str, answer: Turn, files: Mapping[str, str]) -> None:
        """Only the latest that waits is written."""
        waits = exchange in self._growing
        self._growing[exchange] = (answer, files)
        if not waits:
            self._enqueue(_Call(lambda archive: self._checkpoint(archive, exchange)))

    def _checkpoint(self, archive: Archive, exchange: str) -> None:
        if growing := self._growing.pop(exchange, None):
            archive.checkpoint(exchange, *growing)

    def _enqueue(self, call: _Call) -> None:
        if self._reason:
            if call.answer:
                call.answer.set_exception(ArchiveError(self._reason))
            return
        self._waiting.append(call)
        self._woken.set()

    async def _work_off(self, *, retries: int | None = None) -> None:
        """Everything that waits; with `retries`, a call that is refused so often ends it."""
        while self._waiting and self._archive is not None:
            call, archive = self._waiting[0], self._archive
            if call.answer and call.answer.cancelled():
                self._waiting.popleft()
                continue
            work = asyncio.ensure_future(asyncio.to_thread(call.carry_out, archive))
            try:
                # A thread cannot be cancelled, and the archive takes one call at a time.
                result = await asyncio.shield(work)
            except asyncio.CancelledError:
                await asyncio.wait([work])
                if not work.exception():
                    self._waiting.popleft()
                raise
            except ArchiveUnwritable as error:
                self._tell(notices.Kept(False, str(error)))
                if retries is not None:
                    retries -= 1
                    if retries < 0:
                        return
                await asyncio.sleep(RETRY_S if retries is None else 0)
                continue
            except ArchiveError as error:
                self._fail(call, error)
            else:
                if call.answer and not call.answer.done():
                    call.answer.set_result(result)
            self._waiting.popleft()
        if self._archive is not None:
            self._tell(notices.Kept(True))

    def _fail(self, call: _Call, error: ArchiveError) -> None:
        if call.answer is not None:
            if not call.answer.done():
                call.answer.set_exception(error)
        else:
            self._post(notices.Told(str(error), is_bad=True))

    def _tell(self, kept: notices.Kept) -> None:
        if kept != self._told:
            self._told = kept
            self._post(kept)
