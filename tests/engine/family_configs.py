"""`config.json` of the published models, as far as this engine reads it (K2.5 from a dump of the file)."""

from typing import Any

from moonpane_engine.checkpoints.int4_config import quantization_config

VISION: dict[str, Any] = {
    "patch_size": 14, "init_pos_emb_height": 64, "init_pos_emb_width": 64, "init_pos_emb_time": 4,
    "pos_emb_type": "divided_fixed", "vt_hidden_size": 1152, "vt_num_attention_heads": 16, "vt_num_hidden_layers": 27,
    "vt_intermediate_size": 4304, "merge_kernel_size": [2, 2], "merge_type": "sd2_tpool",
    "mm_projector_type": "patchmerger", "mm_hidden_size": 1152, "projector_hidden_act": "gelu",
    "projector_ln_eps": 1e-5,
}  # fmt: skip
ROUTER: dict[str, Any] = {
    "n_group": 1, "topk_group": 1, "norm_topk_prob": True, "scoring_func": "sigmoid", "topk_method": "noaux_tc",
    "first_k_dense_replace": 1, "moe_layer_freq": 1, "hidden_act": "silu", "attention_bias": False,
    "tie_word_embeddings": False, "rms_norm_eps": 1e-5, "vocab_size": 163840, "kv_lora_rank": 512,
    "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "v_head_dim": 128,
}  # fmt: skip
KIMI_K25: dict[str, Any] = {
    "architectures": ["KimiK25ForConditionalGeneration"], "model_type": "kimi_k25",
    "auto_map": {"AutoConfig": "configuration_kimi_k25.KimiK25Config"}, "dtype": "bfloat16",
    "bos_token_id": 163584, "eos_token_id": 163585, "pad_token_id": 163839, "media_placeholder_token_id": 163605,
    "text_config": ROUTER | {
        "model_type": "kimi_k2", "hidden_size": 7168, "num_hidden_layers": 61, "num_attention_heads": 64,
        "num_key_value_heads": 64, "intermediate_size": 18432, "moe_intermediate_size": 2048, "n_routed_experts": 384,
        "num_experts_per_tok": 8, "n_shared_experts": 1, "routed_scaling_factor": 2.827, "q_lora_rank": 1536,
        "max_position_embeddings": 262144, "rope_theta": 50000.0,
        "rope_scaling": {
            "type": "yarn", "factor": 64.0, "beta_fast": 32.0, "beta_slow": 1.0, "mscale": 1.0, "mscale_all_dim": 1.0,
            "original_max_position_embeddings": 4096,
        },
        "quantization_config": quantization_config(),
    },
    "vision_config": VISION, "quantization_config": quantization_config(),
}  # fmt: skip
KIMI_VL: dict[str, Any] = {
    "architectures": ["KimiVLForConditionalGeneration"], "model_type": "kimi_vl", "media_placeholder_token_id": 163605,
    "text_config": ROUTER | {
        "model_type": "deepseek_v3", "hidden_size": 2048, "num_hidden_layers": 27, "num_attention_heads": 16,
        "intermediate_size": 11264, "moe_intermediate_size": 1408, "n_routed_experts": 64, "num_experts_per_tok": 6,
        "n_shared_experts": 2, "routed_scaling_factor": 2.446, "q_lora_rank": None, "rope_theta": 800000.0,
        "rope_scaling": None, "max_position_embeddings": 131072,
    },
    "vision_config": {
        "model_type": "moonvit", "patch_size": 14, "num_hidden_layers": 27, "hidden_size": 1152,
        "num_attention_heads": 16, "intermediate_size": 4304, "init_pos_emb_height": 64, "init_pos_emb_width": 64,
        "merge_kernel_size": [2, 2],
    },
}  # fmt: skip
