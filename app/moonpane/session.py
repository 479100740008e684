"""The vocabulary of a session: what was asked and answered, in which branches, and every version of the page.

    Session ── Exchange* (a tree: each knows its parent)      what was said
            └─ Revision* (a tree: each knows its parent)      what the page was

An exchange is one request and its answer; an answer may bring a revision of the page. Editing what was said long ago,
or asking again, adds a sibling and takes nothing away. `Session.head` is the last exchange of the branch that is
shown, `Session.shown` the revision that is looked at; undo and redo only move the latter.
"""

import base64
import hashlib
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from moonpane.course import Course

Role = Literal["user", "assistant"]
Status = Literal["growing", "done", "stopped", "failed"]
# A picture becomes a page by the measured pipeline; a page becomes more like its picture; everything else is talk.
Kind = Literal["convert", "talk", "refine"]
Stack = Literal["html", "tailwind", "react"]  # HTML + CSS; HTML + Tailwind; React + Tailwind
Origin = Literal["model", "person", "refined", "imported"]

STACKS: tuple[Stack, ...] = ("html", "tailwind", "react")
INDEX = "index.html"
NEW_TITLE = "New conversation"
TITLE_CHARS = 60
NO_ANSWER = "(There was no answer.)"
NO_WORDS = "(The files were changed.)"


@dataclass(frozen=True)
class Video:
    """A recording, kept as a file because it may be large."""

    path: Path
    seconds: float = 0.0  # 0 when unknown


@dataclass(frozen=True)
class Attachment:
    """A picture that was dropped, pasted, captured or opened, already decoded and safe to show.

    Made by `PixelWorker.open`, so `png` is our own encoding of plain RGB pixels, never the user's file.
    """

    name: str  # of the file, or "pasted picture"
    png: bytes
    width: int  # pixels
    height: int  # pixels
    notes: str = ""  # what the person drew and wrote onto it, in words: instructions, not part of the mockup
    marked: bytes = b""  # the same picture with those marks painted in, as PNG; empty without marks
    video: Video | None = None  # what this is the first frame of

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the PNG in hex: the name of this picture in stores and caches."""
        return hashlib.sha256(self.png).hexdigest()

    @property
    def data_url(self) -> str:
        return png_data_url(self.png)


@dataclass
class Turn:
    """One message. A growing answer is the only turn that changes after it was added."""

    role: Role
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    reasoning: str = ""  # filled by answers of thinking models
    reasoning_s: float = 0.0  # how long it thought
    status: Status = "done"
    error: str | None = None  # one sentence, when status is "failed"
    num_tokens: int = 0  # completion tokens, filled while the answer grows
    prompt_tokens: int = 0  # of the whole request, once the server has counted them

    @property
    def mockups(self) -> tuple[Attachment, ...]:
        """The pictures that its page is measured against, one of each width: the first one of a width is the page.

        A recording is one only where there is no picture.
        """
        pictures = [each for each in self.attachments if each.video is None] or self.attachments[:1]
        first = {each.width: each for each in reversed(pictures)}
        return tuple(each for each in pictures if first[each.width] is each)


@dataclass(frozen=True)
class Reply:
    """What the model said to one of the many requests that a large page takes."""

    text: str  # as it was said; of lines that were read, a line each
    is_whole: bool = False
    token_ids: tuple[int, ...] = ()  # that a page was said in, as long as it is not whole; behind them it goes on


@dataclass
class Exchange:
    """One request and its answer."""

    kind: Kind
    asked: Turn
    answer: Turn
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    parent: str | None = None  # the exchange that was answered before
    base: str | None = None  # the revision that was looked at when it was asked
    stack: Stack = "html"
    thinking: bool = False
    model: str = ""  # that answered
    created_at: float = field(default_factory=time.time)
    remarks: tuple[str, ...] = ()  # one sentence each: what was left out, restarted, refused
    course: Course = field(default_factory=Course)
    # By `moonpane.convert.replies.request_key`, until the page is whole: what is not said again when it is continued.
    replies: Mapping[str, Reply] = field(default_factory=dict)


@dataclass(frozen=True)
class Revision:
    """One version of the page. Its files never change; only what was measured of it comes later."""

    files: Mapping[str, str]  # relative path → text
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    exchange: str | None = None  # that brought it; None for what a person made or imported
    parent: str | None = None  # the revision it was made from
    origin: Origin = "model"
    stack: Stack = "html"
    is_complete: bool = True  # False when the model was stopped or ran out of tokens
    figures: Mapping[str, Any] | None = None  # `moonpane_vision.compare.Score.to_dict()`, once measured
    created_at: float = field(default_factory=time.time)

    def __post_init__(self) -> None:
        object.__setattr__(self, "files", MappingProxyType(dict(self.files)))

    @property
    def page(self) -> str:
        """The file that a person reads first: the HTML page, or the file of the component."""
        return self.files.get(INDEX) or next(iter(self.files.values()), "")

    @property
    def score(self) -> float | None:
        """0..1 against the mockup, once measured."""
        return None if self.figures is None else self.figures["overall"]


@dataclass
class Session:
    """One conversation and its page; both in the order in which they were made."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    title: str = NEW_TITLE
    created_at: float = field(default_factory=time.time)
    updated_at: float = field(default_factory=time.time)
    exchanges: dict[str, Exchange] = field(default_factory=dict)
    revisions: dict[str, Revision] = field(default_factory=dict)
    head: str | None = None  # the last exchange of the branch that is shown
    shown: str | None = None  # the revision that is looked at

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said or made in it: such a session is not kept."""
        return not self.exchanges and not self.revisions

    def branch(self, end: str | None = None) -> list[Exchange]:
        """From the first exchange to `end` (the head, when not given)."""
        found: list[Exchange] = []
        at = self.head if end is None else end
        while at is not None:
            found.append(self.exchanges[at])
            at = found[-1].parent
        return found[::-1]

    def siblings(self, exchange: Exchange) -> list[Exchange]:
        """Itself and everything that was asked in its place, oldest first."""
        return [each for each in self.exchanges.values() if each.parent == exchange.parent]

    def newest_end(self, exchange: Exchange | None) -> str | None:
        """The end of the branch that was last worked on below an exchange, or of all; None where nothing was said."""
        at = exchange.id if exchange else None
        while below := [each for each in self.exchanges.values() if each.parent == at]:
            at = max(below, key=lambda each: each.created_at).id
        return at

    def add(self, exchange: Exchange) -> Exchange:
        """Adds an exchange, which becomes the head. The first one names the session."""
        if any(each.answer.status == "growing" for each in self.exchanges.values()):
            raise ValueError("An answer is still growing; end it before the next one begins.")
        self.exchanges[exchange.id] = exchange
        self.head = exchange.id
        self.updated_at = exchange.created_at
        if self.title == NEW_TITLE:
            self.title = title_of(exchange.asked)
        return exchange

    def add_revision(self, revision: Revision) -> Revision:
        """Keeps a version and looks at it."""
        self.revisions[revision.id] = revision
        self.shown = revision.id
        self.updated_at = max(self.updated_at, revision.created_at)
        return revision

    def number(self, revision: Revision) -> int:
        """From 1, in the order of making."""
        return list(self.revisions).index(revision.id) + 1

    def children(self, revision: Revision) -> list[Revision]:
        """What was made from a version, oldest first."""
        return [each for each in self.revisions.values() if each.parent == revision.id]

    def mockups(self, revision: Revision | None) -> tuple[Attachment, ...]:
        """The pictures that a version is measured against; () where there are none.

        It was made from them, or from a version that was; a first page that talk brings is meant for the latest ones
        said before it. Pictures that brought no page are nobody's but that first one's.
        """

        def is_asked(exchange: Exchange) -> bool:
            return exchange.kind == "convert" and bool(exchange.asked.attachments)

        while revision is not None:
            brought = self.exchanges.get(revision.exchange or "")
            if brought and is_asked(brought):
                return brought.asked.mockups
            if brought and revision.parent is None:
                said = next(filter(is_asked, reversed(self.branch(brought.id))), None)
                if said:
                    return said.asked.mockups
            revision = self.revisions.get(revision.parent or "")
        return ()

    def messages(self, end: str | None = None) -> list[dict[str, Any]]:
        """A branch as `messages` of a chat request; see `messages_of`."""
        return messages_of(self.said(end))

    def said(self, end: str | None = None) -> list[Turn]:
        """The turns of a branch as they are now, as copies: another thread may read them while an answer grows."""
        changed = {revision.exchange for revision in self.revisions.values()}
        turns = list[Turn]()
        for each in self.branch(end):
            text = each.answer.text or (NO_WORDS if each.id in changed else "")
            turns += (replace(each.asked), replace(each.answer, text=text))
        return turns


def title_of(asked: Turn) -> str:
    """A session is called after the first thing that was said in it, else after its picture."""
    words = " ".join(asked.text.split()) or (asked.attachments[0].name if asked.attachments else "")
    words = words or NEW_TITLE
    return words if len(words) <= TITLE_CHARS else words[: TITLE_CHARS - 1].rstrip() + "…"


def png_data_url(png: bytes) -> str:
    """A PNG as the data URL that chat requests carry."""
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def picture_message(png: bytes, text: str) -> dict[str, Any]:
    """One user message: a picture, then what is said about it."""
    return pictures_message([png], text)


def pictures_message(pngs: "list[bytes] | tuple[bytes, ...]", text: str) -> dict[str, Any]:
    """One user message: pictures in their order, then what is said about them."""
    pictures = [{"type": "image_url", "image_url": {"url": png_data_url(png)}} for png in pngs]
    return {"role": "user", "content": [*pictures, {"type": "text", "text": text}]}


def messages_of(turns: Iterable[Turn]) -> list[dict[str, Any]]:
    """Turns as `messages` of a chat request. Slow with many pictures.

    The last answer is left out where it has no text yet. One before it that was stopped or failed gets a word in its
    place: the templates of many models want questions and answers in turns.
    """
    messages = list[dict[str, Any]]()
    for turn in turns:
        if turn.role == "user":
            if messages and messages[-1]["role"] == "user":
                messages.append({"role": "assistant", "content": NO_ANSWER})
            messages.append(message_of(turn))
        elif turn.text:
            messages.append(message_of(turn))
    return messages


def message_of(turn: Turn) -> dict[str, Any]:
    """One message of a chat request; what was drawn onto a picture is seen in it and said in words."""
    if not turn.attachments:
        return {"role": turn.role, "content": turn.text}
    said = [turn.text, *(f"{each.name}: {each.notes}" for each in turn.attachments if each.notes)]
    message = pictures_message([each.marked or each.png for each in turn.attachments], "\n\n".join(filter(None, said)))
    return {"role": turn.role, "content": message["content"]}
