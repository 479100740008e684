"""One run over a suite: draw the pages, convert their pictures, draw the answers, compare."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from moonpane.client.endpoint import Endpoint
from moonpane.convert import Finished, convert
from moonpane.drawing import Drawn, Wanted, draw_many
from moonpane.errors import ContextOverflow, MeasureError, NoPage, RenderError
from moonpane.evaluation.kept import Answer, KeptAnswers
from moonpane.evaluation.rows import LAYOUT, NOTHING, PIXELS, TEXT, Row, nothing
from moonpane.evaluation.sketch import sketch_page
from moonpane.evaluation.suite import Case
from moonpane.measure import page_of, whole_size
from moonpane.pixels import PixelWorker
from moonpane.refine import Ended, MeasuredProposer, refine
from moonpane.session import Attachment, Stack

T = TypeVar("T")
AT_ONCE = 4  # conversions that share the engine's batch

Tell = Callable[[str, str], None]  # a phase, and what is worked on in it


@dataclass(frozen=True)
class How:
    """What is done with each picture."""

    grounded: bool = True  # hint the model with what was measured in the picture
    rounds: int = 0  # of refinement


@dataclass(frozen=True)
class _Truth:
    """A picture, and the page that it shows where that is known."""

    mockup: Attachment
    png: bytes  # what the answer's picture is compared with: that of the page, also where the mockup is a sketch of it
    layout: dict[str, Any] | None


async def evaluate(
    cases: Sequence[Case],
    endpoint: Endpoint,
    worker: PixelWorker,
    how: How,
    tell: Tell,
    kept: KeptAnswers | None = None,
) -> list[Row]:
    """A row for each case, in order; what is `kept` of a run that broke off is not asked for again.

    Raises ModelError, InputError, and RenderError for a true page.
    """
    tell("Drawing the suite …", "")
    truths = await _truths(cases, worker)
    turns = asyncio.Semaphore(AT_ONCE)

    async def answer(case: Case) -> Answer:
        mockup = truths[case.name].mockup
        async with turns:
            if kept and (known := kept.find(case.name, mockup.png)):
                tell("Kept of a run that broke off:", case.name)
                return known
            tell("Converting:", case.name)
            answer = await _answered(case, mockup, endpoint, worker, how)
            if kept:
                kept.keep(answer, mockup.png)
            return answer

    answers = await gathered(answer(case) for case in cases)
    tell("Drawing the answers …", "")
    first = await _measured({a.row.name: a.row for a in answers}, truths, worker)
    if not how.rounds:
        return [first[case.name] for case in cases]
    refined = {a.row.name: replace(a.row, html=a.refined) for a in answers if a.refined}
    last = await _measured(refined, truths, worker)
    return [replace(last.get(name, row), before=row.score) for name, row in first.items()]


async def gathered(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """The results in order; the first failure cancels the rest and is raised as it is."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        return [await task for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _truths(cases: Sequence[Case], worker: PixelWorker) -> dict[str, _Truth]:
    pages = await _drawn_all(cases, [case.page for case in cases])
    sketches = await _drawn_all(
        cases,
        [
            Wanted(sketch_page(page.layout), page.layout["width"], page.layout["height"])
            if case.is_sketch and page
            else None
            for case, page in zip(cases, pages, strict=True)
        ],
    )
    truths = {}
    for case, page, sketch in zip(cases, pages, sketches, strict=True):
        seen = sketch or page
        mockup = await worker.open(seen.png if seen else case.png, name=f"{case.name}.png")
        truths[case.name] = _Truth(mockup, page.png if page else mockup.png, page.layout if page else None)
    return truths


async def _drawn_all(cases: Sequence[Case], pages: Sequence[Wanted | None]) -> list[Drawn | None]:
    """A picture for each page that there is. Raises RenderError."""
    drawn = iter(await _drawn([page for page in pages if page]))
    found: list[Drawn | None] = []
    for case, page in zip(cases, pages, strict=True):
        picture = next(drawn) if page else None
        if isinstance(picture, RenderError):
            raise RenderError(f"{case.name}.html: {picture}") from picture
        found.append(picture)
    return found


async def _answered(case: Case, mockup: Attachment, endpoint: Endpoint, worker: PixelWorker, how: How) -> Answer:
    began, refined, files = time.monotonic(), "", dict[str, str]()
    row = Row(case.name, NOTHING, mockup=mockup.png)
    try:
        async for event in convert(mockup, endpoint, worker=worker, grounded=how.grounded):
            if isinstance(event, Finished):
                files, tokens = dict(event.files), event.usage.completion_tokens
                row = replace(row, html=page_of(files, "html"), tokens=tokens, is_complete=event.is_complete)
        if how.rounds:
            refined = await _refined(files, mockup, worker, how.rounds)
    except (NoPage, ContextOverflow, MeasureError, RenderError) as error:  # a dead engine ends the evaluation instead
        row = replace(row, error=str(error))
    return Answer(replace(row, seconds=time.monotonic() - began), refined)


@dataclass(frozen=True)
class _Page:
    files: Mapping[str, str]
    stack: Stack = "html"


async def _refined(files: Mapping[str, str], mockup: Attachment, worker: PixelWorker, rounds: int) -> str:
    events = refine(
        _Page(files),
        [mockup],
        proposers=[MeasuredProposer()],
        worker=worker,
        rounds=rounds,
        documents=page_of,
    )
    async with contextlib.aclosing(events):
        async for event in events:
            if isinstance(event, Ended):
                return page_of(event.files, "html")
    raise AssertionError("A refinement either ends or raises.")


async def _measured(rows: Mapping[str, Row], truths: Mapping[str, _Truth], worker: PixelWorker) -> dict[str, Row]:
    """The rows with their figures, drawn as large as they are: what is cut off would cost nothing."""
    mockups = {name: truths[name].mockup for name, row in rows.items() if row.html}
    wanted = [Wanted(rows[name].html, each.width, each.height, elements=True) for name, each in mockups.items()]
    drawn = dict(zip(mockups, await _drawn(wanted), strict=True))
    sizes = {name: whole_size(page, mockups[name]) for name, page in drawn.items() if isinstance(page, Drawn)}
    larger = {name: size for name, size in sizes.items() if size is not None}
    wanted = [
        Wanted(rows[name].html, *size, layout_width=mockups[name].width, elements=True) for name, size in larger.items()
    ]
    drawn |= dict(zip(larger, await _drawn(wanted), strict=True))
    return {name: await _compared(row, drawn.get(name), truths[name], worker) for name, row in rows.items()}


async def _compared(row: Row, page: Drawn | RenderError | None, truth: _Truth, worker: PixelWorker) -> Row:
    known = truth.layout
    row = replace(row, has_truth=known is not None, score=nothing(known))
    if not isinstance(page, Drawn):
        return replace(row, error=row.error or str(page or "There is no page."))
    try:
        found = await worker.compare(
            truth.png,
            page.png,
            blocks_a=known["blocks"] if known else None,
            blocks_b=page.layout["blocks"],
            boxes_a=known["boxes"] if known else None,
            boxes_b=page.layout["boxes"] if known else None,
        )
    except MeasureError as error:
        return replace(row, error=str(error))
    painted = found.layout or {}
    score = {name: found.score.get(name) for name in ("overall", *TEXT, *PIXELS)}
    score |= {"layout": painted.get("overall")} | {name: painted.get(name) for name in LAYOUT}
    return replace(
        row,
        score=score,
        is_drawn=True,
        absolute=_absolute(page.layout),
        render=page.png,
        tiles=tuple(tuple(line) for line in found.score["tiles"]),
        tile_size=found.score["tile_size"],
    )


def _absolute(layout: Mapping[str, Any]) -> float | None:
    """Share of a page's elements that are placed absolutely, so that nothing flows around them."""
    positions = [element["style"].get("position") for element in layout["elements"]]
    return round(sum(each in ("absolute", "fixed") for each in positions) / len(positions), 4) if positions else None


async def _drawn(wanted: Sequence[Wanted]) -> list[Drawn | RenderError]:
    found: dict[int, Drawn | RenderError] = {}
    if wanted:
        async with contextlib.aclosing(draw_many(wanted)) as pages:
            async for number, page in pages:
                found[number] = page
    return [found[number] for number in range(len(wanted))]
