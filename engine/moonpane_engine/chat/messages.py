"""A conversation as the engine understands it: plain dataclasses, filled by the server from the request."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["system", "user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class TextPart:
    """Untrusted text; special token names in it stay text."""

    text: str


@dataclass(frozen=True, slots=True)
class ImagePart:
    """A picture, by the number of positions its features take in the prompt (`image.num_media_tokens`)."""

    num_tokens: int


@dataclass(frozen=True, slots=True)
class ChunkPlace:
    """A chunk of a video: the time of its first frame, `HH:MM:SS.mmm`, and the number of positions it takes."""

    timestamp: str
    num_tokens: int


@dataclass(frozen=True, slots=True)
class VideoPart:
    """A video, chunk by chunk."""

    chunks: tuple[ChunkPlace, ...]


Part = TextPart | ImagePart | VideoPart


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A function call; `id` is kept verbatim, because the model counts on its own ids in the history."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One turn. `reasoning` is what an assistant turn thought; `tool_call_id` what a tool turn answers."""

    role: Role
    content: tuple[Part, ...] = ()
    name: str | None = None
    reasoning: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str = ""
