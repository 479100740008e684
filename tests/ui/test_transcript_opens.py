"""What is opened in a conversation opens downwards, and is seen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moonpane.store import notices
from moonpane.store.studio import Store
from moonpane.ui.conversation.transcript import Transcript
from moonpane.ui.theme import LIGHT, theme
from tests.ui import told

SIZE = 380, 420


@pytest.fixture
def transcript(qtbot: QtBot) -> Transcript:
    theme.use(LIGHT)
    store = Store()
    made = Transcript(store)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    for number in range(4):
        exchange = told.begin(store, text=f"Question {number}")
        words = "Something to be read about it. " * 20
        store.apply([notices.TextArrived(exchange.id, words, "Hm. " * 400, 2.0)])
        told.end(store, exchange)
    bar = made.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 2 * SIZE[1] and bar.value() == bar.maximum(), timeout=2000)
    return made


def top(transcript: Transcript, widget: QWidget) -> int:
    return widget.mapTo(transcript, QPoint()).y()


def scroll_to(transcript: Transcript, widget: QWidget, y: int) -> None:
    bar = transcript.verticalScrollBar()
    bar.setValue(bar.value() + top(transcript, widget) - y)


def test_a_message_that_is_edited_stays_in_sight(transcript: Transcript, qtbot: QtBot) -> None:
    bubble = transcript.bubbles[1]
    scroll_to(transcript, bubble, 4)
    bubble.text.begin_editing()
    edit = bubble.text.edit
    assert edit is not None
    qtbot.wait(150)
    assert edit.hasFocus()
    assert 0 <= top(transcript, edit) < 40


def test_the_last_message_has_room_for_its_editor(transcript: Transcript, qtbot: QtBot) -> None:
    bubble = transcript.bubbles[-1]
    scroll_to(transcript, bubble, SIZE[1] - bubble.height())
    bubble.text.begin_editing()
    qtbot.wait(150)
    assert top(transcript, bubble) + bubble.height() <= SIZE[1]


def test_thoughts_open_below_what_was_clicked(transcript: Transcript, qtbot: QtBot) -> None:
    head = transcript.answers[1].reasoning.head
    scroll_to(transcript, head, 60)
    before = top(transcript, head)
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
    qtbot.wait(150)
    assert head.isChecked()
    assert top(transcript, head) == before
