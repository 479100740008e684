"""The embedded model before training: it copies already, and loses that without the heads that were laid in."""

import pytest
import torch
from torch import Tensor

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.train.initial import fresh_model
from moonpane_resources.paths import embedded_checkpoint

LENGTH = 150


@pytest.fixture
def model() -> KimiModel:
    torch.manual_seed(5)
    return fresh_model(Tokenizer.from_dir(embedded_checkpoint()))


@torch.inference_mode()
def repeated_right(model: KimiModel) -> float:
    """Share of random tokens that are predicted when the same sequence comes a second time."""
    generator = torch.Generator().manual_seed(1)
    once = torch.randint(0, 2_500, (3, LENGTH), generator=generator)
    token_ids = torch.cat((once, once), dim=1)
    states, _ = model(model.embed(token_ids))
    predicted: Tensor = model.logits(states).argmax(-1)
    return (predicted[:, LENGTH:-1] == once[:, 1:]).float().mean().item()


def test_an_untrained_model_continues_a_repetition(model: KimiModel) -> None:
    assert repeated_right(model) > 0.85


@pytest.mark.parametrize("without", [(0,), (1, 2)], ids=["token-before", "copying"])
def test_it_does_not_without_the_heads_that_were_laid_in(model: KimiModel, without: tuple[int, ...]) -> None:
    layers = list(model.language_model.model.each_layer())
    with torch.no_grad():
        for layer in without:
            layers[layer].self_attn.o_proj.weight.zero_()
    assert repeated_right(model) < 0.1
