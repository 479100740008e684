"""Variants come as they are made, are ranked by measuring, and each can be cancelled alone."""

import asyncio
from collections.abc import Mapping

import pytest

from moonpane.errors import EndpointError, InputError
from moonpane.pixels import PixelWorker
from moonpane.refine.variants import Failed, Made, Ranked, Variants, Wish
from moonpane.session import INDEX
from tests.app.refine.pictures import NEAR, TRUTH, picture_of

pytestmark = pytest.mark.anyio


class Maker:
    """The first never ends, the second is near, the third fails, the fourth is right."""

    def __init__(self) -> None:
        self.wishes: list[Wish] = []
        self.was_cancelled = False

    async def __call__(self, wish: Wish) -> Mapping[str, str]:
        self.wishes.append(wish)
        if wish.number == 0:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                self.was_cancelled = True
                raise
        if wish.number == 2:
            raise EndpointError("The endpoint broke off.")
        return {INDEX: NEAR if wish.number == 1 else TRUTH}


async def test_variants_are_ranked_as_they_come_and_cancelled_alone() -> None:
    maker, events = Maker(), []
    async with PixelWorker() as worker:
        variants = Variants(4, maker, [await picture_of(TRUTH)], worker)
        async for event in variants.run():
            events.append(event)
            if len([each for each in events if isinstance(each, Ranked)]) == 2:
                variants.cancel(0)
    assert maker.was_cancelled
    assert {event.number for event in events if isinstance(event, Made)} == {1, 3}
    assert [event for event in events if isinstance(event, Ranked)][-1].order == (3, 1)
    failed = {event.number: event.sentence for event in events if isinstance(event, Failed)}
    assert failed == {2: "The endpoint broke off.", 0: ""}
    assert len({(wish.temperature, wish.seed) for wish in maker.wishes}) == 4


async def test_closing_the_run_ends_them_all() -> None:
    maker = Maker()
    async with PixelWorker() as worker:
        run = Variants(1, maker, [await picture_of(TRUTH)], worker).run()
        waiting = asyncio.create_task(anext(run))
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await run.aclose()
    assert maker.was_cancelled


async def test_more_than_four_are_not_made() -> None:
    with pytest.raises(InputError, match="1 to 4 variants"):
        Variants(5, Maker(), [await picture_of(TRUTH)], PixelWorker())
