"""The engine as a child: ready, stopped, refused, crashed, killed, restarted; and never left behind."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from moonpane.client import local_engine
from moonpane.client.chat import ChatClient
from moonpane.client.endpoint import Endpoint
from moonpane.client.handshake import Loading
from moonpane.client.local_engine import LocalEngine
from moonpane.client.outcome import ProcessOutcome
from moonpane.errors import EndpointError, EngineFailed, UnknownModel

pytestmark = pytest.mark.anyio
SCRIPT = Path(__file__).with_name("scripted_endpoint.py")


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    (tmp_path / "config.json").write_text("{}")
    return tmp_path


def engine(checkpoint: Path, behave: str = "well", **how) -> LocalEngine:
    return LocalEngine(checkpoint, command=[sys.executable, str(SCRIPT), "--behave", behave], **how)


async def test_it_starts_reports_progress_answers_and_stops(checkpoint: Path) -> None:
    seen: list[Loading] = []
    child = engine(checkpoint)
    endpoint = await child.start(seen.append)
    assert seen == [Loading("weights", done, 3) for done in (1, 2, 3)]
    assert endpoint.embedded
    async with ChatClient(endpoint) as client:
        assert await client.ask([{"role": "user", "content": "x"}], thinking=False, max_tokens=1) == "hello"
    pid = child.pid
    assert pid is not None
    await child.stop()
    await child.stop()
    assert not psutil.pid_exists(pid)
    assert not child.died.is_set()
    assert child.outcome is not None
    assert child.outcome.sentence == "The engine was stopped."


async def test_a_checkpoint_of_our_training_is_known_by_its_record(checkpoint: Path) -> None:
    (checkpoint / "training").mkdir()
    (checkpoint / "training" / "recipe.json").write_text("{}")
    child = engine(checkpoint, "renamed")
    endpoint = await child.start()
    await child.stop()
    assert endpoint.model == "renamed"
    assert endpoint.embedded
    assert not Endpoint(endpoint.base_url, "", "renamed").embedded


async def test_each_engine_has_its_own_key(checkpoint: Path) -> None:
    first, second = engine(checkpoint), engine(checkpoint)
    try:
        keys = {(await each.start()).api_key for each in (first, second)}
        assert len(keys) == 2
        assert min(len(key) for key in keys) >= 32
    finally:
        await first.stop()
        await second.stop()


async def test_an_engine_that_ignores_the_end_of_stdin_is_ended_by_signal(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_engine, "GRACE_S", 0.3)
    child = engine(checkpoint, "deaf")
    await child.start()
    pid = child.pid
    assert pid is not None
    await child.stop()
    assert not psutil.pid_exists(pid)


@pytest.mark.parametrize(
    ("behave", "error", "sentence"),
    [
        ("refuse", UnknownModel, "The engine refused to start: config.json has no vision_config."),
        ("crash", EngineFailed, "The engine crashed (SIGABRT)."),
        ("die-loading", EngineFailed, "The engine failed (exit code 7): noise 4999."),
        ("babble", EngineFailed, "The engine's first line was not its handshake but: Welcome to the engine."),
    ],
)
async def test_failed_starts_are_sentences_and_leave_nothing(
    checkpoint: Path, behave: str, error: type[Exception], sentence: str
) -> None:
    child = engine(checkpoint, behave)
    with pytest.raises(error) as caught:
        await child.start()
    assert str(caught.value) == sentence
    assert not psutil.Process().children()


async def test_a_mute_engine_is_given_up(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_engine, "HANDSHAKE_TIMEOUT_S", 0.5)
    monkeypatch.setattr(local_engine, "GRACE_S", 0.2)
    with pytest.raises(EngineFailed, match="did not answer"):
        await engine(checkpoint, "mute").start()
    assert not psutil.Process().children()


async def test_a_cancelled_start_leaves_no_process(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_engine, "GRACE_S", 0.2)
    start = asyncio.create_task(engine(checkpoint, "mute").start())
    await asyncio.sleep(0.5)
    assert psutil.Process().children()
    start.cancel()
    with pytest.raises(asyncio.CancelledError):
        await start
    assert not psutil.Process().children()


async def test_a_killed_engine_is_explained_and_restarted_only_so_often(checkpoint: Path) -> None:
    deaths: list[ProcessOutcome] = []
    child = engine(checkpoint, on_death=deaths.append)
    await child.start()
    for _ in range(local_engine.RESTART_LIMIT):
        await _kill(child)
        explained = await child.explain(EndpointError("broke off"))
        assert str(explained) == "The engine was killed (by a person, or because memory ran out)."
        await child.restart()
        assert not child.died.is_set()
    await _kill(child)
    with pytest.raises(EngineFailed, match="3 times within 5 minutes"):
        await child.restart()
    assert len(deaths) == local_engine.RESTART_LIMIT + 1
    await child.stop()
    assert not psutil.Process().children()


async def test_a_request_is_explained_by_the_death_of_its_own_engine(checkpoint: Path) -> None:
    """Also where the next one runs already, as it does in the studio."""
    child = engine(checkpoint)
    first = await child.start()
    await _kill(child)
    second = await child.restart()
    of_first, of_second = EndpointError("broke off"), EndpointError("broke off")
    of_first.base_url, of_second.base_url = first.base_url, second.base_url
    assert "was killed" in str(await child.explain(of_first))
    assert await child.explain(of_second) is of_second
    await child.stop()


async def test_an_error_of_a_living_engine_stays_as_it_is(checkpoint: Path) -> None:
    child = engine(checkpoint)
    await child.start()
    error = EndpointError("too long")
    assert await child.explain(error) is error
    await child.stop()


OWNER = """
import asyncio, os, signal, sys
from pathlib import Path
from moonpane.client.local_engine import LocalEngine

async def own():
    engine = LocalEngine(Path(sys.argv[1]), command=[sys.executable, sys.argv[2]])
    await engine.start()
    print(engine.pid, flush=True)
    sys.stdin.readline()
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(own())
"""


def test_the_engine_ends_when_its_owner_is_killed(checkpoint: Path) -> None:
    """Nobody closes anything here: the kernel closes the pipe when the owner dies."""
    command = [sys.executable, "-c", OWNER, str(checkpoint), str(SCRIPT)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        child = psutil.Process(int(owner.stdout.readline()))
        assert child.is_running()
        owner.communicate(b"\n")
        assert owner.returncode == -signal.SIGKILL
    child.wait(timeout=5)


@pytest.mark.parametrize("missing", ["nothing", "file", "no config"])
async def test_what_is_no_checkpoint_is_refused_before_a_process_starts(tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "checkpoint"
    if missing == "file":
        folder.write_text("x")
    elif missing == "no config":
        folder.mkdir()
    with pytest.raises(UnknownModel, match=r"config\.json"):
        await engine(folder).start()


@pytest.mark.parametrize(
    ("returncode", "tail", "sentence"),
    [
        (-11, ("boom",), "The engine crashed (SIGSEGV): boom."),
        (139, (), "The engine crashed (SIGSEGV)."),
        (-15, (), "The engine was ended from outside (SIGTERM)."),
        (0, (), "The engine ended by itself although it was still needed."),
        (1, ("Traceback", "ValueError: no.", "~~~^^^"), "The engine failed (exit code 1): ValueError: no."),
        (2, (), "The engine failed (exit code 2)."),
    ],
)
def test_every_end_has_a_sentence(returncode: int, tail: tuple[str, ...], sentence: str) -> None:
    assert ProcessOutcome("The engine", returncode, tail).sentence == sentence


async def _kill(child: LocalEngine) -> None:
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    await asyncio.wait_for(child.died.wait(), 5)
