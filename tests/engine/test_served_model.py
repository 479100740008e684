"""What the server reads of a checkpoint beside its configuration: the preprocessor's file, as careful as the others."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

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
    ],
)
def test_a_file_of_another_model_is_refused(checkpoint: Path, values: dict[str, Any], words: str) -> None:
    write(checkpoint, **values)
    with pytest.raises(CheckpointError, match=words):
        ServedModel.from_dir(checkpoint)
