"""How a child process ended, as a value that can say it in one sentence."""

import asyncio
import signal
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from moonpane.sentences import phrase

TAIL_LINES = 40
LINE_LIMIT = 2_000  # characters kept of one line


@dataclass(frozen=True)
class ProcessOutcome:
    """One end of one process. `returncode` is as in `subprocess`: negative for a signal."""

    name: str  # what the process is for the user: "The engine"
    returncode: int
    stderr_tail: tuple[str, ...] = ()  # its last words, oldest first
    was_stopped: bool = False  # we asked it to end

    @property
    def signal_name(self) -> str | None:
        """SIGKILL, SIGSEGV, …; also when a shell or a wrapper turned it into 128 + number."""
        number = -self.returncode if self.returncode < 0 else self.returncode - 128
        try:
            return signal.Signals(number).name if number > 0 else None
        except ValueError:
            return None

    @property
    def sentence(self) -> str:
        """What happened, for a person, as one sentence."""
        if self.was_stopped:
            return f"{self.name} was stopped."
        said = last_message(self.stderr_tail)
        match self.signal_name:
            case "SIGKILL":
                return f"{self.name} was killed (by a person, or because memory ran out)."
            case "SIGTERM" | "SIGINT" | "SIGHUP":
                return f"{self.name} was ended from outside ({self.signal_name})."
            case str() as name:
                return _joined(phrase(f"{self.name} crashed ({name})"), said)
            case None if self.returncode == 0:
                return f"{self.name} ended by itself although it was still needed."
        # Our own programs print one sentence and leave with 2 when what they were given is at fault.
        if self.returncode == 2 and said:
            return _joined(phrase(f"{self.name} refused to start"), said)
        return _joined(phrase(f"{self.name} failed (exit code {self.returncode})"), said)


class Tail:
    """Keeps the last lines of a stream that may be endless."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque(maxlen=TAIL_LINES)

    def add(self, line: bytes) -> None:
        if text := line.decode("utf-8", "replace").rstrip()[:LINE_LIMIT]:
            self._lines.append(text)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self._lines)


async def each_line(stream: asyncio.StreamReader, heard: Callable[[bytes], None]) -> None:
    """Hand over every line until the stream ends; a line longer than the stream's limit is dropped."""
    while True:
        try:
            line = await stream.readuntil(b"\n")
        except asyncio.IncompleteReadError as end:
            if end.partial:
                heard(end.partial)
            return
        except asyncio.LimitOverrunError as too_long:
            await stream.readexactly(too_long.consumed or 1)
            continue
        heard(line)


def last_message(lines: Iterable[str]) -> str:
    """The last line that says something: of a traceback this is the exception."""
    said = [line.strip() for line in lines if any(letter.isalpha() for letter in line)]
    return said[-1][:300] if said else ""


def _joined(what: str, said: str) -> str:
    """One sentence out of ours and theirs, with one end."""
    if said.endswith(("?", "!")):
        return f"{what}: {said}"
    return f"{what}: {said.rstrip('.')}." if said else f"{what}."
