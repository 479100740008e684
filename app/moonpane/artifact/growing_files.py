"""The files of an answer while they grow: pieces are kept as they come and joined only when somebody reads them."""

from dataclasses import dataclass

from moonpane.artifact.blocks import EditBlock

LAST_CHARS = 200  # of a page, among which its end tag is looked for


@dataclass(frozen=True)
class Written:
    """One file that an answer gave as a whole."""

    path: str
    text: str
    is_whole: bool = True  # False when the answer ended before it did


Change = Written | EditBlock


class GrowingFiles:
    """Files in the order in which they were begun. One may be begun anew: then what was said last counts."""

    def __init__(self) -> None:
        self.open: str | None = None  # the one that grows
        self._pieces: dict[str, list[str]] = {}
        self._former: list[str] | None = None  # of the open file, when it was whole before
        self._changes: list[Change] = []  # in the order of their ends
        self.is_broken = False  # the answer ended within a file

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._pieces)

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.text(name) for name in self._pieces}

    def text(self, name: str) -> str:
        pieces = self._pieces.get(name, [])
        if len(pieces) > 1:
            pieces[:] = ["".join(pieces)]
        return pieces[0] if pieces else ""

    @property
    def num_changes(self) -> int:
        return len(self._changes)

    def changes(self, start: int = 0) -> list[Change]:
        """What has ended so far, in order, from one of them on; the last may be a file that the answer did not end."""
        return self._changes[start:]

    def begin(self, name: str) -> None:
        self.open, self._former = name, self._pieces.get(name)
        self._pieces[name] = []

    def add(self, text: str) -> None:
        if self.open is not None:
            self._pieces[self.open].append(text)

    def add_block(self, block: EditBlock) -> None:
        self._changes.append(block)

    def close(self) -> None:
        """The open file has ended as it should."""
        if self.open is not None:
            self._changes.append(Written(self.open, self.text(self.open)))
            self.open = self._former = None

    def end(self) -> None:
        """The answer is over: an open file stays unfinished, unless it was whole before it was begun anew."""
        name = self.open
        if name is None:
            return
        self.is_broken = True
        if self._former is None:
            self._changes.append(Written(name, self.text(name), is_whole=False))
        else:
            self._pieces[name] = self._former
        self.open = None

    def ends_page(self, more: str) -> bool:
        """Whether the open file, with this behind it, is an HTML page that has come to its end tag."""
        if not (self.open or "").endswith((".html", ".htm")):
            return False
        end = more
        for piece in reversed(self._pieces[self.open or ""]):
            if len(end) >= LAST_CHARS:
                break
            end = piece + end
        return end[-LAST_CHARS:].rstrip().lower().endswith("</html>")

    @property
    def holds_page_end(self) -> bool:
        """Whether the open page has its end tag, if only in a comment or script that the model did not close."""
        return "</html" in self.text(self.open or "")[-1_000:].lower()
