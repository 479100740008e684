"""A conversation looks the same while it is live, when it is looked at again, and when it was read from the archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLayout, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.session import INDEX
from moonpane.store.model import Exchange, Phase
from moonpane.ui.conversation.answer_view import AnswerView
from moonpane.ui.conversation.spinner import StepSign
from moonpane.ui.conversation.transcript import refresh
from tests.ui.conftest import MakeStudio
from tests.ui.large_answers import BLUE, CSS, HTML, RED, THOUGHTS, WRONG, edit
from tests.ui.large_model import Rule
from tests.ui.large_studio import ended, made, send, wait
from tests.ui.talking import wait_settled

GREEN, PINK = (BLUE.replace("#2f6fed", color) for color in ("#22aa44", "#ee88aa"))
FILES = f"First the colours:\n\n```css src/app.css\n{CSS}```\n\nand the title:\n\n"
FILES += edit(INDEX, "<title>Sign in</title>", "<title>Green</title>") + "\nThat is all."
ALONE = edit(INDEX, RED, GREEN)
LONG = HTML[: HTML.index("border: 0;")]

RULES = [
    Rule(f"Sorry, here it is.\n\n{edit(INDEX, BLUE, RED)}", when="could not be applied"),
    Rule(f"I make it red.\n\n{edit(INDEX, WRONG, RED)}\nDone.", when="make it red"),
    Rule(ALONE, when="green", reasoning=THOUGHTS),
    Rule(edit(INDEX, WRONG, PINK), when="could not be applied"),
    Rule(edit(INDEX, WRONG, PINK), when="could not be applied"),
    Rule(f"Pink.\n\n{edit(INDEX, WRONG, PINK)}", when="pink"),
    Rule(FILES, when="two files"),
    Rule("It is **blue** because:\n\n```css\nbutton { color: blue }\n```\n", when="why"),
    Rule("Well, it is", when="cut", finish_reason="length"),
    Rule("", when="cut off", finish_reason="length"),
    Rule(status=500, error="it broke", when="broken"),
    Rule(f"Slowly.\n\n{HTML.replace('Welcome', 'Hello')}", when="anew", pause_s=0.05),
    Rule(LONG + " " * 400, when="stop me", pause_s=0.03, piece=16),
    Rule(HTML),
]


def seen(part: QWidget | QLayout) -> Iterator[str]:
    """Everything that a person can see of it, from top to bottom."""
    layout = part if isinstance(part, QLayout) else part.layout()
    assert layout is not None
    for at in range(layout.count()):
        item = layout.itemAt(at)
        assert item is not None
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from seen(inner)
        elif widget is not None and not widget.isHidden():
            if widget.layout() is not None:
                yield from seen(widget)
            else:
                yield described(widget)


def described(widget: QWidget) -> str:
    said = widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton):
        said = widget.text() or said
    if isinstance(widget, StepSign):
        said = widget.sign.name
    if isinstance(widget, QPlainTextEdit):
        said = widget.toPlainText()
    return f"{type(widget).__name__}: {said}{'' if widget.isEnabled() else ' (disabled)'}"


def anew(studio: Studio) -> list[list[str]]:
    """What is seen of each answer when its widget is made of what is there."""
    found = []
    for exchange in studio.store.exchanges:
        view = AnswerView(exchange)
        refresh(studio.store, exchange, view)
        found.append(list(seen(view)))
        view.deleteLater()
    return found


def stopped(studio: Studio, qtbot: QtBot, words: str) -> Exchange:
    """The answer that grows, stopped once it has said or written these words."""
    running = studio.store.running
    assert running is not None
    wait(qtbot, lambda: words in running.answer.text + running.page)
    studio.desk.stop()
    exchange = ended(studio, qtbot)
    assert exchange.phase is Phase.STOPPED
    return exchange


@pytest.fixture
def studio(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> Studio:
    """With a conversation in which everything happens that can happen to an answer."""
    studio = make_studio(rules=RULES)
    made(studio, qtbot, mockup_file)
    for words in ("make it red", "green", "pink", "two files", "why", "cut", "broken"):
        send(studio, qtbot, words, thinking=words == "green")
        ended(studio, qtbot)
    send(studio, qtbot, "anew")
    stopped(studio, qtbot, "<style>")
    send(studio, qtbot, "stop me", (mockup_file,))
    stopped(studio, qtbot, "<style>")
    return studio


def test_live_and_reloaded_look_the_same(studio: Studio, make_studio: MakeStudio, qtbot: QtBot) -> None:
    store = studio.store
    live = [list(seen(view)) for view in studio.window.transcript.answers]
    assert len(live) == len(store.exchanges) == 10
    texts = ["\n".join(each) for each in live]
    assert "Edited index.html, 1 change, +1, −1" in texts[1]
    assert "Thought for" in texts[2]
    assert "0 changes" in texts[3], "it never fitted"
    assert anew(studio) == live
    studio.shut_down()
    again = make_studio(rules=RULES)
    wait_settled(again, qtbot)
    assert [each.id for each in again.store.exchanges] == [each.id for each in store.exchanges]
    assert anew(again) == live


def test_no_file_name_stands_among_the_words(studio: Studio) -> None:
    said = [exchange.answer.text for exchange in studio.store.exchanges[1:5]]
    assert said == [
        "I make it red.\n\nDone.\n\nSorry, here it is.",
        "",
        "Pink.",
        "First the colours:\n\nand the title:\n\nThat is all.",
    ]
