"""The `quantization_config` of a checkpoint whose routed experts are pack-quantized INT4, as Kimi K2.5 has it."""

from typing import Any


def quantization_config() -> dict[str, Any]:
    """compressed-tensors' description of symmetric INT4 in groups of 32; everything but routed experts is ignored.

    K2.5 itself does not list vision tower and projector; other loaders take them for packed where they are not named.
    """
    return {
        "quant_method": "compressed-tensors",
        "format": "pack-quantized",
        "quantization_status": "compressed",
        "kv_cache_scheme": None,
        "config_groups": {
            "group_0": {
                "targets": ["Linear"],
                "input_activations": None,
                "output_activations": None,
                "weights": {
                    "num_bits": 4, "type": "int", "symmetric": True, "strategy": "group", "group_size": 32,
                    "dynamic": False, "actorder": None, "block_structure": None, "observer": "minmax",
                    "observer_kwargs": {},
                },
            }
        },
        "ignore": [
            "lm_head", "re:.*self_attn.*", "re:.*shared_experts.*", "re:.*mlp\\.(gate|up|gate_up|down)_proj.*",
            "re:.*vision_tower.*", "re:.*mm_projector.*", "re:.*multi_modal_projector.*", "re:.*lm_head.*",
        ],
    }  # fmt: skip
