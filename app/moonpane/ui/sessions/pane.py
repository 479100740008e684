"""The sidebar of the studio: the sessions that there are, and what a search found."""

from moonpane.archive import Hit, SessionHead
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.sessions.rows import SearchHit, SessionRow
from moonpane.ui.sessions.sidebar import Sidebar


class SessionsPane(Sidebar):
    """`Sidebar` with what the store knows in it."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._listed = store.listed
        self._running: set[str] = set()  # ids of those in which an answer grows, as they are shown
        self._found = store.found
        store.changed.connect(self.on_store_changed)

    def on_store_changed(self, changed: Changed) -> None:
        store = self._store
        if changed.what in (What.SESSIONS, What.EXCHANGE_ADDED, What.ENDED):
            running = {head.id for head in store.listed.heads if store.is_running_in(head.id)}
            if store.listed is not self._listed or running != self._running:
                self._listed, self._running = store.listed, running
                self.show_sessions([self._row(head) for head in store.listed.heads])
                self.show_bin([self._row(head) for head in store.listed.deleted])
            if store.found is not None and store.found is not self._found:
                self._found = store.found
                self.show_hits(store.found.words, [hit_of(hit) for hit in store.found.found.hits])
        if changed.what in (What.SESSIONS, What.SESSION):
            self.show_open(store.session.id)

    def _row(self, head: SessionHead) -> SessionRow:
        thumbnail = self._store.listed.thumbnails.get(head.picture or "")
        running = self._store.is_running_in(head.id)
        return SessionRow(head.id, head.title, head.updated_at, head.num_exchanges, thumbnail, running)


def hit_of(hit: Hit) -> SearchHit:
    """What the archive found, as the list shows it: marks with their length instead of their end."""
    marks = tuple((start, end - start) for start, end in hit.marks)
    where = "asked" if hit.where == "question" else hit.where
    exchange, version = hit.exchange_id or "", hit.revision_id or ""
    return SearchHit(hit.session_id, hit.title, hit.snippet, marks, where, exchange, version, hit.path)
