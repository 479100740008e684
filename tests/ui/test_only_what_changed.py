"""The window does what a change asks for and nothing else: not once for every token, not for what is as it was."""

import cProfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.archive import SessionHead
from moonpane.archive.search import Found
from moonpane.session import INDEX
from moonpane.store import notices
from moonpane.store.changes import Changed, What
from moonpane.store.model import Phase
from moonpane.store.studio import Store
from moonpane.ui.conversation.answer_view import AnswerView
from moonpane.ui.conversation.message_actions import AnswerActions
from moonpane.ui.conversation.transcript import Transcript
from moonpane.ui.sessions.pane import SessionsPane
from moonpane.ui.sessions.rows import SessionRow
from moonpane.ui.sessions.session_model import ENTRY
from tests.ui import told
from tests.ui.conftest import MakeStudio
from tests.ui.talking import PATIENCE_MS, converted, wait_settled


def num_calls(function: Callable[..., object], work: Callable[[], object]) -> int:
    """How often a function of ours is called meanwhile."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(each.callcount for each in profile.getstats() if each.code is function.__code__)  # type: ignore[attr-defined]


def shown(store: Store, qtbot: QtBot) -> Transcript:
    transcript = Transcript(store)
    qtbot.addWidget(transcript)
    transcript.show()
    return transcript


def test_growth_is_looked_at_once_for_all_that_came_together(qtbot: QtBot) -> None:
    store = Store()
    transcript = shown(store, qtbot)
    exchange = told.begin(store, text="Make it blue")
    store.apply([notices.TextArrived(exchange.id, reasoning="Blue is", reasoning_s=2.0)])
    assert transcript.answers[0].reasoning.is_growing
    batch = [notices.TextArrived(exchange.id, "word ", files={INDEX: "x" * number}) for number in range(50)]

    def work() -> None:
        store.apply(batch)
        qtbot.waitUntil(lambda: not transcript.answers[0].reasoning.is_growing)

    profile = cProfile.Profile()
    profile.runcall(work)
    calls = {each.code: each.callcount for each in profile.getstats()}
    assert calls[AnswerView.grow.__code__] == 1
    assert AnswerActions.show_state.__code__ not in calls, "what can be done with it is decided by its end"
    assert any("word " * 49 in label.text() for label in transcript.answers[0].findChildren(QLabel))
    told.end(store, exchange)
    assert transcript.answers[0].actions_row.isVisibleTo(transcript)


def test_a_list_of_sessions_is_no_news_for_the_answers(qtbot: QtBot) -> None:
    store = Store()
    transcript = shown(store, qtbot)
    told.end(store, told.begin(store, text="one"))
    listed = notices.Listed((), (), {})
    assert num_calls(AnswerView.refresh, lambda: store.apply([listed, listed])) == 0
    assert transcript.answers[0].actions_row.fork_button.isEnabled()


def test_an_answer_that_ends_elsewhere_frees_the_answers_here(qtbot: QtBot) -> None:
    store = Store()
    told.end(store, told.begin(store, text="one"))
    here = store.session.id
    store.open_new()
    elsewhere = told.begin(store, text="two")
    store.enter(here)
    transcript = shown(store, qtbot)
    transcript.on_store_changed(Changed(What.SESSION))
    can = transcript.answers[0].actions_row.fork_button.isEnabled
    assert not can()
    told.end(store, elsewhere, Phase.STOPPED)
    assert can()


def rename(studio: Studio, qtbot: QtBot, title: str) -> None:
    """Until the list says so."""
    studio.desk.rename(studio.store.session.id, title)
    qtbot.waitUntil(lambda: studio.store.listed.heads[0].title == title, timeout=PATIENCE_MS)


def test_looking_at_another_version_does_not_list_all_sessions(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio()
    wait_settled(studio, qtbot)
    exchange = converted(studio, qtbot, mockup_file)
    first = exchange.version
    assert first is not None
    studio.desk.edit_by_hand(first.id, {INDEX: "<p>Mine</p>"})

    def is_listed() -> bool:
        studio.desk.show_version(first)
        return any(head.thumbnail for head in studio.store.listed.heads)

    qtbot.waitUntil(is_listed, timeout=PATIENCE_MS)
    rename(studio, qtbot, "Before")  # lists come in the order in which they were asked for: none is on its way
    lists = list[Changed]()
    studio.store.changed.connect(lambda changed: lists.append(changed) if changed.what is What.SESSIONS else None)
    for _ in range(3):
        studio.desk.undo()
        studio.desk.redo()
    rename(studio, qtbot, "Another")
    assert len(lists) == 1, "the one that shows the new title"


def test_the_list_of_sessions_knows_where_an_answer_ended(qtbot: QtBot) -> None:
    store = Store()
    pane = SessionsPane(store)
    qtbot.addWidget(pane)
    elsewhere = told.begin(store, text="one")
    heads = (SessionHead(store.session.id, "one", 1.0, 1.0, 1),)
    store.apply([notices.Listed(heads, (), {})])
    sessions = pane.list.sessions

    def is_running() -> bool:
        (row,) = [
            row for at in range(sessions.rowCount()) if isinstance(row := sessions.index(at).data(ENTRY), SessionRow)
        ]
        return row.is_running

    assert is_running()
    store.open_new()
    assert is_running()
    told.end(store, elsewhere)
    assert not is_running()
    found = notices.SearchDone("words", Found())
    assert num_calls(SessionsPane.show_sessions, lambda: store.apply([found])) == 0
