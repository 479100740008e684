"""Checkpoints that transformers itself writes with `save_pretrained`: random models that nothing of ours has made."""

from pathlib import Path
from typing import Any

import pytest
import torch

from moonpane_engine.errors import CheckpointError
from moonpane_engine.weights.load import load_model
from tests.engine.test_parity import TOLERANCE

transformers = pytest.importorskip("transformers")
TEXT = {
    "model_type": "deepseek_v3", "vocab_size": 300, "hidden_size": 64, "intermediate_size": 96,
    "moe_intermediate_size": 32, "num_hidden_layers": 3, "num_attention_heads": 3, "num_key_value_heads": 3,
    "n_routed_experts": 8, "num_experts_per_tok": 3, "n_shared_experts": 2, "q_lora_rank": 48, "kv_lora_rank": 32,
    "qk_rope_head_dim": 16, "qk_nope_head_dim": 24, "v_head_dim": 20, "first_k_dense_replace": 1,
    "n_group": 1, "topk_group": 1,
}  # fmt: skip
VISION = {
    "hidden_size": 64, "num_attention_heads": 2, "num_hidden_layers": 2, "intermediate_size": 96, "pos_emb_height": 8,
    "pos_emb_width": 8,
}  # fmt: skip


def _random(text: dict[str, Any], *, tied: bool) -> Any:
    config = transformers.Kimi_K25Config(
        text_config=TEXT | text,
        vision_config=VISION,
        projection_hidden_size=64,
        image_token_id=277,
        video_token_id=278,
        tie_word_embeddings=tied,
    )
    torch.manual_seed(3)
    model = transformers.Kimi_K25ForConditionalGeneration(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(std=0.08) if parameter.ndim > 1 else parameter.uniform_(0.5, 1.5)
    return model


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize(
    "scaling",
    [
        None,
        {"factor": 8.0, "original_max_position_embeddings": 64, "mscale_all_dim": 0.7},
        {"factor": 8.0, "original_max_position_embeddings": 64, "mscale": 1.0, "mscale_all_dim": 0.7},
    ],
    ids=["plain", "one mscale", "both"],
)
def test_what_save_pretrained_writes_is_read(tmp_path: Path, tied: bool, scaling: dict[str, Any] | None) -> None:
    rope = {"rope_type": "default"} if scaling is None else {"rope_type": "yarn"} | scaling
    model = _random({"rope_parameters": rope | {"rope_theta": 10000.0}}, tied=tied)
    model.save_pretrained(tmp_path, max_shard_size="200KB")
    ours = load_model(tmp_path)
    ids = torch.randint(0, 270, (1, 100), generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        difference = model(ids).logits - ours.logits(ours(ours.embed(ids)))
    assert difference.abs().max() <= TOLERANCE
    assert (_head(ours) is _table(ours)) == tied


def _head(model: Any) -> torch.Tensor:
    return model.language_model.lm_head.weight


def _table(model: Any) -> torch.Tensor:
    return model.language_model.model.embed_tokens.weight


def test_names_from_inside_are_refused_with_the_way_out(tmp_path: Path) -> None:
    _random({}, tied=False).save_pretrained(tmp_path, save_original_format=False)
    with pytest.raises(CheckpointError, match="save_original_format=True"):
        load_model(tmp_path)
