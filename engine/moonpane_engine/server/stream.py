"""How answers leave: as server-sent events or in one piece, and never longer than the client listens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from moonpane_engine.core import TokenStream
from moonpane_engine.errors import EngineError
from moonpane_engine.server.answers import Choice, Envelope, fold_events
from moonpane_engine.server.wire_errors import body_of, dump

HEARTBEAT_S = 10.0  # a comment line while a long prompt is read, so that nobody takes the silence for death
CLIENT_LEFT = 499

Answer = TypeVar("Answer")


class EventStreamResponse(Response):
    """Server-sent events of a token stream. When the client leaves, the requests end at the next step."""

    media_type = "text/event-stream"

    def __init__(
        self, stream: TokenStream, choices: Sequence[Choice], envelope: Envelope, *, include_usage: bool
    ) -> None:
        self.status_code = 200
        self.background = None
        self.body = b""
        self.init_headers({"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        self.raw_headers = [(name, value) for name, value in self.raw_headers if name != b"content-length"]
        self._stream = stream
        self._choices = choices
        self._envelope = envelope
        self._include_usage = include_usage

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._stream:
            await unless_client_leaves(receive, lambda: self._send_all(send))

    async def _send_all(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        async for data in self._events():
            await send({"type": "http.response.body", "body": data, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _events(self) -> AsyncIterator[bytes]:
        envelope = self._envelope
        opening = [part for choice in self._choices for part in choice.opening()]
        if opening:
            yield b"".join(_event(envelope.chunk([part])) for part in opening)
        try:
            async for parts in fold_events(self._stream, self._choices, heartbeat_s=HEARTBEAT_S):
                yield b": waiting\n\n" if parts is None else b"".join(_event(envelope.chunk([p])) for p in parts)
        except EngineError as error:
            yield _event(body_of(error))
            return
        if self._include_usage:
            yield _event(envelope.usage_chunk(self._choices))
        yield b"data: [DONE]\n\n"


async def whole_answer(
    request: Request, stream: TokenStream, choices: Sequence[Choice], envelope: Envelope
) -> Response:
    """The answer in one piece; ends early, and unread, when the client leaves. Raises EngineError."""

    async def collect() -> Response:
        for choice in choices:
            choice.opening()
        async for _ in fold_events(stream, choices):
            pass
        return Response(dump(envelope.whole(choices)), media_type="application/json")

    with stream:
        answer = await unless_client_leaves(request.receive, collect)
    return Response(status_code=CLIENT_LEFT) if answer is None else answer


async def unless_client_leaves(receive: Receive, work: Callable[[], Awaitable[Answer]]) -> Answer | None:
    """The result of `work`, or None when the client disconnected first; then the work is cancelled."""
    working = asyncio.ensure_future(work())
    leaving = asyncio.ensure_future(_client_left(receive))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.wait({working, leaving})


async def _client_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _event(value: object) -> bytes:
    return b"data: " + dump(value) + b"\n\n"
