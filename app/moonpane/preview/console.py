"""What a page says on its console: the last lines, told on at a pace that a flood cannot set."""

import itertools
import re
from collections import Counter, deque
from dataclasses import dataclass
from urllib.parse import unquote

from PySide6.QtCore import QObject, QTimer, Signal

from moonpane.preview.picked import Place, place_of, plain
from moonpane.session import INDEX

MAX_LINES = 500
TELL_MS = 100
MAX_SENTENCE_CHARS = 300
RUNTIME = "/~runtime/"  # in the address of scripts that come with the preview
_UNCAUGHT = re.compile(r"\s*Uncaught (\(in promise\) ?)?")
_ADDRESS = re.compile(r"preview://[^/]*/([^?#]*)")


@dataclass(frozen=True)
class ConsoleLine:
    level: str  # "info", "warning" or "error"
    text: str
    line: int  # of the file; 0 when unknown
    source: str = ""  # address of the script, as Chromium names it

    @property
    def place(self) -> Place | None:
        """The file of the project and the line in it: where the script stands, or what the compiler names."""
        if told := self._told:
            return told[0]
        address = _ADDRESS.match(self.source)
        path = (address[1] or INDEX) if address else self.source
        return None if path.startswith("~") else place_of(f"{unquote(path)}:{max(0, self.line)}:0")

    @property
    def fault(self) -> str:
        """For people, what nothing in the page has caught or what did not compile; empty for every other line."""
        if told := self._told:
            return plain(told[1], MAX_SENTENCE_CHARS)
        found = _UNCAUGHT.match(self.text) if self.level == "error" else None
        return plain(self.text[found.end() :], MAX_SENTENCE_CHARS) if found else ""

    @property
    def is_fault(self) -> bool:
        return self.level == "error" and bool(_UNCAUGHT.match(self.text) or self._told)

    @property
    def _told(self) -> tuple[Place, str] | None:
        """The place that the preview's own compiler puts before what it has to say, and that; it may know no column."""
        if self.level != "error" or RUNTIME not in self.source:
            return None
        said, _, words = self.text.partition(": ")
        place = place_of(said) or place_of(f"{said}:0")
        return None if place is None else (place, words)


class Console(QObject):
    """A ring of the last lines.

    Attributes:
        num_lines: ever written, also those that fell out.
        counts: the same for each level.
        first_fault: the first error that nothing has caught, as most that follow come of it.
        num_faults: of those, ever.

    Signals:
        changed: lines were added or all were removed; at most every TELL_MS.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: deque[ConsoleLine] = deque(maxlen=MAX_LINES)
        self.num_lines = 0
        self.counts: Counter[str] = Counter()
        self.first_fault: ConsoleLine | None = None
        self.num_faults = 0
        self._tell = QTimer(self)
        self._tell.setSingleShot(True)
        self._tell.setInterval(TELL_MS)
        self._tell.timeout.connect(self.changed)

    @property
    def lines(self) -> tuple[ConsoleLine, ...]:
        return tuple(self._lines)

    def last(self, count: int) -> tuple[ConsoleLine, ...]:
        """The last lines in their order."""
        return tuple(itertools.islice(self._lines, max(0, len(self._lines) - count), None))

    def add(self, level: str, text: str, line: int, source: str = "") -> None:
        written = ConsoleLine(level, text, line, source)
        self._lines.append(written)
        self.num_lines += 1
        self.counts[level] += 1
        if level == "error" and written.is_fault:
            self.num_faults += 1
            self.first_fault = self.first_fault or written
        self._tell_soon()

    def clear(self) -> None:
        self._lines.clear()
        self.num_lines = self.num_faults = 0
        self.counts.clear()
        self.first_fault = None
        self._tell_soon()

    def _tell_soon(self) -> None:
        if not self._tell.isActive():
            self._tell.start()
