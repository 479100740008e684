"""A measured screen cut into parts that a small model can write one by one.

Where to cut needs no model: the outline knows which elements stand beside each other, and between the outermost of them
are the longest separators of the screen (the idea of DCGen, arXiv 2406.16386). A part is a stretch of the outline's
lines, so each element is in exactly one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from moonpane.pixels import Place
from moonpane_resources.labels import labelled

_OPENS = ("page", "row", "col", "box")
_LEAST_SHARE = 0.25  # of the lines that are cut, on either side


@dataclass(frozen=True)
class Part:
    """What one answer writes."""

    outline: str  # its lines, with those that they are in: a page of their own
    guide: str  # the whole outline, in which it is marked; labelled, as `guided_outline` takes it
    place: Place  # in the picture
    depth: int  # elements around its first one, the body included; 0 for the beginning of the page


def cut(outline: str, places: Sequence[Place], max_chars: int) -> list[Part]:
    """The parts of an outline in its order, each of at most `max_chars` as far as it can be cut.

    `places` are those of its lines that do not only close something.
    """
    return _Lines(outline.splitlines(), places).parts(max_chars)


class _Lines:
    """An outline's lines, and how they are nested."""

    def __init__(self, lines: Sequence[str], places: Sequence[Place]) -> None:
        self._lines = list(lines)
        self._lengths = [0, *accumulate(len(line) + 1 for line in lines)]  # of everything before each line
        self._around: list[tuple[int, ...]] = []  # of each line, the lines that opened what it is in
        self._ends = [0] * len(lines)  # behind the last line of what each opens
        around = tuple[int, ...]()
        for at, line in enumerate(lines):
            if line == "end":
                self._ends[around[-1]] = at + 1
                around = around[:-1]
            self._around.append(around)
            self._ends[at] = at + 1
            if line.startswith(_OPENS):
                around = (*around, at)
        for at in around:  # the page, which nothing closes
            self._ends[at] = len(lines)
        told = iter(places)
        self._places = [None if line == "end" else next(told) for line in lines]

    def parts(self, max_chars: int) -> list[Part]:
        return [self._part(begin, end) for begin, end in self._stretches(0, len(self._lines), max_chars)]

    def _stretches(self, begin: int, end: int, max_chars: int) -> list[tuple[int, int]]:
        """Cut in two at the outermost place that leaves something on both sides, and each again."""
        if self._length(begin, end) <= max_chars:
            return [(begin, end)]
        places = [at for at in range(begin + 1, end) if self._may_cut(at)]
        if not places:
            return [(begin, end)]
        shares = {at: self._length(begin, at) / self._length(begin, end) for at in places}
        even = [at for at in places if _LEAST_SHARE <= shares[at] <= 1 - _LEAST_SHARE]
        best = min(even or places, key=lambda at: (len(self._around[at]) if even else 0, abs(shares[at] - 0.5)))
        return self._stretches(begin, best, max_chars) + self._stretches(best, end, max_chars)

    def _length(self, begin: int, end: int) -> int:
        return self._lengths[end] - self._lengths[begin]

    def _may_cut(self, at: int) -> bool:
        """Before a line that has one before it in the same element; items of a list stay together."""
        line, before = self._lines[at], self._lines[at - 1]
        return line != "end" and not before.startswith(_OPENS) and not (_is_bullet(line) and _is_bullet(before))

    def _part(self, begin: int, end: int) -> Part:
        lines, around = self._lines, self._around[begin]
        open_at_end = self._around[end] if end < len(lines) else ()
        own = [*(lines[at] for at in around), *lines[begin:end], *["end"] * max(0, len(open_at_end) - 1)]
        marked = [lines[:begin], ["part"], lines[begin:end], ["rest"], lines[end:]]
        is_row = lines[0].startswith("page") and "row" in lines[0].split()  # an element of its own inside the body
        depth = len(around) + is_row if begin else 0
        guide = "".join(labelled("".join(f"{line}\n" for line in each)) for each in marked)
        return Part("".join(f"{line}\n" for line in own), guide, self._place(begin, end), depth)

    def _place(self, begin: int, end: int) -> Place:
        """Around everything that is wholly within."""
        within = [place for at in range(begin, end) if (place := self._places[at]) and self._ends[at] <= end]
        left, top = min(place[0] for place in within), min(place[1] for place in within)
        right, bottom = max(x + width for x, _, width, _ in within), max(y + height for _, y, _, height in within)
        return left, top, right - left, bottom - top


def _is_bullet(line: str) -> bool:
    return line.startswith("text") and "bullet" in line.partition('">')[0].split()
