"""A keeper as the studio runs it, for tests."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from moonpane.store.work.keeper import Keeper


class Studio:
    """A keeper at work, and all that it has said."""

    def __init__(self, folder: Path) -> None:
        self.said: list[object] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self.keeper = Keeper(self._spawn, self.said.append, folder=folder)
        self.running = asyncio.ensure_future(self.keeper.run())

    def _spawn(self, coroutine) -> None:
        task = asyncio.ensure_future(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def until(self, done: Callable[[], object]) -> None:
        end = time.monotonic() + 20
        while not done():
            assert time.monotonic() < end, self.said
            await asyncio.sleep(0.01)

    async def stop(self) -> bool:
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        return await self.keeper.settle()
