"""The part of the store that is about what is not sent yet: pictures and text of the composer."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from moonpane.store import notices
from moonpane.store.awaited import Awaited
from moonpane.store.changes import Changed, What
from moonpane.store.model import Exchange, Picture

MAX_REFUSALS = 4  # said at once, the latest ones: many must not push the draft away


class DraftStore(QObject):
    """The base of `Store`, which has the sessions.

    Signals:
        changed: a `Changed`, after the store holds the new state.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft: list[Picture] = []
        self.draft_text = ""
        self.refusals: list[str] = []  # why something could not be done, below the draft
        self.opening = 0  # pictures that are being opened for the draft
        self.awaited: Awaited | None = None  # None: what the composer holds belongs to the session that is shown

    def expect(self, awaited: Awaited) -> None:
        """Another session, or another draft, is on its way: the composer is empty until then."""
        self.awaited = awaited
        self.draft_text = ""
        self.keep_in_draft([])
        self._emit(What.DRAFT_TEXT)

    def await_pictures(self, count: int) -> None:
        """Pictures were given and are being opened."""
        self.opening += count
        self.refusals = []
        self._emit(What.DRAFT)

    def drop_draft(self, picture: Picture) -> None:
        """Takes one picture out of the composer."""
        self.keep_in_draft([each for each in self.draft if each is not picture])

    def keep_in_draft(self, pictures: Sequence[Picture]) -> None:
        """What is left in the composer, or was put there."""
        self.draft = list(pictures)
        self.refusals = []
        self._emit(What.DRAFT)

    def refuse(self, sentence: str) -> None:
        """Says below the composer why something cannot be done."""
        self.refusals = [sentence]
        self._emit(What.DRAFT)

    def _apply_to_draft(self, notice: notices.PictureOpened | notices.PictureTurnedAway) -> None:
        self.opening -= 1
        places = {id(picture): place for place, picture in enumerate(self.draft)}
        if isinstance(notice, notices.PictureTurnedAway):
            self.refusals = [*self.refusals, notice.sentence][-MAX_REFUSALS:]
        elif (place := places.get(id(notice.replaces))) is not None:
            self.draft[place] = notice.picture  # the first of several is the mockup, so none may change its place
        else:
            self.draft.append(notice.picture)
        self._emit(What.DRAFT)

    def _take_draft(self, found: notices.DraftFound, *, is_here: bool) -> None:
        """What was typed and dropped while it was read follows it. `is_here`: its session is in memory already."""
        self.awaited = None if is_here else self.awaited and self.awaited.found(found.session)
        self.draft_text = "\n".join(filter(None, (found.text, self.draft_text)))
        self.draft = [*found.pictures, *self.draft]
        self._emit(What.DRAFT)
        self._emit(What.DRAFT_TEXT, text=self.draft_text)

    def _emit(self, what: What, exchange: Exchange | None = None, text: str = "") -> None:
        self.changed.emit(Changed(what, exchange.id if exchange else "", text))
