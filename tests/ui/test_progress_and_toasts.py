"""One bar for what takes longer than a second, and short words that go by themselves."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moonpane.ui.progress_bar import Task, TaskBar
from moonpane.ui.toast import MAX_TOASTS, Toasts
from tests.ui.clock import Clock


@pytest.fixture
def bar(qtbot: QtBot, clock: Clock) -> TaskBar:
    made = TaskBar(clock=clock)
    qtbot.addWidget(made)
    return made


def shown(bar: TaskBar) -> list[str]:
    return [line.words.text() for line in bar.lines if not line.isHidden()] if not bar.isHidden() else []


def test_what_ends_within_a_second_is_never_shown(bar: TaskBar, clock: Clock, qtbot: QtBot) -> None:
    bar.show_task(Task("a", "Saving"))
    clock.now += 0.9
    bar.refresh()
    assert bar.isHidden()
    bar.end_task("a")
    clock.now += 5
    bar.refresh()
    assert bar.isHidden()


def test_what_takes_longer_appears_by_itself(bar: TaskBar, clock: Clock, qtbot: QtBot) -> None:
    bar.show_task(Task("a", "Exporting"))
    assert bar._timer.isActive()
    assert 900 < bar._timer.interval() <= 1001
    clock.now += 1.0
    bar._timer.timeout.emit()
    assert shown(bar) == ["Exporting"]


def test_it_says_how_far_it_is(bar: TaskBar, clock: Clock) -> None:
    bar.show_task(Task("a", "Searching"))
    clock.now += 2
    bar.refresh()
    line = bar.lines[0]
    assert (line.bar.minimum(), line.bar.maximum(), line.percent.text()) == (0, 0, "")
    for done, total, percent in ((3, 10, "30%"), (12, 10, "100%"), (-1, 10, "0%"), (1, 0, ""), (9e15, 1e16, "90%")):
        bar.show_task(Task("a", "Searching", done, total))
        assert line.percent.text() == percent


def test_only_what_can_be_stopped_has_a_button(bar: TaskBar, clock: Clock, qtbot: QtBot) -> None:
    bar.show_task(Task("a", "Loading"))
    clock.now += 2
    bar.refresh()
    assert bar.lines[0].stop_button.isHidden()
    bar.show_task(Task("a", "Loading", can_stop=True))
    assert bar.lines[0].stop_button.accessibleName() == "Stop: Loading"
    with qtbot.waitSignal(bar.stop_requested) as asked:
        bar.lines[0].stop_button.click()
    assert asked.args == ["a"]


def test_others_wait_behind_the_oldest(bar: TaskBar, clock: Clock) -> None:
    for id in "abc":
        bar.show_task(Task(id, f"Task {id}"))
        clock.now += 1.5
    bar.refresh()
    assert shown(bar) == ["Task a"]
    assert bar.more_button.text() == "2 more"
    bar.more_button.click()
    assert shown(bar) == ["Task a", "Task b", "Task c"]
    bar.end_task("a")
    bar.end_task("unknown")
    assert shown(bar) == ["Task b", "Task c"]
    bar.end_task("b")
    bar.end_task("c")
    assert bar.isHidden()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 500)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def toasts(window: QWidget) -> Toasts:
    window.move(0, 0)
    QCursor.setPos(window.screen().geometry().bottomRight())  # wherever an earlier test left it
    return Toasts(window)


def test_a_message_goes_by_itself(toasts: Toasts, qtbot: QtBot) -> None:
    toast = toasts.say("Saved")
    assert toast.action_button.isHidden()
    assert 4_000 < toast.timer.remainingTime() < 5_500
    toast.timer.setInterval(30)
    toast.timer.start()
    qtbot.waitUntil(lambda: not toasts.toasts, timeout=2000)
    assert toasts.isHidden()


def test_it_waits_while_the_keys_are_on_it(toasts: Toasts, qtbot: QtBot) -> None:
    toast = toasts.say("Exported", action="Open folder", on_action=lambda: None)
    toast.action_button.setFocus()
    qtbot.waitUntil(toast.action_button.hasFocus, timeout=2000)
    toast.timer.setInterval(30)
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    qtbot.wait(120)
    assert toasts.toasts == [toast]
    toast.action_button.clearFocus()
    qtbot.waitUntil(lambda: not toasts.toasts, timeout=2000)


def test_the_action_is_done_once_and_the_message_goes(toasts: Toasts) -> None:
    done: list[bool] = []
    toast = toasts.say("Exported", action="Open folder", on_action=lambda: done.append(True))
    toast.action_button.click()
    assert (done, toasts.toasts) == ([True], [])


def test_it_can_be_sent_away_with_the_keys(toasts: Toasts, qtbot: QtBot) -> None:
    toast = toasts.say("Saved")
    assert toast.close_button.accessibleName() == "Dismiss"
    qtbot.keyClick(toast.close_button, Qt.Key.Key_Space)
    assert not toasts.toasts


def test_the_newest_few_are_kept(toasts: Toasts) -> None:
    for number in range(MAX_TOASTS + 2):
        toasts.say(f"Message {number}")
    assert [toast.words.text() for toast in toasts.toasts] == ["Message 2", "Message 3", "Message 4"]


def test_markup_in_a_message_is_text(toasts: Toasts) -> None:
    toast = toasts.say("Exported to <img src=x>\n/tmp", is_bad=True)
    assert toast.words.text() == "Exported to <img src=x> /tmp"
    assert toast.words.textFormat() is Qt.TextFormat.PlainText


def test_it_stays_at_the_lower_edge_and_lets_clicks_pass_beside_it(window: QWidget, qtbot: QtBot) -> None:
    below = QPushButton("Below", window)
    below.setGeometry(0, 0, 800, 500)
    below.show()
    toasts = Toasts(window)
    toasts.say("Short")
    toasts.say("A much longer message that makes the column wider than the short one above it is, by far")
    for size in ((800, 500), (420, 600)):
        window.resize(*size)
        qtbot.wait(20)
        lower = toasts.geometry()
        assert lower.bottom() < size[1]
        assert size[1] - lower.bottom() < 60
        assert lower.left() >= 0
        assert lower.right() <= size[0]
    short = toasts.toasts[0]
    middle = short.mapTo(window, short.rect().center())
    assert window.childAt(middle) is not below
    beside = QPoint(short.mapTo(window, QPoint(0, 0)).x() - 60, middle.y())
    assert toasts.geometry().contains(beside)
    assert window.childAt(beside) is below
