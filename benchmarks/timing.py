"""Timing in turns: what is compared runs alternately, so that a slow moment of the machine hits both."""

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turns(works: dict[str, Callable[[], object]], *, rounds: int = 5) -> dict[str, float]:
    """Median wall seconds of each, after one unmeasured call."""
    for work in works.values():
        work()
    measured: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            measured[name].append(seconds(work))
    return {name: statistics.median(times) for name, times in measured.items()}
