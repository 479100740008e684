"""What the server tests run against: a random tiny checkpoint with its tokenizer, and a runner that says its lines."""

import asyncio
import contextlib
import dataclasses
import http.client
import json
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openai
import torch
from torch import Tensor

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.chat.tokenizer_files import NAMED_SLOTS, write_tokenizer
from moonpane_engine.core import EngineCore, LoadRunner
from moonpane_engine.prompt import Prompt
from moonpane_engine.server.app import create_app
from moonpane_engine.server.files import FileStore
from moonpane_engine.server.process import EngineServer, bind, server_config
from moonpane_engine.server.served_model import ServedModel
from tests.engine.checkpoints import CONFIG, write_random_checkpoint

API_KEY = "test-key"
KEY = {"Authorization": f"Bearer {API_KEY}"}
JSON = {"Content-Type": "application/json"}
CHAT = "/v1/chat/completions"
BODY = json.dumps({"messages": [{"role": "user", "content": "hi"}], "max_tokens": 5})
NUM_BASE = 256  # every byte is a token
IDS = {name: NUM_BASE + slot for slot, name in NAMED_SLOTS.items()}
IM_END = IDS["<|im_end|>"]


def write_served_checkpoint(out: Path) -> Path:
    """A checkpoint that the server can load: 512 token ids, a context of 512 tokens."""
    config = dataclasses.replace(CONFIG, media_placeholder_token_id=IDS["<|media_pad|>"], eos_token_ids=(IM_END,))
    write_random_checkpoint(out, config=config)
    write_tokenizer(out, [bytes([byte]) for byte in range(NUM_BASE)])
    return out


def tokens_of(text: str) -> list[int]:
    """Token ids of a scripted answer; names of special tokens count as such, and `<|im_end|>` ends it."""
    tokenizer = Tokenizer([bytes([byte]) for byte in range(NUM_BASE)], IDS)
    return [*tokenizer.encode(text, allow_special=True), IM_END]


@dataclass(eq=False)  # two that say the same are two
class ScriptedSequence:
    """What is left to say."""

    lines: list[int]
    num_prompt_tokens: int
    num_tokens: int = 0  # of the prompt, computed
    num_said: int = 0

    @property
    def num_missing(self) -> int:
        return self.num_prompt_tokens - self.num_tokens


@dataclass
class ScriptedRunner:
    """Gives the logits that lead to the tokens of `script(prompt token ids)`; counts what it holds."""

    script: Callable[[list[int]], list[int]]
    step_s: float = 0.0
    prompts: list[Prompt] = field(default_factory=list)
    live: list[ScriptedSequence] = field(default_factory=list)
    batch_sizes: list[int] = field(default_factory=list)

    def start(self, prompt: Prompt, *, anew: bool = False) -> ScriptedSequence:
        self.prompts.append(prompt)
        sequence = ScriptedSequence(self.script(prompt.token_ids), len(prompt.token_ids))
        self.live.append(sequence)
        return sequence

    def prefill(self, sequences: list[ScriptedSequence], num_tokens: list[int]) -> list[Tensor | None]:
        for sequence, count in zip(sequences, num_tokens, strict=True):
            sequence.num_tokens += count
            assert sequence.num_missing >= 0
        return [None if sequence.num_missing else self._say(sequence) for sequence in sequences]

    def prefill_all(self, sequence: ScriptedSequence, num_tokens: int) -> Tensor:
        row = self.prefill([sequence], [num_tokens])[0]
        logits = torch.zeros(num_tokens, 2 * NUM_BASE)
        if row is not None:
            logits[-1] = row
        return logits

    def decode(self, sequences: list[ScriptedSequence], token_ids: list[list[int]]) -> Tensor:
        time.sleep(self.step_s)
        self.batch_sizes.append(len(sequences))
        for sequence, ids in zip(sequences, token_ids, strict=True):
            assert ids[0] == sequence.lines[sequence.num_said - 1]
        rows = [self._say(seq) for seq, ids in zip(sequences, token_ids, strict=True) for _ in ids]
        return torch.stack(rows).unflatten(0, (len(sequences), -1))

    def drop(self, sequence: ScriptedSequence, num_tokens: int) -> None:
        sequence.num_said -= num_tokens

    def release(self, sequence: ScriptedSequence, *, is_sound: bool = True) -> None:
        self.live.remove(sequence)

    def _say(self, sequence: ScriptedSequence) -> Tensor:
        logits = torch.zeros(2 * NUM_BASE)
        logits[sequence.lines[min(sequence.num_said, len(sequence.lines) - 1)]] = 60.0
        sequence.num_said += 1
        return logits


class Babbler(ScriptedRunner):
    """Says what it likes, by chance that only the prompt decides, with a love for short JSON and for leaving.

    It takes part in everything: whatever token was chosen for it, it goes on.
    """

    def __init__(self, step_s: float = 0.0) -> None:
        super().__init__(lambda prompt: prompt, step_s)

    def decode(self, sequences: list[ScriptedSequence], token_ids: list[list[int]]) -> Tensor:
        time.sleep(self.step_s)
        self.batch_sizes.append(len(sequences))
        rows = [self._say(sequence) for sequence, ids in zip(sequences, token_ids, strict=True) for _ in ids]
        return torch.stack(rows).unflatten(0, (len(sequences), -1))

    def _say(self, sequence: ScriptedSequence) -> Tensor:
        seed = zlib.crc32(str(sequence.lines).encode()) + sequence.num_said
        logits = torch.randn(2 * NUM_BASE, generator=torch.Generator().manual_seed(seed)) * 2
        logits[list(b'"}],')] += 3
        logits[list(IDS.values())] += 3
        sequence.num_said += 1
        return logits


def says(text: str, *, step_s: float = 0.0) -> ScriptedRunner:
    """A runner that answers every prompt with `text`."""
    return ScriptedRunner(lambda _: tokens_of(text), step_s)


@dataclass
class Serving:
    """A running server and the official client for it."""

    port: int
    core: EngineCore
    client: openai.OpenAI
    stop: Callable[[], None]

    def wait_until(self, condition: Callable[[], bool], *, timeout_s: float = 30.0) -> None:
        """Waits for something to become true; fails the test otherwise."""
        deadline = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.005)


@contextlib.contextmanager
def serving(
    checkpoint: Path, load: LoadRunner, *, wait: bool = True, max_waiting: int = 256, api_key: str | None = API_KEY
) -> Iterator[Serving]:
    """The real application on a real socket, in a thread of its own."""
    core: list[EngineCore] = []
    with bind("127.0.0.1", 0) as listening:
        thread = _ServerThread(ServedModel.from_dir(checkpoint), load, listening, max_waiting, api_key, core)
        thread.start()
        port = listening.getsockname()[1]
        url = f"http://127.0.0.1:{port}/v1"
        with openai.OpenAI(base_url=url, api_key=api_key or "none", max_retries=0, timeout=60) as client:
            try:
                serving = Serving(port, thread.ready(), client, thread.stop)
                if wait:
                    serving.wait_until(lambda: serving.core.status.state != "loading", timeout_s=120)
                yield serving
            finally:
                thread.stop()


class _ServerThread(threading.Thread):
    def __init__(
        self,
        model: ServedModel,
        load: LoadRunner,
        listening: socket.socket,
        max_waiting: int,
        api_key: str | None,
        core: list[EngineCore],
    ) -> None:
        super().__init__(name="server")
        self._model, self._load, self._listening = model, load, listening
        self._max_waiting, self._api_key, self._core = max_waiting, api_key, core
        self._is_ready = threading.Event()

    def ready(self) -> EngineCore:
        assert self._is_ready.wait(60)
        return self._core[0]

    def stop(self) -> None:
        self.ready()
        self._server.ask_to_stop()
        self.join(60)
        assert not self.is_alive()
        assert self._core[0].join(60)

    def run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        # The worker thread for media and grammars belongs to the server, not to a test; a second one would come when it
        # pleases.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1, thread_name_prefix="worker"))
        await asyncio.to_thread(int)
        core = EngineCore(self._load, max_waiting=self._max_waiting)
        self._core.append(core)
        with FileStore() as files:
            app = create_app(self._model, core, files=files, api_key=self._api_key)
            self._server = EngineServer(server_config(app), core, self._model.name)
            self._is_ready.set()
            await self._server.serve([self._listening])


def ask(
    server: Serving, method: str, path: str, headers: dict[str, str], body: str | bytes | None = None
) -> tuple[int, Any, dict[str, str]]:
    """Status, JSON and headers of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null"), dict(answer.getheaders())
    finally:
        connection.close()
