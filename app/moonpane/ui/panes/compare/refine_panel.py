"""Refining: how many rounds, start and stop, what came of each, and why it is over. Takes plain data."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSpinBox, QToolButton, QVBoxLayout, QWidget

from moonpane.sentences import translated
from moonpane.store.refine_run import RefineRun, RunState, Step
from moonpane.ui import icons
from moonpane.ui.foreign_text import tooltip_of
from moonpane.ui.language import likeness_percent
from moonpane.ui.panes.compare.refine_chart import RefineChart
from moonpane.ui.theme import set_role, theme

MAX_ROUNDS = 5
DEFAULT_ROUNDS = 3
THUMBNAIL = QSize(200, 150)


class RefinePanel(QFrame):
    """The panel.

    Signals:
        started: so many rounds are wanted.
        stopped: the person wants it to end with what is best so far.
    """

    started = Signal(int)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._run = RefineRun()
        self._shows_empty_chart = True
        self.rounds = QSpinBox()
        self.rounds.setRange(1, MAX_ROUNDS)
        self.rounds.setValue(DEFAULT_ROUNDS)
        self.rounds.setAccessibleName(self.tr("Rounds"))
        self.rounds.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.rounds.setFrame(False)
        self.rounds.setProperty("role", "plain")
        self.rounds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fewer, self.more = QToolButton(), QToolButton()
        for button, name in ((self.fewer, self.tr("One round less")), (self.more, self.tr("One round more"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self.fewer.clicked.connect(self.rounds.stepDown)
        self.more.clicked.connect(self.rounds.stepUp)
        self.button = QPushButton()
        self.button.clicked.connect(self.on_button_clicked)
        self.chart, self.words, self.figure = RefineChart(), QLabel(), QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setProperty("role", "muted")
        self.peek = Peek(self)
        self.chart.looked_at.connect(self.on_step_looked_at)
        self._lay_out()
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.show_run(RefineRun())

    def show_run(self, run: RefineRun, *, possible: bool = True, why_not: str = "") -> None:
        """`possible`: whether there is something to refine; `why_not` says what is missing."""
        self._run = run
        runs = run.state is RunState.RUNNING
        self.button.setText(self.tr("Stop") if runs else self.tr("Refine"))
        set_role(self.button, "stop" if runs else "primary")
        self.button.setEnabled(runs or possible)
        self.button.setToolTip("" if possible or runs else tooltip_of(why_not))
        for control in (self.rounds, self.fewer, self.more):
            control.setEnabled(not runs)
        self.chart.show_run(run)
        self.chart.setVisible(self._shows_empty_chart or run.start is not None)
        self.figure.setText(f"{run.gain * 100:+.1f}" if run.steps else "")
        self.figure.setToolTip(self.tr("Points gained, of 100"))
        self.figure.setVisible(bool(run.steps))
        set_role(self.figure, "gain" if run.gain > 0 else "muted")
        self.words.setText(self._said(run) if possible or run.steps or runs else why_not)

    def show_empty_chart(self, shows: bool) -> None:
        """Whether the chart keeps its room before there is something in it."""
        self._shows_empty_chart = shows
        self.chart.setVisible(shows or self._run.start is not None)

    def on_theme_changed(self) -> None:
        for button, icon in ((self.fewer, "minus"), (self.more, "plus")):
            button.setIcon(icons.icon(icon, theme.colors.muted, size=14))

    def on_button_clicked(self) -> None:
        if self._run.state is RunState.RUNNING:
            self.stopped.emit()
        else:
            self.started.emit(self.rounds.value())

    def on_step_looked_at(self, index: int) -> None:
        """A candidate is shown beside its point."""
        if not 0 <= index < len(self._run.steps):
            self.peek.hide()
            return
        step = self._run.steps[index]
        self.peek.show_step(step, self._described(step))
        at = self.chart.points()[index + 1].toPoint()
        self.peek.show_at(self.chart.mapToGlobal(at))

    def _described(self, step: Step) -> str:
        score = self.tr("could not be drawn") if step.score is None else likeness_percent(step.score, 1)
        kept = self.tr("kept") if step.accepted else self.tr("not kept")
        return " ".join(filter(None, [f"{score}, {kept}.", translated(step.what), translated(step.reason)]))

    def _said(self, run: RefineRun) -> str:
        """Where it stands, or why it is over."""
        match run.state:
            case RunState.IDLE:
                return self.tr("Measures where the page differs from the mockup, and keeps only what makes it better.")
            case RunState.RUNNING:
                return self.tr("Round {0} of {1} …").format(max(1, run.round), self.rounds.value())
            case RunState.NO_GAIN:
                return self.tr("Over: the last round gained nothing.")
            case RunState.HIGH:
                return self.tr("Over: the score is high already.")
            case RunState.STOPPED:
                return self.tr("Stopped; the best page is kept.")
            case RunState.DONE:
                return self.tr("All rounds are done.")
            case _:
                return translated(run.sentence)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Refine"))
        title.setProperty("role", "caption")
        rounds = QLabel(self.tr("Rounds"))
        rounds.setProperty("role", "faint")
        rounds.setBuddy(self.rounds)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(title)
        head.addWidget(self.figure)
        head.addStretch(1)
        head.addWidget(rounds)
        for control in (self.fewer, self.rounds, self.more):
            head.addWidget(control)
        head.addSpacing(6)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.chart, 1)
        column.addWidget(self.words)


class Peek(QFrame):
    """A candidate's picture with what is said of it, above everything else; takes no focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("peek")
        self.picture, self.words = QLabel(), QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setFixedWidth(THUMBNAIL.width())
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words)

    def show_step(self, step: Step, words: str) -> None:
        self.picture.setVisible(step.thumbnail is not None)
        if step.thumbnail is not None:
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(QPixmap.fromImage(step.thumbnail).scaled(THUMBNAIL, kept, smooth))
        self.words.setText(words)

    def show_at(self, point: QPoint) -> None:
        """Above a point of the screen, and on it."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = min(max(screen.left(), point.x() - self.width() // 2), screen.right() - self.width())
        above = point.y() - self.height() - 16
        self.move(x, above if above >= screen.top() else point.y() + 20)
        self.show()
