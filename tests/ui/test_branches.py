"""What was said in other words stays in a branch of its own; versions are the same in every pane."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.store.model import Phase
from tests.ui.agreed import agreed
from tests.ui.conftest import PAGE, MakeStudio
from tests.ui.talking import CHATS, converted, requests, say, send, wait_idle, wait_settled, words

PATIENCE_MS = 60_000


def asked(studio: Studio, qtbot: QtBot) -> list[str]:
    """The questions of the branch that is shown, in the store and on the screen."""
    qtbot.waitUntil(lambda: studio.window.transcript.is_whole, timeout=PATIENCE_MS)
    said = [each.asked.text for each in studio.store.exchanges]
    assert [bubble.text.text for bubble in studio.window.transcript.bubbles] == said
    return said


def place(studio: Studio, number: int) -> str:
    """Which answer of how many is shown."""
    return studio.window.transcript.answers[number].actions_row.place.text()


def last_request(log: Path) -> list[tuple[str, str]]:
    """What the model was told last: roles and words; instructions and files around them left out."""
    return [(role, text.rpartition("The person says:\n\n")[2]) for role, text in words(requests(log)[-1])]


def test_the_keys_go_on_to_the_next_message_when_one_was_edited(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    say(studio, qtbot, "one")
    studio.window.activateWindow()
    asked_text = studio.window.transcript.bubbles[0].text
    asked_text.begin_editing()
    assert asked_text.edit is not None
    qtbot.keyClick(asked_text.edit, Qt.Key.Key_Return)
    wait_idle(studio, qtbot)
    assert studio.window.composer.edit.hasFocus(), "not on the first button of the window"


@pytest.mark.parametrize("draft", ["", "not yet"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_return_sends_the_message_that_is_edited_and_not_the_draft(
    make_studio: MakeStudio, qtbot: QtBot, key: Qt.Key, draft: str
) -> None:
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    say(studio, qtbot, "one")
    studio.window.composer.edit.setPlainText(draft)
    with qtbot.waitActive(studio.window, timeout=PATIENCE_MS):
        studio.window.activateWindow()
    asked_text = studio.window.transcript.bubbles[0].text
    asked_text.begin_editing()
    assert asked_text.edit is not None
    asked_text.edit.setPlainText("one, in other words")
    qtbot.keyClick(asked_text.edit, key, Qt.KeyboardModifier.ControlModifier)
    wait_idle(studio, qtbot)
    assert asked(studio, qtbot) == ["one, in other words"]
    assert studio.window.composer.edit.toPlainText() == draft


def test_what_was_asked_is_edited_and_asked_again(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    log = tmp_path / "log"
    studio = make_studio(model=CHATS, log=log)
    wait_settled(studio, qtbot)
    transcript = studio.window.transcript
    first, second = say(studio, qtbot, "one"), say(studio, qtbot, "two")
    transcript.edited.emit(second, "two, in other words")
    wait_idle(studio, qtbot)
    assert asked(studio, qtbot) == ["one", "two, in other words"]
    assert last_request(log)[-3:] == [
        ("user", "one"),
        ("assistant", first.answer.text),
        ("user", "two, in other words"),
    ]
    assert place(studio, 1) == "2 / 2"
    third = say(studio, qtbot, "three")
    transcript.sibling_chosen.emit(studio.store.exchanges[1], 0)
    assert asked(studio, qtbot) == ["one", "two"]
    assert place(studio, 1) == "1 / 2"
    transcript.sibling_chosen.emit(studio.store.exchanges[1], 1)
    assert asked(studio, qtbot) == ["one", "two, in other words", "three"]
    transcript.again_requested.emit(third)
    wait_idle(studio, qtbot)
    assert asked(studio, qtbot) == ["one", "two, in other words", "three"]
    assert place(studio, 2) == "2 / 2"
    assert third.id not in {each.id for each in studio.store.exchanges}
    studio.shut_down()
    again = make_studio(model=CHATS)
    wait_settled(again, qtbot)
    assert asked(again, qtbot) == ["one", "two, in other words", "three"]
    assert place(again, 1) == "2 / 2"
    assert place(again, 2) == "2 / 2"


def test_a_fork_leaves_what_came_after_in_its_branch(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    log = tmp_path / "log"
    studio = make_studio(model=CHATS, log=log)
    wait_settled(studio, qtbot)
    first = say(studio, qtbot, "one")
    say(studio, qtbot, "two")
    studio.window.transcript.fork_requested.emit(first)
    assert asked(studio, qtbot) == ["one"]
    say(studio, qtbot, "another two")
    assert asked(studio, qtbot) == ["one", "another two"]
    assert [text for _, text in last_request(log)][-3:] == ["one", first.answer.text, "another two"]
    assert place(studio, 1) == "2 / 2"
    studio.window.transcript.sibling_chosen.emit(studio.store.exchanges[1], 0)
    assert asked(studio, qtbot) == ["one", "two"]


def test_a_stopped_answer_goes_on(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    log = tmp_path / "log"
    studio = make_studio(model=CHATS, log=log, pause_s=0.15, piece=4)
    wait_settled(studio, qtbot)
    first = send(studio, qtbot, "a long question")
    qtbot.waitUntil(lambda: len(first.answer.text) > 8, timeout=PATIENCE_MS)
    qtbot.mouseClick(studio.window.composer.send_button, Qt.MouseButton.LeftButton)
    wait_idle(studio, qtbot)
    assert first.phase is Phase.STOPPED
    studio.window.transcript.continue_requested.emit(first)
    wait_idle(studio, qtbot)
    second = studio.store.exchanges[-1]
    assert second.phase is Phase.DONE
    assert [text for _, text in last_request(log)][-3:] == ["a long question", first.answer.text, second.asked.text]


def test_asking_in_the_place_of_something_earlier_is_about_the_page_of_then(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(model=CHATS)
    page = converted(studio, qtbot, mockup_file).version
    assert page is not None
    early = say(studio, qtbot, "early")
    by_hand = edited(studio, qtbot, "By hand")
    assert studio.store.version == by_hand
    studio.window.transcript.edited.emit(early, "early, in other words")
    wait_idle(studio, qtbot)
    assert studio.store.exchanges[-1].record.base == page.id
    assert studio.store.version is not None
    assert studio.store.version.id == page.id
    assert studio.window.code.text.code == PAGE


def test_an_edit_by_hand_is_not_shown_in_another_branch(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(model=CHATS)
    first = converted(studio, qtbot, mockup_file)
    by_hand = edited(studio, qtbot, "By hand")
    studio.window.transcript.again_requested.emit(first)
    wait_idle(studio, qtbot)
    second = studio.store.exchanges[0]
    studio.window.transcript.sibling_chosen.emit(second, 0)
    assert agreed(studio, qtbot) == by_hand.id, "what the person made last of that page"
    studio.window.transcript.sibling_chosen.emit(first, 1)
    assert second.version is not None
    assert agreed(studio, qtbot) == second.version.id


def edited(studio: Studio, qtbot: QtBot, word: str) -> Any:
    """The version after the person has changed a word of the code; drawn and measured."""
    text = studio.window.code.text.code.replace("Welcome back", word)
    studio.window.code.edited.emit("index.html", text)
    qtbot.waitUntil(lambda: bool(studio.store.version and studio.store.version.renders), timeout=PATIENCE_MS)
    version = studio.store.version
    assert version is not None
    assert (version.revision.origin, version.revision.page) == ("person", text)
    return version


def test_all_panes_show_the_same_version_at_each_step(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(page=PAGE.replace("padding:16px", "padding:28px"))
    converted(studio, qtbot, mockup_file)
    written = agreed(studio, qtbot)
    window, store = studio.window, studio.store
    window.compare.refine_requested.emit(1)
    wait_idle(studio, qtbot)
    refined = agreed(studio, qtbot)
    assert refined != written
    assert store.current.versions[refined].revision.origin == "refined"
    by_hand = edited(studio, qtbot, "Changed by hand").id
    assert agreed(studio, qtbot) == by_hand
    assert store.version is not None
    assert store.version.score is not None, "it is measured, too"
    walk = [by_hand]
    while store.undone is not None:
        window.undo_requested.emit()
        walk.append(agreed(studio, qtbot))
    assert walk[0] == by_hand
    assert refined in walk
    assert walk[-1] == written
    for expected in walk[-2::-1]:
        window.redo_requested.emit()
        assert agreed(studio, qtbot) == expected
    window.history.show_requested.emit(refined)
    assert agreed(studio, qtbot) == refined
    studio.shut_down()
    again = make_studio()
    wait_settled(again, qtbot)
    assert agreed(again, qtbot) == refined
    assert isinstance(again.window.compare.page.image, QImage)
