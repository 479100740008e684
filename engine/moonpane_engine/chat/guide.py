"""What one answer may say next: a budget for its reasoning, then a grammar for what follows it.

Implements `moonpane_engine.request.Guide`; built in the server, driven by the engine thread.
"""

from typing import TYPE_CHECKING

import numpy as np

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.errors import GuideFailed

if TYPE_CHECKING:
    from llguidance import LLMatcher

_REASONING_ENDS = ("</think>", "<|tool_calls_section_begin|>")  # as `chat.output` reads them


class AnswerGuide:
    """State of one answer. `matcher` is copied; `thinking` says whether the prompt left `<think>` open.

    With a grammar, reasoning is free text that only `</think>` ends: otherwise a stop token or an early tool call
    would be a way around the grammar.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        *,
        vocab_size: int,
        thinking: bool,
        max_thinking_tokens: int | None = None,
        matcher: "LLMatcher | None" = None,
    ) -> None:
        self._tokenizer = tokenizer
        self._num_words = -(-vocab_size // 32)
        self._is_thinking = thinking
        self._budget = max_thinking_tokens
        self._num_thought = 0
        self._matcher = None if matcher is None else matcher.deep_copy()
        self._reasoning_mask: np.ndarray | None = None
        if not thinking:  # a tokenizer without these names never thinks
            return
        self._think_end_id = tokenizer.token_id("</think>")
        self._reasoning_ends = frozenset(tokenizer.token_id(name) for name in _REASONING_ENDS)
        if matcher is not None:
            self._reasoning_mask = _bits(vocab_size, tokenizer.num_base, self._think_end_id)

    def forced(self) -> int | None:
        """`</think>` where the budget is spent."""
        if self._is_thinking and self._budget is not None and self._num_thought >= self._budget:
            return self._think_end_id
        return None

    def mask(self) -> np.ndarray | None:
        """See `Guide.mask`. Raises GuideFailed."""
        if self._is_thinking or self._matcher is None:
            return self._reasoning_mask if self._is_thinking else None
        from llguidance.numpy import fill_next_token_bitmask

        bits = np.zeros((1, self._num_words), dtype=np.int32)
        fill_next_token_bitmask(self._matcher, bits)
        self._check(self._matcher)
        return bits[0]

    def allows(self, token_id: int) -> bool:
        """See `Guide.allows`: the mask says it all."""
        return True

    def goes_on(self, data: bytes) -> bool:
        """See `Guide.goes_on`."""
        if self._is_thinking or self._matcher is None:
            return True
        token_ids = self._tokenizer.encode(data.decode())
        return self._matcher.validate_tokens(token_ids) == len(token_ids)

    def accept(self, token_id: int) -> None:
        """See `Guide.accept`. Raises GuideFailed."""
        if self._is_thinking:
            self._num_thought += 1
            self._is_thinking = token_id not in self._reasoning_ends
        elif self._matcher is not None:
            self._matcher.consume_token(token_id)
            self._check(self._matcher)

    def expected(self) -> tuple[int, ...]:
        """See `Guide.expected`: a grammar is asked for what may come, not for what must."""
        return ()

    @staticmethod
    def _check(matcher: "LLMatcher") -> None:
        if matcher.is_error():
            reason = (matcher.get_error() or "no reason given").splitlines()[0][:200]
            raise GuideFailed(f"the grammar of the answer cannot go on: {reason}")


def _bits(vocab_size: int, num_first: int, also: int) -> np.ndarray:
    """A mask that allows the first tokens and one more."""
    allowed = np.zeros(-(-vocab_size // 32) * 32, dtype=np.uint8)
    allowed[:num_first] = allowed[also] = 1
    return np.packbits(allowed, bitorder="little").view(np.int32)
