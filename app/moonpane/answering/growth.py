"""When to tell that files grew: often enough for a preview, not with every token."""

import time

EVERY_S = 1 / 30


class Growth:
    """Keeps the time of the last telling."""

    def __init__(self) -> None:
        self._told_at = 0.0
        self._state: tuple[object, ...] = ()

    def is_due(self, *state: object) -> bool:
        """Whether it is time again; at once when the state (which file, how many have ended) is another one."""
        now = time.monotonic()
        if state == self._state and now - self._told_at < EVERY_S:
            return False
        self._told_at, self._state = now, state
        return True
