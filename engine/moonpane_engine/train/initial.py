"""The embedded model before training: copying is laid into its first layers instead of being waited for.

Writing a page is mostly copying from the outline, and a decoder copies with two kinds of heads (Olsson et al.,
"In-context Learning and Induction Heads", arXiv 2209.11895): one that carries the previous token along, and one that
looks for the place where the current token came before and takes what followed. Such heads emerge by themselves only
after a long plateau, yet they are simple enough to write down. The residual stream is divided for that: a constant, the
token, the token before it. Training is free to change all of it.

Heads that look at a picture are laid in as well: a line's letters are read from its picture some tokens before them.
With random heads, reading of whole words had not emerged after 34,000 samples; with these and the curriculum of
`recipe`, 0.84 of the tokens of single-glyph answers were right after 3,200 samples, 0.78 of those of up to five glyphs
after 35,000, and 0.8 of those of mixed lines in all fonts after 54,000.

Writing, drills of up to three elements: 0.64 of the tokens right after 50 steps of 640 tokens. An earlier run with
random heads and another mixture reached that after 1,000 steps of 1,536; the two were not run side by side.
"""

import math
from typing import NamedTuple

import torch
from torch import Tensor

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.config import TextConfig
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.model.mla import MLA
from moonpane_engine.model.rope import inverse_frequencies
from moonpane_engine.train.shape import tiny_config

# The residual stream, 256 wide.
CONSTANT = 0  # one value for every token, from which heads that look at places take their query
TOKEN, BEFORE = slice(1, 128), slice(128, 255)  # the token, and the one before it
VISUAL = 255  # marks the tokens of a picture
TOKEN_STD, CONSTANT_VALUE = 0.7, 2.0
NORMED_CONSTANT = CONSTANT_VALUE / math.sqrt((CONSTANT_VALUE**2 + 127 * TOKEN_STD**2) / 256)  # after RMSNorm

STRONG = 5.0  # of the compressed query's and the rotary key's constant entry, before their norms
COPYING_HEADS = 4  # in each of the first three layers; the other heads look at pictures, or start at random
# Score of the place before on each rotary pair, fastest first: its neighbours lose by 8.
PLACE_SCORES = (16.0, 6.0, 5.0, 4.0, 4.0, 3.0, 3.0)
MATCH_SCORE = 10.0  # of the same token; strangers have a deviation of about 1.8
COPIED_NORM = 1.5  # of what all copying heads write, over the norm of an embedding
# How many tokens back the picture heads of two layers look.
LOOKING_BACK = ((14.5, 14.5, 17.5, 17.5), (20.5, 20.5, 23.5, 23.5))
NEAR_PAIR, NEAR_SCORE = 2, 10.0  # a rotary pair of period 24, and what its best place scores
VISUAL_SCORE = 6.0  # of a picture's token over text
SEEN_STD = 0.3  # of what a picture head writes
HEAD_STD = 0.05  # of the output head's rows


@torch.no_grad()
def fresh_model(tokenizer: Tokenizer) -> KimiModel:
    """The model before its first step; it already continues a repetition (tests/train/test_initial.py)."""
    model = KimiModel(tiny_config(tokenizer))
    for name, parameter in model.named_parameters():
        if name.endswith(("o_proj.weight", "down_proj.weight", "experts.down")):
            parameter.mul_(0.1)  # tokens must outweigh what untrained layers add to them
        elif name == "mm_projector.proj.2.bias":
            parameter[[CONSTANT, VISUAL]] = CONSTANT_VALUE
    decoder = model.language_model
    embedding = torch.randn(decoder.lm_head.weight.shape) * 0.02
    embedding[:, TOKEN].normal_(std=TOKEN_STD)
    embedding[:, CONSTANT], embedding[:, VISUAL] = CONSTANT_VALUE, 0.0
    decoder.model.embed_tokens.weight.copy_(embedding)

    written = _orthogonal(_width(TOKEN))  # copied tokens are turned, so that the current one is not predicted
    decoder.lm_head.weight.normal_(std=HEAD_STD / 2)
    decoder.lm_head.weight[:, TOKEN] = HEAD_STD / TOKEN_STD * embedding[:, TOKEN] @ written.T
    first, *copying = [_Views.of(layer.self_attn) for layer in decoder.model.each_layer()][:3]
    _carry_token_before(first)
    taken = _orthogonal(_width(TOKEN)).split(_width(TOKEN) // 2)  # each layer copies one half of a token's directions
    for views, directions, places in zip(copying, taken[:2], LOOKING_BACK, strict=True):
        _copy_what_followed(views, directions, written)
        _look_at_picture(views, places, first_value=len(views.latents) - 1 - len(directions))
    return model


class _Views(NamedTuple):
    """The matrices of one attention layer, cut into what they are for."""

    config: TextConfig
    queries: Tensor  # (q_lora_rank, hidden): to the compressed query
    latents: Tensor  # (kv_lora_rank, hidden): to the latent
    keys_pe: Tensor  # (rope, hidden): to the rotary key
    q_nope: Tensor  # (heads, nope, q_lora_rank)
    q_pe: Tensor  # (heads, rope, q_lora_rank)
    keys: Tensor  # (heads, nope, kv_lora_rank)
    values: Tensor  # (heads, v, kv_lora_rank)
    outputs: Tensor  # (hidden, heads, v)

    @classmethod
    def of(cls, layer: MLA) -> "_Views":
        config = layer.config
        rows = (layer.query_rows, config.kv_lora_rank, config.qk_rope_head_dim)
        queries, latents, keys_pe = torch.split(layer.qkv_a_proj.weight, list(rows))
        heads = config.num_attention_heads
        q_b = layer.q_b_proj.weight.view(heads, config.qk_head_dim, -1)
        kv_b = layer.kv_b_proj.weight.view(heads, -1, config.kv_lora_rank)
        outputs = layer.o_proj.weight.view(config.hidden_size, heads, -1)
        nope = config.qk_nope_head_dim
        expanded = (q_b[:, :nope], q_b[:, nope:], kv_b[:, :nope], kv_b[:, nope:])
        return cls(config, queries, latents, keys_pe, *expanded, outputs)

    def look_back(self, head: int, pair: int, *, places: float, score: float, row: int, strength: float) -> None:
        """Have a head score the token so many places before with `score` on one rotary pair, others less.

        `row` of the compressed query is constant with `strength`; the key's pair is constant with STRONG.
        """
        length = score / (self.config.softmax_scale * STRONG * strength)
        angle = -places * inverse_frequencies(self.config)[pair].item()  # turned back, query and key agree
        self.q_pe[head, 2 * pair, row] = length * math.cos(angle)
        self.q_pe[head, 2 * pair + 1, row] = length * math.sin(angle)

    def take_values(self, head: int, start: int, stop: int) -> None:
        """Have a head take the latent's entries `start` to `stop` as its value."""
        self.values[head].zero_()
        self.values[head][: stop - start, start:stop] = torch.eye(stop - start)


def _carry_token_before(views: _Views) -> None:
    """Heads that look at the place before theirs and write its token into BEFORE."""
    size, tokens = views.config.v_head_dim, _width(TOKEN)
    views.queries[0].zero_()
    views.queries[0, CONSTANT] = STRONG / NORMED_CONSTANT
    num_random = len(views.queries) - 1  # rows of a default Linear: variance 1/3 over normed inputs
    strength = STRONG / math.sqrt((STRONG**2 + num_random / 3) / (num_random + 1))
    views.keys_pe.mul_(0.1)
    views.keys_pe[0::2, CONSTANT], views.keys_pe[1::2, CONSTANT] = STRONG / NORMED_CONSTANT, 0.0
    views.latents.mul_(0.1)
    views.latents[:tokens, TOKEN] = torch.eye(tokens)
    for head in range(COPYING_HEADS):
        views.q_nope[head] *= 0.1
        views.q_pe[head] *= 0.1
        for pair, score in enumerate(PLACE_SCORES):
            views.look_back(head, pair, places=1, score=score, row=0, strength=strength)
        views.take_values(head, head * size, (head + 1) * size)
        views.outputs[:, head] = 0.0
        rows = views.outputs[BEFORE, head][head * size : (head + 1) * size]
        rows.copy_(TOKEN_STD * torch.eye(size)[: len(rows)])


def _copy_what_followed(views: _Views, directions: Tensor, written: Tensor) -> None:
    """Heads that look where the current token stood before, and write (a part of) the token there for the output.

    The latent is divided into keys, which BEFORE holds, values, the `directions` of TOKEN, and the mark of a picture.
    """
    config, tokens = views.config, _width(TOKEN)
    num_keys = config.kv_lora_rank - len(directions) - 1
    views.queries.mul_(0.1)
    views.queries[:tokens, TOKEN] = torch.eye(tokens)
    key_of = _orthogonal(_width(BEFORE))[:num_keys]  # (keys, BEFORE)
    views.latents.mul_(0.1)
    views.latents[:num_keys, BEFORE] = key_of
    views.latents[num_keys:-1, TOKEN] = directions
    size, nope = config.v_head_dim, config.qk_nope_head_dim
    for head in range(COPYING_HEADS):
        chosen = _orthogonal(num_keys)[:nope]
        views.keys[head].zero_()
        views.keys[head][:, :num_keys] = chosen
        views.q_nope[head].zero_()
        views.q_pe[head] *= 0.1
        # BEFORE holds a token's dimensions in their order, so the query is projected like the key.
        views.q_nope[head][:, :tokens] = chosen @ key_of * (MATCH_SCORE / (config.softmax_scale * nope))
        start = num_keys + (head % 2) * size
        stop = min(start + size, config.kv_lora_rank - 1)
        views.take_values(head, start, stop)
        part = directions[start - num_keys : stop - num_keys]
        views.outputs[:, head] = 0.0
        amount = COPIED_NORM * TOKEN_STD * (2 / COPYING_HEADS)
        views.outputs[TOKEN, head][:, : stop - start] = amount * written @ part.T


def _look_at_picture(views: _Views, places: tuple[float, ...], *, first_value: int) -> None:
    """Heads that see the tokens of a picture about so many places back, as the letters of a line lie behind it."""
    config = views.config
    # After the norms: of the constant in the compressed query, of the mark in the latent.
    strength, mark = 4.3, 4.9
    views.queries[-1].zero_()
    views.queries[-1, CONSTANT] = STRONG / NORMED_CONSTANT
    views.latents[-1].zero_()
    views.latents[-1, VISUAL] = 0.5
    pair = slice(2 * NEAR_PAIR, 2 * NEAR_PAIR + 2)
    views.keys_pe[pair].zero_()
    views.keys_pe[2 * NEAR_PAIR, CONSTANT] = STRONG / NORMED_CONSTANT
    for head, place in enumerate(places, start=COPYING_HEADS):
        for part in (views.q_nope, views.q_pe, views.keys):
            part[head] *= 0.1
        views.q_nope[head, 0].zero_()
        views.keys[head, 0].zero_()
        views.q_nope[head, 0, -1] = VISUAL_SCORE / (config.softmax_scale * mark * strength)
        views.keys[head, 0, -1] = 1.0
        views.look_back(head, NEAR_PAIR, places=place, score=NEAR_SCORE, row=-1, strength=strength)
        start = first_value + (head % 2) * config.v_head_dim
        views.take_values(head, start, min(start + config.v_head_dim, config.kv_lora_rank - 1))
        views.outputs[:, head].normal_(std=SEEN_STD / math.sqrt(config.v_head_dim))


def _width(part: slice) -> int:
    """Number of residual dimensions of a part."""
    return part.stop - part.start


def _orthogonal(size: int) -> Tensor:
    return torch.nn.init.orthogonal_(torch.empty(size, size))
