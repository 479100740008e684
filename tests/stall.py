"""How long our thread works without looking at its events, in paces (see `tests.cost`)."""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests import collector
from tests.cost import pace_s

MAX_STALL = 4.0  # 50 ms where a pace takes 12.5 ms


def longest_stall(
    qtbot: QtBot, until: Callable[[], bool], *, act: Callable[[], object] | None = None, timeout_s: int = 60
) -> float:
    """The longest stretch in paces, from when `act` is called until shortly after `until` holds.

    Counted in processor time of this thread, and without the collector's walks through what other tests have left.
    """
    gc.collect()
    gc.freeze()
    pace = pace_s()
    last, longest = time.thread_time(), 0.0

    def on_tick() -> None:
        nonlocal last, longest
        now = time.thread_time()
        longest, last = max(longest, now - last), now

    ticks = QTimer()
    ticks.timeout.connect(on_tick)
    ticks.start(1)
    try:
        if act is not None:
            act()
        qtbot.waitUntil(until, timeout=timeout_s * 1_000)
        qtbot.wait(100)
    finally:
        ticks.stop()
        collector.give_back()
    return longest / max(pace, pace_s())
