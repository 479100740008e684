"""The weights in the box: their size, their scores on pages nobody trained on, and that others can load them."""

import json

import pytest
import torch

from moonpane_engine.train.export import weights_digest
from moonpane_resources.paths import embedded_checkpoint

CHECKPOINT = embedded_checkpoint()
MAX_BYTES = 60_000_000
WANTED = {"text": 0.80, "block_match": 0.80, "position": 0.85, "color": 0.85}


def record(name: str) -> dict:
    return json.loads((CHECKPOINT / "training" / name).read_text(encoding="utf-8"))


def test_the_weights_are_small() -> None:
    assert 0 < sum(shard.stat().st_size for shard in CHECKPOINT.glob("*.safetensors")) <= MAX_BYTES


def test_transformers_loads_them_without_missing_or_unexpected_keys() -> None:
    transformers = pytest.importorskip("transformers")
    model, report = transformers.Kimi_K25ForConditionalGeneration.from_pretrained(
        CHECKPOINT, dtype=torch.float32, output_loading_info=True
    )
    assert type(model).__name__ == "Kimi_K25ForConditionalGeneration"
    assert not report["missing_keys"]
    assert not report["unexpected_keys"]
    assert not report["mismatched_keys"]


def test_pages_nobody_trained_on_are_converted_well() -> None:
    """The held-out pages, as `make tiny` measured them with these weights."""
    scores = record("held_out.json")
    assert scores["grounded"]
    assert scores["pages"] >= 100
    for name, least in WANTED.items():
        assert scores["means"][name] >= least, name
    assert scores["pages"] == len(scores["rows"])


def test_the_model_alone_is_reported_beside_it() -> None:
    alone, grounded = record("held_out_alone.json"), record("held_out.json")
    assert not alone["grounded"]
    assert [row["name"] for row in alone["rows"]] == [row["name"] for row in grounded["rows"]]


def test_wishes_that_nobody_trained_on_are_granted() -> None:
    """By orders that are right to the letter, as they were counted with these weights."""
    scores = record("token_scores.json")
    for said, least in (("wish", 0.75), ("wish, said otherwise", 0.6), ("wish, said freely", 0.65)):
        assert scores[said]["wishes"] >= 1_000
        assert scores[said]["all kinds"] >= least


@pytest.mark.parametrize("name", ["held_out.json", "held_out_alone.json", "fresh.json"])
def test_the_scores_were_measured_with_these_weights(name: str) -> None:
    assert record(name)["weights"] == weights_digest(CHECKPOINT)


def test_the_recipe_says_how_they_were_made() -> None:
    recipe = record("recipe.json")
    assert recipe["seed"] > 0
    assert sum(recipe["steps"].values()) > 1_000
    assert (CHECKPOINT / "training" / "log.jsonl").stat().st_size > 0
