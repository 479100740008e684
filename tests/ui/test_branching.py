"""Whoever goes on from an earlier version or message begins a branch there, and finds the way to the other one."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.session import INDEX, Session
from moonpane.store import notices
from moonpane.store.awaited import Awaited
from moonpane.store.studio import Store
from moonpane.ui.conversation.message_actions import AnswerActions
from moonpane.ui.window_actions import Pane
from tests.app.archive_samples import ask, make
from tests.ui.conftest import MakeStudio
from tests.ui.large_answers import BLUE, HTML, edit
from tests.ui.large_model import Rule
from tests.ui.large_studio import done, made, send, wait

PATIENCE_MS = 60_000
RED, GREEN, GOLD = (BLUE.replace("#2f6fed", color) for color in ("#c02020", "#20c020", "#c0a020"))


def store_with(session: Session) -> Store:
    store = Store()
    store.awaited = Awaited(session.id)
    store.apply([notices.SessionLoaded(session, {}, {})])
    return store


def test_a_branch_begins_below_the_exchange_that_brought_a_version() -> None:
    session = Session()
    first = ask(session, "one", "1")
    old = make(session, {INDEX: "1"}, first)
    by_hand = make(session, {INDEX: "1, by hand"}, origin="person")
    second = ask(session, "two", "2")
    make(session, {INDEX: "2"}, second)
    store = store_with(session)
    for revision in (old, by_hand):
        brought = store.current.bringer(store.current.versions[revision.id])
        assert brought is not None
        assert brought.id == first.id
        store.go_to(brought.id)
        store.show_version(store.current.versions[revision.id])
        assert (session.head, session.shown) == (first.id, revision.id)
    third = ask(session, "two, otherwise", "2b")
    assert session.siblings(third) == [second, third]
    assert [each.asked.text for each in session.branch()] == ["one", "two, otherwise"]
    assert session.newest_end(first) == third.id


def test_nothing_was_said_before_an_imported_version() -> None:
    session = Session()
    imported = make(session, {INDEX: "0"}, origin="imported")
    ask(session, "one", "1")
    store = store_with(session)
    assert store.current.bringer(store.current.versions[imported.id]) is None
    store.go_to(None)
    assert (session.head, session.shown) == (None, imported.id)
    assert store.exchanges == []


def questions(studio: Studio, qtbot: QtBot) -> list[str]:
    """Of the branch that is shown, in the store and on the screen."""
    transcript = studio.window.transcript
    qtbot.waitUntil(lambda: transcript.is_whole, timeout=PATIENCE_MS)
    said = [each.asked.text for each in studio.store.exchanges]
    assert [bubble.text.text if bubble.actions_row else "" for bubble in transcript.bubbles] == said
    return said


def last_row(studio: Studio) -> AnswerActions:
    return studio.window.transcript.answers[-1].actions_row


def test_the_next_question_hangs_below_the_chosen_version(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    colors = (("red", BLUE, RED), ("green", RED, GREEN), ("gold", RED, GOLD))
    rules = [Rule(edit(INDEX, before, after), when=f"make it {name}") for name, before, after in colors]
    studio = make_studio(rules=[*rules, Rule(HTML)])
    made(studio, qtbot, mockup_file)
    send(studio, qtbot, "make it red")
    red = done(studio, qtbot)
    send(studio, qtbot, "make it green")
    green = done(studio, qtbot)
    store, window = studio.store, studio.window
    assert red.version
    assert green.version
    window.show_pane(Pane.HISTORY)
    history = window.history.list
    history.setCurrentIndex(history.versions.index_of(red.version.id))
    qtbot.mouseClick(window.history.branch_button, Qt.MouseButton.LeftButton)
    assert questions(studio, qtbot) == ["", "make it red"]
    assert store.version == red.version
    assert window.focusWidget() is window.composer.edit
    assert last_row(studio).rest_button.isVisible()
    qtbot.mouseClick(last_row(studio).rest_button, Qt.MouseButton.LeftButton)
    assert questions(studio, qtbot) == ["", "make it red", "make it green"]
    assert store.version == green.version
    assert not last_row(studio).rest_button.isVisible()
    history.branch_requested.emit(red.version.id)  # as its menu does
    send(studio, qtbot, "make it gold")
    gold = done(studio, qtbot)
    assert (gold.record.parent, gold.record.base) == (red.id, red.version.id)
    assert GOLD in gold.page
    assert questions(studio, qtbot) == ["", "make it red", "make it gold"]
    told = str(studio.asked()[-1]["messages"])  # type: ignore[attr-defined]
    assert "make it red" in told
    assert "make it green" not in told
    assert last_row(studio).place.text() == "2 / 2"
    qtbot.mouseClick(last_row(studio).before_button, Qt.MouseButton.LeftButton)
    assert questions(studio, qtbot) == ["", "make it red", "make it green"]
    assert store.version == green.version
    send(studio, qtbot, "make it red again")  # no rule answers it but the last
    window.history.branch_requested.emit(red.version.id)
    assert store.refusals == ["An answer is still growing. Go on from another version once it has ended."]
    assert store.exchanges[-1].asked.text == "make it red again"
    wait(qtbot, lambda: store.running is None)
    studio.shut_down()
    again = make_studio(rules=[])
    wait(qtbot, lambda: again.store.awaited is None)
    assert questions(again, qtbot) == ["", "make it red", "make it green", "make it red again"]


def test_the_way_back_from_a_version_before_all_questions(
    make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Hello</p>")
    studio = make_studio(rules=[Rule("It is fine.")])
    rest = studio.window.rest_button
    studio.desk.import_code(page)
    qtbot.waitUntil(lambda: studio.store.version is not None, timeout=PATIENCE_MS)
    imported = studio.store.version
    assert imported is not None
    assert not rest.isVisible(), "nothing followed"
    studio.submit("Is it fine?")
    qtbot.waitUntil(lambda: bool(studio.store.exchanges) and studio.store.running is None, timeout=PATIENCE_MS)
    assert not rest.isVisible(), "it is seen"
    studio.desk.branch_from(imported)
    assert studio.store.exchanges == []
    assert rest.isVisible()
    rest.click()
    assert [each.asked.text for each in studio.store.exchanges] == ["Is it fine?"]
    assert not rest.isVisible()
