"""What `config.json` may say: sentences about the first value that this engine cannot run, or that no model has.

Sizes are bounded so that a wrong or hostile configuration is refused by name instead of by running out of memory.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moonpane_engine.model.config import KimiConfig, TextConfig
    from moonpane_vision.config import VisionConfig

# Largest accepted value, several times the largest known model; the smallest is 1.
_TEXT_LIMITS = {
    "vocab_size": 2**21, "hidden_size": 2**16, "num_hidden_layers": 1024, "num_attention_heads": 1024,
    "intermediate_size": 2**20, "moe_intermediate_size": 2**20, "n_routed_experts": 4096, "n_shared_experts": 64,
    "num_experts_per_tok": 4096, "kv_lora_rank": 2**15, "qk_nope_head_dim": 4096, "qk_rope_head_dim": 4096,
    "v_head_dim": 4096, "moe_layer_freq": 1024, "n_group": 4096, "topk_group": 4096,
    "max_position_embeddings": 2**21,
}  # fmt: skip
_VISION_LIMITS = {
    "hidden_size": 2**15, "num_attention_heads": 1024, "num_hidden_layers": 1024, "intermediate_size": 2**18,
    "patch_size": 256, "pos_emb_height": 1024, "pos_emb_width": 1024, "pos_emb_time": 1024, "merge_size": 16,
}  # fmt: skip
MAX_EXPERTS = 100_000  # of all layers together; Kimi K2.5 has 23,040
# Of the whole or of its text_config: Kimi K2.5 says the first two, Kimi-VL the third with the last as its decoder.
MODEL_TYPES = ("kimi_k25", "kimi_k2", "kimi_vl", "deepseek_v3")
_ONLY = {
    "scoring_func": "sigmoid", "topk_method": "noaux_tc", "hidden_act": "silu", "attention_bias": False,
    "rope_interleave": True,
}  # fmt: skip
_ONLY_ROPE = {"attention_factor": None, "truncate": True}
_ONLY_VISION = {  # where they are said; the first is what Kimi K2.5 says
    "pos_emb_type": ("divided_fixed",), "merge_type": ("sd2_tpool",), "video_attn_type": ("spatial_temporal",),
    "mm_projector_type": ("patchmerger",), "projector_hidden_act": ("gelu",),
    "hidden_act": ("gelu_pytorch_tanh",),
}  # fmt: skip
_ONLY_INT4 = {"num_bits": 4, "type": "int", "symmetric": True, "strategy": "group", "group_size": 32}


def raw_fault(raw: Mapping[str, Any]) -> str | None:
    """The first fault of the JSON itself: a part of the wrong kind, or a setting that the engine does not compute."""
    return next(_raw_faults(raw), None)


def _raw_faults(raw: Mapping[str, Any]) -> Iterator[str]:
    text = raw.get("text_config", raw)
    for name in ("text_config", "vision_config", "quantization_config"):
        if not isinstance(raw.get(name), dict | None) or (name == "text_config" and text is None):
            yield f"{name} is {_shown(raw[name])}, expected an object"
            return
    for where, holder in (("", raw), ("text_config.", text)):
        kind = holder.get("model_type")
        if kind is not None and kind not in MODEL_TYPES:
            yield f"{where}model_type is {_shown(kind)}, this engine runs {', '.join(MODEL_TYPES)} only"
    for name, value in _ONLY.items():
        if text.get(name, value) != value:
            yield f"text_config.{name} is {_shown(text[name])}, this engine computes {value!r} only"
    for name in ("rope_scaling", "rope_parameters"):
        if not isinstance(text.get(name), dict | None):
            yield f"text_config.{name} is {_shown(text[name])}, expected an object or null"
    rope = text.get("rope_scaling") or text.get("rope_parameters") or {}
    for name, value in _ONLY_ROPE.items():
        if isinstance(rope, dict) and rope.get(name, value) not in (value, None):
            yield f"text_config.rope_scaling.{name} is {_shown(rope[name])}, this engine computes without it only"
    yield from _raw_vision_faults(raw.get("vision_config") or {})
    for holder in (raw, text):
        quantization = holder.get("quantization_config")
        if quantization:
            yield from _quantization_faults(quantization)


def _raw_vision_faults(vision: Mapping[str, Any]) -> Iterator[str]:
    for name, values in _ONLY_VISION.items():
        if vision.get(name, values[0]) not in values:
            yield f"vision_config.{name} is {_shown(vision[name])}, this engine computes {values[0]!r} only"
    rope = vision.get("rope_parameters")
    theta = rope.get("rope_theta") if isinstance(rope, dict) else vision.get("rope_theta")
    if theta not in (None, 10000):
        yield f"vision_config.rope_theta is {_shown(theta)}, this engine computes 10000 only"
    merge = vision.get("merge_kernel_size")
    if isinstance(merge, list) and (not merge or any(side != merge[0] for side in merge)):
        yield f"vision_config.merge_kernel_size is {_shown(merge)}, this engine merges squares only"


def _quantization_faults(quantization: Any) -> Iterator[str]:
    if not isinstance(quantization, dict):
        yield f"quantization_config is {_shown(quantization)}, expected an object"
        return
    for name, value in (("quant_method", "compressed-tensors"), ("format", "pack-quantized")):
        if quantization.get(name) != value:
            yield f"quantization_config.{name} is {_shown(quantization.get(name))}, this engine reads {value!r} only"
    groups = quantization.get("config_groups")
    for group in groups.values() if isinstance(groups, dict) else [None]:
        weights = group.get("weights") if isinstance(group, dict) else None
        if not isinstance(weights, dict):
            yield "quantization_config.config_groups names no weights"
            continue
        for name, value in _ONLY_INT4.items():
            if weights.get(name) != value:
                yield (
                    f"quantization_config.config_groups weights.{name} is {_shown(weights.get(name))}, "
                    f"this engine reads {value!r} only"
                )


def config_fault(config: "KimiConfig") -> str | None:
    """The first value of a parsed configuration that no model has."""
    return next(_config_faults(config), None)


def _config_faults(config: "KimiConfig") -> Iterator[str]:
    yield from _text_faults(config.text)
    if config.vision is not None:
        yield from _vision_faults(config.vision)
    media = config.media_placeholder_token_id
    if media is not None and (type(media) is not int or not 0 <= media < config.text.vocab_size):
        yield f"media_placeholder_token_id is {_shown(media)}, expected an id below vocab_size"
    if config.vision is not None and media is None:
        yield "media_placeholder_token_id is missing, but there is a vision_config"


def _text_faults(text: "TextConfig") -> Iterator[str]:
    yield from _out_of_bounds(text, _TEXT_LIMITS, "text_config")
    if text.q_lora_rank is not None and not 1 <= text.q_lora_rank <= 2**15:
        yield f"text_config.q_lora_rank is {text.q_lora_rank}, expected 1 to {2**15} or null"
    if text.num_experts_per_tok > text.n_routed_experts:
        yield f"text_config.num_experts_per_tok is {text.num_experts_per_tok}, more than n_routed_experts"
    if text.qk_rope_head_dim % 2:
        yield f"text_config.qk_rope_head_dim is {text.qk_rope_head_dim}, expected an even number"
    yield from _routing_faults(text)
    for name, least in (("rope_theta", 1), ("rms_norm_eps", 0), ("routed_scaling_factor", 0)):
        if getattr(text, name) <= least:
            yield f"text_config.{name} is {getattr(text, name)}, expected more than {least}"
    yarn = text.rope_scaling
    if yarn is not None and not (yarn.factor >= 1 and yarn.original_max_position_embeddings >= 1):
        yield "text_config.rope_scaling has a factor or original_max_position_embeddings below 1"
    if yarn is not None and not (yarn.beta_fast > 0 and yarn.beta_slow > 0):
        yield "text_config.rope_scaling has a beta_fast or beta_slow that is not above 0"


def _routing_faults(text: "TextConfig") -> Iterator[str]:
    if text.num_hidden_layers * text.n_routed_experts > MAX_EXPERTS:
        yield (
            f"text_config has {text.num_hidden_layers} layers of {text.n_routed_experts} experts, more than "
            f"{MAX_EXPERTS} in all"
        )
    if text.n_routed_experts % text.n_group or text.topk_group > text.n_group:
        yield f"text_config.n_group is {text.n_group} with topk_group {text.topk_group}: experts do not divide so"
        return
    each = text.n_routed_experts // text.n_group
    if text.n_group > 1 and each < 2:
        yield f"text_config.n_group is {text.n_group}: groups of one expert have no two best"
    if text.topk_group * each < text.num_experts_per_tok:
        yield (
            f"text_config.num_experts_per_tok is {text.num_experts_per_tok}, but topk_group {text.topk_group} leaves "
            f"{text.topk_group * each} experts to choose from"
        )


def _vision_faults(vision: "VisionConfig") -> Iterator[str]:
    yield from _out_of_bounds(vision, _VISION_LIMITS, "vision_config")
    if vision.hidden_size % (4 * vision.num_attention_heads):
        yield (
            f"vision_config.hidden_size is {vision.hidden_size}, expected a multiple of 4 for each of "
            f"{vision.num_attention_heads} heads"
        )


def _out_of_bounds(part: object, limits: Mapping[str, int], where: str) -> Iterator[str]:
    for name, limit in limits.items():
        value = getattr(part, name)
        if not 1 <= value <= limit:
            yield f"{where}.{name} is {value}, expected 1 to {limit}"


def _shown(value: object) -> str:
    return repr(value)[:80]
