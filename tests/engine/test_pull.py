"""`moonpane-engine pull` against a local stand-in of the Hub: what it fetches, and what it says when it cannot."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from moonpane_engine.checkpoints import pull as module
from moonpane_engine.checkpoints.files import is_wanted
from moonpane_engine.checkpoints.pull import PullError, list_files, pull
from tests.engine.hub import COMMIT, REPO, Hub, running

MIB = 2**20
SHARD = "model-00001-of-00001.safetensors"
WANTED = {
    "config.json": b"{}",
    "generation_config.json": b'{"eos_token_id": 1}',
    "preprocessor_config.json": b"{}\n",
    "tokenizer_config.json": b'{"x": 1}',
    "tiktoken.model": b"AA== 0\n",
    "model.safetensors.index.json": b'{"weight_map": {}}',
    SHARD: bytes(range(256)) * (24 * 4096),  # 24 MiB; the client hands on 10 MiB at a time
}
UNWANTED = {
    "modeling_evil.py": b"raise SystemExit",
    "pytorch_model.bin": b"\x80",
    "model.pt": b"\x80",
    "README.md": b"read me",
    "onnx/model.safetensors": b"x",
    ".gitattributes": b"",
}


@pytest.fixture
def hub() -> Iterator[Hub]:
    with running(Hub(WANTED | UNWANTED)) as hub:
        yield hub


def fetch(hub: Hub, out: Path, repo: str = REPO) -> None:
    pull(list_files(repo, endpoint=hub.url), out, endpoint=hub.url)


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def test_it_fetches_what_the_engine_reads_and_nothing_else(hub: Hub, tmp_path: Path) -> None:
    fetch(hub, tmp_path / "out")
    assert contents(tmp_path / "out") == WANTED
    assert {name for name, _ in hub.requests} == set(WANTED)


def test_a_second_run_fetches_nothing(hub: Hub, tmp_path: Path) -> None:
    fetch(hub, tmp_path)
    hub.requests.clear()
    fetch(hub, tmp_path)
    assert hub.requests == []


def test_a_file_that_changed_afterwards_is_fetched_again(hub: Hub, tmp_path: Path) -> None:
    fetch(hub, tmp_path)
    (tmp_path / "tiktoken.model").write_bytes(b"AB== 0\n")
    fetch(hub, tmp_path)
    assert contents(tmp_path) == WANTED


def test_a_broken_transfer_goes_on_where_it_was(hub: Hub, tmp_path: Path) -> None:
    hub.break_after[SHARD] = 15 * MIB
    with pytest.raises(PullError, match=f"{SHARD}: the Hub answered with status 503; what has arrived is kept, run"):
        fetch(hub, tmp_path)
    assert not (tmp_path / SHARD).exists()
    arrived = (tmp_path / ".pull" / SHARD).stat().st_size
    assert arrived >= 10 * MIB
    hub.is_down = False
    hub.requests.clear()
    fetch(hub, tmp_path)
    assert hub.requests == [(SHARD, f"bytes={arrived}-")]
    assert contents(tmp_path) == WANTED


def test_a_killed_command_goes_on_where_it_was(hub: Hub, tmp_path: Path) -> None:
    """The whole command, killed in the middle of a transfer, and started again."""
    environment = os.environ | {"HF_ENDPOINT": hub.url}
    command = [sys.executable, "-m", "moonpane_engine.cli", "pull", REPO, "-o", str(tmp_path / "out")]
    hub.break_after[SHARD], hub.stall = 15 * MIB, True
    first = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    partial, until = tmp_path / "out" / ".pull" / SHARD, time.monotonic() + 60
    while not (partial.exists() and partial.stat().st_size >= 10 * MIB):
        assert time.monotonic() < until
        assert first.poll() is None
        time.sleep(0.02)
    first.kill()
    first.communicate()
    hub.released.set()
    arrived = partial.stat().st_size
    hub.requests.clear()
    second = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 0, second.stderr
    assert hub.requests == [(SHARD, f"bytes={arrived}-")]
    assert f"all 7 files are there and have the checksums of {COMMIT[:12]}" in second.stdout
    assert "7 files, 0.03 GB" in second.stderr
    assert contents(tmp_path / "out") == WANTED


@pytest.mark.parametrize("name", [SHARD, "config.json"])
def test_a_wrong_checksum_is_never_kept(hub: Hub, tmp_path: Path, name: str) -> None:
    """By SHA-256 for large files, by git's SHA-1 for small ones."""
    hub.served[name] = WANTED[name][:-1] + b"!"
    with pytest.raises(PullError, match=f"{name} has the wrong checksum .*run the command again"):
        fetch(hub, tmp_path)
    assert not (tmp_path / name).exists()
    assert not (tmp_path / ".pull" / name).exists()
    hub.served.clear()
    fetch(hub, tmp_path)
    assert contents(tmp_path) == WANTED


def test_the_disk_is_asked_first(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 20_000_000})())
    with pytest.raises(PullError, match=r"needs 0\.03 GB more, the disk has 0\.02 GB free: make room"):
        fetch(hub, tmp_path)
    assert hub.requests == []


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        ((404, "RepoNotFound"), "someone/model does not exist or is private"),
        ((401, ""), "someone/model does not exist or is private|status 401"),
        ((403, "GatedRepo"), "someone/model is gated: accept its terms"),
        ((404, "RevisionNotFound"), "no such revision"),
        ((500, ""), "the Hub answered with status 500"),
    ],
)
def test_every_refusal_is_one_sentence(hub: Hub, refusal: tuple[int, str], words: str) -> None:
    hub.refusal = refusal
    with pytest.raises(PullError, match=words) as caught:
        list_files(REPO, endpoint=hub.url)
    assert "\n" not in str(caught.value)


def test_no_network_is_one_sentence() -> None:
    with running(Hub({})) as gone:
        pass
    with pytest.raises(PullError, match=r"the Hub cannot be reached .*check the network"):
        list_files(REPO, endpoint=gone.url)


@pytest.mark.parametrize("repo", ["", "a/b/c", "../../etc", "some one/model"])
def test_a_name_that_is_none_is_told_so(hub: Hub, repo: str) -> None:
    with pytest.raises(PullError, match="is not the name of a repository: write it as OWNER/NAME"):
        list_files(repo, endpoint=hub.url)


def test_a_repository_without_a_checkpoint_is_told_so(hub: Hub) -> None:
    del hub.files[SHARD]
    with pytest.raises(PullError, match=r"holds no config\.json with"):
        list_files(REPO, endpoint=hub.url)


@pytest.mark.parametrize(
    "name",
    ["../config.json", "a/config.json", "model\\..\\x.safetensors", "model.safetensors.py", "model\n.safetensors"],
)
def test_no_listed_name_leaves_the_folder(name: str) -> None:
    assert not is_wanted(name)
