"""The window without an engine: names for screen readers, keys, themes, sizes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QProgressBar
from pytestqt.qtbot import QtBot

from moonpane.preview.picked import Box, Picked, Place
from moonpane.preview.view import Banner
from moonpane.store import notices
from moonpane.store.model import EngineState, EngineStatus, Phase
from moonpane.store.open_session import score_of
from moonpane.store.studio import Store
from moonpane.ui import window as window_module
from moonpane.ui.panes.picture_stage import heat_image
from moonpane.ui.theme import DARK, LIGHT, style_sheet, theme
from moonpane.ui.window import Pane, Window
from tests.ui import told
from tests.ui.conftest import PAGE, png
from tests.ui.told import finished, picture


@pytest.fixture
def store(qapp) -> Store:
    return Store()


@pytest.fixture
def window(store: Store) -> Iterator[Window]:
    made = Window(store, sandbox_notice="The sandbox is off.", has_sample=True)
    made.show()
    yield made
    made.preview.shut_down()
    shiboken6.delete(made)


def test_every_control_has_a_name(window: Window, store: Store) -> None:
    finished(store)
    store.await_pictures(1)
    store.apply([notices.PictureOpened(picture())])
    kinds = (QAbstractButton, QProgressBar, QAbstractScrollArea)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for kind in kinds
        for widget in window.findChildren(kind)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QLineEdit)  # Qt's own, which the keyboard does not need
    ]
    assert not nameless


def test_a_message_does_not_cover_the_button_that_sends(window: Window, qtbot: QtBot) -> None:
    for size in (QSize(1440, 900), window.minimumSize()):
        window.resize(size)
        qtbot.wait(50)
        toast = window.toasts.say("The recording ended because its source is gone; what there is of it is kept.")
        box, send = (QRect(each.mapTo(window, QPoint()), each.size()) for each in (toast, window.composer.send_button))
        assert not box.intersects(send)
        assert window.rect().contains(box)
        toast.close_button.click()


def test_the_keys_reach_what_they_name(window: Window, store: Store, qtbot: QtBot) -> None:
    finished(store)
    window.activateWindow()
    control = Qt.KeyboardModifier.ControlModifier
    for key, pane in ((Qt.Key.Key_2, Pane.CODE), (Qt.Key.Key_3, Pane.COMPARE), (Qt.Key.Key_1, Pane.PAGE)):
        qtbot.keyClick(window, key, control)
        assert window.pane is pane
    for key, signal in (
        (Qt.Key.Key_O, window.composer.open_requested),
        (Qt.Key.Key_S, window.save_requested),
    ):
        with qtbot.waitSignal(signal, timeout=2000):
            qtbot.keyClick(window, key, control)
    with qtbot.waitSignal(window.composer.stop_requested, timeout=2000):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    store.await_pictures(1)
    store.apply([notices.PictureOpened(picture())])
    with qtbot.waitSignal(window.composer.submitted, timeout=2000):
        qtbot.keyClick(window, Qt.Key.Key_Return, control)


def test_shift_return_is_a_new_line_and_the_field_grows(window: Window, qtbot: QtBot) -> None:
    edit = window.composer.edit
    before = edit.height()
    qtbot.keyClicks(edit, "one")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(edit, "two")
    assert edit.toPlainText() == "one\ntwo"
    assert edit.height() > before


def test_no_colour_of_the_style_sheet_is_left_unnamed() -> None:
    for colors in (LIGHT, DARK):
        assert "@" not in style_sheet(colors)


def test_the_theme_follows_the_desktop(window: Window, store: Store, qapp) -> None:
    finished(store)
    at = window.transcript.mapTo(window, QPoint(4, 120))
    try:
        theme.on_scheme_changed(Qt.ColorScheme.Dark)
        assert theme.colors is DARK
        assert qapp.palette().window().color().name() == DARK.window
        dark = window.grab().toImage().pixelColor(at)
        theme.on_scheme_changed(Qt.ColorScheme.Light)
        light = window.grab().toImage().pixelColor(at)
    finally:
        theme.use(LIGHT)
    assert dark.name() == DARK.panel
    assert light.name() == LIGHT.panel


@pytest.mark.parametrize(
    ("width", "height"),
    [
        pytest.param(360, 240, id="small"),
        pytest.param(2400, 1200, id="wider than the window"),
        pytest.param(390, 3000, id="higher than the window"),
    ],
)
def test_the_preview_is_as_wide_as_the_mockup(
    width: int, height: int, window: Window, store: Store, qtbot: QtBot
) -> None:
    exchange = told.begin(store, [picture(width, height)])
    told.make(store, exchange, PAGE)
    view = window.preview.view
    qtbot.waitUntil(lambda: view.surface is not None, timeout=60_000)
    widths: list[object] = []
    assert view.surface is not None
    view.surface.page.runJavaScript("document.documentElement.getBoundingClientRect().width", widths.append)
    qtbot.waitUntil(lambda: bool(widths), timeout=20_000)
    seen = widths[0]
    assert isinstance(seen, int | float)
    assert abs(seen - width) <= 2
    room = window.preview.canvas.size()
    assert view.width() <= room.width()
    assert view.height() <= room.height()


def test_until_the_page_is_painted_the_mockup_stands_in_for_it(window: Window, store: Store, qtbot: QtBot) -> None:
    exchange = told.begin(store, [picture()])
    ghost = window.preview.canvas.ghost
    assert ghost.isVisible()
    assert ghost.geometry() == window.preview.view.rect()
    told.grow(store, exchange, PAGE)
    qtbot.waitUntil(lambda: not ghost.isVisible(), timeout=60_000)
    assert window.preview.view.surface is not None


def test_a_page_stopped_before_it_was_painted_says_so_above_the_mockup(
    window: Window, store: Store, qtbot: QtBot
) -> None:
    exchange = told.begin(store, [picture()])
    view = window.preview.view
    page = "<!DOCTYPE html><html><body>hi<script>while(1);</script></body></html>"
    with qtbot.waitSignal(view.stopped, timeout=60_000):
        told.grow(store, exchange, page)
        told.make(store, exchange, page)
    assert window.preview.canvas.ghost.isVisible()
    banner = view.findChild(Banner)
    assert banner is not None
    for said in (banner.sentence, banner.button):
        assert window.childAt(said.mapTo(window, said.rect().center())) is said


def test_the_mockup_stays_while_a_page_that_was_cut_off_shows_nothing(
    window: Window, store: Store, qtbot: QtBot
) -> None:
    exchange = told.begin(store, [picture()])
    ghost = window.preview.canvas.ghost
    head = PAGE[: PAGE.index("</style>")]
    told.grow(store, exchange, head)
    told.make(store, exchange, head, is_complete=False)
    told.end(store, exchange, Phase.STOPPED, "Stopped.")
    with qtbot.assertNotEmitted(window.preview.view.painted, wait=3_000):
        pass
    assert ghost.isVisible()
    finished(store)
    qtbot.waitUntil(lambda: not ghost.isVisible(), timeout=60_000)


def test_both_pictures_of_the_comparison_are_seen_whole(window: Window, store: Store, qtbot: QtBot) -> None:
    finished(store)
    window.show_pane(Pane.COMPARE)
    stage = window.compare.view.stage
    version = store.version
    assert version is not None
    told.measure(store, version.revision, QImage.fromData(png(360, 900)))
    assert window.compare.page.natural == QSize(360, 900)
    stage.fit()
    assert stage.zoom.content.height() == 900
    assert 900 * stage.zoom.scale <= stage.height()


def test_the_heat_map_shows_where_it_is_worst() -> None:
    score = score_of(told.FIGURES)
    assert score is not None
    image = heat_image(score)
    assert image is not None
    alpha = [[image.pixelColor(x, y).alpha() for x in range(2)] for y in range(2)]
    assert alpha[0][0] == alpha[1][0] == 0
    assert 0 < alpha[0][1] < alpha[1][1]


def test_what_could_not_be_measured_is_said(window: Window, store: Store) -> None:
    finished(store, is_compared=False)
    assert window.transcript.answers[0].remarks == "It could not be measured."
    assert not window.pill.isVisible()
    assert not window.compare.heat_button.isEnabled()


def test_an_earlier_page_can_be_looked_at_again(window: Window, store: Store) -> None:
    first = finished(store)
    second = finished(store, is_compared=False)
    assert store.shown is second
    window.transcript.answers[0].code_requested.emit(first)
    window.show_code_of(first)
    assert store.shown is first
    assert window.pane is Pane.CODE
    assert window.code.text.code == PAGE
    assert window.pill.isVisible()


def test_loading_shows_how_far_it_is(window: Window, store: Store) -> None:
    status = EngineStatus(EngineState.STARTING, "Embedded model", "weights", 3, 10)
    store.apply([notices.EngineChanged(status)])
    assert window.status.progress.isVisible()
    assert (window.status.progress.value(), window.status.progress.maximum()) == (3, 10)
    store.apply([notices.EngineChanged(EngineStatus(EngineState.READY, "Embedded model"))])
    assert not window.status.progress.isVisible()
    assert window.status.engine.text() == "Embedded model is ready"
    assert window.status.sandbox.text() == "Sandbox off"


def test_a_narrow_window_cuts_nothing_off(window: Window, store: Store, qtbot: QtBot) -> None:
    for _ in range(4):
        finished(store)
    window.resize(window.minimumSize())
    qtbot.wait(50)
    transcript = window.transcript
    content = transcript.widget()
    assert content is not None
    assert content.width() <= transcript.viewport().width()


def test_an_unfinished_page_says_its_whole_size_in_a_narrow_window(window: Window, store: Store, qtbot: QtBot) -> None:
    exchange = told.begin(store, [picture()])
    window.resize(window.minimumSize())
    told.grow(store, exchange, PAGE)
    told.make(store, exchange, PAGE, is_complete=False)
    told.end(store, exchange, Phase.STOPPED, "Stopped.")
    card = window.transcript.answers[0].file_card
    assert card is not None
    qtbot.wait(50)
    for label in card.findChildren(QLabel):
        assert label.width() >= label.sizeHint().width(), label.text()


def test_of_refused_files_the_latest_few_are_named(window: Window, store: Store) -> None:
    store.await_pictures(2)
    store.apply([notices.PictureTurnedAway("a.txt is no picture."), notices.PictureTurnedAway("b.txt is no picture.")])
    assert window.composer.sentence.text() == "a.txt is no picture.\nb.txt is no picture."
    store.await_pictures(9)
    store.apply([notices.PictureTurnedAway(f"{number}.txt is no picture.") for number in range(9)])
    assert window.composer.sentence.text().startswith("5.txt is no picture.\n6.txt")


def test_the_window_only_lays_out() -> None:
    assert len(Path(window_module.__file__).read_text().splitlines()) <= 250


def test_the_page_and_its_code_lead_to_each_other(window: Window, store: Store, qtbot: QtBot) -> None:
    exchange = finished(store)
    place = Place("index.html", 11, 1)
    window.preview.place_requested.emit(place)
    assert window.pane is Pane.CODE
    assert window.code.text.textCursor().blockNumber() == 10
    window.show_pane(Pane.PAGE)
    window.preview.element_picked.emit(Picked("p", "p", "p", "", Box(0, 0, 1, 1), "<p>", "index.html:13:1", True))
    assert window.pane is Pane.PAGE
    assert window.code.text.textCursor().blockNumber() == 12
    window.preview.place_requested.emit(Place("elsewhere.js", 1))
    assert window.pane is Pane.PAGE
    assert exchange.page.count("\n") > 12
    asked: list[tuple[str, int]] = []
    window.preview.overlay.outline_source = lambda path, line: asked.append((path, line))
    qtbot.waitUntil(lambda: window.preview.view.surface is not None, timeout=60_000)
    window.show_pane(Pane.CODE)
    qtbot.keyClick(window.code.text, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: asked == [("index.html", 12)], timeout=2_000)
