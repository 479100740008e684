"""An OpenAI-compatible endpoint over real HTTP whose answers are written down in advance; for tests only.

As a module: `ScriptedEndpoint` serves inside the test's event loop. As a program it is an engine: handshake line,
`/health`, bearer key, end with stdin; `--behave` makes it misbehave.
"""

import argparse
import asyncio
import contextlib
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

KEY = "the-test-key"


@dataclass
class Play:
    """One answer."""

    pieces: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    finish_reason: str | None = "stop"
    status: int = 200
    error: str = ""  # message of the error object when status is not 200
    code: str = ""
    cut_after: int | None = None  # close the connection after so many pieces
    error_event: str = ""  # an error object instead of the end of the stream
    raw: bytes | None = None  # sent instead of all of it
    content_type: str = "text/event-stream"
    pause_s: float = 0.0  # before each piece
    usage: bool = True
    prompt_tokens: int = 11
    tells_ids: bool = False  # with each piece of content the tokens that it was said in, which are its characters
    logprobs: list[float] | None = None  # of each piece of content, as if it were one token


Choose = Callable[[dict[str, Any]], Play]


def answering(text: str, **how: Any) -> Choose:
    """Answers every request with this text, a few characters at a time."""
    pieces = [text[at : at + 7] for at in range(0, len(text), 7)]
    return lambda request: Play(pieces, **how)


def in_turn(*plays: Play | str) -> Choose:
    """Answers request after request; a text is a whole answer, and one more request than plays is a fault."""
    left = iter(plays)

    def choose(request: dict[str, Any]) -> Play:
        play = next(left, None)
        if play is None:
            return Play(status=500, error="Nobody expected this request")
        return Play([play[at : at + 7] for at in range(0, len(play), 7)]) if isinstance(play, str) else play

    return choose


def cut(text: str, **how: Any) -> Play:
    """An answer that ran out of tokens."""
    return Play([text[at : at + 7] for at in range(0, len(text), 7)], finish_reason="length", **how)


OVERFLOW = Play(status=400, error="too many tokens", code="context_length_exceeded")


class ScriptedEndpoint:
    """Keeps every request it got in `requests`."""

    def __init__(self, choose: Choose, *, key: str = KEY, models: tuple[str, ...] = ("moonpane-tiny",)) -> None:
        self.choose = choose
        self.key = key
        self.models = models
        self.context_tokens = 0  # said with each model, unless 0
        self.supported_parameters: list[str] = []  # said with each model, unless empty
        self.models_body: Any = None  # what /models answers instead of their list: JSON, or the text of a web page
        self.requests: list[dict[str, Any]] = []
        self.port = 0
        self.in_flight = 0
        self.is_idle = asyncio.Event()
        self.most_in_flight = 0
        self.aborted = asyncio.Event()
        self.loading: list[dict[str, Any]] = []  # what /health says, one each time, before it is ready

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @contextlib.asynccontextmanager
    async def serving(self, port: int = 0) -> AsyncIterator["ScriptedEndpoint"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", port, limit=1 << 26)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            lines = head.split("\r\n")
            path = lines[0].split()[1]
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            await self._respond(path, headers, body, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.aborted.set()
        finally:
            writer.close()

    async def _respond(self, path: str, headers: dict[str, str], body: bytes, writer: asyncio.StreamWriter) -> None:
        if path == "/health":
            state = self.loading.pop(0) if self.loading else None
            return _send(writer, 503 if state else 200, state or {"status": "ok"})
        if headers.get("authorization") != f"Bearer {self.key}":
            return _send(writer, 401, {"error": {"message": "wrong key", "type": "authentication_error"}})
        if path == "/v1/models":
            listed = {"object": "list", "data": [self._model(name) for name in self.models]}
            return _send(writer, 200, listed if self.models_body is None else self.models_body)
        if path != "/v1/chat/completions":
            return _send(writer, 404, {"error": {"message": f"no {path} here"}})
        request = json.loads(body)
        self.requests.append(request)
        self.in_flight += 1
        self.is_idle.clear()
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await self._play(self.choose(request), writer)
        finally:
            self.in_flight -= 1
            if not self.in_flight:
                self.is_idle.set()
        return None

    def _model(self, name: str) -> dict[str, Any]:
        listed: dict[str, Any] = {"id": name, "object": "model", "created": 0, "owned_by": "test"}
        if self.context_tokens:
            listed["max_model_len"] = self.context_tokens
        if self.supported_parameters:
            listed["supported_parameters"] = self.supported_parameters
        return listed

    async def _play(self, play: Play, writer: asyncio.StreamWriter) -> None:
        if play.status != 200:
            return _send(writer, play.status, {"error": {"message": play.error, "code": play.code}})
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {play.content_type}\r\nTransfer-Encoding: chunked\r\n"
        writer.write(f"{head}Connection: close\r\n\r\n".encode())  # else a client sends its next request into the end
        if play.raw is not None:
            _chunk(writer, play.raw)
            writer.write(b"0\r\n\r\n")
            return None
        deltas = [{"reasoning_content": each} for each in play.reasoning] + [{"content": each} for each in play.pieces]
        for number, delta in enumerate([{"role": "assistant"}, *deltas]):
            await asyncio.sleep(play.pause_s)
            if play.cut_after is not None and number > play.cut_after:
                return None
            ids: dict[str, Any] = {"token_ids": [*map(ord, delta.get("content", ""))]} if play.tells_ids else {}
            if play.logprobs is not None and "content" in delta:
                token = {"token": delta["content"], "logprob": play.logprobs[number - 1], "top_logprobs": []}
                ids["logprobs"] = {"content": [token]}
            _event(writer, {"choices": [{"index": 0, "delta": delta, **ids, "finish_reason": None}]})
            await writer.drain()
        if play.error_event:
            _event(writer, {"error": {"message": play.error_event, "type": "server_error"}})
            return None
        _event(writer, {"choices": [{"index": 0, "delta": {}, "finish_reason": play.finish_reason}]})
        if play.usage:
            usage = {"prompt_tokens": play.prompt_tokens, "completion_tokens": len(deltas)}
            _event(writer, {"choices": [], "usage": usage | {"total_tokens": sum(usage.values())}})
        _chunk(writer, b"data: [DONE]\n\n")
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return None


@contextlib.contextmanager
def nobody() -> Iterator[str]:
    """The address of an API where surely nobody listens: a port that is taken and refuses."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


def prompt_text(request: dict[str, Any]) -> str:
    """What was said about the picture."""
    content = request["messages"][-1]["content"]
    return content if isinstance(content, str) else content[-1]["text"]


def _send(writer: asyncio.StreamWriter, status: int, body: object) -> None:
    """A str is a web page, everything else JSON."""
    text = (body if isinstance(body, str) else json.dumps(body)).encode()
    kind = "text/html" if isinstance(body, str) else "application/json"
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(text)}\r\n"
    writer.write(head.encode() + b"Connection: close\r\n\r\n" + text)


def _event(writer: asyncio.StreamWriter, body: dict[str, Any]) -> None:
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 0, "model": "m"} | body
    _chunk(writer, b"data: " + json.dumps(chunk if "error" not in body else body).encode() + b"\n\n")


def _chunk(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


async def _engine(behave: str) -> None:
    """The life of an engine process."""
    if behave == "babble":
        print("Welcome to the engine", flush=True)
    if behave == "crash":
        os.abort()
    if behave == "mute":
        await asyncio.sleep(60)
    endpoint = ScriptedEndpoint(answering("hello"), key=os.environ["MOONPANE_API_KEY"])
    endpoint.loading = [{"stage": "weights", "done": done, "total": 3} for done in (1, 2, 2, 3)]
    if behave == "die-loading":
        endpoint.loading *= 1_000
        asyncio.get_running_loop().call_later(0.3, os._exit, 7)
    model = "renamed" if behave == "renamed" else "moonpane-tiny"
    async with endpoint.serving():
        if behave != "babble":
            print(json.dumps({"port": endpoint.port, "pid": os.getpid(), "model": model}), flush=True)
        print("\n".join(f"noise {number}" for number in range(5_000)), file=sys.stderr, flush=True)
        ended = asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)
        await (asyncio.sleep(60) if behave == "deaf" else ended)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--behave", default="well")
    chosen = parser.parse_args().behave
    if chosen == "refuse":
        print("config.json has no vision_config.", file=sys.stderr)
        sys.exit(2)
    asyncio.run(_engine(chosen))
