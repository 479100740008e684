"""A run goes on from a checkpoint: its weights, its record, and only the phases that it has not had."""

import json
import shutil
from pathlib import Path

import pytest
import torch

from moonpane_engine.train.begin import OtherShape, begin_with
from moonpane_engine.train.export import export_run
from moonpane_engine.train.run import Run
from moonpane_engine.weights.load import load_model
from moonpane_resources.paths import embedded_checkpoint


def test_a_run_begins_with_a_checkpoint_and_brings_it_out_again(tmp_path: Path) -> None:
    begin_with(embedded_checkpoint(), tmp_path / "work")
    run = Run(tmp_path / "work", device="cpu")
    recipe = json.loads((embedded_checkpoint() / "training" / "recipe.json").read_text())
    assert run.counters["steps"] == recipe["steps"]
    assert set(run.counters["progress"].values()) == {1.0}
    assert run.counters["warm"] == 0  # there are no moments yet

    export_run(tmp_path / "work", tmp_path / "out")
    before = load_model(embedded_checkpoint(), as_stored=False).state_dict()
    for name, weight in load_model(tmp_path / "out", as_stored=False).state_dict().items():
        if ".experts." in name and "shared" not in name:  # rounded anew, to another scale of each group
            assert (weight - before[name]).abs().max() <= before[name].abs().max() / 7.5, name
        else:
            assert torch.equal(weight, before[name]), name


def test_a_state_that_is_there_stays(tmp_path: Path) -> None:
    begin_with(embedded_checkpoint(), tmp_path)
    state = (tmp_path / "state.safetensors").read_bytes()
    begin_with(tmp_path / "no such checkpoint", tmp_path)
    assert (tmp_path / "state.safetensors").read_bytes() == state


def test_a_checkpoint_of_another_shape_is_refused(tmp_path: Path) -> None:
    shutil.copytree(embedded_checkpoint(), tmp_path / "other")
    config = json.loads((tmp_path / "other" / "config.json").read_text())
    config["text_config"]["rope_scaling"]["mscale"] = 1.0
    (tmp_path / "other" / "config.json").write_text(json.dumps(config))
    with pytest.raises(OtherShape, match="is not of the shape"):
        begin_with(tmp_path / "other", tmp_path / "work")
    assert not (tmp_path / "work").exists()
