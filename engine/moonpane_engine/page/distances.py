"""One gap for a column, and how far each of its elements is from that; all in px."""

from collections.abc import Sequence
from statistics import median_low

DRIFT = 1  # px that an element may be off; more, and a distance says so


def usual(distances: Sequence[int]) -> int:
    """The gap of elements that are so far apart; 0 where they overlap, or there are none."""
    return max(0, median_low(distances)) if distances else 0


def beyond(distances: Sequence[int], gap: int) -> list[int]:
    """What each distance has beyond the gap, or lacks: what is left out is made up for by the next ones."""
    found, off = [], 0
    for distance in distances:
        off += distance - gap
        found.append(off if abs(off) > DRIFT else 0)
        off -= found[-1]
    return found
