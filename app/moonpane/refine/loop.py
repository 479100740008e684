"""The loop: measure, have something better proposed, measure that, keep it only if it is."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from moonpane.errors import InputError, MoonpaneError, RenderError
from moonpane.measure import page_of
from moonpane.pixels import PixelWorker
from moonpane.refine.bench import Bench, Documents, Views
from moonpane.refine.events import (
    Accepted,
    Began,
    Candidate,
    End,
    Ended,
    Event,
    GaveUp,
    Measured,
    Proposed,
    Rejected,
    RoundBegan,
)
from moonpane.refine.gate import MARGIN, Reason, judge
from moonpane.session import Attachment, Stack

T = TypeVar("T")
MAX_ROUNDS = 5
HIGH = 0.995  # from here on a round costs more than it can gain


class Page(Protocol):
    """What is refined: a `Revision`, or anything with its files and its stack."""

    @property
    def files(self) -> Mapping[str, str]: ...

    @property
    def stack(self) -> Stack: ...


@dataclass(frozen=True)
class State:
    """The best page so far, which a proposer is to better."""

    files: Mapping[str, str]
    stack: Stack
    views: Views
    bench: Bench  # to try things out
    round: int


class Proposer(Protocol):
    """Somebody with ideas. Raises MoonpaneError where it cannot go on; closing the generator ends its work."""

    name: str

    def propose(self, state: State) -> AsyncGenerator[Candidate]: ...


async def refine(
    page: Page,
    mockups: Sequence[Attachment],
    *,
    proposers: Sequence[Proposer],
    worker: PixelWorker,
    rounds: int = 3,
    documents: Documents = page_of,
    stop: asyncio.Event | None = None,
    margin: float = MARGIN,
    high: float = HIGH,
    bench: Bench | None = None,
) -> AsyncGenerator[Event]:
    """Make a page more like its mockups. For the order of events see `moonpane.refine.events`.

    `stop` ends it at its next await with what is best then. `bench`: where pages are measured, in place of one of its
    own for `mockups`. Raises InputError (rounds, mockups), and RenderError or
    MeasureError where the page itself cannot be drawn or measured; a candidate's failure only rejects the candidate.
    """
    if not 1 <= rounds <= MAX_ROUNDS:
        raise InputError(f"A page is refined in 1 to {MAX_ROUNDS} rounds, not {rounds}.")
    bench = bench or Bench(mockups, worker, documents=documents)
    loop = _Loop(page, bench, stop or asyncio.Event(), margin)
    async with contextlib.aclosing(loop.run(proposers, rounds, high)) as events:
        async for event in events:
            yield event


class _Stopped(Exception):
    """The person stopped it."""


class _Loop:
    def __init__(self, page: Page, bench: Bench, stop: asyncio.Event, margin: float) -> None:
        self._files: Mapping[str, str] = page.files
        self._stack: Stack = page.stack
        self._bench, self._stop, self._margin = bench, stop, margin
        self._number = 0
        self._gains: list[float] = []

    async def run(self, proposers: Sequence[Proposer], rounds: int, high: float) -> AsyncGenerator[Event]:
        self._views = await self._bench.measure(self._files, self._stack)
        yield Began(self._views)
        reason = End.DONE
        try:
            for number in range(1, rounds + 1):
                if self._views.overall >= high:
                    reason = End.HIGH
                    break
                before = self._views.overall
                yield RoundBegan(number)
                async with contextlib.aclosing(self._round(proposers, number)) as events:
                    async for event in events:
                        yield event
                self._gains.append(self._views.overall - before)
                if self._gains[-1] <= 0:
                    reason = End.NO_GAIN
                    break
        except _Stopped:
            reason = End.STOPPED
        yield Ended(self._files, self._views, reason, tuple(self._gains))

    async def _round(self, proposers: Sequence[Proposer], number: int) -> AsyncGenerator[Event]:
        for proposer in proposers:
            state = State(self._files, self._stack, self._views, self._bench, number)
            ideas = proposer.propose(state)
            try:
                while (candidate := await self._unless_stopped(anext(ideas, None))) is not None:
                    async with contextlib.aclosing(self._try(candidate)) as events:
                        async for event in events:
                            yield event
            except MoonpaneError as error:
                yield GaveUp(proposer.name, str(error))
            finally:
                await ideas.aclose()

    async def _try(self, candidate: Candidate) -> AsyncGenerator[Event]:
        self._number += 1
        number = self._number
        yield Proposed(number, candidate)
        if candidate.files == self._files:
            yield Rejected(number, candidate, 0.0, Reason.UNCHANGED)
            return
        try:
            views = await self._unless_stopped(self._bench.measure(candidate.files, self._stack))
        except RenderError as error:
            yield Rejected(number, candidate, 0.0, Reason.NOT_DRAWN, str(error))
            return
        yield Measured(number, candidate, views)
        verdict = judge(self._views, views, margin=self._margin)
        if verdict.accepted:
            self._files, self._views = candidate.files, views
            yield Accepted(number, candidate, views, verdict.gain)
        else:
            yield Rejected(number, candidate, verdict.gain, verdict.reason)

    async def _unless_stopped(self, work: Awaitable[T]) -> T:
        """Raises _Stopped as soon as the person wants it; the work is cancelled and over then."""
        task, stop = asyncio.ensure_future(work), asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
            if self._stop.is_set() and not task.done():
                raise _Stopped
            return await task
        finally:
            for each in (task, stop):
                each.cancel()
            await asyncio.gather(task, stop, return_exceptions=True)
