"""The settings: every change is told at once, there is nothing to be confirmed."""

import dataclasses
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from moonpane.errors import InputError
from moonpane.preferences import Preferences
from moonpane.sentences import translated
from moonpane.ui.card import Card, Choice, Tick, wrapped
from moonpane.ui.keys_here import KeysHere
from moonpane.ui.language import LANGUAGES
from moonpane.ui.settings.look_choice import LookChoice


class SettingsDialog(QDialog):
    """Shows the preferences it is given, and tells the ones that are wanted instead.

    Signals:
        changed: `Preferences`; the dialog shows them already.
        folder_requested: the person wants to choose where recordings go; call `show_folder` with the answer.
    """

    changed = Signal(object)
    folder_requested = Signal()

    def __init__(self, preferences: Preferences, *, sentences: tuple[str, ...] = (), parent: QWidget | None = None):
        """`sentences`: what is to be said about settings that could not be read."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumSize(560, 420)
        self.resize(620, 720)
        self.preferences = preferences
        self.look = LookChoice()
        languages = ((code, name) for code, name in LANGUAGES)
        self.language = Choice((("system", self.tr("As the desktop")), *languages))
        self.motion = Choice(
            (
                ("system", self.tr("As the desktop")),
                ("full", self.tr("Things may move")),
                ("reduced", self.tr("Nothing turns, blinks or slides")),
            )
        )
        self.stack = Choice((("html", "HTML + CSS"), ("tailwind", "HTML + Tailwind"), ("react", "React + Tailwind")))
        self.thinking = Tick(self.tr("Large models think before they answer"))
        self.recordings = QLineEdit()
        self.folder_button = QPushButton(self.tr("Choose …"))
        self.folder_button.setAccessibleName(self.tr("Choose the folder for recordings"))
        self.editor = QLineEdit()
        self.fault = wrapped(role="remark")
        self.notice = wrapped("\n".join(map(translated, sentences)), "notice")
        self.notice.setVisible(bool(sentences))
        self._lay_out()
        self._connect()
        self.show_preferences(preferences)

    def show_preferences(self, preferences: Preferences) -> None:
        """Without a signal."""
        self.preferences = preferences
        self.look.choose(preferences.theme)
        self.language.choose(preferences.language)
        self.motion.choose(preferences.motion)
        self.stack.choose(preferences.stack)
        self.thinking.blockSignals(True)
        self.thinking.setChecked(preferences.thinking)
        self.thinking.blockSignals(False)
        self.recordings.setText(preferences.recordings)
        self.recordings.setPlaceholderText(str(Preferences().recordings_folder))
        self.editor.setText(preferences.editor)
        self.editor.setPlaceholderText(self.tr("What the desktop opens such files with"))
        self.fault.setVisible(False)

    def show_folder(self, folder: str) -> None:
        """The folder that was chosen."""
        self.recordings.setText(folder)
        self._change("recordings", folder)

    def refuse(self, sentence: str) -> None:
        """Says why the last change was not kept."""
        self.fault.setText(translated(sentence))
        self.fault.setVisible(True)

    def _change(self, field: str, value: Any) -> None:
        if value == getattr(self.preferences, field):
            self.fault.setVisible(False)
            return
        try:
            self.preferences = dataclasses.replace(self.preferences, **{field: value})
        except InputError as error:
            self.refuse(str(error))
            return
        self.fault.setVisible(False)
        self.changed.emit(self.preferences)

    def _connect(self) -> None:
        self.look.chosen.connect(lambda mode: self._change("theme", mode))
        for field, choice in (("language", self.language), ("motion", self.motion), ("stack", self.stack)):
            choice.activated.connect(
                lambda index, field=field, choice=choice: self._change(field, choice.currentData())
            )
        self.thinking.toggled.connect(lambda thinks: self._change("thinking", thinks))
        for field, line in (("recordings", self.recordings), ("editor", self.editor)):
            line.editingFinished.connect(lambda field=field, line=line: self._change(field, line.text().strip()))
        self.folder_button.clicked.connect(self.folder_requested)

    def _lay_out(self) -> None:
        look = Card(self.tr("Look"))
        look.body.addWidget(self.look)
        look.add_field(self.tr("Language"), self.language)
        look.body.addWidget(_hint(self.tr("A new language is spoken after Moonpane is started again.")))
        look.add_field(self.tr("Motion"), self.motion)
        pages = Card(self.tr("New pages"))
        pages.add_field(self.tr("Made of"), self.stack)
        pages.body.addWidget(self.thinking)
        pages.body.addWidget(_hint(self.tr("Better answers, but later. It can be chosen for each message, too.")))
        files = Card(self.tr("Files"))
        files.add_field(self.tr("Recordings"), self.recordings, self.folder_button)
        files.add_field(self.tr("Editor"), self.editor)
        files.body.addWidget(_hint(self.tr("A command, such as: code {file}")))
        privacy = Card(self.tr("Privacy"))
        promise = self.tr("Pages are shown without network. Moonpane sends nothing except to endpoints you connect.")
        privacy.body.addWidget(_hint(promise))
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(22, 20, 22, 22)
        column.setSpacing(12)
        for widget in (self.notice, look, pages, files, privacy):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        KeysHere(area)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(22, 0, 22, 0)
        foot.addWidget(self.fault)
        whole.addLayout(foot)


def _hint(words: str) -> QLabel:
    return wrapped(words, "faint")
