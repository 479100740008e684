"""More of `malformed.CASES`: config.json and tokenizer files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from moonpane_engine.chat.tokenizer_files import CONFIG_FILE, RANKS_FILE
from tests.engine.malformed import CASES, case, edit_json

_NAN, _HUGE = float("nan"), 10**400


def _config(name: str, words: str, edit: Callable[[dict[str, Any]], object]) -> None:
    CASES[f"config-{name}"] = (lambda folder: edit_json(folder / "config.json", edit), f"config.json.*{words}")


def _text(name: str, field: str, value: object) -> None:
    _config(name, f"text_config.{field}", lambda config: config["text_config"].update({field: value}))


_config("without-text", "text_config is None", lambda config: config.update(text_config=None))
_config("text-is-a-list", "text_config is", lambda config: config.update(text_config=[]))
_config("vision-is-text", "vision_config is", lambda config: config.update(vision_config="moonvit"))
_config("lacks-hidden-size", "hidden_size", lambda config: config["text_config"].pop("hidden_size"))
_config("lacks-vision-layers", "num_hidden_layers", lambda config: _drop_vision_layers(config["vision_config"]))
_text("negative-layers", "num_hidden_layers", -3)
_text("zero-heads", "num_attention_heads", 0)
_config("nan-hidden-size", "'hidden_size' is nan", lambda c: c["text_config"].update(hidden_size=_NAN))
_config("infinite-theta", "'rope_theta' is inf", lambda c: c["text_config"].update(rope_theta=float("inf")))
_text("enormous-vocabulary", "vocab_size", 2**40)
_text("400-digit-width", "intermediate_size", _HUGE)
_text("fractional-experts", "n_routed_experts", 6.5)
_text("more-chosen-than-experts", "num_experts_per_tok", 7)
_text("text-for-a-number", "kv_lora_rank", "32")
_text("true-for-a-number", "moe_intermediate_size", True)
_text("number-for-a-switch", "norm_topk_prob", 7)
_text("odd-rotary-size", "qk_rope_head_dim", 63)
_text("endless-context", "max_position_embeddings", 2**50)
_text("groups-do-not-divide", "n_group", 4)
_text("zero-epsilon", "rms_norm_eps", 0)
_text("rope-scaling-is-text", "rope_scaling", "yarn")
_config("rope-linear", "rope_scaling.type", lambda c: c["text_config"].update(rope_scaling={"type": "linear"}))
_config("rope-without-factor", "factor", lambda c: c["text_config"]["rope_scaling"].pop("factor"))
_config("rope-beta-zero", "beta_slow", lambda c: c["text_config"]["rope_scaling"].update(beta_slow=0))
_config("rope-own-factor", "attention_factor", lambda c: c["text_config"]["rope_scaling"].update(attention_factor=2.0))
_config("rope-not-truncated", "truncate", lambda c: c["text_config"]["rope_scaling"].update(truncate=False))
_text("theta-of-one", "rope_theta", 1)
_config("groups-of-one", "n_group", lambda c: c["text_config"].update(n_group=6, topk_group=6))
_config("too-few-groups", "num_experts_per_tok", lambda c: c["text_config"].update(n_group=3, num_experts_per_tok=3))
_config("endless-experts", "experts", lambda c: c["text_config"].update(num_hidden_layers=1024, n_routed_experts=4096))
_config("int4-too-narrow", "INT4 but 40 wide", lambda c: c["text_config"].update(moe_intermediate_size=40))
_config("vision-merge-uneven", "merge_kernel_size", lambda c: _set_vision(c, "merge_kernel_size", [2, 3]))
_config("another-pooling", "merge_type", lambda c: c["vision_config"].update(merge_type="mean"))
_config("another-pos-emb", "pos_emb_type", lambda c: c["vision_config"].update(pos_emb_type="learnable"))
_config("rope-factor-text", "rope_scaling.factor", lambda c: c["text_config"]["rope_scaling"].update(factor="8"))
_text("softmax-router", "scoring_func", "softmax")
_text("another-activation", "hidden_act", "relu")
_text("halves-turned", "rope_interleave", False)
_config("another-theta", "rope_theta", lambda c: c["vision_config"].update(rope_parameters={"rope_theta": 300}))
_config("vision-heads", "vision_config.hidden_size", lambda c: _set_vision(c, "num_attention_heads", 5))
_config("vision-merge-empty", "merge_kernel_size", lambda c: _set_vision(c, "merge_kernel_size", []))
_config("media-id-outside", "media_placeholder_token_id", lambda c: c.update(media_placeholder_token_id=512))
_config("fp8", "quant_method", lambda c: c["quantization_config"].update(quant_method="fp8"))
_config("eight-bits", "num_bits", lambda c: _weights(c).update(num_bits=8))
_config("groups-of-128", "group_size", lambda c: _weights(c).update(group_size=128))
_config("more-layers-than-tensors", "missing", lambda c: c["text_config"].update(num_hidden_layers=4))
_config("wider-than-the-tensors", "config.json asks for", lambda c: c["text_config"].update(intermediate_size=128))


def _weights(config: dict[str, Any]) -> dict[str, Any]:
    return config["quantization_config"]["config_groups"]["group_0"]["weights"]


def _set_vision(config: dict[str, Any], key: str, value: object) -> None:
    vision = config["vision_config"]
    for alias in (key, f"vt_{key}", "merge_size" if key.startswith("merge") else key):
        vision.pop(alias, None)
    vision[key] = value


def _drop_vision_layers(vision: dict[str, Any]) -> None:
    del vision["num_hidden_layers"], vision["vt_num_hidden_layers"]


def _file(name: str, file: str, content: bytes | None, words: str) -> None:
    def change(folder: Path) -> None:
        if content is None:
            (folder / file).unlink()
        else:
            (folder / file).write_bytes(content)

    CASES[name] = (change, f"{file}.*{words}")


_file("config-missing", "config.json", None, "is missing")
_file("config-not-json", "config.json", b"{'a': 1}", "cannot be read as JSON")
_file("config-not-utf8", "config.json", b'{"a": "\xff"}', "cannot be read as JSON")
_file("config-a-list", "config.json", b"[]", "not an object")
_file("config-too-deep", "config.json", b'{"a":' * 100_000, "cannot be read as JSON")
_file("config-key-twice", "config.json", b'{"text_config": {}, "text_config": {}}', "appears twice")
_file("config-of-another-model", "config.json", b'{"model_type": "llama", "hidden_size": 8}', "model_type is 'llama'")
_file("generation-not-json", "generation_config.json", b"eos", "cannot be read as JSON")
_file("tokenizer-ranks-missing", RANKS_FILE, None, "cannot be read")
_file("tokenizer-ranks-not-base64", RANKS_FILE, b"!!! 0\n", "line 1")
_file("tokenizer-ranks-not-counting", RANKS_FILE, b"AA== 0\nAQ== 2\n", "line 2")
_file("tokenizer-ranks-empty", RANKS_FILE, b"", "256 single bytes")
_file("tokenizer-config-missing", CONFIG_FILE, None, "cannot be read")
_file("tokenizer-config-not-json", CONFIG_FILE, b"\x80\x04K\x01.", "added_tokens_decoder")
_file("tokenizer-config-without-names", CONFIG_FILE, b"{}", "added_tokens_decoder")
_file("tokenizer-config-too-deep", CONFIG_FILE, b"[" * 100_000, "added_tokens_decoder")


@case("config-over-64-MB", "config.json is larger than 64 MiB")
def _(folder: Path) -> None:
    with (folder / "config.json").open("r+b") as file:
        file.truncate(65 * 2**20)


@case("tokenizer-ranks-over-64-MB", f"{RANKS_FILE} is larger than 64 MiB")
def _(folder: Path) -> None:
    with (folder / RANKS_FILE).open("r+b") as file:
        file.truncate(65 * 2**20)


@case("tokenizer-id-outside-the-slots", f"{CONFIG_FILE}: added token 99999")
def _(folder: Path) -> None:
    edit_json(folder / CONFIG_FILE, lambda c: c["added_tokens_decoder"].update({"99999": {"content": "<x>"}}))


@case("tokenizer-name-twice", f"{CONFIG_FILE} gives one name to two")
def _(folder: Path) -> None:
    config = json.loads((folder / CONFIG_FILE).read_text())
    added = config["added_tokens_decoder"]
    one, two = list(added)[:2]
    added[one] = added[two]
    (folder / CONFIG_FILE).write_text(json.dumps(config))
