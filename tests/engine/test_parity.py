"""The engine against an independent implementation: transformers' own Kimi K2.5 class on the same checkpoint."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from moonpane_engine.model import kimi
from moonpane_engine.model.config import KimiConfig, YarnConfig
from moonpane_engine.prompt import MediaItem, Prompt
from moonpane_engine.runner import Runner, RunningSequence
from moonpane_engine.weights.load import load_model, named_tensors
from moonpane_kernels import cpu
from moonpane_kernels.reference.int4 import dequantize
from tests.engine.checkpoints import CONFIG, write_random_checkpoint
from tests.engine.references import transformers_model, whole_logits

TOLERANCE = 2e-5  # float32 logits, max abs; the order of sums differs, nothing else


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_random_checkpoint(tmp_path_factory.mktemp("parity"))


@pytest.fixture(scope="module")
def runner(checkpoint: Path) -> Runner:
    return Runner.load(checkpoint)


@pytest.fixture(scope="module")
def reference(checkpoint: Path) -> Any:
    return transformers_model(checkpoint)


def test_text_logits_equal(runner: Runner, reference) -> None:
    ids = torch.randint(0, 499, (1, 200), generator=torch.Generator().manual_seed(1))  # past YaRN's original 64
    with torch.no_grad():
        expected = reference(input_ids=ids).logits[0].float()
    actual = whole_logits(runner, Prompt(ids[0].tolist(), []))
    assert expected.std() > 0.1
    assert (actual - expected).abs().max() <= TOLERANCE


def test_rotations_grow_as_positions_are_reached(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In prefill, in decoding, and without a cache; and what grew while serving can be trained with."""
    whole = Runner.load(checkpoint)
    monkeypatch.setattr(kimi, "FIRST_POSITIONS", 5)
    growing = Runner.load(checkpoint)
    ids = torch.randint(0, 499, (60,), generator=torch.Generator().manual_seed(2)).tolist()
    for length in (4, 5, 6, 23, 60):
        last = [prefilled(runner, Prompt(ids[: length - 1])) for runner in (whole, growing)]
        rows = [
            runner.decode([sequence], [ids[length - 1 : length]])
            for runner, sequence in zip((whole, growing), last, strict=True)
        ]
        assert torch.equal(*rows)
        assert growing.model.rope.shape[0] >= length
    assert growing.model.rope.shape[0] < 128
    states = growing.model(torch.randn(1, 100, growing.config.text.hidden_size, requires_grad=True))
    states.sum().backward()


def long_config(**yarn: Any) -> KimiConfig:
    """K2.5's own YaRN, whose original context is 4,096."""
    scaling = YarnConfig(factor=64.0, original_max_position_embeddings=4096, **yarn)
    text = dataclasses.replace(CONFIG.text, rope_scaling=scaling, max_position_embeddings=262_144, num_hidden_layers=2)
    return dataclasses.replace(CONFIG, text=text)


@pytest.mark.parametrize(
    "yarn",
    [{"mscale": 1.0, "mscale_all_dim": 1.0}, {}, {"mscale": 0.7, "mscale_all_dim": 1.3}, {"beta_fast": 1.0}],
    ids=["as in K2.5", "nothing said", "unequal", "as in old K2"],
)
def test_long_positions_equal(tmp_path: Path, yarn: dict[str, float]) -> None:
    folder = write_random_checkpoint(tmp_path, config=long_config(**yarn))
    if not yarn:
        raw = json.loads((folder / "config.json").read_text())
        for name in ("mscale", "mscale_all_dim"):
            raw["text_config"]["rope_scaling"].pop(name, None)
        (folder / "config.json").write_text(json.dumps(raw))
    ids = torch.randint(0, 499, (1, 4300), generator=torch.Generator().manual_seed(3))
    with torch.no_grad():
        expected = transformers_model(folder)(input_ids=ids).logits[0].float()
    actual = whole_logits(Runner.load(folder), Prompt(ids[0].tolist(), []))
    assert (actual - expected).abs().max() <= TOLERANCE


def prompt_with_pictures() -> tuple[list[int], list[MediaItem]]:
    generator = np.random.default_rng(2)
    grids = [(1, 4, 6), (1, 8, 8), (1, 8, 8), (1, 2, 12)]
    media = [
        MediaItem(generator.normal(size=(t * h * w, 3, 14, 14)).astype(np.float32), (t, h, w)) for t, h, w in grids
    ]
    ids = [7]
    for item in media:
        ids += [CONFIG.media_placeholder_token_id or 0] * (item.grid_thw[1] * item.grid_thw[2] // 4) + [9, 11]
    return ids, media


def test_image_logits_equal(runner: Runner, reference) -> None:
    ids, media = prompt_with_pictures()
    grids = [item.grid_thw for item in media]
    actual = whole_logits(runner, Prompt(ids, media))
    with torch.no_grad():
        expected = reference(
            input_ids=torch.tensor([ids]),
            pixel_values=torch.cat([torch.from_numpy(item.patches) for item in media]),
            image_grid_thw=torch.tensor(grids),
        ).logits[0]
        blind = reference(
            input_ids=torch.tensor([ids]),
            pixel_values=torch.zeros(sum(len(item.patches) for item in media), 3, 14, 14),
            image_grid_thw=torch.tensor(grids),
        ).logits[0]
    assert (actual - expected).abs().max() <= TOLERANCE
    assert (blind - expected).abs().max() > 1e-2  # the pictures do move the logits


@pytest.mark.parametrize("as_stored", [False, True])
def test_int4_experts_dequantise_bit_equal(checkpoint: Path, reference, as_stored: bool) -> None:
    theirs = {name: parameter for name, parameter in reference.named_parameters() if ".experts." in name}
    ours = dict(named_tensors(load_model(checkpoint, as_stored=as_stored)))
    for name in [name for name in ours if name.endswith("_packed")]:
        ours[name.removesuffix("_packed")] = dequantize(ours.pop(name), ours.pop(name[: -len("packed")] + "scale"))
    compared = 0
    for name, tensor in ours.items():
        if ".mlp.experts." not in name:
            continue
        layer, expert, kind = name.split("layers.")[1].split(".")[0], int(name.split(".")[-3]), name.split(".")[-2]
        fused = next(
            p for n, p in theirs.items() if f"layers.{layer}." in n and ("gate_up" in n) != (kind == "down_proj")
        )
        row = fused[expert]
        expected = row if kind == "down_proj" else row.chunk(2)[kind == "up_proj"]
        assert torch.equal(tensor.float(), expected), name
        compared += 1
    assert compared == 2 * 6 * 3


def prefilled(runner: Runner, prompt: Prompt, *, chunk: int = 1000) -> RunningSequence:
    sequence = runner.start(prompt)
    while sequence.num_missing:
        runner.prefill([sequence], [min(sequence.num_missing, chunk)])
    return sequence


def test_decode_equals_prefill(runner: Runner) -> None:
    """Absorbed decoding over the paged cache, in a batch of unequal lengths, against the whole-sequence pass."""
    generator = torch.Generator().manual_seed(3)
    prompts = [torch.randint(0, 499, (length,), generator=generator).tolist() for length in (3, 70, 129)]
    tails = [torch.randint(0, 499, (66,), generator=generator).tolist() for _ in prompts]
    sequences = [prefilled(runner, Prompt(ids)) for ids in prompts]
    free_before = runner.cache.num_free_pages
    for step in range(66):
        logits = runner.decode(sequences, [[tail[step]] for tail in tails])[:, 0]
    for row, ids, tail in zip(logits, prompts, tails, strict=True):
        expected = whole_logits(runner, Prompt(ids + tail, []))[-1]
        assert (row - expected).abs().max() <= TOLERANCE
    assert runner.cache.num_free_pages < free_before
    for sequence in sequences:
        runner.release(sequence)
    assert runner.cache.num_free_pages == runner.cache.max_pages


@pytest.mark.parametrize("num_new", [2, 5, 20])
def test_several_tokens_at_once_equal_prefill(runner: Runner, num_new: int) -> None:
    generator = torch.Generator().manual_seed(4)
    prompts = [torch.randint(0, 499, (length,), generator=generator).tolist() for length in (5, 61, 130)]
    tails = [torch.randint(0, 499, (num_new,), generator=generator).tolist() for _ in prompts]
    sequences = [prefilled(runner, Prompt(ids)) for ids in prompts]
    logits = runner.decode(sequences, tails)
    for rows, ids, tail, sequence in zip(logits, prompts, tails, sequences, strict=True):
        expected = whole_logits(runner, Prompt(ids + tail))[-num_new:]
        assert (rows - expected).abs().max() <= TOLERANCE
        runner.drop(sequence, num_new - 1)
    again = runner.decode(sequences, [tail[1:2] for tail in tails])
    assert (again[:, 0] - logits[:, 1]).abs().max() <= TOLERANCE
    for sequence in sequences:
        runner.release(sequence)


@pytest.mark.parametrize("chunk", [7, 64, 100, 150])
def test_a_prompt_in_parts_equals_the_whole(runner: Runner, chunk: int) -> None:
    """Parts that cut through a picture, too; long ones expand the latents, short ones absorb the expansion."""
    runner.cache.forget(list(range(runner.cache.max_pages)))
    ids, media = prompt_with_pictures()
    prompt = Prompt(ids * 3, media * 3)
    expected = whole_logits(runner, prompt)[-1]
    sequence = runner.start(prompt)
    assert sequence.num_tokens == 0
    parts = []
    while sequence.num_missing:
        parts += runner.prefill([sequence], [min(sequence.num_missing, chunk)])
    assert all(part is None for part in parts[:-1])
    assert parts[-1] is not None
    assert (parts[-1] - expected).abs().max() <= TOLERANCE
    runner.release(sequence)


def test_prompts_read_together_equal_each_alone(runner: Runner) -> None:
    """Short and long ones, with and without pictures, from their beginning and further on, in one pass."""
    runner.cache.forget(list(range(runner.cache.pool.shape[1])))
    ids, media = prompt_with_pictures()
    prompts = [Prompt([3, 4, 5]), Prompt(ids, media), Prompt(list(range(90))), Prompt([7, *ids], media)]
    sequences = [runner.start(prompt) for prompt in prompts]
    assert runner.prefill([sequences[2], sequences[3]], [40, 21]) == [None, None]
    rows = runner.prefill(sequences, [sequence.num_missing for sequence in sequences])
    for row, prompt, sequence in zip(rows, prompts, sequences, strict=True):
        assert row is not None
        assert (row - whole_logits(runner, prompt)[-1]).abs().max() <= TOLERANCE
        runner.release(sequence)


@pytest.mark.parametrize("first", [0, 16, 21], ids=["from the beginning", "behind a page", "within a page"])
@pytest.mark.parametrize("count", [5, 40], ids=["absorbed", "expanded"])
def test_neighbours_of_one_length_equal_each_alone(runner: Runner, first: int, count: int) -> None:
    """They are attended to as one batch; the one between others, of another length, is not."""
    runner.cache.forget(list(range(runner.cache.pool.shape[1])))
    generator = torch.Generator().manual_seed(first + count)
    lengths = [first + count] * 3 + [first + count + 1] + [first + count] * 2
    prompts = [Prompt(torch.randint(0, 499, (length,), generator=generator).tolist()) for length in lengths]
    sequences = [runner.start(prompt) for prompt in prompts]
    if first:
        runner.prefill(sequences, [first] * len(sequences))
    rows = runner.prefill(sequences, [sequence.num_missing for sequence in sequences])
    for row, prompt, sequence in zip(rows, prompts, sequences, strict=True):
        assert row is not None
        assert (row - whole_logits(runner, prompt)[-1]).abs().max() <= TOLERANCE
        runner.release(sequence)


def test_matrices_stay_as_the_checkpoint_has_them(runner: Runner, checkpoint: Path) -> None:
    """bfloat16 in memory, float32 in the arithmetic; widened where there are no kernels, to the same result."""
    ids = list(range(40, 90))
    widened = Runner(load_model(checkpoint, as_stored=False))
    if cpu.library() is not None:
        assert runner.model.language_model.lm_head.weight.dtype == torch.bfloat16
    assert widened.model.language_model.lm_head.weight.dtype == torch.float32
    rows = []
    for each in (runner, widened):
        sequence = prefilled(each, Prompt(ids))
        rows.append(each.decode([sequence], [[90]])[0])
        each.release(sequence)
    assert (rows[0] - rows[1]).abs().max() <= TOLERANCE
