"""Opens the settings, has changes kept, and changes the looks at once."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from moonpane.preferences import Preferences
from moonpane.store.settings_desk import SettingsDesk, SettingsRefused
from moonpane.ui.appearance import change_looks
from moonpane.ui.settings.dialog import SettingsDialog

Spawn = Callable[[Coroutine[Any, Any, None]], None]


class SettingsController(QObject):
    """Between the dialog and the desk, which works on another thread.

    Signals:
        changed: the `Preferences` in force from now on.
    """

    changed = Signal(object)

    def __init__(
        self,
        desk: SettingsDesk,
        preferences: Preferences,
        spawn: Spawn,
        window: QWidget | None = None,
        *,
        sentences: Sequence[str] = (),
    ) -> None:
        """`spawn` runs a coroutine on the asyncio thread; `sentences` tell what could not be read."""
        super().__init__(window)
        self.preferences = preferences
        self.dialog: SettingsDialog | None = None
        self._desk, self._spawn, self._window = desk, spawn, window
        self._sentences = tuple(sentences)

    def open(self) -> None:
        """Shows the dialog; the one that is open already comes to the front."""
        if self.dialog is None:
            self.dialog = SettingsDialog(self.preferences, sentences=self._sentences, parent=self._window)
            self.dialog.changed.connect(self.on_preferences_changed)
            self.dialog.folder_requested.connect(self.on_folder_requested)
            self.dialog.finished.connect(self.on_dialog_finished)
        self.dialog.show()
        self.dialog.activateWindow()

    def take(self, batch: Sequence[object]) -> list[object]:
        """Folds the notices of the desk; returns the others, in their order."""
        for notice in batch:
            if isinstance(notice, SettingsRefused) and self.dialog is not None:
                self.dialog.refuse(notice.sentence)
        return [notice for notice in batch if not isinstance(notice, SettingsRefused)]

    def on_preferences_changed(self, preferences: Preferences) -> None:
        self.preferences = preferences
        change_looks(preferences)
        self._spawn(self._desk.keep(preferences))
        self.changed.emit(preferences)

    def on_folder_requested(self) -> None:
        if self.dialog is None:
            return
        chooser = QFileDialog(self.dialog, self.tr("Where recordings go"), str(self.preferences.recordings_folder))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self.dialog.show_folder)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def on_dialog_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
