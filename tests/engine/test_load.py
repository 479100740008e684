"""Checkpoint folders as they are found: hub caches, damaged downloads, and folders that point elsewhere."""

import json
import shutil
from pathlib import Path

import pytest
import torch

from moonpane_engine.checkpoints.shards import INDEX_FILE, shard_files
from moonpane_engine.errors import CheckpointError
from moonpane_engine.weights.load import load_model
from tests.engine.checkpoints import write_random_checkpoint
from tests.engine.malformed import SCALE, edit_json, read_shard, shard_of, write_shard


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    return write_random_checkpoint(tmp_path / "checkpoint")


def test_a_hub_cache_whose_files_are_links_is_read(checkpoint: Path, tmp_path: Path) -> None:
    blobs, snapshot = tmp_path / "models--x" / "blobs", tmp_path / "models--x" / "snapshots" / "abc"
    blobs.mkdir(parents=True)
    snapshot.mkdir(parents=True)
    for number, file in enumerate(sorted(checkpoint.iterdir())):
        shutil.copyfile(file, blobs / f"{number:040x}")
        (snapshot / file.name).symlink_to(Path("..", "..", "blobs", f"{number:040x}"))
    ours, linked = load_model(checkpoint).state_dict(), load_model(snapshot).state_dict()
    assert all(weight.equal(linked[name]) for name, weight in ours.items())


def test_a_link_to_a_shard_outside_the_folder_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    name = shard_files(checkpoint)[0]
    elsewhere = tmp_path / "disk" / name
    elsewhere.parent.mkdir()
    (checkpoint / name).rename(elsewhere)
    (checkpoint / name).symlink_to(elsewhere)
    with pytest.raises(CheckpointError, match="outside the folder"):
        load_model(checkpoint)


def test_a_link_to_the_whole_folder_is_read(checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(checkpoint)
    assert load_model(tmp_path / "linked").state_dict().keys() == load_model(checkpoint).state_dict().keys()


def test_a_link_into_another_hub_cache_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    """Only the snapshot's own blobs: a link from models--x to the blobs of models--y is somebody else's file."""
    blobs, snapshot = tmp_path / "models--y" / "blobs", tmp_path / "models--x" / "snapshots" / "abc"
    blobs.mkdir(parents=True)
    snapshot.mkdir(parents=True)
    for file in checkpoint.iterdir():
        shutil.copyfile(file, blobs / file.name)
        (snapshot / file.name).symlink_to(blobs / file.name)
    with pytest.raises(CheckpointError, match="outside the folder"):
        load_model(snapshot)


def test_a_link_to_a_file_that_is_no_shard_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    name = shard_files(checkpoint)[0]
    (tmp_path / "private").write_text("not for a model")
    (checkpoint / name).unlink()
    (checkpoint / name).symlink_to(tmp_path / "private")
    with pytest.raises(CheckpointError, match="outside the folder"):
        shard_files(checkpoint)


@pytest.mark.parametrize("name", ["../other.safetensors", "/etc/hostname", "sub/model.safetensors"])
def test_an_index_that_names_files_elsewhere_is_refused(checkpoint: Path, name: str) -> None:
    index = json.loads((checkpoint / INDEX_FILE).read_text())
    index["weight_map"]["lm_head.weight"] = name
    (checkpoint / INDEX_FILE).write_text(json.dumps(index))
    with pytest.raises(CheckpointError, match="outside the folder"):
        load_model(checkpoint)


def test_a_truncated_shard_is_named(checkpoint: Path) -> None:
    name = shard_files(checkpoint)[0]
    data = (checkpoint / name).read_bytes()
    (checkpoint / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(CheckpointError, match=f"{name} is damaged .*download the shard again"):
        load_model(checkpoint)


def test_a_missing_shard_is_named(checkpoint: Path) -> None:
    name = shard_files(checkpoint)[-1]
    (checkpoint / name).unlink()
    with pytest.raises(CheckpointError, match=f"{name} is missing"):
        load_model(checkpoint)


@pytest.mark.parametrize("as_stored", [False, True])
def test_an_int4_weight_and_its_scale_may_lie_in_two_shards(checkpoint: Path, as_stored: bool) -> None:
    """Shards are cut by size, wherever that is."""
    whole = load_model(checkpoint, as_stored=as_stored).state_dict()
    path = shard_of(checkpoint, SCALE)
    other = next(shard for shard in sorted(checkpoint.glob("*.safetensors")) if shard != path)
    (header, data), (twin, twin_data) = read_shard(path), read_shard(other)
    begin, end = header.pop(SCALE)["data_offsets"]
    for entry in header.values():
        if entry.get("data_offsets", [0])[0] >= end:
            entry["data_offsets"] = [offset - (end - begin) for offset in entry["data_offsets"]]
    twin[SCALE] = {"dtype": "BF16", "shape": [32, 2], "data_offsets": [len(twin_data), len(twin_data) + end - begin]}
    write_shard(path, header, data[:begin] + data[end:])
    write_shard(other, twin, twin_data + data[begin:end])
    edit_json(checkpoint / INDEX_FILE, lambda index: index["weight_map"].update({SCALE: other.name}))
    split = load_model(checkpoint, as_stored=as_stored).state_dict()
    assert all(torch.equal(weight, split[name]) for name, weight in whole.items())
