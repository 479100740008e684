"""The window comes back where it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect

from moonpane.application.place import FRAME, SECTION, keep_place, restore_place
from moonpane.settings import SettingsFile
from moonpane.store.studio import Store
from moonpane.ui.window import Window


@pytest.fixture
def windows(qapp) -> Iterator[list[Window]]:
    made = [Window(Store()), Window(Store())]
    yield made
    for window in made:
        window.preview.shut_down()
        shiboken6.delete(window)


def test_size_and_sidebar_come_back(windows: list[Window], tmp_path: Path) -> None:
    before, after = windows
    before.resize(790, 640)  # narrower than the screen of a run without a display
    before.side_place.fit_window(2000)
    before.sidebar.set_collapsed(True)
    before.side_place.fit_window(700)
    keep_place(before, SettingsFile(tmp_path / "settings.json"))
    assert after.size() != before.size()
    restore_place(after, SettingsFile(tmp_path / "settings.json"))
    assert after.size() == before.size()
    after.side_place.fit_window(2000)
    assert after.sidebar.is_collapsed


def test_a_narrow_window_puts_no_list_away_for_good(windows: list[Window], tmp_path: Path) -> None:
    before, after = windows
    before.side_place.fit_window(2000)
    before.side_place.fit_window(700)
    assert before.sidebar.is_collapsed
    keep_place(before, SettingsFile(tmp_path / "settings.json"))
    restore_place(after, SettingsFile(tmp_path / "settings.json"))
    after.side_place.fit_window(2000)
    assert not after.sidebar.is_collapsed


def test_the_first_window_is_no_larger_than_the_screen(windows: list[Window], tmp_path: Path) -> None:
    window, room = windows[0], windows[0].screen().availableSize()
    assert not QRect(QPoint(), room).contains(QRect(QPoint(), window.size())), "the screen of a run without a display"
    restore_place(window, SettingsFile(tmp_path / "settings.json"))
    assert window.size() == (room - FRAME).expandedTo(window.minimumSize())


@pytest.mark.parametrize("kept", [None, 3, {"geometry": 5, "sidebar": "no"}, {"geometry": "ÿ nothing of ours"}])
def test_what_is_not_ours_is_passed_over(windows: list[Window], tmp_path: Path, kept: object) -> None:
    settings = SettingsFile(tmp_path / "settings.json")
    settings.put(SECTION, kept)
    restore_place(windows[0], settings)
    restore_place(windows[1], SettingsFile(tmp_path / "none.json"))
    assert windows[0].size() == windows[1].size()
    assert not windows[0].sidebar.is_collapsed


def test_a_disk_that_takes_nothing_is_no_error(windows: list[Window], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    keep_place(windows[0], SettingsFile(tmp_path / "file" / "settings.json"))
