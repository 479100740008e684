"""Batches of fixed shapes say and train the same as batches of their samples' own sizes."""

import time
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
import pytest
import torch
from torch import Tensor

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.train.data.samples import ChatSamples, Sample, collate
from moonpane_engine.train.fixed.batch import FixedBatch, FixedBatches, Shape, filled_up
from moonpane_engine.train.fixed.graphs import FixedSteps
from moonpane_engine.train.fixed.loss import fixed_loss
from moonpane_engine.train.fixed.pool import MOST_USES, UNUSED, Pool
from moonpane_engine.train.fixed.sight import features, stretches
from moonpane_engine.train.fixed.streams import Turns
from moonpane_engine.train.optimizer import make_optimizers
from moonpane_engine.train.trainer import answer_loss, train_step
from moonpane_engine.weights.load import load_model
from moonpane_resources.paths import embedded_checkpoint
from moonpane_vision.moonvit import GridTHW

SHAPE = Shape(rows=5, tokens=96, patches=64)
GRIDS: list[GridTHW | None] = [(1, 2, 12), (1, 6, 4), None, (1, 8, 8)]


@pytest.fixture(scope="module")
def chat() -> ChatSamples:
    return ChatSamples(Tokenizer.from_dir(embedded_checkpoint()))


@pytest.fixture
def model() -> KimiModel:
    return load_model(embedded_checkpoint(), as_stored=False).train()


@pytest.fixture(scope="module")
def samples(chat: ChatSamples) -> list[Sample]:
    random = np.random.default_rng(0)
    found = []
    for number, grid in enumerate(GRIDS):
        count = grid[1] * grid[2] if grid else 0
        patches = random.integers(0, 256, (count, 3, 14, 14), np.uint8)
        found.append(chat.sample("read", "Hello there"[: 3 + number], patches if grid else None, grid, spelled="all"))
    return found


def test_patches_that_are_centred_on_0_are_the_same(samples: list[Sample]) -> None:
    centred = [
        replace(sample, patches=None if sample.patches is None else sample.patches.astype(np.float32) / 127.5 - 1)
        for sample in samples
    ]
    assert torch.equal(filled_up(samples, SHAPE).patches, filled_up(centred, SHAPE).patches)


def by_grid(samples: list[Sample]) -> list[Sample]:
    return sorted(samples, key=lambda sample: sample.grid or (0, 0, 0))


def gradients(model: KimiModel, loss: Tensor) -> dict[str, Tensor]:
    model.zero_grad()
    loss.backward()
    return {name: weight.grad for name, weight in model.named_parameters() if weight.grad is not None}


def stretched(model: KimiModel) -> tuple[Tensor, Tensor]:
    vision = model.config.vision
    assert vision is not None
    return stretches(vision.pos_emb_height, device="cpu"), stretches(vision.pos_emb_width, device="cpu")


def test_loss_and_gradients_are_those_of_the_samples_own_sizes(model: KimiModel, samples: list[Sample]) -> None:
    loss, right = fixed_loss(model, filled_up(samples, SHAPE), stretched(model))
    own_loss, own_right = answer_loss(model, collate(by_grid(samples)).to("cpu"))
    assert loss.item() == pytest.approx(own_loss.item(), rel=1e-5)
    assert right.item() == pytest.approx(own_right.item())
    own, fixed = gradients(model, own_loss), gradients(model, loss)
    assert own.keys() == fixed.keys()
    for name, gradient in own.items():
        assert (fixed[name] - gradient).norm() <= 1e-3 * gradient.norm() + 1e-6, name


def test_the_encoder_sees_each_picture_as_it_does_alone(model: KimiModel, samples: list[Sample]) -> None:
    found = features(model, filled_up(samples, SHAPE), stretched(model))
    for row, sample in enumerate(samples):
        if sample.patches is None or sample.grid is None:
            continue
        patches = collate([sample]).to("cpu").patches
        assert patches is not None
        alone = model.encode_media(patches, [sample.grid])
        assert torch.allclose(found[row, : len(alone)], alone, atol=2e-4)


def test_a_step_moves_the_weights_as_the_other_trainer_does(samples: list[Sample]) -> None:
    moved = []
    for is_fixed in (True, False):
        model = load_model(embedded_checkpoint(), as_stored=False)
        optimizers = make_optimizers(model, with_muon=False)
        if is_fixed:
            figures = FixedSteps(model, optimizers, bf16=False).step([filled_up(samples, SHAPE)])
        else:
            figures = train_step(model, optimizers, [collate(by_grid(samples)).to("cpu")], bf16=False)
        moved.append((figures, [weight.detach() for weight in model.parameters()]))
    (fixed, its_weights), (own, weights) = moved
    assert torch.allclose(fixed, own, rtol=1e-5)
    # Adam's first step is the sign of a gradient times the rate: where one is rounding noise, its sign is, too.
    apart = [
        ((one - other).abs() > 1e-4).float().mean().item() for one, other in zip(its_weights, weights, strict=True)
    ]
    assert sum(apart) / len(apart) < 0.01


class Words:
    """Samples of growing length."""

    def __init__(self, chat: ChatSamples) -> None:
        self._chat = chat

    def load(self) -> None: ...

    def samples(self, rng: Random) -> Iterator[Sample]:
        while True:
            yield self._chat.sample("copy", "a" * rng.choice((3, 30, 300)), None, None, spelled="all")


def test_each_sample_lies_in_the_smallest_shape_that_holds_it(chat: ChatSamples) -> None:
    shapes = (Shape(2, 24, 4), Shape(3, 64, 4))
    stream = FixedBatches(Words(chat), shapes, seed="test").batches(Random(1))
    seen = set()
    for _ in range(12):
        batch = next(stream)
        longest = int((batch.labels >= 0).sum(1).max())
        assert longest == {shapes[0]: 4, shapes[1]: 31}[batch.shape]  # and the longest of all is left out
        assert batch.token_ids.shape == batch.shape[:2]
        assert int((batch.labels >= 0).sum()) == longest * batch.shape.rows
        seen.add(batch.shape)
    assert seen == set(shapes)


def batches(count: int, *, then: Exception | None = None) -> Iterator[FixedBatch]:
    for number in range(count):
        tensor = torch.full((1,), number)
        yield FixedBatch(tensor, tensor, tensor, tensor, tensor, SHAPE, num_tokens=1)
    if then:
        raise then
    time.sleep(60)


def test_a_pool_gives_what_is_new_before_what_was_used() -> None:
    pool = Pool(batches(3), device="cpu")
    given = [int(next(pool).token_ids) for _ in range(3)]
    while pool.num_new < 3:
        time.sleep(0.01)
    given += [int(next(pool).token_ids) for _ in range(3 * MOST_USES - 3)]
    assert sorted(given) == sorted([*range(3)] * MOST_USES)
    assert given.index(2) < 3 * 3  # no batch waits for the others' last use


def test_tasks_that_take_turns_give_one_batch_each() -> None:
    turns = Turns([Pool(batches(4), device="cpu"), Pool(batches(4), device="cpu")])
    while turns.num_new < 8:
        time.sleep(0.01)
    given = [int(next(turns).token_ids) for _ in range(4)]
    assert given == [0, 0, 1, 1]  # the first of both, then the second of both
    assert (turns.num_used, turns.num_new) == (4, 8)
    turns.close()


def test_a_pool_takes_no_more_than_lies_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Pool(batches(50), device="cpu")
    time.sleep(0.3)
    assert pool.num_new == UNUSED
    pool.close()


def test_a_pool_tells_why_there_are_no_more() -> None:
    pool = Pool(batches(1, then=ValueError("no fonts")), device="cpu")
    time.sleep(0.2)
    with pytest.raises(RuntimeError, match="No more batches") as told:
        next(pool)
    assert str(told.value.__cause__) == "no fonts"


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_a_recorded_pass_is_the_pass(model: KimiModel, samples: list[Sample]) -> None:
    steps = FixedSteps(model.to("cuda"), make_optimizers(model, with_muon=False), bf16=True)
    batch = filled_up(samples, SHAPE).to("cuda")
    figures = steps.backward(batch)
    own = [weight.grad.clone() for weight in model.parameters() if weight.grad is not None]
    model.zero_grad(set_to_none=False)
    steps.record(batch)
    assert torch.allclose(steps.accumulate(batch), figures, rtol=1e-3)
    again = [weight.grad for weight in model.parameters() if weight.grad is not None]
    apart = sum((one - other).square().sum().item() for one, other in zip(own, again, strict=True))
    assert apart <= 0.02**2 * sum(one.square().sum().item() for one in own)
