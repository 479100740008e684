"""An endpoint: where it is, what it is called there, its key; and what was found when it was asked."""

import dataclasses
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from moonpane.client.endpoint import is_loopback
from moonpane.errors import InputError
from moonpane.models.known import KnownModel
from moonpane.models.presets import Preset, preset
from moonpane.models.probe import Step
from moonpane.preview import clipboard
from moonpane.preview.address import usual_scheme
from moonpane.sentences import translated
from moonpane.store.models.board import ModelView
from moonpane.ui import icons
from moonpane.ui.card import Card, Choice, wrapped
from moonpane.ui.conversation.spinner import Sign, StepSign
from moonpane.ui.models.findings import Finding, Findings
from moonpane.ui.theme import set_role, theme


class ConnectionCard(Card):
    """The fields of an endpoint. Nothing is sent anywhere but on `connect_requested`.

    Signals:
        edited: the model with what was typed.
        connect_requested: ask the endpoint, with a new key or "".
        stop_requested: asking is to end.
    """

    edited = Signal(object)
    connect_requested = Signal(str)
    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.caption.setText(self.tr("Connection"))
        self._known: KnownModel | None = None
        self.note = wrapped(role="muted")
        self.command = wrapped(role="command")
        self.command.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.command.setAccessibleName(self.tr("Command that starts such a server"))
        self.copy_button = QPushButton(self.tr("Copy command"))
        self.copy_button.setProperty("role", "link")
        self.address = QLineEdit()
        self.model = Choice()
        self.model.setEditable(True)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.fault = wrapped(role="remark")
        self.connect_button = QPushButton(self.tr("Connect"))
        self.connect_button.setProperty("role", "primary")
        self.connect_button.setAccessibleName(self.tr("Connect and find out what it can"))
        self.promise = QLabel(self.tr("Nothing is sent before you press Connect."))
        self.promise.setProperty("role", "faint")
        self._lay_out()
        self.copy_button.clicked.connect(lambda: clipboard.copy(self.command.text()))
        for line in (self.address, self.model.lineEdit(), self.key):
            assert line is not None
            line.editingFinished.connect(self.on_editing_finished)
            line.returnPressed.connect(self.on_connect_clicked)
        self.model.activated.connect(self.on_editing_finished)
        self.connect_button.clicked.connect(self.on_connect_clicked)

    def show_view(self, view: ModelView) -> None:
        known, anew = view.known, self._known is None or self._known.id != view.known.id
        self._known = known
        kind = preset(known.preset)
        self.note.setText(self._needs(kind, known))
        self.note.setVisible(bool(self.note.text()))
        self.command.setText(kind.start)
        for widget in (self.command, self.copy_button):
            widget.setVisible(bool(kind.start))
        if anew or not self.address.hasFocus():
            self.address.setText(known.address)
        self._offer_models(view)
        if anew:
            self.key.clear()
        self.key.setPlaceholderText(self._key_words(view))
        if anew:
            self.fault.setVisible(False)
        probing = view.probe_step is not None
        self.connect_button.setText(self.tr("Stop") if probing else self.tr("Connect"))
        set_role(self.connect_button, "stop" if probing else "primary")

    def on_editing_finished(self) -> None:
        """Whatever field it was: all are looked at, and told if something changed."""
        edited = self._edited()
        if edited is not None and edited != self._known:
            self._known = edited
            self.edited.emit(edited)

    def on_connect_clicked(self) -> None:
        if self.connect_button.property("role") == "stop":
            self.stop_requested.emit()
            return
        if self._edited() is None:
            return
        self.on_editing_finished()
        key = self.key.text().strip()
        self.key.clear()
        self.connect_requested.emit(key)

    def _edited(self) -> KnownModel | None:
        """None, with a sentence below the fields, when what was typed is no endpoint."""
        if self._known is None:
            return None
        address = self.address.text().strip()
        if address and "://" not in address:
            address = f"{usual_scheme(address)}://{address}"
        try:
            edited = dataclasses.replace(self._known, address=address, model=self.model.currentText().strip())
        except InputError as error:
            self.fault.setText(translated(str(error)))
            self.fault.setVisible(True)
            return None
        self.fault.setVisible(False)
        return edited

    def _key_words(self, view: ModelView) -> str:
        if not view.known.keyed:
            return self.tr("No key")
        in_file = self.tr("A key is kept in a file, not encrypted")
        return in_file if view.key_is_in_file else self.tr("A key is kept for it")

    def _offer_models(self, view: ModelView) -> None:
        line = self.model.lineEdit()
        assert line is not None
        typed = line.hasFocus()
        served = [each.id for each in view.probe.served] if view.probe else []
        words = self.model.currentText()
        self.model.blockSignals(True)
        self.model.clear()
        self.model.addItems(served)
        self.model.setCurrentText(words if typed else view.known.model)
        self.model.blockSignals(False)
        line.setPlaceholderText(self.tr("the first one it serves"))
        line.setAccessibleName(self.tr("Model"))

    def _needs(self, kind: Preset, known: KnownModel) -> str:
        host = urlsplit(known.address).hostname or ""
        words = []
        if kind.hosted == "rented" or not (is_loopback(known.address) or host.endswith(".local")):
            words.append(self.tr("Pictures and words are sent to {host}.").format(host=host))
        if kind.gpu_gb and kind.ram_gb:
            said = self.tr("Kimi K2.5 needs about {gpu} GB of GPU memory and {ram} GB of main memory there.")
            words.append(said.format(gpu=kind.gpu_gb, ram=kind.ram_gb))
        elif kind.gpu_gb:
            words.append(self.tr("Kimi K2.5 needs about {gpu} GB of GPU memory there.").format(gpu=kind.gpu_gb))
        if kind.wants_key:
            words.append(self.tr("It wants a key of your own."))
        if known.address.startswith("http://") and not is_loopback(known.address):
            words.append(self.tr("The address is not encrypted: others on the way can read the key."))
        return " ".join(words)

    def _lay_out(self) -> None:
        self.body.addWidget(self.note)
        self.body.addWidget(self.command)
        self.body.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_field(self.tr("Address"), self.address)
        self.add_field(self.tr("Model"), self.model)
        self.add_field(self.tr("Key"), self.key)
        self.body.addWidget(self.fault)
        row = QHBoxLayout()
        row.addWidget(self.promise, 1)
        row.addWidget(self.connect_button)
        self.body.addLayout(row)


class FindingRow(QWidget):
    """A sign, what was found, and what exactly was seen."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._tone = finding.tone
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        words, detail = wrapped(finding.words), wrapped(finding.detail, "faint")
        detail.setVisible(bool(finding.detail))
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(words)
        column.addWidget(detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addLayout(column, 1)
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def on_theme_changed(self) -> None:
        colors = theme.colors
        name, color = {
            "good": ("check", colors.good),
            "middling": ("warning", colors.middling),
            "bad": ("close", colors.bad),
        }[self._tone]
        self._sign.setPixmap(icons.pixmap(name, color, size=18))


class FindingsCard(Card):
    """The steps of asking while it is asked, and what was found after."""

    def __init__(self) -> None:
        super().__init__("")
        self.caption.setText(self.tr("What it can"))
        self._findings = Findings()
        self._rows: list[QWidget] = []
        self._shown: object = None

    def show_view(self, view: ModelView) -> None:
        self.setVisible(view.probe is not None or view.probe_step is not None)
        shown = (view.known.id, view.probe_step, view.probe)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        if view.probe_step is not None:
            self._rows = [self._step(step, view.probe_step) for step in Step]
        elif view.probe is not None:
            self._rows = [FindingRow(finding) for finding in self._findings.rows(view.probe)]
        for row in self._rows:
            self.body.addWidget(row)

    def _step(self, step: Step, reached: Step) -> QWidget:
        words = {
            Step.LISTING: self.tr("Ask which models it serves"),
            Step.LOOKING: self.tr("Show it a picture that only we know"),
            Step.SWITCHING: self.tr("Try how thinking is switched off"),
            Step.TIMING: self.tr("Time an answer"),
        }[step]
        sign, label = StepSign(), QLabel(words)
        done = step.value < reached.value
        sign.show_sign(Sign.DONE if done else Sign.AT_WORK if step is reached else Sign.WAITING)
        label.setProperty("role", "" if done or step is reached else "muted")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(sign)
        row.addWidget(label, 1)
        return holder
