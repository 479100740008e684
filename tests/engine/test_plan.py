"""Plans from `config.json` alone, against figures that others measured or published."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from moonpane_engine.checkpoints.layout import int4_pieces, layout
from moonpane_engine.checkpoints.plan import GB, Machine, advise, is_int4, make_plan, needs
from moonpane_engine.checkpoints.tables import plan_lines
from moonpane_engine.cli import app
from moonpane_engine.model.config import KimiConfig
from tests.engine.family_configs import KIMI_K25, KIMI_VL

DESKTOP = Machine(gpu_memory=24, ram=256, nvme=1000)


def config_of(raw: dict[str, Any], folder: Path) -> KimiConfig:
    (folder / "config.json").write_text(json.dumps(raw))
    return KimiConfig.from_dir(folder)


@pytest.fixture
def k25(tmp_path: Path) -> KimiConfig:
    return config_of(KIMI_K25, tmp_path)


@pytest.fixture
def kimi_vl(tmp_path: Path) -> KimiConfig:
    return config_of(KIMI_VL, tmp_path)


def weights_gb(config: KimiConfig, *, int4: bool) -> float:
    return sum(need.num_bytes for need in needs(config, int4=int4, context=0)) / GB


def test_kimi_k25_has_the_tensors_and_bytes_of_the_published_checkpoint(k25: KimiConfig) -> None:
    names = [
        name
        for slot in layout(k25)
        for name in (int4_pieces(slot.name, slot.shape) if slot.part == "routed experts" else [slot.name])
    ]
    assert len(names) == 208_550
    assert is_int4(KIMI_K25)
    assert weights_gb(k25, int4=True) * GB / 2**30 == pytest.approx(554.3, abs=0.1)


def test_kimi_vl_in_both_formats(kimi_vl: KimiConfig) -> None:
    """31.9 GB of text in BF16 and 11.2 GB with INT4 experts, and 0.9 GB of vision."""
    assert not is_int4(KIMI_VL)
    assert weights_gb(kimi_vl, int4=False) == pytest.approx(31.9 + 0.9, abs=0.2)
    assert weights_gb(kimi_vl, int4=True) == pytest.approx(11.2 + 0.9, abs=0.2)


def test_what_every_token_reads_goes_to_the_gpu_first(k25: KimiConfig) -> None:
    plan = make_plan(needs(k25, int4=True, context=8192), DESKTOP)
    places = {placed.need.part: placed.places for placed in plan.parts}
    assert places["attention"]["GPU"] == pytest.approx(sum(places["attention"].values()))
    assert places["KV cache"]["RAM"] == places["router"]["RAM"] == 0
    assert places["routed experts"]["GPU"] == 0  # 24 GB are full before
    assert places["routed experts"]["RAM"] / GB == pytest.approx(248, abs=3)
    assert places["routed experts"]["NVMe"] / GB == pytest.approx(571 - 248, abs=5)
    for memory, free in DESKTOP.free_bytes().items():
        assert sum(placed.places[memory] for placed in plan.parts) <= free + 1
    assert plan.lacking_bytes < 1


def test_the_speed_of_one_card_beside_server_memory(k25: KimiConfig) -> None:
    """A 4090 and 460 GB/s of DRAM: 21 tokens/s by hand, 27 to 29 published with 8-bit weights and cache hits."""
    server = replace(DESKTOP, ram=1000, gpu_bandwidth=1008, ram_bandwidth=460)
    assert make_plan(needs(k25, int4=True, context=1), server).tokens_per_second == pytest.approx(21.3, abs=0.5)


def test_kimi_vl_on_one_card_is_gpu_bandwidth_over_bytes(kimi_vl: KimiConfig) -> None:
    h200 = Machine(gpu_memory=141, ram=64, nvme=500, gpu_bandwidth=4300)
    speed = make_plan(needs(kimi_vl, int4=True, context=1), h200).tokens_per_second
    assert speed == pytest.approx(1336, rel=0.02)
    assert speed == pytest.approx(4300 / 3.22, rel=0.02)


def test_advice_is_the_largest_gain(k25: KimiConfig) -> None:
    parts = needs(k25, int4=True, context=8192)
    best = advise(parts, DESKTOP)[0]
    assert best.what == "256 GB more RAM"  # reading half of the experts from a disk takes nearly all the time
    in_memory = replace(DESKTOP, ram=1000)
    assert advise(parts, in_memory)[0].what == "RAM bandwidth of 160 GB/s"
    lines = " ".join(plan_lines(make_plan(parts, DESKTOP), advise(parts, DESKTOP)))
    assert "Estimate, at most" in lines
    assert "Buy next: 256 GB more RAM" in lines


def test_a_machine_that_is_too_small_is_told_by_how_much(k25: KimiConfig) -> None:
    parts = needs(k25, int4=True, context=8192)
    small = make_plan(parts, Machine(gpu_memory=0, ram=108, nvme=100))
    assert small.tokens_per_second == 0
    lacking = sum(need.num_bytes for need in parts) / GB - 200
    assert plan_lines(small, []) == [f"This model does not fit: {lacking:,.2f} GB more RAM or NVMe are needed."]


def test_the_plan_as_json_has_every_byte(k25: KimiConfig, tmp_path: Path) -> None:
    command = ["plan", str(tmp_path), "--gpu-memory", "24", "--ram", "256", "--nvme", "1000", "--json"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert sum(part["bytes"] for part in said["parts"]) == said["total_bytes"] == said["packed_bytes"]
    assert sum(sum(part["places"].values()) for part in said["parts"]) == pytest.approx(said["total_bytes"])
    assert said["context"] == 8192
    assert said["max_context"] == k25.text.max_position_embeddings
    assert said["tokens_per_second"] > 0
