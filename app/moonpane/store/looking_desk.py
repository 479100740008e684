"""Which branch and which version is looked at. Lives on the Qt thread, see `Desk`."""

from collections.abc import Mapping

from moonpane.store.model import Exchange, Version
from moonpane.store.sentences import not_while_answering, version
from moonpane.store.session_desk import SessionDesk


class LookingDesk(SessionDesk):
    """Each wish is a method; what is looked at is kept, so that it is there after a restart."""

    def go_to_sibling(self, exchange: Exchange, index: int) -> None:
        """Another branch, at the place of an exchange."""
        session = self.store.session
        self.store.go_to(session.newest_end(session.siblings(exchange.record)[index]))
        self._keep()

    def fork_from(self, exchange: Exchange) -> None:
        """The next question follows this exchange; what came after it stays in its branch."""
        self.store.go_to(exchange.id)
        self._keep()

    def go_to_rest(self, exchange: Exchange | None = None) -> None:
        """What came after an exchange, or after nothing, as far as it was last worked on."""
        self.store.go_to(self.store.session.newest_end(exchange.record if exchange else None))
        self._keep()

    def branch_from(self, version: Version) -> None:
        """The next question changes this version, and follows the exchange that brought it."""
        store = self.store
        if store.running is not None:
            store.refuse(not_while_answering())
            return
        brought = store.current.bringer(version)
        store.go_to(brought.id if brought else None)
        self.show_version(version)

    def show_version(self, version: Version) -> None:
        self.store.show_version(version)
        self._keep()

    def undo(self) -> None:
        if version := self.store.undone:
            self.show_version(version)

    def redo(self) -> None:
        if version := self.store.redone:
            self.show_version(version)

    def show_variant(self, index: int) -> None:
        """One of several pages for a picture."""
        ids = self.store.shown.variant_versions if self.store.shown else ()
        if version := self.store.current.versions.get(ids[index] if index < len(ids) else ""):
            self.show_version(version)

    def cancel_variant(self, index: int) -> None:
        if shown := self.store.shown:
            self._spawn(self._jobs.cancel_variant(shown.id, index))

    def compare_code(self, left: Version, right: Version) -> None:
        """What is different between the files of two versions."""
        number = self.store.session.number
        captions = (version(number(left.revision)), version(number(right.revision)))
        self._spawn(self._jobs.compare_code(left.revision, right.revision, captions))

    def look_at_pictures(self, pictures: Mapping[str, str]) -> None:
        """What the pictures among the files of a page look like."""
        self._spawn(self._jobs.look_at_pictures(pictures))
