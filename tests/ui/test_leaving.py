"""Closing the window throws nothing away in silence: neither a recording that runs, nor what is not on the disk."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.application.studio import DRAFT_MS
from moonpane.store import notices
from moonpane.ui.capture.recorder import Recorder
from moonpane.ui.dialogs.leaving import RecordingQuestion, UnkeptQuestion
from tests.ui.conftest import MakeStudio
from tests.vision.clips import write_clip

PATIENCE_MS = 20_000
Asked = TypeVar("Asked", bound=QMessageBox)


@pytest.fixture
def recording(make_studio: MakeStudio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Studio:
    """A studio that records; `test_on_display` makes real recordings."""
    running = [True]
    clip = write_clip(tmp_path / "recording.mp4", num_frames=4, fps=4.0, size=(64, 48))

    def stop(recorder: Recorder) -> None:
        running.clear()
        recorder.recorded.emit(str(clip), 1.0, b"")

    def discard(recorder: Recorder) -> None:
        running.clear()
        clip.unlink(missing_ok=True)

    monkeypatch.setattr(Recorder, "busy", property(lambda recorder: bool(running)))
    monkeypatch.setattr(Recorder, "stop", stop)
    monkeypatch.setattr(Recorder, "discard", discard)
    studio = make_studio()
    monkeypatch.setattr(studio.intake, "_recordings", lambda: tmp_path / "kept")
    assert studio.intake.recorder.busy
    return studio


def question_of(studio: Studio, kind: type[Asked]) -> Asked:
    (question,) = (each for each in studio.window.findChildren(kind) if each.isVisible())
    return question


def is_closed(studio: Studio) -> Callable[[], bool]:
    return lambda: not studio.window.isVisible()


def test_a_recording_is_finished_and_taken_into_the_draft_before_the_window_closes(
    recording: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not recording.window.close()
    assert not recording.window.close(), "asked once"
    question_of(recording, RecordingQuestion).keep_button.click()
    assert recording.window.isVisible()
    qtbot.waitUntil(is_closed(recording), timeout=PATIENCE_MS)
    assert [picture.attachment.name for picture in recording.store.draft] == ["recording.mp4"]
    assert (tmp_path / "kept" / "recording.mp4").exists()


def test_a_recording_that_cannot_be_finished_keeps_the_window(
    recording: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recorder, "stop", lambda recorder: recorder.failed.emit("The disk is full."))
    recording.window.close()
    question_of(recording, RecordingQuestion).keep_button.click()
    monkeypatch.setattr(Recorder, "busy", False)
    recording.store.await_pictures(0)
    qtbot.wait(50)
    assert recording.window.isVisible()


def test_a_recording_is_thrown_away_only_where_that_is_said(recording: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    recording.window.close()
    question_of(recording, RecordingQuestion).reject()
    qtbot.wait(50)
    assert recording.window.isVisible()
    assert recording.intake.is_recording
    recording.window.close()
    question_of(recording, RecordingQuestion).throw_button.click()
    qtbot.waitUntil(is_closed(recording), timeout=PATIENCE_MS)
    assert not (tmp_path / "recording.mp4").exists()
    assert not recording.store.draft


def test_what_is_not_saved_is_asked_about_before_the_window_closes(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio()
    qtbot.waitUntil(lambda: studio.store.draft_text == "" and not studio.store.awaited, timeout=PATIENCE_MS)
    studio.store.apply([notices.SavingFailed("The disk is full.")])
    assert not studio.window.close()
    question = question_of(studio, UnkeptQuestion)
    assert question.informativeText() == "The disk is full."
    question.stay_button.click()
    qtbot.wait(50)
    assert studio.window.isVisible()
    studio.store.apply([notices.SavingFailed("The disk is full.")])
    assert not studio.window.close()
    question_of(studio, UnkeptQuestion).close_button.click()
    qtbot.waitUntil(is_closed(studio), timeout=PATIENCE_MS)


def test_a_window_with_nothing_to_lose_closes_at_once(make_studio: MakeStudio) -> None:
    studio = make_studio()
    assert studio.window.close()
    assert not studio.window.findChildren(QMessageBox)


def test_what_arrives_while_the_studio_ends_starts_nothing_afterwards(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio()

    async def say_it_late() -> None:
        studio.runtime.post(notices.PictureTurnedAway("No picture."))

    qtbot.waitUntil(lambda: studio.store.awaited is None, timeout=PATIENCE_MS)
    studio.runtime.spawn(say_it_late())
    with qtbot.captureExceptions() as raised:
        studio.shut_down()
        assert studio.store.refusals == ["No picture."], "it arrived with the last notices"
        qtbot.wait(2 * DRAFT_MS)
    assert not raised
