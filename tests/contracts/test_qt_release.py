"""The pinned PySide6 is sound on this Python.

PySide6 6.12.0 on Python 3.11 gives one reference to None away with every Qt call that returns nothing, and
aborts the process after a few thousand of them.
"""

import ctypes
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer

NUM_CALLS = 10_000

# From 3.12 on the references to None are not counted any more (PEP 683): nothing can be lost, and nothing measured.
pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal since Python 3.12")


def none_references_lost(call: Callable[[], object], num_calls: int) -> int:
    before = sys.getrefcount(None)
    for _ in range(num_calls):
        call()
    return before - sys.getrefcount(None)


def test_calls_that_return_nothing_keep_none_alive() -> None:
    timer = QTimer()
    lost = none_references_lost(lambda: timer.setInterval(5), NUM_CALLS)
    assert lost < NUM_CALLS // 100  # other objects come and go, by the dozen


def test_a_lossy_call_would_be_seen() -> None:
    """The control, with so few lost that the process lives."""
    give_away = ctypes.pythonapi.Py_DecRef
    give_back = ctypes.pythonapi.Py_IncRef
    for function in (give_away, give_back):
        function.argtypes = [ctypes.py_object]
        function.restype = None
    lost = none_references_lost(lambda: give_away(None), 500)
    for _ in range(500):
        give_back(None)
    assert lost > 400
