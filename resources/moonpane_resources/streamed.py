"""A text that is changed while it comes, piece by piece."""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence


class Streamed(ABC):
    """`feed` it, then take the `rest`. What `undecided` finds at the end of a piece waits for the next one."""

    def __init__(self, undecided: re.Pattern[str]) -> None:
        self._undecided = undecided
        self._held = ""

    def feed(self, text: str) -> str:
        """What can be passed on."""
        self._held += text
        undecided = self._undecided.search(self._held)
        cut = undecided.start() if undecided else len(self._held)
        decided, self._held = self._held[:cut], self._held[cut:]
        return self.changed(decided)

    def rest(self) -> str:
        """What is held back at the end."""
        held, self._held = self._held, ""
        return held

    @abstractmethod
    def changed(self, text: str) -> str:
        """A piece of which everything is decided."""


class InTurn:
    """Several changes of one text, each of what the one before it has passed on."""

    def __init__(self, changes: Sequence[Streamed]) -> None:
        self._changes = changes

    def feed(self, text: str) -> str:
        """What can be passed on."""
        for each in self._changes:
            text = each.feed(text)
        return text

    def rest(self) -> str:
        """What is held back at the end."""
        rest = ""
        for each in self._changes:
            rest = each.feed(rest) + each.rest()
        return rest
