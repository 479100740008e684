"""The comparison of what is looked at: the store's mockups and version, as pairs of pictures."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moonpane.store.model import Phase, Picture, Version
from moonpane.store.refine_run import RefineRun
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.foreign_text import menu_text
from moonpane.ui.panes.compare.pair import Pair, Side, pair_of, regions_of
from moonpane.ui.panes.compare.refine_panel import RefinePanel
from moonpane.ui.panes.compare.view import ComparisonView

LOUD = (What.SHOWN, What.PAGE_FINISHED, What.MEASURED, What.PROGRESS, What.ENDED)

ROOMY_PX = 560  # of the pane's height


class ComparePane(QWidget):
    """Follows what is shown; `compare_versions` shows two versions beside each other until something else is shown,
    or the mockup is asked for again.

    Signals:
        refine_requested: the shown version is to be improved, in so many rounds at most.
        stop_requested: the refinement is to end.
    """

    refine_requested = Signal(int)
    stop_requested = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._seen = ""  # the version whose place and zoom are kept
        self._between = ("", "")  # the two versions that are compared
        self.view = ComparisonView()
        self.refining = RefinePanel()
        self.bars, self.heat_button = self.view.bars, self.view.toolbar.heat
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.view, 1)
        column.addWidget(self.refining)
        self.refining.started.connect(self.refine_requested)
        self.refining.stopped.connect(self.stop_requested)
        store.changed.connect(self.on_store_changed)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def mockup(self) -> Side:
        pair = self.view.pair
        assert pair is not None
        return pair.left

    @property
    def page(self) -> Side:
        pair = self.view.pair
        assert pair is not None
        return pair.right

    def on_store_changed(self, changed: Changed) -> None:
        if changed.what is What.MEASURED and changed.version in self._between:
            self.compare_versions(*(self._store.current.versions[each] for each in self._between))
        elif changed.what in LOUD:
            self.refresh()

    def compare_versions(self, left: Version, right: Version) -> None:
        """Two versions of the page, as they were drawn."""
        self._between = (left.id, right.id)
        self.view.show_pairs([Pair(self._version_side(left), self._version_side(right))])

    def show_mockup(self) -> None:
        """Back from the comparison of two versions."""
        if any(self._between):
            self.refresh()

    def refresh(self) -> None:
        store, version = self._store, self._store.version
        mockups = store.mockups
        self._between = ("", "")
        pairs = [self._pair(index, picture, version) for index, picture in enumerate(mockups)]
        seen = version.id if version else ""
        self.view.show_pairs(pairs or [self._pair(0, None, version)], keep_zoom=bool(seen) and seen == self._seen)
        self._seen = seen
        self._show_refining(version, mockups)

    def _show_refining(self, version: Version | None, mockups: Sequence[Picture]) -> None:
        store, last = self._store, self._last_run()
        why_not = ""
        if not mockups:
            why_not = self.tr("There is no mockup to compare with.")
        elif version is None or version.score is None:
            why_not = self.tr("The page has not been measured yet.")
        elif store.running is not None and store.running.refinement is None:
            why_not = self.tr("An answer is still growing.")
        self.refining.setVisible(bool(mockups))
        self.refining.show_run(last or RefineRun(), possible=not why_not, why_not=why_not)

    def _fit(self) -> None:
        """In a low window the room belongs to the pictures: what has nothing to show yet gives way."""
        is_roomy = self.height() >= ROOMY_PX
        self.view.bars.show_words(is_roomy)
        self.refining.show_empty_chart(is_roomy)

    def _last_run(self) -> RefineRun | None:
        """Of the refinement that goes on, found nothing better than what is shown, or brought it."""
        store = self._store
        if store.running is not None and store.is_here(store.running):
            return store.running.refinement
        version, live = store.version, store.current.live
        if version is None:
            return None
        in_vain = [
            each for each in live.values() if each.refines and not each.version and each.record.base == version.id
        ]
        ways = [live.get(version.revision.exchange or ""), *in_vain]
        return next((each.refinement for each in reversed(ways) if each and each.refinement), None)

    def _pair(self, index: int, picture: Picture | None, version: Version | None) -> Pair:
        store = self._store
        size = QSize(picture.attachment.width, picture.attachment.height) if picture else QSize()
        left = self._side(self.tr("Mockup"), picture.shown if picture else None, size, self.tr("No picture yet"))
        rendered = version.renders[index] if version and index < len(version.renders) else None
        name = self.tr("Page")
        if rendered is None and store.shown is not None and store.shown.phase is Phase.RENDERING:
            name = self.tr("Page  ·  rendering …")
        empty = self.tr("The page appears here when it is finished")
        right = self._side(name, rendered, rendered.size() if rendered else QSize(), empty)
        spots = version.spots[index] if version and version.spots and index < len(version.spots) else ()
        tab = f"{menu_text(picture.attachment.name)}  ·  {size.width()}" if picture else ""
        return pair_of(left, right, score_at(version, index), regions_of(spots), tab)

    def _version_side(self, version: Version) -> Side:
        name = self.tr("Version {number}").format(number=self._store.session.number(version.revision))
        size = version.rendered.size() if version.rendered else QSize()
        return self._side(name, version.rendered, size, self.tr("It has not been drawn yet"))

    def _side(self, name: str, image: QImage | None, size: QSize, empty: str) -> Side:
        caption = f"{name}  ·  {size.width()} × {size.height()}" if image is not None else name
        return Side(image, size, caption, empty)


def score_at(version: Version | None, index: int) -> Mapping[str, Any] | None:
    """The score of one view of a version."""
    figures = version.revision.figures if version else None
    if figures is None:
        return None
    views = figures.get("views", [figures])
    return views[index] if index < len(views) else None
