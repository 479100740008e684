"""The preview as a person works with it: devices, zoom, sizes, errors, and the console."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from moonpane.preview.page import ISOLATED_WORLD
from moonpane.preview.picked import Place
from moonpane.ui.panes.preview import PreviewStage
from moonpane.ui.panes.preview.devices import DEVICES
from moonpane.ui.panes.preview.grips import Grip
from moonpane.ui.panes.preview.placing import Fit
from tests.stall import MAX_STALL, longest_stall

PAGE = (
    "<!DOCTYPE html><html><head><style>*{margin:0}</style></head><body><p>Page</p>"
    '<div style="height:3000px"></div>%s</body></html>'
)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[PreviewStage]:
    made = PreviewStage()
    made.resize(900, 700)
    made.show()
    yield made
    made.shut_down()
    shiboken6.delete(made)


def show(qtbot: QtBot, stage: PreviewStage, script: str = "", *, mockup: QSize | None = None) -> None:
    stage.begin(mockup or QSize(600, 400))
    with qtbot.waitSignal(stage.view.painted, timeout=20_000):
        stage.finish(PAGE % (f"<script>\n{script}</script>" if script else ""))


def answer(qtbot: QtBot, stage: PreviewStage, script: str) -> object:
    answers: list[object] = []
    assert stage.view.surface is not None
    stage.view.surface.page.runJavaScript(script, ISOLATED_WORLD, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]


def test_every_control_has_a_name(qtbot: QtBot, stage: PreviewStage) -> None:
    show(qtbot, stage)
    stage.bar.console_button.setChecked(True)
    kinds = (QAbstractButton, QAbstractScrollArea, QLineEdit, Grip)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for kind in kinds
        for widget in stage.findChildren(kind)
        if not widget.accessibleName() and not widget.objectName().startswith("qt_")
    ]
    assert nameless == ["QPushButton "], "the banner's button says its name"


@pytest.mark.parametrize("index", [0, 2, 7, 12, 16])
def test_a_device_gives_the_page_its_size(index: int, qtbot: QtBot, stage: PreviewStage) -> None:
    show(qtbot, stage)
    device = DEVICES[index]
    stage.canvas.show_device(device)
    qtbot.waitUntil(lambda: answer(qtbot, stage, "innerWidth") == device.width, timeout=5_000)
    # Phones and tablets have no bars beside the page, others do.
    bars = "innerWidth > document.documentElement.clientWidth"
    qtbot.waitUntil(lambda: answer(qtbot, stage, bars) is not device.turns, timeout=5_000)
    assert stage.bar.device_button.text() == device.name
    if device.turns:
        stage.bar.turn_button.click()
        qtbot.waitUntil(lambda: answer(qtbot, stage, "innerWidth") == device.height, timeout=5_000)
    else:
        assert not stage.bar.turn_button.isEnabled()


def test_the_menu_holds_every_device(stage: PreviewStage) -> None:
    entries = {action.text().partition("\t")[0]: action for action in stage.bar.device_menu.actions()}
    assert {device.name for device in DEVICES} <= entries.keys()
    entries["iPad"].trigger()
    assert stage.canvas.wanted.page == QSize(820, 1180)
    assert stage.bar.sizes.height_field.text() == "1180"
    next(action for name, action in entries.items() if name.startswith("Free")).trigger()
    assert stage.canvas.wanted.fit is Fit.PANE


def test_the_zoom_changes_by_keys_and_the_wheel_and_keeps_the_place(qtbot: QtBot, stage: PreviewStage) -> None:
    show(qtbot, stage)
    stage.activateWindow()
    answer(qtbot, stage, "scrollTo(0, 700); 1")
    control = Qt.KeyboardModifier.ControlModifier
    assert stage.canvas.placed.zoom == 1
    qtbot.keyClick(stage, Qt.Key.Key_Plus, control)
    assert stage.bar.zoom_button.text() == "110%"
    for _ in range(4):
        qtbot.keyClick(stage, Qt.Key.Key_Minus, control)
    assert stage.bar.zoom_button.text() == "67%"
    surface = stage.view.surface
    assert surface is not None
    inner = surface.view.focusProxy()
    assert inner is not None
    for _ in range(3):
        at = QPointF(30, 40)
        wheel = QWheelEvent(
            at, inner.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, control,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(inner, wheel)
    assert stage.bar.zoom_button.text() == "100%"
    stage.canvas.set_zoom(2)
    assert stage.ground.horizontalScrollBar().maximum() > 0
    qtbot.waitUntil(lambda: abs(float(str(answer(qtbot, stage, "scrollY"))) - 700) <= 2, timeout=5_000)
    qtbot.keyClick(stage, Qt.Key.Key_0, control)
    assert stage.ground.horizontalScrollBar().maximum() == 0
    assert surface.view.zoomFactor() == 1


def test_the_middle_stays_in_the_middle_when_the_zoom_changes(qtbot: QtBot, stage: PreviewStage) -> None:
    show(qtbot, stage)
    stage.canvas.set_zoom(2)
    middle = stage.ground.viewport().rect().center()
    point = QPointF(stage.view.mapFrom(stage.ground.viewport(), middle)) / 2
    assert abs(point.x() - 300) < 4
    stage.canvas.set_zoom(1.5)
    after = QPointF(stage.view.mapFrom(stage.ground.viewport(), middle)) / 1.5
    assert abs(after.x() - 300) < 4


def test_a_page_is_resized_by_its_edges_keys_and_numbers(qtbot: QtBot, stage: PreviewStage) -> None:
    show(qtbot, stage)
    across, down, both = stage.canvas.grips
    left = Qt.MouseButton.LeftButton
    start = QPoint(6, 6)
    qtbot.mousePress(across, left, pos=start)
    qtbot.mouseMove(across, start + QPoint(-40, 0))
    stage.canvas.on_grip_dragged(QPoint(-40, 0))
    assert stage.canvas.placed.page == QSize(520, 400)
    qtbot.mouseRelease(across, left, pos=start)
    assert stage.bar.sizes.width_field.text() == "520"
    assert stage.canvas.wanted.zoom is None
    qtbot.keyClick(down, Qt.Key.Key_Down)
    qtbot.keyClick(both, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(across, Qt.Key.Key_Down)
    assert stage.canvas.placed.page == QSize(519, 410)
    stage.bar.sizes.width_field.setText("320")
    stage.bar.sizes.height_field.setText("5")
    qtbot.keyClick(stage.bar.sizes.height_field, Qt.Key.Key_Return)
    assert stage.canvas.placed.page == QSize(320, 120)
    qtbot.waitUntil(lambda: answer(qtbot, stage, "innerWidth") == 320, timeout=5_000)


def test_an_error_is_offered_to_the_model(qtbot: QtBot, stage: PreviewStage) -> None:
    show(qtbot, stage, "setTimeout(() => { missing() }, 20)\nPromise.reject(new Error('<b>late</b>'))")
    card = stage.error_card
    qtbot.waitUntil(lambda: card.isVisible() and card.more.text() == "and 1 more", timeout=5_000)
    assert card.sentence.text() == "Error: <b>late</b>"
    assert card.sentence.textFormat() == Qt.TextFormat.PlainText
    assert stage.ground.rect().contains(card.geometry())
    with qtbot.waitSignal(stage.place_requested) as asked:
        card.place_button.click()
    assert asked.args == [Place("index.html", 3)]
    with qtbot.waitSignal(stage.fix_requested) as fix:
        card.fix_button.click()
    assert fix.args == ["Error: <b>late</b>", "index.html:3"]
    assert not card.isVisible()


@pytest.mark.parametrize("times", [1, 30])
def test_the_card_of_an_error_has_the_room_that_its_words_need(times: int, stage: PreviewStage) -> None:
    card = stage.error_card
    card.show_error("ReferenceError: undefinedFunction is not defined. " * times, Place("index.html", 2))
    card.place_in(QRectF(stage.ground.rect()))
    assert card.height() == card.heightForWidth(card.width())


def test_an_error_that_was_put_away_stays_away_until_the_next_page(qtbot: QtBot, stage: PreviewStage) -> None:
    again = "setInterval(() => { missing() }, 100)"
    show(qtbot, stage, again)
    qtbot.waitUntil(lambda: stage.error_card.isVisible(), timeout=5_000)
    qtbot.keyClick(stage.error_card.close_button, Qt.Key.Key_Escape)
    qtbot.wait(400)
    assert not stage.error_card.isVisible()
    show(qtbot, stage, again)
    qtbot.waitUntil(lambda: stage.error_card.isVisible(), timeout=5_000)
    show(qtbot, stage, "1")
    qtbot.wait(300)
    assert not stage.error_card.isVisible()


def test_errors_of_a_page_that_grows_are_not_offered(qtbot: QtBot, stage: PreviewStage) -> None:
    stage.begin(QSize(600, 400))
    with qtbot.waitSignal(stage.view.painted, timeout=20_000):
        stage.feed("<!DOCTYPE html><html><body><p>Page</p><script>missing()</script>")
    qtbot.waitUntil(lambda: stage.view.console.num_faults == 1, timeout=5_000)
    qtbot.wait(250)
    assert not stage.error_card.isVisible()
    assert stage.bar.console_button.text() == "1"


def test_the_console_filters_counts_copies_and_clears(qtbot: QtBot, stage: PreviewStage) -> None:
    script = "for (let i = 0; i < 3; i++) console.log('same')\nconsole.warn('careful')\nconsole.error('<b>bad</b>')"
    show(qtbot, stage, script)
    qtbot.keyClick(stage.bar.console_button, Qt.Key.Key_Space)
    panel = stage.console
    qtbot.waitUntil(lambda: len(panel.list.rows.rows) == 3, timeout=5_000)
    assert [(row.text, row.count) for row in panel.list.rows.rows] == [("same", 3), ("careful", 1), ("<b>bad</b>", 1)]
    assert [button.text() for button in panel.filters.values()] == ["1", "1", "3"]
    panel.filters["info"].click()
    panel.filters["warning"].click()
    assert [row.text for row in panel.list.rows.rows] == ["<b>bad</b>"]
    panel.copy_button.click()
    assert QGuiApplication.clipboard().text() == "[error] <b>bad</b> (index.html:4)"
    panel.list.setCurrentIndex(panel.list.rows.index(0))
    assert panel.detail.toPlainText() == "<b>bad</b>"
    with qtbot.waitSignal(stage.place_requested) as asked:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert asked.args == [Place("index.html", 4)]
    with qtbot.waitSignal(stage.place_requested):
        edge = panel.list.visualRect(panel.list.rows.index(0)).center()
        where = QPoint(panel.list.viewport().width() - 20, edge.y())
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    panel.clear_button.click()
    qtbot.waitUntil(lambda: not panel.list.rows.rows, timeout=5_000)
    assert stage.bar.console_button.text() == ""
    assert panel.note.text() == "The page wrote nothing here"


def test_a_page_that_was_stopped_is_offered_to_the_model(qtbot: QtBot, stage: PreviewStage) -> None:
    show(qtbot, stage)
    stage.page_is_whole = False
    sentence = "The preview was stopped because the page did not answer for 4 seconds, as in an endless loop."
    stage.view.stopped.emit(sentence)
    assert stage.error_card.isHidden(), "the rest of it may be what is missing"
    stage.page_is_whole = True
    stage.view.stopped.emit(sentence)
    assert stage.error_card.sentence.text() == sentence
    with qtbot.waitSignal(stage.fix_requested) as fix:
        stage.error_card.fix_button.click()
    assert fix.args == [sentence, ""]
    show(qtbot, stage)
    assert stage.error_card.isHidden(), "another page"


def test_a_flood_with_an_open_console_does_not_stall_the_window(qtbot: QtBot, stage: PreviewStage) -> None:
    stage.bar.console_button.setChecked(True)
    show(qtbot, stage, "setTimeout(() => { for (let i = 0; i < 50000; i++) console.warn('line ' + i) }, 300)")
    assert longest_stall(qtbot, lambda: stage.view.console.num_lines == 50_000) < MAX_STALL
    qtbot.wait(150)
    assert stage.console.note.text() == "The last 500 lines are kept"
    assert stage.console.list.rows.rows[-1].text == "line 49999"


def test_a_closed_console_costs_nothing(qtbot: QtBot, stage: PreviewStage) -> None:
    show(qtbot, stage, "console.log('a')")
    qtbot.waitUntil(lambda: stage.view.console.num_lines == 1, timeout=5_000)
    qtbot.wait(200)
    assert not stage.console.list.rows.rows
    QApplication.sendEvent(stage, QEvent(QEvent.Type.User))
    stage.bar.console_button.setChecked(True)
    assert len(stage.console.list.rows.rows) == 1


def test_a_page_is_as_wide_as_its_mockup_though_it_is_scrolled(qtbot: QtBot, stage: PreviewStage) -> None:
    show(qtbot, stage, mockup=QSize(390, 844))
    assert answer(qtbot, stage, "document.documentElement.clientWidth") == 390
    stage.canvas.set_size(QSize(390, 500))
    qtbot.waitUntil(lambda: bool(answer(qtbot, stage, "document.documentElement.clientWidth < 390")), timeout=5_000)


def test_an_error_that_came_behind_another_pane_is_told_at_its_place(qtbot: QtBot, stage: PreviewStage) -> None:
    card = stage.error_card
    show(qtbot, stage)
    stage.hide()
    stage.view.console.add("error", "Uncaught ReferenceError: x is not defined", 1, "")
    qtbot.waitUntil(lambda: not card.isHidden(), timeout=2_000)
    card.setGeometry(0, 0, 10, 10)  # as it was left without a room
    stage.show()
    qtbot.waitUntil(lambda: card.width() > 400, timeout=2_000)
    assert card.y() > stage.ground.height() / 2


def test_the_size_is_called_the_mockups_only_where_there_is_one(stage: PreviewStage) -> None:
    def said() -> list[str]:
        return [stage.bar.device_button.text(), stage.bar.device_menu.actions()[1].text()]

    usual = ["Usual size", "Usual size\t1280 × 800"]
    assert said() == usual, "no page yet"
    stage.begin()
    assert said() == usual
    stage.begin(QSize(1280, 800))
    assert said() == ["Mockup", "As the mockup"]
    stage.begin()
    assert said() == usual
    assert stage.canvas.wanted.page == QSize(1280, 800)
