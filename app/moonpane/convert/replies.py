"""The many requests of a large page: what was answered before the page was stopped is not asked again."""

import contextlib
import hashlib
import json
import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace
from typing import Any

from moonpane.answering import Continued, Delta, Ended, SoFar, whole_answer
from moonpane.artifact import Artifact
from moonpane.client.answer import Usage
from moonpane.client.chat import TELLING_IDS, ChatClient, Message
from moonpane.errors import ContextOverflow, RequestRefused
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

    It is taken from `replies` where it is whole there. Where it had begun it goes on from there, as far as the endpoint
    can, and is drafted from there where not; `predicted` is what it may be like otherwise. What is said is added to
    `replies`. Raises EndpointError.
    """
    key = request_key(client.endpoint.model, message, extra)
    before = replies.get(key, Reply(""))
    if before.is_whole:
        yield Delta(passes.feed(before.text) + passes.rest(), "", 0, 0.0)
        yield Ended(before.text, "", before.text, Usage(0, 0), 0.0, is_complete=True)
        return
    answer, said, token_ids = _answer(client, message, before, extra, predicted), "", tuple[int, ...]()
    async with contextlib.aclosing(answer):
        async for event in answer:
            if isinstance(event, Delta):
                if event.text:  # the tokens of all of it are known, or none
                    knows_ids = bool(event.token_ids and (token_ids or not said))
                    token_ids = token_ids + event.token_ids if knows_ids else ()
                said += event.text
                if not before.text.startswith(said):  # as long as it only repeats that, there is more in what was
                    replies[key] = Reply(said, token_ids=token_ids)
                yield replace(event, text=passes.feed(event.text))
            elif isinstance(event, Ended):
                replies[key] = Reply(event.said, event.is_complete, () if event.is_complete else token_ids)
                if rest := passes.rest():
                    yield Delta(rest, "", event.usage.completion_tokens, event.tokens_per_s)
                yield event


async def _answer(
    client: ChatClient, message: Message, before: Reply, extra: Mapping[str, Any], predicted: str
) -> AsyncGenerator[Delta | Continued | Ended]:
    """What the model says behind `before`, and that too; in a delta of its own where the endpoint goes on from it."""

    def asked(text: str, so_far: SoFar | None = None) -> AsyncGenerator[Delta | Continued | Ended]:
        prediction = {"prediction": {"type": "content", "content": text}} if text else {}
        return whole_answer(
            client,
            [message],
            Artifact(),
            thinking=False,
            max_tokens=None,  # the guide leads it to its end, so it may take whatever room there is
            temperature=0.0,
            extra={**extra, **prediction, **(TELLING_IDS if client.endpoint.goes_on else {})},
            so_far=so_far,
        )

    if before.text and client.endpoint.goes_on:
        going_on = asked(predicted, SoFar(before.text, token_ids=before.token_ids))
        try:
            async with contextlib.aclosing(going_on):
                begun = await anext(going_on)
                event = await anext(going_on)  # now the endpoint has taken it
                yield begun
                yield event
                async for event in going_on:
                    yield event
            return
        except (ContextOverflow, RequestRefused):
            pass  # it says all of it once more
    anew = asked(before.text or predicted)
    async with contextlib.aclosing(anew):
        async for event in anew:
            yield event


def known_texts(replies: Mapping[str, Reply], key: str, number: int) -> dict[int, str]:
    """The texts of those of so many crops that were read before, by their index."""
    reply = replies.get(key, Reply(""))
    lines = reply.text.split("\n")
    if reply.is_whole:
        return dict(enumerate(lines)) if len(lines) == number else {}
    known = dict[int, str]()
    for line in lines:
        index, tab, text = line.partition("\t")
        if tab and re.fullmatch(r"[0-9]{1,6}", index) and int(index) < number:
            known[int(index)] = text
    return known


def reply_of(texts: Mapping[int, str], number: int) -> Reply:
    """What `known_texts` finds again. One that is not whole only grows, as all that is kept while it grows."""
    said = {index: " ".join(text.split()) for index, text in texts.items()}
    if len(said) == number:
        return Reply("\n".join(said[index] for index in range(number)), is_whole=True)
    return Reply("\n".join(f"{index}\t{text}" for index, text in said.items()))
