"""The embedded model before training: copying is laid into its first layers instead of being waited for.

Writing a page is mostly copying from the outline, and a decoder copies with two kinds of heads (Olsson et al.,
"In-context Learning and Induction Heads", arXiv 2209.11895): one that carries the previous token along, and one that
looks for the place where the current token came before and takes what followed. Such heads emerge by themselves only
after a long plateau, yet they are simple enough to write down. The residual stream is divided for that: a constant, the
token, the token before it. Training is free to change all of it.

Measured on two cores, drills of up to three elements: 0.64 of the answers' tokens right after 50 steps of 640 tokens;
with random heads the same took about 1,000 steps of 1,536.
"""

import math

import torch
from torch import Tensor

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.model.mla import MLA
from moonpane_engine.model.rope import inverse_frequencies
from moonpane_engine.train.shape import tiny_config

CONSTANT = 0  # residual dimension with one value for every token, from which heads that look at places take their query
TOKEN, BEFORE = slice(1, 128), slice(128, 255)  # residual dimensions of the token and of the one before it
VISUAL = 255  # residual dimension that marks the tokens of a picture
TOKEN_STD, CONSTANT_VALUE = 0.7, 2.0
COPYING_HEADS = 4  # in each of the first three layers; the other heads start at random
PLACE_SHARPNESS = (
    16.0,
    6.0,
    5.0,
    4.0,
    4.0,
    3.0,
    3.0,
)  # score per rotary pair, fastest first: the place before wins by 8
MATCH_SCORE = 10.0  # of the same token; strangers have a deviation of about 1.8
COPIED_NORM = 1.5  # of what all copying heads write, over the norm of an embedding
LOOKING_BACK = (
    (14.5, 14.5, 17.5, 17.5),
    (20.5, 20.5, 23.5, 23.5),
)  # tokens, of the heads that look at a line's picture
VISUAL_SCORE, NEAR_SCORE, NEAR_PAIR = 6.0, 10.0, 2  # a picture's token against text; its place, on a pair of period 24
SEEN_STD = 0.3  # of what each of these heads writes
HEAD_STD = 0.05


@torch.no_grad()
def fresh_model(tokenizer: Tokenizer) -> KimiModel:
    """The model before its first step; it already continues a repetition (tests/train/test_initial.py)."""
    model = KimiModel(tiny_config(tokenizer))
    for name, parameter in model.named_parameters():
        if name.endswith(("o_proj.weight", "down_proj.weight", "experts.down")):
            parameter.mul_(0.1)  # tokens must outweigh what untrained layers add to them
    layers = [layer.self_attn for layer in model.language_model.model.each_layer()]
    decoder = model.language_model
    embedding = torch.randn(decoder.lm_head.weight.shape) * 0.02
    embedding[:, TOKEN].normal_(std=TOKEN_STD)
    embedding[:, CONSTANT], embedding[:, VISUAL] = CONSTANT_VALUE, 0.0
    decoder.model.embed_tokens.weight.copy_(embedding)
    if model.mm_projector is not None:
        model.mm_projector.proj[2].bias[[CONSTANT, VISUAL]] = CONSTANT_VALUE

    written = _orthogonal(width(TOKEN))  # copied tokens are turned, so that the current one is not predicted
    decoder.lm_head.weight.normal_(std=HEAD_STD / 2)
    decoder.lm_head.weight[:, TOKEN] = HEAD_STD / TOKEN_STD * embedding[:, TOKEN] @ written.T
    _carry_token_before(layers[0])
    half = width(TOKEN) // 2
    taken = _orthogonal(width(TOKEN))  # each of two layers copies one half of a token's directions
    for layer, directions, places in zip(layers[1:3], taken.split(half), LOOKING_BACK, strict=False):
        _copy_what_followed(layer, directions, written)
        _look_at_picture(layer, places, num_values=len(directions))
    return model


def width(part: slice) -> int:
    """Number of residual dimensions of a part."""
    return part.stop - part.start


def _carry_token_before(layer: MLA) -> None:
    """Heads that look at the place before theirs and write its token into BEFORE."""
    config = layer.config
    queries, latents, keys_pe = _a_rows(layer)
    constant = CONSTANT_VALUE / _rms_of_embedding()  # after the norm of the layer's input
    queries[0].zero_()
    queries[0, CONSTANT] = 5.0 / constant
    strongest = 5.0 / _rms(5.0, len(queries) - 1, queries.shape[1])
    keys_pe.mul_(0.1)
    keys_pe[0::2, CONSTANT] = 5.0 / constant
    keys_pe[1::2, CONSTANT] = 0.0
    q_b = layer.q_b_proj.weight.view(config.num_attention_heads, config.qk_head_dim, -1)
    speeds = inverse_frequencies(config)
    for head in range(COPYING_HEADS):
        q_b[head] *= 0.1
        for pair, sharpness in enumerate(PLACE_SHARPNESS):
            length = sharpness / (config.softmax_scale * 5.0 * strongest)
            angle = -speeds[pair].item()  # turned back by one place, query and key agree
            q_b[head, config.qk_nope_head_dim + 2 * pair, 0] = length * math.cos(angle)
            q_b[head, config.qk_nope_head_dim + 2 * pair + 1, 0] = length * math.sin(angle)
    latents.mul_(0.1)
    latents[: width(TOKEN), TOKEN] = torch.eye(width(TOKEN))
    values, outputs = _values(layer), _outputs(layer)
    size = config.v_head_dim
    for head in range(COPYING_HEADS):
        values[head].zero_()
        values[head][:, head * size : (head + 1) * size] = torch.eye(size)
        outputs[:, head] = 0.0
        rows = outputs[BEFORE, head][head * size : (head + 1) * size]
        rows.copy_(TOKEN_STD * torch.eye(size)[: len(rows)])


def _copy_what_followed(layer: MLA, directions: Tensor, written: Tensor) -> None:
    """Heads that look where the current token stood before, and write (a part of) the token there for the output."""
    config = layer.config
    rank = config.kv_lora_rank
    num_keys = rank - len(directions) - 1
    queries, latents, _ = _a_rows(layer)
    tokens = width(TOKEN)
    queries.mul_(0.1)
    queries[:tokens, TOKEN] = torch.eye(tokens)
    key_of = _orthogonal(width(BEFORE))[:num_keys]  # (keys, BEFORE)
    latents.mul_(0.1)
    latents[:num_keys, BEFORE] = key_of
    latents[num_keys:-1, TOKEN] = directions
    q_b = layer.q_b_proj.weight.view(config.num_attention_heads, config.qk_head_dim, -1)
    kv_b, values, outputs = _keys(layer), _values(layer), _outputs(layer)
    size, dn = config.v_head_dim, config.qk_nope_head_dim
    for head in range(COPYING_HEADS):
        chosen = _orthogonal(num_keys)[:dn]  # (dn, keys)
        kv_b[head].zero_()
        kv_b[head][:, :num_keys] = chosen
        # BEFORE holds the token's own dimensions in their order, so the query is projected like the key.
        match = chosen @ key_of[:, :tokens]
        q_b[head] *= 0.1
        q_b[head, :dn].zero_()
        q_b[head, :dn, :tokens] = match * MATCH_SCORE / (config.softmax_scale * dn)
        start = num_keys + (head % 2) * size
        stop = min(start + size, rank - 1)
        values[head].zero_()
        values[head][: stop - start, start:stop] = torch.eye(stop - start)
        part = directions[start - num_keys : stop - num_keys]  # (size, TOKEN)
        outputs[:, head] = 0.0
        outputs[TOKEN, head][:, : stop - start] = COPIED_NORM * TOKEN_STD * (2 / COPYING_HEADS) * written @ part.T


def _look_at_picture(layer: MLA, places: tuple[float, ...], *, num_values: int) -> None:
    """Heads that see the tokens of a picture about so many places back, as the letters of a line lie behind it."""
    config = layer.config
    queries, latents, keys_pe = _a_rows(layer)
    queries[-1].zero_()
    queries[-1, CONSTANT] = 5.0 / (CONSTANT_VALUE / _rms_of_embedding())
    strongest = 4.3  # 5 after the norm of the compressed query
    latents[-1].zero_()
    latents[-1, VISUAL] = 0.5
    keys_pe[2 * NEAR_PAIR : 2 * NEAR_PAIR + 2].zero_()
    keys_pe[2 * NEAR_PAIR, CONSTANT] = 5.0 / (CONSTANT_VALUE / _rms_of_embedding())
    q_b = layer.q_b_proj.weight.view(config.num_attention_heads, config.qk_head_dim, -1)
    keys, values, outputs = _keys(layer), _values(layer), _outputs(layer)
    size, first_value = config.v_head_dim, config.kv_lora_rank - 1 - num_values
    speed = inverse_frequencies(config)[NEAR_PAIR].item()
    for head, place in enumerate(places, start=COPYING_HEADS):
        q_b[head] *= 0.1
        keys[head] *= 0.1
        q_b[head, 0].zero_()
        keys[head, 0].zero_()
        q_b[head, 0, -1], keys[head, 0, -1] = VISUAL_SCORE / (config.softmax_scale * 4.9 * strongest), 1.0
        length = NEAR_SCORE / (config.softmax_scale * 5.0 * strongest)
        pair = config.qk_nope_head_dim + 2 * NEAR_PAIR
        q_b[head, pair, -1] = length * math.cos(-speed * place)
        q_b[head, pair + 1, -1] = length * math.sin(-speed * place)
        start = first_value + (head % 2) * size
        width_ = min(size, config.kv_lora_rank - 1 - start)
        values[head].zero_()
        values[head][:width_, start : start + width_] = torch.eye(width_)
        outputs[:, head].normal_(std=SEEN_STD / math.sqrt(size))


def _a_rows(layer: MLA) -> tuple[Tensor, Tensor, Tensor]:
    """Views of `qkv_a_proj`: rows of the compressed query, of the latent, and of the rotary key."""
    config = layer.config
    return layer.qkv_a_proj.weight.split((layer.query_rows, config.kv_lora_rank, config.qk_rope_head_dim))


def _keys(layer: MLA) -> Tensor:
    """View of the key rows of `kv_b_proj`, (heads, qk_nope_head_dim, kv_lora_rank)."""
    return layer.kv_b_proj.weight.view(layer.config.num_attention_heads, -1, layer.config.kv_lora_rank)[
        :, : layer.config.qk_nope_head_dim
    ]


def _values(layer: MLA) -> Tensor:
    """View of the value rows of `kv_b_proj`, (heads, v_head_dim, kv_lora_rank)."""
    return layer.kv_b_proj.weight.view(layer.config.num_attention_heads, -1, layer.config.kv_lora_rank)[
        :, layer.config.qk_nope_head_dim :
    ]


def _outputs(layer: MLA) -> Tensor:
    """View of `o_proj`, (hidden, heads, v_head_dim)."""
    return layer.o_proj.weight.view(layer.config.hidden_size, layer.config.num_attention_heads, -1)


def _rms_of_embedding() -> float:
    return math.sqrt((CONSTANT_VALUE**2 + width(TOKEN) * TOKEN_STD**2) / BEFORE.stop)


def _rms(constant: float, num_random: int, num_inputs: int) -> float:
    """Of a vector with one constant and random rows of a default Linear (variance 1 / (3 inputs)) over unit inputs."""
    return math.sqrt((constant**2 + num_random / 3) / (num_random + 1))


def _orthogonal(size: int) -> Tensor:
    return torch.nn.init.orthogonal_(torch.empty(size, size))
