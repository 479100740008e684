"""The rest of the family: Kimi-VL's names and shapes, and text-only checkpoints, beside transformers.

transformers has no class for Kimi-VL; but with one frame its parts are those of K2.5 without q-LoRA, YaRN and INT4, so
the same weights go to our engine in Kimi-VL's spelling and to transformers' K2.5 class in K2.5's.
"""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from moonpane_engine.model.config import KimiConfig
from moonpane_engine.prompt import MediaItem, Prompt
from moonpane_engine.runner import Runner
from moonpane_engine.weights.export import config_json
from moonpane_engine.weights.load import named_tensors
from tests.engine.checkpoints import CONFIG, random_model
from tests.engine.references import transformers_model, whole_logits
from tests.engine.test_parity import TOLERANCE, prefilled

TEXT = dataclasses.replace(
    CONFIG.text,
    q_lora_rank=None,
    rope_scaling=None,
    n_shared_experts=2,
    routed_scaling_factor=2.446,
    rope_theta=800000.0,
)
VL = dataclasses.replace(CONFIG, text=TEXT)
PAD = CONFIG.media_placeholder_token_id or 0


def _as_kimi_vl(name: str) -> str:
    for theirs, ours in ((".proj.0.", ".linear_1."), (".proj.2.", ".linear_2.")):
        name = name.replace(f"mm_projector{theirs}", f"multi_modal_projector{ours}")
    return name.replace("mm_projector.", "multi_modal_projector.")


def _write(folder: Path, config: dict[str, Any], rename: Callable[[str], str | None]) -> Path:
    folder.mkdir()
    tensors = {rename(name): tensor for name, tensor in named_tensors(random_model(VL))}
    kept = {name: tensor for name, tensor in tensors.items() if name}
    wide = ("e_score_correction_bias",)
    save_file(
        {n: t.float() if n.endswith(wide) else t.to(torch.bfloat16).contiguous() for n, t in kept.items()},
        folder / "model.safetensors",
        metadata={"format": "pt"},
    )
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def _config(**changes: Any) -> dict[str, Any]:
    config = config_json(VL, eos_token_id=510, pad_token_id=511, bos_token_id=509)
    config["text_config"].pop("quantization_config", None)
    config.pop("quantization_config", None)
    return config | changes


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return transformers_model(_write(tmp_path_factory.mktemp("family") / "k25", _config(), str))


@pytest.fixture(scope="module")
def kimi_vl(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    vision = VL.vision
    assert vision is not None
    config = _config(architectures=["KimiVLForConditionalGeneration"], model_type="kimi_vl")
    for alias in ("image_token_id", "video_token_id", "projection_hidden_size", "projection_layer_norm_eps"):
        config.pop(alias, None)
    config["vision_config"] = {
        "model_type": "moonvit",
        "patch_size": vision.patch_size,
        "num_hidden_layers": vision.num_hidden_layers,
        "hidden_size": vision.hidden_size,
        "num_attention_heads": vision.num_attention_heads,
        "intermediate_size": vision.intermediate_size,
        "init_pos_emb_height": vision.pos_emb_height,
        "init_pos_emb_width": vision.pos_emb_width,
        "merge_kernel_size": [2, 2],
    }
    return Runner.load(_write(tmp_path_factory.mktemp("family") / "vl", config, _as_kimi_vl))


def test_kimi_vl_with_a_picture(kimi_vl: Runner, reference: Any) -> None:
    grid = (1, 6, 10)
    patches = np.random.default_rng(3).normal(size=(60, 3, 14, 14)).astype(np.float32)
    ids = [7, *[PAD] * 15, *range(20, 120)]
    with torch.no_grad():
        expected = reference(
            input_ids=torch.tensor([ids]), pixel_values=torch.from_numpy(patches), image_grid_thw=torch.tensor([grid])
        ).logits[0]
    prompt = Prompt(ids, [MediaItem(patches, grid)])
    assert (whole_logits(kimi_vl, prompt) - expected).abs().max() <= TOLERANCE
    sequence = prefilled(kimi_vl, Prompt(ids[:-1], prompt.media))
    assert (kimi_vl.decode([sequence], [ids[-1:]])[0, 0] - expected[-1]).abs().max() <= TOLERANCE
    kimi_vl.release(sequence)


@pytest.mark.parametrize("has_text_config", [True, False])
def test_text_only_checkpoints(tmp_path: Path, reference: Any, has_text_config: bool) -> None:
    """Kimi K2: the decoder's names without a prefix, the configuration without levels (or with one)."""
    text = _config()["text_config"] | {"model_type": "kimi_k2"}
    config = {"model_type": "kimi_k2", "text_config": text} if has_text_config else text
    runner = Runner.load(
        _write(
            tmp_path / "k2", config, lambda n: n.removeprefix("language_model.") if n.startswith("language_") else None
        )
    )
    assert runner.model.vision_tower is None
    ids = torch.randint(0, 499, (1, 150), generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        expected = reference(input_ids=ids).logits[0]
    assert (whole_logits(runner, Prompt(ids[0].tolist())) - expected).abs().max() <= TOLERANCE


def test_legacy_and_native_key_names_mean_the_same(tmp_path: Path) -> None:
    """The configuration as Moonshot wrote it on disk, and as transformers saves it today."""
    native = config_json(CONFIG, eos_token_id=510, pad_token_id=511, bos_token_id=509)
    vision, text = native["vision_config"], native["text_config"]
    legacy = {
        "model_type": "kimi_k25",
        "media_placeholder_token_id": PAD,
        "eos_token_id": 510,
        "text_config": {k: v for k, v in text.items() if k != "rope_parameters"},
        "vision_config": {
            "patch_size": 14,
            "init_pos_emb_height": vision["pos_emb_height"],
            "init_pos_emb_width": vision["pos_emb_width"],
            "init_pos_emb_time": 4,
            "vt_hidden_size": vision["hidden_size"],
            "vt_num_attention_heads": vision["num_attention_heads"],
            "vt_num_hidden_layers": vision["num_hidden_layers"],
            "vt_intermediate_size": vision["intermediate_size"],
            "merge_kernel_size": [2, 2],
            "mm_hidden_size": vision["hidden_size"],
            "projector_ln_eps": 1e-5,
            "text_hidden_size": text["hidden_size"],
        },
    }
    scaling = legacy["text_config"].pop("rope_scaling")
    newer = native | {"text_config": {k: v for k, v in text.items() if k not in ("rope_scaling", "rope_theta")}}
    newer["text_config"]["rope_parameters"] = {**scaling, "rope_type": "yarn", "rope_theta": text["rope_theta"]}
    newer["text_config"]["rope_parameters"].pop("type", None)
    legacy["text_config"]["rope_scaling"] = scaling
    read = []
    for config in (native, legacy, newer):
        (tmp_path / "config.json").write_text(json.dumps(config))
        read.append(KimiConfig.from_dir(tmp_path))
    assert read[0].text == read[1].text == read[2].text == CONFIG.text
    assert read[0].vision == read[1].vision == read[2].vision == CONFIG.vision
