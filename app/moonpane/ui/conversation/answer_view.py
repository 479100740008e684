"""The answer of one exchange: thoughts, progress, words, files, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from moonpane.artifact.extent import num_bytes, num_lines
from moonpane.artifact.pictures import without_pictures
from moonpane.preview import clipboard
from moonpane.sentences import translated
from moonpane.session import INDEX
from moonpane.store.model import Exchange, Phase
from moonpane.ui import icons
from moonpane.ui.conversation.file_card import FileCard
from moonpane.ui.conversation.file_cards import FileCards
from moonpane.ui.conversation.file_rows import EditRow, FailedChange, FileRow
from moonpane.ui.conversation.found_mark import LabelWords, words_in
from moonpane.ui.conversation.markdown_view import MarkdownView
from moonpane.ui.conversation.message_actions import AnswerActions, AnswerState
from moonpane.ui.conversation.reasoning import ReasoningView
from moonpane.ui.conversation.steps import StepList
from moonpane.ui.theme import set_role, theme

TAIL_LINES = 6


class AnswerView(QWidget):
    """Signals:
    code_requested: the source of the exchange's page is to be shown.
    again_requested, continue_requested, fork_requested: of the exchange.
    rest_requested: what was said after the exchange is to be shown again.
    sibling_chosen: the exchange, and the index of the answer that is to be shown in its place.
    """

    code_requested = Signal(object)
    again_requested = Signal(object)
    continue_requested = Signal(object)
    fork_requested = Signal(object)
    rest_requested = Signal(object)
    sibling_chosen = Signal(object, int)

    def __init__(self, exchange: Exchange) -> None:
        super().__init__()
        self._exchange = exchange
        self.reasoning = ReasoningView()
        self.reasoning.hide()
        self.steps = StepList(exchange) if exchange.converts else None
        self.text = None if exchange.converts else MarkdownView()
        self.file_card = FileCard(exchange) if exchange.converts else None
        self.files = FileCards()
        self.files.hide()
        self._state = QLabel()
        self._state.setProperty("role", "muted")
        self._remarks = QLabel()
        self._remarks.setWordWrap(True)
        self._remarks.setTextFormat(Qt.TextFormat.PlainText)
        self.retry_button = QPushButton(self.tr("Try again"))
        self.retry_button.setAccessibleName(self.tr("Ask again"))
        self.actions_row = AnswerActions(self)
        self._lay_out()
        self._connect()
        self.on_theme_changed()
        self._show_whole()
        self.refresh()

    @property
    def remarks(self) -> str:
        """What is said about the exchange, beside its answer."""
        return self._remarks.text() or self._state.text()

    def append(self, text: str, reasoning: str) -> None:
        """The next piece of what is said and thought."""
        if reasoning:
            self.reasoning.show()
            self.reasoning.append_text(reasoning)
        if text and self.text is not None:
            self.text.append_text(text)

    def grow(self) -> None:
        """Only what changes when text and files grow."""
        exchange = self._exchange
        if self.steps is not None:
            self.steps.refresh(exchange)
        if self.text is not None:
            self.text.setVisible(bool(exchange.answer.text))
        self._show_files()
        waiting, stopped = self.tr("Waiting for the model …"), self.tr("Stopped.")
        said = {Phase.WAITING: waiting, Phase.STOPPED: stopped}.get(exchange.phase, "")
        self._state.setText(said)
        self._state.setVisible(bool(said))
        if self.reasoning.is_growing and (exchange.answer.text or exchange.files):
            self.reasoning.finish(exchange.answer.reasoning_s)

    def refresh(self, *, place: tuple[int, int] = (0, 1), is_free: bool = True, has_rest: bool = False) -> None:
        """`place`: which of how many answers to the same this is; `is_free`: nothing is being answered.

        `has_rest`: the branch ends here, and others go on.
        """
        exchange = self._exchange
        self.grow()
        # What a file's card says is not said twice.
        failures = [failure.reason for each in exchange.course.edits for failure in each.failed]
        remarks = [each for each in exchange.remarks if not any(reason in each for reason in failures)]
        self._remarks.setText("\n".join(map(translated, remarks)))
        self._remarks.setAccessibleName(self.tr("What went wrong") if exchange.fell_short else self.tr("Remarks"))
        set_role(self._remarks, "remark" if exchange.fell_short else "aside")
        self._remarks.setVisible(bool(remarks))
        ended = exchange.phase.ended
        if ended or exchange.answer.text or exchange.files:
            self.reasoning.finish(exchange.answer.reasoning_s)
        self.retry_button.setVisible(exchange.phase is Phase.FAILED and is_free and not exchange.refines)
        cut_off = exchange.phase is Phase.STOPPED or exchange.page_is_partial
        self.actions_row.setVisible(ended)
        self.actions_row.show_state(
            AnswerState(
                can_copy=bool(exchange.answer.text or exchange.page),
                can_ask_again=is_free and not exchange.refines,
                can_continue=cut_off
                and is_free
                and not exchange.refines
                and bool(exchange.answer.text or exchange.page or exchange.answer.reasoning or exchange.record.replies),
                can_fork=is_free,
                has_rest=has_rest,
                sibling=place[0],
                num_siblings=place[1],
            )
        )

    def find(self, words: tuple[str, ...]) -> LabelWords | None:
        """Where the first of the words is to be read."""
        return words_in(self.text.findChildren(QLabel), words) if self.text is not None else None

    def on_theme_changed(self) -> None:
        self.retry_button.setIcon(icons.icon("again", theme.colors.muted, size=16))

    def copy(self) -> None:
        exchange = self._exchange
        text = exchange.page if exchange.converts else exchange.answer.text
        clipboard.copy(text or exchange.page)

    def _show_whole(self) -> None:
        """What there is of an answer that began before this widget."""
        answer = self._exchange.answer
        if answer.reasoning:
            self.reasoning.show()
            self.reasoning.show_whole(answer.reasoning, answer.reasoning_s)
        if answer.text and self.text is not None:
            self.text.append_text(answer.text)

    def _show_files(self) -> None:
        """One page has a card of its own; several files, and those of talk, have a row each."""
        exchange = self._exchange
        own = without_pictures(exchange.files) if exchange.version or exchange.growing else {}
        rows = [self._row(path, text) for path, text in own.items()] if exchange.converts else self._changed_rows()
        several = len(rows) > 1 or (not exchange.converts and bool(rows))
        if self.file_card is not None:
            self.file_card.refresh()
            self.file_card.setVisible(bool(exchange.page) and not several)
        self.files.setVisible(several)
        if several:
            self.files.show_rows(rows)

    def _changed_rows(self) -> list[FileRow | EditRow]:
        """Of talk only what it changes; last what it is at."""
        exchange, rows = self._exchange, list[FileRow | EditRow]()
        growing = "" if exchange.phase.ended else exchange.growing
        for each in exchange.course.edits:
            if each.is_whole:
                rows.append(self._row(each.path, exchange.text_of(each.path)))
                continue
            failed = tuple(FailedChange(one.reason, one.asked_again) for one in each.failed)
            grows = each.path == growing
            rows.append(EditRow(each.path, each.num_done, each.added, each.removed, grows, failed))
        if growing and growing not in (each.path for each in exchange.course.edits):
            rows.append(self._row(growing, exchange.files.get(growing, "")))
        return rows

    def _row(self, path: str, text: str) -> FileRow | EditRow:
        exchange = self._exchange
        grows = path == exchange.growing and not exchange.phase.ended
        tail = "\n".join(text[-2000:].split("\n")[-TAIL_LINES:]) if grows else ""
        is_cut = exchange.page_is_partial and path == (exchange.growing or INDEX)
        return FileRow(path, num_lines(text), num_bytes(text), grows, is_cut, tail)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(10)
        for widget in (self.reasoning, self.steps, self._state, self.text, self.file_card, self.files, self._remarks):
            if widget is not None:
                column.addWidget(widget)
        column.addWidget(self.retry_button, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2, 0, 0, 0)
        whole.setSpacing(2)  # the row keeps its room while it is not seen: that is gap enough
        whole.addLayout(column)
        whole.addWidget(self.actions_row)
        whole.addStretch(1)

    def _connect(self) -> None:
        exchange, actions = self._exchange, self.actions_row
        self.retry_button.clicked.connect(lambda: self.again_requested.emit(exchange))
        actions.ask_again_requested.connect(lambda: self.again_requested.emit(exchange))
        actions.continue_requested.connect(lambda: self.continue_requested.emit(exchange))
        actions.fork_requested.connect(lambda: self.fork_requested.emit(exchange))
        actions.rest_requested.connect(lambda: self.rest_requested.emit(exchange))
        actions.copy_requested.connect(self.copy)
        actions.sibling_chosen.connect(lambda index: self.sibling_chosen.emit(exchange, index))
        self.files.opened.connect(lambda _path: self.code_requested.emit(exchange))
        if self.file_card is not None:
            self.file_card.opened.connect(self.code_requested)
        theme.changed.connect(self.on_theme_changed)
