"""Chat with an endpoint: one request in, a stream of small pieces out, every failure one sentence."""

import contextlib
import os
import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Self

import httpx2
import openai

from moonpane.client.answer import CONTINUED, Delta, ListedModel, NotTheApi, delta_of, listed_models, printable_line
from moonpane.client.endpoint import Endpoint, Switch
from moonpane.client.timing import Stopwatch
from moonpane.errors import ContextOverflow, EndpointError, NoConnection, RequestRefused
from moonpane.page_size import MAX_HTML_BYTES
from moonpane.sentences import phrase

Message = dict[str, Any]
_NOTHING = object()
_OVERFLOW = re.compile(
    r"(?:maximum|model'?s?) context (?:length|window|size)|context (?:length|window|size) (?:of|is|exceeded|limit)|"
    r"exceed\w* (?:the )?(?:model(?:'s)? )?(?:token limit|context)|longer than the model",
    re.IGNORECASE,
)

_BLIND = re.compile(
    r"not (?:a )?(?:multi-?modal|vision)|(?:image|picture|vision|multi-?modal)\w*(?: \w+){0,4} not (?:\w+ )?support|"
    r"(?:not|n't) (?:\w+ )?support (?:\w+ ){0,3}(?:image|picture|vision|multi-?modal)|support image input",
    re.IGNORECASE,
)

_MOONSHOT: dict[str, Any] = {"thinking": {"type": "disabled"}}
_TEMPLATE: dict[str, Any] = {"chat_template_kwargs": {"thinking": False}}
GOING_ON: dict[str, Any] = {CONTINUED: True, "add_generation_prompt": False}  # the last message is not whole
TELLING_IDS: dict[str, Any] = {"return_token_ids": True}  # as vLLM says it
SWITCHES: dict[Switch, dict[str, Any]] = {  # the fields of a request that ask for an answer without reasoning
    "any": _MOONSHOT | _TEMPLATE,
    "moonshot": _MOONSHOT,
    "template": _TEMPLATE,
    "none": {},
}

# A large model may think over a long prompt for minutes before its first token; a dead connection is
# noticed by the socket, not by this limit.
READ_TIMEOUT_S = 900.0
CONNECT_TIMEOUT_S = 10.0
# Servers close a connection that was idle for five seconds (uvicorn, ours too); a request that is written in that very
# moment breaks off. So none is used that has been idle nearly as long.
IDLE_S = 2.0
# An endpoint need not keep to `max_tokens`. So many characters are as many bytes as a page may have at most, and more
# than the contexts of models hold; on the wire each token may come in some hundred bytes of JSON.
MAX_ANSWER_CHARS = MAX_HTML_BYTES // 4
MAX_ANSWER_BYTES = 8 * MAX_HTML_BYTES


class ChatClient:
    """Keeps the connections to one endpoint; an async context manager."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        # Proxy variables of the environment are for the outside: they must not catch loopback requests.
        http = httpx2.AsyncClient(
            trust_env=not endpoint.is_local,
            timeout=httpx2.Timeout(READ_TIMEOUT_S, connect=CONNECT_TIMEOUT_S),
            limits=httpx2.Limits(max_connections=64, max_keepalive_connections=16, keepalive_expiry=IDLE_S),
            event_hooks={"response": [_bounded]},
        )
        self._openai = openai.AsyncOpenAI(
            base_url=endpoint.base_url, api_key=endpoint.api_key or "none", max_retries=0, http_client=http
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._openai.close()

    async def models(self) -> list[str]:
        """The ids the endpoint serves, in its order. Raises EndpointError."""
        return [model.id for model in await self.listed()]

    async def listed(self) -> list[ListedModel]:
        """What the endpoint says of the models it serves, in its order. Raises EndpointError."""
        with _sentences(self.endpoint):
            return listed_models(await self._openai.get("/models", cast_to=object))

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        thinking: bool,
        max_tokens: int | None,
        temperature: float | None = None,
        extra: Mapping[str, Any] | None = None,
        insists: bool = False,
    ) -> AsyncGenerator[Delta]:
        """Post one chat request and yield its pieces; closing the iterator aborts the request.

        None leaves `max_tokens` and `temperature` to the server. `extra` are fields that not every server knows; they
        are left out where they are refused, unless the caller `insists`. Raises EndpointError.
        """
        extra = ({} if thinking else _instant(self.endpoint)) | dict(extra or {})
        watch = Stopwatch()
        with _sentences(self.endpoint):
            stream = await self._open(messages, extra, insists, max_tokens=max_tokens, temperature=temperature)
            room, chunk = MAX_ANSWER_CHARS, _NOTHING
            async with stream:
                async for chunk in stream:
                    if delta := delta_of(chunk):
                        watch.saw(delta)
                        room -= len(delta.content) + len(delta.reasoning)
                        if room < 0:
                            raise EndpointError(
                                f"{self.endpoint.base_url} does not come to an end: its answer has more than "
                                f"{MAX_ANSWER_CHARS:,} characters and was stopped."
                            )
                        yield delta
            if chunk is _NOTHING:
                kind = stream.response.headers.get("content-type", "something")
                raise NotTheApi(f"{kind.partition(';')[0]} instead of a stream")
        if self.endpoint.on_answered and (timing := watch.timing()):
            self.endpoint.on_answered(timing)

    async def ask(
        self, messages: Sequence[Message], *, thinking: bool, max_tokens: int | None, temperature: float | None = None
    ) -> str:
        """The whole content of one answer. Raises EndpointError."""
        answer = self.stream(messages, thinking=thinking, max_tokens=max_tokens, temperature=temperature)
        async with contextlib.aclosing(answer):
            return "".join([delta.content async for delta in answer])

    async def _open(
        self,
        messages: Sequence[Message],
        extra: dict[str, Any],
        insists: bool,
        *,
        max_tokens: int | None,
        temperature: float | None,
    ) -> openai.AsyncStream[object]:
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
            return await self._post(request | extra)
        except openai.BadRequestError as error:
            # Endpoints of models that cannot think refuse the switch by name: then there is nothing to switch.
            if insists or not any(name in str(error) for name in extra):
                raise
            return await self._post(request)

    async def _post(self, request: dict[str, Any]) -> openai.AsyncStream[object]:
        """Chunks come as the JSON they are: the library's own types believe whatever a server says."""
        return await self._openai.post(
            "/chat/completions", cast_to=object, body=request, stream=True, stream_cls=openai.AsyncStream[object]
        )


class _Bounded(httpx2.AsyncByteStream):
    """The body of a response, which may neither be endless nor hold an endless line."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        room = MAX_ANSWER_BYTES
        async for piece in self._body:
            room -= len(piece)
            if room < 0:
                raise httpx2.ReadError(f"more than {MAX_ANSWER_BYTES >> 20} MB came")
            yield piece

    async def aclose(self) -> None:
        await self._body.aclose()


async def _bounded(response: httpx2.Response) -> None:
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _Bounded(response.stream)


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
    """How an answer without reasoning is asked for: as Moonshot's API says it, as vLLM and SGLang do, or both."""
    if endpoint.embedded:
        return SWITCHES["moonshot"]
    return SWITCHES[endpoint.switch]


@contextlib.contextmanager
def _sentences(endpoint: Endpoint) -> Iterator[None]:
    """Failures as sentences, each with the address that it is about."""
    try:
        with _translated(endpoint):
            yield
    except EndpointError as error:
        error.base_url = endpoint.base_url
        raise


@contextlib.contextmanager
def _translated(endpoint: Endpoint) -> Iterator[None]:
    """The one place where failures of HTTP, JSON and the client library become sentences."""
    where = endpoint.base_url
    try:
        yield
    except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
        words = f"{where} refused the key; give the right one in Models, or in MOONPANE_ENDPOINT_KEY beside --model."
        raise EndpointError(words) from error
    except openai.APIStatusError as error:
        raise _of_status(endpoint, error) from error
    except openai.APITimeoutError as error:
        raise EndpointError(f"{where} did not answer in time.") from error
    except openai.APIConnectionError as error:
        # A connection that was made and then lost is another matter than one that was never made.
        if isinstance(error.__cause__, httpx2.ConnectError):
            raise NoConnection(f"{where} cannot be reached ({_cause(error)}).") from error
        raise EndpointError(f"{where} broke off the answer ({_cause(error)}).") from error
    except openai.APIError as error:  # an error event inside a stream
        raise EndpointError(f"{where} broke off the answer: {_said(error)}.") from error
    except httpx2.HTTPError as error:
        raise EndpointError(f"{where} broke off the answer ({_cause(error)}).") from error
    except NotTheApi as error:
        raise EndpointError(f"{where} does not speak the OpenAI API: it sent {error}; is the address right?") from error
    except UnicodeEncodeError as error:  # the one thing of a request that may be anything
        raise EndpointError(f"The key for {where} has characters that no key has; give the right one.") from error
    # Also bytes that are not UTF-8, a number of thousands of digits, brackets within brackets without end.
    except (ValueError, RecursionError) as error:
        raise EndpointError(f"{where} sent something that is not JSON; is it an OpenAI-compatible endpoint?") from error


def _of_status(endpoint: Endpoint, error: openai.APIStatusError) -> EndpointError:
    """What a server means by a status, and by its own words."""
    where, said = endpoint.base_url, _said(error)
    if error.code == "context_length_exceeded" or _is_overflow(error):
        return ContextOverflow(f"{said}.")
    if _BLIND.search(error.message):
        return EndpointError(f"{where} refused the picture ({said}); choose a model that sees pictures in Models.")
    if isinstance(error, openai.NotFoundError):
        return EndpointError(f"{where} does not know {endpoint.model or phrase('this address')} ({said}).")
    if isinstance(error, openai.RateLimitError):
        return EndpointError(f"{where} has too much to do ({said}); try again later.")
    refused = RequestRefused if error.status_code in (400, 422) else EndpointError
    return refused(f"{where} answered with status {error.status_code}: {said}.")


def _is_overflow(error: openai.APIStatusError) -> bool:
    """Servers that have no code for it say in words that prompt and answer do not fit into the context."""
    return error.status_code in (400, 413, 422) and _OVERFLOW.search(error.message) is not None


def _said(error: openai.APIError) -> str:
    """The server's own sentence, without the client library's wrapping, one line, without the final full stop."""
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    return printable_line(str(message or error.message))[:300].rstrip(".?!")


def _cause(error: BaseException) -> str:
    """The innermost reason in words: connection refused, name not known, closed connection."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    if isinstance(error, OSError) and error.errno:  # positive: of the system; else of the look-up of a name
        return os.strerror(error.errno) if error.errno > 0 else printable_line(error.strerror or str(error))
    return printable_line(str(error))[:200].rstrip(".?!") or type(error).__name__
