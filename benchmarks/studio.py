"""What a person waits for: engine start, first token and finished page after a drop, with real processes."""

import asyncio
import contextlib
import statistics
import time
from dataclasses import dataclass

from rich.table import Table

from moonpane.client.endpoint import Endpoint
from moonpane.client.models import EMBEDDED, open_model
from moonpane.convert import Delta, Finished, LinesRead, Measured, convert
from moonpane.measure import measure_page
from moonpane.pixels import PixelWorker
from moonpane_resources.paths import samples_dir

ROUNDS = 3


@dataclass(frozen=True)
class Waits:
    """Seconds from the drop of a picture."""

    parsed: float
    read: float
    first_token: float
    page: float
    measured: float


def table() -> Table:
    ready, waits = asyncio.run(_measure())
    shown = Table("studio, bundled sample", "seconds", title=f"median of {ROUNDS} drops, engine warm")
    shown.add_row("engine start to ready", f"{ready:.2f}")
    for name in Waits.__annotations__:
        shown.add_row(f"drop to {name.replace('_', ' ')}", f"{statistics.median(getattr(w, name) for w in waits):.2f}")
    return shown


async def _measure() -> tuple[float, list[Waits]]:
    picture = sorted(samples_dir().glob("*.png"))[0].read_bytes()
    async with PixelWorker() as worker:
        await worker.warm_up()
        started = time.perf_counter()
        async with open_model(EMBEDDED) as endpoint:
            ready = time.perf_counter() - started
            waits = [await _drop(picture, endpoint, worker) for _ in range(ROUNDS + 1)]
    return ready, waits[1:]  # the first drop warms the caches


async def _drop(data: bytes, endpoint: Endpoint, worker: PixelWorker) -> Waits:
    dropped = time.perf_counter()
    at: dict[str, float] = {}
    picture = await worker.open(data, name="sample.png")
    events = convert(picture, endpoint, worker=worker)
    async with contextlib.aclosing(events):
        async for event in events:
            kind = {LinesRead: "parsed", Measured: "read", Delta: "first_token", Finished: "page"}.get(type(event))
            if kind:
                at.setdefault(kind, time.perf_counter() - dropped)
            if isinstance(event, Finished):
                await measure_page(event.html, picture, worker)
    return Waits(**at, measured=time.perf_counter() - dropped)
