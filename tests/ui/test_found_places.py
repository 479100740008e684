"""A hit of the search opens its conversation at the place where the words are, by keyboard, too."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.archive import Archive
from moonpane.session import Session
from moonpane.ui.conversation import found_mark
from moonpane.ui.conversation.answer_view import AnswerView
from moonpane.ui.conversation.bubble import Bubble
from moonpane.ui.window_actions import Pane
from tests.app.archive_samples import ask, keep, make, picture
from tests.stall import MAX_STALL, longest_stall
from tests.ui.conftest import PAGE, MakeStudio
from tests.ui.large_session import ANSWER, large_session
from tests.ui.talking import CHATS, say, wait_settled

PATIENCE_MS = 60_000
QUESTION = "where is the 按钮 thimble 🚀"
LONG = "\n\n".join(["Some words that fill a line or two of the conversation, again and again."] * 40)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Thirty exchanges; near the beginning one that has something to be found in each of its parts."""
    session = Session(title="t")
    for number in range(30):
        if number != 3:
            ask(session, f"question {number}", ANSWER)
            continue
        answer = f"{LONG}\n\nHere is the **needle** in a *haystack*.\n\n{LONG}"
        exchange = ask(session, QUESTION, answer, picture(7, "Cushion.png"), thinking=True)
        exchange.kind = "talk"
        exchange.answer.reasoning = f"{LONG}\n\nI look for the thread."
        files = {"index.html": PAGE, "other.css": "b {}\n" * 200 + "i { color: scissors }\n"}
        make(session, files, exchange)
    make(session, {"index.html": PAGE, "last.css": "u {}"}, list(session.exchanges.values())[-1])
    session.shown = next(iter(session.revisions))  # what is looked at is searched, and the newest
    with Archive.open(tmp_path / "archive") as archive:
        return keep(archive, session)


def search(studio: Studio, qtbot: QtBot, words: str) -> None:
    """Looks for words and opens the first hit, all with the keys."""
    sidebar = studio.window.sidebar
    sidebar.focus_search()
    qtbot.keyClicks(sidebar.field, words)
    qtbot.waitUntil(lambda: sidebar._found == words and sidebar.hits.isVisible(), timeout=PATIENCE_MS)
    qtbot.keyClick(sidebar.field, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar.hits, Qt.Key.Key_Return)


def is_in_sight(studio: Studio, widget: QWidget) -> bool:
    transcript = studio.window.transcript
    return 0 <= widget.mapTo(transcript, QPoint()).y() < transcript.viewport().height()


def mark_of(studio: Studio) -> QWidget:
    mark = studio.window.transcript.findChild(found_mark.FoundMark)
    assert isinstance(mark, QWidget)
    return mark


def marked(studio: Studio, qtbot: QtBot) -> tuple[Bubble, AnswerView]:
    """Question and answer that should be seen, once the mark is there and nothing moves."""
    transcript = studio.window.transcript
    qtbot.waitUntil(lambda: mark_of(studio).isVisible() and transcript.is_whole, timeout=PATIENCE_MS)
    at = [bubble.text.text for bubble in transcript.bubbles].index(QUESTION)
    return transcript.bubbles[at], transcript.answers[at]


@pytest.mark.parametrize("is_open", [False, True], ids=["another conversation", "the one that is open"])
def test_a_hit_shows_its_place(make_studio: MakeStudio, qtbot: QtBot, session: Session, is_open: bool) -> None:
    studio = make_studio()
    wait_settled(studio, qtbot)
    if is_open:
        studio.window.sidebar.opened.emit(session.id)
        wait_settled(studio, qtbot)
    search(studio, qtbot, "thimble")
    bubble, _ = marked(studio, qtbot)
    assert studio.store.session.id == session.id
    assert bubble.text.label.selectedText() == "thimble"
    assert is_in_sight(studio, bubble)
    mark = mark_of(studio)
    assert mark.geometry().contains(bubble.geometry())
    assert studio.window.sidebar.hits.hasFocus()  # the next hit is one key away
    search(studio, qtbot, "cushion")
    qtbot.waitUntil(lambda: bubble.text.label.selectedText() == "", timeout=PATIENCE_MS)
    bubble, _ = marked(studio, qtbot)
    assert mark.geometry().contains(bubble.geometry())


def test_what_was_found_in_a_long_answer_is_in_sight(
    make_studio: MakeStudio, qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = make_studio()
    wait_settled(studio, qtbot)
    search(studio, qtbot, "NEEDLE haystack")
    _, answer = marked(studio, qtbot)
    found = answer.find(("needle",))
    assert found is not None
    assert found.label.selectedText() == "needle"
    assert answer.height() > 2 * studio.window.transcript.viewport().height()
    assert is_in_sight(studio, found.label)
    mark = mark_of(studio)
    qtbot.waitUntil(lambda: not mark.isVisible(), timeout=2 * found_mark.MOMENT_MS)
    assert found.label.selectedText() == ""


def test_thoughts_are_opened_where_the_words_are(make_studio: MakeStudio, qtbot: QtBot, session: Session) -> None:
    studio = make_studio()
    wait_settled(studio, qtbot)
    search(studio, qtbot, "thread")
    _, answer = marked(studio, qtbot)
    assert answer.reasoning.is_open
    assert is_in_sight(studio, answer)
    body = answer.reasoning._body
    assert body is not None
    qtbot.waitUntil(lambda: bool(body.extraSelections()), timeout=PATIENCE_MS)
    (selection,) = body.extraSelections()
    assert selection.cursor.selectedText() == "thread"  # type: ignore[attr-defined]
    assert body.viewport().rect().contains(body.cursorRect().center())


def test_code_is_shown_as_it_is_in_its_version(make_studio: MakeStudio, qtbot: QtBot, session: Session) -> None:
    studio = make_studio()
    wait_settled(studio, qtbot)
    search(studio, qtbot, "scissors")
    window, code = studio.window, studio.window.code
    qtbot.waitUntil(lambda: window.pane is Pane.CODE, timeout=PATIENCE_MS)
    first, last = studio.store.current.versions
    assert studio.store.version is not None
    assert (studio.store.version.id, code.path) == (first, "other.css")
    assert code.text.textCursor().block().text() == "i { color: scissors }"
    studio.desk.show_version(studio.store.current.versions[last])
    window.show_pane(Pane.PAGE)
    assert "other.css" not in code.files
    qtbot.keyClick(window.sidebar.hits, Qt.Key.Key_Return)  # the same hit again, from another version
    assert (studio.store.version.id, code.path, window.pane) == (first, "other.css", Pane.CODE)
    assert code.text.textCursor().block().text() == "i { color: scissors }"


def test_a_hit_in_another_branch_shows_that_branch(
    make_studio: MakeStudio, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    fourth = list(session.exchanges.values())[3]
    with Archive.open(tmp_path / "archive") as archive:
        session.head = fourth.parent
        other = ask(session, "in another branch", "nothing")
        keep(archive, session)
    studio = make_studio()
    wait_settled(studio, qtbot)
    studio.window.sidebar.opened.emit(session.id)
    wait_settled(studio, qtbot)
    assert studio.store.exchanges[-1].id == other.id
    search(studio, qtbot, "thimble")
    bubble, answer = marked(studio, qtbot)
    assert is_in_sight(studio, bubble)
    assert answer.actions_row.place.text() == "1 / 2"
    assert len(studio.store.exchanges) == 30
    studio.shut_down()
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.load(session.id).head == list(session.exchanges)[29]


def test_who_goes_elsewhere_is_not_taken_to_the_place(make_studio: MakeStudio, qtbot: QtBot, session: Session) -> None:
    studio = make_studio()
    wait_settled(studio, qtbot)
    search(studio, qtbot, "thimble")
    studio.window.sidebar.created.emit()
    wait_settled(studio, qtbot)
    studio.window.sidebar.opened.emit(session.id)
    wait_settled(studio, qtbot)
    transcript = studio.window.transcript
    qtbot.waitUntil(lambda: transcript.is_whole, timeout=PATIENCE_MS)
    qtbot.wait(100)
    assert not mark_of(studio).isVisible()
    assert transcript.verticalScrollBar().value() == transcript.verticalScrollBar().maximum()


@pytest.mark.alone  # a process beside it takes the caches, and with them processor time
def test_far_above_is_as_near_as_any_other_place(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        session = large_session(archive)
        third = list(session.exchanges.values())[2]
        third.asked.text = QUESTION
        archive.keep_exchange(session.id, third)
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    transcript = studio.window.transcript
    studio.window.sidebar.opened.emit(session.id)
    wait_settled(studio, qtbot)
    qtbot.wait(500)
    stall = longest_stall(
        qtbot,
        lambda: mark_of(studio).isVisible() and transcript.is_whole,
        act=lambda: search(studio, qtbot, "thimble"),
    )
    assert stall < MAX_STALL
    bubble, _ = marked(studio, qtbot)
    assert is_in_sight(studio, bubble)
    assert len(transcript.bubbles) < 30
    bar, made, top = transcript.verticalScrollBar(), len(transcript.bubbles), bubble.mapTo(transcript, QPoint()).y()
    bar.setValue(bar.maximum())  # what follows comes when it is scrolled to, and is read on
    qtbot.waitUntil(lambda: len(transcript.bubbles) > made and transcript.is_whole, timeout=PATIENCE_MS)
    assert bubble.mapTo(transcript, QPoint()).y() < top
    asked = [each.asked.text for each in studio.store.exchanges]
    assert [each.text.text for each in transcript.bubbles] == asked[: len(transcript.bubbles)]
    assert bar.value() < bar.maximum()
    say(studio, qtbot, "and now")  # the end of the conversation is where it is said
    qtbot.waitUntil(lambda: transcript.is_whole, timeout=PATIENCE_MS)
    assert transcript.bubbles[-1].text.text == "and now"
    assert bar.value() == bar.maximum()
