"""One model: its name, what can be done with it, and the cards of its kind."""

import dataclasses

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from moonpane.errors import InputError
from moonpane.models.presets import preset
from moonpane.sentences import translated
from moonpane.store.model import EngineState, EngineStatus
from moonpane.store.models.board import ModelView
from moonpane.ui.card import wrapped
from moonpane.ui.language import number
from moonpane.ui.models.connection_card import ConnectionCard, FindingsCard
from moonpane.ui.models.memory_card import MemoryCard
from moonpane.ui.models.speed_card import SpeedCard
from moonpane.ui.stages import stage_words


class Details(QWidget):
    """The right side of the panel.

    Signals:
        edited: a `KnownModel` as the person changed it.
        use_requested: answer with this model; True when it shall be loaded although it does not fit.
        unload_requested, remove_requested, stop_requested: what they say, of the shown model.
        connect_requested: ask the endpoint, with a new key or "".
    """

    edited = Signal(object)
    use_requested = Signal(bool)
    unload_requested = Signal()
    remove_requested = Signal()
    connect_requested = Signal(str)
    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: ModelView | None = None
        self.name = QLineEdit()
        self.name.setProperty("role", "title")
        self.name.setAccessibleName(self.tr("Name of the model"))
        self.kind, self.stage = QLabel(), QLabel()
        for label in (self.kind, self.stage):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.kind.setProperty("role", "muted")
        self.kind.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state = QLabel(self.tr("In use"))
        self.state.setProperty("role", "good")
        self.use_button = QPushButton()
        self.use_button.setProperty("role", "primary")
        self.unload_button = QPushButton(self.tr("Unload"))
        self.unload_button.setAccessibleName(self.tr("Unload the model and give its memory back"))
        self.remove_button = QPushButton(self.tr("Remove"))
        self.remove_button.setProperty("role", "danger")
        self.remove_button.setAccessibleName(self.tr("Remove the model from the list"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Loading the model"))
        self.stage.setProperty("role", "faint")
        self.refusal = wrapped(role="remark")
        self.memory, self.speed = MemoryCard(), SpeedCard()
        self.connection, self.findings = ConnectionCard(), FindingsCard()
        self._lay_out()
        self._connect()

    def show_view(self, view: ModelView) -> None:
        anew = self._view is None or self._view.known.id != view.known.id
        self._view = view
        known = view.known
        if anew or not self.name.hasFocus():
            self.name.setText(self.tr("Embedded model") if known.kind == "embedded" else known.name)
        self.name.setReadOnly(known.kind == "embedded")
        self.kind.setText(self._kind_words(view))
        is_endpoint = known.kind == "endpoint"
        self.memory.setVisible(not is_endpoint)
        for card in (self.connection, self.findings):
            card.setVisible(is_endpoint)
        cards = (self.connection, self.findings, self.speed) if is_endpoint else (self.memory, self.speed)
        for card in cards:
            card.show_view(view)
        self._show_state(view)

    def _show_state(self, view: ModelView) -> None:
        status = view.status
        loading = status is not None and status.state in (EngineState.STARTING, EngineState.RESTARTING)
        self.state.setVisible(view.is_used and not loading)
        too_large = view.estimate is not None and not view.estimate.fits and not view.is_used
        self.use_button.setText(self.tr("Load anyway") if too_large else self.tr("Use this model"))
        self.use_button.setAccessibleName(self.use_button.text())
        self.use_button.setVisible(not view.is_used and not loading)
        self.use_button.setEnabled(not (too_large and view.estimate is not None and bool(view.estimate.fault)))
        self.unload_button.setVisible(view.is_used and not loading and view.known.kind != "endpoint")
        self.remove_button.setVisible(view.known.kind != "embedded" and not view.is_used and not loading)
        self.progress.setVisible(loading)
        self.stage.setVisible(loading)
        if loading and status is not None:
            self.progress.setRange(0, status.total)
            self.progress.setValue(status.done)
            self.stage.setText(self._stage_words(status))
        failed = status.sentence if status is not None and status.state is EngineState.STOPPED else ""
        said = view.refusal or failed or (status.sentence if status and not loading else "")
        self.refusal.setText(translated(said))
        self.refusal.setVisible(bool(said))

    def _stage_words(self, status: EngineStatus) -> str:
        """With how far it is, where that is known."""
        words = stage_words(status.sentence)
        if not status.total:
            return words
        return self.tr("{stage}: {done} of {total}").format(
            stage=words, done=number(status.done), total=number(status.total)
        )

    def on_name_edited(self) -> None:
        if self._view is None or self.name.isReadOnly() or self.name.text().strip() == self._view.known.name:
            return
        try:
            self.edited.emit(dataclasses.replace(self._view.known, name=self.name.text().strip()))
        except InputError:
            self.name.setText(self._view.known.name)

    def on_context_chosen(self, tokens: int) -> None:
        if self._view is not None:
            self.edited.emit(dataclasses.replace(self._view.known, context=tokens))

    def on_use_clicked(self) -> None:
        found = self._view.estimate if self._view else None
        self.use_requested.emit(found is not None and not found.fits)

    def _kind_words(self, view: ModelView) -> str:
        known = view.known
        if known.kind == "embedded":
            return self.tr("A small model that turns pictures into pages, on any computer and without network.")
        if known.kind == "checkpoint":
            family = f"{view.estimate.family} · " if view.estimate else ""
            return f"{family}{known.folder}"
        kind = preset(known.preset).name
        return self.tr("Endpoint") if kind == known.name else self.tr("Endpoint, {kind}").format(kind=kind)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        for widget in (self.state, self.unload_button, self.remove_button, self.use_button):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 22)
        column.setSpacing(12)
        column.addLayout(head)
        self.kind.setContentsMargins(9, 0, 0, 0)
        self.kind.setWordWrap(True)
        for widget in (self.kind, self.progress, self.stage, self.refusal):
            column.addWidget(widget)
        for card in (self.connection, self.findings, self.memory, self.speed):
            column.addWidget(card)
        column.addStretch(1)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self.on_name_edited)
        self.use_button.clicked.connect(self.on_use_clicked)
        self.unload_button.clicked.connect(self.unload_requested)
        self.remove_button.clicked.connect(self.remove_requested)
        self.memory.context_chosen.connect(self.on_context_chosen)
        self.connection.edited.connect(self.edited)
        self.connection.connect_requested.connect(self.connect_requested)
        self.connection.stop_requested.connect(self.stop_requested)
