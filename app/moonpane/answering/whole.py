"""Has a model say all of an answer: one that was cut off, or that ended in the middle of a file, is continued."""

import contextlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from moonpane.answering.circle import WITH_TEXT, WITH_THOUGHTS, Circle, without_circle
from moonpane.answering.events import Continued, Delta, Ended, SoFar
from moonpane.answering.joint import Joint, last_lines
from moonpane.answering.meter import Meter
from moonpane.artifact import Artifact
from moonpane.client.chat import GOING_ON, ChatClient, Message
from moonpane.errors import ContextOverflow, EndpointError, RequestRefused
from moonpane.session import INDEX
from moonpane_resources.prompts import go_on_prompt, thoughts_prompt
from moonpane_resources.streamed import InTurn, Streamed

MAX_CONTINUATIONS = 4
TAIL_CHARS = 12_000  # of an answer of which no more fits into the context beside the question
NOTHING_ELSE: Mapping[str, Any] = {}
_OPENING_CHARS = 40  # that tell a second beginning; what follows may be said differently

STUCK = "The model did not go on where it was cut off."
TOO_LONG = "The answer is still cut off after four continuations."
NO_ROOM = "The model's context has no room for the rest of the answer."
CIRCLING = "The model said the same over and over and was stopped; what it wrote until then is kept."
ENDLESS = "The answer is larger than a page may be, and its end is left out."


async def whole_answer(
    client: ChatClient,
    messages: Sequence[Message],
    artifact: Artifact,
    *,
    thinking: bool,
    max_tokens: int | None,
    temperature: float | None = None,
    extra: Mapping[str, Any] | None = None,
    so_far: SoFar | None = None,
    passes: Sequence[Streamed] = (),
) -> AsyncGenerator[Delta | Continued | Ended]:
    """Streams an answer into `artifact`, which the caller reads and finishes. For the order see `answering.events`.

    `passes`: what the text of the first request goes through, one after the other, before anybody sees it.
    `so_far`: what there is of the answer already, from an earlier time; its first request goes on from there.
    The embedded model is asked once, since it knows no other task: it goes on where its endpoint can, or raises.
    Raises EndpointError for the first request only: what goes wrong later leaves what there is, with a remark.
    """
    answer = _Answer(
        client, tuple(messages), artifact, thinking, max_tokens, temperature, dict(extra or {}), InTurn(passes)
    )
    if so_far:
        yield answer.take_up(so_far)
    first = answer.go_on() if so_far else answer.begin()
    async with contextlib.aclosing(first):
        async for delta in first:
            yield delta
    number, remark = 0, ""
    while answer.is_cut and not client.endpoint.embedded:
        if number == MAX_CONTINUATIONS:
            remark = TOO_LONG
            break
        number += 1
        yield Continued(number)
        before = len(answer.text)
        going_on = answer.go_on()
        try:
            async with contextlib.aclosing(going_on):
                async for delta in going_on:
                    yield delta
        except ContextOverflow:
            remark = NO_ROOM
        except EndpointError as error:
            remark = f"The rest of the answer is missing: {error}"
        if remark or answer.is_circling or not (answer.text[before:].strip() or answer.has_thought_on):
            remark = remark or STUCK
            break
    yield answer.ended(ENDLESS if artifact.is_cut else CIRCLING if answer.is_circling else remark)


@dataclass
class _Answer:
    """An answer that grows over several requests."""

    client: ChatClient
    messages: tuple[Message, ...]
    artifact: Artifact
    thinking: bool
    max_tokens: int | None
    temperature: float | None
    extra: dict[str, Any]
    passes: InTurn
    meter: Meter = field(default_factory=Meter)
    texts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    thoughts: list[str] = field(default_factory=list)
    finish_reason: str | None = None
    circles: tuple[Circle, Circle] = field(default_factory=lambda: (Circle(WITH_TEXT), Circle(WITH_THOUGHTS)))
    token_ids: list[int] = field(default_factory=list)  # that the beginning of the text was said in, as far as known
    knows_ids: bool = True  # of all of it
    logprobs: list[tuple[str, float]] = field(default_factory=list)
    has_thought_on: bool = False  # the last request went on with the thoughts
    is_circling: bool = False  # what is said, not what is thought: from thoughts there is a way on

    @property
    def text(self) -> str:
        if len(self.texts) > 1:
            self.texts[:] = ["".join(self.texts)]
        return self.texts[0] if self.texts else ""

    @property
    def is_cut(self) -> bool:
        """Whether something is missing: the server says so, a file is open, or the model stopped while thinking."""
        if self.artifact.is_cut or self.is_circling:
            return False
        stopped_thinking = bool(self.thoughts) and not self.text.strip()
        return self.finish_reason == "length" or stopped_thinking or bool(self.artifact.unfinished)

    def ended(self, remark: str) -> Ended:
        is_complete = not remark and not self.is_cut and not self.is_circling
        thoughts, said = "".join(self.thoughts), "".join(self.said)
        meter, logprobs = self.meter, tuple(self.logprobs)
        return Ended(self.text, thoughts, said, meter.usage, meter.tokens_per_s, is_complete, remark, logprobs)

    async def begin(self) -> AsyncGenerator[Delta]:
        """The first request."""
        pieces = self._stream(self.messages, self.thinking, self.max_tokens)
        async with contextlib.aclosing(pieces):
            async for content, reasoning, token_ids in pieces:
                yield self._delta(self.passes.feed(content), reasoning, token_ids)
        if rest := self.passes.rest():
            yield self._delta(rest, "")

    def take_up(self, so_far: SoFar) -> Delta:
        """Begins with what there is."""
        self.finish_reason = "length"
        self.said.append(so_far.text)
        return self._delta(so_far.text, so_far.thoughts, so_far.token_ids)

    async def go_on(self) -> AsyncGenerator[Delta]:
        """One more request. Raises EndpointError."""
        self.meter.next_request()
        self.has_thought_on = False
        if self._may_append:
            try:
                async with contextlib.aclosing(self._append()) as appending:
                    async for delta in appending:
                        yield delta
                return
            except (ContextOverflow, RequestRefused):
                if self.client.endpoint.embedded:
                    raise
                self.finish_reason = "length"
        going_on = self._continue() if self.text.strip() else self._conclude()
        async with contextlib.aclosing(going_on):
            async for delta in going_on:
                yield delta

    @property
    def _may_append(self) -> bool:
        """Whether it was cut off, and the endpoint has the model say what is missing and nothing else.

        A model that ended by itself would only end again.
        """
        is_begun = bool(self.text.strip()) or (self.thinking and any(self.thoughts))
        return self.client.endpoint.goes_on and self.finish_reason == "length" and is_begun

    async def _append(self) -> AsyncGenerator[Delta]:
        """The model goes on in the middle of what it said, or thought."""
        last: Message = {"role": "assistant", "content": self.text}
        if self.thinking and (thoughts := "".join(self.thoughts)):
            last["reasoning_content"] = thoughts
        elif self.token_ids:
            last["token_ids"] = self.token_ids
        for limit in dict.fromkeys((self.max_tokens, None)):
            pieces = self._stream((*self.messages, last), self.thinking, limit, GOING_ON)
            try:
                async with contextlib.aclosing(pieces):
                    async for content, reasoning, token_ids in pieces:
                        self.has_thought_on = self.has_thought_on or bool(reasoning.strip())
                        yield self._delta(content, reasoning, token_ids)
                return
            except ContextOverflow:
                if limit is None:
                    raise

    async def _conclude(self) -> AsyncGenerator[Delta]:
        """The model stopped while thinking: it gets its thoughts and is asked for the answer alone."""
        thoughts = without_circle("".join(self.thoughts), WITH_THOUGHTS)
        asked = with_text(self.messages, thoughts_prompt(thoughts))
        pieces = self._stream(asked, False, self.max_tokens)
        async with contextlib.aclosing(pieces):
            async for content, reasoning, _ in pieces:
                yield self._delta(content, reasoning)

    async def _continue(self) -> AsyncGenerator[Delta]:
        """The whole answer is shown to the model, or where the context is too small for it, its end."""
        ways = [(self.text, self.max_tokens), (self.text, None), (_tail(self.text), self.max_tokens)]
        ways += [(_tail(self.text), None)]
        ways = [way for at, way in enumerate(ways) if way not in ways[:at]]
        for shown, limit in ways:
            joint = self._joint()
            pieces = self._stream(self._asked_to_go_on(shown), False, limit)
            try:
                async with contextlib.aclosing(pieces):
                    async for content, reasoning, _ in pieces:
                        yield self._delta(joint.feed(content), reasoning)
            except ContextOverflow:
                if (shown, limit) == ways[-1]:
                    raise
                continue
            if rest := joint.rest() or self._begun_anew(joint.restarted):
                yield self._delta(rest, "")
            return

    def _joint(self) -> Joint:
        path = self.artifact.growing
        open_text = self.artifact.files.get(path or "", "")
        is_code = bool(self.artifact.unfinished) and not (path or "").endswith((".md", ".mdx"))
        opening = (open_text or self.text)[:_OPENING_CHARS]
        return Joint(self.text, opening=opening, is_code=is_code, was_cut=self.finish_reason == "length")

    def _asked_to_go_on(self, shown: str) -> tuple[Message, ...]:
        path = self.artifact.growing if self.artifact.unfinished else ""
        prompt = go_on_prompt(last_lines(self.text), path=path or "", is_shortened=shown != self.text)
        return (*self.messages, {"role": "assistant", "content": shown}, {"role": "user", "content": prompt})

    def _begun_anew(self, text: str) -> str:
        """What of a second beginning goes behind the first: what is new of it, or all of it if it came to its end."""
        kind, path = self.artifact.unfinished, self.artifact.growing or INDEX
        so_far = self.artifact.files.get(path, "")
        if kind not in ("file", "document") or not text:
            return ""
        if text.startswith(so_far):
            return text[len(so_far) :]
        again = f"\n```{path}\n{text}"
        attempt = Artifact()
        attempt.feed(again)
        if attempt.unfinished:
            return ""
        ended = "\n</html>" if kind == "document" else "\n```"
        return ended + again + ("" if text.rstrip().endswith("```") else "\n```\n")

    async def _stream(
        self, messages: Sequence[Message], thinking: bool, limit: int | None, how: Mapping[str, Any] = NOTHING_ELSE
    ) -> AsyncGenerator[tuple[str, str, tuple[int, ...]]]:
        """(content, reasoning, tokens of the content) of one request. `how`: fields that may not be left out."""
        self.finish_reason = None
        stream = self.client.stream(
            messages,
            thinking=thinking,
            max_tokens=limit,
            temperature=self.temperature,
            extra={**self.extra, **how},
            insists=bool(how),
        )
        async with contextlib.aclosing(stream):
            async for delta in stream:
                self.finish_reason = delta.finish_reason or self.finish_reason
                if delta.usage:
                    self.meter.count(delta.usage)
                self.logprobs += delta.logprobs
                if delta.content or delta.reasoning:
                    self.meter.tick()
                    self.said.append(delta.content)
                    yield delta.content, delta.reasoning, delta.token_ids
                    if self._circles(delta.content, delta.reasoning):
                        return

    def _circles(self, content: str, reasoning: str) -> bool:
        of_text, of_thoughts = self.circles
        self.is_circling = of_text.feed(content)
        return self.is_circling or of_thoughts.feed(reasoning)

    def _delta(self, text: str, reasoning: str, token_ids: tuple[int, ...] = ()) -> Delta:
        self.texts.append(text)
        self.thoughts.append(reasoning)
        self.artifact.feed(text)
        self.knows_ids = self.knows_ids and bool(token_ids or not text)
        if self.knows_ids:
            self.token_ids += token_ids
        return Delta(text, reasoning, self.meter.tokens, self.meter.tokens_per_s, token_ids=token_ids)


def with_text(messages: Sequence[Message], text: str) -> tuple[Message, ...]:
    """The messages, with something more said in the last one."""
    *before, last = messages
    content = last["content"]
    if isinstance(content, str):
        return (*before, last | {"content": f"{content}\n\n{text}"})
    return (*before, last | {"content": [*content, {"type": "text", "text": text}]})


def _tail(text: str) -> str:
    """The end of an answer, from the beginning of a line."""
    tail = text[-TAIL_CHARS:]
    return tail if tail == text else tail.partition("\n")[2] or tail
