"""Pages measured against their mockups, at the width of each, one or many at a time.

A page of several mockups (desktop, tablet, phone) has one score at each width and counts by their mean.
"""

import contextlib
import hashlib
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from moonpane.drawing import Drawn, Wanted, draw_many
from moonpane.errors import InputError, MeasureError, RenderError
from moonpane.measure import page_of, whole_size
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment, Stack

MAX_MOCKUPS = 6
KEPT = 96  # measured pages, so that none is measured twice in one refinement

Files = Mapping[str, str]


class Documents(Protocol):
    """Makes the one HTML document that shows a project. Raises RenderError for one that cannot be shown.

    `located`: its start tags say where they stand in the files, as `data-moonpane-source="file:line:column"`.
    """

    def __call__(self, files: Files, stack: Stack, *, located: bool = False) -> str: ...


@dataclass(frozen=True)
class View:
    """One mockup and how the page looks beside it; the layout of `drawn` says where what is seen was written."""

    mockup: Attachment
    drawn: Drawn
    score: dict[str, Any]  # `moonpane_vision.compare.Score.to_dict()`

    @property
    def overall(self) -> float:
        return self.score["overall"]


@dataclass(frozen=True)
class Views:
    """A page as it was measured, one view for each mockup."""

    each: tuple[View, ...]

    @property
    def overall(self) -> float:
        """The mean over the views, 0..1."""
        return sum(view.overall for view in self.each) / len(self.each)

    @property
    def pixels(self) -> float:
        """The mean of what pixels alone say, 0..1."""
        return sum(view.score["pixels"] for view in self.each) / len(self.each)


class Bench:
    """Where pages are drawn and compared. What was measured once is known."""

    def __init__(self, mockups: Sequence[Attachment], worker: PixelWorker, *, documents: Documents = page_of) -> None:
        """Raises InputError for no mockup, or more than can be measured."""
        if not 1 <= len(mockups) <= MAX_MOCKUPS:
            raise InputError(f"A page is measured against 1 to {MAX_MOCKUPS} pictures; {len(mockups)} were given.")
        self.mockups, self.worker = tuple(mockups), worker
        self._documents = documents
        self._known: OrderedDict[str, Views] = OrderedDict()

    async def measure(self, files: Files, stack: Stack) -> Views:
        """Raises RenderError when the page cannot be drawn, MeasureError when it cannot be compared."""
        async with contextlib.aclosing(self.measure_many([files], stack)) as results:
            async for _, result in results:
                if isinstance(result, RenderError):
                    raise result
                return result
        raise MeasureError("The page could not be measured.")

    async def measure_many(
        self, projects: Sequence[Files], stack: Stack
    ) -> AsyncGenerator[tuple[int, Views | RenderError]]:
        """The number of each project as it is measured, or why it is not; all in one renderer."""
        work = _Work(self, projects, stack)
        async with contextlib.aclosing(work.results()) as results:
            async for number, result in results:
                if isinstance(result, Views):
                    self._keep(_digest(projects[number], stack), result)
                yield number, result

    async def located(self, files: Files, stack: Stack) -> list[Drawn]:
        """The page once more for each mockup, with all its elements and their styles."""
        html = self.document(files, stack)
        wanted = [Wanted(html, mockup.width, mockup.height, elements=True) for mockup in self.mockups]
        drawn: dict[int, Drawn] = {}
        async with contextlib.aclosing(draw_many(wanted)) as pages:
            async for number, page in pages:
                if isinstance(page, RenderError):
                    raise page
                drawn[number] = page
        return [drawn[number] for number in range(len(wanted))]

    def known(self, files: Files, stack: Stack) -> Views | None:
        """What was measured before."""
        return self._known.get(_digest(files, stack))

    def document(self, files: Files, stack: Stack) -> str:
        return self._documents(files, stack, located=True)

    def _keep(self, digest: str, views: Views) -> None:
        self._known[digest] = views
        self._known.move_to_end(digest)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)


async def measure_views(
    files: Files,
    stack: Stack,
    mockups: Sequence[Attachment],
    worker: PixelWorker,
    *,
    documents: Documents = page_of,
) -> Views:
    """One page against pictures of several widths. Raises InputError, RenderError, MeasureError."""
    return await Bench(mockups, worker, documents=documents).measure(files, stack)


class _Work:
    """One run over many projects: every project is drawn for every mockup, and again where it is larger than that."""

    def __init__(self, bench: Bench, projects: Sequence[Files], stack: Stack) -> None:
        self._bench, self._projects = bench, projects
        self._stack: Stack = stack
        self._views: dict[int, dict[int, View]] = {}
        self._ended: set[int] = set()

    async def results(self) -> AsyncGenerator[tuple[int, Views | RenderError]]:
        jobs: list[tuple[int, int, Wanted]] = []
        for number, files in enumerate(self._projects):
            known = self._bench.known(files, self._stack)
            if known is not None:
                yield number, known
                continue
            try:
                html = self._bench.document(files, self._stack)
            except RenderError as error:
                yield number, error
                continue
            self._views[number] = {}
            for index, mockup in enumerate(self._bench.mockups):
                jobs.append((number, index, Wanted(html, mockup.width, mockup.height)))
        larger: list[tuple[int, int, Wanted]] = []
        for step in (jobs, larger):
            async with contextlib.aclosing(self._drawn(step, larger if step is jobs else None)) as measured:
                async for result in measured:
                    yield result

    async def _drawn(
        self, jobs: list[tuple[int, int, Wanted]], larger: list[tuple[int, int, Wanted]] | None
    ) -> AsyncGenerator[tuple[int, Views | RenderError]]:
        if not jobs:
            return
        async with contextlib.aclosing(draw_many([wanted for _, _, wanted in jobs])) as drawn:
            async for at, page in drawn:
                number, index, wanted = jobs[at]
                if number in self._ended:
                    continue
                if isinstance(page, RenderError):
                    self._ended.add(number)
                    yield number, page
                    continue
                mockup = self._bench.mockups[index]
                size = whole_size(page, mockup)
                if larger is not None and size is not None:
                    larger.append((number, index, Wanted(wanted.html, *size, layout_width=mockup.width)))
                    continue
                try:
                    self._views[number][index] = await self._compared(mockup, page)
                except MeasureError as error:
                    self._ended.add(number)
                    yield number, error
                    continue
                found = self._views[number]
                if len(found) == len(self._bench.mockups):
                    yield number, Views(tuple(found[key] for key in sorted(found)))

    async def _compared(self, mockup: Attachment, page: Drawn) -> View:
        comparison = await self._bench.worker.compare(mockup.png, page.png, blocks_b=page.layout["blocks"])
        return View(mockup, page, comparison.score)


def _digest(files: Files, stack: Stack) -> str:
    made = hashlib.sha256(stack.encode())
    for path in sorted(files):
        made.update(f"\0{path}\0{files[path]}".encode("utf-8", "replace"))
    return made.hexdigest()
