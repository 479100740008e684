"""The header reader beside the safetensors library: whatever it lets through, the library reads the same way."""

import random
from pathlib import Path

import pytest
from safetensors import safe_open

from moonpane_engine.checkpoints.header import read_header
from moonpane_engine.checkpoints.layout import layout
from moonpane_engine.checkpoints.shards import shard_files
from moonpane_engine.errors import CheckpointError
from moonpane_engine.weights.load import named_tensors
from tests.engine.checkpoints import CONFIG, write_random_checkpoint

NUM_MUTATIONS = 3000
TOKENS = [b"0", b"1", b"-1", b"64", b'"', b"[", b"]", b"{", b"}", b",", b" ", b"BF16", b"F32", b"null", b"\xff", b"\0"]


@pytest.fixture(scope="module")
def shard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    checkpoint = write_random_checkpoint(tmp_path_factory.mktemp("header"))
    return checkpoint / shard_files(checkpoint)[-1]


def test_it_reads_what_the_library_reads(shard: Path) -> None:
    header = read_header(shard)
    with safe_open(shard, framework="np") as file:
        assert set(file.keys()) == set(header.tensors)
        for name, entry in header.tensors.items():
            piece = file.get_slice(name)
            assert (piece.get_dtype(), tuple(piece.get_shape())) == (entry.dtype, entry.shape)


def test_no_mutated_header_passes_that_the_library_refuses(shard: Path, tmp_path: Path) -> None:
    generator = random.Random(7)
    data, mutant = shard.read_bytes(), tmp_path / "mutant.safetensors"
    length = int.from_bytes(data[:8], "little")
    passed = refused = 0
    for _ in range(NUM_MUTATIONS):
        mutant.write_bytes(mutated(generator, data, length))
        try:
            header = read_header(mutant)
        except CheckpointError:
            refused += 1
            continue
        passed += 1
        with safe_open(mutant, framework="np") as file:
            assert set(file.keys()) == set(header.tensors)
    assert refused > NUM_MUTATIONS / 2
    assert passed > 0  # some changes are harmless: a letter of a name, for instance


def mutated(generator: random.Random, data: bytes, length: int) -> bytes:
    """`data` with a byte flipped, or a token in the place of a few bytes, somewhere in its first 8 + length bytes."""
    at = generator.randrange(8 + length)
    if generator.random() < 0.5:
        return data[:at] + bytes([data[at] ^ (1 << generator.randrange(8))]) + data[at + 1 :]
    token = generator.choice(TOKENS)
    return data[:at] + token + data[at + len(token) :]


def test_the_layout_is_what_the_model_has() -> None:
    import torch

    from moonpane_engine.model.kimi import KimiModel

    with torch.device("meta"):
        model = KimiModel(CONFIG)
    assert {slot.name: slot.shape for slot in layout(CONFIG)} == {n: tuple(t.shape) for n, t in named_tensors(model)}
