"""The code of the studio: the shown exchange's page as source; read-only while it grows."""

from moonpane.session import INDEX
from moonpane.store.model import Exchange
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.panes.code.view import CodeView


class CodePane(CodeView):
    """`CodeView` with the store's shown exchange in it."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        store.changed.connect(self.on_store_changed)

    def on_store_changed(self, changed: Changed) -> None:
        shown = self._store.shown
        if shown is None or shown.id != changed.exchange:
            return
        if changed.what is What.PAGE_GREW:
            self.grow(INDEX, changed.text)
        elif changed.what in (What.SHOWN, What.PAGE_FINISHED, What.ENDED):
            self.show_files(files_of(shown), growing="" if _is_over(shown) else INDEX)


def files_of(exchange: Exchange) -> dict[str, str]:
    return {INDEX: exchange.page} if exchange.page else {}


def _is_over(exchange: Exchange) -> bool:
    return exchange.phase.ended or exchange.page_is_whole
