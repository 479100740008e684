"""Slow work beside the event loop, one piece after the other."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
Result = TypeVar("Result")


class OneAtATime:
    """Runs blocking functions in asyncio's threads. The next one waits until the thread of the last is done, also
    where nobody waits for that any more: a client that left, or a time limit, does not stop a thread.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def run(self, work: Callable[P, Result], *args: P.args, **kwargs: P.kwargs) -> Result:
        """The result of `work` in a thread."""
        return await self.run_within(None, work, *args, **kwargs)

    async def run_within(
        self, timeout_s: float | None, work: Callable[P, Result], *args: P.args, **kwargs: P.kwargs
    ) -> Result:
        """As `run`. Raises TimeoutError where it takes longer than `timeout_s` from when its turn has come."""
        await self._lock.acquire()
        working = asyncio.ensure_future(asyncio.to_thread(work, *args, **kwargs))
        working.add_done_callback(lambda _: self._lock.release())
        async with asyncio.timeout(timeout_s):
            return await asyncio.shield(working)
