"""The list of conversations: by day, in place, searched, binned; what it asks for and what it leaves alone."""

import time
from dataclasses import replace
from datetime import datetime
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moonpane.store.found_place import Part
from moonpane.ui.quiet_button import QuietButton
from moonpane.ui.sessions.hit_list import HitList, shown_part
from moonpane.ui.sessions.rows import SearchHit, SessionRow
from moonpane.ui.sessions.session_list import SessionList
from moonpane.ui.sessions.session_model import Heading, SessionModel
from moonpane.ui.sessions.sidebar import Sidebar
from tests.cost import cost
from tests.ui.stopping import stopping_window

NOON = datetime(2026, 11, 25, 12, 0).timestamp()


def entries(model: SessionModel) -> list[str]:
    found = [model.entry(model.index(at)) for at in range(model.rowCount())]
    return [f"# {entry.words}" if isinstance(entry, Heading) else entry.id for entry in found if entry]


@pytest.fixture
def sidebar(qtbot: QtBot) -> Sidebar:
    made = Sidebar()
    qtbot.addWidget(made)
    made.resize(260, 600)
    made.show()
    made.show_sessions([SessionRow(id, f"About {id}", time.time() - at, 2) for at, id in enumerate("abc")])
    return made


def point_at(view: SessionList, id: str) -> None:
    view.setFocus()
    view.setCurrentIndex(view.sessions.index_of(id))


def test_an_answered_conversation_moves_up_and_what_is_pointed_at_goes_with_it(sidebar: Sidebar, qtbot: QtBot) -> None:
    rows = [SessionRow(id, id, time.time() - at, 2) for at, id in enumerate("abc")]
    point_at(sidebar.list, "c")
    removed: list[object] = []
    sidebar.list.sessions.modelReset.connect(lambda: removed.append("reset"))
    sidebar.show_sessions([*rows[:2], replace(rows[2], updated_at=time.time() + 1)])
    assert [entry for entry in entries(sidebar.list.sessions) if entry in "abc"] == ["c", "a", "b"]
    current = sidebar.list.sessions.row(sidebar.list.currentIndex())
    assert current is not None
    assert current.id == "c"
    assert not removed


def test_ten_thousand_conversations_cost_no_widget_and_no_pause(sidebar: Sidebar, qtbot: QtBot) -> None:
    rows = [SessionRow(str(n), f"Conversation {n}", NOON - 1800 * n, 3) for n in range(10_000)]
    widgets = len(sidebar.findChildren(QWidget))

    def show_and_scroll() -> None:
        sidebar.show_sessions(rows)
        QApplication.processEvents()
        rows[7_000] = replace(rows[7_000], updated_at=time.time())
        sidebar.show_sessions(rows)
        QApplication.processEvents()
        bar = sidebar.list.verticalScrollBar()
        for step in range(20):
            bar.setValue(bar.maximum() * step // 20)
            QApplication.processEvents()

    assert cost(show_and_scroll, tries=1) < 120, "a widget, or a measured height, for each row costs hundreds"
    assert len(sidebar.findChildren(QWidget)) == widgets
    assert sidebar.list.sessions.rowCount() > 10_000
    assert sidebar.list.uniformItemSizes()


def test_click_and_return_open(sidebar: Sidebar, qtbot: QtBot) -> None:
    opened: list[str] = []
    sidebar.opened.connect(opened.append)
    box = sidebar.list.visualRect(sidebar.list.sessions.index_of("b"))
    qtbot.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    qtbot.keyClick(sidebar.list, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar.list, Qt.Key.Key_Return)
    heading = sidebar.list.visualRect(sidebar.list.sessions.index(0))
    qtbot.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=heading.center())
    assert opened == ["b", "c"]


def rename_field(sidebar: Sidebar) -> QLineEdit:
    found = sidebar.list.findChild(QLineEdit, "renameField")
    assert found is not None
    return found


def test_a_title_is_changed_in_place(sidebar: Sidebar, qtbot: QtBot) -> None:
    renamed: list[tuple[str, str]] = []
    sidebar.renamed.connect(lambda id, title: renamed.append((id, title)))
    point_at(sidebar.list, "b")
    qtbot.keyClick(sidebar.list, Qt.Key.Key_F2)
    field = rename_field(sidebar)
    assert field.text() == "About b"
    qtbot.keyClicks(field, "Sign  in")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(renamed), timeout=2000)
    assert renamed == [("b", "Sign in")]
    assert sidebar.list.sessions.index_of("b").data() == "Sign in"


@pytest.mark.parametrize("typed", ["", "   ", "About b", "\u202e"])
def test_no_title_and_the_same_title_change_nothing(sidebar: Sidebar, typed: str) -> None:
    renamed: list[str] = []
    sidebar.renamed.connect(renamed.append)
    model = sidebar.list.sessions
    assert not model.setData(model.index_of("b"), typed)
    assert not renamed


def test_what_is_being_typed_survives_news_about_the_list(sidebar: Sidebar, qtbot: QtBot) -> None:
    point_at(sidebar.list, "b")
    qtbot.keyClick(sidebar.list, Qt.Key.Key_F2)
    qtbot.keyClicks(rename_field(sidebar), "Half a ti")
    now = time.time()
    sidebar.show_sessions(
        [
            SessionRow("b", "Another title", now + 5, 3, is_running=True),
            SessionRow("new", "New", now + 1, 1),
            SessionRow("a", "A", now, 1),
        ]
    )
    assert rename_field(sidebar).text() == "Half a ti"
    model = sidebar.list.sessions
    model.dataChanged.emit(model.index_of("b"), model.index_of("b"))
    assert rename_field(sidebar).text() == "Half a ti"
    assert rename_field(sidebar).isVisible()


def test_deleting_can_be_taken_back(sidebar: Sidebar, qtbot: QtBot) -> None:
    deleted: list[str] = []
    restored: list[str] = []
    sidebar.deleted.connect(deleted.append)
    sidebar.restored.connect(restored.append)
    point_at(sidebar.list, "b")
    qtbot.keyClick(sidebar.list, Qt.Key.Key_Delete)
    assert deleted == ["b"]
    assert sidebar.undo_bar.isVisible()
    assert sidebar.undo_bar.timer.remainingTime() > 7_000
    sidebar.undo_bar.button.click()
    assert restored == ["b"]
    assert not sidebar.undo_bar.isVisible()


def test_the_undo_bar_goes_by_itself_but_not_from_under_the_keys(sidebar: Sidebar, qtbot: QtBot) -> None:
    bar = sidebar.undo_bar
    bar.timer.setInterval(40)
    sidebar.activateWindow()
    sidebar.on_session_deleted("a")
    bar.button.setFocus()
    qtbot.waitUntil(bar.button.hasFocus, timeout=2000)
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    qtbot.wait(120)
    assert bar.isVisible()
    sidebar.list.setFocus()
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=2000)


def test_the_bin_gives_back(sidebar: Sidebar, qtbot: QtBot) -> None:
    restored: list[str] = []
    sidebar.restored.connect(restored.append)
    with qtbot.waitSignal(sidebar.bin_opened):
        sidebar.bin_button.click()
    sidebar.show_bin([SessionRow("z", "Gone", time.time(), 1)])
    assert sidebar.bin.isVisible()
    assert not sidebar.field.isVisible()
    point_at(sidebar.bin, "z")
    qtbot.keyClick(sidebar.bin, Qt.Key.Key_F2)
    qtbot.keyClick(sidebar.bin, Qt.Key.Key_Delete)
    qtbot.keyClick(sidebar.bin, Qt.Key.Key_Return)
    assert restored == ["z"]
    sidebar.back_button.click()
    assert sidebar.list.isVisible()


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_bin_is_emptied_only_by_who_says_so_twice(sidebar: Sidebar, confirmed: bool) -> None:
    emptied: list[bool] = []
    sidebar.bin_emptied.connect(lambda: emptied.append(True))
    sidebar.show_in_bin(True)
    assert not sidebar.empty_button.isVisible()
    sidebar.show_bin([SessionRow("z", "Gone", time.time(), 1)])
    sidebar.empty_button.click()
    question = sidebar.findChild(QMessageBox)
    assert question is not None
    assert not emptied
    buttons = {question.buttonRole(button): button for button in question.buttons()}
    role = QMessageBox.ButtonRole.DestructiveRole if confirmed else QMessageBox.ButtonRole.RejectRole
    buttons[role].click()
    assert emptied == [True] * confirmed


def test_words_are_looked_for_once_typing_pauses(sidebar: Sidebar, qtbot: QtBot) -> None:
    searched: list[str] = []
    sidebar.searched.connect(searched.append)
    qtbot.keyClicks(sidebar.field, "button ", delay=5)
    assert searched == []
    qtbot.waitUntil(lambda: bool(searched), timeout=2000)
    assert searched == ["button"]
    qtbot.keyClick(sidebar.field, Qt.Key.Key_Return)
    assert searched == ["button"]
    qtbot.keyClick(sidebar.field, Qt.Key.Key_Escape)
    assert searched == ["button", ""]
    assert sidebar.list.isVisible()


def test_only_hits_of_the_words_that_stand_there_are_shown(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.field.setText("button")
    sidebar.field.ask()
    sidebar.show_hits("but", [SearchHit("a", "A", "but")])
    assert sidebar.hits.hits.rowCount() == 0
    hit = SearchHit("b", "B", "a button", ((2, 6),), "answer", "e1")
    sidebar.show_hits("button", [hit])
    assert sidebar.hits.isVisible()
    opened: list[object] = []
    sidebar.hit_opened.connect(opened.append)
    qtbot.keyClick(sidebar.field, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar.hits, Qt.Key.Key_Return)
    assert opened == [hit]


def test_every_hit_says_where_it_was_found(qtbot: QtBot) -> None:
    found = HitList()
    qtbot.addWidget(found)
    found.resize(300, 600)
    found.hits.show_hits([SearchHit("a", "A", "a button", ((2, 6),), where) for where in get_args(Part)])
    found.show()
    indexes = [found.hits.index(row) for row in range(found.hits.rowCount())]
    said = [index.data(Qt.ItemDataRole.AccessibleTextRole) for index in indexes]
    assert all(words.startswith("A, in ") for words in said)
    assert len(set(said)) == len(get_args(Part))
    assert len({bytes(found.grab(found.visualRect(index)).toImage().bits()) for index in indexes}) == len(said)


def test_marks_are_where_qt_counts_them() -> None:
    text = "é 🚀 before " + "x" * 60 + " 按钮 🚀 button"
    start = text.index("button")
    part, marks = shown_part(SearchHit("a", "A", text, ((start, 6), (500, 9), (-4, 2))))
    units = part.encode("utf-16-le")
    assert [units[2 * at : 2 * (at + length)].decode("utf-16-le") for at, length in marks] == ["button"]
    assert part.startswith("…")


def test_escape_in_the_search_field_does_not_stop_the_answer(qtbot: QtBot) -> None:
    sidebar = Sidebar()
    _window, stopped = stopping_window(qtbot, sidebar)
    sidebar.field.setFocus()
    sidebar.field.setText("x")
    qtbot.keyClick(sidebar.field, Qt.Key.Key_Escape)
    assert (sidebar.field.text(), stopped) == ("", [])
    qtbot.keyClick(sidebar.field, Qt.Key.Key_Escape)
    assert stopped == [True]


def test_the_keys_reach_what_they_name(sidebar: Sidebar, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    sidebar.activateWindow()
    with qtbot.waitSignal(sidebar.created, timeout=2000):
        qtbot.keyClick(sidebar, Qt.Key.Key_N, control)
    with qtbot.waitSignal(sidebar.collapsed, timeout=2000):
        qtbot.keyClick(sidebar, Qt.Key.Key_B, control)
    assert sidebar.is_collapsed
    assert sidebar.maximumWidth() < 60
    qtbot.keyClick(sidebar, Qt.Key.Key_F, control | Qt.KeyboardModifier.ShiftModifier)
    assert not sidebar.is_collapsed
    assert sidebar.field.hasFocus()


def test_titles_are_no_markup_anywhere(sidebar: Sidebar) -> None:
    sidebar.show_sessions([SessionRow("a", "<img src=x> <b>bold</b>\n\x00 two", time.time(), 1)])
    index = sidebar.list.sessions.index_of("a")
    assert index.data() == "<img src=x> <b>bold</b> two"
    assert "&lt;img" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)
    assert not index.parent().isValid()
    assert sidebar.list.sessions.rowCount(index) == 0
    assert sidebar.list.sessions.rowCount(QModelIndex()) == 2


def test_every_control_has_a_name(sidebar: Sidebar) -> None:
    buttons = [*sidebar.findChildren(QuietButton), *sidebar.findChildren(QPushButton)]
    assert len(buttons) > 8
    assert not [button for button in buttons if not button.accessibleName()]
    views = [sidebar.list, sidebar.bin, sidebar.hits, sidebar.field]
    assert all(view.accessibleName() for view in views)
