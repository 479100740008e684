"""An endpoint that writes one answer at a steady pace and tells when it sent each piece; a program of its own.

`python -m benchmarks.paced_endpoint ANSWER PACE LOG`: prints its port; after an answer LOG has, for each piece, where
it ended in the answer and when it was sent (seconds of the clock that all processes share).
"""

import asyncio
import json
import sys
import time
from pathlib import Path

PIECE = 16  # characters: long tokens, so that a large page does not take minutes


class PacedEndpoint:
    """Answers everything with the text that its file holds at the time."""

    def __init__(self, answer: Path, per_s: float, log: Path) -> None:
        self._answer, self._per_s, self._log = answer, per_s, log

    async def serve(self) -> None:
        server = await asyncio.start_server(self._take, "127.0.0.1", 0, limit=1 << 26)
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = next((line.split(":")[1] for line in head.split("\r\n") if line.startswith("content-length:")), "0")
        await reader.readexactly(int(length))
        if head.startswith("get"):
            body = json.dumps({"data": [{"id": "paced", "max_model_len": 262_144}]}).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n")
            writer.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        else:
            await self._write(writer)
        await writer.drain()
        writer.close()

    async def _write(self, writer: asyncio.StreamWriter) -> None:
        text, sent = self._answer.read_text(encoding="utf-8"), list[tuple[int, float]]()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
        began = time.monotonic()
        for number, at in enumerate(range(0, len(text), PIECE), 1):
            await asyncio.sleep(began + number / self._per_s - time.monotonic())
            self._event(writer, {"choices": [{"index": 0, "delta": {"content": text[at : at + PIECE]}}]})
            sent.append((at + PIECE, time.monotonic()))
        self._event(writer, {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self._log.write_text(json.dumps(sent))
        writer.write(b"data: [DONE]\n\n")

    def _event(self, writer: asyncio.StreamWriter, body: dict[str, object]) -> None:
        writer.write(b"data: " + json.dumps(body).encode() + b"\n\n")


if __name__ == "__main__":
    given, pace, told = sys.argv[1:]
    asyncio.run(PacedEndpoint(Path(given), float(pace), Path(told)).serve())
