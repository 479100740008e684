"""What of a conversation fits into a model's context: the oldest exchanges go first, the question never."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from moonpane.client.chat import Message
from moonpane.revise.events import LeftOut

CHARS_PER_TOKEN = 3.0  # of code, somewhat too few rather than too many
MAX_PICTURE_TOKENS = 4_096
VIDEO_TOKENS = 16_384  # a guess; a server that counts better refuses
LEAST_ANSWER = 4_096  # tokens of room for an answer, before anything of the history is left out for more


@dataclass(frozen=True)
class Fitting:
    """One way to ask."""

    messages: tuple[Message, ...]
    max_tokens: int | None  # None: whatever room there is
    left_out: LeftOut | None


def fittings(
    history: Sequence[Message], asked: Message, *, max_tokens: int, context_tokens: int | None
) -> Iterator[Fitting]:
    """Ways to ask, from the one with everything to the one with the question alone.

    `context_tokens` is the model's limit where it is known: then what cannot fit is not tried.
    """
    rules, exchanges = _exchanges(history)
    num_left_out = 0
    while True:
        messages = (*rules, *(message for each in exchanges[num_left_out:] for message in each), asked)
        gone = [message for each in exchanges[:num_left_out] for message in each]
        left_out = LeftOut(num_left_out, sum(map(num_pictures, gone))) if num_left_out else None
        is_last = num_left_out == len(exchanges)
        for limit in _limits(max_tokens, is_first=num_left_out == 0, is_last=is_last):
            room = math.inf if context_tokens is None else context_tokens - estimate(messages)
            if room >= (limit or 1) or (is_last and limit is None):
                yield Fitting(messages, limit, left_out)
        if is_last:
            return
        num_left_out += math.ceil((len(exchanges) - num_left_out) / 2)


def _limits(max_tokens: int, *, is_first: bool, is_last: bool) -> list[int | None]:
    least = min(max_tokens, LEAST_ANSWER)
    limits: list[int | None] = [max_tokens, least] if is_first else [least]
    return list(dict.fromkeys([*limits, None] if is_last else limits))


def _exchanges(history: Sequence[Message]) -> tuple[list[Message], list[list[Message]]]:
    """(What is said before everything, questions each with what was answered to it)"""
    rules, exchanges = list[Message](), list[list[Message]]()
    for message in history:
        if message["role"] == "user":
            exchanges.append([message])
        elif exchanges:
            exchanges[-1].append(message)
        elif message["role"] == "system":
            rules.append(message)
    return rules, exchanges


def estimate(messages: Sequence[Message]) -> int:
    """Tokens that messages take, about."""
    return sum(_estimate(message["content"]) + 8 for message in messages)


def _estimate(content: "str | list[dict[str, Any]]") -> int:
    if isinstance(content, str):
        return math.ceil(len(content) / CHARS_PER_TOKEN)
    tokens = {"text": 0, "image_url": MAX_PICTURE_TOKENS, "video_url": VIDEO_TOKENS}
    return sum(tokens[part["type"]] + math.ceil(len(part.get("text", "")) / CHARS_PER_TOKEN) for part in content)


def num_pictures(message: Message) -> int:
    """Pictures and recordings of a message."""
    content = message["content"]
    return 0 if isinstance(content, str) else sum(part["type"] != "text" for part in content)
