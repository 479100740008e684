"""What a person wants of the studio, each wish a method: it changes the store at once and starts the work that follows.

Lives on the Qt thread and returns at once; the work runs on the asyncio thread and tells what it did by notices.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from moonpane.answering import SoFar
from moonpane.outlined import Place
from moonpane.preview.picked import Picked
from moonpane.session import Exchange as Record
from moonpane.session import Kind, Reply, Revision, Stack, Turn
from moonpane.store.looking_desk import LookingDesk
from moonpane.store.model import Exchange, Offer, Phase, Picture, Version
from moonpane.store.notices import CodeRead
from moonpane.store.sentences import cannot_chat, cannot_mend, marks_are_not_followed, measure_and_improve, words_stay
from moonpane.store.session_desk import Spawn
from moonpane.store.studio import Store
from moonpane.store.work.incoming import Incoming, Paint
from moonpane.store.work.jobs import Jobs
from moonpane.store.work.keeper import Keeper
from moonpane.store.work.library import Library
from moonpane_resources.prompts.wishes import picked_words

GO_ON = "Your answer was cut off. Go on, and finish what is missing in the files as they are now."


class Desk(LookingDesk):
    """The store's hands: what is said, and what is made."""

    def __init__(
        self, store: Store, jobs: Jobs, incoming: Incoming, keeper: Keeper, library: Library, spawn: Spawn
    ) -> None:
        super().__init__(store, jobs, keeper, library, spawn)
        self._looked_at: set[str] = set()  # versions that are being looked at closer, or were
        self._incoming = incoming

    # -- what is said ------------------------------------------------------------------------------

    def open_offers(self, offers: Sequence[Offer]) -> None:
        """Looks at what was dropped, pasted or chosen; the good ones wait in the composer."""
        self.store.await_pictures(len(offers))
        self._spawn(self._incoming.open(list(offers)))

    def open_address(self, location: str, *, width: int, is_file: bool) -> None:
        """A picture of a page at an address, or of a file."""
        self.store.await_pictures(1)
        self._spawn(self._incoming.photograph(location, width=width, is_file=is_file))

    def open_recording(self, path: Path, folder: Path) -> None:
        """A recording of the screen, which ends up in the person's folder for them."""
        self.store.await_pictures(1)
        self._spawn(self._incoming.open_recording(path, folder))

    def mark(self, picture: Picture, paint: Paint) -> None:
        """A picture of the draft was drawn on; it keeps its place."""
        self.store.await_pictures(1)
        self._spawn(self._incoming.mark(picture, paint))

    def take_part(self, picture: Picture, place: Place) -> None:
        """Only a part of a picture of the draft, or of what that is a part of, is meant; it keeps its place."""
        self.store.await_pictures(1)
        self._spawn(self._incoming.take_part(picture, place))

    def add_sketch(self, paint: Paint, name: str) -> None:
        self.store.await_pictures(1)
        self._spawn(self._incoming.sketch(paint, name))

    def import_code(self, path: Path) -> None:
        """A page or a project of the person's own, to go on from."""
        self._spawn(self._incoming.bring_code(path))

    def take_code(self, read: CodeRead) -> None:
        """Code was read: a version that comes from nothing said."""
        session = self.store.session
        if session.is_empty:
            session.title = read.name
        self._keep_made(read.revision)
        self._spawn(self._jobs.measure(session.id, read.revision, ()))

    def submit(self, text: str) -> bool:
        """Sends the draft: pictures are converted, text alone is talk. True when the words were sent, too."""
        store = self.store
        if store.running is not None or not (text or store.draft):
            return False
        if not store.draft and not store.engine.chats and store.version is None:
            store.refuse(cannot_chat())
            return False
        pictures = store.draft
        if pictures and not store.engine.chats:
            if pictures[0].attachment.notes:
                store.refuse(marks_are_not_followed())
                return False
            # It takes one picture at a time and no words: what it cannot use waits for the next time.
            store.keep_in_draft(pictures[1:])
            if text:
                store.refuse(words_stay())
            self._ask("convert", "", pictures[:1], parent=store.session.head)
            return False
        store.keep_in_draft([])
        if text:
            store.draft_text = ""
        base = None if pictures else store.session.shown
        self._ask("convert" if pictures else "talk", text, pictures, parent=store.session.head, base=base)
        return True

    def ask_again(self, exchange: Exchange) -> None:
        """Asks the same once more, in a branch beside the first answer; what failed takes up what it knew already."""
        replies = exchange.record.replies if exchange.phase is Phase.FAILED else {}
        self._ask_beside(exchange, exchange.asked.text, replies)

    def edit_and_ask(self, exchange: Exchange, text: str) -> None:
        """Asks something else in the place of what was asked; the former question and its answers stay in a branch."""
        self._ask_beside(exchange, text, {})

    def _ask_beside(self, exchange: Exchange, text: str, replies: Mapping[str, Reply]) -> None:
        if self.store.running is None:
            record = exchange.record
            kind: Kind = "convert" if exchange.converts else "talk"  # words in the place of a refinement are talk
            parent, base, stack = record.parent, record.base, record.stack
            self._ask(kind, text, exchange.pictures, parent=parent, base=base, stack=stack, replies=replies)

    def continue_answer(self, exchange: Exchange) -> None:
        """Has the model go on where its answer ended, under the page as far as it came."""
        record = exchange.record
        if exchange.converts and self.store.running is None:
            answer = record.answer
            is_begun = answer.text or answer.reasoning or exchange.files  # else only what it was to know first is there
            so_far = SoFar(answer.text, answer.reasoning, exchange.files) if is_begun else None
            self._ask(
                "convert",
                record.asked.text,
                exchange.pictures,
                parent=record.parent,
                base=exchange.version.id if exchange.version else None,
                so_far=so_far,
                like=record,
                replies=record.replies,
            )
        elif self.store.running is None and not self.store.engine.chats:
            self.store.refuse(cannot_chat())
        elif self.store.running is None:
            base = exchange.version.id if exchange.version else exchange.record.base
            self._ask("talk", GO_ON, (), parent=exchange.id, base=base, like=record)

    def fix(self, sentence: str, place: str) -> None:
        """An error of the page is to be mended by the model."""
        where = f" ({place})" if place else ""
        self._say(f"The page shows an error, please fix it: {sentence}{where}")

    def _say(self, text: str) -> None:
        """As if the person had typed it."""
        if self.store.running is None:
            if self.store.engine.chats:
                session = self.store.session
                self._ask("talk", text, (), parent=session.head, base=session.shown)
            else:
                self.store.refuse(cannot_mend())

    def stop(self) -> None:
        """Ends the running answer; what there is of it stays."""
        if running := self.store.running:
            self._spawn(self._jobs.stop(running.id))

    def refine(self, rounds: int) -> None:
        """The shown version is made more like its mockups."""
        store, session = self.store, self.store.session
        version, mockups = store.version, [picture.attachment for picture in store.mockups]
        if store.running is not None or version is None or not mockups:
            return
        words = measure_and_improve(rounds)
        record = Record("refine", Turn("user", words), Turn("assistant", status="growing"), parent=session.head)
        record.base, record.stack = version.id, version.revision.stack
        store.begin(record, ())
        self._keep()
        self._spawn(self._jobs.refine(session.id, record, version.revision, mockups, rounds))

    def look_closer(self) -> None:
        """Where the shown version differs, unless that is known; drawn and measured first, if it never was."""
        store, version = self.store, self.store.version
        mockups = [picture.attachment for picture in store.mockups]
        if store.running and store.running.phase is Phase.RENDERING:
            return  # it is being measured
        if version and mockups and version.spots is None and version.id not in self._looked_at:
            self._looked_at.add(version.id)
            is_measured = version.score is not None and len(version.renders) >= len(mockups)
            self._spawn(self._jobs.look_closer(store.session.id, version.revision, mockups, is_measured=is_measured))

    def draw_missing(self, *versions: Version) -> None:
        """Pictures of versions that have none: of an answer that was cut off, or older than those that are read."""
        session = self.store.session
        for each in versions:
            if not each.renders and each.id not in self._looked_at:
                self._looked_at.add(each.id)
                self._spawn(self._jobs.measure(session.id, each.revision, session.mockups(each.revision)))

    def _ask(
        self,
        kind: Kind,
        text: str,
        pictures: Sequence[Picture],
        *,
        parent: str | None,
        base: str | None = None,
        stack: Stack | None = None,
        so_far: SoFar | None = None,
        like: Record | None = None,
        replies: Mapping[str, Reply] | None = None,
    ) -> None:
        """`like`: what this goes on from is written the same way, whatever is chosen by now.

        `stack`: what was asked already was answered in it.

        `replies`: what the model said already to requests that are part of this one.
        """
        session = self.store.session
        asked = Turn("user", text, tuple(picture.attachment for picture in pictures))
        record = Record(kind, asked, Turn("assistant", status="growing"), parent=parent)
        record.base = base
        # A page stays what it is made of, unless the person has just chosen otherwise.
        looked_at = session.revisions.get(base or "")
        was = looked_at.stack if looked_at else stack
        record.stack = was if was and not self.has_new_stack else self.options.stack
        record.thinking, record.replies = self.options.thinking, dict(replies or {})
        if like:
            record.stack, record.thinking = like.stack, like.thinking
        else:
            self.new_stack = None
        held_it = self._settle()
        self.store.begin(record, pictures, so_far)
        self._keep()
        self._move_in(held_it)
        if kind == "convert":
            self._spawn(self._jobs.convert(session.id, record, self.options, so_far))
        else:
            mockups = session.mockups(looked_at)
            self._spawn(self._jobs.talk(session.id, record, session.said(), looked_at, mockups))

    # -- what the person makes ---------------------------------------------------------------------

    def edit_by_hand(self, version: str, changed: Mapping[str, str]) -> None:
        """The person changed files of a version: one of its own, drawn and measured, in the session of the former."""
        place = self.store.home_of(version)
        if place is None:
            return
        base, session = place.versions[version].revision, place.session
        files = {**base.files, **changed}
        if files == dict(base.files):
            return
        revision = Revision(files, parent=version, origin="person", stack=base.stack, exchange=None, is_complete=True)
        if place is self.store.current and session.shown == version:
            self._keep_made(revision)
        else:  # the person looks at something else by now, which stays
            place.keep(revision, looks=session.shown == version)
            self._keeper.keep_session(session)
            self._keeper.keep_revision(session.id, revision)
        self._spawn(self._jobs.measure(session.id, revision, session.mockups(revision)))

    def _keep_made(self, revision: Revision) -> None:
        """A version that no answer brought."""
        held_it = self._settle()
        self.store.add_revision(revision)
        self._keep()
        self._keeper.keep_revision(self.store.session.id, revision)
        self._move_in(held_it)


def words_to_change(picked: Picked) -> str:
    """How a message about an element begins; the person says what is to change."""
    return picked_words(picked.html, source=picked.source)
