"""The embedded model's task `edit`: a wish and the lines of a page, answered by one edit block.

    edit
    Make the Save button red
    <body A style="background:#ffffff">
    …
    <button D style="background:#334455;font-size:14px;color:#ffffff">Save</button>
    </body>

Each opening tag carries a label (`moonpane_resources.labels`), as in the task `write`: the answer names by it which of
several like lines it is about. Labels are taken out of the answer before it is applied.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from moonpane_resources.labels import label

EDIT = "edit"
MAX_SHOWN_CHARS = 4_500  # about 1,500 tokens; the model has 4,096 positions
MAX_SEARCH_LINES = 8
LEFT_OUT = "…"
# As few signs as the reader of edit blocks allows: each is a token.
SEARCH, DIVIDER, REPLACE = "<<<<< SEARCH", "=====", ">>>>> REPLACE"

_BODY = re.compile(r"^[ \t]*<body\b.*?^[ \t]*</body>|^[ \t]*<body\b.*", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"^([ \t]*<[a-z][a-z0-9]*)(?=[ >])")


def body_lines(html: str) -> tuple[str, ...]:
    """The lines of a page from `<body …>` to `</body>`; all of them where there is no body."""
    found = _BODY.search(html)
    return tuple((found[0] if found else html).rstrip().split("\n"))


def with_label(line: str, label: str) -> str:
    """A line whose opening tag has this label; as it is, where there is none of both."""
    return _TAG.sub(rf"\1 {label}", line, count=1) if label else line


@dataclass(frozen=True)
class ShownLines:
    """What the model sees of a page: the first line, and a stretch of the others that may be all of them."""

    lines: tuple[str, ...]  # of the whole body
    start: int  # of the stretch, at least 1
    end: int  # behind its last line

    @property
    def numbers(self) -> list[int]:
        """Which of `lines` are shown, in order."""
        return [0, *range(self.start, self.end)]

    @property
    def labels(self) -> dict[int, str]:
        """The labels of the shown lines that open an element, by line."""
        opening = [each for each in self.numbers if _TAG.match(self.lines[each])]
        return {each: label(count) for count, each in enumerate(opening)}

    def labelled(self) -> dict[int, str]:
        """The shown lines by number, with their labels."""
        labels = self.labels
        return {each: with_label(self.lines[each], labels.get(each, "")) for each in self.numbers}

    def unique_run(self, first: int, last: int) -> tuple[int, int] | None:
        """(first, last) of the shortest run around two lines that is shown only once; None where none is short."""
        for extra in range(MAX_SEARCH_LINES - (last - first)):
            for before in range(extra + 1):
                run = first - before, last + extra - before
                if self._holds(run) and self.count(run) == 1:
                    return run
        return None

    def _holds(self, run: tuple[int, int]) -> bool:
        return run == (0, 0) or (self.start <= run[0] and run[1] < self.end)

    def count(self, run: tuple[int, int]) -> int:
        """How often the lines of a run are shown."""
        wanted = self.lines[run[0] : run[1] + 1]
        size = len(wanted)
        numbers = [0, *range(self.start, self.end - size + 1)] if size == 1 else range(self.start, self.end - size + 1)
        return sum(self.lines[at] == wanted[0] and self.lines[at : at + size] == wanted for at in numbers)


def whole(lines: Sequence[str]) -> ShownLines:
    """All lines, however long they are."""
    return ShownLines(tuple(lines), 1, len(lines))


def around(
    lines: Sequence[str], start: int, end: int, max_chars: int = MAX_SHOWN_CHARS, *, only: bool = False
) -> ShownLines:
    """The lines `start` up to `end`, cut off where there is no room, and as many around them as there is room for.

    `only`: none around them.
    """
    lines = tuple(lines)
    room, start = max_chars - len(lines[0]), max(start, 1)

    def fits(number: int) -> bool:
        nonlocal room
        if not 1 <= number < len(lines) or room < len(lines[number]) + 3:  # a newline and a label
            return False
        room -= len(lines[number]) + 3
        return True

    last = start
    while last < max(end, start) and fits(last):
        last += 1
    is_growing = not only
    while is_growing:
        is_growing = False
        if fits(last):
            last, is_growing = last + 1, True
        if fits(start - 1):
            start, is_growing = start - 1, True
    return ShownLines(lines, start, last)


def page_edit_prompt(wish: str, shown: ShownLines) -> str:
    """What the embedded model is told: one wish in one line, and the shown lines."""
    labelled = shown.labelled()
    told = [labelled.pop(0), *([LEFT_OUT] if shown.start > 1 else []), *labelled.values()]
    told += [LEFT_OUT] if shown.end < len(shown.lines) else []
    return "\n".join([EDIT, " ".join(wish.split()), *told])


def block_text(search: Sequence[str], replace: Sequence[str]) -> str:
    """An edit block of whole lines."""
    return "\n".join([SEARCH, *search, DIVIDER, *replace, REPLACE])
