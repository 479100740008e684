"""Several pages for one picture, made side by side and ranked by how they measure, each as soon as it is there."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from moonpane.errors import InputError, MoonpaneError
from moonpane.measure import page_of
from moonpane.pixels import PixelWorker
from moonpane.refine.bench import Bench, Documents, Views
from moonpane.session import Attachment, Stack

MAX_VARIANTS = 4
TEMPERATURES = (0.3, 0.7, 0.9, 1.0)  # of the first, the second …: one that is sure, and some that dare more


@dataclass(frozen=True)
class Wish:
    """How one variant is to differ from the others."""

    number: int  # from 0
    temperature: float
    seed: int


class Make(Protocol):
    """Makes one variant: its files. Raises MoonpaneError; is cancelled when the variant is."""

    def __call__(self, wish: Wish) -> Awaitable[Mapping[str, str]]: ...


@dataclass(frozen=True)
class Made:
    """A variant is written, and not measured yet."""

    number: int
    files: Mapping[str, str]


@dataclass(frozen=True)
class Ranked:
    """A variant is measured; `order` has the numbers of all measured so far, the best first."""

    number: int
    views: Views
    order: tuple[int, ...]


@dataclass(frozen=True)
class Failed:
    """A variant came to nothing, or was cancelled (then without a sentence)."""

    number: int
    sentence: str = ""


Event = Made | Ranked | Failed


class Variants:
    """One run. `cancel` ends a single variant; closing `run` ends them all."""

    def __init__(
        self,
        count: int,
        make: Make,
        mockups: Sequence[Attachment],
        worker: PixelWorker,
        *,
        stack: Stack = "html",
        documents: Documents = page_of,
        seed: int = 1,
    ) -> None:
        """Raises InputError for more variants than are made at once."""
        if not 1 <= count <= MAX_VARIANTS:
            raise InputError(f"1 to {MAX_VARIANTS} variants can be made at once, not {count}.")
        self._make = make
        self._stack: Stack = stack
        self._bench = Bench(mockups, worker, documents=documents)
        self._wishes = [Wish(number, TEMPERATURES[number], seed + number) for number in range(count)]
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._said: asyncio.Queue[Event | None] = asyncio.Queue()
        self._scores: dict[int, float] = {}

    def cancel(self, number: int) -> None:
        """One that has ended stays as it is."""
        if number in self._tasks:
            self._tasks[number].cancel()

    async def run(self) -> AsyncGenerator[Event]:
        """For each variant Made and Ranked, or Failed."""
        self._tasks = {wish.number: asyncio.create_task(self._one(wish)) for wish in self._wishes}
        left = len(self._tasks)
        try:
            while left:
                event = await self._said.get()
                if event is None:
                    left -= 1
                else:
                    yield event
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _one(self, wish: Wish) -> None:
        number = wish.number
        try:
            files = await self._make(wish)
            self._said.put_nowait(Made(number, files))
            views = await self._bench.measure(files, self._stack)
            self._scores[number] = views.overall
            # Of equal ones the first counts.
            order = sorted(self._scores, key=lambda each: (-self._scores[each], each))
            self._said.put_nowait(Ranked(number, views, tuple(order)))
        except MoonpaneError as error:
            self._said.put_nowait(Failed(number, str(error)))
        except asyncio.CancelledError:
            self._said.put_nowait(Failed(number))
            raise
        finally:
            self._said.put_nowait(None)
