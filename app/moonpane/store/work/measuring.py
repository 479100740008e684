"""Versions are drawn and compared with their mockups, on the asyncio thread; what was found is kept and told."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from moonpane.drawing import draw
from moonpane.measure import page_of
from moonpane.pixels import PixelWorker
from moonpane.refine import Bench, Views
from moonpane.refine.regions import worst_spots
from moonpane.session import Attachment, Revision
from moonpane.store import notices
from moonpane.store.likeness import read_likeness
from moonpane.store.models.engine_keeper import Post
from moonpane.store.work.answering import Keeps
from moonpane.store.work.pictures import THUMBNAIL_SIDE, at_most, image_of

ALONE_WIDTH = 1280  # CSS px of a page that has no mockup
KEPT = 4  # measurements that are still known when somebody looks closer: of the versions that were measured last


class Measuring:
    """Raises RenderError, MeasureError; whoever asked says so where it is to be read."""

    def __init__(self, worker: PixelWorker, post: Post, keeper: Keeps) -> None:
        self._worker = worker
        self._post = post
        self._keeper = keeper
        self._known = OrderedDict[str, Views]()  # by version, the last one last

    async def measure(self, session: str, revision: Revision, mockups: Sequence[Attachment]) -> Revision:
        """The version with its figures, where there is a mockup; drawn in any case."""
        if not mockups:
            drawn = await draw(page_of(revision.files, revision.stack), width=ALONE_WIDTH, height=None)
            self._keeper.keep_revision(session, revision, drawn.png)
            self._tell(session, revision, [drawn.png])
            return revision
        return self.take(session, revision, await self._views(revision, mockups))

    def take(self, session: str, revision: Revision, views: Views) -> Revision:
        """Keeps and tells what was measured already."""
        known = replace(revision, figures=figures_of(views))
        pictures = [view.drawn.png for view in views.each]
        self._remember(revision, views)
        self._keeper.keep_revision(session, known, pictures[0])
        self._tell(session, known, pictures)
        return known

    async def look_closer(
        self, session: str, revision: Revision, mockups: Sequence[Attachment], *, is_measured: bool
    ) -> None:
        """Where the version differs from its mockups, with the elements and lines that lie there.

        `is_measured`: its figures and pictures are known; else they are kept and told on the way. What was measured
        a moment ago is not drawn again, so that a comparison shows its regions at once.
        """
        views = self._known.get(revision.id)
        if views is None or [view.mockup.digest for view in views.each] != [each.digest for each in mockups]:
            views = await self._views(revision, mockups)
        if is_measured:
            self._remember(revision, views)
        else:
            self.take(session, revision, views)
        spots = await worst_spots(revision.files, views, self._worker)
        self._post(notices.SpotsFound(session, revision.id, spots))

    async def _views(self, revision: Revision, mockups: Sequence[Attachment]) -> Views:
        return await Bench(mockups, self._worker).measure(revision.files, revision.stack)

    def _remember(self, revision: Revision, views: Views) -> None:
        self._known[revision.id] = views
        self._known.move_to_end(revision.id)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def _tell(self, session: str, revision: Revision, pictures: Sequence[bytes]) -> None:
        renders = tuple(map(image_of, pictures))
        self._post(notices.RevisionMeasured(session, revision, renders, at_most(renders[0], THUMBNAIL_SIDE)))


def figures_of(views: Views) -> dict[str, Any]:
    """The score of the first view; with several, their mean and the score of each."""
    first = views.each[0].score
    if len(views.each) == 1:
        return first
    return {**first, "overall": read_likeness(views.overall, 2), "views": [view.score for view in views.each]}
