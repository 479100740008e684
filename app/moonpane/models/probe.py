"""What an endpoint really can: asked with a picture only we know, with each way to switch thinking off, and timed.

Nothing is sent before `probe` is called, and nothing of its owner's is sent then. The order: the list of models, the
picture, the same words without it, one small question for each switch, one answer long enough to be timed.
"""

import asyncio
import contextlib
import dataclasses
import random
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Literal

from moonpane.client.answer import Delta, ListedModel, Usage, printable_line
from moonpane.client.chat import SWITCHES, ChatClient, Message
from moonpane.client.endpoint import Endpoint, Switch
from moonpane.client.timing import AnswerTiming, Stopwatch
from moonpane.errors import EndpointError, MoonpaneError, UnknownModel
from moonpane.models import known_picture
from moonpane.session import picture_message

REQUEST_TIMEOUT_S = 180.0  # a large model on a busy machine may think that long over a picture
PICTURE_TOKENS = 2048  # models that think first need room for it
TRIAL_TOKENS = 256
SPEED_TOKENS = 192
SAID_CHARS = 120
RIDDLE = "What is 17 times 23? Answer with the number only."
LONG_TASK = "Count from 1 to 60 in words, separated by commas, and say nothing else."
INLINE_MARKS = ("<think>", "◁think▷")
MARK_CHARS = 12  # so much of an answer has to be seen to know that it does not begin with such a mark


Verdict = Literal["yes", "partly", "no", "refused", "silent"]
Outcome = Literal["reasons", "inline", "instant", "silent", "refused"]


class Step(Enum):
    """Where a probe is, in its order."""

    LISTING = auto()
    LOOKING = auto()
    SWITCHING = auto()
    TIMING = auto()


@dataclass(frozen=True)
class Sight:
    """Whether pictures are seen; what it answered to which picture."""

    verdict: Verdict
    color: str = ""
    number: int = 0
    said: str = ""  # the answer, or the sentence of the refusal
    image_tokens: int = 0  # of the picture of 280 by 168 pixels; 0 where the server does not count

    @property
    def sees(self) -> bool:
        return self.verdict == "yes"

    @property
    def is_blind(self) -> bool:
        """Surely so: one that said nothing may only have been slow."""
        return self.verdict in ("no", "refused")


@dataclass(frozen=True)
class Trial:
    """One way to ask for an answer without reasoning ("none": not asking), and what came."""

    switch: Switch
    # inline: the reasoning stands in the answer, because the server does not tell them apart; silent: nothing came.
    outcome: Outcome
    said: str = ""  # the sentence of a refusal


@dataclass(frozen=True)
class ProbeResult:
    """What was found; `failure` says in one sentence why nothing more was."""

    endpoint: str  # base URL
    model: str = ""
    served: tuple[ListedModel, ...] = ()
    sight: Sight | None = None
    trials: tuple[Trial, ...] = ()
    timing: AnswerTiming | None = None  # of the long answer
    counts: bool = False  # usage comes within streams
    is_ours: bool = False  # the embedded model: it knows its own two tasks and answers no questions
    failure: str = ""
    num_others: int = 0  # further models that are served

    @property
    def num_served(self) -> int:
        return len(self.served) + self.num_others

    @property
    def for_keeping(self) -> "ProbeResult":
        """Without what grows with the server: it lists hundreds of models."""
        served = tuple(each for each in self.served if each.id == self.model)[:1]
        return dataclasses.replace(self, served=served, num_others=self.num_served - len(served))

    @property
    def context_tokens(self) -> int:
        """0 where the server does not say."""
        return next((each.context_tokens for each in self.served if each.id == self.model), 0)

    @property
    def thinks(self) -> bool:
        """Whether it reasons unless it is asked not to."""
        return any(trial.switch == "none" and trial.outcome in ("reasons", "inline") for trial in self.trials)

    @property
    def switch(self) -> Switch:
        """The switch that was honoured; "none" where none was, or where there is nothing to switch off."""
        tried = [trial for trial in self.trials if trial.switch != "none"]
        honoured: list[Switch] = [trial.switch for trial in tried if trial.outcome == "instant"]
        return honoured[0] if self.thinks and honoured else "none"


async def probe(
    endpoint: Endpoint, on_step: Callable[[Step], None] | None = None, *, chance: random.Random | None = None
) -> ProbeResult:
    """Ask an endpoint everything; an empty `model` means the first that is served. Raises nothing but cancellation."""
    tell = on_step or (lambda step: None)
    found = ProbeResult(endpoint.base_url, endpoint.model)
    try:
        tell(Step.LISTING)
        found = await _list(endpoint)
        if found.is_ours or found.failure:
            return found
        asked = dataclasses.replace(endpoint, model=found.model, on_answered=None)
        async with ChatClient(asked) as client:
            tell(Step.LOOKING)
            found = dataclasses.replace(found, sight=await _look(client, known_picture.draw(chance)))
            tell(Step.SWITCHING)
            trials = [await _try(client, switch) for switch in ("none", "template", "moonshot")]
            found = dataclasses.replace(found, trials=tuple(trials))
            tell(Step.TIMING)
            watch = await _time(client, found.switch)
            return dataclasses.replace(found, timing=watch.timing(), counts=watch.usage is not None)
    except MoonpaneError as error:
        return dataclasses.replace(found, failure=str(error))


async def _list(endpoint: Endpoint) -> ProbeResult:
    async with ChatClient(endpoint) as client:
        with _in_time(endpoint):
            served = await asyncio.wait_for(client.listed(), REQUEST_TIMEOUT_S)
    if not served:
        raise EndpointError(f"{endpoint.base_url} serves no model.")
    names = [each.id for each in served]
    model = endpoint.model or names[0]
    found = ProbeResult(endpoint.base_url, model, tuple(served))
    if model not in names:
        error = UnknownModel(f"{endpoint.base_url} does not serve {model}; it serves {', '.join(names[:10])}.")
        return dataclasses.replace(found, failure=str(error))
    return dataclasses.replace(found, is_ours=dataclasses.replace(endpoint, model=model).embedded)


async def _look(client: ChatClient, picture: known_picture.KnownPicture) -> Sight:
    """A refusal of the picture is an answer, too; that the endpoint is gone is not. Raises EndpointError."""
    message = picture_message(picture.png, known_picture.QUESTION)
    watch, said = Stopwatch(), list[str]()
    try:
        async with _answer(client, [message], {}, PICTURE_TOKENS, insists=False) as pieces:
            async for delta in pieces:
                watch.saw(delta)
                said.append(delta.content)
    except EndpointError as error:
        await _ask_words(client)  # raises when it is not the picture that is at fault
        return Sight("refused", picture.color, picture.number, str(error))
    answer = "".join(said).strip()
    with_picture, without = watch.usage, None
    with contextlib.suppress(EndpointError):
        without = await _ask_words(client)
    tokens = max(0, with_picture.prompt_tokens - without.prompt_tokens) if with_picture and without else 0
    verdict = picture.judge(_spoken(answer)) if answer else "silent"
    words = printable_line(answer)
    shown = words if len(words) <= SAID_CHARS else words[: SAID_CHARS - 1] + "…"
    return Sight(verdict, picture.color, picture.number, shown, tokens)


async def _ask_words(client: ChatClient) -> Usage | None:
    """The same question without the picture, for its count of tokens only. Raises EndpointError."""
    watch = Stopwatch()
    message: Message = {"role": "user", "content": [{"type": "text", "text": known_picture.QUESTION}]}
    async with _answer(client, [message], {}, 1, insists=False) as pieces:
        async for delta in pieces:
            watch.saw(delta)
    return watch.usage


async def _try(client: ChatClient, switch: Switch) -> Trial:
    """The riddle, asked with one switch; its answer is left as soon as it is clear whether it reasons."""
    content = ""
    try:
        async with _answer(client, [_words(RIDDLE)], SWITCHES[switch], TRIAL_TOKENS, insists=True) as pieces:
            async for delta in pieces:
                if delta.reasoning.strip():
                    return Trial(switch, "reasons")
                content += delta.content
                if len(content.strip()) >= MARK_CHARS:
                    break
    except EndpointError as error:
        if switch == "none":
            raise
        return Trial(switch, "refused", str(error))
    if not content.strip():
        return Trial(switch, "silent")
    return Trial(switch, "inline" if content.lstrip().startswith(INLINE_MARKS) else "instant")


async def _time(client: ChatClient, switch: Switch) -> Stopwatch:
    """A watch that saw one answer from its request to its end. Raises EndpointError."""
    watch = Stopwatch()
    async with _answer(client, [_words(LONG_TASK)], SWITCHES[switch], SPEED_TOKENS, insists=False) as pieces:
        async for delta in pieces:
            watch.saw(delta)
    return watch


@contextlib.asynccontextmanager
async def _answer(
    client: ChatClient, messages: list[Message], extra: dict[str, Any], max_tokens: int, *, insists: bool
) -> AsyncGenerator[AsyncGenerator[Delta]]:
    """The pieces of one answer, which may take only so long. Raises EndpointError."""
    pieces = client.stream(messages, thinking=True, max_tokens=max_tokens, extra=extra, insists=insists)
    with _in_time(client.endpoint):
        async with asyncio.timeout(REQUEST_TIMEOUT_S), contextlib.aclosing(pieces):
            yield pieces


@contextlib.contextmanager
def _in_time(endpoint: Endpoint) -> Any:
    try:
        yield
    except TimeoutError as error:
        sentence = f"{endpoint.base_url} did not answer a small question within {REQUEST_TIMEOUT_S:.0f} seconds."
        raise EndpointError(sentence) from error


def _words(text: str) -> Message:
    return {"role": "user", "content": text}


def _spoken(answer: str) -> str:
    """The answer without reasoning that stands inside it: what it considers is not what it says."""
    for end in ("</think>", "◁/think▷"):
        answer = answer.rpartition(end)[2]
    return answer
