"""One studio for a person: whoever comes second hands over, and nothing that a killed one left stands in the way."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from moonpane import instance as module
from moonpane.instance import PORT, Handover, Instance, NotAnswering, claim, enter

STUDIO = """
import asyncio, sys
from pathlib import Path
from moonpane.instance import Handover, enter

folder, picture, takes = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])

def took(handover):
    print("took", handover.picture, flush=True)
    if takes == len(taken := sys.modules.setdefault("taken", [])) + 1:
        asyncio.get_running_loop().stop()
    taken.append(handover)

instance = enter(folder, Handover(picture))
if instance is None:
    print("handed over", flush=True)
    sys.exit()
print("first", flush=True)
try:
    asyncio.run(instance.serve(took))
except RuntimeError:
    pass
"""


@pytest.fixture(params=["socket", "port"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """With a path that a socket may have, and with one that is too long for it."""
    return tmp_path / "m" if request.param == "socket" else tmp_path / ("m" * 120)


@pytest.fixture
def first(folder: Path) -> Iterator[Instance]:
    instance = claim(folder)
    assert instance is not None
    yield instance
    instance.close()


def start(folder: Path, picture: str, takes: int = 0) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", STUDIO, str(folder), picture, str(takes)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


async def take(instance: Instance, enough: int) -> list[Handover]:
    taken: list[Handover] = []
    done = asyncio.Event()

    def on_handover(handover: Handover) -> None:
        taken.append(handover)
        if len(taken) == enough:
            done.set()

    serving = asyncio.create_task(instance.serve(on_handover))
    await asyncio.wait_for(done.wait(), 20)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    return taken


@pytest.mark.anyio
async def test_the_second_hands_over_within_a_second(first: Instance, folder: Path) -> None:
    expected = "port" if len(str(folder)) > 107 else "socket"
    assert isinstance(json.loads((folder / PORT).read_text())["address"], int) == (expected == "port")
    taking = asyncio.create_task(take(first, 2))
    began = time.monotonic()
    assert await asyncio.to_thread(enter, folder, Handover(Path("relative.png"))) is None
    assert await asyncio.to_thread(enter, folder, Handover()) is None
    assert time.monotonic() - began < 1.0
    assert await taking == [Handover(Path.cwd() / "relative.png"), Handover()]


@pytest.mark.anyio
async def test_what_comes_while_the_first_one_starts_waits_for_it(first: Instance, folder: Path) -> None:
    handing = asyncio.create_task(asyncio.to_thread(enter, folder, Handover(Path("/a.png"))))
    await asyncio.sleep(0.2)
    assert not handing.done()
    assert await take(first, 1) == [Handover(Path("/a.png"))]
    assert await handing is None


@pytest.mark.anyio
async def test_what_is_no_message_of_ours_is_not_heard(first: Instance, folder: Path) -> None:
    said = json.loads((folder / PORT).read_text())
    serving = asyncio.create_task(take(first, 1))
    messages = [
        b"\n",
        b"hello\n",
        b"[]\n",
        json.dumps({"secret": "0" * 64, "picture": "/evil"}).encode() + b"\n",
        json.dumps({"picture": "/evil"}).encode() + b"\n",
        b"x" * (200 << 10) + b"\n",
        b"\xff\xfe\n",
    ]
    for message in messages:
        reply = await asyncio.to_thread(_reply, folder, said["address"], message)
        assert reply == b"", message
    assert not serving.done()
    good = json.dumps({"secret": said["secret"], "picture": 7}).encode() + b"\n"
    assert await asyncio.to_thread(_reply, folder, said["address"], good) == b"ok\n"
    assert await serving == [Handover()]


def _reply(folder: Path, address: object, message: bytes) -> bytes:
    with module._connection(folder, address) as connection:
        connection.settimeout(5)
        try:
            connection.sendall(message)
            return connection.recv(16)
        except (BrokenPipeError, ConnectionResetError):
            return b""


def test_one_that_was_killed_is_not_in_the_way(folder: Path) -> None:
    for _ in range(3):
        child = start(folder, "a.png")
        assert child.stdout is not None
        assert child.stdout.readline() == "first\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    began = time.monotonic()
    instance = enter(folder, Handover())
    assert instance is not None
    assert time.monotonic() - began < 0.5
    instance.close()


def test_one_that_does_not_answer_is_said(first: Instance, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ANSWER_TIMEOUT_S", 0.3)
    with pytest.raises(NotAnswering, match="running already, but does not answer"):
        enter(folder, Handover())


def test_a_place_that_becomes_free_is_taken(first: Instance, folder: Path) -> None:
    assert claim(folder) is None
    first.close()
    instance = claim(folder)
    assert instance is not None
    instance.close()


def test_files_are_for_their_owner_only(first: Instance, folder: Path) -> None:
    assert folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.iterdir() if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("number", range(int(os.environ.get("INSTANCE_RACES", "4"))))
def test_of_several_that_start_at_once_one_is_the_first(tmp_path: Path, number: int) -> None:
    folder = tmp_path / "m"
    children = [start(folder, f"/{index}.png", takes=3) for index in range(4)]
    outputs = [child.communicate(timeout=30)[0].splitlines() for child in children]
    firsts = [lines for lines in outputs if lines[0] == "first"]
    assert len(firsts) == 1
    assert [lines for lines in outputs if lines not in firsts] == [["handed over"]] * 3
    assert len(firsts[0][1:]) == 3
    assert len(set(firsts[0][1:])) == 3
