"""The way back to what was said, where a branch begins before it: on a version that was imported."""

from PySide6.QtWidgets import QPushButton

from moonpane.store.studio import Changed, Store, What


class RestButton(QPushButton):
    """Below an empty transcript of a conversation that is not empty; everywhere else answers have one of their own."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.setText(self.tr("Show what followed"))
        self.setToolTip(self.tr("Go to the branch that goes on from here"))
        self.setProperty("role", "link")
        self.setAutoDefault(False)
        store.changed.connect(self.on_store_changed)
        self.hide()

    def on_store_changed(self, changed: Changed) -> None:
        if changed.what in (What.SESSION, What.EXCHANGE_ADDED):
            self.setVisible(bool(self._store.session.exchanges) and not self._store.exchanges)
