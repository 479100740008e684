"""Configuration of the Kimi K2.5 family, read from a checkpoint's `config.json`.

Every constant the model needs is a field here with its unit or shape; nothing else in the engine looks at the JSON.
Both spellings of the vision keys are accepted: `vt_*` / `init_pos_emb_*` / `mm_*` (on disk) and the native
`transformers` names.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moonpane_engine.errors import CheckpointError
from moonpane_engine.folder import MAX_JSON_BYTES, openable, parse_json
from moonpane_engine.model.config_check import config_fault, raw_fault
from moonpane_vision.config import VisionConfig


class ConfigError(CheckpointError):
    """`config.json` is missing, malformed, or describes a model this engine does not run."""


@dataclass(frozen=True, slots=True)
class YarnConfig:
    """`rope_scaling` of type yarn (arXiv 2309.00071), static: it applies at every length."""

    factor: float
    original_max_position_embeddings: int
    beta_fast: float = 32.0
    beta_slow: float = 1.0
    mscale: float = 0.0  # this and the next: none is said, none is applied, as in transformers
    mscale_all_dim: float = 0.0


@dataclass(frozen=True, slots=True)
class TextConfig:
    """The decoder: MLA attention and a mixture of experts (`text_config`)."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int  # width of the dense layers' MLP
    moe_intermediate_size: int
    n_routed_experts: int
    num_experts_per_tok: int
    n_shared_experts: int
    routed_scaling_factor: float
    first_k_dense_replace: int
    kv_lora_rank: int
    qk_nope_head_dim: int
    qk_rope_head_dim: int
    v_head_dim: int
    q_lora_rank: int | None = None  # None: one q_proj instead of q_a/q_b (Kimi-VL)
    moe_layer_freq: int = 1
    n_group: int = 1
    topk_group: int = 1
    norm_topk_prob: bool = True
    rms_norm_eps: float = 1e-5
    lora_norm_eps: float = 1e-6  # q_a/kv_a layernorm: transformers uses its class default, vLLM rms_norm_eps
    tie_word_embeddings: bool = False  # the embeddings are the output head, where none is stored
    rope_theta: float = 50000.0
    max_position_embeddings: int = 4096
    rope_scaling: YarnConfig | None = None

    @property
    def qk_head_dim(self) -> int:
        return self.qk_nope_head_dim + self.qk_rope_head_dim

    @property
    def latent_dim(self) -> int:
        """Values cached per token and layer: the latent and the shared rotary key."""
        return self.kv_lora_rank + self.qk_rope_head_dim

    @property
    def softmax_scale(self) -> float:
        """1 / sqrt(d), times YaRN's mscale squared."""
        scale = self.qk_head_dim**-0.5
        if self.rope_scaling is not None and self.rope_scaling.factor > 1 and self.rope_scaling.mscale_all_dim:
            mscale = 0.1 * self.rope_scaling.mscale_all_dim * math.log(self.rope_scaling.factor) + 1.0
            scale *= mscale * mscale
        return scale

    def is_dense(self, layer: int) -> bool:
        return layer < self.first_k_dense_replace or layer % self.moe_layer_freq != 0


@dataclass(frozen=True, slots=True)
class KimiConfig:
    """A whole model: text, vision, and the ids that tie them together."""

    text: TextConfig
    vision: VisionConfig | None
    media_placeholder_token_id: int | None
    eos_token_ids: tuple[int, ...]  # from config and generation_config; the tokenizer adds <|im_end|>

    @classmethod
    def from_dir(cls, checkpoint: Path) -> "KimiConfig":
        """Read `checkpoint/config.json` (and `generation_config.json` where there is one).

        Raises:
            ConfigError: the file is missing or malformed, a required key is absent, or a value is out of bounds.
        """
        raw = read_json(checkpoint / "config.json")
        if fault := raw_fault(raw):
            raise ConfigError(f"{checkpoint / 'config.json'}: {fault}: is this a Kimi checkpoint?")
        generation_file = checkpoint / "generation_config.json"
        generation = read_json(generation_file) if generation_file.exists() or generation_file.is_symlink() else {}
        text_raw = raw.get("text_config", raw)
        if "tie_word_embeddings" in raw:  # of the whole: transformers looks only there
            text_raw = {**text_raw, "tie_word_embeddings": raw["tie_word_embeddings"]}
        vision_raw = raw.get("vision_config")
        ends = raw.get("eos_token_id", text_raw.get("eos_token_id"))
        config = cls(
            text=_text_config(text_raw),
            vision=_vision_config(vision_raw, raw) if vision_raw else None,
            media_placeholder_token_id=raw.get("media_placeholder_token_id", raw.get("image_token_id")),
            eos_token_ids=_ids(generation.get("eos_token_id")) + _ids(ends),
        )
        if fault := config_fault(config):
            raise ConfigError(f"{checkpoint / 'config.json'}: {fault}: download the file again")
        return config


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in `path`, a file of a checkpoint folder, or a CheckpointError in one sentence."""
    try:
        target = openable(path)
        if target.stat().st_size > MAX_JSON_BYTES:
            raise ConfigError(f"{path} is larger than {MAX_JSON_BYTES >> 20} MiB: check the download")
        value = parse_json(target.read_bytes())
    except FileNotFoundError:
        raise ConfigError(f"{path} is missing: a checkpoint folder needs it") from None
    except NotADirectoryError:
        raise ConfigError(f"{path.parent} is not a folder: give the folder of a checkpoint") from None
    except CheckpointError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read as JSON ({error}): download the file again") from None
    if not isinstance(value, dict):
        raise ConfigError(f"{path} holds {type(value).__name__}, not an object: download the file again")
    return value


def _ids(value: object) -> tuple[int, ...]:
    if isinstance(value, int):
        return (value,)
    return tuple(item for item in value if isinstance(item, int)) if isinstance(value, list) else ()


def _text_config(raw: Mapping[str, Any]) -> TextConfig:
    fields: dict[str, Any] = {}
    for name, kind in TextConfig.__annotations__.items():
        if name == "rope_scaling" or name not in raw:
            continue
        fields[name] = _number(raw[name], kind, f"text_config.{name}")
    rope = raw.get("rope_scaling") or raw.get("rope_parameters") or {}
    if "rope_theta" in rope:
        fields["rope_theta"] = _number(rope["rope_theta"], float, "text_config.rope_parameters.rope_theta")
    scaling = rope.get("type", rope.get("rope_type", "default"))
    if scaling not in ("yarn", "default"):
        raise ConfigError(f"config.json: text_config.rope_scaling.type is {scaling!r}, this engine computes yarn only")
    try:
        if scaling == "yarn":
            numbers = {
                key: _number(rope[key], kind, f"text_config.rope_scaling.{key}")
                for key, kind in YarnConfig.__annotations__.items()
                if key in rope
            }
            fields["rope_scaling"] = YarnConfig(**numbers)
        return TextConfig(**fields)
    except TypeError as error:
        missing = str(error).split("argument", 1)[-1].lstrip("s: ")
        raise ConfigError(f"config.json: text_config lacks {missing}: is this a Kimi checkpoint?") from None


_VISION_ALIASES = {
    "hidden_size": ("vt_hidden_size",),
    "num_attention_heads": ("vt_num_attention_heads",),
    "num_hidden_layers": ("vt_num_hidden_layers",),
    "intermediate_size": ("vt_intermediate_size",),
    "pos_emb_height": ("init_pos_emb_height",),
    "pos_emb_width": ("init_pos_emb_width",),
    "pos_emb_time": ("init_pos_emb_time",),
    "merge_size": ("merge_kernel_size",),
    "projection_layer_norm_eps": ("projector_ln_eps",),
}


def _vision_config(raw: Mapping[str, Any], top: Mapping[str, Any]) -> VisionConfig:
    fields: dict[str, Any] = {}
    for name, kind in VisionConfig.__annotations__.items():
        for key in (name, *_VISION_ALIASES.get(name, ())):
            source = raw if key in raw else top if key == "projection_layer_norm_eps" and key in top else None
            if source is not None:
                value = source[key][0] if isinstance(source[key], list) and source[key] else source[key]
                fields[name] = _number(value, kind, f"vision_config.{key}")
                break
    try:
        return VisionConfig(**fields)
    except TypeError as error:
        missing = str(error).split("argument", 1)[-1].lstrip("s: ")
        raise ConfigError(f"config.json: vision_config lacks {missing}: is this a Kimi checkpoint?") from None


def _number(value: object, kind: object, name: str) -> Any:
    if value is None and "None" in str(kind):
        return None
    if kind is bool and isinstance(value, bool):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 2**53 and kind is not bool:
        if kind is float:
            return float(value)
        if value == int(value):
            return int(value)
    expected = "true or false" if kind is bool else "a non-negative number" if kind is float else "a whole number"
    raise ConfigError(f"config.json: {name} is {repr(value)[:80]}, expected {expected}")
