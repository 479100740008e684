"""When the next page comes into sight: once it is drawn, be it on a machine that is busy, and not before its turn."""

import time

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPixmap
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from moonpane.preview.paint_watch import LONGEST_S, PATIENCE_S
from moonpane.preview.surface import Surface
from moonpane.preview.view import PreviewView
from tests.preview.test_view import BAR, HEAD, Colours, show


def test_never_blank_while_the_first_frame_takes_long(qtbot: QtBot, view: PreviewView, colours: Colours) -> None:
    """As every page's does on a machine that is busy: what was in sight stays until then."""
    show(qtbot, view, HEAD + BAR % "#aa0000")
    painted: list[bool] = []
    view.painted.connect(lambda: painted.append(True))
    blurred = "<i style='position:fixed;inset:0;backdrop-filter:blur(40px)'></i>" * 25
    began = time.monotonic()
    view.finish(HEAD + BAR % "#00aa00" + blurred)
    while not painted and time.monotonic() - began < 30:
        qtbot.wait(5)
        assert colours() != {"#ffffff"}
    assert painted
    assert "#aa0000" not in colours()


def test_a_page_that_hides_the_mark_comes_into_sight(qtbot: QtBot, view: PreviewView, colours: Colours) -> None:
    over = "<dialog style='inset:0;width:100%;height:100%;border:0'><p style='height:40px;background:#00aa00'></dialog>"
    began = time.monotonic()
    show(qtbot, view, HEAD + over + "<script>document.querySelector('dialog').showModal()</script>")
    assert time.monotonic() - began > PATIENCE_S, "it was hidden"
    assert "#00aa00" in colours()


def test_a_finished_page_is_loaded_in_a_turn_of_its_own(qtbot: QtBot, view: PreviewView, colours: Colours) -> None:
    """What follows in the same turn is part of it: the last page counts, and none after `begin`."""
    view.finish(HEAD + BAR % "#aa0000")
    assert view.findChild(Surface) is None
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.finish(HEAD + BAR % "#00aa00")
    assert {"#00aa00"} <= colours()
    surface = view.surface
    view.finish(HEAD + BAR % "#0000aa")
    view.begin()
    qtbot.wait(300)
    assert view.findChildren(Surface) == [surface]


def test_a_frame_that_the_screen_gets_late_is_waited_for(
    qtbot: QtBot, view: PreviewView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page itself has drawn its frames long before: it says that nothing hides the mark."""
    show(qtbot, view, HEAD + BAR % "#aa0000")
    grab, late = QWebEngineView.grab, time.monotonic() + 3 * PATIENCE_S
    stale = view.surface.view.grab() if view.surface else QPixmap(8, 8)

    def grab_late(shown: QWebEngineView, *area: QRect) -> QPixmap:
        return grab(shown, *area) if time.monotonic() > late else stale

    monkeypatch.setattr(QWebEngineView, "grab", grab_late)
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.finish(HEAD + BAR % "#00aa00")
    assert time.monotonic() > late


@pytest.mark.parametrize("style", ["filter:invert(1)", "opacity:0.5", "visibility:hidden", "clip-path:inset(50%)"])
def test_a_page_that_changes_how_the_mark_looks_is_not_waited_for_longer(
    qtbot: QtBot, view: PreviewView, style: str
) -> None:
    show(qtbot, view, HEAD + BAR % "#aa0000")
    began = time.monotonic()
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.finish(f"<style>html{{{style}}}</style>" + HEAD + BAR % "#00aa00")
    assert time.monotonic() - began < LONGEST_S / 2
