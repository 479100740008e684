"""The vocabulary of a conversation: what was attached, who said what, in which order."""

import base64
import hashlib
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

Role = Literal["user", "assistant"]
Status = Literal["growing", "done", "stopped", "failed"]


@dataclass(frozen=True)
class Attachment:
    """A picture that was dropped, pasted or opened, already decoded and safe to show.

    Made by `PixelWorker.open`, so `png` is our own encoding of plain RGB pixels, never the user's file.
    """

    name: str  # of the file, or "pasted picture"
    png: bytes
    width: int  # pixels
    height: int  # pixels

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
    status: Status = "done"
    error: str | None = None  # one sentence, when status is "failed"
    num_tokens: int = 0  # completion tokens, filled while the answer grows


@dataclass
class Session:
    """One conversation, turns in the order in which they were said."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    title: str = "New conversation"
    turns: list[Turn] = field(default_factory=list)

    def say(self, text: str, attachments: tuple[Attachment, ...] = ()) -> Turn:
        """Add what the user said."""
        return self._add(Turn("user", text, attachments))

    def begin_answer(self) -> Turn:
        """Add an empty answer that grows while the model writes."""
        return self._add(Turn("assistant", status="growing"))

    def messages(self) -> list[dict[str, Any]]:
        """The conversation as `messages` of a chat request; answers without text are left out."""
        return [_message(turn) for turn in self.turns if turn.role == "user" or turn.text]

    def _add(self, turn: Turn) -> Turn:
        if self.turns and self.turns[-1].status == "growing":
            raise ValueError("An answer is still growing; end it before the next turn is added.")
        self.turns.append(turn)
        return turn


def png_data_url(png: bytes) -> str:
    """A PNG as the data URL that chat requests carry."""
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def picture_message(png: bytes, text: str) -> dict[str, Any]:
    """One user message: a picture, then what is said about it."""
    return {
        "role": "user",
        "content": [
            {"type": "image_url", "image_url": {"url": png_data_url(png)}},
            {"type": "text", "text": text},
        ],
    }


def _message(turn: Turn) -> dict[str, Any]:
    if not turn.attachments:
        return {"role": turn.role, "content": turn.text}
    pictures = [{"type": "image_url", "image_url": {"url": each.data_url}} for each in turn.attachments]
    return {"role": turn.role, "content": [*pictures, {"type": "text", "text": turn.text}]}
