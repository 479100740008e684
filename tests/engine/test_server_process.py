"""`moonpane-engine serve` as a process: handshake, every way to end, and what it says when it cannot start."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import httpx2
import openai
import pytest
import torch

from tests.engine.served import write_served_checkpoint

COMMAND = [sys.executable, "-m", "moonpane_engine.cli"]
KEY = "process-key"


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_served_checkpoint(tmp_path_factory.mktemp("checkpoints") / "tiny-model")


class Engine:
    """A started engine process; its outputs are read at its end."""

    def __init__(self, command: list[str], *, stdin: int = subprocess.PIPE, key: str | None = KEY) -> None:
        env = {name: value for name, value in os.environ.items() if name != "MOONPANE_API_KEY"}
        env |= {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
        env |= {} if key is None else {"MOONPANE_API_KEY": key}
        self.process = subprocess.Popen(
            command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, text=True
        )
        self.handshake: dict[str, object] = {}

    def __enter__(self) -> "Engine":
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            _, errors = self.process.communicate(timeout=60)
            raise AssertionError(f"no handshake: {errors}")
        self.handshake = json.loads(line)
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.communicate()

    def health(self) -> tuple[int, dict[str, object]]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.handshake['port']}/health", timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def wait_until_ready(self) -> list[dict[str, object]]:
        """What /health said until it was 200."""
        said: list[dict[str, object]] = []
        deadline = time.monotonic() + 120
        while (status := self.health())[0] != 200:
            said.append(status[1])
            assert time.monotonic() < deadline, said[-1]
            time.sleep(0.05)
        return said

    def end(self) -> tuple[int, str, str]:
        """Exit code, the rest of stdout, and stderr."""
        try:
            out, errors = self.process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            self.process.kill()
            out, errors = self.process.communicate()
        return self.process.returncode, out, errors


def test_a_whole_life_until_stdin_closes(checkpoint: Path) -> None:
    with Engine([*COMMAND, "serve", "--checkpoint", str(checkpoint), "--threads", "1"]) as engine:
        assert engine.handshake == {"port": engine.handshake["port"], "pid": engine.process.pid, "model": "tiny-model"}
        said = engine.wait_until_ready()
        # It listened while it loaded.
        assert said
        assert all({"stage", "done", "total"} <= set(status) for status in said)
        request = urllib.request.Request(
            f"http://127.0.0.1:{engine.handshake['port']}/v1/chat/completions",
            b'{"messages": [{"role": "user", "content": "hi"}], "max_tokens": 4}',
            {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert json.load(answer)["usage"]["completion_tokens"] <= 4
        code, out, errors = engine.end()  # communicate() closes stdin
        assert (code, out) == (0, "")
        assert "Traceback" not in errors


# A runner that needs no weights, so that these lives are short. Torch is still imported, by the scheduler.
_SCRIPTED = """
import sys
from pathlib import Path
from moonpane_engine.server.process import ServeSettings, serve
from tests.engine.served import says
{runner}
serve(ServeSettings(Path(sys.argv[1]), api_key="k"), lambda report: {expression})
"""


def _scripted(checkpoint: Path, runner: str = "", expression: str = "says('x' * 400, step_s=0.05)") -> list[str]:
    return [sys.executable, "-c", _SCRIPTED.format(runner=runner, expression=expression), str(checkpoint)]


def _stream(engine: Engine) -> socket.socket:
    """An open stream of the scripted answer, its first event read."""
    body = b'{"prompt": "x", "max_tokens": 400, "stream": true}'
    head = (
        f"POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    connection = socket.create_connection(("127.0.0.1", int(str(engine.handshake["port"]))), timeout=30)
    connection.sendall(head.encode() + body)
    seen = b""
    while b"data: " not in seen:
        seen += connection.recv(4096)
    return connection


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_it_in_order_even_while_it_streams(checkpoint: Path, number: int) -> None:
    with Engine(_scripted(checkpoint)) as engine:
        engine.wait_until_ready()
        with _stream(engine) as connection:
            began = time.monotonic()
            engine.process.send_signal(number)
            code, _, errors = engine.end()
            assert code == 0
            assert time.monotonic() - began < 5  # a busy machine; the stream itself ends within a step
            assert "Traceback" not in errors
            rest = b""
            while piece := connection.recv(4096):
                rest += piece
        assert b"engine_stopped" in rest


def test_files_go_with_the_process(checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with Engine(_scripted(checkpoint)) as engine:
        engine.wait_until_ready()
        with openai.OpenAI(base_url=f"http://127.0.0.1:{engine.handshake['port']}/v1", api_key="k") as client:
            client.files.create(file=("a", b"abc"), purpose="vision")
        assert len(list(tmp_path.glob("moonpane-files-*/*"))) == 1
        engine.process.terminate()
        assert engine.end()[0] == 0
    assert not list(tmp_path.glob("moonpane-files-*"))


def test_an_empty_stdin_that_is_no_pipe_does_not_end_it(checkpoint: Path) -> None:
    with Engine(_scripted(checkpoint), stdin=subprocess.DEVNULL) as engine:
        engine.wait_until_ready()
        time.sleep(0.3)
        assert engine.health()[0] == 200
        engine.process.terminate()
        assert engine.end()[0] == 0


def test_a_dead_engine_thread_shows_in_health_and_in_the_exit_code(checkpoint: Path) -> None:
    defect = "def broken(*given):\n    raise TypeError('a defect of ours')\nrunner = says('x'); runner.decode = broken"
    with Engine(_scripted(checkpoint, defect, "runner")) as engine:
        engine.wait_until_ready()
        _stream(engine).close()
        status, said = engine.health()
        assert (status, said["status"]) == (503, "stopped")
        code, _, errors = engine.end()
    assert code == 3
    assert errors.splitlines()[-1] == "a defect of ours"
    assert "Traceback" in errors  # for whoever mends it


def _damage_config(folder: Path) -> None:
    (folder / "config.json").write_text("{")


def _damage_weights(folder: Path) -> None:
    shard = next(folder.glob("*.safetensors"))
    shard.write_bytes(shard.read_bytes()[:-100])


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / "config.json").unlink(), "config.json"),
        (_damage_config, "config.json"),
        (lambda folder: (folder / "tiktoken.model").unlink(), "tiktoken.model cannot be read"),
        (lambda folder: (folder / "tokenizer_config.json").write_text("{}"), "tokenizer_config.json"),
        (lambda folder: (folder / "preprocessor_config.json").write_text("["), "preprocessor_config.json"),
        (_damage_weights, "safetensors"),
    ],
    ids=["no config", "damaged config", "no tokenizer", "no special tokens", "damaged preprocessor", "cut shard"],
)
def test_a_checkpoint_that_cannot_be_used_is_one_sentence_and_exit_code_2(
    tmp_path: Path, checkpoint: Path, damage: Callable[[Path], object], message: str
) -> None:
    folder = tmp_path / "tiny-model"
    folder.mkdir()
    for path in checkpoint.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    damage(folder)
    code, _, errors = Engine([*COMMAND, "serve", "--checkpoint", str(folder)], stdin=subprocess.DEVNULL).end()
    assert code == 2
    assert message in errors.splitlines()[-1]
    assert "Traceback" not in errors


def test_no_folder_a_taken_port_and_an_open_address_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments, key, message in [
            (["--checkpoint", str(tmp_path / "none")], KEY, "is not a folder"),
            (["--checkpoint", str(checkpoint), "--port", port], KEY, f"port {port}"),
            (["--checkpoint", str(checkpoint), "--host", "0.0.0.0"], None, "set MOONPANE_API_KEY"),
        ]:
            code, out, errors = Engine([*COMMAND, "serve", *arguments], key=key).end()
            assert (code, out) == (2, "")
            assert message in errors.splitlines()[-1]


def test_without_a_key_given_the_one_of_this_installation_is_asked_for(
    checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path, command = tmp_path / "moonpane" / "api-key", [*COMMAND, "serve", "--checkpoint", str(checkpoint)]
    for _ in range(2):
        with Engine(command, key=None) as engine:
            address = f"http://127.0.0.1:{engine.handshake['port']}/v1/models"
            key = path.read_text().strip()
            assert httpx2.get(address).status_code == 401
            assert httpx2.get(address, headers={"Authorization": f"Bearer {key}"}).status_code == 200
        assert len(key) >= 43
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.read_text().strip() == key
    assert [each.name for each in path.parent.iterdir()] == ["api-key"]
    path.chmod(0o640)
    code, out, errors = Engine(command, key=None).end()
    assert (code, out) == (2, "")
    assert str(path) in errors.splitlines()[-1]
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    assert Engine(command, key=None).end()[0] == 2
    assert not (tmp_path / "elsewhere").exists()


def test_help_and_what_is_not_imported_before_the_handshake() -> None:
    """Torch takes seconds: the command line answers, and the server listens, without it."""
    code, out, _ = Engine([*COMMAND, "--help"]).end()
    assert code == 0
    assert "serve" in out
    heavy = "import sys, moonpane_engine.cli, moonpane_engine.server.process as p; print('torch' in sys.modules)"
    assert Engine([sys.executable, "-c", heavy]).end()[1].strip() == "False"


def test_beyond_loopback_any_name_of_the_machine_is_served_and_the_key_protects_it(checkpoint: Path) -> None:
    """Other machines reach this one by names that it does not know of."""
    with Engine([*COMMAND, "serve", "--checkpoint", str(checkpoint), "--host", "0.0.0.0"]) as engine:
        address = f"http://127.0.0.1:{engine.handshake['port']}/v1/models"
        for key, status in ((KEY, 200), ("wrong", 401)):
            headers = {"Host": "workstation.lan", "Authorization": f"Bearer {key}"}
            assert httpx2.get(address, headers=headers).status_code == status


# The sentence is for machines without a GPU; on one with a GPU the test below runs in its place.
@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a GPU")
def test_a_gpu_that_is_not_there_is_said_in_one_sentence(checkpoint: Path) -> None:
    arguments = ["serve", "--checkpoint", str(checkpoint), "--device", "cuda"]
    code, _, errors = Engine([*COMMAND, *arguments], stdin=subprocess.DEVNULL).end()
    assert code == 2
    assert errors.splitlines()[-1].startswith("torch finds no CUDA device; serve with --device cpu")


# The counterpart of the test above: one of the two runs on every machine.
@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_a_gpu_is_taken_where_there_is_one(checkpoint: Path) -> None:
    with Engine([*COMMAND, "serve", "--checkpoint", str(checkpoint)]) as engine:
        engine.wait_until_ready()
        address = f"http://127.0.0.1:{engine.handshake['port']}/v1/models"
        model = httpx2.get(address, headers={"Authorization": f"Bearer {KEY}"}).json()["data"][0]
        assert model["device"].startswith("cuda")


def test_many_first_starts_at_once_make_one_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    command = [sys.executable, "-c", "from moonpane_engine.server.key import installed_key; print(installed_key())"]
    starting = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(8)]
    assert len({process.communicate()[0] for process in starting}) == 1
    assert all(process.returncode == 0 for process in starting)
