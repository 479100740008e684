"""What can be done with a message, under the pointer and with the keys; what was asked as an editor in place."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QCursor, QEnterEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from moonpane.ui.conversation.asked_text import AskedText
from moonpane.ui.conversation.message_actions import AnswerActions, AnswerState, AskedActions, ShyRow


class Message(QWidget):
    """What was asked, its actions, an answer and its actions, as a transcript has them."""

    def __init__(self, text: str = "Make it <b>blue</b> & round") -> None:
        super().__init__()
        self.asked, self.answer = AskedText(text), QLabel("An answer.")
        self.asked_actions, self.answer_actions = AskedActions(self.asked), AnswerActions(self.answer)
        self.asked.follow(self.asked_actions)
        self.draft = QLineEdit()  # has the focus at first
        column = QVBoxLayout(self)
        for widget in (self.draft, self.asked, self.asked_actions, self.answer, self.answer_actions):
            column.addWidget(widget)


@pytest.fixture
def message(qtbot: QtBot) -> Message:
    made = Message()
    qtbot.addWidget(made)
    made.move(0, 0)
    QCursor.setPos(made.screen().geometry().bottomRight())  # wherever an earlier test left it
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def enter(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEnterEvent(QPointF(), QPointF(), QPointF()))


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def ink(row: ShyRow) -> int:
    """How many colours the row's picture has: one, when nothing is painted."""
    image = row.grab().toImage()
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})


def test_the_row_is_seen_under_the_pointer_and_keeps_its_room(message: Message) -> None:
    row = message.asked_actions
    height = row.height()
    assert (row.is_seen, ink(row)) == (False, 1)
    enter(message.asked)
    assert row.is_seen
    assert ink(row) > 1
    leave(message.asked)
    assert (row.is_seen, ink(row), row.height()) == (False, 1, height)


def test_tab_reaches_the_row_and_makes_it_seen(message: Message, qtbot: QtBot) -> None:
    row = message.answer_actions.row
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget() or message, Qt.Key.Key_Tab)
        if message.answer_actions.copy_button.hasFocus():
            break
    assert message.answer_actions.copy_button.hasFocus()
    assert row.is_seen
    assert not message.asked_actions.is_seen
    with qtbot.waitSignal(message.answer_actions.copy_requested):
        qtbot.keyClick(message.answer_actions.copy_button, Qt.Key.Key_Space)


def test_each_button_asks_for_what_it_says(message: Message, qtbot: QtBot) -> None:
    actions = message.answer_actions
    actions.show_state(AnswerState(can_continue=True, has_rest=True))
    for button, signal in (
        (actions.copy_button, actions.copy_requested),
        (actions.again_button, actions.ask_again_requested),
        (actions.continue_button, actions.continue_requested),
        (actions.fork_button, actions.fork_requested),
        (actions.rest_button, actions.rest_requested),
    ):
        with qtbot.waitSignal(signal, timeout=1000):
            button.click()


def test_other_answers_are_one_step_away(message: Message) -> None:
    actions = message.answer_actions
    chosen: list[int] = []
    actions.sibling_chosen.connect(chosen.append)
    assert not actions.place.isVisible()
    actions.show_state(AnswerState(sibling=1, num_siblings=3))
    assert actions.place.text() == "2 / 3"
    assert actions.place.accessibleName() == "Answer 2 of 3"
    actions.before_button.click()
    actions.after_button.click()
    actions.show_state(AnswerState(sibling=2, num_siblings=3))
    actions.after_button.click()
    actions.show_state(AnswerState(sibling=0, num_siblings=3))
    actions.before_button.click()
    assert chosen == [0, 2]


def test_an_unfinished_answer_says_so_without_a_pointer(message: Message) -> None:
    message.answer_actions.show_state(AnswerState(can_continue=True, can_ask_again=False, can_copy=False))
    assert message.answer_actions.continue_button.isVisible()
    assert not message.answer_actions.again_button.isEnabled()
    assert not message.answer_actions.copy_button.isEnabled()


def test_what_was_asked_is_copied_as_it_was_written(message: Message) -> None:
    message.asked_actions.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Make it <b>blue</b> & round"


def test_an_edited_message_is_sent_with_return(message: Message, qtbot: QtBot) -> None:
    message.asked_actions.edit_button.click()
    edit = message.asked.edit
    assert edit is not None
    assert edit.hasFocus()
    assert not message.asked.label.isVisible()
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(edit, "please")
    with qtbot.waitSignal(message.asked.edited) as edited:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edited.args == ["Make it <b>blue</b> & round\nplease"]
    assert message.asked.edit is None
    assert message.asked.label.isVisible()


def test_escape_leaves_the_editor_and_stops_nothing(message: Message, qtbot: QtBot) -> None:
    stopped: list[bool] = []
    action = QAction("Stop", message)
    action.setShortcut(QKeySequence("Esc"))
    action.triggered.connect(lambda: stopped.append(True))
    message.addAction(action)
    edited: list[str] = []
    message.asked.edited.connect(edited.append)
    message.asked.begin_editing()
    edit = message.asked.edit
    assert edit is not None
    qtbot.keyClicks(edit, " never sent")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert message.asked.edit is None
    assert message.asked.label.text() == "Make it <b>blue</b> & round"
    assert (edited, stopped) == ([], [])
    qtbot.keyClick(message, Qt.Key.Key_Escape)
    assert stopped == [True]


def test_nothing_is_not_sent(message: Message, qtbot: QtBot) -> None:
    edited: list[str] = []
    message.asked.edited.connect(edited.append)
    message.asked.begin_editing()
    message.asked.begin_editing()
    edit = message.asked.edit
    assert edit is not None
    edit.setPlainText("  \n ")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (edited, message.asked.edit) == ([], edit)


def test_the_editor_grows_with_its_text_up_to_a_limit(message: Message, qtbot: QtBot) -> None:
    message.asked.begin_editing()
    edit = message.asked.edit
    assert edit is not None
    heights = []
    for lines in (1, 3, 200):
        edit.setPlainText("\n".join(["line"] * lines))
        QApplication.processEvents()
        heights.append(edit.height())
    assert heights[0] < heights[1] < heights[2] < 260


def test_while_an_answer_grows_editing_says_why_not(message: Message) -> None:
    message.asked_actions.set_can_edit(False, "An answer is still growing; stop it first.")
    assert not message.asked_actions.edit_button.isEnabled()
    assert message.asked_actions.edit_button.toolTip() == "An answer is still growing; stop it first."
    message.asked_actions.set_can_edit(True)
    assert message.asked_actions.edit_button.isEnabled()
