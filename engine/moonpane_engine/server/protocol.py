"""Limits that lie below HTTP: heads that never end, readers that never read."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

from moonpane_engine.server.wire_errors import dump, error_body

HEAD_TIMEOUT_S = 10.0
WRITE_TIMEOUT_S = 30.0


class GuardedProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, but a connection without a whole request head, or without a reader, is closed."""

    _head_timer: asyncio.TimerHandle | None = None
    _write_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch_head()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._head_timer, self._write_timer):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        self._write_timer = self.loop.call_later(WRITE_TIMEOUT_S, self.transport.abort)
        super().pause_writing()

    def resume_writing(self) -> None:
        if self._write_timer is not None:
            self._write_timer.cancel()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """A request that is not HTTP is answered like every other failure, and then the connection ends."""
        body = dump(error_body(msg, type="invalid_request_error", code="malformed_http"))
        head = f"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
        self.transport.write(head.encode() + b"connection: close\r\n\r\n" + body)
        self.transport.close()

    def _watch_head(self) -> None:
        """The timer runs from the first byte of a head (or from the connection) until the head is complete."""
        is_between = self.cycle is None or self.cycle.response_complete
        if not is_between and self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
        elif is_between and self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_TIMEOUT_S, self._drop_headless)

    def _drop_headless(self) -> None:
        self._head_timer = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
