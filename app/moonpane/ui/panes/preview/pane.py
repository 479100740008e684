"""The preview of the studio: follows the version, or the growing answer, that is looked at."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QSize

from moonpane.artifact.document import is_drawn
from moonpane.store.model import Exchange, Phase
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.panes.preview.stage import PreviewStage

STATES = {
    Phase.WAITING: QT_TRANSLATE_NOOP("PreviewPane", "Waiting for the model …"),
    Phase.MEASURING: QT_TRANSLATE_NOOP("PreviewPane", "Measuring the picture …"),
    Phase.READING: QT_TRANSLATE_NOOP("PreviewPane", "Reading the text …"),
    Phase.WRITING: QT_TRANSLATE_NOOP("PreviewPane", "Growing …"),
    Phase.RENDERING: QT_TRANSLATE_NOOP("PreviewPane", "Comparing …"),
    Phase.REFINING: QT_TRANSLATE_NOOP("PreviewPane", "Improving …"),
}


class PreviewPane(PreviewStage):
    """`PreviewStage` with what the store shows in it."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        store.changed.connect(self.on_store_changed)

    def on_store_changed(self, changed: Changed) -> None:
        shown = self._store.shown
        if changed.what is What.SHOWN:
            self._begin()
        elif shown is not None and changed.exchange == shown.id:
            if changed.what is What.PAGE_GREW and self._store.version is None:
                self.feed_files(shown.files)
            elif changed.what is What.PAGE_FINISHED:
                self._finish()
        self.bar.show_state((self._state_of(shown) if shown else "") or self._left_out())

    def _begin(self) -> None:
        store, version = self._store, self._store.version
        if store.shown is None and version is None:
            self.clear()
            return
        stack = version.revision.stack if version else store.shown.record.stack if store.shown else "html"
        if mockups := store.mockups:
            attachment = mockups[0].attachment
            is_in_sight = not self._draws_nothing() if version else bool(store.files)
            ghost = None if is_in_sight else mockups[0].shown
            self.begin(QSize(attachment.width, attachment.height), ghost=ghost, stack=stack)
        else:
            self.begin(stack=stack)
        if version:
            self._finish()
        elif store.files:
            self.feed_files(store.files)

    def _finish(self) -> None:
        if version := self._store.version:
            revision = version.revision
            if self._draws_nothing() and not self._store.mockups:
                self.show_words(self._nothing_drawn("\n"))
                return
            self.finish_files(revision.files, revision.stack, cut_off=not revision.is_complete)

    def _draws_nothing(self) -> bool:
        """Whether the version was cut off before its first element: its mockup stays in sight, if there is one."""
        version = self._store.version
        if version is None or version.revision.is_complete:
            return False
        return not is_drawn(version.revision.files, version.revision.stack)

    def _nothing_drawn(self, between: str) -> str:
        way_on = self.tr("“Continue” below the answer goes on from here.")
        return self.tr("Stopped before anything was drawn.") + between + way_on

    def _left_out(self) -> str:
        names = ", ".join(self.view.left_out)
        return self.tr("Left out for want of room: {names}").format(names=names) if names else ""

    def _state_of(self, exchange: Exchange) -> str:
        version = self._store.version
        if version is not None and not version.revision.is_complete:
            is_nothing = self._draws_nothing()
            return self._nothing_drawn(" ") if is_nothing else self.tr("Unfinished: this is as far as it came")
        if exchange.phase is Phase.RENDERING and not self._store.mockups:
            return self.tr("Drawing …")
        return self.tr(str(STATES[exchange.phase])) if exchange.phase in STATES else ""
