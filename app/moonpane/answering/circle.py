"""Whether a model goes round in a circle: the same words over and over, as small models do, and large ones that think.

Only an exact repetition counts. Code repeats itself by rights (the rows of a table), so much more of it is let pass.
"""

from dataclasses import dataclass

_PROBE_CHARS = 48  # at the end of what was said; where they stood before gives the length of the circle
_EVERY_CHARS = 512  # what is said between two looks
_TAIL_CHARS = 64_000  # that are looked at: thoughts in circles of up to 8,000 chars, code of up to 2,000
_MAX_TRIALS = 256  # places where the end stood before: it may stand in one circle several times


@dataclass(frozen=True)
class Patience:
    """How much of exactly the same is let pass."""

    times: int
    chars: int


WITH_THOUGHTS = Patience(times=8, chars=2_000)
WITH_TEXT = Patience(times=30, chars=24_000)


class Circle:
    """Looks at the end of one growing text, in time that does not grow with it."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._tail = ""
        self._unseen = 0

    def feed(self, piece: str) -> bool:
        """Whether the text, with this piece, ends in a circle."""
        self._unseen += len(piece)
        self._tail += piece
        if self._unseen < _EVERY_CHARS:
            return False
        self._unseen = 0
        self._tail = self._tail[-_TAIL_CHARS:]
        return bool(period_at_end(self._tail, self._patience))


def period_at_end(text: str, patience: Patience) -> int:
    """The length of what a text says over and over at its end, in chars; 0 where that is not more than is let pass."""
    probe = text[-_PROBE_CHARS:]
    before = len(text) - 1
    for _ in range(_MAX_TRIALS):
        before = text.rfind(probe, 0, before + len(probe) - 1)
        period = len(text) - len(probe) - before
        length = max(patience.chars, patience.times * period)
        if before < 0 or length > len(text):
            return 0
        if text[-length:-period] == text[period - length :]:
            return period
    return 0


def without_circle(text: str, patience: Patience) -> str:
    """The text up to where it began to repeat itself, with what it repeats once."""
    period = period_at_end(text, patience)
    if not period:
        return text
    start = len(text) - period
    while start > 0 and text[start - 1] == text[start - 1 + period]:
        start -= 1
    return text[: start + period]
