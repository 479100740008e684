"""What is there + what is wanted → better files: asked, applied with proof, and asked again for what did not fit."""

import contextlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace

from moonpane.answering import Continued, Delta, Ended, FilesGrew, Growth, whole_answer
from moonpane.artifact import Applied, Artifact, Done, Refused, apply
from moonpane.artifact.pictures import pictures_in, without_pictures
from moonpane.client.answer import Usage
from moonpane.client.chat import ChatClient, Message
from moonpane.client.endpoint import Endpoint
from moonpane.errors import ContextOverflow, EndpointError
from moonpane.revise.embedded import revise_embedded
from moonpane.revise.events import AskingAgain, Changed, Event, Finished, LeftOut, Rejected
from moonpane.revise.mending import as_it_is_now, refusal, still_missing, unplaced
from moonpane.revise.room import fittings
from moonpane.revise.said import SpokenArtifact, Words
from moonpane.session import Stack
from moonpane_resources.prompts import again_prompt, edit_prompt

MAX_TOKENS_INSTANT = 16_384
MAX_TOKENS_THINKING = 65_536
MAX_AGAIN = 2


async def revise(
    endpoint: Endpoint,
    messages: Sequence[Message],
    files: Mapping[str, str],
    stack: Stack,
    *,
    thinking: bool = False,
    context_tokens: int | None = None,
) -> AsyncGenerator[Event]:
    """Has a model change files as the last message wants it. For the order of events see `moonpane.revise.events`.

    `messages` is the conversation (`Session.messages`), its last one the person's wish: how changes are written, and
    the files as they are, are said with it here. `context_tokens` is the model's limit, where it is known.
    The embedded model takes the wish alone. Raises InputError for what it cannot do, EndpointError (ContextOverflow,
    too) when the first request fails.
    """
    *history, wish = messages
    async with ChatClient(endpoint) as client:
        if endpoint.embedded:
            async with contextlib.aclosing(revise_embedded(client, wish, files, stack)) as events:
                async for event in events:
                    yield event
            return
        revision = _Revision(client, files, stack, thinking)
        asking = revision.ask(history, asked_with_files(wish, files, stack), context_tokens)
        async with contextlib.aclosing(asking):
            async for event in asking:
                yield event
        for number in range(1, MAX_AGAIN + 1):
            if not revision.missing or revision.is_given_up:
                break
            yield Rejected(tuple(revision.missing))
            yield AskingAgain(number)
            asking = revision.ask_again()
            async with contextlib.aclosing(asking):
                async for event in asking:
                    yield event
        if revision.missing:
            yield Rejected(tuple(revision.missing))
        yield revision.finished()


def asked_with_files(wish: Message, files: Mapping[str, str], stack: Stack) -> Message:
    """The person's message, its text in the middle of what has to be known about the files; pictures stay before it."""
    content, texts, pictures = wish["content"], without_pictures(files), list(pictures_in(files))
    if isinstance(content, str):
        return {"role": "user", "content": edit_prompt(content, texts, stack, pictures)}
    said = "\n\n".join(part["text"] for part in content if part["type"] == "text" and part["text"].strip())
    shown = [part for part in content if part["type"] != "text"]
    return {"role": "user", "content": [*shown, {"type": "text", "text": edit_prompt(said, texts, stack, pictures)}]}


class _Revision:
    """The state of one revision over all its requests."""

    def __init__(self, client: ChatClient, files: Mapping[str, str], stack: Stack, thinking: bool) -> None:
        self.files: Mapping[str, str] = dict(files)
        self.missing: list[Refused] = []
        self.is_given_up = False
        self._client = client
        self._stack: Stack = stack
        self._thinking = thinking
        self._messages: tuple[Message, ...] = ()  # as they were sent
        self._done: list[Done] = []
        self._written: list[str] = []  # everything that deltas brought
        self._last_answer = ""
        self._talk: str | None = None
        self._words = Words()  # of all requests
        self._usage = Usage(0, 0)
        self._tokens_per_s = 0.0
        self._is_whole = True
        self._remarks: list[str] = []

    async def ask(
        self, history: Sequence[Message], asked: Message, context_tokens: int | None
    ) -> AsyncGenerator[LeftOut | Delta | FilesGrew | Changed | Continued]:
        """The first request, with as much of the history as fits. Raises EndpointError."""
        max_tokens = MAX_TOKENS_THINKING if self._thinking else MAX_TOKENS_INSTANT
        ways = fittings(history, asked, max_tokens=max_tokens, context_tokens=context_tokens)
        told, refused = None, ""
        for way in ways:
            if way.left_out and way.left_out != told:
                told = way.left_out
                yield told
            self._messages = way.messages
            answer = self._answer(way.messages, self._thinking, way.max_tokens)
            try:
                async with contextlib.aclosing(answer):
                    async for event in answer:
                        yield event
            except ContextOverflow as error:  # refused before the first token, so nothing was said yet
                refused = str(error)
                continue
            self._remarks += [told.sentence] if told else []
            return
        # The last way is always tried.
        raise ContextOverflow(
            f"This does not fit into the model's context; choose a model with a larger one. The model says: {refused}"
        )

    async def ask_again(self) -> AsyncGenerator[Delta | FilesGrew | Changed | Continued]:
        """Once more for what is missing. When that fails, the files stay as they are."""
        self._written.append("\n\n")
        self._words.add("\n\n")
        yield Delta("\n\n", "", self._usage.completion_tokens, self._tokens_per_s)
        self.missing = [as_it_is_now(each, self.files) for each in self.missing]
        prompt: Message = {"role": "user", "content": again_prompt([unplaced(each) for each in self.missing])}
        said: Message = {"role": "assistant", "content": self._last_answer.strip() or "…"}
        alone = asked_with_files(prompt, self.files, self._stack)
        problem = None
        for messages in ((*self._messages, said, prompt), (alone,)):
            answer = self._answer(messages, False, MAX_TOKENS_INSTANT)
            try:
                async with contextlib.aclosing(answer):
                    async for event in answer:
                        yield event
                return
            except ContextOverflow as error:
                problem = error
            except EndpointError as error:
                problem = error
                break
        self.is_given_up = True
        self._remarks.append(f"The model could not be asked again for what did not fit: {problem}")

    async def _answer(
        self, messages: Sequence[Message], thinking: bool, max_tokens: int | None
    ) -> AsyncGenerator[Delta | FilesGrew | Changed | Continued]:
        """One answer, applied while it grows."""
        artifact = SpokenArtifact(self._stack)
        applying, growth, num_told = _Applying(self.files, artifact), Growth(), 0
        before, done_before = self._usage, tuple(self._done)
        answer = whole_answer(self._client, messages, artifact, thinking=thinking, max_tokens=max_tokens)
        async with contextlib.aclosing(answer):
            async for event in answer:
                if isinstance(event, Ended):
                    self._end(event, artifact, applying, before)
                elif isinstance(event, Delta):
                    self._written.append(event.text)
                    said = self._words.add(artifact.gained())
                    yield replace(event, tokens=before.completion_tokens + event.tokens, said=said)
                    if growth.is_due(artifact.growing, artifact.num_changes):
                        yield FilesGrew(applying.files_so_far(), artifact.growing)
                    if len(applying.done) > num_told:
                        num_told = len(applying.done)
                        yield Changed((*done_before, *applying.done))
                else:
                    yield event
        if rest := self._words.add(artifact.gained(is_over=True)):
            yield Delta("", "", self._usage.completion_tokens, self._tokens_per_s, rest)
        if applying.done:
            yield FilesGrew(self.files, None)

    def _end(self, ended: Ended, artifact: Artifact, applying: "_Applying", before: Usage) -> None:
        artifact.finish()
        applied = applying.take()
        self.files, is_first = applied.files, self._talk is None
        self._done += applied.done
        if is_first:
            self._talk = artifact.talk
            self.missing = list(applied.failed)
        else:
            self.missing = still_missing(self.missing, applied)
        self._last_answer = ended.text
        prompt_tokens = before.prompt_tokens or ended.usage.prompt_tokens
        self._usage = Usage(prompt_tokens, before.completion_tokens + ended.usage.completion_tokens)
        self._tokens_per_s = ended.tokens_per_s or self._tokens_per_s
        self._is_whole = self._is_whole and ended.is_complete
        self._remarks += [ended.remark] if ended.remark else []
        if not ended.text.strip() and is_first:
            self._is_whole = False
            self._remarks += ["The model answered nothing."]

    def finished(self) -> Finished:
        remarks = [*self._remarks, *(refusal(each) for each in self.missing)]
        return Finished(
            self.files,
            self._talk or "",
            tuple(self._done),
            tuple(self.missing),
            self._usage,
            self._tokens_per_s,
            self._is_whole and not self.missing,
            "".join(self._written),
            tuple(remarks),
        )


class _Applying:
    """Applies the changes of one answer as they end."""

    def __init__(self, files: Mapping[str, str], artifact: Artifact) -> None:
        self.done: list[Done] = []
        self._files = files
        self._artifact = artifact
        self._failed: list[Refused] = []
        self._num_taken = 0

    def take(self) -> Applied:
        """What has come of all changes that have ended so far."""
        changes = self._artifact.changes(self._num_taken)
        if changes:
            self._num_taken += len(changes)
            applied = apply(self._files, changes)
            self._files = applied.files
            self.done += applied.done
            self._failed += applied.failed
        return Applied(self._files, tuple(self.done), tuple(self._failed))

    def files_so_far(self) -> Mapping[str, str]:
        """The same, with as much as there is of a file that is being written."""
        path = self._artifact.growing
        written = {path: self._artifact.files[path]} if path and path in self._artifact.files else {}
        return {**self.take().files, **written}
