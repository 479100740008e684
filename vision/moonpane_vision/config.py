"""The shape of MoonViT and its projector: every constant the tower needs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VisionConfig:
    """MoonViT and the projector (`vision_config`)."""

    hidden_size: int
    num_attention_heads: int
    num_hidden_layers: int
    intermediate_size: int
    patch_size: int = 14
    pos_emb_height: int = 64
    pos_emb_width: int = 64
    pos_emb_time: int = 4
    merge_size: int = 2
    projection_layer_norm_eps: float = 1e-5
