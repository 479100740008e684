"""What every request passes before any route sees it: host, origin, key, content type, and body limits.

A page in a browser can reach a loopback port, also under a foreign name (DNS rebinding), so loopback alone
protects nothing: the Host must be ours, there must be no Origin, and the key must be right on every route
but `GET /health`.
"""

import asyncio
import hmac
import time

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from moonpane_engine.server.files import MAX_FILE_BYTES
from moonpane_engine.server.wire_errors import error_response

MAX_BODY_BYTES = 64 * 2**20
BODY_TIMEOUT_S = 60.0
UPLOAD_PATH = "/v1/files"  # the one route that takes a form
POST_PATHS = frozenset({"/v1/chat/completions", "/v1/completions", "/tokenize", "/detokenize", UPLOAD_PATH})
MAX_UPLOAD_BYTES = MAX_FILE_BYTES + 64 * 2**10  # the file and the rest of the form
UPLOAD_TIMEOUT_S = 600.0
MAX_HEAD_BYTES = 16 * 2**10
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})

_NO_KEY = (
    "Missing or wrong API key; send 'Authorization: Bearer KEY', where KEY is that of MOONPANE_API_KEY, or lies in the "
    "file that the engine's log names."
)

Refusal = tuple[int, str, str | None]  # status, sentence, code


class Guard:
    """ASGI middleware. Without an `api_key` none is asked for (loopback only); without `hosts` any Host will do."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        api_key: str | None,
        hosts: frozenset[str] | None = LOOPBACK_HOSTS,
        max_body_bytes: int = MAX_BODY_BYTES,
        body_timeout_s: float = BODY_TIMEOUT_S,
        max_upload_bytes: int = MAX_UPLOAD_BYTES,
    ) -> None:
        self._app = app
        self._api_key = None if api_key is None else api_key.encode()
        self._hosts = hosts
        self._max_body_bytes = max_body_bytes
        self._body_timeout_s = body_timeout_s
        self._max_upload_bytes = max_upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope, Headers(scope=scope))
        if refusal is None:
            if scope["path"] == UPLOAD_PATH:
                limited = self._limited(receive, self._max_upload_bytes, UPLOAD_TIMEOUT_S)
            else:
                limited = self._limited(receive, self._max_body_bytes, self._body_timeout_s)
            await self._app(scope, limited, send)
            return
        status, message, code = refusal
        # The body was not read, so the connection cannot serve another request.
        headers = {"Connection": "close"} | ({"WWW-Authenticate": "Bearer"} if status == 401 else {})
        await error_response(status, message, code=code, headers=headers)(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> Refusal | None:
        if _head_bytes(scope) > MAX_HEAD_BYTES:  # one that comes in a single piece is past the protocol's own limit
            return 431, f"The head of the request is larger than {MAX_HEAD_BYTES // 2**10} KiB.", "head_too_large"
        if self._hosts is not None and _host_name(headers.get("host", "")) not in self._hosts:
            return 403, "This Host is not served here; use 127.0.0.1 or localhost.", "host_not_allowed"
        if "origin" in headers or _is_of_a_page(headers):
            return 403, "Requests from web pages are not served.", "origin_not_allowed"
        is_health = scope["method"] == "GET" and scope["path"] == "/health"
        if not is_health and not self._has_key(headers):
            return 401, _NO_KEY, "invalid_api_key"
        if scope["method"] == "POST" and scope["path"] in POST_PATHS:  # another is answered by the router: 404 or 405
            return self._body_refusal(headers, is_upload=scope["path"] == UPLOAD_PATH)
        return None

    def _has_key(self, headers: Headers) -> bool:
        if self._api_key is None:
            return True
        given = headers.getlist("authorization")
        scheme, _, key = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        return scheme.lower() == "bearer" and hmac.compare_digest(key.strip().encode(), self._api_key)

    def _body_refusal(self, headers: Headers, *, is_upload: bool) -> Refusal | None:
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if is_upload and kind != "multipart/form-data":
            return 415, "A file is sent as a form; send 'Content-Type: multipart/form-data'.", "unsupported_media_type"
        if not is_upload and kind != "application/json":
            return 415, "The body must be JSON; send 'Content-Type: application/json'.", "unsupported_media_type"
        length = headers.get("content-length", "0")
        max_bytes = self._max_upload_bytes if is_upload else self._max_body_bytes
        if not length.isdecimal() or int(length) > max_bytes:
            return 413, _too_large(max_bytes), "body_too_large"
        return None

    def _limited(self, receive: Receive, max_bytes: int, timeout_s: float) -> Receive:
        """`receive` with a limit on the bytes and on the time of the body; free once the body is complete."""
        num_bytes = 0
        is_complete = False
        deadline = time.monotonic() + timeout_s

        async def limited() -> Message:
            nonlocal num_bytes, is_complete
            if is_complete:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), deadline - time.monotonic())
            except TimeoutError:
                raise HTTPException(408, "The body did not arrive in time.", {"Connection": "close"}) from None
            num_bytes += len(message.get("body", b""))
            is_complete = not message.get("more_body", False)
            if num_bytes > max_bytes:
                raise HTTPException(413, _too_large(max_bytes), {"Connection": "close"})
            return message

        return limited


def _head_bytes(scope: Scope) -> int:
    """About as many bytes as the head had on the wire."""
    target = len(scope.get("raw_path", b"")) + len(scope.get("query_string", b""))
    return target + sum(len(name) + len(value) + 4 for name, value in scope["headers"])


def _is_of_a_page(headers: Headers) -> bool:
    return any(site.strip().lower() in ("cross-site", "same-site") for site in headers.getlist("sec-fetch-site"))


def _too_large(max_bytes: int) -> str:
    return f"The body is larger than {max_bytes // 2**20} MiB."


def _host_name(host: str) -> str:
    """The Host header without its port, lower case."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()
