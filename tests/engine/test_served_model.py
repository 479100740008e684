"""What the server reads of a checkpoint beside its configuration: the preprocessor's file, as careful as the others."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from moonpane_engine.chat.messages import Message, TextPart
from moonpane_engine.errors import CheckpointError
from moonpane_engine.server.served_model import PREPROCESSOR_FILE, ServedModel
from tests.engine.served import write_served_checkpoint


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    return write_served_checkpoint(tmp_path / "checkpoint")


def write(checkpoint: Path, **values: Any) -> None:
    (checkpoint / PREPROCESSOR_FILE).write_text(json.dumps({"patch_size": 14, "merge_kernel_size": 2, **values}))


def test_a_sound_file_or_none_is_served(checkpoint: Path) -> None:
    (checkpoint / PREPROCESSOR_FILE).unlink(missing_ok=True)
    assert ServedModel.from_dir(checkpoint).media is not None
    write(checkpoint, in_patch_limit=64)
    media = ServedModel.from_dir(checkpoint).media
    assert media is not None
    assert media.in_patch_limit == 64


def test_neither_links_nor_pipes_are_opened(checkpoint: Path, tmp_path: Path) -> None:
    outside, path = tmp_path / "outside.json", checkpoint / PREPROCESSOR_FILE
    outside.write_text("{}")
    for target in (outside, tmp_path / "nowhere"):
        path.unlink(missing_ok=True)
        path.symlink_to(target)
        with pytest.raises(CheckpointError, match=PREPROCESSOR_FILE):
            ServedModel.from_dir(checkpoint)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(CheckpointError, match="not a regular file"):
        ServedModel.from_dir(checkpoint)


def test_neither_endless_nor_ambiguous_files_are_read(checkpoint: Path) -> None:
    path = checkpoint / PREPROCESSOR_FILE
    with path.open("wb") as file:
        file.truncate(3 << 30)
    with pytest.raises(CheckpointError, match="larger than"):
        ServedModel.from_dir(checkpoint)
    path.write_text('{"patch_size": 14, "patch_size": 14}')
    with pytest.raises(CheckpointError, match="twice"):
        ServedModel.from_dir(checkpoint)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"patch_size": 16}, "patch_size is 16"),
        ({"merge_kernel_size": 4}, "merge_kernel_size is 4"),
        ({"merge_kernel_size": [1, 1]}, "merge_kernel_size is 1"),
        ({"image_std": [1e-40, 0.5, 0.5]}, "image_std"),
        ({"temporal_merge_kernel_size": 9}, "places for 4 frames"),
        ({"fixed_output_tokens": 64}, "fixed_output_tokens"),
        ({"pad_input": False}, "pad_input"),
    ],
)
def test_a_file_of_another_model_is_refused(checkpoint: Path, values: dict[str, Any], words: str) -> None:
    write(checkpoint, **values)
    with pytest.raises(CheckpointError, match=words):
        ServedModel.from_dir(checkpoint)


def change(checkpoint: Path, **values: Any) -> None:
    """In `config.json`; None takes the key away."""
    path = checkpoint / "config.json"
    config = json.loads(path.read_text()) | values
    path.write_text(json.dumps({name: value for name, value in config.items() if value is not None}))


@pytest.mark.parametrize("missing", [(), ("<think>", "</think>")], ids=["thinking", "instruct"])
def test_a_text_only_checkpoint_needs_no_names_that_it_has_no_use_for(checkpoint: Path, missing: tuple[str]) -> None:
    change(checkpoint, model_type="kimi_k2", vision_config=None, media_placeholder_token_id=None)
    unnamed = (*missing, "<|media_pad|>", "<|media_begin|>", "<|media_content|>", "<|media_end|>")
    path = checkpoint / "tokenizer_config.json"
    config = json.loads(path.read_text())
    added = config["added_tokens_decoder"]
    config["added_tokens_decoder"] = {slot: token for slot, token in added.items() if token["content"] not in unnamed}
    path.write_text(json.dumps(config))
    model = ServedModel.from_dir(checkpoint)
    tools = [{"type": "function", "function": {"name": "look", "parameters": {}}}]
    said = model.tokenizer.decode(model.chat.encode([Message("user", (TextPart("hi"),))], thinking=True, tools=tools))
    assert said == (
        "<|im_system|>tool_declare<|im_middle|>"
        '[{"type":"function","function":{"name":"look","parameters":{}}}]<|im_end|>'
        "<|im_system|>system<|im_middle|>You are Kimi, an AI assistant created by Moonshot AI.<|im_end|>"
        "<|im_user|>user<|im_middle|>hi<|im_end|><|im_assistant|>assistant<|im_middle|>"
    ) + ("" if missing else "<think>")


def test_a_checkpoint_with_pictures_needs_their_names(checkpoint: Path) -> None:
    path = checkpoint / "tokenizer_config.json"
    path.write_text(path.read_text().replace("<|media_content|>", "<|other|>"))
    with pytest.raises(CheckpointError, match="media_content"):
        ServedModel.from_dir(checkpoint)


def test_kimi_vl_without_a_preprocessor_file_has_its_own_limit(checkpoint: Path) -> None:
    (checkpoint / PREPROCESSOR_FILE).unlink(missing_ok=True)
    change(checkpoint, model_type="kimi_vl")
    path = checkpoint / "tokenizer_config.json"
    path.write_text(path.read_text().replace("<|media_begin|>", "<|media_start|>"))
    media = ServedModel.from_dir(checkpoint).media
    assert media is not None
    assert (media.is_kimi_vl, media.in_patch_limit) == (True, 4096)
