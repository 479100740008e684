"""What the window waits for, when another session or another draft is to be shown."""

from dataclasses import dataclass, replace

from moonpane.store.found_place import FoundPlace


@dataclass(frozen=True)
class Awaited:
    """What is being read from the archive, to be shown; until it comes, the composer's draft is nobody's."""

    session: str | None = None  # None: the draft of empty sessions
    whichever: bool = False  # the one that comes next
    nothing: bool = False  # only that something is begun here
    place: FoundPlace | None = None  # in the session, that is to be seen

    def fits(self, session: str | None) -> bool:
        return self.whichever or (not self.nothing and session == self.session)

    def found(self, session: str | None) -> "Awaited":
        """Which one it is, is known by now; its record comes next."""
        return replace(self, session=session, whichever=False)
