"""Command line, real engine, real pixel process: what dies takes nothing with it and leaves nothing behind.

The weights are random, so what the model writes is noise; every process, pipe and signal is the real one.
"""

import asyncio
import dataclasses
import os
import signal
import sys
from pathlib import Path

import psutil
import pytest

from moonpane_engine.chat.tokenizer_files import write_tokenizer
from moonpane_resources.paths import samples_dir
from tests.engine.checkpoints import CONFIG, write_random_checkpoint
from tests.engine.served import IDS, IM_END, NUM_BASE

pytestmark = pytest.mark.anyio
KILLED = "The engine was killed (by a person, or because memory ran out)"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Noise, with a context that takes a whole conversion; it never says that it is done."""
    folder = tmp_path_factory.mktemp("checkpoint") / "moonpane-tiny-noise"
    text = dataclasses.replace(CONFIG.text, max_position_embeddings=16_384)
    config = dataclasses.replace(
        CONFIG, text=text, media_placeholder_token_id=IDS["<|media_pad|>"], eos_token_ids=(IM_END,)
    )
    write_random_checkpoint(folder, config=config)
    write_tokenizer(folder, [bytes([byte]) for byte in range(NUM_BASE)])
    return folder


class Conversion:
    """A running `moonpane convert`, and everything it started."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.err = ""

    @classmethod
    async def begin(cls, checkpoint: Path, cwd: Path) -> "Conversion":
        picture = samples_dir() / "1-sign-in.png"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "moonpane", "convert", str(picture), "-o", "page", "--model", str(checkpoint)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            cwd=cwd,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        return cls(process)

    async def reach(self, phase: str) -> list[psutil.Process]:
        """Wait until the progress line says so; returns all processes below."""
        assert self.process.stderr is not None
        while phase not in self.err:
            line = await self.process.stderr.readline()
            assert line, self.err
            self.err += line.decode()
        return psutil.Process(self.process.pid).children(recursive=True)

    async def end(self) -> int:
        _, err = await self.process.communicate()
        self.err += err.decode()
        assert "Traceback" not in self.err
        assert self.process.returncode is not None
        return self.process.returncode


def engine_among(processes: list[psutil.Process]) -> psutil.Process:
    (found,) = [process for process in processes if "moonpane_engine.cli" in process.cmdline()]
    return found


def with_half(checkpoint: Path, start: str, copy: Path) -> Path:
    """A copy in which the files whose names start so are cut in the middle."""
    copy.mkdir()
    for file in checkpoint.iterdir():
        data = file.read_bytes()
        (copy / file.name).write_bytes(data[: len(data) // 2] if file.name.startswith(start) else data)
    return copy


def assert_all_gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=10)
    assert not alive


@pytest.mark.parametrize("phase", ["Loading", "Writing:"])
async def test_an_engine_killed_on_the_way_is_one_sentence(checkpoint: Path, tmp_path: Path, phase: str) -> None:
    conversion = await Conversion.begin(checkpoint, tmp_path)
    processes = await conversion.reach(phase)
    engine_among(processes).kill()
    assert await conversion.end() == 3
    assert conversion.err.splitlines()[-1].startswith(f"moonpane: {KILLED}")
    assert_all_gone(processes)


@pytest.mark.parametrize("phase", ["Loading", "Writing:"])
async def test_ctrl_c_ends_everything(checkpoint: Path, tmp_path: Path, phase: str) -> None:
    conversion = await Conversion.begin(checkpoint, tmp_path)
    processes = await conversion.reach(phase)
    conversion.process.send_signal(signal.SIGINT)
    assert await conversion.end() == 130
    assert_all_gone(processes)


async def test_when_the_command_is_killed_its_processes_follow(checkpoint: Path, tmp_path: Path) -> None:
    conversion = await Conversion.begin(checkpoint, tmp_path)
    processes = await conversion.reach("Writing:")
    assert len(processes) == 2  # engine and pixel process
    conversion.process.kill()
    assert await conversion.end() == -signal.SIGKILL
    assert_all_gone(processes)


@pytest.mark.parametrize(
    ("broken", "said"),
    [("config.json", "config.json"), ("tokenizer_config.json", "tokenizer_config.json"), ("model", "model")],
)
async def test_a_broken_checkpoint_is_refused_in_one_sentence(
    checkpoint: Path, tmp_path: Path, broken: str, said: str
) -> None:
    conversion = await Conversion.begin(with_half(checkpoint, broken, tmp_path / "checkpoint"), tmp_path)
    assert await conversion.end() == 2
    last = conversion.err.splitlines()[-1]
    assert last.startswith("moonpane: ")
    assert said in last
