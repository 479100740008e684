"""What lies far above in a conversation is made when it is scrolled to, and what is read stays where it is."""

from pathlib import Path

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.archive import Archive
from moonpane.ui.conversation.transcript import Transcript
from tests.ui.conftest import MakeStudio
from tests.ui.large_session import large_session
from tests.ui.talking import PATIENCE_MS, wait_settled


def long_session(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> Studio:
    """At the end of a session of 40 exchanges."""
    with Archive.open(tmp_path / "archive") as archive:
        session = large_session(archive, exchanges=40, revisions=2)
    studio = make_studio()
    wait_settled(studio, qtbot)
    transcript = studio.window.transcript
    studio.window.sidebar.opened.emit(session.id)
    wait_settled(studio, qtbot)
    qtbot.waitUntil(lambda: transcript.is_whole, timeout=PATIENCE_MS)
    return studio


def scroll_up(transcript: Transcript, qtbot: QtBot) -> None:
    """To the first of the exchanges that are there, which stays where it is while more come above."""
    made, seen = len(transcript.bubbles), transcript.bubbles[0]
    transcript.verticalScrollBar().setValue(0)
    top = seen.mapTo(transcript, QPoint()).y()
    qtbot.waitUntil(lambda: len(transcript.bubbles) > made and transcript.is_whole, timeout=PATIENCE_MS)
    assert abs(seen.mapTo(transcript, QPoint()).y() - top) <= 2, "what is read stays where it is"


def test_on_a_busy_machine_too_what_is_read_stays_where_it_is(
    make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path
) -> None:
    transcript = long_session(make_studio, qtbot, tmp_path).window.transcript
    transcript.on_growth_due()
    transcript.on_grown()  # its time is over, and Qt had none meanwhile
    scroll_up(transcript, qtbot)


def test_older_exchanges_are_made_when_they_are_scrolled_to(
    make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path
) -> None:
    studio = long_session(make_studio, qtbot, tmp_path)
    transcript = studio.window.transcript
    bar = transcript.verticalScrollBar()
    assert 1 < len(transcript.bubbles) < 40
    assert bar.value() == bar.maximum()
    scroll_up(transcript, qtbot)
    while bar.value() > 0:
        bar.setValue(0)
        qtbot.waitUntil(lambda: transcript.is_whole, timeout=PATIENCE_MS)
        qtbot.wait(10)
        if len(transcript.bubbles) == 40:
            break
    asked = [each.asked.text for each in studio.store.exchanges]
    assert [bubble.text.text for bubble in transcript.bubbles] == asked[-len(transcript.bubbles) :]
    assert len(transcript.bubbles) == 40
