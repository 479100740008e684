"""Search in a text, bounded: where something occurs, line by line."""

import bisect
import re
from dataclasses import dataclass

MAX_FOUND = 10_000


@dataclass(frozen=True, order=True)
class Found:
    """One occurrence, in characters of a line."""

    line: int  # from 0
    start: int
    end: int


def find_all(text: str, wanted: str, *, case: bool = False) -> list[Found]:
    """All occurrences in their order, MAX_FOUND at most. What is wanted lies in one line."""
    if not wanted or "\n" in wanted:
        return []
    pattern = re.compile(re.escape(wanted), 0 if case else re.IGNORECASE)
    made: list[Found] = []
    line = counted = 0
    for match in pattern.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        column = match.start() - text.rfind("\n", 0, match.start()) - 1
        made.append(Found(line, column, column + match.end() - match.start()))
        if len(made) == MAX_FOUND:
            break
    return made


def nearest(found: list[Found], line: int, column: int) -> int:
    """The number of the first occurrence at or behind a place, else of the first of all."""
    index = bisect.bisect_left(found, Found(line, column, 0))
    return index if index < len(found) else 0
