"""One answer on its way: what comes is told to the window and kept on disk, growing text at most a second late."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from moonpane.answering import SoFar
from moonpane.artifact.document import has_page, is_project
from moonpane.course import FileEdits
from moonpane.session import Attachment, Exchange, Revision, Stack
from moonpane.store import notices
from moonpane.store.model import Phase, reach
from moonpane.store.models.engine_keeper import Post
from moonpane.store.open_session import STATUS
from moonpane.store.refine_run import RefineRun


class Keeps(Protocol):
    """Where work is kept; calls return at once and are carried out in their order."""

    def keep_exchange(self, session_id: str, exchange: Exchange) -> None: ...
    def keep_revision(self, session_id: str, revision: Revision, render: bytes | None = None) -> None: ...
    def checkpoint(
        self, exchange: Exchange, files: Mapping[str, str], variants: Mapping[int, Mapping[str, str]] = ...
    ) -> None: ...


class Answering:
    """Lives on the asyncio thread with a copy of the exchange: the window's own one grows by notices."""

    def __init__(
        self,
        session: str,
        asked: Exchange,
        *,
        post: Post,
        keeper: Keeps,
        mockups: Sequence[Attachment] = (),
        so_far: SoFar | None = None,
    ) -> None:
        """`mockups`: what the page is compared with that the answer may change. `so_far`: what it goes on from."""
        self.session = session
        self.mockups = tuple(mockups)
        self.replies = dict(asked.replies)
        answer, course = replace(asked.answer), replace(asked.course)
        self.exchange = replace(asked, answer=answer, course=course, replies=self.replies)
        self._so_far = so_far  # until it is told once more
        if so_far is not None:
            answer.text, answer.reasoning = so_far.text, so_far.thoughts
        self.files: Mapping[str, str] = dict(so_far.files) if so_far is not None else {}
        self._taken_up = self.files  # is a version already
        self._least = _num_chars(self.files)  # that the page in sight has
        self._before: Mapping[str, str] = {}  # files that there were; what is cut off never takes the place of one
        self._growing = ""
        self._variants: dict[int, Mapping[str, str]] = {}  # pages beside each other that are no versions yet
        self.revision: Revision | None = None  # the latest that it brought
        self.has_ended = False
        self._post = post
        self._keeper = keeper
        self._thinking_since: float | None = None
        self._keep()
        if self.files:
            self._checkpoint()

    @property
    def id(self) -> str:
        return self.exchange.id

    def reach(self, phase: Phase) -> None:
        reach(self.exchange.course, phase)
        self._post(notices.PhaseReached(self.id, phase))

    def read_lines(self, done: int, total: int) -> None:
        course = self.exchange.course
        reach(course, Phase.READING)
        course.lines_read, course.lines_total = done, total
        self._post(notices.LinesRead(self.id, done, total))
        self._checkpoint()

    def say(
        self,
        text: str,
        reasoning: str = "",
        *,
        files: Mapping[str, str] | None = None,
        growing: str = "",
        tokens: int = 0,
        tokens_per_s: float = 0.0,
    ) -> None:
        """The next piece of what the model says and thinks; `files` of the page where they grew by it, all of them.

        `tokens` are those of the answer so far.
        """
        answer, course = self.exchange.answer, self.exchange.course
        reach(course, Phase.WRITING)
        course.tokens_per_s = tokens_per_s
        if self._so_far is not None and (text or reasoning):
            answer.text, answer.reasoning, self._so_far = "", "", None
        if reasoning:
            now = time.monotonic()
            self._thinking_since = self._thinking_since or now
            answer.reasoning_s = now - self._thinking_since
        answer.text += text
        answer.reasoning += reasoning
        answer.num_tokens = tokens or answer.num_tokens
        if files is not None:
            files = self.files = dict(files)
        self._post(
            notices.TextArrived(self.id, text, reasoning, answer.reasoning_s, files, growing, tokens, tokens_per_s)
        )
        self._checkpoint()

    def grow_variant(self, number: int, files: Mapping[str, str] | None) -> None:
        """One of several pages as far as it is written; None once it is a version, or is not wanted."""
        if files is not None:
            self._variants[number] = dict(files)
        elif self._variants.pop(number, None) is None:
            return
        self._checkpoint()

    def tell_edits(self, edits: tuple[FileEdits, ...]) -> None:
        """What the answer has done to the files that there were."""
        self.exchange.course.edits = edits
        self._post(notices.EditsTold(self.id, edits))

    def tell_refinement(self, run: RefineRun) -> None:
        """How its page is made more like the mockups."""
        self.exchange.course.refinement = run.kept
        self._post(notices.RefineTold(self.id, run))
        self._checkpoint()

    def grow(self, files: Mapping[str, str], path: str) -> None:
        """All files of the page as they are now, and the one that is being written.

        What was there in the beginning stays until there is as much again.
        """
        if _num_chars(files) < self._least:
            return
        answer, self._growing = self.exchange.answer, path
        speed = self.exchange.course.tokens_per_s
        self.say("", files=files, growing=path, tokens=answer.num_tokens, tokens_per_s=speed)

    def change(self, before: Mapping[str, str]) -> None:
        """The answer may change files that there are."""
        self._before = dict(before)

    def prefer(self, revision: Revision) -> None:
        """Of several versions, this one is the answer."""
        self.revision = revision
        self._post(notices.VersionPreferred(self.id, revision.id))

    def remark(self, sentence: str) -> None:
        self.exchange.remarks = (*self.exchange.remarks, sentence)
        self._post(notices.Remarked(self.id, sentence))

    def count(self, *, prompt_tokens: int, tokens: int) -> None:
        """What the server counted for the request."""
        self.exchange.answer.prompt_tokens = prompt_tokens
        self.exchange.answer.num_tokens = tokens or self.exchange.answer.num_tokens
        self._post(notices.Counted(self.id, prompt_tokens, tokens))

    def finish_page(self, files: Mapping[str, str], *, is_complete: bool) -> Revision:
        """The page is written."""
        return self.make(self._revision(files, is_complete=is_complete))

    def make(self, revision: Revision) -> Revision:
        """There is a new version of the page."""
        self.files, self.revision = revision.files, revision
        self._keeper.keep_revision(self.session, revision, None)
        self._post(notices.RevisionMade(self.id, revision))
        return revision

    def end(self, phase: Phase, sentence: str = "") -> None:
        """The answer is as it is; only the first end counts."""
        if self.has_ended:
            return
        self.has_ended = True
        exchange = self.exchange
        if (so_far := self._so_far) is not None:  # the window has not heard of it
            self._post(notices.TextArrived(self.id, so_far.text, so_far.thoughts))
        self._keep_variants()
        if self.revision is None and (files := self._partial()):  # what there is of the page is a version, too
            self.make(self._revision(files, is_complete=False))
        exchange.answer.status = STATUS[phase]
        if self.revision is not None and self.revision.is_complete:
            self.replies.clear()
        if sentence:
            exchange.remarks = (*exchange.remarks, sentence)
        if phase is Phase.FAILED:
            exchange.answer.error = sentence
        self._keep()
        self._post(notices.ExchangeEnded(self.id, phase, sentence, dict(self.replies)))

    def _partial(self) -> Mapping[str, str]:
        """What there is of a page that does not come to its end; nothing where it shows or changes nothing."""
        files = dict(self.files)
        if self._growing in self._before and self._growing in files:
            files[self._growing] = self._before[self._growing]
        known = (self._before, self._taken_up)
        return files if files not in known and has_page(files, self.exchange.stack) else {}

    def _keep_variants(self) -> None:
        """Those that did not come to their end are versions, too; none of them is the answer."""
        answer = self.revision
        shown = self._partial() if answer is None else {}
        for files in self._variants.values():
            if files == shown or not has_page(files, self.exchange.stack):
                continue
            self._keeper.keep_revision(self.session, rest := self._revision(files, is_complete=False), None)
            self._post(notices.RevisionMade(self.id, rest))
        if answer is not None and self._variants:
            self.prefer(answer)

    def _keep(self) -> None:
        self._keeper.keep_exchange(self.session, self.exchange)

    def _checkpoint(self) -> None:
        self._keeper.checkpoint(self.exchange, self.files, self._variants)

    def _revision(self, files: Mapping[str, str], *, is_complete: bool) -> Revision:
        exchange = self.exchange
        # A page that was asked to become a component is one.
        stack: Stack = "react" if is_project(files, exchange.stack) else exchange.stack
        return Revision(files, exchange=exchange.id, parent=exchange.base, stack=stack, is_complete=is_complete)


def _num_chars(files: Mapping[str, str]) -> int:
    return sum(map(len, files.values()))
