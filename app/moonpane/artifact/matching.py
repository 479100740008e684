"""Where the lines of an edit block stand in a file: exactly, or with a difference that means nothing.

The tolerances are tried one after the other, the stricter ones first; the first that finds anything decides.
"""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

How = Literal["exact", "trailing spaces", "line endings", "indentation", "within a line"]

MAX_COUNTED = 20  # places; more are not told apart
_MAX_COMPARED = 400  # lines among which the most similar one is looked for
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True)
class Place:
    """A piece of a text, in characters, and what has to be put there."""

    start: int
    end: int
    text: str
    how: How


@dataclass(frozen=True)
class Places:
    """How often something was found; `only` is set when there is one place."""

    count: int
    only: Place | None
    lines: tuple[int, ...] = ()  # where, from 1


def find(text: str, search: str, replace: str) -> Places:
    """The places of `search` in `text`, and what becomes of the only one."""
    lines, wanted = _lines(text), _lines(search)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    levels: tuple[tuple[How, Callable[[str], str]], ...] = (
        ("exact", _without_newline),
        ("trailing spaces", _without_spaces),
        ("line endings", str.rstrip),
    )
    for how, key in levels:
        found = _windows([key(line) for line in lines], [key(line) for line in wanted])
        if found:
            return _places(found, lines, starts, wanted, replace, how)
    shifted = _shifted(lines, wanted)
    if len(shifted) > 1:
        return Places(len(shifted), None, tuple(at + 1 for at, _ in shifted))
    for at, shift in shifted:
        moved = shift.moved(replace)
        if moved is not None:
            return _places([at], lines, starts, wanted, moved, "indentation")
    return _within(text, search, replace)


def similar(text: str, search: str) -> tuple[int, int] | None:
    """The lines (from 1; first, last) of a text that are most like those that were looked for; None where none are."""
    lines = [line.strip() for line in _lines(text)]
    wanted = [line.strip() for line in _lines(search)]
    while wanted and not wanted[0]:
        wanted.pop(0)
    if not wanted or not lines:
        return None
    size = len(wanted)
    votes: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line:
            places.setdefault(line, []).append(at)
    for offset, line in enumerate(wanted):
        for at in places.get(line, [])[:MAX_COUNTED]:
            votes[at - offset] = votes.get(at - offset, 0) + min(len(line), 40)
    start = max(votes, key=lambda each: (votes[each], -each)) if votes else _most_similar(lines, wanted)
    if start is None:
        return None
    return max(start, 0) + 1, min(max(start, 0) + size, len(lines))


def _most_similar(lines: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Where the block would begin, judged by its longest line."""
    offset = max(range(len(wanted)), key=lambda each: len(wanted[each]))
    longest = wanted[offset][:200]
    words = set(_WORD.findall(longest))
    near = sorted(range(len(lines)), key=lambda at: -len(words & set(_WORD.findall(lines[at][:400]))))[:_MAX_COMPARED]
    best = difflib.get_close_matches(longest, [lines[at][:200] for at in near], n=1, cutoff=0.5)
    return next((at - offset for at in near if best and lines[at][:200] == best[0]), None)


def _lines(text: str) -> list[str]:
    """With their ends; other signs than \\n end none, unlike for `splitlines`."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _without_newline(line: str) -> str:
    return line.removesuffix("\n")


def _without_spaces(line: str) -> str:
    """Trailing spaces are left out, a carriage return stays."""
    line = line.removesuffix("\n")
    return line.rstrip(" \t") if not line.endswith("\r") else line[:-1].rstrip(" \t") + "\r"


def _windows(lines: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Where `wanted` stands in `lines`: Knuth, Morris and Pratt, since a file may be one line, a million times."""
    if not wanted or len(wanted) > len(lines):
        return []
    back, matched = [0] * len(wanted), 0
    for at in range(1, len(wanted)):
        while matched and wanted[at] != wanted[matched]:
            matched = back[matched - 1]
        matched += wanted[at] == wanted[matched]
        back[at] = matched
    found, matched = list[int](), 0
    for at, line in enumerate(lines):
        while matched and (matched == len(wanted) or line != wanted[matched]):
            matched = back[matched - 1]
        matched += line == wanted[matched]
        if matched == len(wanted):
            found.append(at - matched + 1)
            if len(found) == MAX_COUNTED:
                break
    return found


def _within(text: str, search: str, replace: str) -> Places:
    """A piece of a longer line, as pages that were pressed into one line have."""
    search, replace = search.removesuffix("\n"), replace.removesuffix("\n")
    if not search.strip():
        return Places(0, None)
    at, found = text.find(search), list[int]()
    while at >= 0 and len(found) < MAX_COUNTED:
        found.append(at)
        at = text.find(search, at + 1)
    if not found:
        return Places(0, None)
    lines = tuple(text.count("\n", 0, each) + 1 for each in found)
    place = Place(found[0], found[0] + len(search), replace, "within a line")
    return Places(len(found), place if len(found) == 1 else None, lines)


def _places(
    found: Sequence[int], lines: Sequence[str], starts: Sequence[int], wanted: Sequence[str], replace: str, how: How
) -> Places:
    numbers = tuple(at + 1 for at in found)
    if len(found) != 1:
        return Places(len(found), None, numbers)
    last = found[0] + len(wanted) - 1
    replace = _with_line_ends_of(lines[found[0] : last + 1], replace)
    if last == len(lines) - 1 and not lines[last].endswith("\n"):  # the file's last line has no end, and keeps none
        replace = replace.removesuffix("\n")
    return Places(1, Place(starts[found[0]], starts[last + 1], replace, how), numbers)


def _with_line_ends_of(lines: Sequence[str], text: str) -> str:
    text = text.replace("\r\n", "\n")
    text = text if not text or text.endswith("\n") else text + "\n"
    return text.replace("\n", "\r\n") if lines[0].endswith("\r\n") else text


@dataclass(frozen=True)
class _Shift:
    """All lines stand further to the right in the file (`more`), or in the block (`less`)."""

    more: str = ""
    less: str = ""

    def moved(self, text: str) -> str | None:
        """The text as far to the right as the file has it; None where a line cannot go so far to the left."""
        lines = text.splitlines(keepends=True)
        if any(line.strip() and not line.startswith(self.less) for line in lines):
            return None
        return "".join(self.more + line[len(self.less) :] if line.strip() else line for line in lines)


def _shifted(lines: Sequence[str], wanted: Sequence[str]) -> list[tuple[int, _Shift]]:
    bare_lines, bare_wanted = [line.strip() for line in lines], [line.strip() for line in wanted]
    found = list[tuple[int, _Shift]]()
    for at in _windows(bare_lines, bare_wanted):
        pairs = [(a, b) for a, b in zip(lines[at : at + len(wanted)], wanted, strict=True) if b.strip()]
        shifts = {_shift(_indent(a), _indent(b)) for a, b in pairs}
        if len(shifts) == 1 and (shift := shifts.pop()):
            found.append((at, shift))
    return found


def _shift(in_file: str, in_block: str) -> _Shift | None:
    if in_file.endswith(in_block):
        return _Shift(more=in_file[: len(in_file) - len(in_block)])
    if in_block.endswith(in_file):
        return _Shift(less=in_block[: len(in_block) - len(in_file)])
    return None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]
