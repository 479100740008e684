"""When a recording ends by itself, and what is said before and then."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

WARN_SHARE = 0.8


@dataclass(frozen=True)
class RecordingLimits:
    """A recording that reaches one of these is ended, whole."""

    max_s: float = 600.0
    max_bytes: int = 500 << 20
    keep_free_bytes: int = 256 << 20  # of the disk, for everything else


class LimitWatch(QObject):
    """Looks at one recording as it grows.

    Signals:
        neared: a limit is at 80 %; a sentence, once for each limit.
        reached: a limit is reached; a sentence, once.
    """

    neared = Signal(str)
    reached = Signal(str)

    def __init__(self, limits: RecordingLimits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = limits
        self._said: set[str] = set()

    def look(self, *, seconds: float, num_bytes: int, free_bytes: int) -> None:
        """What there is of it by now, and what the disk has left."""
        limits = self._limits
        minutes, size = f"{limits.max_s / 60:g}", f"{limits.max_bytes / 2**20:g}"
        if free_bytes < limits.keep_free_bytes:
            self._reach(self.tr("The recording was ended because the disk is almost full; it is kept."))
        elif seconds >= limits.max_s:
            words = self.tr("The recording is {minutes} minutes long and was ended; it is kept.")
            self._reach(words.format(minutes=minutes))
        elif num_bytes >= limits.max_bytes:
            self._reach(self.tr("The recording has {size} MB and was ended; it is kept.").format(size=size))
        elif seconds >= WARN_SHARE * limits.max_s:
            words = self.tr("The recording ends by itself when it is {minutes} minutes long, which is soon.")
            self._near("time", words.format(minutes=minutes))
        elif num_bytes >= WARN_SHARE * limits.max_bytes:
            words = self.tr("The recording ends by itself when it has {size} MB, which is soon.")
            self._near("size", words.format(size=size))

    def _near(self, limit: str, sentence: str) -> None:
        if limit not in self._said:
            self._said.add(limit)
            self.neared.emit(sentence)

    def _reach(self, sentence: str) -> None:
        if "end" not in self._said:
            self._said.add("end")
            self.reached.emit(sentence)
