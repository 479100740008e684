"""Several conversations: what runs in one goes on while another is looked at; and what the sidebar can do with them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.archive import Archive
from moonpane.store import notices
from moonpane.store.model import Phase
from moonpane.store.studio import Store
from moonpane.store.work.library import Library
from moonpane.ui.conversation.answer_view import AnswerView
from moonpane.ui.sessions.pane import SessionsPane
from moonpane.ui.welcome.recent import RECENT
from moonpane.ui.window_actions import Pane
from tests.stall import MAX_STALL, longest_stall
from tests.ui.conftest import PAGE, MakeStudio
from tests.ui.large_session import large_session
from tests.ui.talking import CHATS, say, send, wait_idle, wait_ready, wait_settled

PATIENCE_MS = 60_000
TRIES = 3  # as of `tests.cost`: what another program adds is not there each time, a stall of ours is


def heads(studio: Studio) -> dict[str, str]:
    """Titles of the listed sessions by id."""
    return {head.id: head.title for head in studio.store.listed.heads}


def two_sessions(studio: Studio, qtbot: QtBot) -> tuple[str, str]:
    """The second one is shown."""
    wait_settled(studio, qtbot)
    say(studio, qtbot, "one")
    first = studio.store.session.id
    studio.window.sidebar.created.emit()
    wait_settled(studio, qtbot)
    say(studio, qtbot, "two")
    qtbot.waitUntil(lambda: len(heads(studio)) == 2, timeout=PATIENCE_MS)
    return first, studio.store.session.id


def test_the_first_page_offers_the_other_sessions_to_go_on_with(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(model=CHATS)
    first, second = two_sessions(studio, qtbot)
    recent = studio.window.welcome.recent

    def offered() -> set[str]:
        return {recent.item(row).data(RECENT).id for row in range(recent.count())}

    assert studio.window.welcome.isVisible(), "there is no page to look at"
    qtbot.waitUntil(lambda: offered() == {first}, timeout=PATIENCE_MS)
    studio.window.sidebar.created.emit()
    qtbot.waitUntil(lambda: offered() == {first, second}, timeout=PATIENCE_MS)


def test_a_new_session_is_begun_by_writing(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    say(studio, qtbot, "one")
    studio.window.transcript.setFocus()
    studio.window.sidebar.created.emit()
    assert studio.window.focusWidget() is studio.window.composer.edit


def test_an_answer_goes_on_while_another_session_is_looked_at(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(model=CHATS, pause_s=0.05)
    wait_settled(studio, qtbot)
    wait_ready(studio, qtbot)
    store, window = studio.store, studio.window
    studio.convert_file(mockup_file)
    qtbot.waitUntil(lambda: bool(window.code.text.code), timeout=PATIENCE_MS)
    running, first = store.exchanges[0], store.session.id
    window.sidebar.created.emit()
    wait_settled(studio, qtbot)
    assert not store.exchanges
    assert window.composer.send_button.text() == "Stop"
    assert not window.transcript.answers
    before = len(running.page)
    qtbot.waitUntil(lambda: len(running.page) > before, timeout=PATIENCE_MS)
    assert window.code.text.code == ""
    qtbot.waitUntil(lambda: running.phase is Phase.DONE, timeout=PATIENCE_MS)
    assert window.composer.send_button.text() == "Send"
    assert running.page == PAGE
    window.sidebar.opened.emit(first)
    wait_settled(studio, qtbot)
    assert window.code.text.code == PAGE
    assert running.score is not None
    studio.shut_down()
    again = make_studio(model=CHATS)
    wait_settled(again, qtbot)
    assert again.store.session.id == first
    assert again.store.files["index.html"] == PAGE
    version = again.store.version
    assert version is not None
    assert version.score is not None


def test_what_runs_elsewhere_can_be_stopped_from_here(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(model=CHATS, pause_s=0.2, piece=4)
    store, window = studio.store, studio.window
    wait_settled(studio, qtbot)
    running, first = send(studio, qtbot, "a question that is answered slowly"), store.session.id
    qtbot.waitUntil(lambda: bool(running.answer.text), timeout=PATIENCE_MS)
    window.sidebar.created.emit()
    wait_settled(studio, qtbot)
    qtbot.mouseClick(window.composer.send_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: running.phase is Phase.STOPPED, timeout=3_000)
    assert window.composer.send_button.text() == "Send"
    window.sidebar.opened.emit(first)
    wait_settled(studio, qtbot)
    assert window.transcript.answers[0].remarks == "Stopped."
    qtbot.waitUntil(lambda: first in heads(studio), timeout=PATIENCE_MS)
    window.sidebar.created.emit()
    wait_settled(studio, qtbot)
    assert send(studio, qtbot, "free again").phase is Phase.WAITING


def test_what_the_sidebar_can_do(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    studio = make_studio(model=CHATS)
    first, second = two_sessions(studio, qtbot)
    store, sidebar = studio.store, studio.window.sidebar
    sidebar.renamed.emit(second, "Renamed")
    qtbot.waitUntil(lambda: heads(studio)[second] == "Renamed", timeout=PATIENCE_MS)
    assert store.session.title == "Renamed"
    sidebar.deleted.emit(second)
    qtbot.waitUntil(lambda: second not in heads(studio), timeout=PATIENCE_MS)
    assert store.session.id not in (first, second)
    assert [head.id for head in store.listed.deleted] == [second]
    sidebar.restored.emit(second)
    qtbot.waitUntil(lambda: second in heads(studio), timeout=PATIENCE_MS)
    sidebar.opened.emit(second)
    qtbot.waitUntil(lambda: store.session.id == second, timeout=PATIENCE_MS)
    assert store.exchanges[0].asked.text == "two"
    sidebar.searched.emit("said one")
    qtbot.waitUntil(lambda: store.found is not None, timeout=PATIENCE_MS)
    assert store.found is not None
    assert {hit.session_id for hit in store.found.found.hits} == {first}
    studio.desk.export_session(first, tmp_path / "one.zip")
    qtbot.waitUntil((tmp_path / "one.zip").exists, timeout=PATIENCE_MS)
    sidebar.deleted.emit(first)
    qtbot.waitUntil(lambda: first not in heads(studio), timeout=PATIENCE_MS)
    sidebar.bin_emptied.emit()
    qtbot.waitUntil(lambda: not store.listed.deleted, timeout=PATIENCE_MS)
    studio.desk.import_session(tmp_path / "one.zip")
    qtbot.waitUntil(lambda: store.session.title == "one", timeout=PATIENCE_MS)
    assert [each.asked.text for each in store.exchanges] == ["one"]
    imported = store.session.id
    assert imported not in (first, second)
    studio.desk.import_session(tmp_path / "nothing.zip")
    qtbot.waitUntil(lambda: store.told is not None and store.told.is_bad, timeout=PATIENCE_MS)
    wait_settled(studio, qtbot)
    assert store.session.id == imported


def test_a_session_with_a_running_answer_can_be_deleted_and_restored(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(model=CHATS, pause_s=0.1, piece=4)
    wait_settled(studio, qtbot)
    store, sidebar = studio.store, studio.window.sidebar
    running, id = send(studio, qtbot, "to be deleted"), store.session.id
    qtbot.waitUntil(lambda: bool(running.answer.text), timeout=PATIENCE_MS)
    studio.window.sidebar.deleted.emit(id)
    assert studio.window.composer.send_button.text() == "Send"
    qtbot.waitUntil(lambda: [head.id for head in store.listed.deleted] == [id], timeout=PATIENCE_MS)
    sidebar.restored.emit(id)
    sidebar.opened.emit(id)
    qtbot.waitUntil(lambda: store.session.id == id, timeout=PATIENCE_MS)
    wait_idle(studio, qtbot)
    (exchange,) = store.exchanges
    assert exchange.phase is Phase.STOPPED
    assert exchange.answer.text.startswith(running.answer.text)


def test_one_that_comes_late_is_not_shown_any_more(
    make_studio: MakeStudio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = make_studio(model=CHATS)
    first, second = two_sessions(studio, qtbot)
    studio.shut_down()
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    done: list[str] = []
    real = Library.open

    async def open_slowly(self: Library, session: str) -> None:
        await real(self, session)
        done.append(session)

    monkeypatch.setattr(Library, "open", open_slowly)
    studio.window.sidebar.opened.emit(first)
    studio.window.sidebar.opened.emit(second)
    qtbot.waitUntil(lambda: done == [first], timeout=PATIENCE_MS)
    wait_settled(studio, qtbot)
    qtbot.wait(100)
    assert studio.store.session.id == second
    assert [each.asked.text for each in studio.store.exchanges] == ["two"]


@pytest.mark.alone  # a process beside it takes the caches, and with them processor time
@pytest.mark.parametrize("pane", list(Pane)[:4])
def test_a_large_session_is_opened_without_a_stall(
    pane: Pane, make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path
) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        session = large_session(archive)
    studio = make_studio()
    wait_settled(studio, qtbot)
    window = studio.window
    window.sidebar.opened.emit(session.id)  # Chromium and the colours of the code start with the first page
    wait_settled(studio, qtbot)
    window.show_pane(pane)
    stalls: list[float] = []
    for _ in range(TRIES):
        window.sidebar.created.emit()
        wait_settled(studio, qtbot)
        qtbot.wait(500)
        studio.store.forget(session.id)  # so that it is read and made anew
        stall = longest_stall(
            qtbot,
            lambda: studio.store.session.id == session.id and window.transcript.is_whole,
            act=lambda: window.sidebar.opened.emit(session.id),
        )
        stalls.append(stall)
    assert min(stalls) < MAX_STALL
    assert len(studio.store.exchanges) == 300


def test_an_answer_looks_once_at_its_place_when_a_session_is_opened(
    make_studio: MakeStudio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = make_studio(model=CHATS)
    first, _ = two_sessions(studio, qtbot)
    looks: list[tuple[int, int]] = []
    real = AnswerView.refresh

    def count(self: AnswerView, *, place: tuple[int, int] = (0, 1), **how: bool) -> None:
        looks.append(place)
        real(self, place=place, **how)

    monkeypatch.setattr(AnswerView, "refresh", count)
    studio.window.sidebar.opened.emit(first)
    wait_settled(studio, qtbot)
    assert len(studio.store.exchanges) == 1
    assert len(looks) == 2, "when it is made, and when its place is known"


def test_before_the_list_is_there_it_is_not_said_to_be_empty(qtbot: QtBot) -> None:
    store = Store()
    pane = SessionsPane(store)
    qtbot.addWidget(pane)
    pane.show()

    def note() -> str:
        return next(
            (each.text() for each in pane.findChildren(QLabel) if each.isVisible() and "conv" in each.text()), ""
        )

    assert note() == "Opening the conversations …"
    store.apply([notices.Listed((), (), {})])
    assert note().startswith("No conversations yet.")
    pane.show_in_bin(True)
    assert note() == ""
