"""Work in threads that goes on when nobody waits for it any more, and still keeps the next one waiting."""

import asyncio
import threading

import pytest

from moonpane_engine.server.one_at_a_time import OneAtATime


def test_the_next_one_waits_for_the_thread_of_one_that_was_cancelled() -> None:
    said: list[str] = []
    has_begun, may_end = threading.Event(), threading.Event()

    def first() -> None:
        has_begun.set()
        assert may_end.wait(30)
        said.append("first")

    async def ask() -> None:
        threaded = OneAtATime()
        asked = asyncio.create_task(threaded.run(first))
        await asyncio.to_thread(has_begun.wait, 30)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        waiting = asyncio.create_task(threaded.run(said.append, "cancelled while it waited"))
        following = asyncio.create_task(threaded.run(said.append, "second"))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.sleep(0.05)
        assert said == []
        may_end.set()
        await following

    asyncio.run(ask())
    assert said == ["first", "second"]


def test_what_fails_is_told_and_the_next_one_has_its_turn() -> None:
    async def ask() -> int:
        threaded = OneAtATime()
        with pytest.raises(ValueError, match="invalid literal"):
            await threaded.run(int, "x")
        return await threaded.run(int, "5")

    assert asyncio.run(ask()) == 5
