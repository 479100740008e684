"""Strings found in a text that comes in pieces, without showing the beginning of one too early."""

OPEN, CLOSE = "◁think▷", "◁/think▷"  # what Kimi-VL-Thinking writes around its reasoning, in ordinary tokens


class StopScanner:
    """Cuts a stream of text at the first stop string, holding back what may still become one."""

    def __init__(self, stops: list[str]) -> None:
        self.has_stopped = False
        self._stops = stops
        self._held = ""

    def push(self, text: str) -> str:
        """Text that is certainly shown."""
        if self.has_stopped:
            return ""
        text = self._held + text
        found = [at for at in (text.find(stop) for stop in self._stops) if at >= 0]
        if found:
            self.has_stopped = True
            self._held = ""
            return text[: min(found)]
        keep = max((overlap(text, stop) for stop in self._stops), default=0)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]

    def flush(self) -> str:
        """What was held back, at the end of the stream."""
        text, self._held = self._held, ""
        return text


class ThoughtScanner:
    """Tells the reasoning of an answer, between the marks at its very beginning, from its content."""

    def __init__(self) -> None:
        self._mark: str | None = OPEN  # looked for; None: all that follows is content
        self._held = ""

    def push(self, text: str) -> list[tuple[bool, str]]:
        """Pieces that are certain, each with whether it is reasoning."""
        text, self._held = self._held + text, ""
        if self._mark == OPEN:
            begun = text.lstrip()
            if len(begun) < len(OPEN) and OPEN.startswith(begun):
                self._held = text
                return []
            if not begun.startswith(OPEN):
                self._mark = None
                return [(False, text)]
            self._mark, text = CLOSE, begun[len(OPEN) :]
        if self._mark == CLOSE:
            thought, mark, content = text.partition(CLOSE)
            if mark:
                self._mark = None
                return [(True, thought), (False, content)]
            keep = overlap(text, CLOSE)
            self._held = text[len(text) - keep :]
            return [(True, text[: len(text) - keep])]
        return [(False, text)]

    def flush(self) -> list[tuple[bool, str]]:
        """What was held back, at the end of the stream."""
        text, self._held = self._held, ""
        return [(self._mark == CLOSE, text)]


def overlap(text: str, stop: str) -> int:
    """Length of the longest end of `text` that begins `stop`, less than all of it."""
    for length in range(min(len(stop) - 1, len(text)), 0, -1):
        if text.endswith(stop[:length]):
            return length
    return 0
