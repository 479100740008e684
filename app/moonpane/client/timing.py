"""How fast an answer came, as the one who waits for it sees it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from moonpane.client.answer import Delta, Usage


@dataclass(frozen=True)
class AnswerTiming:
    """One answer; tokens are as the server counted them, or 0 where it did not."""

    first_token_s: float  # from the request to the first piece that says something
    writing_s: float  # from that piece to the last one
    prompt_tokens: int = 0
    cached_tokens: int = 0  # of the prompt, which the server knew already
    completion_tokens: int = 0
    num_pieces: int = 0

    @property
    def prefill_tokens_per_s(self) -> float:
        """At least so fast: the way to the server and its queue count, too. 0 where nothing was counted."""
        return max(0, self.prompt_tokens - self.cached_tokens) / self.first_token_s if self.first_token_s > 0 else 0.0

    @property
    def decode_tokens_per_s(self) -> float:
        """0 for an answer too short to tell. Servers that do not count send about a token with each piece."""
        following = (self.completion_tokens or self.num_pieces) - 1
        return following / self.writing_s if following > 0 and self.num_pieces > 1 and self.writing_s > 0 else 0.0


class Stopwatch:
    """Started with the request; sees every piece."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begin = clock()
        self._first: float | None = None
        self._last = self._begin
        self._num_pieces = 0
        self._usage: Usage | None = None

    def saw(self, delta: Delta) -> None:
        if delta.content or delta.reasoning:
            self._last = self._clock()
            self._first = self._last if self._first is None else self._first
            self._num_pieces += 1
        self._usage = delta.usage or self._usage

    @property
    def usage(self) -> Usage | None:
        """What the server counted, once it has."""
        return self._usage

    def timing(self) -> AnswerTiming | None:
        """None for an answer that said nothing."""
        if self._first is None:
            return None
        usage = self._usage or Usage(0, 0)
        return AnswerTiming(
            first_token_s=self._first - self._begin,
            writing_s=self._last - self._first,
            prompt_tokens=usage.prompt_tokens,
            cached_tokens=usage.cached_tokens,
            completion_tokens=usage.completion_tokens,
            num_pieces=self._num_pieces,
        )
