"""The engine that we start ourselves: spawn, handshake, loading, stop, death, restart.

The child is `python -m moonpane_engine.cli serve`. It gets a fresh random bearer key through its environment,
prints one JSON line `{"port", "pid", "model"}`, answers `/health` with 503 `{"stage", "done", "total"}` while it
loads, and ends when its stdin closes: the pipe is held by us, so it cannot outlive us however we end.
"""

import asyncio
import contextlib
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

import httpx2

from moonpane.client.endpoint import Endpoint
from moonpane.client.handshake import Handshake, Loading, ask_health, check_checkpoint, parse_handshake
from moonpane.client.outcome import ProcessOutcome, Tail, each_line
from moonpane.errors import EndpointError, EngineFailed, MoonpaneError, UnknownModel
from moonpane.sentences import phrase

TRAINING_RECORD = "training/recipe.json"  # what `make tiny` leaves beside its weights
HANDSHAKE_TIMEOUT_S = 180.0  # importing torch from a cold disk is slow
STALL_TIMEOUT_S = 300.0  # loading may take long, but it has to move
POLL_S = 0.05
GRACE_S = 3.0
RESTART_LIMIT = 3
RESTART_WINDOW_S = 300.0
LINE_BYTES = 1 << 20

OnProgress = Callable[[Loading], None]
OnDeath = Callable[[ProcessOutcome], None]
Answer = TypeVar("Answer")


def engine_command(checkpoint: Path) -> list[str]:
    """How the engine is started for a checkpoint folder."""
    return [sys.executable, "-m", "moonpane_engine.cli", "serve", "--checkpoint", str(checkpoint)]


def has_our_record(checkpoint: Path) -> bool:
    """Whether a checkpoint folder is of our training."""
    return (checkpoint / TRAINING_RECORD).is_file()


class _Life:
    """One process of the engine: whether it ended without having been asked to, and how."""

    def __init__(self) -> None:
        self.died = asyncio.Event()
        self.outcome: ProcessOutcome | None = None


class LocalEngine:
    """One engine process at a time, with the life of its owner.

    `died` is set, and `on_death` called, when the process ends without having been asked to; `outcome` then
    tells how. All methods belong to the event loop that calls `start`.
    """

    def __init__(
        self, checkpoint: Path, *, command: Sequence[str] | None = None, on_death: OnDeath | None = None
    ) -> None:
        self.checkpoint = checkpoint
        self.endpoint: Endpoint | None = None
        self._life = _Life()
        self._lives: dict[str, _Life] = {}  # by the address of each; there are only so many restarts
        self._command = list(command) if command is not None else engine_command(checkpoint)
        self._on_death = on_death
        self._process: asyncio.subprocess.Process | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._stopping = False
        self._restarts: list[float] = []

    @property
    def died(self) -> asyncio.Event:
        return self._life.died

    @property
    def outcome(self) -> ProcessOutcome | None:
        return self._life.outcome

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    async def start(self, on_progress: OnProgress | None = None) -> Endpoint:
        """Spawn the engine and wait until it answers.

        Raises UnknownModel when the folder is no checkpoint it can read, EngineFailed with the reason in one
        sentence otherwise; in both cases, and when cancelled, no process is left.
        """
        if self._process is not None:
            raise RuntimeError("This engine is running already.")
        check_checkpoint(self.checkpoint)
        self._life, self._stopping = _Life(), False
        key = secrets.token_urlsafe(32)
        try:
            handshake = await self._spawn(key)
            await self._wait_until_ready(handshake, key, on_progress)
        except BaseException:
            await self.stop()
            raise
        ours = has_our_record(self.checkpoint)
        self.endpoint = Endpoint(
            f"http://127.0.0.1:{handshake.port}/v1", key, handshake.model, of_our_training=ours, goes_on=True
        )
        self._lives[self.endpoint.base_url] = self._life
        return self.endpoint

    async def stop(self) -> None:
        """End the engine: first by closing its stdin, then by signals. Safe at any time, and twice."""
        process, self._stopping = self._process, True
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        for number in (None, signal.SIGTERM, signal.SIGKILL):
            if number is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, number)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), GRACE_S)
                break
        if self._watcher:
            await self._watcher
        self._process = self._watcher = self.endpoint = None

    async def restart(self, on_progress: OnProgress | None = None) -> Endpoint:
        """Start again after a death. Raises EngineFailed when it died too often to go on trying."""
        await self.stop()  # what is dead is forgotten first, so that `start` stays possible after the refusal below
        now = time.monotonic()
        self._restarts = [at for at in self._restarts if now - at < RESTART_WINDOW_S]
        if len(self._restarts) >= RESTART_LIMIT:
            minutes = round(RESTART_WINDOW_S / 60)
            last = phrase(f" (last time: {self.outcome.sentence.rstrip('.')})") if self.outcome else ""
            raise EngineFailed(
                f"The engine was restarted {RESTART_LIMIT} times within {minutes} minutes "
                f"and is not started again{last}."
            )
        self._restarts.append(now)
        return await self.start(on_progress)

    async def explain(self, error: MoonpaneError) -> MoonpaneError:
        """The better sentence for a failed request: if the engine died of it, how it died."""
        if not isinstance(error, EndpointError):
            return error
        life = self._lives.get(error.base_url, self._life)  # by now the next one may have been started
        # The broken connection is seen before the process is collected.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(life.died.wait(), 1.0)
        return EngineFailed(life.outcome.sentence) if life.died.is_set() and life.outcome else error

    async def _spawn(self, key: str) -> Handshake:
        try:
            # A session of its own: Ctrl-C in the terminal reaches us only, and we stop it in order.
            self._process = process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={**os.environ, "MOONPANE_API_KEY": key},
                start_new_session=True,
                limit=LINE_BYTES,
            )
        except OSError as error:
            raise EngineFailed(f"The engine cannot be started: {error.strerror or error}.") from error
        first_line: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._watcher = asyncio.create_task(self._watch(process, first_line))
        return parse_handshake(await self._while_alive(_result(first_line), HANDSHAKE_TIMEOUT_S))

    async def _watch(self, process: asyncio.subprocess.Process, first_line: asyncio.Future[bytes]) -> None:
        """Reads both outputs while the process lives, then says how it ended."""

        def heard(line: bytes) -> None:
            if not first_line.done():
                first_line.set_result(line)

        tail = Tail()
        assert process.stdout is not None
        assert process.stderr is not None
        readers = [
            asyncio.create_task(each_line(process.stdout, heard)),
            asyncio.create_task(each_line(process.stderr, tail.add)),
        ]
        returncode = await process.wait()
        # What it wrote last is still in the pipes; a grandchild that keeps them open must not hold us up.
        await asyncio.wait(readers, timeout=1.0)
        for reader in readers:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)
        outcome = self._life.outcome = ProcessOutcome("The engine", returncode, tail.lines, was_stopped=self._stopping)
        if not self._stopping:
            self.died.set()
            if self._on_death:
                self._on_death(outcome)

    async def _wait_until_ready(self, handshake: Handshake, key: str, on_progress: OnProgress | None) -> None:
        seen: Loading | None = None
        moved_at = time.monotonic()
        async with httpx2.AsyncClient(trust_env=False, timeout=STALL_TIMEOUT_S) as http:
            while state := await self._while_alive(ask_health(http, handshake, key), STALL_TIMEOUT_S):
                if state != seen:
                    seen, moved_at = state, time.monotonic()
                    if on_progress:
                        on_progress(state)
                elif time.monotonic() - moved_at > STALL_TIMEOUT_S:
                    raise EngineFailed(f"The engine stopped making progress while loading (stage: {state.stage}).")
                await asyncio.sleep(POLL_S)

    async def _while_alive(self, wanted: Coroutine[Any, Any, Answer], timeout_s: float) -> Answer:
        """Await something of the engine, but no longer than it lives."""
        answer, death = asyncio.create_task(wanted), asyncio.create_task(self.died.wait())
        try:
            done, _ = await asyncio.wait({answer, death}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        finally:
            death.cancel()
            if not answer.done():
                answer.cancel()
        if answer in done:
            return answer.result()
        if death in done and self.outcome:
            refused = UnknownModel if self.outcome.returncode == 2 else EngineFailed
            raise refused(self.outcome.sentence)
        raise EngineFailed(f"The engine did not answer within {timeout_s:.0f} seconds of being started.")


async def _result(future: asyncio.Future[Answer]) -> Answer:
    return await future
