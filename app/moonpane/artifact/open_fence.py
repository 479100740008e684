"""A fence that was opened and not yet closed."""

from moonpane.artifact.deciding import MARKDOWN, Decision, decide
from moonpane.artifact.fences import Opening, opening


class OpenFence:
    """What belongs to a fence, by its lines."""

    def __init__(self, opened: Opening) -> None:
        self.opened = opened
        self._path = ""  # of the file that it holds
        self._first = ""  # its first lines, until they tell what it holds
        self._depth = 0  # of the fences that a Markdown file holds

    @property
    def line(self) -> str:
        """Its first line, to be shown where the fence is only an example."""
        return f"{self.opened.indent}{self.opened.marker}{self.opened.info}\n"

    def decide(self, piece: str, above: str, *, fragments: bool, is_over: bool = False) -> Decision | None:
        """What the fence holds, once its first lines tell."""
        self._first += piece
        return decide(self._first, self.opened, above, fragments=fragments, is_over=is_over)

    def hold(self, path: str) -> None:
        """It holds this file."""
        self._path, self._first = path, ""

    def ends_block(self, line: str, path: str) -> bool:
        """Whether a line inside an edit block of that file is in truth the fence's end."""
        return self.opened.is_closed_by(line) and not _is_markdown(path)

    def closes(self, line: str) -> bool:
        """Whether the next whole line ends the fence. A fence inside a Markdown file has an end of its own."""
        if self._is_nesting and (inner := opening(line)) and inner.info:
            marker = self.opened.marker
            self._depth += inner.marker[0] == marker[0] and len(inner.marker) >= len(marker)
            return False
        if not self.opened.is_closed_by(line):
            return False
        self._depth -= 1
        return self._depth < 0

    def would_close(self, line: str) -> bool:
        """The same of a line that may yet go on."""
        return self._depth == 0 and self.opened.is_closed_by(line)

    def may_close(self, start: str) -> bool:
        """Whether a line that begins like this has to be read to its end."""
        bare = start.strip()
        return not bare.strip(self.opened.marker[0]) or (self._is_nesting and bare[0] in "`~")

    def unindented(self, line: str) -> str:
        """As far as the fence itself is indented, so is what it holds."""
        return line[min(len(self.opened.indent), len(line) - len(line.lstrip(" \t"))) :]

    @property
    def _is_nesting(self) -> bool:
        return self.opened.language in MARKDOWN or _is_markdown(self._path)


def _is_markdown(path: str) -> bool:
    return path.rpartition(".")[2].lower() in MARKDOWN
