"""Opens the models panel, shows it what the board knows, and has done what it asks for."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from moonpane.errors import InputError
from moonpane.models.known import from_folder
from moonpane.store.models.board import ModelsBoard
from moonpane.store.models.desk import ModelsDesk
from moonpane.ui.models.panel import ModelsPanel

Spawn = Callable[[Coroutine[Any, Any, None]], None]


class ModelsController(QObject):
    """Between the panel and the desk, which works on another thread."""

    def __init__(self, desk: ModelsDesk, board: ModelsBoard, spawn: Spawn, window: QWidget | None = None) -> None:
        """`spawn` runs a coroutine on the asyncio thread."""
        super().__init__(window)
        self.panel: ModelsPanel | None = None
        self._desk, self._board, self._spawn, self._window = desk, board, spawn, window
        board.changed.connect(self.on_board_changed)

    def open(self) -> None:
        """Shows the panel, with the model in use selected; the one that is open already comes to the front."""
        if self.panel is None:
            self.panel = ModelsPanel(self._window)
            self._connect(self.panel)
            self.on_board_changed()
            self.panel.select_used()
        self.panel.show()
        self.panel.activateWindow()

    def on_board_changed(self) -> None:
        if self.panel is not None:
            self.panel.show_views(self._board.views, self._board.notice)

    def on_folder_requested(self) -> None:
        chooser = QFileDialog(self.panel, self.tr("Choose the folder of a checkpoint"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self.on_folder_chosen)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def on_folder_chosen(self, folder: str) -> None:
        if self.panel is None:
            return
        try:
            self.panel.add(from_folder(Path(folder)))
        except InputError as error:
            self.panel.show_views(self._board.views, str(error))

    def on_panel_finished(self) -> None:
        if self.panel is not None:
            self.panel.deleteLater()
            self.panel = None

    def on_attended(self, attended: bool) -> None:
        self._spawn(self._attend(attended))

    async def _attend(self, attended: bool) -> None:
        self._desk.attend(attended)

    async def _estimate(self, id: str) -> None:
        await self._desk.estimate(id)

    def _connect(self, panel: ModelsPanel) -> None:
        desk, spawn = self._desk, self._spawn
        panel.put.connect(lambda model: spawn(desk.put(model)))
        panel.removed.connect(lambda id: spawn(desk.remove(id)))
        panel.use_requested.connect(lambda id, anyway: spawn(desk.use(id, anyway=anyway)))
        panel.unload_requested.connect(lambda: spawn(desk.unload()))
        panel.estimate_requested.connect(lambda id: spawn(self._estimate(id)))
        panel.probe_requested.connect(lambda id, key: spawn(desk.probe(id, key)))
        panel.probe_stopped.connect(lambda id: spawn(desk.stop_probe(id)))
        panel.attended.connect(self.on_attended)
        panel.folder_requested.connect(self.on_folder_requested)
        panel.finished.connect(self.on_panel_finished)
