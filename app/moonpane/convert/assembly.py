"""Pages that hold one part each become one page while they are written."""

import re
from collections.abc import Sequence

_PIECE = re.compile(r"<[^>]*>|[^<]+")  # a tag, or what stands between two
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_VOID = ("input", "hr", "img")


class Assembly:
    """Takes the answers one behind the other: `feed` what comes, `next_part` where one has ended.

    What is around a part is written in its answer, too; it comes into the page with the part that begins it, and is
    closed by the part that ends it. The embedded model's house style is all that is understood: quotes hold no `>`.
    """

    def __init__(self, depths: Sequence[int]) -> None:
        """`depths`: of each part, how many elements are around it, the body included; 0 for the first."""
        self._depths = [*depths, 0]
        self._number = 0
        self._open: list[str] = []  # elements of the page, from the body on
        self._held = ""  # a tag that has only begun
        self._begin()

    def feed(self, text: str) -> str:
        """What the next piece of the answer adds to the page."""
        self._held += text
        cut = len(self._held)
        if (begun := self._held.rfind("<")) > self._held.rfind(">"):
            cut = begun
        ready, self._held = self._held[:cut], self._held[cut:]
        return "".join(self._placed(piece) for piece in _PIECE.findall(ready))

    def next_part(self, *, was_cut: bool = False) -> str:
        """The next answer follows. Returns the ends of what the last one left open.

        One that was cut off has not begun everything that goes on: what it opened is closed, and opened anew.
        """
        self._number += 1
        kept = self._depths[self._number]
        if was_cut:
            kept = min(kept, max(self._num_around, 1))
        ends = self._closed(len(self._open) - kept)
        self._begin()
        return ends

    def _begin(self) -> None:
        self._held = ""
        self._depth = 0  # open elements of this answer, from the body on
        self._num_around = min(self._depths[self._number], len(self._open))
        self._is_inside = not self._open  # where it writes what is new: all of it, as long as there is no page
        self._num_ends = 0  # of elements that may go on in the next part; what follows here tells

    def _placed(self, piece: str) -> str:
        tag = _TAG.match(piece)
        if tag is None or not (self._depth or tag[2] == "body"):
            return piece if self._is_inside and not self._num_ends else ""
        return self._close() if tag[1] else self._enter(tag[2], piece)

    def _enter(self, name: str, piece: str) -> str:
        is_void = name in _VOID
        self._depth += not is_void
        if not self._is_inside and not is_void and self._depth <= self._num_around:  # stands in the page already
            return ""
        ends, self._num_ends, self._is_inside = self._closed(self._num_ends), 0, True
        if not is_void:
            self._open.append(name)
        return ends + piece

    def _close(self) -> str:
        """What goes on in the next part stays open; its name is the one with which it began."""
        self._depth -= 1
        if self._depth < self._depths[self._number + 1]:
            self._num_ends += 1
            return ""
        return f"</{self._open.pop()}>"

    def _closed(self, number: int) -> str:
        return "".join(f"</{self._open.pop()}>\n" for _ in range(number))
