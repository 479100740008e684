"""How long our thread works without looking at its events."""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

MAX_STALL_S = 0.05


def longest_stall(
    qtbot: QtBot, until: Callable[[], bool], *, act: Callable[[], object] | None = None, timeout_s: int = 60
) -> float:
    """The longest stretch in seconds, from when `act` is called until shortly after `until` holds.

    Counted in processor time of this thread, which other programs on the machine do not change, and without the
    collector's walks through what other tests have left.
    """
    gc.collect()
    gc.freeze()
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
        gc.unfreeze()
    return longest
