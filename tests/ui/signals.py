"""What a signal said that a test waited for."""

from typing import Any

from pytestqt.wait_signal import SignalBlocker


def said_by(waited: SignalBlocker) -> list[Any]:
    assert waited.args is not None
    return waited.args
