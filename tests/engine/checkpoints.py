"""Random tiny checkpoints of the K2.5 architecture, for parity and loading tests."""

from pathlib import Path

import torch

from moonpane_engine.model.config import KimiConfig, TextConfig, VisionConfig, YarnConfig
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.weights.export import config_json, export_checkpoint

CONFIG = KimiConfig(
    text=TextConfig(
        vocab_size=512,
        hidden_size=64,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=96,
        moe_intermediate_size=32,
        n_routed_experts=6,
        num_experts_per_tok=2,
        n_shared_experts=1,
        routed_scaling_factor=2.827,
        first_k_dense_replace=1,
        kv_lora_rank=32,
        qk_nope_head_dim=16,
        qk_rope_head_dim=64,
        v_head_dim=24,
        q_lora_rank=48,
        rope_scaling=YarnConfig(factor=8.0, original_max_position_embeddings=64, mscale_all_dim=1.0),
        max_position_embeddings=512,
    ),
    vision=VisionConfig(
        hidden_size=64,
        num_attention_heads=2,
        num_hidden_layers=2,
        intermediate_size=96,
        pos_emb_height=8,
        pos_emb_width=8,
    ),
    media_placeholder_token_id=500,
    eos_token_ids=(510,),
)


def write_random_checkpoint(
    out: Path, *, seed: int = 0, config: KimiConfig = CONFIG, shard_bytes: int = 200_000
) -> Path:
    """A checkpoint whose weights are large enough that every part moves the logits."""
    model = random_model(config, seed=seed)
    ids = {"eos_token_id": 510, "pad_token_id": 511, "bos_token_id": 509}
    export_checkpoint(model, config_json(config, **ids), out, shard_bytes=shard_bytes)
    return out


def random_model(config: KimiConfig = CONFIG, *, seed: int = 0) -> KimiModel:
    torch.manual_seed(seed)
    model = KimiModel(config)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("norm.weight") or (".norm" in name and name.endswith("weight")):
                parameter.uniform_(0.5, 1.5)
            elif name.endswith("e_score_correction_bias"):
                parameter.uniform_(-0.2, 0.2)
            else:
                parameter.normal_(std=0.08)
    return model
