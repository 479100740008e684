"""Versions are drawn and compared with their mockups, on the asyncio thread; what was found is kept and told."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QImage

from moonpane.drawing import draw
from moonpane.measure import page_of
from moonpane.pixels import PixelWorker
from moonpane.refine import Bench, Views
from moonpane.refine.regions import worst_spots
from moonpane.session import Attachment, Revision
from moonpane.store import notices
from moonpane.store.models.engine_keeper import Post
from moonpane.store.work.answering import Keeps
from moonpane.store.work.pictures import THUMBNAIL_SIDE, at_most

ALONE_WIDTH = 1280  # CSS px of a page that has no mockup


class Measuring:
    """Raises RenderError, MeasureError; whoever asked says so where it is to be read."""

    def __init__(self, worker: PixelWorker, post: Post, keeper: Keeps) -> None:
        self._worker = worker
        self._post = post
        self._keeper = keeper

    async def measure(self, session: str, revision: Revision, mockups: Sequence[Attachment]) -> Revision:
        """The version with its figures, where there is a mockup; drawn in any case."""
        if not mockups:
            drawn = await draw(page_of(revision.files, revision.stack), width=ALONE_WIDTH, height=None)
            self._keeper.keep_revision(session, revision, drawn.png)
            self._tell(session, revision, [drawn.png])
            return revision
        bench = Bench(mockups, self._worker, documents=page_of)
        return self.take(session, revision, await bench.measure(revision.files, revision.stack))

    def take(self, session: str, revision: Revision, views: Views) -> Revision:
        """Keeps and tells what was measured already."""
        known = replace(revision, figures=figures_of(views))
        pictures = [view.drawn.png for view in views.each]
        self._keeper.keep_revision(session, known, pictures[0])
        self._tell(session, known, pictures)
        return known

    async def look_closer(
        self, session: str, revision: Revision, mockups: Sequence[Attachment], *, is_measured: bool
    ) -> None:
        """Where the version differs from its mockups, with the elements and lines that lie there.

        `is_measured`: its figures and pictures are known; else they are kept and told on the way.
        """
        bench = Bench(mockups, self._worker, documents=page_of)
        views = await bench.measure(revision.files, revision.stack)
        if not is_measured:
            self.take(session, revision, views)
        spots = await worst_spots(revision.files, revision.stack, views, bench)
        self._post(notices.SpotsFound(session, revision.id, spots))

    def _tell(self, session: str, revision: Revision, pictures: Sequence[bytes]) -> None:
        renders = tuple(map(QImage.fromData, pictures))
        self._post(notices.RevisionMeasured(session, revision, renders, at_most(renders[0], THUMBNAIL_SIDE)))


def figures_of(views: Views) -> dict[str, Any]:
    """The score of the first view; with several, their mean and the score of each."""
    first = views.each[0].score
    if len(views.each) == 1:
        return first
    return {**first, "overall": round(views.overall, 4), "views": [view.score for view in views.each]}
