"""The models a person knows, what they would need, how fast they were; by the engine's own words, in a child."""

import asyncio
import json
import os
import shutil
import sys
from dataclasses import asdict, replace
from pathlib import Path

import psutil
import pytest

from moonpane.client.answer import Delta, ListedModel, Usage
from moonpane.client.models import EMBEDDED, is_of_our_training
from moonpane.client.timing import AnswerTiming, Stopwatch
from moonpane.errors import InputError, SettingsError, UnknownModel
from moonpane.models import machine as machines
from moonpane.models.child import ask_program
from moonpane.models.estimate import Estimate, Remedy, estimate
from moonpane.models.known import Catalogue, KnownModel, from_folder, from_preset
from moonpane.models.machine import Machine, memory_of
from moonpane.models.presets import PRESETS, preset
from moonpane.models.probe import ProbeResult, Sight, Trial
from moonpane.models.speeds import SpeedLog
from moonpane.settings import SettingsFile
from moonpane_resources.paths import embedded_checkpoint

GB = 10**9


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_models_are_kept_in_their_order_and_keys_are_not(path: Path) -> None:
    catalogue = Catalogue(SettingsFile(path))
    own, rented = from_folder(Path("/models/kimi-vl")), from_preset("moonshot")
    catalogue.put(own)
    catalogue.put(rented)
    catalogue.put(replace(own, name="Kimi-VL on this computer"))
    catalogue.choose(rented.id)
    again = Catalogue(SettingsFile(path))
    assert [each.name for each in again.models] == ["Embedded model", "Kimi-VL on this computer", rented.name]
    assert again.chosen == rented.id
    assert [each.choice for each in again.models] == [
        EMBEDDED,
        "/models/kimi-vl",
        "https://api.moonshot.ai/v1#kimi-k2.5",
    ]
    again.remove(rented.id)
    again.remove(EMBEDDED)
    assert [each.id for each in Catalogue(SettingsFile(path)).models] == [EMBEDDED, own.id]
    assert again.chosen == EMBEDDED
    assert "key" not in {name for name in asdict(own) if name != "keyed"}


def test_entries_that_are_not_understood_are_told_and_stay(path: Path) -> None:
    good = asdict(from_preset("vllm"))
    odd = [7, {"kind": "oracle", "name": "x"}, good | {"address": "nowhere"}, good | {"context": -1, "id": "z"}]
    path.write_text(json.dumps({"models": {"chosen": ["x"], "known": [good | {"later": 1}, good, *odd]}}))
    catalogue = Catalogue(SettingsFile(path))
    assert [each.name for each in catalogue.models] == ["Embedded model", "vLLM"]
    assert catalogue.chosen == EMBEDDED
    assert len(catalogue.notices) == 5
    catalogue.choose(good["id"])
    kept = json.loads(path.read_text())["models"]["known"]
    assert all(entry in kept for entry in odd)


def probed() -> KnownModel:
    """An endpoint of which everything is known."""
    known = from_preset("moonshot")
    result = ProbeResult(
        known.address,
        known.model,
        (
            ListedModel("other", 4096),
            ListedModel(known.model, 262144, True),
            *(ListedModel(f"{n}") for n in range(400)),
        ),
        Sight("no", "red", 812, "A blue square", 84),
        (Trial("none", "reasons"), Trial("template", "refused", "It is unknown."), Trial("moonshot", "instant")),
        AnswerTiming(0.5, 3.0, 40, 0, 181, 170),
        True,
    )
    return replace(known, probe=result.for_keeping)


def test_what_an_endpoint_was_found_to_do_is_kept_with_it(path: Path) -> None:
    known = probed()
    Catalogue(SettingsFile(path)).put(known)
    assert path.stat().st_size < 4_000, "not the whole list of what the server has"
    kept = Catalogue(SettingsFile(path)).model(known.id)
    assert kept.probe == known.probe
    assert kept.probe
    assert (kept.probe.num_served, kept.probe.context_tokens, kept.probe.switch) == (402, 262144, "moonshot")


def test_findings_are_dropped_with_the_address_or_the_model_they_are_about() -> None:
    known = probed()
    assert replace(known, name="Lab", switch="none").probe == known.probe
    assert replace(known, address="http://127.0.0.1:1/v1").probe is None
    assert replace(known, model="kimi-k3").probe is None


@pytest.mark.parametrize(
    "damage",
    [
        None,
        7,
        {"endpoint": "x"},
        {"sight": 3},
        {"sight": {"verdict": "maybe", "color": "red", "number": 1, "said": "", "image_tokens": 0}},
        {"sight": {"verdict": "no", "color": "mauve", "number": 1, "said": "", "image_tokens": 0}},
        {"sight": {"verdict": ["no"], "color": "red", "number": 1, "said": "", "image_tokens": 0}},
        {"trials": [{"switch": "x", "outcome": "instant", "said": ""}]},
        {"timing": {"first_token_s": float("nan"), "writing_s": 1}},
        {"num_others": -1},
    ],
)
def test_damaged_findings_cost_no_more_than_another_check(path: Path, damage: object) -> None:
    entry = asdict(probed())
    entry["probe"] = entry["probe"] | damage if isinstance(damage, dict) else damage
    path.write_text(json.dumps({"models": {"known": [entry]}}))
    catalogue = Catalogue(SettingsFile(path))
    assert catalogue.notices == []
    assert catalogue.model(entry["id"]).probe is None


def test_a_change_that_cannot_be_kept_is_no_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Catalogue(SettingsFile(path))

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError):
        catalogue.put(from_preset("vllm"))
    assert len(catalogue.models) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"name": "a\nb"}, {"folder": "relative"}, {"context": 0}, {"switch": "x"}, {"model": "x" * 501}],
)
def test_a_model_out_of_bounds_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        replace(from_folder(Path("/m")), **wrong)  # type: ignore[arg-type]


def test_presets_are_endpoints_as_they_stand() -> None:
    assert len({each.key for each in PRESETS}) == len(PRESETS)
    assert {"vllm", "sglang", "ktransformers", "nim", "moonshot", "moonshot-cn", "openai"} <= {e.key for e in PRESETS}
    for each in PRESETS:
        assert from_preset(each.key).address == each.address
        assert each.address.startswith("https://") or each.hosted == "own"
        assert each.wants_key == (each.hosted == "rented")
    assert preset("of a later version") is preset("openai")


def test_the_embedded_model_is_estimated_from_its_headers(tmp_path: Path) -> None:
    here = Machine("CPU", 8 * GB, 4 * GB)
    found = asyncio.run(estimate(embedded_checkpoint(), here, context=2048))
    stored = sum(file.stat().st_size for file in embedded_checkpoint().glob("*.safetensors"))
    assert found.weights + found.vision == pytest.approx(stored, rel=0.02)
    assert found.cache == 2048 * 4 * 160 * 4 == 5_242_880  # tokens, layers, latents, float32
    assert found.int4
    assert found.max_context == 4096
    assert found.fits
    on_gpu = asyncio.run(estimate(embedded_checkpoint(), replace(here, device="GPU"), context=2048))
    assert on_gpu.cache * 2 == found.cache


def test_a_checkpoint_that_lacks_tensors_is_not_called_fitting(tmp_path: Path) -> None:
    folder = shutil.copytree(embedded_checkpoint(), tmp_path / "torn")
    shard = next(folder.glob("*.safetensors"))
    shard.write_bytes(shard.read_bytes()[:100_000])
    found = asyncio.run(estimate(folder, Machine("CPU", 8 * GB, 8 * GB), context=128))
    assert found.fault
    assert not found.fits
    with pytest.raises(UnknownModel, match=r"config\.json is missing"):
        asyncio.run(estimate(tmp_path, Machine("CPU", 1, 1), context=128))


def sized(free: float, **how: object) -> Estimate:
    """32 GB of weights, 1 GB of vision, 4 GB of cache for 8,192 tokens, 0.4 GB of program."""
    values = {"family": "Kimi-VL", "machine": Machine("CPU", 64 * GB, int(free * GB)), "context": 8192}
    values |= {"max_context": 131072, "weights": 32 * GB, "vision": GB, "cache": 4 * GB, "program": 4 * GB // 10}
    return Estimate(**(values | {"int4": False, "int4_bytes": 12 * GB} | how))  # type: ignore[arg-type]


def test_what_does_not_fit_is_told_with_what_would_help() -> None:
    assert sized(40).fits
    assert sized(40).remedies == ()
    assert not sized(37.3).fits
    assert [remedy.kind for remedy in sized(36).remedies] == ["context", "int4", "memory"]
    assert sized(36).remedies[0] == Remedy("context", 5120)
    assert sized(36).remedies[-1] == Remedy("memory", 14 * GB // 10)
    assert sized(36, held=2 * GB).remedies[0].kind == "unload"
    assert [remedy.kind for remedy in sized(20, int4=True).remedies] == ["memory"]
    assert sized(40, fault="3 of its tensors are missing.").remedies == ()


# A child without fork (Windows) brings memory of its own that is not known beforehand.
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process of known size")
def test_memory_of_a_process_counts_its_children() -> None:
    async def measured() -> tuple[machines.Memory | None, machines.Memory | None]:
        program = "import subprocess, sys; held = b'x' * (60 << 20); {}"
        child = "subprocess.run([sys.executable, '-c', 'held = b\"x\" * (90 << 20); input()'])"
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", program.format(child), stdin=asyncio.subprocess.PIPE
        )
        found = None
        for _ in range(100):
            found = memory_of(process.pid)
            if found and found.own > 150 << 20:
                break
            await asyncio.sleep(0.05)
        process.stdin.close()  # type: ignore[union-attr]
        await process.wait()
        return found, memory_of(process.pid)

    found, gone = asyncio.run(measured())
    assert found
    assert 150 << 20 < found.own < 260 << 20
    assert found.resident >= found.own
    assert gone is None


def test_a_container_that_allows_less_is_believed(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("3000\n")
    (tmp_path / "memory.current").write_text("1000\n")
    found = asyncio.run(machines.survey(tmp_path))
    assert (found.total, found.free) == (3000, 2000)
    (tmp_path / "memory.max").write_text("max\n")
    assert asyncio.run(machines.survey(tmp_path)).total == psutil.virtual_memory().total


@pytest.fixture
def graphics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with a program of the name nvidia-smi that says what such a program says."""
    program = tmp_path / "nvidia-smi"
    answers = "*memory.total*) echo '24564, 1000, NVIDIA GeForce RTX 4090'; echo '81559, 70000, NVIDIA H100, PCIe';;"
    held = "*compute-apps*) echo '41, 300'; echo '42, 512'; echo 'x, [N/A]';;"
    program.write_text(f'#!/bin/sh\ncase "$1" in {answers} {held} esac\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(machines.metadata, "version", lambda name: "2.13.0")
    return program


def test_the_emptiest_gpu_is_meant_where_torch_can_use_one(graphics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = asyncio.run(machines.survey())
    assert found == Machine("GPU", 81559 << 20, 70000 << 20, "NVIDIA H100, PCIe")
    assert asyncio.run(machines.gpu_memory_of({42, 7})) == 512 << 20
    monkeypatch.setattr(machines.metadata, "version", lambda name: "2.13.0+cpu")
    assert asyncio.run(machines.survey()).device == "CPU"


def test_a_program_that_hangs_is_killed_and_one_that_babbles_is_cut() -> None:
    async def hang() -> None:
        await ask_program([sys.executable, "-c", "import time; time.sleep(60)"], timeout_s=0.3)

    with pytest.raises(TimeoutError):
        asyncio.run(hang())
    babble = [sys.executable, "-c", "print('x' * (9 << 20))"]
    said = asyncio.run(ask_program(babble, timeout_s=30))
    assert len(said.out) == 4 << 20
    assert said.returncode == 0


def test_a_stopwatch_tells_waiting_from_writing() -> None:
    now = iter([10.0, 12.0, 12.5, 13.0])
    watch = Stopwatch(lambda: next(now))
    watch.saw(Delta(finish_reason=None))
    for delta in (Delta(reasoning="a"), Delta("b"), Delta("c"), Delta(usage=Usage(500, 21, cached_tokens=100))):
        watch.saw(delta)
    timing = watch.timing()
    assert timing
    assert timing.first_token_s == 2.0
    assert timing.decode_tokens_per_s == 20.0
    assert timing.prefill_tokens_per_s == 200.0
    assert Stopwatch().timing() is None


def test_speeds_are_medians_of_answers_that_tell_something() -> None:
    log = SpeedLog()
    assert not log.note(AnswerTiming(0.1, 0.1, 10, 0, 3, 3))
    assert log.speeds.num_answers == 0
    for writing_s in (1.0, 2.0, 50.0):
        assert log.note(AnswerTiming(0.5, writing_s, 100, 0, 101, 101))
    assert log.speeds.decode_tokens_per_s == 50.0
    assert log.speeds.first_token_s == 0.5
    assert log.speeds.num_answers == 3


def test_a_known_checkpoint_is_recognised_as_ours_without_being_started() -> None:
    assert is_of_our_training(KnownModel("embedded", "x").choice)
