"""A version is made more like its mockups, round by round; only what measures better becomes a version."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from moonpane.errors import MoonpaneError
from moonpane.measure import page_of
from moonpane.pixels import PixelWorker
from moonpane.refine import Accepted, Candidate, Event, GaveUp, Proposer, Views, refine
from moonpane.session import Attachment, Revision
from moonpane.store.likeness import read_likeness
from moonpane.store.refine_run import RefineRun, RunState
from moonpane.store.work.answering import Answering
from moonpane.store.work.measuring import Measuring
from moonpane.store.work.pictures import THUMBNAIL_SIDE, at_most, image_of

translate = QCoreApplication.translate


class Refining:
    """One refinement, told as it goes. `stop` ends it with the best page so far."""

    def __init__(self, answering: Answering, measuring: Measuring, worker: PixelWorker) -> None:
        self.stop = asyncio.Event()
        self._answering = answering
        self._measuring = measuring
        self._worker = worker
        self._run = RefineRun(RunState.RUNNING)

    async def run(
        self, revision: Revision, mockups: Sequence[Attachment], proposers: Sequence[Proposer], rounds: int
    ) -> Revision:
        """The best version; the given one where none was better. Raises RenderError, MeasureError."""
        best = revision
        events: AsyncGenerator[Event] = refine(
            revision,
            mockups,
            proposers=proposers,
            worker=self._worker,
            rounds=rounds,
            documents=page_of,
            stop=self.stop,
        )
        self._tell(self._run)
        try:
            async with contextlib.aclosing(events):
                async for event in events:
                    thumbnail = None
                    match event:
                        case Accepted(_, candidate, views, _):
                            best = self._take(best, candidate, views)
                            thumbnail = at_most(image_of(views.each[0].drawn.png), THUMBNAIL_SIDE)
                        case GaveUp(_, sentence):
                            self._answering.remark(sentence)
                    self._tell(self._run.after(event, thumbnail=thumbnail))
        except MoonpaneError as error:
            self._tell(replace(self._run, state=RunState.FAILED, sentence=str(error)))
            raise
        return best

    @property
    def words(self) -> str:
        """How it went, one sentence."""
        run = self._run
        kept = sum(step.accepted for step in run.steps)
        if run.start is None:
            return ""
        if not kept:
            words = translate("Store", "Nothing measured better than {start}; {count} changes were tried.")
        else:
            words = translate("Store", "{start} → {end} alike; {kept} of {count} changes were kept.")
        start, end = (f"{read_likeness(each, 1):.1%}" for each in (run.start, run.path[-1]))
        return words.format(start=start, end=end, kept=kept, count=len(run.steps))

    def _take(self, before: Revision, candidate: Candidate, views: Views) -> Revision:
        exchange = self._answering.exchange
        made = Revision(candidate.files, exchange=exchange.id, parent=before.id, origin="refined", stack=before.stack)
        self._answering.make(made)
        return self._measuring.take(self._answering.session, made, views)

    def _tell(self, run: RefineRun) -> None:
        self._run = run
        self._answering.tell_refinement(run)
