"""What both kinds of answers share: the envelope around choices, usage, and the way events become choices."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from moonpane_engine.core import TokenStream
from moonpane_engine.errors import EngineError
from moonpane_engine.request import Failed, Finished, PromptScored, TokenGenerated

Part = dict[str, Any]  # an element of `choices`, in JSON form
ChoiceEvent = PromptScored | TokenGenerated | Finished  # every event but a failure


class Choice(Protocol):
    """One answer under way. `fold` and `opening` return streamed parts; `whole` the complete choice."""

    index: int
    finish_reason: str | None
    num_tokens: int
    num_reasoning_tokens: int
    num_accepted: int  # tokens of drafts, see `Finished`
    num_rejected: int

    def opening(self) -> list[Part]: ...
    def fold(self, event: ChoiceEvent) -> list[Part]: ...
    def whole(self) -> Part: ...


@dataclass(frozen=True, slots=True)
class Envelope:
    """The fields around the choices; one id for all chunks of an answer."""

    kind: str  # "chat.completion" or "text_completion"
    model: str
    num_prompt_tokens: int
    id: str = field(default_factory=lambda: secrets.token_hex(12))
    created: int = field(default_factory=lambda: int(time.time()))

    def chunk(self, parts: list[Part]) -> dict[str, Any]:
        """One event of a stream."""
        return self._around("chat.completion.chunk" if self.kind == "chat.completion" else self.kind, parts)

    def usage_chunk(self, choices: Sequence[Choice]) -> dict[str, Any]:
        """The last event of a stream that was asked to count."""
        return self.chunk([]) | {"usage": self._usage(choices)}

    def whole(self, choices: Sequence[Choice]) -> dict[str, Any]:
        """The answer in one piece."""
        return self._around(self.kind, [choice.whole() for choice in choices]) | {"usage": self._usage(choices)}

    def _around(self, kind: str, parts: list[Part]) -> dict[str, Any]:
        prefix = "chatcmpl" if self.kind == "chat.completion" else "cmpl"
        return {
            "id": f"{prefix}-{self.id}",
            "object": kind,
            "created": self.created,
            "model": self.model,
            "choices": parts,
        }

    def _usage(self, choices: Sequence[Choice]) -> dict[str, Any]:
        num_completion = sum(choice.num_tokens for choice in choices)
        return {
            "prompt_tokens": self.num_prompt_tokens,
            "completion_tokens": num_completion,
            "total_tokens": self.num_prompt_tokens + num_completion,
            "completion_tokens_details": {
                "reasoning_tokens": sum(choice.num_reasoning_tokens for choice in choices),
                "accepted_prediction_tokens": sum(choice.num_accepted for choice in choices),
                "rejected_prediction_tokens": sum(choice.num_rejected for choice in choices),
            },
        }


async def fold_events(
    stream: TokenStream, choices: Sequence[Choice], *, heartbeat_s: float | None = None
) -> AsyncIterator[list[Part] | None]:
    """Parts as they become certain, all that are ready at once together; None after `heartbeat_s` of silence.

    Raises the EngineError of the first request that fails. A choice that ends by itself (a stop string) ends
    its request in the engine, too.
    """
    while True:
        try:
            async with asyncio.timeout(heartbeat_s):
                events = await stream.next_events()
        except TimeoutError:
            yield None
            continue
        if not events:
            return
        parts: list[Part] = []
        failure: EngineError | None = None
        for index, event in events:
            choice = choices[index]
            if choice.finish_reason is not None:
                continue
            if isinstance(event, Failed):
                failure = event.error
                break
            parts += choice.fold(event)
            if choice.finish_reason is not None and not isinstance(event, Finished):
                stream.cancel(index, reason="stop")
        yield parts  # also before an error: what was said was said
        if failure is not None:
            raise failure
