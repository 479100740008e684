"""The line that is being read: its beginning is kept until it is known what it is, however the text was cut."""

from collections.abc import Iterator

from moonpane.artifact.fences import MAX_LINE


def pieces_of_lines(text: str) -> Iterator[str]:
    """The text in parts that hold one line end at most, at their own end."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


class LineStart:
    """What has come of a line so far."""

    def __init__(self) -> None:
        self.size = 0  # characters
        self._pieces: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def is_whole(self) -> bool:
        """Whether its end is there."""
        return bool(self._pieces) and self._pieces[-1].endswith("\n")

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than any line that could be something special."""
        return self.size - self.is_whole > MAX_LINE

    def add(self, piece: str) -> None:
        self._pieces.append(piece)
        self.size += len(piece)

    def take(self) -> str:
        """All of it; the next line begins."""
        text = self.text
        self._pieces, self.size = [], 0
        return text
