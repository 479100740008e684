"""A place in a conversation that is to be seen, because a search found it."""

from dataclasses import dataclass
from typing import Literal

Part = Literal["title", "asked", "attachment", "answer", "reasoning", "code"]


@dataclass(frozen=True)
class FoundPlace:
    """Words in one part of a conversation."""

    session: str  # its id
    part: Part
    exchange: str = ""  # id; empty for a title, and for code that no answer brought
    version: str = ""  # id, of code
    path: str = ""  # of code
    words: tuple[str, ...] = ()  # as they stand there
