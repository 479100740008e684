"""The many requests of a large page: what was answered before the page was stopped is not asked again."""

import contextlib
import hashlib
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from moonpane.answering import Delta, Ended, whole_answer
from moonpane.artifact import Artifact
from moonpane.client.answer import Usage
from moonpane.client.chat import ChatClient, Message
from moonpane.session import Reply
from moonpane_resources.streamed import InTurn

Replies = dict[str, Reply]


def request_key(*asked: object) -> str:
    """By which the same request is known again: SHA-256 in hex of all that is asked, plain data."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


async def replied(
    client: ChatClient,
    message: Message,
    *,
    replies: Replies,
    extra: Mapping[str, Any],
    predicted: str,
    passes: InTurn,
) -> AsyncGenerator[Delta | Ended]:
    """The embedded model's answer to one request, in deltas as `passes` have changed it.

    It is taken from `replies` where it is whole there, and drafted from there where it is not; `predicted` is what it
    may be like otherwise. What is said is added to `replies`. Raises EndpointError.
    """
    key = request_key(client.endpoint.model, message, extra)
    before = replies.get(key, Reply(""))
    if before.is_whole:
        yield Delta(passes.feed(before.text) + passes.rest(), "", 0, 0.0)
        yield Ended(before.text, "", before.text, Usage(0, 0), 0.0, is_complete=True)
        return
    text = before.text or predicted
    prediction = {"prediction": {"type": "content", "content": text}} if text else {}
    answer = whole_answer(
        client,
        [message],
        Artifact(),
        thinking=False,
        max_tokens=None,  # the guide leads it to its end, so it may take whatever room there is
        temperature=0.0,
        extra={**extra, **prediction},
    )
    said = ""
    async with contextlib.aclosing(answer):
        async for event in answer:
            if isinstance(event, Delta):
                said += event.text
                if not before.text.startswith(said):  # as long as it only repeats that, there is more in what was
                    replies[key] = Reply(said)
                yield replace(event, text=passes.feed(event.text))
            elif isinstance(event, Ended):
                replies[key] = Reply(event.said, event.is_complete)
                if rest := passes.rest():
                    yield Delta(rest, "", event.usage.completion_tokens, event.tokens_per_s)
                yield event


def known_texts(replies: Mapping[str, Reply], key: str, number: int) -> Sequence[str]:
    """The texts of so many crops where they were read before, else nothing."""
    texts = replies[key].text.split("\n") if key in replies and replies[key].is_whole else ()
    return texts if len(texts) == number else ()


def reply_of(texts: Sequence[str]) -> Reply:
    """What `known_texts` finds again."""
    return Reply("\n".join(" ".join(text.split()) for text in texts), is_whole=True)
