"""What refinement without a model gains: pages nobody trained on, converted by the embedded model, then refined.

    python -m benchmarks.refinement 24

What was accepted is measured once more, in a way that the refinement does not know: against the true page that the
mockup was made from, with its texts. A page that is worse by that was only fooling the measuring.
"""

import asyncio
import contextlib
import statistics
import sys
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.goals import beside
from moonpane.client.endpoint import Endpoint
from moonpane.client.models import EMBEDDED, open_model
from moonpane.commands.refine_command import PageFiles
from moonpane.convert import Finished, convert
from moonpane.drawing import Drawn, draw
from moonpane.errors import NoPage
from moonpane.page_size import own_size
from moonpane.pixels import PixelWorker
from moonpane.refine import MARGIN, Accepted, Began, Ended, MeasuredProposer, RoundBegan, Views, refine
from moonpane.session import Attachment, Stack

SUITE = Path(__file__).parents[1] / "suites" / "generated"  # looks and words that no model was trained with
PAGES, ROUNDS = 8, 3
AT_ONCE = 4  # conversions that share the engine's batch
STACK: Stack = "html"


@dataclass
class Way:
    """How one page went."""

    before: float = 0.0
    gains: tuple[float, ...] = ()  # of each round that there was
    seconds: list[float] = field(default_factory=list)  # of each of them
    by_truth: list[float] = field(default_factory=list)  # as it was, and each that was accepted

    @property
    def num_worse(self) -> int:
        """Accepted, but farther from the true page than what it took the place of, by more than noise."""
        return sum(after < before - MARGIN for before, after in pairwise(self.by_truth))


@dataclass(frozen=True)
class Answer:
    """A true page, its picture, and what the model made of that."""

    true: Drawn
    mockup: Attachment
    page: PageFiles


async def answer_to(name: str, html: str, endpoint: Endpoint, worker: PixelWorker) -> Answer:
    """Raises MoonpaneError."""
    size = own_size(html.partition("\n")[0])
    assert size is not None
    true = await draw(html, width=size[0], height=None)
    mockup = await worker.open(true.png, name=f"{name}.png")
    async with contextlib.aclosing(convert(mockup, endpoint, worker=worker)) as events:
        async for event in events:
            if isinstance(event, Finished):
                return Answer(true, mockup, PageFiles(event.files, STACK))
    raise NoPage("The model answered without a page.")


async def way_of(answer: Answer, worker: PixelWorker) -> Way:
    """Raises MoonpaneError."""
    way, began, true = Way(), time.perf_counter(), answer.true
    events = refine(answer.page, [answer.mockup], proposers=[MeasuredProposer()], worker=worker, rounds=ROUNDS)
    async with contextlib.aclosing(events):
        async for event in events:
            match event:
                case Began(views):
                    way.before = views.overall
                    way.by_truth.append(await _by_truth(true, views, worker))
                case RoundBegan(number):
                    if number > 1:
                        way.seconds.append(time.perf_counter() - began)
                    began = time.perf_counter()
                case Accepted(_, _, views, _):
                    paused = time.perf_counter()
                    way.by_truth.append(await _by_truth(true, views, worker))
                    began += time.perf_counter() - paused
                case Ended(_, _, _, gains):
                    way.gains = gains
                    way.seconds += [time.perf_counter() - began] * (len(gains) - len(way.seconds))
    return way


async def _by_truth(true: Drawn, views: Views, worker: PixelWorker) -> float:
    (view,) = views.each
    blocks = {"blocks_a": true.layout["blocks"], "blocks_b": view.drawn.layout["blocks"]}
    return (await worker.compare(true.png, view.drawn.png, **blocks)).score["overall"]


async def ways(num_pages: int) -> list[Way]:
    """Converted side by side, refined one after the other: a round takes as much time as one page has to itself."""
    pages = _suite(num_pages)
    async with PixelWorker() as worker:
        async with open_model(EMBEDDED, lambda _: None) as endpoint:
            at_once = asyncio.Semaphore(AT_ONCE)

            async def one(name: str, html: str) -> Answer:
                async with at_once:
                    return await answer_to(name, html, endpoint, worker)

            answers = await asyncio.gather(*(one(name, html) for name, html in pages))
        return [await way_of(answer, worker) for answer in answers]


def _suite(num_pages: int) -> list[tuple[str, str]]:
    """Names and HTML of pages."""
    return [(page.stem, page.read_text(encoding="utf-8")) for page in sorted(SUITE.glob("*.html"))[:num_pages]]


def table(num_pages: int = PAGES) -> Table:
    """Score and gains are means over all pages; a page that needs no further round gains nothing in it."""
    found = asyncio.run(ways(num_pages))
    shown = Table("refinement without a model", "pages", "score", "gain", "seconds", title="pages of suites/generated")
    score = statistics.fmean(way.before for way in found)
    shown.add_row("as converted", str(len(found)), f"{score:.4f}", "", "")
    for number in range(ROUNDS):
        inside = [way for way in found if len(way.gains) > number]
        gain = sum(way.gains[number] for way in inside) / len(found)
        score += gain
        took = f"{statistics.fmean(way.seconds[number] for way in inside):.1f}" if inside else ""
        shown.add_row(f"round {number + 1}", str(len(inside)), f"{score:.4f}", f"{gain:+.4f}", took)
    num_accepted = sum(len(way.by_truth) - 1 for way in found)
    num_worse = sum(way.num_worse for way in found)
    truth = [statistics.fmean(way.by_truth[at] for way in found) for at in (0, -1)]
    shown.add_row("accepted", str(num_accepted), "", "", "")
    shown.add_row("worse by the true page", f"{num_worse} ({beside(num_worse, 0)})", "", "", "")
    shown.add_row("all, by the true page", str(len(found)), f"{truth[1]:.4f}", f"{truth[1] - truth[0]:+.4f}", "")
    return shown


if __name__ == "__main__":
    Console().print(table(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES))
