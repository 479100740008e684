"""A server with a scripted model behind it; modules that need another one have fixtures of their own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.scripted_chat import script
from tests.engine.served import Babbler, ScriptedRunner, Serving, serving, write_served_checkpoint


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_served_checkpoint(tmp_path_factory.mktemp("checkpoints") / "tiny-model")


@pytest.fixture(scope="module")
def runner() -> ScriptedRunner:
    return ScriptedRunner(script, step_s=0.001)


@pytest.fixture(scope="module")
def server(checkpoint: Path, runner: ScriptedRunner) -> Iterator[Serving]:
    with serving(checkpoint, lambda report: runner, max_waiting=3) as server:
        yield server


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint with a context of 4,096 tokens: schemas are long where every byte is one."""
    folder = write_served_checkpoint(tmp_path_factory.mktemp("checkpoints") / "tiny-model")
    config = json.loads((folder / "config.json").read_text())
    config["text_config"]["max_position_embeddings"] = 4096
    (folder / "config.json").write_text(json.dumps(config))
    return folder


@pytest.fixture(scope="module")
def babbling(roomy: Path) -> Iterator[Serving]:
    with serving(roomy, lambda report: Babbler()) as server:
        yield server
