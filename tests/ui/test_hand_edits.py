"""What is typed in the code belongs to the version it was typed in, whatever is shown or closed right after."""

import time
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.ui.panes.code import CodeView
from tests.ui.conftest import PAGE, MakeStudio
from tests.ui.talking import CHATS, converted, send, wait_idle, wait_settled

NOTE = "<!-- mine -->"
TOLD_MS = 900  # by then what was typed is told


def type_code(studio: Studio, qtbot: QtBot, text: str) -> None:
    studio.window.code.edit(True)
    qtbot.keyClicks(studio.window.code.text, text)


def test_what_is_typed_without_a_pause_is_told_meanwhile(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moonpane.ui.panes.code.view.MOST_EDITED_MS", 1_000)
    view = CodeView()
    view.show_files({"index.html": PAGE})
    view.edit(True)
    told: list[str] = []
    view.edited.connect(lambda path, text: told.append(text))
    began = time.monotonic()
    while time.monotonic() - began < 2.5:
        qtbot.keyClicks(view.text, "a")
        qtbot.wait(20)
    assert 1 <= len(told) <= 3
    shiboken6.delete(view)


def test_closing_at_once_keeps_what_was_typed(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(model=CHATS)
    converted(studio, qtbot, mockup_file)
    type_code(studio, qtbot, NOTE)
    studio.shut_down()
    again = make_studio(model=CHATS)
    wait_settled(again, qtbot)
    assert again.window.code.text.code == NOTE + PAGE
    assert len(again.store.current.versions) == 2


def test_another_session_gets_nothing_of_it(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(model=CHATS)
    converted(studio, qtbot, mockup_file)
    store, first = studio.store, studio.store.session.id
    studio.desk.new_session()
    converted(studio, qtbot, mockup_file)
    second = store.session.id
    type_code(studio, qtbot, NOTE)
    studio.desk.open_session(first)
    wait_settled(studio, qtbot)
    code = studio.window.code
    assert (store.session.id, code.text.code) == (first, PAGE)
    code.edit(True)
    code.text.undo()
    code.text.redo()
    qtbot.wait(TOLD_MS)
    assert code.text.code == PAGE
    assert len(store.current.versions) == 1
    qtbot.keyClicks(code.text, "x")
    qtbot.keyClick(code.text, Qt.Key.Key_Backspace)
    studio.desk.open_session(second)
    wait_settled(studio, qtbot)
    assert code.text.code == NOTE + PAGE
    made = store.version
    assert made is not None
    assert (made.revision.origin, len(store.current.versions)) == ("person", 2)
    studio.shut_down()
    again = make_studio(model=CHATS)
    wait_settled(again, qtbot)
    assert (again.store.session.id, again.window.code.text.code) == (second, NOTE + PAGE)


def test_the_same_text_in_another_session_has_its_own_undo(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(model=CHATS)
    converted(studio, qtbot, mockup_file)
    first, code = studio.store.session.id, studio.window.code
    studio.desk.new_session()
    converted(studio, qtbot, mockup_file)
    type_code(studio, qtbot, "x")
    qtbot.keyClick(code.text, Qt.Key.Key_Backspace)
    studio.desk.open_session(first)
    wait_settled(studio, qtbot)
    code.edit(True)
    code.text.undo()
    assert code.text.code == PAGE


def test_another_version_stays_shown_and_the_edit_is_kept_beside_it(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(model=CHATS)
    converted(studio, qtbot, mockup_file)
    store, code = studio.store, studio.window.code
    page = store.version
    assert page is not None
    type_code(studio, qtbot, NOTE)
    code.tell_edited()
    assert store.version is not None
    by_hand = store.version.id
    qtbot.keyClicks(code.text, "more")
    studio.window.history.show_requested.emit(page.id)
    assert (store.session.shown, code.text.code) == (page.id, PAGE)
    *_, kept = store.current.versions.values()
    assert (kept.revision.parent, kept.revision.page) == (by_hand, f"{NOTE}more{PAGE}")
    code.text.undo()
    qtbot.wait(TOLD_MS)
    assert (store.session.shown, len(store.current.versions)) == (page.id, 3)


def test_own_typing_can_be_undone_after_it_was_kept(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(model=CHATS)
    converted(studio, qtbot, mockup_file)
    store, code = studio.store, studio.window.code
    type_code(studio, qtbot, NOTE)
    qtbot.waitUntil(lambda: store.files["index.html"] == NOTE + PAGE, timeout=3_000)
    qtbot.keyClick(code.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert code.text.code == PAGE
    qtbot.waitUntil(lambda: store.files["index.html"] == PAGE, timeout=3_000)


def test_what_is_asked_right_after_is_about_what_was_typed(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(model=CHATS)
    converted(studio, qtbot, mockup_file)
    type_code(studio, qtbot, NOTE)
    exchange = send(studio, qtbot, "Make it blue")
    base = studio.store.current.versions[exchange.record.base or ""]
    assert base.revision.page == NOTE + PAGE
    wait_idle(studio, qtbot)
