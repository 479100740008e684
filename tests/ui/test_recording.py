"""What surrounds a recording: its file, its limits, and the sign that it goes on. `test_on_display` makes real ones."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QScreen
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from moonpane.ui.capture.desktop import Desktop
from moonpane.ui.capture.pill import RecordingPill
from moonpane.ui.capture.recorder import Recorder
from moonpane.ui.capture.recording_files import begin_draft, finish_draft, free_bytes, tidy
from moonpane.ui.capture.recording_limits import LimitWatch, RecordingLimits
from moonpane.ui.capture.screenshot import Capture
from moonpane.ui.capture.window_choice import WindowOverlay
from moonpane.ui.capture.x11 import DesktopWindow
from tests.ui.signals import said_by

PLENTY = 1 << 40


def test_a_draft_is_private_and_becomes_a_recording_only_when_finished(tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    draft = begin_draft(folder)
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.glob("[!.]*")) == []
    draft.write_bytes(b"one")
    first = finish_draft(draft)
    assert first.read_bytes() == b"one"
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    others = []
    for text in (b"two", b"three"):  # within the same second: nothing is written over
        draft = begin_draft(folder)
        draft.write_bytes(text)
        others.append(finish_draft(draft))
    assert {path.read_bytes() for path in folder.iterdir()} == {b"one", b"two", b"three"}
    assert len({first, *others}) == 3


def test_drafts_of_the_dead_go_and_those_of_the_living_stay(tmp_path: Path) -> None:
    ours = begin_draft(tmp_path)
    code = "import sys; from pathlib import Path; from moonpane.ui.capture.recording_files import begin_draft;"
    code += "print(begin_draft(Path(sys.argv[1])))"
    made = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    theirs = Path(made.stdout.strip())
    assert theirs.exists()
    whole = tmp_path / "recording-2026-01-01-000000.mp4"
    whole.touch()
    # A number comes again: this process has it, but began long after that draft was written last.
    reused = tmp_path / f".draft-{os.getpid()}-00000000.mp4"
    reused.touch()
    os.utime(reused, (1_000_000_000, 1_000_000_000))
    assert tidy(tmp_path) == 2
    assert sorted(tmp_path.iterdir()) == sorted([ours, whole])


def test_the_free_space_of_a_folder_that_is_not_there_yet_is_known(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "not" / "yet") > 0


@pytest.mark.parametrize(
    ("seconds", "num_bytes", "free", "near", "end"),
    [
        (79, 0, PLENTY, "", ""),
        (80, 0, PLENTY, "100 minutes long, which is soon".replace("100", "1.66667"), ""),
        (100, 0, PLENTY, "", "minutes long and was ended"),
        (1, 799, PLENTY, "", ""),
        (1, 8 << 20, PLENTY, "10 MB, which is soon", ""),
        (1, 10 << 20, PLENTY, "", "has 10 MB and was ended"),
        (1, 1, 999, "", "the disk is almost full"),
    ],
)
def test_limits_are_said_at_80_percent_and_end_it_at_100(
    seconds: float, num_bytes: int, free: int, near: str, end: str, qtbot: QtBot
) -> None:
    watch = LimitWatch(RecordingLimits(max_s=100, max_bytes=10 << 20, keep_free_bytes=1000))
    neared: list[str] = []
    reached: list[str] = []
    watch.neared.connect(neared.append)
    watch.reached.connect(reached.append)
    for _ in range(3):
        watch.look(seconds=seconds, num_bytes=num_bytes, free_bytes=free)
    assert len(neared) == bool(near), "said once"
    assert len(reached) == bool(end)
    assert near in "".join(neared)
    assert end in "".join(reached)


def test_without_a_screen_nothing_is_begun_and_it_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    """The offscreen platform of the tests has no screen that could be captured."""
    recorder = Recorder(folder=tmp_path)
    with qtbot.waitSignal(recorder.failed) as failed:
        recorder.record_screen()
    assert said_by(failed)[0] == recorder.desktop_words == "There is no screen here that could be recorded."
    assert list(tmp_path.iterdir()) == []
    assert not recorder.busy


def test_a_recording_that_a_desktop_refuses_names_another_way(tmp_path: Path, qtbot: QtBot) -> None:
    recorder = Recorder(folder=tmp_path)
    with qtbot.waitSignal(recorder.failed) as failed:
        recorder._on_broken("Failed to grab the screen content.")
    assert said_by(failed)[0] == (
        "The screen cannot be recorded: Failed to grab the screen content. "
        "Record it with the desktop's own tool and drop it here."
    )


def test_the_pill_shows_time_and_size_and_its_buttons_have_names(qtbot: QtBot) -> None:
    pill = RecordingPill()
    qtbot.addWidget(pill)
    pill.show()
    pill.show_state(75.4, 3 << 20)
    assert pill.state.text() == "1:15 · 3.0 MB"
    corner, middle = QPoint(1, 1), pill.rect().center()
    assert not pill.mask().contains(corner), "black where nothing composes windows"
    assert pill.mask().contains(middle)
    pause, stop = pill.findChildren(QAbstractButton)
    assert (pause.accessibleName(), stop.accessibleName()) == ("Pause", "Stop recording")
    with qtbot.waitSignal(pill.pause_asked):
        pause.click()
    pill.show_paused(True)
    assert pause.accessibleName() == "Go on"
    with qtbot.waitSignal(pill.stop_asked):
        stop.click()


WINDOWS = [DesktopWindow(1, "Editor", QRect(10, 10, 40, 30)), DesktopWindow(2, "Browser", QRect(30, 20, 50, 40))]


def screen_picture(screen: QScreen) -> QImage:
    image = QImage(screen.size() * screen.devicePixelRatio(), QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    return image


@pytest.fixture
def capture(qtbot: QtBot) -> Iterator[Capture]:
    made = Capture(grab=screen_picture, windows=lambda: WINDOWS, raise_window=lambda _: None)
    yield made
    made.cancel()


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    def found() -> list[WindowOverlay]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, WindowOverlay) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=3_000)
    overlay = found()[0]
    for key in keys:
        qtbot.keyClick(overlay, key)


def test_a_window_to_be_recorded_is_chosen_and_no_picture_is_taken(capture: Capture, qtbot: QtBot) -> None:
    with qtbot.waitSignal(capture.window_chosen) as chosen, qtbot.assertNotEmitted(capture.captured):
        capture.choose_window()
        press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert said_by(chosen) == [WINDOWS[0]]
    assert not capture.busy
    with qtbot.waitSignal(capture.captured), qtbot.assertNotEmitted(capture.window_chosen):
        capture.capture_window()
        press(qtbot, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("desktop", "said"), [(Desktop.PORTAL, "record the screen"), (Desktop.OTHER, "cannot be listed")]
)
def test_where_no_window_can_be_chosen_it_is_said(capture: Capture, qtbot: QtBot, desktop: Desktop, said: str) -> None:
    capture.desktop = desktop
    with qtbot.waitSignal(capture.refused) as refused:
        capture.choose_window()
    assert said_by(refused) == [capture.why_no_window()]
    assert said in capture.why_no_window()
    assert not capture.busy
    capture.desktop = Desktop.X11
    assert capture.why_no_window() == ""
