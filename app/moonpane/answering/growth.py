"""When to tell that files grew: often enough for a preview, not with every token."""

import time

EVERY_S = 1 / 120  # on the way to a window that is told thirty times a second, so that little is added to that wait


class Growth:
    """Keeps the time of the last telling."""

    def __init__(self) -> None:
        self._told_at = 0.0
        self._state: tuple[str | None, int] = (None, 0)

    def is_due(self, path: str | None, num_ended: int) -> bool:
        """Whether it is time again, while `path` grows; at once when another one begins, or one has ended."""
        now = time.monotonic()
        state = (path, num_ended)
        if state == self._state and (path is None or now - self._told_at < EVERY_S):
            return False
        self._told_at, self._state = now, state
        return True
