"""Every tensor that the architecture asks for, from the configuration alone: names, shapes, parts.

Names are those of a Kimi K2.5 checkpoint; `canonical_name` brings the spellings of Kimi-VL and of text-only
checkpoints to them.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from moonpane_engine.model.config import KimiConfig, TextConfig
from moonpane_vision.config import VisionConfig

Part = Literal[
    "embeddings", "output head", "attention", "dense MLP", "router", "shared experts", "routed experts", "norms",
    "vision tower", "projector",
]  # fmt: skip
HEAD = "language_model.lm_head.weight"  # where it is tied and not stored, the embeddings serve
INT4_GROUP = 32  # weights that share a scale
INT4_PER_WORD = 8

_RENAMED = (  # Kimi-VL's projector, what `save_pretrained` of transformers writes, and text-only checkpoints
    (re.compile(r"^multi_modal_projector\.linear_1\."), "mm_projector.proj.0."),
    (re.compile(r"^multi_modal_projector\.linear_2\."), "mm_projector.proj.2."),
    (re.compile(r"^multi_modal_projector\."), "mm_projector."),
    (re.compile(r"^model\.mm_projector\."), "mm_projector."),
    (re.compile(r"^vision_tower\.encoder\.patch_embed\."), "vision_tower.patch_embed."),
    (re.compile(r"^(model|lm_head)\."), r"language_model.\1."),
)


class Slot(NamedTuple):
    """One tensor of the architecture, before any quantisation."""

    name: str
    shape: tuple[int, ...]
    part: Part


def canonical_name(name: str) -> str:
    """A tensor's name as Kimi K2.5 spells it."""
    if name.startswith("language_model."):  # nearly all of 200,000
        return name.replace("language_model.model.blocks.", "language_model.model.layers.", 1)
    for pattern, replacement in _RENAMED:
        name, found = pattern.subn(replacement, name)
        if found:
            break
    return name


def int4_pieces(name: str, shape: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """The three stored tensors of the weight `name` (N, K), pack-quantized INT4: their names and shapes."""
    rows, columns = shape
    return {
        f"{name}_packed": (rows, -(-columns // INT4_PER_WORD)),
        f"{name}_scale": (rows, -(-columns // INT4_GROUP)),
        f"{name}_shape": (2,),
    }


def layout(config: KimiConfig) -> Iterator[Slot]:
    """All tensors of the model, embeddings first."""
    text = config.text
    yield Slot("language_model.model.embed_tokens.weight", (text.vocab_size, text.hidden_size), "embeddings")
    for layer in range(text.num_hidden_layers):
        yield from _layer(text, layer)
    yield Slot("language_model.model.norm.weight", (text.hidden_size,), "norms")
    yield Slot(HEAD, (text.vocab_size, text.hidden_size), "output head")
    if config.vision is not None:
        yield from _vision(config.vision)
        yield from _projector(config.vision, text.hidden_size)


def _layer(text: TextConfig, layer: int) -> Iterator[Slot]:
    prefix, hidden = f"language_model.model.layers.{layer}", text.hidden_size
    yield Slot(f"{prefix}.input_layernorm.weight", (hidden,), "norms")
    yield Slot(f"{prefix}.post_attention_layernorm.weight", (hidden,), "norms")
    for name, shape in _attention(text).items():
        yield Slot(f"{prefix}.self_attn.{name}.weight", shape, "norms" if "norm" in name else "attention")
    if text.is_dense(layer):
        yield from _mlp(f"{prefix}.mlp", hidden, text.intermediate_size, "dense MLP")
        return
    yield Slot(f"{prefix}.mlp.gate.weight", (text.n_routed_experts, hidden), "router")
    yield Slot(f"{prefix}.mlp.gate.e_score_correction_bias", (text.n_routed_experts,), "router")
    shared = text.moe_intermediate_size * text.n_shared_experts
    yield from _mlp(f"{prefix}.mlp.shared_experts", hidden, shared, "shared experts")
    for expert in range(text.n_routed_experts):
        yield from _mlp(f"{prefix}.mlp.experts.{expert}", hidden, text.moe_intermediate_size, "routed experts")


def _attention(text: TextConfig) -> dict[str, tuple[int, ...]]:
    heads, hidden = text.num_attention_heads, text.hidden_size
    query = heads * text.qk_head_dim
    if text.q_lora_rank is None:
        shapes: dict[str, tuple[int, ...]] = {"q_proj": (query, hidden)}
    else:
        shapes = {
            "q_a_proj": (text.q_lora_rank, hidden),
            "q_a_layernorm": (text.q_lora_rank,),
            "q_b_proj": (query, text.q_lora_rank),
        }
    return shapes | {
        "kv_a_proj_with_mqa": (text.latent_dim, hidden),
        "kv_a_layernorm": (text.kv_lora_rank,),
        "kv_b_proj": (heads * (text.qk_nope_head_dim + text.v_head_dim), text.kv_lora_rank),
        "o_proj": (hidden, heads * text.v_head_dim),
    }


def _mlp(prefix: str, hidden: int, width: int, part: Part) -> Iterator[Slot]:
    yield Slot(f"{prefix}.gate_proj.weight", (width, hidden), part)
    yield Slot(f"{prefix}.up_proj.weight", (width, hidden), part)
    yield Slot(f"{prefix}.down_proj.weight", (hidden, width), part)


def _vision(vision: VisionConfig) -> Iterator[Slot]:
    width, inner, side = vision.hidden_size, vision.intermediate_size, vision.patch_size
    table = (vision.pos_emb_height, vision.pos_emb_width, width)
    yield from _biased("vision_tower.patch_embed.proj", (width, 3, side, side), "vision tower")
    yield Slot("vision_tower.patch_embed.pos_emb.weight", table, "vision tower")
    for block in range(vision.num_hidden_layers):
        prefix = f"vision_tower.encoder.blocks.{block}"
        for name, shape in {
            "norm0": (width,), "norm1": (width,), "wqkv": (3 * width, width), "wo": (width, width),
            "mlp.fc0": (inner, width), "mlp.fc1": (width, inner),
        }.items():  # fmt: skip
            yield from _biased(f"{prefix}.{name}", shape, "vision tower")
    yield from _biased("vision_tower.encoder.final_layernorm", (width,), "vision tower")


def _projector(vision: VisionConfig, hidden: int) -> Iterator[Slot]:
    merged = vision.hidden_size * vision.merge_size**2
    yield from _biased("mm_projector.pre_norm", (vision.hidden_size,), "projector")
    yield from _biased("mm_projector.proj.0", (merged, merged), "projector")
    yield from _biased("mm_projector.proj.2", (hidden, merged), "projector")


def _biased(prefix: str, shape: tuple[int, ...], part: Part) -> Iterator[Slot]:
    yield Slot(f"{prefix}.weight", shape, part)
    yield Slot(f"{prefix}.bias", shape[:1], part)
