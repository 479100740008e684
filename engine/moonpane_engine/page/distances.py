"""One gap for a column, and how far each of its elements is from that; all in px."""

from collections.abc import Sequence
from statistics import median_low

EVEN_SLACK = 2  # px; smaller differences are none


def usual(distances: Sequence[int]) -> int:
    """The gap of elements that are so far apart; 0 where they overlap, or there are none."""
    return max(0, median_low(distances)) if distances else 0


def difference(distance: int, gap: int) -> int:
    """What a distance has beyond the gap, or lacks."""
    return distance - gap if abs(distance - gap) > EVEN_SLACK else 0
