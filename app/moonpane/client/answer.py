"""What a server says, checked: foreign JSON in, our own values out. Nothing in it is taken for granted."""

import json
from dataclasses import dataclass
from typing import Any, TypeGuard, TypeVar

CONTINUED = "continue_final_message"  # the field of a request, in the spelling of vLLM and SGLang
IMPOSSIBLE = -1e9  # log-probability of what is as good as never said
MAX_COUNT = 2**53  # of tokens; beyond it is no count, and no float either

T = TypeVar("T")


class NotTheApi(Exception):
    """What a server sent is nothing that the API knows; half a sentence that goes on after “it sent”."""


@dataclass(frozen=True)
class Usage:
    """What the server counted for one request."""

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int = 0  # of the prompt; 0 also where the server does not say


@dataclass(frozen=True)
class ListedModel:
    """One entry of a server's list of models."""

    id: str
    context_tokens: int = 0  # prompt and answer together; 0 where the server does not say
    goes_on: bool = False  # it says that it takes `continue_final_message`


@dataclass(frozen=True)
class Delta:
    """One piece of an answer. Order in a stream: reasoning, then content, then one with `finish_reason`,
    then (when the server counts) one with `usage`."""

    content: str = ""
    reasoning: str = ""
    finish_reason: str | None = None  # "stop", "length", …
    usage: Usage | None = None
    token_ids: tuple[int, ...] = ()  # that `content` was said in, where they were asked for
    logprobs: tuple[tuple[str, float], ...] = ()  # tokens and how sure they were, likewise


def delta_of(chunk: object) -> Delta | None:
    """One chunk of a stream; None for those that say nothing, such as the opening one that only names the role.

    Raises NotTheApi.
    """
    chunk = _checked(chunk, "a chunk", dict)
    usage = _usage(chunk.get("usage"))
    choices = _field(chunk, "choices", list, [])
    if not choices:
        return Delta(usage=usage) if usage else None
    choice = _checked(choices[0], "a choice", dict)
    said = _field(choice, "delta", dict, {})
    content = whole_text(_field(said, "content", str, ""))
    # Older servers say `reasoning_content`, newer vLLM says `reasoning`.
    reasoning = whole_text(_field(said, "reasoning_content", str, "") or _field(said, "reasoning", str, ""))
    finish_reason = _field(choice, "finish_reason", str, "") or None
    logprobs = _logprobs(choice.get("logprobs"))
    if not (content or reasoning or finish_reason or usage or logprobs):
        return None
    token_ids = _token_ids(choice.get("token_ids")) if content else ()
    return Delta(content, reasoning, finish_reason, usage, token_ids, logprobs)


def listed_models(body: object) -> list[ListedModel]:
    """A list of models, in its order. Raises NotTheApi, json.JSONDecodeError."""
    if isinstance(body, str):  # it came under another name than JSON
        body = json.loads(body)
    models = _checked(_checked(body, "a list of models", dict).get("data"), "a list of models", list)
    return [_listed(_checked(model, "a model", dict)) for model in models]


def _listed(model: dict[str, Any]) -> ListedModel:
    name = _checked(model.get("id"), "the name of a model", str)
    if not name.isprintable():
        raise NotTheApi("the name of a model that cannot be printed")
    # vLLM, SGLang and our engine; Moonshot and OpenRouter; LM Studio.
    said = (model.get(field) for field in ("max_model_len", "context_length", "max_context_length"))
    fields = model.get("supported_parameters")  # as OpenRouter says it, and our engine
    goes_on = isinstance(fields, list) and CONTINUED in fields
    return ListedModel(name, next((count for count in said if _is_count(count)), 0), goes_on)


def whole_text(text: str) -> str:
    """The text without halves of surrogate pairs: JSON can say them, but no file can hold them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def printable_line(text: str) -> str:
    """What can be printed of it, on one line: a foreign word may not steer our terminal."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in whole_text(text)).split())


def _usage(said: object) -> Usage | None:
    """A server that counts wrongly has answered all the same: then it is as if it had not counted."""
    if not isinstance(said, dict):
        return None
    prompt, completion = said.get("prompt_tokens"), said.get("completion_tokens")
    if not (_is_count(prompt) and _is_count(completion)):
        return None
    details = said.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else 0
    return Usage(prompt, completion, cached if _is_count(cached) and cached <= prompt else 0)


def _token_ids(said: object) -> tuple[int, ...]:
    """Of a server that says something else it is as if it had said none."""
    return tuple(said) if isinstance(said, list) and all(map(_is_count, said)) else ()


def _logprobs(said: Any) -> tuple[tuple[str, float], ...]:
    """Likewise; a probability that is none is as good as 0."""
    entries: Any = said.get("content") if isinstance(said, dict) else None
    found = list[tuple[str, float]]()
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict) or not isinstance(token := entry.get("token"), str):
            return ()
        logprob: Any = entry.get("logprob")
        is_one = isinstance(logprob, int | float) and IMPOSSIBLE < logprob <= 0  # NaN is neither
        found.append((token, float(logprob) if is_one else IMPOSSIBLE))
    return tuple(found)


def _is_count(value: Any) -> TypeGuard[int]:
    return type(value) is int and 0 <= value < MAX_COUNT


def _field(holder: dict[str, Any], name: str, kind: type[T], absent: T) -> T:
    value = holder.get(name)
    return absent if value is None else _checked(value, f"the field {name}", kind)


def _checked(value: object, name: str, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise NotTheApi(f"{name} as {type(value).__name__} instead of {kind.__name__}")
    return value
