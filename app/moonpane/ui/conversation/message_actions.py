"""What can be done with a message: rows of quiet buttons that are seen under the pointer and when the keys are there.

A row keeps its room while it is not seen, so that nothing jumps; Tab reaches its buttons and makes it seen.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from moonpane.ui.quiet_button import QuietButton


class ShyButton(QuietButton):
    """Paints itself only while its row is seen.

    Signals:
        focus_changed: the keys have come to it or left it.
    """

    focus_changed = Signal()
    is_seen = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_seen:
            super().paintEvent(event)


class ShyRow(QWidget):
    """Buttons that are seen while the pointer is on the message (`host`) or one of them has the focus."""

    def __init__(self, host: QWidget) -> None:
        super().__init__()
        self._host = host
        self._buttons: list[ShyButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._under_pointer = False
        host.installEventFilter(self)

    @property
    def is_seen(self) -> bool:
        return any(button.is_seen for button in self._buttons)

    def add(self, icon: str, words: str) -> ShyButton:
        button = ShyButton(icon, words)
        button.focus_changed.connect(self._show_or_not)
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._under_pointer = kind is QEvent.Type.Enter
            self._show_or_not()
        return super().eventFilter(watched, event)

    def _show_or_not(self) -> None:
        seen = self._under_pointer or any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            if button.is_seen is not seen:
                button.is_seen = seen
                button.update()


class AskedActions(ShyRow):
    """Below what was asked.

    Signals:
        edit_requested: the text is to become an editor.
        copy_requested: the text is to go to the clipboard.
    """

    edit_requested = Signal()
    copy_requested = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.edit_button = self.add("pencil", self.tr("Edit and ask again"))
        self.copy_button = self.add("copy", self.tr("Copy"))
        self.edit_button.clicked.connect(self.edit_requested)
        self.copy_button.clicked.connect(self.copy_requested)

    def set_can_edit(self, can: bool, reason: str = "") -> None:
        """`reason` says why not, such as an answer that is still growing."""
        self.edit_button.setEnabled(can)
        self.edit_button.setToolTip(self.tr("Edit and ask again") if can else reason)


@dataclass(frozen=True)
class AnswerState:
    """What can be done with an answer."""

    can_copy: bool = True
    can_ask_again: bool = True
    can_continue: bool = False  # it was stopped or cut off
    can_fork: bool = True
    has_rest: bool = False  # the branch ends here, and another goes on
    sibling: int = 0  # which of the answers in this place is shown, from 0
    num_siblings: int = 1


class AnswerActions(QWidget):
    """Below an answer. What has to be known, other answers and an unfinished end, is seen all the time.

    Signals:
        copy_requested, ask_again_requested, continue_requested, fork_requested
        rest_requested: what was said after this answer, in another branch, is to be shown.
        sibling_chosen: the index, from 0, of the answer that is to be shown in this place.
    """

    copy_requested = Signal()
    ask_again_requested = Signal()
    continue_requested = Signal()
    fork_requested = Signal()
    rest_requested = Signal()
    sibling_chosen = Signal(int)

    def __init__(self, host: QWidget) -> None:
        super().__init__()
        self._state = AnswerState()
        self.continue_button = QuietButton("go_on", self.tr("Continue"), shows_words=True)
        self.continue_button.setToolTip(self.tr("Let the model go on where it ended"))
        self.before_button = QuietButton("left", self.tr("The answer before"))
        self.after_button = QuietButton("right", self.tr("The next answer"))
        self.rest_button = QuietButton("down", self.tr("Show what followed"), shows_words=True)
        self.rest_button.setToolTip(self.tr("Go to the branch that goes on from here"))
        self.place = QLabel()
        self.place.setProperty("role", "faint")
        self.row = ShyRow(host)
        self.copy_button = self.row.add("copy", self.tr("Copy"))
        self.again_button = self.row.add("again", self.tr("Ask again"))
        self.fork_button = self.row.add("branch", self.tr("Go on from here in another branch"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        state = (self.before_button, self.place, self.after_button, self.rest_button)
        for widget in (self.continue_button, *state, self.row):
            line.addWidget(widget)
        line.addStretch(1)
        self.copy_button.clicked.connect(self.copy_requested)
        self.again_button.clicked.connect(self.ask_again_requested)
        self.continue_button.clicked.connect(self.continue_requested)
        self.fork_button.clicked.connect(self.fork_requested)
        self.rest_button.clicked.connect(self.rest_requested)
        self.before_button.clicked.connect(lambda: self.sibling_chosen.emit(self._state.sibling - 1))
        self.after_button.clicked.connect(lambda: self.sibling_chosen.emit(self._state.sibling + 1))
        self.show_state(self._state)

    def show_state(self, state: AnswerState) -> None:
        self._state = state
        self.copy_button.setEnabled(state.can_copy)
        self.again_button.setEnabled(state.can_ask_again)
        self.fork_button.setEnabled(state.can_fork)
        self.continue_button.setVisible(state.can_continue)
        self.rest_button.setVisible(state.has_rest)
        several = state.num_siblings > 1
        for widget in (self.before_button, self.place, self.after_button):
            widget.setVisible(several)
        self.place.setText(f"{state.sibling + 1} / {state.num_siblings}")
        said = self.tr("Answer {number} of {count}").format(number=state.sibling + 1, count=state.num_siblings)
        self.place.setAccessibleName(said)
        self.place.setToolTip(said)
        self.before_button.setEnabled(state.sibling > 0)
        self.after_button.setEnabled(state.sibling < state.num_siblings - 1)
