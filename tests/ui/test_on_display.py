"""On a virtual display, because the offscreen platform has nothing to capture: two monitors, windows, recordings."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import pytest
from PIL import Image

from tests.ui.virtual_display import SERVER, VirtualDisplay

pytestmark = pytest.mark.skipif(SERVER is None, reason="Xvfb is not installed, and offscreen nothing can be captured")


@pytest.fixture(scope="module")
def display() -> Iterator[VirtualDisplay]:
    with VirtualDisplay() as display:
        yield display


@contextlib.contextmanager
def another_program(display: VirtualDisplay, task: str, folder: Path) -> Iterator[dict[str, Any]]:
    """Windows that are not ours; what their program says in the end is filled in."""
    command = [sys.executable, "-m", "tests.ui.on_display", task, str(folder)]
    said: dict[str, Any] = {}
    repository = Path(__file__).parents[2]
    with subprocess.Popen(command, env=display.environment, cwd=repository, stdout=subprocess.PIPE) as other:
        yield said
        assert other.stdout is not None
        said |= json.loads(other.stdout.read())


def test_each_monitor_gives_its_own_pixels_and_never_our_window(display: VirtualDisplay, tmp_path: Path) -> None:
    scales = {"QT_SCREEN_SCALE_FACTORS": "left=1;right=2"}
    with another_program(display, "grounds", tmp_path):
        told = json.loads(display.run("tests.ui.on_display", "region", str(tmp_path), **scales))
    assert told == {"screens": [["left", 1.0], ["right", 2.0]], "ours_is_back": True}
    left, right = (Image.open(tmp_path / f"{number}.bmp").convert("RGB") for number in (0, 1))
    assert left.size == (200, 100)
    assert left.getcolors() == [(200 * 100, (0x33, 0x66, 0x99))], "ours lay over it, and is not in it"
    assert right.size == (199, 99), "two device pixels for one, and one for the last"
    assert right.getcolors() == [(199 * 99, (0x99, 0x33, 0x66))]


def test_windows_of_others_are_listed_with_titles_and_places(display: VirtualDisplay, tmp_path: Path) -> None:
    with another_program(display, "windows", tmp_path) as said:
        seen = json.loads(display.run("tests.ui.on_display", "look", str(tmp_path)))["windows"]
    assert seen == [["Below", 100, 120, 300, 200], ["설계 – Über", 300, 200, 300, 200]]
    assert said["ours"] == [], "one's own windows are not offered"


def test_a_recording_is_paused_ended_by_its_limit_and_private(display: VirtualDisplay, tmp_path: Path) -> None:
    told = json.loads(display.run("tests.ui.on_display", "recording", str(tmp_path)))
    (first, first_s), (second, second_s) = told["recorded"]
    assert told["draft_modes"] == ["0o600"]
    assert told["paused"] == [True, False]
    assert first_s == pytest.approx(1.6, abs=0.9), "the pause of 1.5 s is not in it"
    assert second_s == pytest.approx(1.0, abs=0.6)
    assert told["noticed"][-1].endswith("minutes long and was ended; it is kept.")
    assert told["left"] == [".mp4", ".mp4", ".png", ".png"], "what was discarded left nothing"
    for path, seconds in ((first, first_s), (second, second_s)):
        assert Path(path).stat().st_mode & 0o777 == 0o600
        film = cv2.VideoCapture(path)
        there, frame = film.read()
        assert there
        assert frame.shape == (720, 1280, 3)
        assert frame[300, 300].tolist() == pytest.approx([0x99, 0x66, 0x33], abs=12)
        num_frames = 1
        while film.grab():
            num_frames += 1
        assert 3 <= num_frames <= 18 * seconds + 3, "about fifteen a second at most"
        film.release()
        with Image.open(Path(path).with_suffix(".png")) as picture:
            assert picture.size == (1280, 720)


def test_a_window_is_recorded_where_it_is_also_after_it_came_back(display: VirtualDisplay, tmp_path: Path) -> None:
    with another_program(display, "wanders", tmp_path):
        told = json.loads(display.run("tests.ui.on_display", "recorded_window", str(tmp_path)))
    assert told["pills"] == 1
    film = cv2.VideoCapture(told["path"])
    is_window = []
    while (read := film.read())[0]:
        assert read[1].shape == (200, 300, 3), "even, as codecs want it"
        is_window.append(read[1][150, 250].tolist() == pytest.approx([0x99, 0x66, 0x33], abs=12))
    film.release()
    assert is_window[0]
    assert is_window[-1]
    assert sum(is_window) > 0.5 * len(is_window), "what is behind it is seen only until the next look"


@pytest.mark.parametrize("is_ready", [True, False])
def test_a_window_that_is_ready_for_pages_stays_when_the_first_one_comes(
    display: VirtualDisplay, tmp_path: Path, is_ready: bool
) -> None:
    told = json.loads(display.run("tests.ui.on_display", "ready" if is_ready else "unready", str(tmp_path)))
    assert told["stays"] is is_ready
