"""Chat with an endpoint: one request in, a stream of small pieces out, every failure one sentence."""

import contextlib
import json
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import httpx2
import openai

from moonpane.client.endpoint import Endpoint
from moonpane.errors import ContextOverflow, EndpointError

Message = dict[str, Any]

# A large model may think over a long prompt for minutes before its first token; a dead connection is
# noticed by the socket, not by this limit.
READ_TIMEOUT_S = 900.0
CONNECT_TIMEOUT_S = 10.0


@dataclass(frozen=True)
class Usage:
    """What the server counted for one request."""

    prompt_tokens: int
    completion_tokens: int


@dataclass(frozen=True)
class Delta:
    """One piece of an answer. Order in a stream: reasoning, then content, then one with `finish_reason`,
    then (when the server counts) one with `usage`."""

    content: str = ""
    reasoning: str = ""
    finish_reason: str | None = None  # "stop", "length", …
    usage: Usage | None = None


class ChatClient:
    """Keeps the connections to one endpoint; an async context manager."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        # Proxy variables of the environment are for the outside: they must not catch loopback requests.
        http = httpx2.AsyncClient(
            trust_env=not endpoint.is_local,
            timeout=httpx2.Timeout(READ_TIMEOUT_S, connect=CONNECT_TIMEOUT_S),
            limits=httpx2.Limits(max_connections=64, max_keepalive_connections=16),
        )
        self._openai = openai.AsyncOpenAI(
            base_url=endpoint.base_url, api_key=endpoint.api_key or "none", max_retries=0, http_client=http
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._openai.close()

    async def models(self) -> list[str]:
        """The ids the endpoint serves, in its order."""
        with _sentences(self.endpoint):
            page = await self._openai.models.list()
            return [model.id for model in page.data]

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        thinking: bool,
        max_tokens: int | None,
        temperature: float | None = None,
        guided_outline: str | None = None,
    ) -> AsyncGenerator[Delta]:
        """Post one chat request and yield its pieces; closing the iterator aborts the request.

        None leaves `max_tokens` and `temperature` to the server. `guided_outline` is for the embedded model only: its
        page keeps to it. Raises EndpointError.
        """
        switch = {} if thinking else _instant(self.endpoint)
        extra = switch if guided_outline is None else switch | {"guided_outline": guided_outline}
        with _sentences(self.endpoint):
            stream = await self._open(messages, extra, max_tokens=max_tokens, temperature=temperature)
            async with stream:
                async for chunk in stream:
                    if delta := _delta(chunk):
                        yield delta

    async def ask(
        self, messages: Sequence[Message], *, thinking: bool, max_tokens: int | None, temperature: float | None = None
    ) -> str:
        """The whole content of one answer. Raises EndpointError."""
        answer = self.stream(messages, thinking=thinking, max_tokens=max_tokens, temperature=temperature)
        async with contextlib.aclosing(answer):
            return "".join([delta.content async for delta in answer])

    async def _open(
        self, messages: Sequence[Message], extra: dict[str, Any], *, max_tokens: int | None, temperature: float | None
    ) -> openai.AsyncStream[Any]:
        request: dict[str, Any] = {
            "model": self.endpoint.model,
            "messages": list(messages),
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if max_tokens is not None:
            request["max_tokens"] = max_tokens
        if temperature is not None:
            request["temperature"] = temperature
        try:
            return await self._openai.chat.completions.create(**request, extra_body=extra)
        except openai.BadRequestError as error:
            # Endpoints of models that cannot think refuse the switch by name: then there is nothing to switch.
            if not extra or not any(name in str(error) for name in extra):
                raise
            return await self._openai.chat.completions.create(**request)


async def stream_chat(
    endpoint: Endpoint,
    messages: Sequence[Message],
    *,
    thinking: bool,
    max_tokens: int | None,
    temperature: float | None = None,
) -> AsyncGenerator[Delta]:
    """One chat request on connections of its own; see `ChatClient.stream`."""
    async with ChatClient(endpoint) as client:
        pieces = client.stream(messages, thinking=thinking, max_tokens=max_tokens, temperature=temperature)
        async with contextlib.aclosing(pieces):
            async for delta in pieces:
                yield delta


def _instant(endpoint: Endpoint) -> dict[str, Any]:
    """How an answer without reasoning is asked for: as Moonshot's API says it, and as vLLM and SGLang do."""
    thinking_off: dict[str, Any] = {"thinking": {"type": "disabled"}}
    return thinking_off if endpoint.embedded else thinking_off | {"chat_template_kwargs": {"thinking": False}}


def _delta(chunk: Any) -> Delta | None:
    """None for chunks that say nothing, such as the opening one that only names the role."""
    usage = chunk.usage and Usage(chunk.usage.prompt_tokens, chunk.usage.completion_tokens)
    if not chunk.choices:
        return Delta(usage=usage) if usage else None
    choice = chunk.choices[0]
    extra = (choice.delta.model_extra if choice.delta else None) or {}
    content = (choice.delta.content if choice.delta else None) or ""
    # Older servers say `reasoning_content`, newer vLLM says `reasoning`.
    reasoning = extra.get("reasoning_content") or extra.get("reasoning") or ""
    if not (content or reasoning or choice.finish_reason or usage):
        return None
    return Delta(content, str(reasoning), choice.finish_reason, usage)


@contextlib.contextmanager
def _sentences(endpoint: Endpoint) -> Iterator[None]:
    """The one place where failures of HTTP, JSON and the client library become sentences."""
    where = endpoint.base_url
    try:
        yield
    except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
        raise EndpointError(f"{where} refused the key; give the right one in MOONPANE_ENDPOINT_KEY.") from error
    except openai.NotFoundError as error:
        raise EndpointError(f"{where} does not know {endpoint.model or 'this address'} ({_said(error)}).") from error
    except openai.RateLimitError as error:
        raise EndpointError(f"{where} has too much to do ({_said(error)}); try again later.") from error
    except openai.APITimeoutError as error:
        raise EndpointError(f"{where} did not answer in time.") from error
    except openai.APIStatusError as error:
        if error.code == "context_length_exceeded":
            raise ContextOverflow(f"{_said(error)}.") from error
        raise EndpointError(f"{where} answered with status {error.status_code}: {_said(error)}.") from error
    except openai.APIConnectionError as error:
        # A connection that was made and then lost is another matter than one that was never made.
        what = "cannot be reached" if isinstance(error.__cause__, httpx2.ConnectError) else "broke off the answer"
        raise EndpointError(f"{where} {what} ({_cause(error)}).") from error
    except openai.APIError as error:  # an error event inside a stream
        raise EndpointError(f"{where} broke off the answer: {_said(error)}.") from error
    except httpx2.HTTPError as error:
        raise EndpointError(f"{where} broke off the answer ({_cause(error)}).") from error
    except json.JSONDecodeError as error:
        raise EndpointError(f"{where} sent something that is not JSON; is it an OpenAI-compatible endpoint?") from error


def _said(error: openai.APIError) -> str:
    """The server's own sentence, without the client library's wrapping, one line, without the final full stop."""
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    return " ".join(str(message or error.message).split())[:300].rstrip(".")


def _cause(error: BaseException) -> str:
    """The innermost reason in words: connection refused, name not known, closed connection."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
