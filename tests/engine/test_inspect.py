"""`moonpane-engine inspect` and `plan`, as commands: what they print, and that they start without torch."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from moonpane_engine.checkpoints.describe import describe
from moonpane_engine.cli import app
from moonpane_resources.paths import embedded_checkpoint
from tests.engine.checkpoints import write_random_checkpoint
from tests.engine.family_configs import KIMI_K25
from tests.engine.malformed import FIRST, edit_json, read_shard


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    return write_random_checkpoint(tmp_path / "checkpoint", shard_bytes=700_000)


def test_the_embedded_checkpoint_is_described() -> None:
    result = run("inspect", embedded_checkpoint())
    assert result.exit_code == 0, result.output
    for words in ("Kimi K2.5", "INT4, groups of 32 (72 matrices)", "routed experts", "vision tower", "and no other"):
        assert words in result.output


def test_json_adds_up_to_the_files(checkpoint: Path) -> None:
    answer = json.loads(run("inspect", checkpoint, "--json").output)
    assert answer["whole"]
    assert answer["facts"]["layers"] == 3
    data = sum(len(read_shard(shard)[1]) for shard in checkpoint.glob("*.safetensors"))
    assert sum(part["bytes"] for part in answer["parts"].values()) == data
    experts = answer["parts"]["routed experts"]
    assert experts["tensors"] == 2 * 6 * 3 * 3
    assert set(experts["dtypes"]) == {"I32", "BF16"}
    assert "surplus" not in answer["parts"]


def test_missing_and_surplus_tensors_are_listed(checkpoint: Path) -> None:
    edit_json(checkpoint / "config.json", lambda config: config["text_config"].update(first_k_dense_replace=0))
    (checkpoint / "modeling_x.py").write_text("")
    description = describe(checkpoint)
    assert "language_model.model.layers.0.mlp.gate.weight" in description.missing
    assert "language_model.model.layers.0.mlp.gate_proj.weight" in description.surplus
    assert description.ignored_files == ["modeling_x.py"]
    result = run("inspect", checkpoint)
    assert result.exit_code == 2
    assert "missing (23)" in result.output
    assert "surplus (3)" in result.output
    assert "files ignored (1): modeling_x.py" in result.output


def test_a_folder_with_a_shard_missing_still_says_what_it_is(checkpoint: Path) -> None:
    (checkpoint / FIRST).unlink()
    result = run("inspect", checkpoint)
    assert result.exit_code == 2
    assert "Kimi K2.5" in result.output
    assert f"{FIRST} is missing" in result.output


def test_a_folder_that_is_no_checkpoint_gets_one_sentence(tmp_path: Path) -> None:
    result = run("inspect", tmp_path)
    assert result.exit_code == 2
    assert result.output.strip() == f"{tmp_path / 'config.json'} is missing: a checkpoint folder needs it"


def test_plan_prints_places_formula_and_advice(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps(KIMI_K25))
    result = run("plan", tmp_path, "--gpu-memory", 24, "--ram", 256, "--nvme", 1000)
    assert result.exit_code == 0, result.output
    assert "1 / (21.67 GB / 1000 GB/s (GPU) + 5.12 GB / 80 GB/s (RAM) + 6.78 GB / 7 GB/s (NVMe))" in result.output
    assert "Estimate, at most: 0.95 tokens/s" in result.output
    assert "Buy next: 256 GB more RAM" in result.output
    assert "Bandwidths are assumptions" in result.output


def test_neither_command_loads_torch() -> None:
    code = (
        "import sys; from moonpane_engine.checkpoints import describe, plan, tables; import moonpane_engine.cli;"
        "describe.describe(__import__('pathlib').Path(sys.argv[1])); print('torch' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(embedded_checkpoint())]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "False"
