"""How much processor time something takes, in a unit that is as slow as the machine is at that moment."""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

NUM_STEPS = 100_000
T = TypeVar("T")


def pace_s() -> float:
    """Seconds of processor time of this thread for `NUM_STEPS` plain steps: about 12.5 ms on one idle core."""
    return min(seconds(_steps) for _ in range(3))


def cost(work: Callable[[], object], *, tries: int = 3) -> float:
    """Processor time of this thread in paces, the least of `tries`.

    Another program slows `work` and the plain steps beside it alike, so a bound on this holds on a busy machine and on
    a slow one. What grows with the square of its input exceeds any bound that leaves room for noise.
    """
    return min(once(work)[0] for _ in range(tries))


def once(work: Callable[[], T]) -> tuple[float, T]:
    """Like `cost` with one try, and what came of it."""
    gc.collect()
    began = time.thread_time()
    made = work()
    return (time.thread_time() - began) / pace_s(), made


def seconds(work: Callable[[], object]) -> float:
    """Processor time of this thread, which says little on a machine that is not known: for what is looked at again."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _steps() -> None:
    made: dict[int, str] = {}
    for number in range(NUM_STEPS):
        made[number & 1023] = str(number)
