"""Edit blocks in an answer, read line by line while it streams.

    src/App.tsx
    <<<<<<< SEARCH
    what stands there now
    =======
    what shall stand there
    >>>>>>> REPLACE

The three markers have equally many signs, 5 to 9: text that holds a line of seven `=` is edited with longer ones. A
block that cannot be read without guessing is kept with its `fault`, so that it can be asked for again.
"""

from dataclasses import dataclass

from moonpane.artifact.fences import begins_search, ends_replace, is_divider, label
from moonpane.artifact.open_fence import OpenFence

NO_END = "The block does not end: there is no line `>>>>>>> REPLACE`."
NO_DIVIDER = "The block has no line `=======` between what to find and what to put there."
TWO_DIVIDERS = (
    "The block has more than one line `=======`, so it is not clear where the text to find ends; "
    "use longer markers for all three lines, with 9 signs each."
)
INTERRUPTED = "A new block begins before this one has ended with `>>>>>>> REPLACE`."


@dataclass(frozen=True)
class EditBlock:
    """One change of one file: lines to find, and lines to put in their place. Every line has its end."""

    path: str  # as it was said; "" where none was
    search: str  # "" makes a new file
    replace: str
    fault: str = ""  # why it cannot be understood, in one sentence


class BlockReader:
    """One block, from the line after its first marker."""

    def __init__(self, path: str, signs: int) -> None:
        self.path = path
        self._signs = signs
        self._search: list[str] = []
        self._replace: list[str] = []
        self._dividers = 0

    def take(self, line: str) -> EditBlock | None:
        """The next whole line; returns the block when it was the last one of it."""
        if ends_replace(line):
            return self.ended("")
        if is_divider(line, self._signs):
            self._dividers += 1
            if self._dividers == 1:
                return None
        (self._replace if self._dividers else self._search).append(line)
        return None

    def ended(self, fault: str) -> EditBlock:
        """The block as it is, when nothing more belongs to it."""
        if not fault and self._dividers != 1:
            fault = TWO_DIVIDERS if self._dividers else NO_DIVIDER
        return EditBlock(self.path, "".join(self._search), "".join(self._replace), fault)


class EditRun:
    """The blocks of one fence, or one block outside of any, line by line."""

    def __init__(self, path: str, fence: OpenFence | None) -> None:
        self.path = path  # of the block that is read, or comes next
        self.is_over = False
        self.is_in_block = False
        self._fence = fence
        self._reader: BlockReader | None = None

    def take(self, line: str) -> EditBlock | None:
        """The next whole line; returns the block that ended with it, for better or worse."""
        if signs := begins_search(line):
            interrupted = self.end(INTERRUPTED)
            self._reader, self.is_in_block = BlockReader(self.path, signs), True
            return interrupted
        if self._reader is None:
            if self._fence and self._fence.opened.is_closed_by(line):
                self.is_over = True
            else:
                self.path = label(line) or self.path
            return None
        if self._fence and self._fence.ends_block(line, self.path):
            self.is_over = True
            return self.end(NO_END)
        block = self._reader.take(line)
        if block:
            self._reader, self.is_in_block, self.is_over = None, False, self._fence is None
        return block

    def end(self, fault: str) -> EditBlock | None:
        """The block that is read ends here, and not as it should."""
        reader, self._reader, self.is_in_block = self._reader, None, False
        return reader.ended(fault) if reader else None
