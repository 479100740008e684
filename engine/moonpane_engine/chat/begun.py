"""An answer that goes on from what there is of it: tokens behind the prompt, and a last word that may still grow.

What was said is read like a prompt instead of being said again. How its last word is cut into tokens depends on what
follows, so that word is left to the model: whatever it says has to begin with it.
"""

from dataclasses import dataclass

import numpy as np

from moonpane_engine.chat.scanners import CLOSE, OPEN
from moonpane_engine.chat.template import ChatFormat
from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.errors import GuideFailed
from moonpane_engine.request import Guide


@dataclass(frozen=True, slots=True)
class Begun:
    """What there is of an answer."""

    reasoning: str
    content: str
    kept: tuple[str, ...]  # what `token_ids` spell: the reasoning, where it is apart, and the content, if it began
    token_ids: list[int]  # behind the prompt, with `</think>` where it was said
    owed: str  # what the model has to say first: the end of the content, or else of the reasoning


def begin(
    chat: ChatFormat, reasoning: str, content: str, *, thinking: bool, token_ids: list[int] | None = None
) -> Begun:
    """`thinking`: whether the prompt leaves `<think>` open; else a reasoning is not part of the answer.

    `token_ids`: those that the beginning of the content was said in; without them it is cut as ordinary text is.
    Raises ValueError where they spell something else.
    """
    tokenizer, before, before_ids = chat.tokenizer, tuple[str, ...](), list[int]()
    text = content
    if chat.style.thinks_in_text and reasoning:
        text = f"{OPEN}{reasoning}{CLOSE}{content}" if content else f"{OPEN}{reasoning}"
    elif not thinking:
        reasoning = ""
    elif content:
        before, before_ids = (reasoning,), [*tokenizer.encode(reasoning), tokenizer.token_id("</think>")]
    else:
        text = reasoning
    spelled = _spelled(tokenizer, token_ids or [])
    if not text.startswith(spelled):
        raise ValueError("the tokens spell something else than the content")
    ids, owed = tokenizer.encode_open(text[len(spelled) :])
    kept = text[: len(text) - len(owed)]
    return Begun(reasoning, content, (*before, kept), [*before_ids, *(token_ids or []), *ids], owed)


def _spelled(tokenizer: Tokenizer, token_ids: list[int]) -> str:
    """Raises ValueError."""
    if any(tokenizer.is_special(token_id) for token_id in token_ids):
        raise ValueError("there is a token among them that is no text")
    try:
        return b"".join(map(tokenizer.token_bytes, token_ids)).decode()
    except UnicodeDecodeError:
        raise ValueError("the tokens end within a character") from None


class BegunGuide:
    """Has the model say what is owed, then leaves it to another guide, or free. Implements `request.Guide`."""

    def __init__(self, tokenizer: Tokenizer, owed: str, vocab_size: int, guide: Guide | None) -> None:
        self._tokenizer = tokenizer
        self._owed = owed.encode()
        self._vocab_size = vocab_size
        self._guide = guide
        tokenizer.ids_along(self._owed)  # the first time puts all tokens in order: here, not in the engine's thread

    def forced(self) -> int | None:
        return None if self._owed or self._guide is None else self._guide.forced()

    def mask(self) -> np.ndarray | None:
        """See `Guide.mask`. Raises GuideFailed."""
        mask = None if self._guide is None else self._guide.mask()
        if not self._owed:
            return mask
        bits = np.zeros(-(-self._vocab_size // 32) * 32, dtype=np.uint8)
        bits[self._tokenizer.ids_along(self._owed)] = 1
        along = np.packbits(bits, bitorder="little").view(np.int32)
        return along if mask is None else along & mask

    def allows(self, token_id: int) -> bool:
        return self._guide is None or self._guide.allows(token_id)

    def goes_on(self, data: bytes) -> bool:
        return self._guide is None or self._guide.goes_on(data)

    def accept(self, token_id: int) -> None:
        self._owed = self._owed[len(self._tokenizer.token_bytes(token_id)) :]
        if self._guide is not None:
            self._guide.accept(token_id)

    def expected(self) -> list[int]:
        return [] if self._owed or self._guide is None else [*self._guide.expected()]


def guided(tokenizer: Tokenizer, begun: Begun, vocab_size: int, guide: Guide | None) -> Guide | None:
    """The guide of an answer that has begun. Raises GuideFailed where what there is may not be said."""
    if guide is not None:
        for token_id in begun.token_ids:
            guide.accept(token_id)
        if not guide.goes_on(begun.owed.encode()):
            raise GuideFailed("the answer cannot go on like this")
    return BegunGuide(tokenizer, begun.owed, vocab_size, guide) if begun.owed else guide
