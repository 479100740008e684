"""The tree of versions: how it is drawn, walked and compared."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from moonpane.ui.language import percent
from moonpane.ui.panes.history import version_delegate
from moonpane.ui.panes.history.family import Family
from moonpane.ui.panes.history.graph import Place, newest_first, places
from moonpane.ui.panes.history.history_pane import HistoryPane
from moonpane.ui.panes.history.rows import VersionRow, best_of
from moonpane.ui.quiet_button import QuietButton
from tests.cost import cost
from tests.ui.stopping import stopping_window

NOON = 1_796_000_000.0


def versions(parents: dict[int, int | None], *, branch: tuple[int, ...] = (), **more: object) -> list[VersionRow]:
    return [
        VersionRow(str(n), n, str(p) if p else None, "model", NOON + n, on_branch=n in branch, **more)  # type: ignore[arg-type]
        for n, p in parents.items()
    ]


TREE = {1: None, 2: 1, 3: 2, 4: 2, 5: 4, 6: 3}
BRANCH = (1, 2, 4, 5)


def drawn(rows: list[VersionRow]) -> list[str]:
    """One line for a version: `●` it, `│` a line that passes or comes to it, `╯` a line that ends in it."""
    lines = []
    for row, place in zip(newest_first(rows), places(newest_first(rows)), strict=True):
        width = 1 + max(place.lane, *place.passing, *place.ending, 0)
        signs = {place.lane: "●"} | dict.fromkeys(place.passing, "│") | dict.fromkeys(place.ending, "╯")
        lines.append("".join(signs.get(lane, " ") for lane in range(width)) + f" {row.number}")
    return lines


@pytest.mark.parametrize(
    ("parents", "branch", "lines"),
    [
        pytest.param({1: None, 2: 1, 3: 2}, (1, 2, 3), ["● 3", "● 2", "● 1"], id="a line"),
        pytest.param(TREE, BRANCH, [" ● 6", "●│ 5", "●│ 4", "│● 3", "●╯ 2", "● 1"], id="a branch keeps the left"),
        pytest.param(TREE, (), ["● 6", "│● 5", "│● 4", "●│ 3", "●╯ 2", "● 1"], id="none is worked on"),
        pytest.param({1: None, 2: None, 3: 1}, (1, 3), ["● 3", "│● 2", "● 1"], id="two roots"),
        pytest.param({2: 1, 3: 9, 4: 4}, (), ["● 4", "● 3", "● 2"], id="parents that are none"),
        pytest.param({}, (), [], id="nothing"),
    ],
)
def test_the_tree_is_drawn(parents: dict[int, int | None], branch: tuple[int, ...], lines: list[str]) -> None:
    assert drawn(versions(parents, branch=branch)) == lines


@given(st.data())
def test_every_line_begins_at_a_version_and_ends_in_its_parent(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 24))
    parents = {n: data.draw(st.none() | st.integers(-1, count + 1)) for n in range(1, count + 1)}
    branch = tuple(data.draw(st.sets(st.integers(1, count))))
    rows = newest_first(versions(parents, branch=branch))
    lines: dict[int, str] = {}  # lane -> the version that its line leads to
    for row, place in zip(rows, places(rows), strict=True):
        assert set(place.passing) == {lane for lane, end in lines.items() if end != row.id}
        arriving = {lane for lane, end in lines.items() if end == row.id}
        assert arriving == set(place.ending) | ({place.lane} if place.from_above else set())
        assert place.lane not in place.passing
        for lane in arriving:
            del lines[lane]
        if place.goes_down:
            assert row.parent is not None
            lines[place.lane] = row.parent
    assert not lines


def test_the_keys_know_the_family() -> None:
    family = Family(versions(TREE, branch=BRANCH))
    assert [family.older(id) for id in ("5", "1", "unknown")] == ["4", None, None]
    assert [family.newer(id) for id in ("2", "3", "6")] == ["4", "6", None]
    assert (family.beside("4", -1), family.beside("4", 1), family.beside("3", 1)) == ("3", None, "4")
    assert Family(versions({1: 2, 2: 1})).older("1") is None  # a circle from somebody's file has an end


def test_the_best_is_whole_measured_and_not_alone() -> None:
    rows = versions({1: None, 2: 1, 3: 2})
    assert best_of(rows) == ""
    assert best_of([replace(rows[0], score=0.9)]) == ""
    scored = [replace(rows[0], score=0.8), replace(rows[1], score=0.8), replace(rows[2], score=0.9, is_complete=False)]
    assert best_of(scored) == "1"


@pytest.fixture
def pane(qtbot: QtBot) -> HistoryPane:
    made = HistoryPane()
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    made.show_versions(versions(TREE, branch=BRANCH), shown="5")
    return made


def test_the_keys_walk_the_tree(pane: HistoryPane, qtbot: QtBot) -> None:
    shown: list[str] = []
    pane.show_requested.connect(shown.append)
    pane.activateWindow()
    pane.list.setFocus()
    qtbot.waitUntil(pane.list.hasFocus, timeout=2000)
    assert pane.list.current is not None
    assert pane.list.current.id == "5"
    key = Qt.Key
    walk = (key.Key_Down, key.Key_Left, key.Key_Up, key.Key_Up, key.Key_Down, key.Key_Right, key.Key_Down)
    seen = []
    for each in walk:
        qtbot.keyClick(pane.list, each)
        assert pane.list.current is not None
        seen.append(pane.list.current.id)
    assert seen == ["4", "3", "6", "6", "3", "4", "2"]
    qtbot.keyClick(pane.list, key.Key_Return)
    assert shown == ["2"]


def test_a_click_shows(pane: HistoryPane, qtbot: QtBot) -> None:
    box = pane.list.visualRect(pane.list.versions.index_of("4"))
    with qtbot.waitSignal(pane.show_requested) as asked:
        qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert asked.args == ["4"]


def test_two_versions_are_compared_the_older_one_first(pane: HistoryPane, qtbot: QtBot) -> None:
    asked: list[tuple[str, ...]] = []
    pane.show_requested.connect(lambda id: asked.append(("show", id)))
    pane.code_diff_requested.connect(lambda a, b: asked.append(("code", a, b)))
    pane.picture_diff_requested.connect(lambda a, b: asked.append(("picture", a, b)))
    pane.compare_button.click()
    assert pane.is_comparing
    assert not pane.code_button.isVisible()
    pane.on_version_chosen("5")
    assert not pane.code_button.isVisible()
    pane.on_version_chosen("3")
    pane.code_button.click()
    pane.picture_button.click()
    pane.on_version_chosen("6")
    pane.code_button.click()
    assert asked == [("code", "3", "5"), ("picture", "3", "5"), ("code", "5", "6")]
    pane.leave_button.click()
    pane.on_version_chosen("3")
    assert asked[-1] == ("show", "3")


def test_escape_ends_comparing_before_it_stops_anything(qtbot: QtBot) -> None:
    pane = HistoryPane()
    _window, stopped = stopping_window(qtbot, pane)
    pane.show_versions(versions(TREE, branch=BRANCH), shown="5")
    pane.begin_comparing("5")
    qtbot.keyClick(pane.list, Qt.Key.Key_Escape)
    assert (pane.is_comparing, stopped) == (False, [])
    qtbot.keyClick(pane.list, Qt.Key.Key_Escape)
    assert stopped == [True]


def test_comparing_ends_when_another_page_is_shown(pane: HistoryPane) -> None:
    pane.begin_comparing("5")
    pane.show_versions(versions({1: None, 2: 1}), shown="2")
    assert not pane.is_comparing


def test_going_on_begins_from_where_the_keys_are(pane: HistoryPane, qtbot: QtBot) -> None:
    asked: list[str] = []
    pane.branch_requested.connect(asked.append)
    pane.branch_button.click()
    pane.list.setCurrentIndex(pane.list.versions.index_of("3"))
    pane.branch_button.click()
    assert asked == ["5", "3"]


def test_undo_and_redo_say_what_they_would_do(pane: HistoryPane, qtbot: QtBot) -> None:
    assert not pane.undo_button.isEnabled()
    pane.show_steps(undo="back to version 4", redo="")
    assert pane.undo_button.toolTip() == "Undo: back to version 4 (Ctrl+Z)"
    assert not pane.redo_button.isEnabled()
    with qtbot.waitSignal(pane.undo_requested):
        pane.undo_button.click()


def test_a_measured_score_moves_nothing(pane: HistoryPane) -> None:
    pane.list.setCurrentIndex(pane.list.versions.index_of("3"))
    rows = [replace(row, score=row.number / 10) for row in versions(TREE, branch=BRANCH)]
    pane.show_versions(rows, shown="5")
    assert pane.list.current is not None
    assert pane.list.current.id == "3"
    said = pane.list.versions.index_of("6").data(Qt.ItemDataRole.AccessibleTextRole)
    for words in ("Version 6", "By the model", "60% alike", "measures best", "made from version 3"):
        assert words in said
    assert "shown now" in pane.list.versions.index_of("5").data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_score_is_rounded_as_everywhere(pane: HistoryPane, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(version_delegate, "paint_pill", lambda painter, box, words, *colors: drawn.append(words))
    pane.show_versions([replace(row, score=0.885) for row in versions({1: None})], shown="1")
    assert percent(0.885) == "89%"
    assert "89% alike" in pane.list.versions.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    pane.grab()
    assert set(drawn) == {"89%"}


def test_a_new_version_takes_the_keys_along_only_from_the_shown_one(pane: HistoryPane) -> None:
    for at, then in (("5", "7"), ("3", "3")):
        pane.show_versions(versions(TREE, branch=BRANCH), shown="5")
        pane.list.setCurrentIndex(pane.list.versions.index_of(at))
        pane.show_versions(versions(TREE | {7: 5}, branch=(*BRANCH, 7)), shown="7")
        assert pane.list.current is not None
        assert pane.list.current.id == then


def test_five_hundred_versions_are_quick(pane: HistoryPane) -> None:
    rows = versions({n: max(1, n * 7 // 8) if n > 1 else None for n in range(1, 501)}, branch=(1,))

    def show_three_times() -> None:
        for score in (0.5, 0.6, 0.7):
            pane.show_versions([replace(row, score=score) for row in rows], shown="400")
            pane.list.scrollToBottom()
            QApplication.processEvents()
            pane.grab()

    assert cost(show_three_times) < 80


def test_every_control_has_a_name(pane: HistoryPane) -> None:
    buttons = [*pane.findChildren(QuietButton), *pane.findChildren(QPushButton)]
    assert len(buttons) == 7
    assert not [b for b in buttons if not (b.accessibleName() or b.text())]


def test_places_are_plain_values() -> None:
    assert places(newest_first(versions({1: None})))[0] == Place(0, False, False, (), ())
