"""JSON bodies, counted before they are parsed: a few MB of brackets would cost gigabytes and stop everybody."""

import asyncio
import json
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect

from moonpane_engine.errors import BadRequest
from moonpane_engine.server.stream import CLIENT_LEFT

MAX_JSON_DEPTH = 64
MAX_JSON_VALUES = 1_200_000  # a million token ids and what is around them
_INLINE_BYTES = 256 * 2**10  # some milliseconds of parsing

_MARKS = re.compile(rb'["\[\]{},]')
# Of a string, so much that other threads do not wait long: a match holds the interpreter.
_PIECE = re.compile(rb'(?:[^"\\]{1,65536}+|\\.){0,64}+', re.DOTALL)
_QUOTE, _ESCAPE = b'"\\'


def read_json(body: bytes) -> Any:
    """The value of `body`. Raises BadRequest where it is no JSON, too deep, or too much."""
    _check_marks(body)
    try:
        return json.loads(body.decode("utf-8-sig"))  # of bytes it would also take UTF-16, in which marks are hidden
    except (ValueError, RecursionError):  # of bytes that are no UTF-8, too
        raise BadRequest("The body is not valid JSON.", code="invalid_json") from None


def _check_marks(body: bytes) -> None:
    """Depth and number of values, from the brackets and commas outside strings."""
    depth = num_values = at = 0
    while mark := _MARKS.search(body, at):
        at, sign = mark.end(), mark.group()
        if sign == b'"':
            at = _end_of_string(body, at)
        elif sign in b"]}":
            depth -= 1
        else:
            num_values += 1
            depth += sign != b","
        if depth > MAX_JSON_DEPTH:
            raise BadRequest(f"The JSON is nested deeper than {MAX_JSON_DEPTH} levels.")
        if num_values > MAX_JSON_VALUES:
            raise BadRequest(f"The JSON holds more than {MAX_JSON_VALUES:,} values; send less at once.")


def _end_of_string(body: bytes, at: int) -> int:
    """The place behind the string that is open at `at`."""
    while True:
        at = _PIECE.match(body, at).end()  # type: ignore[union-attr]  # it matches nothing, too
        if at == len(body) or body[at] == _QUOTE:
            return at + 1
        if body[at] == _ESCAPE and at + 1 == len(body):
            return len(body)


class JsonRoute(APIRoute):
    """A route whose body is read by `read_json`; a large one in a thread, so that streams go on meanwhile."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def read_then_handle(request: Request) -> Response:
            try:
                body = await request.body()
            except ClientDisconnect:
                return Response(status_code=CLIENT_LEFT)
            is_small = len(body) <= _INLINE_BYTES
            value = read_json(body) if is_small else await asyncio.to_thread(read_json, body)
            return await handle(_ReadRequest(request, body, value))

        return read_then_handle


class _ReadRequest(Request):
    """A request whose body has been read."""

    def __init__(self, request: Request, body: bytes, value: Any) -> None:
        super().__init__(request.scope, request.receive)
        self._body = body
        self._value = value

    async def json(self) -> Any:
        return self._value
