"""When the next page comes into sight: once it is drawn, be it on a machine that is busy, and not before its turn."""

import time

from pytestqt.qtbot import QtBot

from moonpane.preview.paint_watch import PATIENCE_S
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
