"""Counts tokens of a growing answer, and the time in which they came."""

import time

from moonpane.client.answer import Usage

LEAST_SPOKEN_S = 0.3  # an answer that came in one burst has no speed


class Meter:
    """One event is one token, until the server says better. An answer may take several requests."""

    def __init__(self) -> None:
        self._before = Usage(0, 0)  # of the requests that are over
        self._spent_s = 0.0  # of the requests that are over, from first to last token
        self._num_starts = 0  # tokens whose time is that of a prompt
        self._counted: Usage | None = None
        self._tokens = 0
        self._first_at = self._last_at = 0.0

    @property
    def tokens(self) -> int:
        return self.usage.completion_tokens

    @property
    def usage(self) -> Usage:
        """The first prompt, and everything that was answered."""
        now = self._counted or Usage(0, self._tokens)
        prompt = self._before.prompt_tokens or now.prompt_tokens
        return Usage(prompt, self._before.completion_tokens + now.completion_tokens)

    @property
    def tokens_per_s(self) -> float:
        """Decode speed, without the time to the first token, which is prefill; 0 while there is too little to tell."""
        spent_s = self._spent_s + self._last_at - self._first_at
        num_starts = self._num_starts + (self._tokens > 0)
        return max(self.tokens - num_starts, 0) / spent_s if spent_s >= LEAST_SPOKEN_S else 0.0

    def tick(self) -> None:
        """A piece came."""
        self._tokens += 1
        self._last_at = time.monotonic()
        if self._tokens == 1:
            self._first_at = self._last_at

    def count(self, usage: Usage) -> None:
        """The server has counted the present request."""
        self._counted = usage

    def next_request(self) -> None:
        self._before = self.usage
        self._spent_s += self._last_at - self._first_at
        self._num_starts += self._tokens > 0
        self._counted, self._tokens, self._first_at, self._last_at = None, 0, 0.0, 0.0
