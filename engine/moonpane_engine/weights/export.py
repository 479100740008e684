"""Writing a model as a Kimi K2.5 checkpoint folder: original tensor names, INT4 experts, sharded with an index."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from moonpane_engine.checkpoints.int4_config import quantization_config
from moonpane_engine.checkpoints.shards import INDEX_FILE
from moonpane_engine.model.config import KimiConfig
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.weights.load import named_tensors
from moonpane_kernels.reference.int4 import pack, quantize


def export_checkpoint(model: KimiModel, config_json: dict[str, Any], out: Path, *, shard_bytes: int = 32 << 20) -> None:
    """Write `config.json`, shards and index into `out` (the tokenizer files are written by `chat`).

    Experts are packed to INT4, the router's bias stays float32, everything else becomes bfloat16.
    """
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("model*.safetensors"):
        old.unlink()
    (out / "config.json").write_text(json.dumps(config_json, indent=2) + "\n")
    shards: list[dict[str, Tensor]] = [{}]
    size = 0
    for name, tensor in _stored_tensors(model):
        num_bytes = tensor.numel() * tensor.element_size()
        if size + num_bytes > shard_bytes and shards[-1]:
            shards.append({})
            size = 0
        shards[-1][name] = tensor
        size += num_bytes
    weight_map: dict[str, str] = {}
    for index, shard in enumerate(shards, start=1):
        file_name = f"model-{index:05d}-of-{len(shards):05d}.safetensors"
        save_file(shard, out / file_name, metadata={"format": "pt"})
        (out / file_name).chmod(0o644)  # safetensors writes for the owner only
        weight_map |= dict.fromkeys(shard, file_name)
    total = sum(tensor.numel() * tensor.element_size() for shard in shards for tensor in shard.values())
    index_json = {"metadata": {"total_size": total}, "weight_map": weight_map}
    (out / INDEX_FILE).write_text(json.dumps(index_json, indent=1, sort_keys=True) + "\n")


def _stored_tensors(model: KimiModel) -> Iterator[tuple[str, Tensor]]:
    for name, tensor in named_tensors(model):
        if ".mlp.experts." in name:
            q, scale = quantize(tensor)
            yield f"{name}_packed", pack(q).contiguous()
            yield f"{name}_scale", scale.contiguous()
            yield f"{name}_shape", torch.tensor(tensor.shape, dtype=torch.int32)
        elif name.endswith("e_score_correction_bias"):
            yield name, tensor.float().contiguous()
        else:
            yield name, tensor.to(torch.bfloat16).contiguous()


def config_json(config: KimiConfig, *, eos_token_id: int, pad_token_id: int, bos_token_id: int) -> dict[str, Any]:
    """`config.json` of `config` with both spellings of the vision keys, as transformers and the original read them."""
    text, vision = config.text, config.vision
    assert vision is not None, "only whole models are exported"
    quantization = quantization_config()
    ids = {"bos_token_id": bos_token_id, "eos_token_id": eos_token_id, "pad_token_id": pad_token_id}
    return {
        "architectures": ["KimiK25ForConditionalGeneration"],
        "model_type": "kimi_k25",
        "dtype": "bfloat16",
        **ids,
        "media_placeholder_token_id": config.media_placeholder_token_id,
        "image_token_id": config.media_placeholder_token_id,
        "video_token_id": text.vocab_size,
        "ignore_index": -100,
        "tie_word_embeddings": False,
        "use_unified_vision_chunk": True,
        "video_placeholder": "<|kimi_k25_video_placeholder|>",
        "projection_hidden_size": vision.hidden_size,
        "projection_layer_norm_eps": vision.projection_layer_norm_eps,
        "text_config": _text_json(config) | ids | {"quantization_config": quantization},
        "vision_config": _vision_json(config),
        "quantization_config": quantization,
    }


def _text_json(config: KimiConfig) -> dict[str, Any]:
    text = config.text
    skipped = ("rope_scaling", "lora_norm_eps")
    fields = {name: getattr(text, name) for name in text.__annotations__ if name not in skipped}
    yarn = text.rope_scaling
    scaling = None
    if yarn is not None:
        scaling = {"type": "yarn"} | {name: getattr(yarn, name) for name in yarn.__annotations__}
    return {
        "architectures": ["DeepseekV3ForCausalLM"],
        "model_type": "kimi_k2",
        **fields,
        "num_key_value_heads": text.num_attention_heads,
        "rope_scaling": scaling,
        "hidden_act": "silu",
        "scoring_func": "sigmoid",
        "topk_method": "noaux_tc",
        "attention_bias": False,
        "attention_dropout": 0.0,
        "num_nextn_predict_layers": 0,
        "initializer_range": 0.02,
        "tie_word_embeddings": False,
        "use_cache": True,
    }


def _vision_json(config: KimiConfig) -> dict[str, Any]:
    vision = config.vision
    assert vision is not None
    native = {name: getattr(vision, name) for name in vision.__annotations__}
    native["merge_kernel_size"] = [vision.merge_size, vision.merge_size]
    del native["merge_size"], native["projection_layer_norm_eps"]
    legacy = {
        "init_pos_emb_height": vision.pos_emb_height,
        "init_pos_emb_width": vision.pos_emb_width,
        "init_pos_emb_time": vision.pos_emb_time,
        "vt_hidden_size": vision.hidden_size,
        "vt_num_attention_heads": vision.num_attention_heads,
        "vt_num_hidden_layers": vision.num_hidden_layers,
        "vt_intermediate_size": vision.intermediate_size,
        "mm_hidden_size": vision.hidden_size,
        "text_hidden_size": config.text.hidden_size,
        "projector_ln_eps": vision.projection_layer_norm_eps,
    }
    fixed = {
        "model_type": "kimi_k25_vision",
        "pos_emb_type": "divided_fixed",
        "merge_type": "sd2_tpool",
        "video_attn_type": "spatial_temporal",
        "mm_projector_type": "patchmerger",
        "projector_hidden_act": "gelu",
        "hidden_act": "gelu_pytorch_tanh",
    }
    return native | legacy | fixed
