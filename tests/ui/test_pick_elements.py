"""Elements are picked with mouse and keys, and the page's own handlers sleep meanwhile."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from moonpane.preview.picked import Picked, Place
from moonpane.ui.panes.preview import PreviewStage
from moonpane.ui.panes.preview.pick_overlay import label_place
from moonpane.ui.theme import theme

PAGE_WORLD = 0
CLICKABLE = (
    "<!DOCTYPE html><html><head><style>*{margin:0}button{display:block;width:200px;height:60px}</style></head><body>"
    '<button id="one" data-moonpane-source="index.html:1:120">&lt;b&gt;One</button>'
    '<button id="two" data-moonpane-source="index.html:2:1">Two</button><div style="height:3000px"></div>'
    "<script>window.heard = [];"
    "for (const name of ['click', 'mousedown', 'mouseup', 'pointerdown', 'wheel', 'keydown'])"
    " addEventListener(name, () => heard.push(name), { capture: true })</script></body></html>"
)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[PreviewStage]:
    made = PreviewStage()
    made.resize(900, 700)
    made.show()
    made.begin(QSize(600, 400))
    with qtbot.waitSignal(made.view.painted, timeout=20_000):
        made.finish(CLICKABLE)
    yield made
    made.shut_down()
    shiboken6.delete(made)


def heard(qtbot: QtBot, stage: PreviewStage) -> object:
    answers: list[object] = []
    assert stage.view.surface is not None
    stage.view.surface.page.runJavaScript("heard.join()", PAGE_WORLD, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]


def begin_picking(qtbot: QtBot, stage: PreviewStage) -> None:
    stage.activateWindow()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(stage, Qt.Key.Key_C, modifiers)
    assert stage.overlay.is_picking
    assert stage.bar.inspect_button.isChecked()


def hover(qtbot: QtBot, stage: PreviewStage, at: QPoint, name: str) -> None:
    qtbot.mouseMove(stage.overlay, at)
    qtbot.waitUntil(lambda: (stage.overlay.seen and stage.overlay.seen.name) == name, timeout=5_000)


def pick(qtbot: QtBot, stage: PreviewStage, at: QPoint) -> Picked:
    with qtbot.waitSignal(stage.element_picked, timeout=5_000) as picked:
        qtbot.mouseClick(stage.overlay, LEFT, pos=at)
    assert picked.args is not None
    return picked.args[0]


def test_a_click_picks_and_the_page_hears_nothing(qtbot: QtBot, stage: PreviewStage) -> None:
    surface = stage.view.surface
    assert surface is not None
    page = surface.view.focusProxy()
    assert page is not None
    qtbot.mouseClick(page, LEFT, pos=QPoint(50, 30))
    qtbot.waitUntil(lambda: "click" in str(heard(qtbot, stage)), timeout=5_000)
    before = heard(qtbot, stage)
    begin_picking(qtbot, stage)
    assert QApplication.widgetAt(stage.view.mapToGlobal(QPoint(50, 30))) is stage.overlay
    hover(qtbot, stage, QPoint(50, 30), "button#one")
    picked = pick(qtbot, stage, QPoint(50, 90))
    assert (picked.name, picked.place) == ("button#two", Place("index.html", 2, 1))
    assert not stage.overlay.is_picking
    assert not stage.bar.inspect_button.isChecked()
    assert heard(qtbot, stage) == before


def test_the_wheel_scrolls_while_picking_and_the_page_hears_nothing(qtbot: QtBot, stage: PreviewStage) -> None:
    begin_picking(qtbot, stage)
    hover(qtbot, stage, QPoint(50, 90), "button#two")
    at = QPointF(50, 90)
    wheel = QWheelEvent(
        at, stage.overlay.mapToGlobal(at), QPoint(), QPoint(0, -60), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(stage.overlay, wheel)
    qtbot.waitUntil(lambda: stage.overlay.seen is not None and stage.overlay.seen.name == "div", timeout=5_000)
    surface = stage.view.surface
    assert surface is not None
    qtbot.waitUntil(lambda: surface.page.scrollPosition().y() == 60, timeout=5_000)
    assert heard(qtbot, stage) == ""


def test_keys_walk_the_tree_and_choose(qtbot: QtBot, stage: PreviewStage) -> None:
    begin_picking(qtbot, stage)
    hover(qtbot, stage, QPoint(50, 30), "button#one")
    for key, name in (
        (Qt.Key.Key_Up, "body"),
        (Qt.Key.Key_Down, "button#one"),
        (Qt.Key.Key_Right, "button#two"),
        (Qt.Key.Key_Backtab, "button#one"),
        (Qt.Key.Key_Tab, "button#two"),
    ):
        qtbot.keyClick(stage.overlay, key)
        qtbot.waitUntil(lambda name=name: (stage.overlay.seen and stage.overlay.seen.name) == name, timeout=5_000)
    assert stage.overlay.accessibleDescription() == "button#two"
    with qtbot.waitSignal(stage.element_picked, timeout=5_000) as picked:
        qtbot.keyClick(stage.overlay, Qt.Key.Key_Return)
    assert picked.args is not None
    assert picked.args[0].text == "Two"
    assert stage.pick_card.change_button.hasFocus()
    assert heard(qtbot, stage) == ""


def test_escape_leaves_and_the_page_is_the_persons_again(qtbot: QtBot, stage: PreviewStage) -> None:
    begin_picking(qtbot, stage)
    hover(qtbot, stage, QPoint(50, 30), "button#one")
    qtbot.keyClick(stage.overlay, Qt.Key.Key_Escape)
    assert not stage.overlay.is_picking
    assert stage.overlay.seen is None
    assert QApplication.widgetAt(stage.view.mapToGlobal(QPoint(50, 30))) is not stage.overlay
    assert stage.bar.inspect_button.hasFocus()


def test_what_was_picked_can_be_changed_copied_and_shown(qtbot: QtBot, stage: PreviewStage) -> None:
    begin_picking(qtbot, stage)
    picked = pick(qtbot, stage, QPoint(50, 30))
    card = stage.pick_card
    assert card.isVisible()
    assert "<b>One" in card.about.text()
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in (card.name, card.about))
    assert not [label for label in card.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText]
    with qtbot.waitSignal(stage.change_requested) as change:
        card.change_button.click()
    assert change.args == [picked]
    card.copy_button.click()
    assert QGuiApplication.clipboard().text() == picked.html == '<button id="one">&lt;b>One</button>'
    with qtbot.waitSignal(stage.place_requested) as place:
        card.place_button.click()
    assert place.args == [Place("index.html", 1, 120)]
    qtbot.keyClick(card.copy_button, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert stage.overlay.seen is None


def test_a_line_of_code_is_outlined_for_a_while(qtbot: QtBot, stage: PreviewStage) -> None:
    stage.highlight_source("index.html", 2)
    qtbot.waitUntil(lambda: stage.overlay.seen is not None, timeout=5_000)
    assert stage.overlay.box() == QRectF(0, 60, 200, 60)
    edge = stage.grab().toImage().pixelColor(stage.overlay.mapTo(stage, QPoint(0, 90)))
    accent = QColor(theme.colors.accent)
    assert abs(edge.red() - accent.red()) + abs(edge.blue() - accent.blue()) < 60
    assert QApplication.widgetAt(stage.view.mapToGlobal(QPoint(50, 30))) is not stage.overlay
    stage._outline_end.setInterval(50)
    stage.highlight_source("index.html", 2)
    qtbot.waitUntil(lambda: stage.overlay.seen is None, timeout=5_000)


def test_picking_ends_with_the_page(qtbot: QtBot, stage: PreviewStage) -> None:
    begin_picking(qtbot, stage)
    stage.begin(QSize(600, 400))
    assert not stage.overlay.is_picking
    begin_picking(qtbot, stage)
    stage.view.stopped.emit("The page was stopped.")
    assert not stage.overlay.is_picking


@pytest.mark.parametrize(
    "box", [QRectF(0, 0, 50, 20), QRectF(700, 5, 90, 20), QRectF(10, 560, 780, 30), QRectF(-900, -900, 5000, 5000)]
)
def test_the_card_lies_in_the_pane(box: QRectF) -> None:
    card = QSizeF(300, 110)
    room = QRectF(0, 0, 800, 600)
    assert room.contains(QRectF(QPointF(label_place(box, card, room)), card))
