"""Every way in which a page leaves the studio: saved, exported, opened in the browser or in an editor."""

import re
import shutil
import subprocess
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from moonpane.artifact.pictures import without_pictures
from moonpane.preferences import Preferences
from moonpane.sentences import translated
from moonpane.session import INDEX, NEW_TITLE, Revision
from moonpane.store.studio import Store
from moonpane.store.work.outgoing import Outgoing
from moonpane.ui.window import Window

Spawn = Callable[[Coroutine[Any, Any, None]], None]
MAX_NAME_CHARS = 60
_PICTURE = re.compile(r"\.(?:png|jpe?g|webp|gif|bmp|mp4|webm)$", re.IGNORECASE)


class Output(QObject):
    """Asks where to, and has it done on the asyncio thread."""

    def __init__(
        self,
        store: Store,
        outgoing: Outgoing,
        window: Window,
        spawn: Spawn,
        preferences: Callable[[], Preferences],
    ) -> None:
        super().__init__(window)
        self._store, self._outgoing, self._window, self._spawn = store, outgoing, window, spawn
        self._preferences = preferences

    def save(self) -> None:
        """The shown page as one file; a project of several is exported."""
        version = self._store.version
        if version is None:
            return
        if list(without_pictures(version.revision.files)) != [INDEX]:
            self.export()
            return
        words = self.tr("Web page ({kinds})").format(kinds="*.html")
        dialog = QFileDialog(self._window, self.tr("Save the page"), INDEX, words)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("html")
        dialog.fileSelected.connect(lambda name: self.save_page(version.revision, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_page(self, revision: Revision, path: Path) -> None:
        self._spawn(self._outgoing.save(revision, path))

    def export(self) -> None:
        """A folder, or a zip, that opens without network."""
        version = self._store.version
        if version is None:
            return
        words = self.tr("Zip ({zip});;Folder (*)").format(zip="*.zip")
        dialog = QFileDialog(
            self._window, self.tr("Export the page"), f"{file_name(self._store.session.title) or 'page'}.zip", words
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is replaced, which the export says itself
        dialog.fileSelected.connect(lambda name: self._spawn(self._outgoing.export(version.revision, Path(name))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_in_browser(self) -> None:
        """A copy of the page, in the person's own browser: there it has the network that other pages have."""
        if version := self._store.version:
            self._spawn(self._outgoing.open_elsewhere(version.revision, in_browser=True))

    def open_in_editor(self) -> None:
        if version := self._store.version:
            self._spawn(self._outgoing.open_elsewhere(version.revision, in_browser=False))

    def on_ready_to_open(self, path: Path, in_browser: bool) -> None:
        """The copy is there. That the desktop chooses instead of an editor, and that nothing opens it, is said."""
        command = [] if in_browser else self._preferences().editor_command(path)
        if command and shutil.which(command[0]) is not None:
            self._start(command)
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = self.tr("This desktop has no program that opens web pages. The page lies at {path}.")
            self._window.toasts.say(words.format(path=path), is_bad=True)
        elif not in_browser:
            self._say_who_chose(command[0] if command else "")

    def _start(self, command: list[str]) -> None:
        try:
            subprocess.Popen(command, start_new_session=True)
        except OSError as error:
            words = self.tr("{program} cannot be started: {why}.")
            sentence = words.format(program=command[0], why=translated(error.strerror or str(error)))
            self._window.toasts.say(sentence, is_bad=True)

    def _say_who_chose(self, program: str) -> None:
        """`program`: the editor that was not found; empty where none is named."""
        if program:
            words = self.tr("{program} was not found, so the page opens with another program; change it in Settings.")
        else:
            words = self.tr("No editor is named in Settings, so the desktop chose what opens the page.")
        self._window.toasts.say(
            words.format(program=program),
            action=self.tr("Settings"),
            on_action=self._window.settings_requested.emit,
            is_bad=bool(program),
        )

    def ask_where(self, title: str, chosen: Callable[[Path], None]) -> None:
        """For the zip file of a conversation."""
        name = file_name(title) or "session"
        dialog = QFileDialog(self._window, self.tr("Export the conversation"), f"{name}.zip", "Zip (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def file_name(title: str) -> str:
    """What of a session's title every system takes as a name; empty where it says nothing."""
    words = "" if title == NEW_TITLE else _PICTURE.sub("", title)
    plain = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in words)
    return " ".join(plain.split())[:MAX_NAME_CHARS].strip()
