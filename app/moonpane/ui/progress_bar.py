"""One bar at the lower edge for everything that takes longer than a second."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from moonpane.ui.announce import announce
from moonpane.ui.foreign_text import one_line
from moonpane.ui.language import percent
from moonpane.ui.quiet_button import QuietButton

PATIENCE_S = 1.0  # what ends sooner is not shown at all
STEPS = 1_000


@dataclass(frozen=True)
class Task:
    """Something that is being done."""

    id: str
    words: str  # what is being done, such as “Exporting the page”
    done: float = 0.0  # in any unit
    total: float | None = None  # in the same unit; None when nobody knows
    can_stop: bool = False


class TaskLine(QWidget):
    """One task: words, bar, how far, stop.

    Signals:
        stop_requested: the id of the task.
    """

    stop_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self.words = QLabel()
        # A long sentence is cut at the window's edge, never makes the window wider.
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.percent = QLabel()
        self.percent.setMinimumWidth(34)
        self.stop_button = QuietButton("close", self.tr("Stop"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(10)
        row.addWidget(self.words, 1)
        for widget in (self.bar, self.percent, self.stop_button):
            row.addWidget(widget)
        self.setFixedHeight(30)
        self.stop_button.clicked.connect(lambda: self.stop_requested.emit(self._id))

    def show_task(self, task: Task) -> None:
        self._id = task.id
        words = one_line(task.words)
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.stop_button.setVisible(task.can_stop)
        self.stop_button.setAccessibleName(self.tr("Stop: {words}").format(words=words))
        if not task.total or task.total <= 0:
            self.bar.setRange(0, 0)
            self.percent.setText("")
            return
        share = min(1.0, max(0.0, task.done / task.total))
        self.bar.setRange(0, STEPS)
        self.bar.setValue(round(STEPS * share))
        self.percent.setText(percent(share))


class TaskBar(QFrame):
    """The oldest task that is under way; the others when somebody asks for them. Hidden while there is none.

    Signals:
        stop_requested: the id of the task that is to end.
    """

    stop_requested = Signal(str)

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self.setObjectName("taskBar")
        self._clock = clock
        self._tasks: dict[str, Task] = {}
        self._began: dict[str, float] = {}
        self._announced: set[str] = set()
        self.lines: list[TaskLine] = []
        self.more_button = QuietButton("down", "", shows_words=True)
        self.more_button.setCheckable(True)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._column, 1)
        row.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self.more_button.toggled.connect(self.refresh)
        self.refresh()

    def show_task(self, task: Task) -> None:
        """A task begins, or is further on."""
        self._tasks[task.id] = task
        self._began.setdefault(task.id, self._clock())
        self.refresh()

    def end_task(self, id: str) -> None:
        """It is over, however it ended; unknown ones are no mistake."""
        self._tasks.pop(id, None)
        self._began.pop(id, None)
        self._announced.discard(id)
        self.refresh()

    def refresh(self) -> None:
        now = self._clock()
        due = [task for id, task in self._tasks.items() if now - self._began[id] >= PATIENCE_S]
        young = [self._began[id] for id in self._tasks if now - self._began[id] < PATIENCE_S]
        if young:
            self._timer.start(max(1, round(1000 * (min(young) + PATIENCE_S - now)) + 1))
        shown = due if self.more_button.isChecked() else due[:1]
        while len(self.lines) < len(shown):
            line = TaskLine()
            line.stop_requested.connect(self.stop_requested)
            self.lines.append(line)
            self._column.addWidget(line)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(shown))
        for line, task in zip(self.lines, shown, strict=False):
            line.show_task(task)
        more = len(due) - 1
        self.more_button.setVisible(more > 0)
        self.more_button.setText(self.tr("{count} more").format(count=more))
        self.more_button.setAccessibleName(self.tr("Show all that is under way"))
        self.setVisible(bool(due))
        for task in due:
            if task.id not in self._announced:
                self._announced.add(task.id)
                announce(self, one_line(task.words))
