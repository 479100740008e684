"""The embedded model before training: it copies already, and loses that without the heads that were laid in."""

import numpy as np
import pytest
import torch
from torch import Tensor

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.train.data.line_batches import CROP_GRID, crop_patches
from moonpane_engine.train.data.samples import ChatSamples, collate
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
    states = model(model.embed(token_ids))
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


@torch.inference_mode()
def looked_at(model: KimiModel, index: int, letter: int) -> Tensor:
    """Share of each head's attention (heads,) in layer `index` that goes to a line's picture where a letter is due."""
    chat = ChatSamples(Tokenizer.from_dir(embedded_checkpoint()))
    crop = np.random.default_rng(1).integers(0, 256, (28, 168), dtype=np.uint8)
    batch = collate([chat.sample("read", "x" * 12, crop_patches(crop), CROP_GRID, spelled="all")])
    assert batch.patches is not None
    token_ids = batch.token_ids[:, : batch.token_ids.shape[1] - 12 + letter]
    h, rope = (
        model.embed(token_ids, model.encode_media(batch.patches, batch.grids)),
        torch.view_as_complex(model.rope[: token_ids.shape[1]]),
    )
    for layer in list(model.language_model.model.each_layer())[:index]:
        h = layer.feed_forward(h + layer.self_attn(layer.input_layernorm(h), rope))
    layer = list(model.language_model.model.each_layer())[index]
    attention, config = layer.self_attn, model.config.text
    q_nope, q_pe, latent = attention.project(layer.input_layernorm(h), rope)
    compressed, k_pe = latent.split((config.kv_lora_rank, config.qk_rope_head_dim), dim=-1)
    expanded = attention.kv_b_proj(compressed).unflatten(-1, (config.num_attention_heads, -1))
    k_nope = expanded[..., : config.qk_nope_head_dim]
    scores = torch.einsum("hd,thd->ht", q_nope[0, -1], k_nope[0]) + torch.einsum("hd,td->ht", q_pe[0, -1], k_pe[0])
    shares = (scores * config.softmax_scale).softmax(-1)
    return shares[:, token_ids[0] == model.config.media_placeholder_token_id].sum(-1)


@pytest.mark.parametrize(("layer", "letter"), [(1, 0), (2, 9)])
def test_heads_look_at_the_picture_of_a_line(model: KimiModel, layer: int, letter: int) -> None:
    assert (looked_at(model, layer, letter)[4:6] > 0.7).all()


@pytest.mark.parametrize("letter", [0, 9])
def test_heads_at_random_do_not(model: KimiModel, letter: int) -> None:
    """The control: the last layer has no heads that were laid in."""
    assert (looked_at(model, 3, letter) < 0.6).all()
