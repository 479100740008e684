"""What differs between two states of a project, line by line, in time that is bounded whatever the texts are.

Equal lines at both ends are set aside, lines that occur once on each side are anchors, and only the small gaps between
anchors are compared thoroughly. A gap that is too large for that is shown as replaced; the picture is coarser then, but
never wrong: left lines and right lines are always all there.
"""

import bisect
import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from moonpane.artifact.pictures import described, is_picture

MAX_GAP_CELLS = 40_000  # left lines × right lines of a gap that is compared thoroughly
MAX_CELLS = 800_000  # of all gaps of one diff
MAX_WORD_CELLS = 40_000  # words × words of two lines that are compared
MAX_WORDS_TOTAL = 1_500_000  # the same of all pairs of lines,
PAIR_CELLS = 500  # and so much for the pair itself
MAX_MARKED_CHARS = 2_000  # of a line

Kind = Literal["equal", "removed", "added", "changed"]
Status = Literal["equal", "changed", "added", "removed"]
Range = tuple[int, int]  # from, to
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Row:
    """A line on the left beside one on the right, or beside nothing."""

    kind: Kind
    left: int = 0  # line numbers from 1; 0 where there is none
    right: int = 0
    left_text: str = ""
    right_text: str = ""
    left_marks: tuple[Range, ...] = ()  # of a changed line, the characters that are only in it
    right_marks: tuple[Range, ...] = ()


@dataclass(frozen=True)
class FileDiff:
    """One file. Its rows hold every line of both sides, in order."""

    path: str
    status: Status
    rows: tuple[Row, ...]
    num_added: int
    num_removed: int
    is_coarse: bool = False  # parts were too large to be compared thoroughly

    @property
    def changes(self) -> list[Range]:
        """Stretches of rows that differ."""
        found: list[Range] = []
        for index, row in enumerate(self.rows):
            if row.kind == "equal":
                continue
            if found and found[-1][1] == index:
                found[-1] = (found[-1][0], index + 1)
            else:
                found.append((index, index + 1))
        return found


@dataclass(frozen=True)
class Diff:
    """The files of both sides: those that differ first as they were named, then equal ones with something to read."""

    files: tuple[FileDiff, ...]

    @property
    def num_added(self) -> int:
        return sum(file.num_added for file in self.files)

    @property
    def num_removed(self) -> int:
        return sum(file.num_removed for file in self.files)


class _Budget:
    """What may still be spent on thorough comparison."""

    def __init__(self) -> None:
        self.cells = MAX_CELLS
        self.words = MAX_WORDS_TOTAL
        self.is_exceeded = False

    def allows(self, cells: int) -> bool:
        fits = cells <= MAX_GAP_CELLS and cells <= self.cells
        self.cells -= cells if fits else 0
        self.is_exceeded |= not fits
        return fits

    def allows_words(self, cells: int) -> bool:
        fits = cells <= MAX_WORD_CELLS and cells <= self.words
        self.words -= cells if fits else 0
        return fits


def diff(left: Mapping[str, str], right: Mapping[str, str]) -> Diff:
    """Compares two projects, file by file; a file that was renamed counts as removed and added.

    Equal pictures are left out: there is no code to read around what changed.
    """
    budget = _Budget()
    paths = [
        path
        for path in dict.fromkeys([*left, *right])
        if left.get(path) != right.get(path) or not is_picture(path, left[path])
    ]
    files = [_file(path, left.get(path), right.get(path), budget) for path in paths]
    return Diff(tuple(sorted(files, key=lambda file: file.status == "equal")))


def _file(path: str, left: str | None, right: str | None, budget: _Budget) -> FileDiff:
    budget.is_exceeded = False
    a, b = (_lines(_shown(path, text or "")) for text in (left, right))
    rows = tuple(_rows(a, b, budget))
    added = sum(row.kind in ("added", "changed") for row in rows)
    removed = sum(row.kind in ("removed", "changed") for row in rows)
    status: Status = "added" if left is None else "removed" if right is None else "changed"
    if left == right:
        status = "equal"
    return FileDiff(path, status, rows, added, removed, budget.is_exceeded)


def _shown(path: str, text: str) -> str:
    """A picture has no lines, so it is told in one."""
    return (
        f"{described(path, text)}, {hashlib.sha256(text.encode()).hexdigest()[:8]}" if is_picture(path, text) else text
    )


def _lines(text: str) -> list[str]:
    """As editors count them: a line end at the end of a file begins no line."""
    lines = text.split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _rows(a: Sequence[str], b: Sequence[str], budget: _Budget) -> Iterator[Row]:
    at_a = at_b = 0
    for start_a, start_b, length in [*_matches(a, b, budget), (len(a), len(b), 0)]:
        yield from _gap(a, b, (at_a, start_a), (at_b, start_b), budget)
        for step in range(length):
            i, j = start_a + step, start_b + step
            yield Row("equal", i + 1, j + 1, a[i], b[j])
        at_a, at_b = start_a + length, start_b + length


def _gap(a: Sequence[str], b: Sequence[str], in_a: Range, in_b: Range, budget: _Budget) -> Iterator[Row]:
    """Lines that were not found equal: beside one another as far as both sides have some."""
    pairs = min(in_a[1] - in_a[0], in_b[1] - in_b[0])
    for step in range(pairs):
        i, j = in_a[0] + step, in_b[0] + step
        if a[i] == b[j]:  # in a gap that was too large to be looked into
            yield Row("equal", i + 1, j + 1, a[i], b[j])
        else:
            yield Row("changed", i + 1, j + 1, a[i], b[j], *_marks(a[i], b[j], budget))
    for i in range(in_a[0] + pairs, in_a[1]):
        yield Row("removed", left=i + 1, left_text=a[i])
    for j in range(in_b[0] + pairs, in_b[1]):
        yield Row("added", right=j + 1, right_text=b[j])


def _matches(a: Sequence[str], b: Sequence[str], budget: _Budget) -> list[tuple[int, int, int]]:
    """Stretches of equal lines, in order: (start in a, start in b, length)."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[len(a) - 1 - end] == b[len(b) - 1 - end]:
        end += 1
    found = [(0, 0, start)] if start else []
    anchors = [*_anchors(a, b, start, end), (len(a) - end, len(b) - end)]
    at_a = at_b = start
    for i, j in anchors:
        found += _thorough(a, b, (at_a, i), (at_b, j), budget)
        if i < len(a) - end:
            found.append((i, j, 1))
        at_a, at_b = i + 1, j + 1
    if end:
        found.append((len(a) - end, len(b) - end, end))
    return found


def _anchors(a: Sequence[str], b: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Lines that occur once on each side, as many as keep their order on both."""
    middle_a, middle_b = range(start, len(a) - end), range(start, len(b) - end)
    count_a, count_b = Counter(a[i] for i in middle_a), Counter(b[j] for j in middle_b)
    places = {b[j]: j for j in middle_b if count_b[b[j]] == 1}
    pairs = [(i, places[a[i]]) for i in middle_a if count_a[a[i]] == 1 and a[i] in places and a[i].strip()]
    # The longest run of pairs that rises on both sides, by piles as in patience.
    tops: list[int] = []
    pile_of: list[int] = []  # index of the pair on top of each pile
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        pile = bisect.bisect_left(tops, j)
        before.append(pile_of[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(j)
            pile_of.append(index)
        else:
            tops[pile], pile_of[pile] = j, index
    rising: list[tuple[int, int]] = []
    at = pile_of[-1] if pile_of else -1
    while at >= 0:
        rising.append(pairs[at])
        at = before[at]
    return rising[::-1]


def _thorough(
    a: Sequence[str], b: Sequence[str], in_a: Range, in_b: Range, budget: _Budget
) -> list[tuple[int, int, int]]:
    cells = (in_a[1] - in_a[0]) * (in_b[1] - in_b[0])
    if not cells or not budget.allows(cells):
        return []
    matcher = SequenceMatcher(None, a[in_a[0] : in_a[1]], b[in_b[0] : in_b[1]], autojunk=False)
    return [(in_a[0] + i, in_b[0] + j, length) for i, j, length in matcher.get_matching_blocks() if length]


def _marks(left: str, right: str, budget: _Budget) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Which characters of two lines are only in one of them; none where hardly anything is in both."""
    if max(len(left), len(right)) > MAX_MARKED_CHARS or not budget.allows_words(PAIR_CELLS):
        return (), ()
    a, b = _WORD.findall(left), _WORD.findall(right)
    # A style sheet in one line of which one colour changed costs what changed.
    head = _num_alike(a, b)
    tail = _num_alike(a[head:][::-1], b[head:][::-1])
    rest_a, rest_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if not budget.allows_words(len(rest_a) * len(rest_b)):
        return (), ()
    between = SequenceMatcher(None, rest_a, rest_b, autojunk=False).get_matching_blocks()
    blocks = [
        (0, 0, head),
        *((head + i, head + j, length) for i, j, length in between),
        (len(a) - tail, len(b) - tail, tail),
    ]
    in_both = sum(len(word) for i, _, length in blocks for word in a[i : i + length] if word.strip())
    if in_both * 4 < max(len(left.strip()), len(right.strip())):
        return (), ()
    return _ranges(a, [(i, length) for i, _, length in blocks]), _ranges(b, [(j, length) for _, j, length in blocks])


def _num_alike(a: Sequence[str], b: Sequence[str]) -> int:
    """With how many equal words both begin."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _ranges(words: Sequence[str], equal: Sequence[tuple[int, int]]) -> tuple[Range, ...]:
    """The stretches of characters between the equal words."""
    places = [0]
    for word in words:
        places.append(places[-1] + len(word))
    found: list[Range] = []
    at = 0
    for start, length in equal:
        if start > at:
            found.append((places[at], places[start]))
        at = start + length
    return tuple(found)
