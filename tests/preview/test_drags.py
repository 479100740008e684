"""Drag and drop: what is dropped over a page belongs to the window, and a page begins no drag."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QWindow
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moonpane.preview.view import PreviewView
from tests.preview.dragging import LISTENS, Ground
from tests.preview.looking import told
from tests.ui.virtual_display import SERVER, VirtualDisplay

ON_DISPLAY = pytest.mark.skipif(SERVER is None, reason="Xvfb is not installed, and offscreen nothing is dragged")

LEFT, NONE, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
PLACE = QPoint(50, 50)


@pytest.fixture
def ground(qtbot: QtBot) -> Iterator[Ground]:
    ground = Ground()
    qtbot.addWidget(ground)
    ground.show()
    yield ground
    for each in ground.findChildren(PreviewView):
        each.shut_down()


@pytest.fixture
def shown(qtbot: QtBot, ground: Ground) -> PreviewView:
    view = PreviewView(ground)
    view.resize(300, 200)
    view.show()
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.finish(LISTENS)
    return view


def handle_of(widget: QWidget) -> QWindow:
    handle = widget.window().windowHandle()
    assert handle is not None
    return handle


def drop(qtbot: QtBot, widget: QWidget, mime: QMimeData) -> None:
    """As the window system brings it: Qt finds the widget below the pointer that takes it."""
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(handle_of(widget), kind(PLACE, COPY, mime, LEFT, NONE))
        qtbot.wait(50)
    QApplication.sendEvent(handle_of(widget), QDropEvent(QPointF(PLACE), COPY, mime, LEFT, NONE))
    qtbot.wait(200)


def files() -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(Path(__file__).parent))])
    return mime


def words() -> QMimeData:
    mime = QMimeData()
    mime.setHtml("<b>secret</b>")
    mime.setText("secret")
    return mime


def link() -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/secret")])
    return mime


@pytest.mark.parametrize("make", [files, words, link])
def test_what_is_dropped_over_the_page_belongs_to_the_window(
    qtbot: QtBot, ground: Ground, shown: PreviewView, make: Callable[[], QMimeData]
) -> None:
    mime = make()
    drop(qtbot, shown, mime)
    assert (told(qtbot, shown, "heard"), ground.dropped) == ([], [mime.formats()])


def test_a_stock_view_hands_the_page_what_is_dropped(qtbot: QtBot, ground: Ground) -> None:
    """So that the others can tell."""
    view = QWebEngineView(ground)
    view.resize(300, 200)
    view.show()
    with qtbot.waitSignal(view.loadFinished, timeout=15_000):
        view.setHtml(LISTENS)
    qtbot.wait(300)
    mime = files()
    drop(qtbot, view, mime)
    heard: list[str] = []
    view.page().runJavaScript("String(heard)", heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert "drop" in heard[0].split(",")
    assert ground.dropped == []


def test_nor_does_a_page_whose_process_was_lost(qtbot: QtBot, ground: Ground, shown: PreviewView) -> None:
    assert shown.surface is not None
    with qtbot.waitSignal(shown.painted, timeout=15_000):
        os.kill(shown.surface.page.renderProcessPid(), signal.SIGKILL)
    drop(qtbot, shown, files())
    assert (told(qtbot, shown, "heard"), len(ground.dropped)) == ([], 1)


def test_what_qt_makes_anew_to_show_the_page_takes_nothing(qtbot: QtBot, shown: PreviewView) -> None:
    assert shown.surface is not None
    anew = QWidget()
    anew.setAcceptDrops(True)
    anew.setParent(shown.surface.view)
    qtbot.wait(50)
    assert not [each for each in shown.surface.findChildren(QWidget) if each.acceptDrops()]


@pytest.fixture(scope="module")
def dragged() -> dict[str, Any]:
    """What came of each drag on a display; offscreen Qt ends them at once."""
    with VirtualDisplay() as display:
        return json.loads(display.run("tests.preview.dragging"))


@ON_DISPLAY
def test_a_page_begins_no_drag(dragged: dict[str, Any]) -> None:
    assert "dragstart" in dragged["page"]["heard"], "it did try"
    assert dragged["page"]["under_way"] == 0
    assert dragged["page"]["dropped"] == []


@ON_DISPLAY
def test_a_page_of_a_stock_view_does(dragged: dict[str, Any]) -> None:
    assert dragged["stock"]["under_way"] == 1
    assert dragged["stock"]["dropped"] == [["file:///etc/hostname"]]


@ON_DISPLAY
def test_words_of_the_page_can_be_selected_all_the_same(dragged: dict[str, Any]) -> None:
    assert dragged["selected"].startswith("words to")


@ON_DISPLAY
def test_what_is_dragged_within_the_window_brings_no_files(dragged: dict[str, Any]) -> None:
    """A page's drag may reach it in the moment before it is ended, or where a system cannot end it."""
    assert dragged["window"] == {"from itself": 0, "from outside": 1}
