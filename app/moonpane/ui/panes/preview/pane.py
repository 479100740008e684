"""The preview of the studio: follows the exchange that is shown."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QSize

from moonpane.store.model import Exchange, Phase
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.panes.preview.stage import PreviewStage

STATES = {
    Phase.WAITING: QT_TRANSLATE_NOOP("PreviewPane", "Waiting for the model …"),
    Phase.MEASURING: QT_TRANSLATE_NOOP("PreviewPane", "Measuring the picture …"),
    Phase.READING: QT_TRANSLATE_NOOP("PreviewPane", "Reading the text …"),
    Phase.WRITING: QT_TRANSLATE_NOOP("PreviewPane", "Growing …"),
    Phase.RENDERING: QT_TRANSLATE_NOOP("PreviewPane", "Comparing …"),
}


class PreviewPane(PreviewStage):
    """`PreviewStage` with the store's shown exchange in it."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        store.changed.connect(self.on_store_changed)

    def on_store_changed(self, changed: Changed) -> None:
        shown = self._store.shown
        if shown is None or shown.id != changed.exchange:
            return
        match changed.what:
            case What.SHOWN:
                self._begin(shown)
            case What.PAGE_GREW:
                self.feed(changed.text)
            case What.PAGE_FINISHED:
                self._finish(shown)
            case What.ENDED if shown.page_is_partial:
                self._finish(shown)
        self.bar.show_state(self._state_of(shown))

    def _begin(self, exchange: Exchange) -> None:
        if exchange.pictures:
            picture = exchange.pictures[0]
            self.begin(QSize(picture.attachment.width, picture.attachment.height), ghost=picture.shown)
        else:
            self.begin()
        if not exchange.page:
            return
        if exchange.phase.ended or exchange.page_is_whole:
            self._finish(exchange)
        else:
            self.feed(exchange.page)

    def _finish(self, exchange: Exchange) -> None:
        self.finish(exchange.page, cut_off=not exchange.page_is_whole)

    def _state_of(self, exchange: Exchange) -> str:
        if exchange.page_is_partial:
            return self.tr("Unfinished: this is as far as it came")
        return self.tr(str(STATES[exchange.phase])) if exchange.phase in STATES else ""
