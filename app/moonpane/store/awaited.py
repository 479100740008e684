"""What the window waits for, when another session or another draft is to be shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Awaited:
    """What is being read from the archive, to be shown; until it comes, the composer's draft is nobody's."""

    session: str | None = None  # None: the draft of empty sessions
    whichever: bool = False  # the one that comes next
    nothing: bool = False  # only that something is begun here

    def fits(self, session: str | None) -> bool:
        return self.whichever or (not self.nothing and session == self.session)
