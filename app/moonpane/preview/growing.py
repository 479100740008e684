"""A page that is still being written, as a device that Chromium reads like a slow network connection.

Chromium's own parser then shows the page while it arrives. The device never ends: ending one does not make Chromium
finish the load, so a finished page is loaded anew, in another view.
"""

from collections import deque

from PySide6.QtCore import QIODevice, QObject, Signal


class GrowingDocument(QObject):
    """The text so far; every reader gets all of it, and then what is added.

    Signals:
        grew: text was added.
    """

    grew = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces: list[bytes] = []
        self.num_bytes = 0

    def add(self, text: str) -> None:
        piece = text.encode("utf-8", "replace")
        if piece:
            self._pieces.append(piece)
            self.num_bytes += len(piece)
            self.grew.emit()

    def piece(self, number: int) -> bytes | None:
        """The pieces in their order, None when that one has not been written yet."""
        return self._pieces[number] if number < len(self._pieces) else None

    def open(self, parent: QObject) -> QIODevice:
        """A new reader, for one request."""
        device = _GrowingDevice(self, parent)
        device.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)
        return device


class _GrowingDevice(QIODevice):
    """Chromium reads from a thread of its own: what both sides touch is a queue, which needs no lock in Python."""

    def __init__(self, document: GrowingDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._num_taken = 0
        self._waiting: deque[bytes] = deque()
        self._take()
        document.grew.connect(self._on_grew)

    def isSequential(self) -> bool:
        return True

    def atEnd(self) -> bool:
        return False

    def bytesAvailable(self) -> int:
        return sum(map(len, tuple(self._waiting)))

    def readData(self, maxlen: int) -> object:
        try:
            piece = self._waiting.popleft()
        except IndexError:
            return b""
        if len(piece) > maxlen:
            self._waiting.appendleft(piece[maxlen:])
        return piece[:maxlen]

    def writeData(self, data: bytes | bytearray | memoryview, len: int) -> int:
        return -1

    def _on_grew(self) -> None:
        self._take()
        self.readyRead.emit()

    def _take(self) -> None:
        while (piece := self._document.piece(self._num_taken)) is not None:
            self._waiting.append(piece)
            self._num_taken += 1
