"""What of a text is put into an editor: line ends as Qt has them, and no line so long that it would stall a window."""

MAX_LINE_CHARS = 5_000
# Qt takes these for ends of lines or paragraphs, or keeps them for itself; an editor would not give them back.
_ODD = {
    "\r": "\N{SYMBOL FOR CARRIAGE RETURN}",
    "\0": "\N{SYMBOL FOR NULL}",
    "\u2028": "\N{SYMBOL FOR NEWLINE}",
    "\u2029": "\N{SYMBOL FOR NEWLINE}",
    "\ufdd0": "\N{REPLACEMENT CHARACTER}",
    "\ufdd1": "\N{REPLACEMENT CHARACTER}",
}
_TRANSLATION = str.maketrans(_ODD)


class ShownText:
    """A text that grows, and what is shown of it.

    Attributes:
        num_cut: lines of which only the beginning is shown.
        num_odd: signs for which another is shown.
        crlf: line ends are those of Windows.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._column = 0  # of the line that grows
        self._is_held = False  # a carriage return waits for what follows it
        self.num_cut = self.num_odd = 0
        self.crlf = False

    @property
    def text(self) -> str:
        """All that was added, as it was added."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    @property
    def is_faithful(self) -> bool:
        """Whether what is shown is the text, so that it can be edited."""
        return not (self.num_cut or self.num_odd)

    def add(self, piece: str) -> str:
        """Takes the next piece; returns what is to be shown after what was shown before."""
        self._pieces.append(piece)
        if self._is_held:
            piece, self._is_held = "\r" + piece, False
        if "\r" in piece:
            if piece.endswith("\r"):
                piece, self._is_held = piece[:-1], True
            self.crlf = self.crlf or "\r\n" in piece
            piece = piece.replace("\r\n", "\n")
        if not piece.isascii() or "\r" in piece or "\0" in piece:
            changed = piece.translate(_TRANSLATION)
            self.num_odd += sum(a != b for a, b in zip(piece, changed, strict=True)) if changed != piece else 0
            piece = changed
        return self._within_lines(piece)

    def finish(self) -> str:
        """Nothing follows: what was held back, to be shown as well."""
        if not self._is_held:
            return ""
        self._is_held = False
        self.num_odd += 1
        return _ODD["\r"]

    def _within_lines(self, piece: str) -> str:
        if self._column + len(piece) <= MAX_LINE_CHARS:
            end = piece.rfind("\n")
            self._column = self._column + len(piece) if end < 0 else len(piece) - end - 1
            return piece
        lines = piece.split("\n")
        for number, line in enumerate(lines):
            room = MAX_LINE_CHARS - (self._column if number == 0 else 0)
            before = self._column if number == 0 else 0
            self._column = before + len(line)
            if len(line) > room:
                self.num_cut += before <= MAX_LINE_CHARS
                lines[number] = line[: max(0, room)]
        return "\n".join(lines)
