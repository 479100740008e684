"""The code of the studio: the files of what is looked at; read-only while they grow."""

from collections.abc import Mapping

from moonpane.artifact.pictures import without_pictures
from moonpane.session import INDEX
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.panes.code.view import CodeView


class CodePane(CodeView):
    """`CodeView` with what the store shows in it."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.version_id = ""  # that is shown here, and that `edited` is about; empty while the first one grows
        self._grown: Mapping[str, str] = {}  # what was shown of files that grow
        store.changed.connect(self.on_store_changed)

    def on_store_changed(self, changed: Changed) -> None:
        shown = self._store.shown
        if changed.what is What.SHOWN:
            self._show()
        elif shown is not None and changed.exchange == shown.id:
            if changed.what is What.PAGE_GREW and self._store.version is None:
                self._grow(shown.files)
            elif changed.what in (What.PAGE_FINISHED, What.ENDED):
                self._show()

    def _show(self) -> None:
        self.tell_edited()  # of the version that was shown until now
        store, before = self._store, self.version_id
        version = store.version
        self.version_id = version.id if version else ""
        grows = store.version is None and store.shown is not None and not store.shown.phase.ended
        growing = (store.shown.growing or INDEX) if grows and store.shown else ""
        self._grown = without_pictures(store.files)
        self.show_files(store.files, growing=growing)
        is_own = version is not None and version.revision.origin == "person" and version.revision.parent == before
        if self.version_id != before and not is_own:
            self.forget_undone()

    def _grow(self, files: Mapping[str, str]) -> None:
        """Only what was added is put in; a file that became another is shown anew."""
        files = without_pictures(files)  # they come with the whole page
        before, self._grown = self._grown, files
        if any(not files.get(path, "").startswith(text) for path, text in before.items()):
            self._show()
            return
        for path, text in files.items():
            if piece := text[len(before.get(path, "")) :]:
                self.grow(path, piece)
