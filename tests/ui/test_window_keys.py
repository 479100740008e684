"""The keys of the whole window: each once, all in the overview, and a field keeps those that it needs itself."""

from collections import Counter
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from moonpane.preview.picked import Place
from moonpane.store.studio import Store
from moonpane.ui.actions import Action
from moonpane.ui.window import Pane, Window
from tests.ui.test_window import finished

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qapp, qtbot: QtBot) -> Iterator[Window]:
    made = Window(Store(), has_sample=True)
    with qtbot.waitActive(made, timeout=5_000):
        made.show()
        made.activateWindow()
    yield made
    made.preview.shut_down()
    shiboken6.delete(made)


def test_no_key_is_there_twice_and_every_key_of_a_widget_is_listed_by_its_action(window: Window) -> None:
    listed = Counter(QKeySequence(keys).toString() for action in window.actions_table for keys in action.keys)
    assert set(listed.values()) == {1}
    by_id = {action.id: action for action in window.actions_table}
    own = {QKeySequence(keys).toString() for action in by_id.values() if action.has_own_keys for keys in action.keys}
    shortcuts = {each.key().toString() for each in window.findChildren(QShortcut)}
    shortcuts |= {action.shortcut().toString() for action in window.sidebar.actions()}
    assert own <= shortcuts  # what is listed is there
    registered = {keys.toString() for action in window.actions() for keys in action.shortcuts()}
    assert not registered & shortcuts  # and what two have would do nothing


@pytest.mark.parametrize("id", ["new", "search", "sidebar", "find", "line", "wrap"])
def test_what_widgets_do_by_their_own_keys_is_done_by_name_too(window: Window, qtbot: QtBot, id: str) -> None:
    finished(window._store)
    created: list[bool] = []
    window.sidebar.created.connect(lambda: created.append(True))
    action: Action = window.actions_table.action(id)
    assert window.actions_table.run(action.id)
    happened = {
        "new": bool(created),
        "search": window.sidebar.field.hasFocus(),
        "sidebar": window.sidebar.is_collapsed,
        "find": window.pane is Pane.CODE and window.code.find_bar.isVisible(),
        "line": window.pane is Pane.CODE and window.code.find_bar.isVisible(),
        "wrap": window.pane is Pane.CODE and window.code.wrap_button.isChecked(),
    }
    assert happened[id]


def test_the_key_of_the_differences_shows_them_from_everywhere(window: Window, qtbot: QtBot) -> None:
    finished(window._store)
    heat = window.compare.heat_button
    window.show_pane(Pane.CODE)
    for pane, is_seen in ((Pane.CODE, True), (Pane.COMPARE, False), (Pane.COMPARE, True), (Pane.HISTORY, True)):
        window.show_pane(pane)
        qtbot.keyClick(window, Qt.Key.Key_D, CONTROL)
        assert (window.pane, heat.isChecked()) == (Pane.COMPARE, is_seen)


def test_undo_in_the_message_takes_back_what_was_typed_and_no_version(window: Window, qtbot: QtBot) -> None:
    steps: list[str] = []
    window.undo_requested.connect(lambda: steps.append("undo"))
    window.composer.edit.setFocus()
    qtbot.keyClicks(window.composer.edit, "hello")
    qtbot.keyClick(window.composer.edit, Qt.Key.Key_Z, CONTROL)
    assert (window.composer.edit.toPlainText(), steps) == ("", [])
    window.transcript.setFocus()
    qtbot.keyClick(window.transcript, Qt.Key.Key_Z, CONTROL)
    assert steps == ["undo"]


def test_undo_in_a_message_that_nobody_wrote_goes_back_a_version(window: Window, qtbot: QtBot) -> None:
    steps: list[str] = []
    window.undo_requested.connect(lambda: steps.append("undo"))
    window.redo_requested.connect(lambda: steps.append("redo"))
    edit, shift = window.composer.edit, Qt.KeyboardModifier.ShiftModifier
    edit.setFocus()
    qtbot.keyClicks(edit, "hello")
    for _ in range(2):
        qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    assert steps == []  # one keystroke too many does not change the page
    window.composer.clear_text()
    qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL | shift)
    assert steps == ["undo", "redo"]


def test_the_keys_of_the_sidebar_act_wherever_the_focus_is(window: Window, qtbot: QtBot) -> None:
    created: list[bool] = []
    window.sidebar.created.connect(lambda: created.append(True))
    for widget in (window.composer.edit, window.transcript):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_N, CONTROL)
    assert len(created) == 2
    qtbot.keyClick(window.composer.edit, Qt.Key.Key_B, CONTROL)
    assert window.sidebar.is_collapsed
    qtbot.keyClick(window.composer.edit, Qt.Key.Key_N, CONTROL)
    assert len(created) == 3


def test_the_keys_stay_in_the_window_when_the_first_page_goes(window: Window) -> None:
    window.welcome.findChildren(QAbstractButton)[0].setFocus()
    finished(window._store)
    assert window.composer.edit.hasFocus()


def test_the_keys_go_to_the_chosen_name_when_their_pane_goes(window: Window) -> None:
    finished(window._store)
    window.show_pane(Pane.CODE)
    window.code.text.setFocus()
    window.show_pane(Pane.HISTORY)
    assert window.segmented.buttons[Pane.HISTORY].hasFocus()
    window.composer.setFocus()
    window.show_pane(Pane.CODE)
    assert window.composer.edit.hasFocus()  # one goes on writing


def test_the_keys_go_to_the_line_that_was_asked_for(window: Window) -> None:
    finished(window._store)
    window.show_pane(Pane.COMPARE)
    window.show_place(Place("index.html", 1))
    assert window.code.text.isAncestorOf(window.focusWidget())
