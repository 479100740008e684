"""One table of actions: keys, palette and overview say and do the same."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from moonpane.ui.actions import Action, ActionTable, Section, matched
from moonpane.ui.palette import ACTION, Palette
from moonpane.ui.shortcuts import ShortcutSheet


class Deeds:
    """What was done, and a table of it."""

    def __init__(self, window: QWidget) -> None:
        self.done: list[str] = []
        self.saves = False
        self.table = ActionTable(window)
        deed = self.done.append
        self.table.add(
            (
                Action("open", "Open a picture", Section.START, lambda: deed("open"), ("Ctrl+O",), also="file"),
                Action("code", "Show the code", Section.VIEW, lambda: deed("code"), ("Ctrl+2",)),
                Action("compare", "Show the comparison", Section.VIEW, lambda: deed("compare")),
                Action("save", "Save page", Section.PAGE, lambda: deed("save"), ("Ctrl+S",), lambda: self.saves),
                Action("copy", "Copy the code", Section.PAGE, lambda: deed("copy")),
            )
        )


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def deeds(window: QWidget) -> Deeds:
    return Deeds(window)


def opened(deeds: Deeds, window: QWidget) -> Palette:
    palette = Palette(deeds.table, window)
    palette.chosen.connect(deeds.table.run)
    palette.open_over(window)
    return palette


def shown(palette: Palette) -> list[str]:
    return [palette.list.item(row).data(ACTION).id for row in range(palette.list.count())]


def test_keys_do_what_their_row_says_and_only_while_it_can_be_done(deeds: Deeds, window: QWidget, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_O, Qt.Key.Key_S):
        qtbot.keyClick(window, key, control)
    assert deeds.done == ["open"]
    deeds.saves = True
    qtbot.keyClick(window, Qt.Key.Key_S, control)
    assert deeds.done == ["open", "save"]


def test_an_id_or_a_key_belongs_to_one_action(deeds: Deeds) -> None:
    with pytest.raises(ValueError, match="action open already"):
        deeds.table.add([Action("open", "Other", Section.APP, print)])
    with pytest.raises(ValueError, match="is taken by save"):
        deeds.table.add([Action("other", "Other", Section.APP, print, ("ctrl+s",))])


def test_the_palette_is_used_by_keyboard_alone(deeds: Deeds, window: QWidget, qtbot: QtBot) -> None:
    palette = opened(deeds, window)
    assert shown(palette) == ["open", "code", "compare", "save", "copy"]
    qtbot.keyClicks(palette.edit, "code")
    assert shown(palette) == ["copy", "code"] or shown(palette) == ["code", "copy"]
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    second = shown(palette)[1]
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert deeds.done == [second]
    qtbot.waitUntil(lambda: window.findChild(Palette) is None)


def test_what_cannot_be_done_now_is_shown_and_passed_over(deeds: Deeds, window: QWidget, qtbot: QtBot) -> None:
    palette = opened(deeds, window)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 4  # the ends are joined
    qtbot.keyClick(palette.edit, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 2
    qtbot.keyClicks(palette.edit, "save")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert deeds.done == []
    palette.close()


def test_a_word_that_nothing_is_called_by_says_so(deeds: Deeds, window: QWidget, qtbot: QtBot) -> None:
    palette = opened(deeds, window)
    qtbot.keyClicks(palette.edit, "qqq")
    assert palette.empty.isVisible()
    assert not palette.list.isVisible()
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    palette.edit.clear()
    qtbot.keyClicks(palette.edit, "file")  # also known by
    assert shown(palette) == ["open"]
    palette.close()
    assert deeds.done == []


@pytest.mark.parametrize(
    ("query", "text", "places"),
    [
        ("ope pi", "Open a picture", (0, 1, 2, 7, 8)),
        ("stc", "Show the code", (0, 5, 9)),
        ("SHOW", "Show the code", (0, 1, 2, 3)),
        ("페보", "페이지 보기", (0, 4)),
        ("x", "Show", None),
        ("wohs", "Show", None),
        ("", "Show", ()),
    ],
)
def test_letters_are_found_where_a_person_means_them(query: str, text: str, places: tuple[int, ...] | None) -> None:
    found = matched(query, text)
    assert (found[1] if found else None) == places


def test_beginnings_of_words_come_before_letters_inside() -> None:
    cost = {text: (matched("co", text) or (10**6,))[0] for text in ("Copy", "Show the code", "Become", "Second")}
    assert cost["Copy"] < cost["Show the code"]
    assert cost["Copy"] < cost["Become"] < 10**6


def test_the_overview_has_every_key_of_the_table(deeds: Deeds, window: QWidget, qtbot: QtBot) -> None:
    sheet = ShortcutSheet(deeds.table, window)
    qtbot.addWidget(sheet)
    sheet.show()
    words = {label.text() for label in sheet.findChildren(QLabel)}
    keyed = [action for action in deeds.table if action.keys]
    assert {action.words for action in keyed} <= words
    assert {action.shown_keys for action in keyed} <= words
    assert "Copy the code" not in words
    assert {action.objectName() for action in window.actions() if isinstance(action, QAction)} == {
        action.id for action in keyed
    }
