"""The smallest window: nothing lies over another, and what has no room says so by its tooltip."""

import itertools
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from moonpane.store.studio import Store
from moonpane.ui.language import install_language
from moonpane.ui.panes.code.head import Caption
from moonpane.ui.sessions.side_place import NARROW_PX
from moonpane.ui.theme import LIGHT, theme
from moonpane.ui.window import Pane, Window
from tests.ui.test_window import finished

SMALLEST = (860, 560)


@pytest.fixture(params=["en", "ko", "zh_CN"])
def window(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Window]:
    install_language(qapp, request.param)
    theme.use(LIGHT)
    made = Window(Store(), sandbox_notice="The sandbox is off.", has_sample=True)
    made.show()
    made.resize(*SMALLEST)
    finished(made._store)
    yield made
    made.preview.shut_down()
    shiboken6.delete(made)
    install_language(qapp, "en")


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def test_parts_lie_beside_each_other_and_controls_have_room(window: Window, qapp: QApplication) -> None:
    for pane in (Pane.PAGE, Pane.CODE, Pane.COMPARE, Pane.HISTORY):
        window.show_pane(pane)
        qapp.processEvents()
        parts = [place(part, window) for part in (window.sidebar, window.composer, window.segmented, window.pill)]
        for left, right in itertools.pairwise(parts):
            assert left.right() < right.left(), pane
        assert parts[-1].right() < window.width()
        assert not cut_off(window), pane


def cut_off(window: QWidget) -> list[str]:
    """Buttons and single lines of text that have less room than they ask for."""
    shown = [*window.findChildren(QAbstractButton), *window.findChildren(QLabel)]
    return [
        f"{type(widget).__name__} {widget.text() or widget.accessibleName()}"
        for widget in shown
        if widget.isVisible()
        and not (isinstance(widget, QLabel) and widget.wordWrap())
        and widget.width() < widget.minimumSizeHint().width() - 1
    ]


def test_what_is_cut_off_is_seen(qtbot: QtBot) -> None:
    """The control of the test above."""
    window = QWidget()
    qtbot.addWidget(window)
    QLabel("Much too long for its room", window).setFixedWidth(40)
    window.show()
    assert cut_off(window) == ["QLabel Much too long for its room"]


def test_the_size_of_a_file_goes_before_its_name(qtbot: QtBot) -> None:
    caption = Caption()
    qtbot.addWidget(caption)
    caption.show()
    caption.describe("index.html", "15 lines")
    shown = []
    for width in (300, 90, 40):
        caption.resize(width, 20)
        shown.append(caption.text())
    assert shown[:2] == ["index.html  ·  15 lines", "index.html"]
    assert "…" in shown[2]
    assert "15 lines" in caption.toolTip()


def test_only_the_chosen_pane_has_its_word_and_the_others_a_tooltip(window: Window, qapp: QApplication) -> None:
    window.segmented.setFixedWidth(window.segmented.minimumSizeHint().width())
    window.show_pane(Pane.COMPARE)
    qapp.processEvents()
    said = [button.toolTip() for button in window.segmented.buttons]
    assert [bool(words) for words in said] == [True, True, False, True]
    assert said[0] == window.segmented.buttons[0].accessibleName()


def test_the_list_of_conversations_comes_and_goes_with_the_width(window: Window, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    assert sidebar.is_collapsed
    composer = place(window.composer, window)
    sidebar.collapse_action.trigger()
    assert not sidebar.is_collapsed
    assert place(window.composer, window) == composer  # it lies over the conversation and moves nothing
    sidebar.opened.emit("s1")
    assert sidebar.is_collapsed
    window.resize(NARROW_PX + 100, 700)
    assert not sidebar.is_collapsed
    qtbot.waitUntil(lambda: place(window.composer, window).left() > place(sidebar, window).right())
    sidebar.collapse_action.trigger()
    window.resize(*SMALLEST)
    window.resize(NARROW_PX + 100, 700)
    assert sidebar.is_collapsed  # the person put it away


def test_in_a_low_window_the_pictures_keep_their_room(window: Window, qapp: QApplication) -> None:
    window.show_pane(Pane.COMPARE)
    qapp.processEvents()
    compare = window.compare
    assert compare.view.stage.height() > 150
    assert not compare.bars.words.isVisible()
    assert not compare.refining.chart.isVisible()
    window.resize(1400, 900)
    qapp.processEvents()
    assert compare.bars.words.isVisible()
    assert compare.bars.words.text() not in compare.bars.figure.toolTip()
    assert compare.refining.chart.isVisible()
    assert compare.refining.button.focusPolicy() & Qt.FocusPolicy.TabFocus
