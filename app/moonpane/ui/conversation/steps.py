"""How far a conversion is: its steps, each with a sign and what came of it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from moonpane.store.model import Exchange, Phase
from moonpane.ui.conversation.spinner import Sign, StepSign
from moonpane.ui.language import counted, marked, number
from moonpane.ui.panes.score_view import alike
from moonpane.ui.theme import set_role

# (reached in, what is said before and while, what is said after)
STEPS: tuple[tuple[Phase, str, str], ...] = (
    (
        Phase.MEASURING,
        marked("StepList", "Measure the picture"),
        marked("StepList", "Measured the picture"),
    ),
    (Phase.READING, marked("StepList", "Read the text"), marked("StepList", "Text read")),
    (Phase.WRITING, marked("StepList", "Write the page"), marked("StepList", "Wrote the page")),
    (
        Phase.RENDERING,
        marked("StepList", "Compare with the picture"),
        marked("StepList", "Compared with the picture"),
    ),
)


class StepList(QWidget):
    """The four steps of one exchange."""

    def __init__(self, exchange: Exchange) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        self._rows: list[tuple[StepSign, QLabel, QLabel]] = []
        for row, (_, before, _) in enumerate(STEPS):
            sign, name, detail = StepSign(), QLabel(self.tr(before)), QLabel()
            detail.setProperty("role", "faint")
            detail.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((sign, name, detail)):
                grid.addWidget(widget, row, column)
            self._rows.append((sign, name, detail))
        self.refresh(exchange)

    def refresh(self, exchange: Exchange) -> None:
        reached = exchange.reached
        if not exchange.phase.ended:
            reached = max(reached, exchange.phase, key=lambda phase: phase.value)
        details = ("", lines_read(exchange), writing_speed(exchange), likeness(exchange))
        for (phase, before, after), (sign, name, detail), said in zip(STEPS, self._rows, details, strict=True):
            sign.show_sign(sign_of(phase, exchange, reached))
            name.setText(self.tr(after if sign.sign is Sign.DONE else before))
            set_role(name, "" if sign.sign in (Sign.AT_WORK, Sign.DONE) else "muted")
            detail.setText(said)
            # Only the small model is asked to read lines; others see the text themselves.
            skipped = phase is Phase.READING and not exchange.course.lines_total and reached.value > phase.value
            for widget in (sign, name, detail):
                widget.setVisible(not skipped)


def sign_of(phase: Phase, exchange: Exchange, reached: Phase) -> Sign:
    """Of a step, when the exchange came as far as `reached`."""
    if exchange.phase is Phase.DONE:
        measured = phase is not Phase.RENDERING or exchange.score is not None
        return Sign.DONE if measured else Sign.FAILED
    if phase is Phase.RENDERING and exchange.score is not None:
        return Sign.DONE  # what was cut off is measured once it is compared
    if phase.value < reached.value:
        return Sign.DONE
    if phase is not reached:
        return Sign.WAITING
    return Sign.FAILED if exchange.phase.ended else Sign.AT_WORK


def lines_read(exchange: Exchange) -> str:
    course = exchange.course
    if not course.lines_total:
        return ""
    if course.lines_read < course.lines_total:
        return counted.lines_of(course.lines_read, course.lines_total)
    return counted.lines(course.lines_total)


def writing_speed(exchange: Exchange) -> str:
    """`1,234 tokens · 41/s`, as far as it is known."""
    count = exchange.answer.num_tokens
    if not count:
        return ""
    said = counted.tokens(count)
    speed = QCoreApplication.translate("StepList", "{number}/s").format(number=number(exchange.course.tokens_per_s))
    return f"{said} · {speed}" if exchange.course.tokens_per_s else said


def likeness(exchange: Exchange) -> str:
    return alike(exchange.score) if exchange.score else ""
