"""Keeps an answer of the embedded model to the outline that was measured.

Implements `moonpane_engine.request.Guide`.
"""

import numpy as np

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.errors import GuideFailed
from moonpane_engine.page.outline import PageOutline
from moonpane_engine.page.syntax import PageSyntax

_DUE_BYTES = 64  # as much as is drafted at once


class PageGuide:
    """State of one answer. The likeliest tokens are tried one by one: nearly always the first one fits."""

    def __init__(self, tokenizer: Tokenizer, outline: PageOutline) -> None:
        self._tokenizer = tokenizer
        self._syntax = PageSyntax(outline)
        self._refused: set[bytes] = set()  # bytes that cannot come next: most tokens begin with one of them

    def forced(self) -> int | None:
        return None

    def mask(self) -> np.ndarray | None:
        return None

    def allows(self, token_id: int) -> bool:
        """Special tokens only end a page that is whole."""
        if self._tokenizer.is_special(token_id):
            return self._syntax.is_complete
        return self.goes_on(self._tokenizer.token_bytes(token_id))

    def goes_on(self, data: bytes) -> bool:
        due = self._syntax.due[: len(data)]
        if not data.startswith(due):  # what is due is known without trying it out
            return False
        first, rest = data[:1], data[1:]
        if first in self._refused:
            return False
        tried = self._syntax.copy()
        if not tried.feed(first):
            self._refused.add(first)
            return False
        return tried.feed(rest)

    def expected(self) -> list[int]:
        """See `Guide.expected`: head, foot, texts and ends of elements are known."""
        return self._tokenizer.encode(self._syntax.due[:_DUE_BYTES].decode("utf-8", "ignore"))

    def accept(self, token_id: int) -> None:
        """See `Guide.accept`. Raises GuideFailed."""
        self._refused.clear()
        if not self._tokenizer.is_special(token_id) and not self._syntax.feed(self._tokenizer.token_bytes(token_id)):
            raise GuideFailed("the page cannot go on like this")
