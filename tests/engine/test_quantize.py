"""16-bit checkpoints packed to INT4: what comes out, in how much memory, and what happens when it is interrupted."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from moonpane_engine.checkpoints.layout import layout
from moonpane_engine.checkpoints.shard_writer import ShardWriter
from moonpane_engine.checkpoints.shards import INDEX_FILE
from moonpane_engine.errors import CheckpointError
from moonpane_engine.model.config import KimiConfig
from moonpane_engine.weights import quantize as module
from moonpane_engine.weights.export import config_json
from moonpane_engine.weights.load import load_model, named_tensors
from moonpane_engine.weights.quantize import REPORT_FILE, quantize_checkpoint
from moonpane_kernels.reference.int4 import dequantize, pack, quantize
from tests.engine.checkpoints import CONFIG

EXPERT = "language_model.model.layers.{layer}.mlp.experts.{expert}.{kind}.weight"


def wide_tensors(config: KimiConfig = CONFIG) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(5)
    tensors = {}
    for slot in layout(config):
        values = torch.randn(slot.shape, generator=generator) * 0.08 + ("norm" in slot.name)
        tensors[slot.name] = values if "e_score" in slot.name else values.bfloat16()
    return tensors


def write_wide(folder: Path, tensors: dict[str, torch.Tensor], *, num_shards: int = 3) -> Path:
    """A checkpoint of whole 16-bit tensors in `num_shards` shards, with files beside that must come along, or not."""
    folder.mkdir()
    names, weight_map = sorted(tensors), {}
    for number in range(num_shards):
        shard = f"model-{number + 1:05d}-of-{num_shards:05d}.safetensors"
        chosen = names[number::num_shards]
        save_file({name: tensors[name] for name in chosen}, folder / shard)
        weight_map |= dict.fromkeys(chosen, shard)
    (folder / INDEX_FILE).write_text(json.dumps({"metadata": {}, "weight_map": weight_map}))
    config: dict[str, Any] = config_json(CONFIG, eos_token_id=510, pad_token_id=511, bos_token_id=509)
    del config["quantization_config"], config["text_config"]["quantization_config"]
    (folder / "config.json").write_text(json.dumps(config | {"kept": "as it is"}))
    (folder / "tiktoken.model").write_text("AA== 0\n")
    (folder / "modeling_evil.py").write_text("raise SystemExit")
    (folder / "pytorch_model.bin").write_bytes(b"\x80")
    return folder


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_wide(tmp_path_factory.mktemp("wide") / "checkpoint", wide_tensors())


@pytest.fixture(scope="module")
def packed(wide: Path) -> Path:
    out = wide.parent / "packed"
    quantize_checkpoint(wide, out)
    return out


def test_our_loader_reads_the_dequantised_experts_and_all_else_unchanged(packed: Path) -> None:
    ours, exact = dict(named_tensors(load_model(packed, as_stored=False))), wide_tensors()
    assert ours.keys() == exact.keys()
    num_experts = 0
    for name, weight in exact.items():
        if ".mlp.experts." in name:
            q, scale = quantize(weight)
            weight = dequantize(pack(q), scale)
            num_experts += 1
        assert torch.equal(ours[name].to(weight.dtype), weight), name
    assert num_experts == 2 * 6 * 3


def test_transformers_reads_the_same_experts(packed: Path) -> None:
    transformers = pytest.importorskip("transformers")
    model, report = transformers.Kimi_K25ForConditionalGeneration.from_pretrained(
        packed, dtype=torch.bfloat16, output_loading_info=True
    )
    assert not report["missing_keys"]
    assert not report["unexpected_keys"]
    theirs = {name: parameter for name, parameter in model.named_parameters() if ".experts." in name}
    exact = wide_tensors()
    for layer in (1, 2):
        down = next(p for n, p in theirs.items() if f"layers.{layer}." in n and "down" in n)
        gate_up = next(p for n, p in theirs.items() if f"layers.{layer}." in n and "gate_up" in n)
        for expert in range(6):
            rows = {"down_proj": down[expert]}
            rows["gate_proj"], rows["up_proj"] = gate_up[expert].chunk(2)
            for kind, row in rows.items():
                q, scale = quantize(exact[EXPERT.format(layer=layer, expert=expert, kind=kind)])
                assert torch.equal(row, dequantize(pack(q), scale)), (layer, expert, kind)


def test_the_folder_is_complete(wide: Path, packed: Path) -> None:
    names = {path.name for path in packed.iterdir()}
    assert {"config.json", "tiktoken.model", INDEX_FILE, REPORT_FILE} <= names
    assert not names & {"modeling_evil.py", "pytorch_model.bin"}
    config = json.loads((packed / "config.json").read_text())
    assert config["kept"] == "as it is"
    weights = config["text_config"]["quantization_config"]["config_groups"]["group_0"]["weights"]
    assert (weights["num_bits"], weights["group_size"]) == (4, 32)
    stored = {name for shard in packed.glob("*.safetensors") for name in load_file(shard)}
    assert json.loads((packed / INDEX_FILE).read_text())["weight_map"].keys() == stored


def test_the_report_has_the_error_of_every_expert(packed: Path) -> None:
    report = json.loads((packed / REPORT_FILE).read_text())
    exact = wide_tensors()
    assert len(report["tensors"]) == 2 * 6 * 3
    for name, error in report["tensors"].items():
        q, scale = quantize(exact[name])
        weight = exact[name].float()
        expected = (dequantize(pack(q), scale).float() - weight).norm() / weight.norm()
        assert error == pytest.approx(expected.item(), rel=1e-5)
    assert 0.05 < report["mean"] < 0.12  # normal weights, 32 a group
    assert report["worst"]["error"] == max(report["tensors"].values())


def test_kimi_vl_names_are_kept(tmp_path: Path) -> None:
    renamed = {
        name.replace("mm_projector.proj.0", "multi_modal_projector.linear_1")
        .replace("mm_projector.proj.2", "multi_modal_projector.linear_2")
        .replace("mm_projector.", "multi_modal_projector."): tensor
        for name, tensor in wide_tensors().items()
    }
    quantize_checkpoint(write_wide(tmp_path / "vl", renamed, num_shards=1), tmp_path / "out")
    assert (
        "multi_modal_projector.linear_1.weight" in json.loads((tmp_path / "out" / INDEX_FILE).read_text())["weight_map"]
    )
    load_model(tmp_path / "out")


def test_an_interrupted_run_goes_on_where_it_was(wide: Path, tmp_path: Path, packed: Path) -> None:
    out = tmp_path / "out"

    def stop(report: module.ShardReport) -> None:
        if report.number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        quantize_checkpoint(wide, out, on_shard=stop)
    assert not out.exists()
    partial = tmp_path / "out.partial"
    first = {path.name: path.stat().st_mtime_ns for path in partial.glob("*.safetensors")}
    assert len(first) == 2
    quantize_checkpoint(wide, out)
    assert not partial.exists()
    again = {path.name: path.stat().st_mtime_ns for path in out.glob("*.safetensors")}
    assert first.items() < again.items()  # done shards were not written again
    for path in packed.iterdir():
        assert (out / path.name).read_bytes() == path.read_bytes(), path.name


def test_it_refuses_what_it_would_spoil(wide: Path, packed: Path, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="exists already: give the name of a new folder"):
        quantize_checkpoint(wide, packed)
    with pytest.raises(CheckpointError, match="packed already"):
        quantize_checkpoint(packed, tmp_path / "twice")
    with pytest.raises(CheckpointError, match="would lie inside"):
        quantize_checkpoint(wide, wide / "out")
    assert not (wide / "out.partial").exists()


def test_weights_that_are_not_numbers_are_refused(tmp_path: Path) -> None:
    tensors = wide_tensors()
    bad = EXPERT.format(layer=2, expert=3, kind="up_proj")
    tensors[bad][5, 7] = float("nan")
    with pytest.raises(CheckpointError, match=f"{bad} holds values that are not numbers"):
        quantize_checkpoint(write_wide(tmp_path / "nan", tensors), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_disk_that_fills_up_is_one_sentence(wide: Path, tmp_path: Path) -> None:
    """RLIMIT_FSIZE makes the system refuse the write, as a full disk does."""
    code = (
        "import resource, signal, sys; from pathlib import Path; from moonpane_engine.cli import app;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); app(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "quantize", str(wide), "--int4", "-o", str(tmp_path / "out")]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1, answer.stderr
    assert "(File too large): what is done is kept in" in answer.stderr
    assert not (tmp_path / "out").exists()


def test_a_disk_that_is_too_small_is_named_with_the_numbers(
    wide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = type("Usage", (), {"free": 1000})()
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: full)
    with pytest.raises(CheckpointError, match=r"needs 0\.0 GB, the disk has 0\.0 GB free"):
        quantize_checkpoint(wide, tmp_path / "out")


# VmHWM and not getrusage's ru_maxrss, which a child takes over from the process that started it.
MEASURED = """
import sys
from pathlib import Path
from moonpane_engine.weights.quantize import quantize_checkpoint

def peak_mb():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024

before = peak_mb()
quantize_checkpoint(Path(sys.argv[1]), Path(sys.argv[2]))
print(before, peak_mb())
"""


# The peak of a process is asked of /proc, which only Linux has; what it writes is tested everywhere, above.
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
def test_memory_holds_one_tensor_not_a_shard(tmp_path: Path) -> None:
    """One shard of 360 MB in BF16; its largest tensor has 134 MB, an expert's matrix 2 MB."""
    folder = write_wide(tmp_path / "big", {})
    for old in folder.glob("*.safetensors"):
        old.unlink()
    (folder / INDEX_FILE).unlink()
    config = json.loads((folder / "config.json").read_text())
    config["text_config"] |= {"hidden_size": 1024, "moe_intermediate_size": 1024, "n_routed_experts": 16}
    config["text_config"] |= {"vocab_size": 65536, "num_hidden_layers": 2}
    (folder / "config.json").write_text(json.dumps(config))
    tensors = {slot.name: ("BF16", slot.shape) for slot in layout(KimiConfig.from_dir(folder))}
    block = torch.randn(2**16, generator=torch.Generator().manual_seed(1)).mul_(0.02).bfloat16()
    data = block.view(torch.int16).numpy().data.cast("B")
    with ShardWriter(folder / "model.safetensors", tensors) as writer:
        for name, entry in writer.entries.items():
            for offset in range(0, entry.num_bytes, len(data)):
                writer.write(name, data[: entry.num_bytes - offset], offset=offset)
    size_mb = (folder / "model.safetensors").stat().st_size / 2**20
    assert size_mb > 350
    command = [sys.executable, "-c", MEASURED, str(folder), str(tmp_path / "out")]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=200)
    before, after = map(float, answer.stdout.split())
    print(f"shard {size_mb:.0f} MB; {before:.0f} MB with torch alone, {after:.0f} MB at the peak")
    assert after - before < 160
