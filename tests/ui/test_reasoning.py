"""Thoughts: closed at first, cheap while they grow, whole when they are opened."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moonpane.ui.conversation.growing_text import MAX_LINE_CHARS, GrowingText
from moonpane.ui.conversation.reasoning import ReasoningView
from moonpane.ui.motion import motion
from tests.ui.clock import Clock


@pytest.fixture
def view(qtbot: QtBot, clock: Clock) -> ReasoningView:
    made = ReasoningView(clock=clock)
    qtbot.addWidget(made)
    made.resize(380, 400)
    return made


def body(view: ReasoningView) -> GrowingText | None:
    return view.findChild(GrowingText)


def test_nothing_is_seen_before_there_is_a_thought(view: ReasoningView) -> None:
    assert view.isHidden()
    view.append_text("")
    assert view.isHidden()


def test_the_head_counts_the_seconds_and_says_how_long_it_was(view: ReasoningView, clock: Clock, qtbot: QtBot) -> None:
    view._ticks.setInterval(10)
    view.append_text("First, ")
    clock.now = 4.2
    qtbot.waitUntil(lambda: view.head.text() == "Thinking …  4 s", timeout=2000)
    view.append_text("then.")
    clock.now = 12.3
    view.finish()
    assert view.head.text() == "Thought for 12 s"
    assert "12 characters" in view.head.faint
    assert not view._ticks.isActive()
    view.finish(75)
    assert view.head.text() == "Thought for 1 min 15 s"


def test_nothing_is_laid_out_before_it_is_opened(view: ReasoningView) -> None:
    view.append_text("A thought.")
    assert body(view) is None
    assert not view.is_open


def test_it_opens_with_the_keys_and_shows_everything(view: ReasoningView, qtbot: QtBot) -> None:
    view.append_text("A thought, <b>not</b> markup, ")
    view.show()
    qtbot.keyClick(view.head, Qt.Key.Key_Space)
    shown = body(view)
    assert shown is not None
    assert shown.isVisible()
    view.append_text("and another.")
    view.finish(1)
    assert shown.toPlainText() == "A thought, <b>not</b> markup, and another."
    view.copy_button.click()
    assert QGuiApplication.clipboard().text() == view.text
    qtbot.keyClick(view.head, Qt.Key.Key_Space)
    assert not shown.isVisible()


def test_earlier_thoughts_take_the_place_of_what_was_shown(view: ReasoningView) -> None:
    view.show_whole("One.", 3)
    view.set_open(True)
    view.show_whole("Two.", 0)
    assert view.text == "Two."
    shown = [each for each in view.findChildren(GrowingText) if not each.isHidden()]
    assert [each.toPlainText() for each in shown] == ["Two."]
    assert view.head.text() == "Thoughts"
    view.show_whole("")
    assert view.isHidden()


@pytest.mark.parametrize("kind", [pytest.param("word ", id="no breaks"), pytest.param("a line\n", id="lines"), "x"])
def test_a_hundred_kilobytes_in_small_pieces_never_stall(view: ReasoningView, kind: str, qtbot: QtBot) -> None:
    text = (kind * 100_000)[:100_000]
    view.show()
    view.set_open(True)
    longest = 0.0
    for start in range(0, len(text), 400):
        view.append_text(text[start : start + 400])
        began = time.thread_time()
        shown = body(view)
        assert shown is not None
        shown.flush()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - began)
    view.finish(1)
    qtbot.waitUntil(lambda: len(body(view).toPlainText()) >= len(text), timeout=5000)  # type: ignore[union-attr]
    # Processor time; 15 ms on a slow machine.
    assert longest < 0.1
    assert view.text == text


def test_a_whole_hundred_kilobytes_are_opened_in_parts(view: ReasoningView, qtbot: QtBot) -> None:
    text = "a line\n" * 14_000
    view.show_whole(text, 1)
    view.show()
    view.set_open(True)
    shown = body(view)
    assert shown is not None
    assert 0 < len(shown.toPlainText()) < len(text) / 2
    qtbot.waitUntil(lambda: len(shown.toPlainText()) == len(text), timeout=5000)
    assert shown.verticalScrollBar().value() == 0


def test_long_lines_are_broken_where_they_are_shown(qtbot: QtBot) -> None:
    edit = GrowingText("Thoughts")
    qtbot.addWidget(edit)
    words = "word " * 1_000 + "y" * 5_000
    for start in range(0, len(words), 777):
        edit.append_piece(words[start : start + 777])
        edit.flush()
    lines = edit.toPlainText().split("\n")
    assert max(len(line) for line in lines) <= MAX_LINE_CHARS
    assert "".join(lines) == words


def test_it_follows_the_end_unless_somebody_scrolled_up(qtbot: QtBot) -> None:
    edit = GrowingText("Thoughts")
    qtbot.addWidget(edit)
    edit.resize(300, 100)
    edit.show()
    bar = edit.verticalScrollBar()
    for _ in range(3):
        edit.append_piece("line\n" * 40)
        edit.flush()
        QApplication.processEvents()
    assert bar.value() == bar.maximum() > 0
    bar.setValue(5)
    edit.append_piece("line\n" * 40)
    edit.flush()
    assert bar.value() == 5


def test_nothing_moves_with_reduced_motion_or_when_it_is_thought_out(view: ReasoningView, qtbot: QtBot) -> None:
    view.show()
    view.append_text("x")
    spark = view.head.spark
    assert spark.is_moving
    try:
        motion.use(reduced=True)
        assert not spark.is_moving
        motion.use(reduced=False)
        assert spark.is_moving
        view.hide()
        assert not spark.is_moving
        view.show()
        view.finish(1)
        assert not spark.is_moving
    finally:
        motion.use(reduced=False)
