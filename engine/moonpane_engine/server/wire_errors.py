"""Every failure as an OpenAI error object, translated in this one place."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moonpane_engine.errors import EngineError, EngineStopped, QueueFull, RequestError
from moonpane_engine.server.api_schema import methods_of

_TYPE_OF_STATUS = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


def error_body(message: str, *, type: str, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    """`{"error": {message, type, param, code}}`."""
    return {"error": {"message": message, "type": type, "param": param, "code": code}}


def error_response(
    status: int,
    message: str,
    *,
    type: str | None = None,
    param: str | None = None,
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error as a whole HTTP answer."""
    fallback = "invalid_request_error" if status < 500 else "server_error"
    body = error_body(message, type=type or _TYPE_OF_STATUS.get(status, fallback), param=param, code=code)
    return Response(dump(body), status, headers, media_type="application/json")


def dump(value: object) -> bytes:
    """Compact JSON. Text of a model may hold anything but lone surrogates, so it is sent as UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def body_of(error: EngineError) -> dict[str, Any]:
    """An engine error as an error object, for the middle of a stream."""
    if isinstance(error, RequestError):
        return error_body(str(error), type=error.type, param=error.param, code=error.code)
    return error_body(str(error), type="server_error", code="engine_stopped")


def response_of(error: EngineError) -> Response:
    """An engine error as a whole HTTP answer."""
    if isinstance(error, RequestError):
        headers = {"Retry-After": str(error.retry_after_s)} if isinstance(error, QueueFull) else None
        return Response(dump(body_of(error)), error.status, headers, media_type="application/json")
    status = 503 if isinstance(error, EngineStopped) else 500
    return Response(dump(body_of(error)), status, media_type="application/json")


async def on_engine_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, EngineError)
    return response_of(error)


async def on_validation_error(request: Request, error: Exception) -> Response:
    """The deepest problem, by the path of the field; never the value, which may be a whole picture."""
    assert isinstance(error, RequestValidationError)
    deepest = max(error.errors(), key=lambda problem: len(problem["loc"]))
    if deepest["type"] == "json_invalid":
        return error_response(400, "The body is not valid JSON.", code="invalid_json")
    param = _path(deepest["loc"][1:], error.body)
    reason = str(deepest["msg"]).removeprefix("Value error, ")
    return error_response(400, f"{param}: {reason}." if param else f"{reason}.", param=param or None)


async def on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = error.headers
    if error.status_code == 405:  # a path may have several routes, and the router names the methods of one
        headers = {"Allow": ", ".join(methods_of(request.app, request.url.path))}
    return error_response(error.status_code, str(error.detail), headers=headers)


async def on_defect(request: Request, error: Exception) -> Response:
    """A fault of ours; the traceback goes to the log, not to the client."""
    return error_response(500, "The server failed on this request; its log says more.")


def _path(location: Sequence[int | str], body: Any) -> str:
    """`messages[0].content`. Steps that are no keys of the body are pydantic's own labels, unless at the end."""
    path = ""
    for number, step in enumerate(location, start=1):
        if isinstance(body, list) and isinstance(step, int) and step < len(body):
            body = body[step]
            path += f"[{step}]"
        elif isinstance(body, dict) and (step in body or number == len(location)):
            body = body.get(step)
            path += f".{step}" if path else str(step)
    return path
