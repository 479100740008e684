"""The shape of the embedded model: Kimi K2.5's architecture with every mechanism in it, only small."""

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.config import KimiConfig, TextConfig, VisionConfig, YarnConfig

TEXT = {
    "hidden_size": 256,
    "num_hidden_layers": 4,
    "num_attention_heads": 8,
    "intermediate_size": 768,
    "moe_intermediate_size": 192,
    "n_routed_experts": 8,
    "num_experts_per_tok": 2,
    "n_shared_experts": 1,
    "routed_scaling_factor": 1.5,
    "first_k_dense_replace": 1,
    "q_lora_rank": 192,
    "kv_lora_rank": 128,
    "qk_nope_head_dim": 32,
    "qk_rope_head_dim": 32,
    "v_head_dim": 32,
    "max_position_embeddings": 4096,
}
MEASURED_PATCHES = 256  # of a page that was measured, about 224 x 224: what must be sharp is in its outline
# Without `mscale`, cos and sin are 1.14 times as large (`model/rope.py`); K2.5 itself says 1.0, and they are not.
YARN = YarnConfig(factor=4.0, original_max_position_embeddings=1024, mscale_all_dim=1.0)
VISION = VisionConfig(
    hidden_size=256,
    num_attention_heads=4,
    num_hidden_layers=4,
    intermediate_size=768,
    pos_emb_height=32,
    pos_emb_width=32,
)
PREPROCESSOR = {
    "media_proc_cfg": {
        "in_patch_limit": 2304,  # a page of 448 x 448, enlarged: its texts are read where nothing measured them
        "patch_size": 14,
        "image_mean": [0.5, 0.5, 0.5],
        "image_std": [0.5, 0.5, 0.5],
        "merge_kernel_size": 2,
        "fixed_output_tokens": None,
        "patch_limit_on_one_side": 512,
        "in_patch_limit_each_frame": 256,
        "in_patch_limit_video": None,
        "sample_fps": 2.0,
        "max_num_frames_each_video": None,
        "temporal_merge_kernel_size": 4,
        "timestamp_mode": "hh:mm:ss.fff",
    }
}


def tiny_config(tokenizer: Tokenizer) -> KimiConfig:
    """The configuration for this vocabulary; ids come from the tokenizer's names."""
    return KimiConfig(
        text=TextConfig(vocab_size=tokenizer.num_tokens, rope_scaling=YARN, **TEXT),
        vision=VISION,
        media_placeholder_token_id=tokenizer.token_id("<|media_pad|>"),
        eos_token_ids=(tokenizer.token_id("<|im_end|>"), tokenizer.token_id("[EOS]")),
    )
