"""The embedded model changes a page: one wish in words, one version more."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.preview.picked import Box, Picked
from moonpane.session import INDEX, Revision
from moonpane.store.desk import words_to_change
from moonpane.store.model import EngineState, Phase
from tests.ui.conftest import PAGE, MakeStudio

PATIENCE_MS = 30_000
RED = PAGE.replace("#2f6fed", "#dc2626")


@pytest.fixture
def studio(make_studio: MakeStudio, qtbot: QtBot) -> Studio:
    """With a page, and the embedded model."""
    studio = make_studio()
    qtbot.waitUntil(lambda: studio.store.engine.state is EngineState.READY, timeout=PATIENCE_MS)
    page = Revision({INDEX: PAGE}, parent=None, origin="person", stack="html", exchange=None, is_complete=True)
    studio.store.add_revision(page)
    return studio


def say(studio: Studio, qtbot: QtBot, words: str) -> None:
    count = len(studio.store.exchanges)
    qtbot.keyClicks(studio.window.composer.edit, words)
    qtbot.keyClick(studio.window.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(studio.store.exchanges) > count and studio.store.running is None, timeout=PATIENCE_MS)


def shown(studio: Studio) -> str:
    assert studio.store.version is not None
    return studio.store.version.revision.files[INDEX]


def test_a_wish_makes_a_version_that_can_be_undone(studio: Studio, qtbot: QtBot) -> None:
    assert studio.window.composer.edit.placeholderText() == "Say what is to change"
    say(studio, qtbot, "make the button red")
    exchange = studio.store.exchanges[-1]
    assert exchange.phase is Phase.DONE, exchange.remarks
    assert [each.partition(": ")[2] for each in exchange.remarks] == ["the background is now red."]
    assert not exchange.fell_short
    assert shown(studio) == RED
    assert studio.store.undone is not None
    assert studio.store.undone.revision.files[INDEX] == PAGE


def test_a_picked_element_is_changed(studio: Studio, qtbot: QtBot) -> None:
    number, line = next((at, line) for at, line in enumerate(PAGE.splitlines(), 1) if line.startswith("<button"))
    place = f"{INDEX}:{number}:1"
    picked = Picked("button", "button", "body > button", "Save", Box(0, 0, 9, 9), line, place, True)
    studio.window.composer.add_words(words_to_change(picked))
    say(studio, qtbot, "make it red")
    assert shown(studio) == RED


def test_what_it_cannot_do_is_said_and_changes_nothing(studio: Studio, qtbot: QtBot) -> None:
    studio.desk.fix("ReferenceError: x is not defined", "")
    assert "cannot look for errors" in studio.window.composer.sentence.text()
    assert not studio.store.exchanges
    say(studio, qtbot, "make the button red")
    studio.desk.continue_answer(studio.store.exchanges[-1])
    assert len(studio.store.exchanges) == 1
    assert "small changes" in studio.window.composer.sentence.text()


def test_a_page_of_another_stack_is_refused_in_a_sentence(studio: Studio, qtbot: QtBot) -> None:
    component = {"src/App.jsx": "export default function App() {\n  return <p>Hi</p>;\n}\n"}
    page = Revision(component, parent=None, origin="person", stack="react", exchange=None, is_complete=True)
    studio.store.add_revision(page)
    say(studio, qtbot, "make it red")
    exchange = studio.store.exchanges[-1]
    assert exchange.phase is Phase.FAILED
    assert any("plain HTML only" in remark for remark in exchange.remarks)
