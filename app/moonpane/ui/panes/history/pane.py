"""The history of the studio: every version of the shown session."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from moonpane.store.model import Version
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.panes.history.history_pane import HistoryPane
from moonpane.ui.panes.history.rows import VersionRow

LOUD = (What.SHOWN, What.PAGE_FINISHED, What.MEASURED)
WORDS = {
    "person": QT_TRANSLATE_NOOP("VersionsPane", "Edited by hand"),
    "imported": QT_TRANSLATE_NOOP("VersionsPane", "Imported"),
}
WORD_CHARS = 80


class VersionsPane(HistoryPane):
    """`HistoryPane` with what the store knows in it."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        store.changed.connect(self.on_store_changed)

    def on_store_changed(self, changed: Changed) -> None:
        if changed.what in LOUD:
            self.refresh()

    def refresh(self) -> None:
        store = self._store
        versions = store.current.versions
        on_way = set[str]()
        at = store.version
        while at is not None:
            on_way.add(at.id)
            at = versions.get(at.revision.parent or "")
        rows = [self._row(number, version, version.id in on_way) for number, version in enumerate(versions.values(), 1)]
        self.show_versions(rows, shown=store.session.shown or "")
        self.show_steps(undo=self._step(store.undone), redo=self._step(store.redone))

    def _step(self, version: Version | None) -> str:
        if version is None:
            return ""
        return self.tr("back to version {number}").format(number=self._store.session.number(version.revision))

    def _row(self, number: int, version: Version, on_branch: bool) -> VersionRow:
        revision = version.revision
        brought = self._store.current.live.get(revision.exchange or "")
        words = self.tr(str(WORDS[revision.origin])) if revision.origin in WORDS else ""
        if brought is not None:
            attachments = brought.asked.attachments
            words = " ".join(brought.asked.text.split()) or (attachments[0].name if attachments else "")
        return VersionRow(
            revision.id,
            number,
            revision.parent,
            revision.origin,
            revision.created_at,
            revision.score,
            version.thumbnail,
            words[:WORD_CHARS],
            revision.is_complete,
            on_branch,
            num_widths=len(version.score.widths) if version.score else 0,
        )
