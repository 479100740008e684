"""The first page: every way to begin, what was done last, and nothing cut off at any size."""

import math
import time

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from moonpane.store.studio import Store
from moonpane.ui.language import LANGUAGES, install_language
from moonpane.ui.welcome.page import Welcome
from moonpane.ui.welcome.recent import Recent
from moonpane.ui.window import Window

ALL = ("capture", "record", "address")
SMALLEST = QSize(430, 480)  # less than the workspace has in the smallest window


def sessions(count: int) -> tuple[Recent, ...]:
    image = QImage(320, 200, QImage.Format.Format_RGB32)
    image.fill("#aabbcc")
    return tuple(Recent(f"s{n}", f"Session {n} " * 6, time.time() - 90_000 * n, image) for n in range(count))


def shown(qtbot: QtBot, size: QSize, *, recent: int = 0) -> Welcome:
    welcome = Welcome(has_sample=True, ways=ALL)
    qtbot.addWidget(welcome)
    welcome.show_recent(sessions(recent))
    welcome.resize(size)
    welcome.show()
    qtbot.wait(20)
    return welcome


def cut_off(welcome: Welcome) -> list[str]:
    """Labels and tiles that have less room than they need, or lie outside of what can be scrolled to."""
    body = welcome._body
    found = []
    for widget in (*body.findChildren(QLabel), *welcome.ways.tiles, welcome.recent, welcome.story):
        assert isinstance(widget, QWidget)
        if not widget.isVisibleTo(body):
            continue
        box = widget.rect().translated(widget.mapTo(body, widget.rect().topLeft()))
        needed = widget.minimumSizeHint()
        height = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else needed.height()
        if not body.rect().contains(box) or widget.width() < needed.width() or widget.height() < height:
            found.append(f"{type(widget).__name__} {getattr(widget, 'text', str)()} {box}")
    return found


@pytest.mark.parametrize("language", [code for code, _ in LANGUAGES])
@pytest.mark.parametrize("size", [SMALLEST, QSize(620, 500), QSize(720, 640), QSize(1400, 1000)])
def test_nothing_is_cut_off_at_any_size(qapp: QApplication, qtbot: QtBot, size: QSize, language: str) -> None:
    install_language(qapp, language)
    try:
        for recent in (0, 8):
            welcome = shown(qtbot, size, recent=recent)
            assert cut_off(welcome) == []
            assert welcome._body.width() <= welcome.width(), "it would have to be scrolled sideways"
    finally:
        install_language(qapp, "en")


@pytest.mark.parametrize("language", [code for code, _ in LANGUAGES])
def test_nothing_is_cut_off_in_the_smallest_window(qapp: QApplication, language: str) -> None:
    install_language(qapp, language)
    window = Window(Store(), has_sample=True)
    try:
        window.resize(860, 560)
        window.show()
        for _ in range(5):
            qapp.processEvents()
        assert window.size() == QSize(860, 560)
        assert window.welcome.width() >= SMALLEST.width()
        assert window.welcome.height() >= SMALLEST.height()
        assert cut_off(window.welcome) == []
        assert window.welcome._body.width() <= window.welcome.width()
    finally:
        window.preview.shut_down()
        shiboken6.delete(window)
        install_language(qapp, "en")


def test_the_picture_is_there_where_there_is_room_and_comes_back(qtbot: QtBot) -> None:
    welcome = shown(qtbot, QSize(900, 800), recent=3)
    assert welcome.story.isVisible()
    welcome.resize(SMALLEST)
    qtbot.waitUntil(lambda: not welcome.story.isVisible())
    welcome.resize(QSize(900, 800))
    qtbot.waitUntil(welcome.story.isVisible)
    picture = welcome.story.grab().toImage()
    assert len({picture.pixel(x, 60) for x in range(picture.width())}) > 10
    assert welcome.story.accessibleName().startswith("A picture of a screen")


def test_every_tile_asks_for_what_it_says(qtbot: QtBot) -> None:
    welcome = shown(qtbot, QSize(900, 700))
    signals = {
        "open": welcome.open_requested,
        "paste": welcome.paste_requested,
        "sample": welcome.sample_requested,
        "capture": welcome.capture_requested,
        "record": welcome.record_requested,
        "address": welcome.address_requested,
    }
    assert {tile.way.id for tile in welcome.ways.tiles} == signals.keys()
    for tile in welcome.ways.tiles:
        with qtbot.waitSignal(signals[tile.way.id]):
            tile.setFocus()
            qtbot.keyClick(tile, Qt.Key.Key_Space)


def test_what_does_not_work_here_is_not_offered(qtbot: QtBot) -> None:
    welcome = Welcome(has_sample=False)
    qtbot.addWidget(welcome)
    assert [tile.way.id for tile in welcome.ways.tiles] == ["open", "paste"]


def test_a_session_is_gone_on_with_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    welcome = shown(qtbot, QSize(900, 700), recent=3)
    row = welcome.recent.visualItemRect(welcome.recent.item(1)).center()
    with qtbot.waitSignal(welcome.session_requested, check_params_cb=lambda id: id == "s1"):
        qtbot.mouseClick(welcome.recent.viewport(), Qt.MouseButton.LeftButton, pos=row)
    welcome.recent.setCurrentRow(2)
    with qtbot.waitSignal(welcome.session_requested, check_params_cb=lambda id: id == "s2"):
        qtbot.keyClick(welcome.recent, Qt.Key.Key_Return)


@pytest.mark.parametrize("moment", [253_500_000_000.0, 1e300, -1e300, math.inf, math.nan])
def test_a_session_of_any_time_and_title_has_its_row(qtbot: QtBot, moment: float) -> None:
    """An imported session brings both along; what raised in painting was raised at every paint."""
    welcome = Welcome(has_sample=True, ways=ALL)
    qtbot.addWidget(welcome)
    welcome.show_recent((Recent("s", "First\nsecond \u202ethird", moment),))
    assert not welcome.grab().isNull()
    said = welcome.recent.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said in ("First second third, 1 Jan 3000", "First second third, 1 Jan 1970")
