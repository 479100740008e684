"""The settings dialog tells each change once, refuses with a sentence, and its controller has it kept."""

import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from moonpane.preferences import Preferences, read_preferences
from moonpane.runtime import Runtime
from moonpane.settings import SettingsFile
from moonpane.store.settings_desk import SettingsDesk
from moonpane.ui.appearance import change_looks
from moonpane.ui.settings.controller import SettingsController
from moonpane.ui.settings.dialog import SettingsDialog
from moonpane.ui.theme import DARK, LIGHT, theme


@pytest.fixture
def dialog(qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(Preferences(editor="code"), sentences=("The setting “glow” is odd.",))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture(autouse=True)
def looks_as_before():
    yield
    change_looks(Preferences())
    theme.use(LIGHT)


def test_every_field_tells_its_change(dialog: SettingsDialog) -> None:
    told: list[Preferences] = []
    dialog.changed.connect(told.append)
    dialog.look.tiles["dark"].click()
    for choice, value in ((dialog.language, "ko"), (dialog.motion, "reduced"), (dialog.stack, "react")):
        index = choice.findData(value)
        choice.setCurrentIndex(index)
        choice.activated.emit(index)
    dialog.thinking.click()
    dialog.editor.setText("emacs {file}")
    dialog.editor.editingFinished.emit()
    dialog.show_folder("/srv/recordings")
    assert told[-1] == Preferences(
        "dark", "ko", "react", True, "/srv/recordings", editor="emacs {file}", motion="reduced"
    )
    assert len(told) == 7
    dialog.editor.editingFinished.emit()  # the field is left without a change
    assert len(told) == 7
    assert dialog.notice.text() == "The setting “glow” is odd."


def test_all_that_can_be_taken_hold_of_does_something(dialog: SettingsDialog) -> None:
    for kind in (QAbstractButton, QComboBox, QLineEdit):
        assert [each.accessibleName() for each in dialog.findChildren(kind) if not each.isEnabled()] == []
    assert any("without network" in label.text() for label in dialog.findChildren(QLabel))


def test_what_is_out_of_bounds_is_said_and_not_told(dialog: SettingsDialog) -> None:
    told: list[Preferences] = []
    dialog.changed.connect(told.append)
    dialog.recordings.setText("videos")
    dialog.recordings.editingFinished.emit()
    assert told == []
    assert "absolute folder" in dialog.fault.text()
    assert dialog.fault.isVisibleTo(dialog)
    dialog.recordings.setText("/videos")
    dialog.recordings.editingFinished.emit()
    assert told[-1].recordings == "/videos"
    assert not dialog.fault.isVisibleTo(dialog)


def test_a_wheel_that_passes_over_changes_nothing(dialog: SettingsDialog) -> None:
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    dialog.stack.wheelEvent(wheel)
    assert dialog.stack.currentData() == "html"
    assert not wheel.isAccepted()


def test_the_controller_changes_looks_at_once_and_has_it_kept(qtbot: QtBot, tmp_path: Path) -> None:
    runtime, file = Runtime(), SettingsFile(tmp_path / "settings.json")
    controller = SettingsController(SettingsDesk(file, runtime.post), Preferences(), runtime.spawn)
    others: list[object] = []
    runtime.arrived.connect(lambda: others.extend(controller.take(runtime.take())))
    runtime.start()
    try:
        controller.open()
        assert controller.dialog
        with qtbot.waitSignal(controller.changed):
            controller.dialog.look.tiles["dark"].click()
        assert theme.colors is DARK
        qtbot.waitUntil(lambda: file.path.exists())
        (tmp_path / "settings.json").unlink()
        (tmp_path / "settings.json").mkdir()  # now it cannot be written
        controller.dialog.thinking.click()
        dialog = controller.dialog
        qtbot.waitUntil(lambda: "cannot be written" in dialog.fault.text())
        dialog.close()
        qtbot.waitUntil(lambda: controller.dialog is None)
    finally:
        runtime.stop()
    assert others == []


def test_changes_in_a_row_are_kept_in_their_order(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also on a disk that is slow at first."""
    written: list[float] = []

    def slow_at_first(handle: int) -> None:
        time.sleep(0.0 if written else 0.2)
        written.append(time.monotonic())

    monkeypatch.setattr(os, "fsync", slow_at_first)
    runtime, file = Runtime(), SettingsFile(tmp_path / "settings.json")
    desk = SettingsDesk(file, runtime.post)
    runtime.start()
    try:
        for number in range(30):
            runtime.spawn(desk.keep(Preferences(editor=f"editor-{number}")))
        qtbot.waitUntil(lambda: len(written) == 30 and not file.path.with_suffix(".draft").exists(), timeout=10_000)
    finally:
        runtime.stop()
    assert read_preferences(SettingsFile(file.path))[0].editor == "editor-29"
