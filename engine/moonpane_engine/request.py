"""What crosses into the engine thread and what comes back. No torch here: the HTTP side builds these.

Events of one request arrive in this order: at most one `PromptScored`, any number of `TokenGenerated`, then
exactly one `Finished` or `Failed`. A cancelled request gets no further event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np

from moonpane_engine.errors import EngineError
from moonpane_engine.prompt import Prompt


@dataclass(frozen=True, slots=True)
class SamplingParams:
    """How the next token is chosen; filled by the HTTP side, bounds already checked there."""

    temperature: float = 1.0  # 0: always the most likely token
    top_p: float = 1.0
    top_k: int = 0  # 0: no limit
    min_p: float = 0.0
    frequency_penalty: float = 0.0  # taken from a token's logit for each time it was generated
    presence_penalty: float = 0.0  # taken from it once, if it was generated at all
    repetition_penalty: float = 1.0  # divides what is positive, multiplies what is negative; prompt and answer
    logit_bias: Mapping[int, float] = field(default_factory=dict)  # token id to what is added to its logit
    seed: int | None = None  # None: a fresh one
    num_logprobs: int | None = None  # None: no log-probabilities; 0: of the chosen token only


class Guide(Protocol):
    """What one answer may say next. Built by the HTTP side, driven by the engine thread, used for one request.

    Every token of the answer goes through `accept`, in order and once, also after a preemption; those that the answer
    began with already have.
    """

    def forced(self) -> int | None:
        """The one token that has to come next, whatever the model says; None: `mask` decides."""
        ...

    def mask(self) -> np.ndarray | None:
        """Bits (ceil(vocab / 32),) int32, lowest first, of the tokens that may come next; None: all may.

        Raises GuideFailed.
        """
        ...

    def allows(self, token_id: int) -> bool:
        """Whether a token that `mask` has let pass may come next: for what is easier to judge than to list."""
        ...

    def goes_on(self, data: bytes) -> bool:
        """Whether text of these bytes may come next; changes nothing."""
        ...

    def accept(self, token_id: int) -> None:
        """The token that was taken. Raises GuideFailed."""
        ...

    def expected(self) -> Sequence[int]:
        """Tokens that will probably come next, as nothing else may; empty where the guide does not know."""
        ...


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """One prompt and one answer to it."""

    prompt: Prompt
    max_tokens: int  # 0 only scores the prompt
    stop_ids: frozenset[int]
    sampling: SamplingParams = field(default_factory=SamplingParams)
    num_prompt_logprobs: int | None = None  # None: the prompt is not scored
    guide: Guide | None = None  # None: the answer is free
    num_begun: int = 0  # tokens at the end of the prompt that are the beginning of the answer
    predicted_ids: Sequence[int] = ()  # what the answer may well repeat; changes its speed only


@dataclass(frozen=True, slots=True)
class TokenLogprob:
    """Natural log of the model's own probability (temperature 1) of a token, and of the likeliest ones."""

    token_id: int
    logprob: float
    top: tuple[tuple[int, float], ...] = ()  # (token id, logprob), likeliest first


@dataclass(frozen=True, slots=True)
class PromptScored:
    """One entry per prompt token; the first has no predecessor and is None."""

    entries: tuple[TokenLogprob | None, ...]


@dataclass(frozen=True, slots=True)
class TokenGenerated:
    """A token of the answer. The stop token itself is not reported."""

    token_id: int
    logprob: TokenLogprob | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is complete. `num_tokens` counts all that were sampled, the stop token included.

    Where the request predicts its answer, so many drafted tokens were what the model said, and so many were not.
    """

    reason: Literal["stop", "length"]
    num_tokens: int
    num_accepted: int = 0
    num_rejected: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """The answer ends here with an error."""

    error: EngineError


Event = PromptScored | TokenGenerated | Finished | Failed
