"""Wishes as samples, and how many of them the shipped weights grant."""

from random import Random

import pytest

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.data.edit_batches import EditBatches, Wishes
from moonpane_engine.train.data.edits import KINDS
from moonpane_engine.train.data.samples import IGNORED
from moonpane_engine.train.fixed.batch import FixedBatches
from moonpane_engine.train.fixed.streams import EDITING
from moonpane_engine.train.scores import wish_scores
from moonpane_engine.weights.load import load_model
from moonpane_resources.editing.orders import NONE, read_orders
from moonpane_resources.paths import embedded_checkpoint


def test_batches_are_wishes_with_the_answers_as_labels() -> None:
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    stream = EditBatches(embedded_checkpoint(), Wishes(tokens=2_048, largest=20), seed="tests")
    stream.load()
    batch = next(stream.batches(Random(1)))
    assert batch.token_ids.numel() <= 2_048
    for row in batch.labels:
        answer = tokenizer.decode([token for token in row.tolist() if token != IGNORED]).removesuffix("<|im_end|>")
        assert answer == NONE or read_orders(answer, 40), answer


def test_nearly_every_wish_has_a_shape_on_a_gpu() -> None:
    samples = EditBatches(embedded_checkpoint(), Wishes(), seed="tests").samples(Random(2))
    drawn = [next(samples) for _ in range(400)]
    held = [any(shape.holds(sample) for shape in EDITING.shapes) for sample in drawn]
    assert 0.97 < sum(held) / len(held) <= 1
    fixed = FixedBatches(EditBatches(embedded_checkpoint(), Wishes(largest=8), seed="tests"), EDITING.shapes, seed="t")
    assert next(fixed.batches(Random(3))).shape in EDITING.shapes


@pytest.mark.timeout(300)
def test_the_shipped_weights_grant_most_wishes_about_pages_that_nobody_trained_on() -> None:
    """Of 1,000 said as what was trained on 0.83 are granted to the letter, of 1,000 others half (docs/model.md)."""
    model = load_model(embedded_checkpoint(), as_stored=False)
    scores = wish_scores(model, embedded_checkpoint(), bf16=False, count=60)
    assert set(scores["wish"]) <= {*KINDS, "two", "all", "absent", "all kinds", "wishes"}
    assert scores["wish"]["all kinds"] >= 0.7
    assert scores["wish, said otherwise"]["all kinds"] >= 0.35
