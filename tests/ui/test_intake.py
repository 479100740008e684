"""What comes in by dialogs: where they begin, what they take; a recording that runs when the studio ends."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.store.model import Offer
from moonpane.ui.annotate.dialog import AnnotateDialog
from moonpane.ui.annotate.marks import Mark
from moonpane.ui.capture.recorder import Recorder
from tests.ui.conftest import MakeStudio


def dialog_of(studio: Studio) -> QFileDialog:
    (dialog,) = studio.window.findChildren(QFileDialog)
    return dialog


def drawing_of(studio: Studio) -> AnnotateDialog:
    (dialog,) = (each for each in studio.window.findChildren(AnnotateDialog) if each.isVisible())
    return dialog


def test_files_are_looked_for_where_there_is_a_folder(
    make_studio: MakeStudio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda where: str(tmp_path / "Pictures"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    studio = make_studio()
    studio.intake.choose_files()
    dialog = dialog_of(studio)
    assert dialog.directory().absolutePath() == str(tmp_path)
    assert dialog.selectedFiles() in ([], [str(tmp_path)]), "no name stands in its field that nobody typed"
    dialog.reject()


def test_the_folder_of_a_project_is_imported(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "App.jsx").write_text("export default function App() { return <h1>Counter</h1>; }")
    studio = make_studio()
    studio.window.composer.add_menu.entries["project"].trigger()
    dialog = dialog_of(studio)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.setDirectory(str(project))
    dialog.selectFile(str(project))
    dialog.accept()
    qtbot.waitUntil(lambda: studio.store.version is not None, timeout=20_000)
    assert "Counter" in "".join(studio.store.files.values())
    assert studio.store.session.title == "project"


def test_a_sketch_that_esc_closed_can_be_gone_on_with(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio()
    studio.window.composer.add_menu.entries["sketch"].trigger()
    box = Mark("box", ((10, 10), (90, 60)), "#e5383b", 4)
    dialog = drawing_of(studio)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not studio.window.toasts.toasts, "nothing was drawn"
    studio.intake.sketch()
    dialog = drawing_of(studio)
    dialog.view.canvas.set_marks((box,))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    (toast,) = studio.window.toasts.toasts
    assert (toast.words.text(), toast.action_button.text()) == ("Sketch discarded", "Undo")
    toast.action_button.click()
    again = drawing_of(studio)
    assert again.view.markup.marks == (box,)
    again.reject()  # and once more
    studio.window.toasts.toasts[0].action_button.click()
    again = drawing_of(studio)
    assert again.view.markup.marks == (box,)
    again.accept()
    qtbot.waitUntil(lambda: bool(studio.store.draft), timeout=10_000)
    assert not studio.window.toasts.toasts


def test_marks_that_esc_closed_can_be_gone_on_with(make_studio: MakeStudio, qtbot: QtBot, mockup: bytes) -> None:
    studio = make_studio()
    studio.desk.open_offers([Offer("mockup.png", data=mockup)])
    qtbot.waitUntil(lambda: bool(studio.store.draft), timeout=10_000)
    box = Mark("box", ((10, 10), (90, 60)), "#e5383b", 4, comment="blue")
    (picture,) = studio.store.draft
    for _ in range(2):
        studio.intake.mark(picture)
        dialog = drawing_of(studio)
        assert dialog.view.markup.marks == (), "what was discarded is not there by itself"
        dialog.view.canvas.set_marks((box,))
        dialog.reject()
    first, second = studio.window.toasts.toasts
    first.action_button.click()
    again = drawing_of(studio)
    assert again.view.markup.marks == (box,)
    again.accept()
    qtbot.waitUntil(lambda: [each.attachment.notes for each in studio.store.draft] != [""], timeout=10_000)
    second.action_button.click()
    assert not [each for each in studio.window.findChildren(AnnotateDialog) if each.isVisible()], "it is another now"


def test_a_recording_ends_with_the_studio(make_studio: MakeStudio, monkeypatch: pytest.MonkeyPatch) -> None:
    discarded: list[Recorder] = []
    monkeypatch.setattr(Recorder, "discard", lambda recorder: discarded.append(recorder))
    studio = make_studio()
    recorder = studio.intake.recorder
    studio.shut_down()
    assert discarded == [recorder]
