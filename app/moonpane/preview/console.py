"""What a page says on its console: the last lines, told on at a pace that a flood cannot set."""

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

MAX_LINES = 500
TELL_MS = 100


@dataclass(frozen=True)
class ConsoleLine:
    level: str  # "info", "warning" or "error"
    text: str
    line: int  # of the page; 0 when unknown


class Console(QObject):
    """A ring of the last lines.

    Signals:
        changed: lines were added or all were removed; at most every TELL_MS.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: deque[ConsoleLine] = deque(maxlen=MAX_LINES)
        self.num_lines = 0  # ever written, also those that fell out
        self._tell = QTimer(self)
        self._tell.setSingleShot(True)
        self._tell.setInterval(TELL_MS)
        self._tell.timeout.connect(self.changed)

    @property
    def lines(self) -> tuple[ConsoleLine, ...]:
        return tuple(self._lines)

    def add(self, level: str, text: str, line: int) -> None:
        self._lines.append(ConsoleLine(level, text, line))
        self.num_lines += 1
        self._tell_soon()

    def clear(self) -> None:
        self._lines.clear()
        self.num_lines = 0
        self._tell_soon()

    def _tell_soon(self) -> None:
        if not self._tell.isActive():
            self._tell.start()
