"""Weights between two sets of them: at both ends they are those, in between the mean, and the record says so."""

import json
from pathlib import Path

import pytest
import torch

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.begin import begin_with
from moonpane_engine.train.blend import blend
from moonpane_engine.train.export import export_run, weights_digest
from moonpane_engine.train.initial import fresh_model
from moonpane_engine.train.state import load_state, save_state
from moonpane_resources.paths import embedded_checkpoint

SHIPPED = embedded_checkpoint()


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that began with the shipped weights, and moved each by one."""
    folder = tmp_path_factory.mktemp("work")
    begin_with(SHIPPED, folder)
    model = fresh_model(Tokenizer.from_dir(SHIPPED))
    counters = load_state(folder, model)
    for weight in model.parameters():
        weight.data += 1
    save_state(folder, model, (), counters)
    return folder


def weights(folder: Path) -> dict[str, torch.Tensor]:
    model = fresh_model(Tokenizer.from_dir(SHIPPED))
    load_state(folder, model)
    return dict(model.named_parameters())


def test_a_share_of_the_way_is_gone(work: Path, tmp_path: Path) -> None:
    before, after = weights(work), weights(work)
    blend(work, SHIPPED, tmp_path, 0.25)
    begun = {name: weight - 1 for name, weight in before.items()}
    for name, weight in weights(tmp_path).items():
        torch.testing.assert_close(weight, begun[name] + 0.25, msg=name)
        torch.testing.assert_close(after[name], before[name], msg=name)  # the run stays as it was
    blend(work, SHIPPED, tmp_path, 1.0)
    for name, weight in weights(tmp_path).items():
        torch.testing.assert_close(weight, before[name], msg=name)


def test_the_record_says_with_what_weights_were_mixed(work: Path, tmp_path: Path) -> None:
    blend(work, SHIPPED, tmp_path / "blended", 0.7)
    export_run(tmp_path / "blended", tmp_path / "out")
    recipe = json.loads((tmp_path / "out" / "training" / "recipe.json").read_text(encoding="utf-8"))
    assert recipe["blends"][-1] == {"share": 0.7, "begun": weights_digest(SHIPPED)}


def test_what_cannot_be_mixed_is_refused(work: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="--share is"):
        blend(work, SHIPPED, tmp_path, 1.2)
    with pytest.raises(FileNotFoundError, match="holds no training state"):
        blend(tmp_path / "nothing", SHIPPED, tmp_path, 0.5)
