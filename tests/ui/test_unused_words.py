"""Words and marks beside a picture, with a model that follows none: said while they are made, and kept."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.store.model import Offer, Phase
from moonpane.ui.conversation.composer import Composer
from tests.ui.conftest import MakeStudio
from tests.ui.talking import CHATS, wait_idle, wait_ready, wait_settled

STAY, MARKS = "your words stay here", "follows no marks"


def with_picture(studio: Studio, qtbot: QtBot, mockup: Path) -> Composer:
    wait_settled(studio, qtbot)
    wait_ready(studio, qtbot)
    studio.desk.open_offers([Offer(mockup.name, path=mockup)])
    qtbot.waitUntil(lambda: bool(studio.store.draft) and not studio.store.opening, timeout=60_000)
    return studio.window.composer


def test_words_are_said_to_stay_while_they_are_typed(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio()
    composer = with_picture(studio, qtbot, mockup_file)
    assert not composer.sentence.isVisible()
    qtbot.keyClicks(composer.edit, "make it blue")
    assert STAY in composer.sentence.text()
    assert composer.sentence.isVisible()
    composer.clear_text()
    assert not composer.sentence.isVisible()
    qtbot.keyClicks(composer.edit, "make it blue")
    composer.submit()
    wait_idle(studio, qtbot)
    assert studio.store.exchanges[0].phase is Phase.DONE
    assert composer.edit.toPlainText() == "make it blue"


def test_marks_are_refused_before_anything_is_sent(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio()
    composer = with_picture(studio, qtbot, mockup_file)
    (picture,) = studio.store.draft
    marked = replace(picture, attachment=replace(picture.attachment, notes="1: wider"))
    studio.store.keep_in_draft([marked])
    assert MARKS in composer.sentence.text()
    composer.submit()
    assert studio.store.draft == [marked]
    assert not studio.store.exchanges
    assert composer.sentence.text().count(MARKS) == 1


def test_a_model_that_follows_words_is_told_of_none(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(model=CHATS)
    composer = with_picture(studio, qtbot, mockup_file)
    qtbot.keyClicks(composer.edit, "make it blue")
    assert not composer.sentence.isVisible()
