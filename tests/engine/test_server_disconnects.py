"""A thousand clients that leave at some moment, of the real model's server: nothing of theirs is held afterwards."""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from moonpane_engine.core import Progress
from moonpane_engine.request import Event, Failed, Finished, GenerationRequest
from moonpane_engine.runner import Runner
from tests.engine.served import API_KEY, CHAT, JSON, KEY, ask, serving

NUM_CLIENTS = 1000
AT_ONCE = 16
IMPATIENT_S, PATIENT_S = 0.1, 1.5
TOOL = {"type": "function", "function": {"name": "f", "parameters": {"properties": {"a": {"type": "integer"}}}}}
KINDS: list[dict[str, Any]] = [
    {},
    {"thinking": {"type": "disabled"}, "n": 2},
    {"tools": [TOOL], "tool_choice": "required", "max_thinking_tokens": 3},
    {"response_format": {"type": "json_object"}, "max_thinking_tokens": 3},
]


class Stages:
    """An observer that notes how far a request was when its client left."""

    def __init__(self) -> None:
        self.left = Counter[str]()
        self._stage: dict[int, str] = {}

    def submitted(self, job_id: int, request: GenerationRequest) -> None:
        self._stage[job_id] = "waiting"

    def happened(self, job_id: int, event: Event) -> None:
        assert not isinstance(event, Failed), event.error
        self._stage[job_id] = "ended" if isinstance(event, Finished) else "answering"

    def ended_early(self, job_id: int, reason: str) -> None:
        self.left[self._stage[job_id]] += 1


async def _come_and_go(port: int, rng: random.Random) -> None:
    body = {
        "messages": [{"role": "user", "content": "x" * rng.randint(1, 60)}],
        "stream": rng.random() < 0.5,
        "max_tokens": rng.randint(1, 120),
        "ignore_eos": True,
        **rng.choice(KINDS),
    }
    data = json.dumps(body).encode()
    head = f"POST {CHAT} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {API_KEY}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    cut = rng.randrange(len(data)) if rng.random() < 0.1 else len(data)  # some leave while they are still asking
    writer.write(head.encode() + data[:cut])
    try:
        # Most leave at once, or nearly; some when they have heard a little.
        async with asyncio.timeout(
            PATIENT_S if cut == len(data) and rng.random() < 0.3 else rng.random() * IMPATIENT_S
        ):
            await reader.readexactly(rng.randint(400, 1000))
    except (TimeoutError, asyncio.IncompleteReadError):
        pass
    if rng.random() < 0.5:
        writer.transport.abort()
    writer.close()


@pytest.fixture
def quick_switching() -> Iterator[None]:
    """Clients and model share one interpreter here; with its usual 5 ms the model would hardly ever have its turn."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0001)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("quick_switching")
def test_a_thousand_disconnects_leave_nothing_behind(checkpoint: Path) -> None:
    rng = random.Random(12)
    runners: list[Runner] = []

    def load(report: Progress) -> Runner:
        runners.append(Runner.load(checkpoint))
        return runners[0]

    async def all_of_them(port: int) -> None:
        places = asyncio.Semaphore(AT_ONCE)

        async def one(seed: int) -> None:
            async with places:
                await _come_and_go(port, random.Random(seed))

        await asyncio.gather(*(one(rng.randrange(2**32)) for _ in range(NUM_CLIENTS)))

    with serving(checkpoint, load) as server:
        free_before = runners[0].cache.num_free_pages
        server.core.observer = stages = Stages()
        asyncio.run(all_of_them(server.port))
        server.wait_until(lambda: server.core.num_open == 0)
        server.wait_until(lambda: runners[0].cache.num_free_pages == free_before)
        assert server.core.num_waiting == 0
        assert stages.left["waiting"] >= 100
        assert stages.left["answering"] >= 50
        body = json.dumps({"messages": [{"role": "user", "content": "x"}], "max_tokens": 3})
        assert ask(server, "POST", CHAT, KEY | JSON, body)[0] == 200
