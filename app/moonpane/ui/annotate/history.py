"""States that can be gone back to."""

from collections.abc import Sequence

from moonpane.ui.annotate.marks import Mark

MAX_STATES = 200

State = tuple[Mark, ...]


class History:
    """The marks now, and before, and what was taken back."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self._states: list[State] = [tuple(marks)]
        self._at = 0

    @property
    def now(self) -> State:
        return self._states[self._at]

    @property
    def can_undo(self) -> bool:
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        return self._at < len(self._states) - 1

    def do(self, marks: Sequence[Mark]) -> None:
        """A new state; what was taken back before is forgotten."""
        if tuple(marks) == self.now:
            return
        self._states[self._at + 1 :] = [tuple(marks)]
        del self._states[:-MAX_STATES]
        self._at = len(self._states) - 1

    def amend(self, marks: Sequence[Mark]) -> None:
        """The state as it is now, without a step of its own: for what is typed letter by letter."""
        self._states[self._at] = tuple(marks)

    def undo(self) -> None:
        self._at = max(0, self._at - 1)

    def redo(self) -> None:
        self._at = min(len(self._states) - 1, self._at + 1)
