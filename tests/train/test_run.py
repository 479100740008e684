"""The training loop on a toy shape: it goes on where it was stopped with the very same batches, and exports."""

import json
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from moonpane_engine.train import run as training
from moonpane_engine.train.data import endless
from moonpane_engine.train.data.line_batches import Lines
from moonpane_engine.train.data.page_batches import Pages
from moonpane_engine.train.export import export_run
from moonpane_engine.train.optimizer import make_optimizers
from moonpane_engine.train.recipe import RECIPE, Phase
from moonpane_engine.train.trainer import train_step
from moonpane_engine.train.vocabulary import copy_tokenizer
from moonpane_engine.weights.load import load_model
from moonpane_resources.paths import embedded_checkpoint

FIRST = Phase("first", 2, Lines(2, easy=1, glyphs=1), Pages(128, drills=1, drill_size=1))
SECOND = Phase("second", 4, Lines(2, easy=1, glyphs=2), Pages(128, drills=1, drill_size=1))


class Stopped(Exception):
    """The run was stopped from outside."""


@pytest.fixture(autouse=True)
def short_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    """A state after every second step."""
    for module in (endless, training):
        monkeypatch.setattr(module, "SEGMENT", 2)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    copy_tokenizer(embedded_checkpoint(), tmp_path / "work" / "vocabulary")
    return tmp_path / "work"


def weights_of(work: Path) -> dict[str, Tensor]:
    return training.Run(work, device="cpu").model.state_dict()


def stop_in_step(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def step(*arguments: Any, **options: Any) -> torch.Tensor:
        nonlocal taken
        taken += 1
        if taken == number:
            raise Stopped
        return train_step(*arguments, **options)

    monkeypatch.setattr(training, "train_step", step)


@pytest.mark.parametrize("with_muon", [False, True], ids=["adamw", "muon"])
def test_a_run_that_was_stopped_ends_with_the_same_weights_as_one_that_was_not(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_muon: bool
) -> None:
    choice = partial(make_optimizers, with_muon=with_muon)
    monkeypatch.setattr(training, "make_optimizers", lambda model, with_muon: choice(model))
    monkeypatch.setattr(training, "LOG_EVERY", 1)
    shutil.copytree(work, tmp_path / "stopped")
    training.train(work, tmp_path, [FIRST, SECOND], device="cpu")
    with monkeypatch.context() as stop:
        stop_in_step(6, stop)  # the fourth of the second phase, two of which are saved
        with pytest.raises(Stopped):
            training.train(tmp_path / "stopped", tmp_path, [FIRST, SECOND], device="cpu")
    training.train(tmp_path / "stopped", tmp_path, [FIRST, SECOND], device="cpu")
    stopped = weights_of(tmp_path / "stopped")
    for name, weight in weights_of(work).items():
        assert torch.equal(weight, stopped[name]), name
    logs = [(folder / "log.jsonl").read_text().splitlines() for folder in (work, tmp_path / "stopped")]
    steps = [[(entry["phase"], entry["step"]) for entry in map(json.loads, log)] for log in logs]
    assert steps[0] == steps[1]


def test_a_finished_run_takes_no_step_and_is_exported_with_its_record(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    training.train(work, tmp_path, [FIRST], device="cpu")
    stop_in_step(1, monkeypatch)
    training.train(work, tmp_path, [FIRST], device="cpu")
    export_run(work, tmp_path / "checkpoint")
    recipe = json.loads((tmp_path / "checkpoint" / "training" / "recipe.json").read_text())
    assert recipe["steps"] == {"first": 2}
    assert [start["name"] for start in recipe["starts"]] == ["first"]
    assert recipe["starts"][0]["lines"]["batch_size"] == 2
    trained, shipped = weights_of(work), load_model(tmp_path / "checkpoint").state_dict()
    head = "language_model.lm_head.weight"
    assert torch.equal(trained[head].bfloat16().float(), shipped[head].float())


def test_the_recipe_names_each_phase_once_and_ends_with_a_falling_rate() -> None:
    names = [phase.name for phase in RECIPE]
    assert len(set(names)) == len(names)
    decays = [phase.decays for phase in RECIPE]
    assert decays[-1]
    assert decays == sorted(decays)  # once the rate has fallen, no phase holds it high again
    assert all(phase.steps % endless.SEGMENT == 0 for phase in RECIPE)
